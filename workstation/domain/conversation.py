"""What was said and done about a ticket: the entries of its timeline, and attachments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

#: call and message were exchanged with a person; note is internal; change is made by the
#: program for every altered fact; transfer, urge, claim, promise and revisit are events of their
#: own.
ENTRY_KINDS: Final = (
    "call",
    "message",
    "note",
    "change",
    "transfer",
    "urge",
    "claim",
    "promise",
    "revisit",
    "system",
)
#: What became of a message; one that was taken back never left.
DELIVERIES: Final = ("", "queued", "sent", "failed", "recorded", "spoken", "taken_back")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a ticket's timeline. Entries are added, never altered, except `delivery`.

    `direction` is "in" (from the customer), "out" (to the customer) or "" (internal).
    `author` is an agent's uid or "" for a person outside; `author_name` is what to show.
    `data` holds the facts of a change: {"field": ..., "before": ..., "after": ...}.
    """

    uid: str
    ticket: str
    at: int
    kind: str
    body: str = ""
    direction: str = ""
    channel: str = ""
    author: str = ""
    author_name: str = ""
    recipient: str = ""
    subject: str = ""
    script: str = ""
    script_version: str = ""
    delivery: str = ""
    delivery_detail: str = ""
    attachments: tuple[str, ...] = ()
    data: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept by its content: `sha256` names it in the blob folder; `size` in bytes.

    `marks` are what people drew on a picture, as `picture_marks` keeps them.
    """

    uid: str
    ticket: str
    sha256: str
    name: str
    media_type: str
    size: int
    added_at: int
    added_by: str = ""
    label: str = ""
    marks: tuple[dict[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Words not yet sent, kept on this desk only. `editor` is "reply", "note" or "intake"."""

    uid: str
    ticket: str
    editor: str
    body: str
    saved_at: int
    agent: str = ""
    channel: str = ""
    recipient: str = ""
    script: str = ""
    reason: str = ""
    data: dict[str, object] = field(default_factory=dict)
