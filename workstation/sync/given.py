"""What a hub gives beside records: leases, numbers, contents, ready-made replicas, findings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leased:
    """A ticket given to an agent until a moment (milliseconds UTC by the hub's clock)."""

    ticket: str
    agent: str
    until: int


@dataclass(frozen=True, slots=True)
class SerialRange:
    """Numbers `first` to `last` of a series, given to one desk and to no other, ever."""

    series: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Present:
    """Another person who has a ticket open; `doing` is "viewing" or "typing"."""

    ticket: str
    agent: str
    agent_name: str
    doing: str


@dataclass(frozen=True, slots=True)
class BlobState:
    """What the hub has of a file's content: its chunks (from 0), and whether it is complete."""

    sha256: str
    size: int
    chunks: tuple[int, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A ready-made replica to begin with: the file's content, and where in the feed it stands."""

    sha256: str
    size: int
    epoch: str
    cursor: str
    schema: int
    records: int
    made_at: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the hub that should not be; `code` in snake_case."""

    code: str
    kind: str
    uid: str
    detail: str = ""
