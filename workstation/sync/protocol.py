"""What travels between a desk and the hub: operations up, outcomes and record states down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from json import dumps
from typing import Any, Final, Protocol

from workstation.domain.refusal import Refusal

#: What this program speaks. A hub names the oldest protocol that it still takes.
PROTOCOL: Final = 1
#: The schema of the hub's tables that this program makes and reads.
HUB_SCHEMA: Final = 1
#: The most operations in one push, and about how many bytes of them.
PUSH_LIMIT: Final = 100
PUSH_BYTES: Final = 1_000_000
#: Changes asked for in one pull.
PULL_LIMIT: Final = 1_000

Facts = Mapping[str, Any]
Key = tuple[str, str]  # kind and uid of a record


class HubUnreachable(Refusal):
    """The hub cannot be reached or is too busy: nothing is decided, try again later.

    As a refusal its code is hub_unreachable, with the `reason` in the database's words.
    """

    def __init__(self, reason: str) -> None:
        super().__init__("hub_unreachable", reason=reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Operation:
    """A finished piece of work on its way up.

    `n` counts upwards on one desk, `uid` names the operation everywhere. Each of `changes` is
    {kind, uid, new: {...}}, {kind, uid, base: {field: old}, set: {field: new}} or
    {kind, uid, gone: true}; `at` is when the agent did it, in milliseconds UTC by the desk's
    clock.
    """

    n: int
    uid: str
    at: int
    agent: str
    action: str
    ticket: str
    args: Facts
    changes: Sequence[Facts]

    def digest(self) -> str:
        """A fingerprint of all that the operation says, but for its place on the desk."""
        told = [self.uid, self.at, self.agent, self.action, self.args, self.changes]
        text = dumps(told, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
        return sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class RecordState:
    """A record as the hub keeps it.

    `body` has the facts that differ from their defaults. It is None when the change is the
    asking desk's own (which need not be sent back) or when the record is gone. Kind "lease"
    stands for who works on the ticket `uid`: {agent, agent_name, desk, until}.
    """

    kind: str
    uid: str
    rev: int
    body: Facts | None
    gone: bool = False
    author: str = ""

    @property
    def key(self) -> Key:
        """Kind and uid."""
        return self.kind, self.uid


@dataclass(frozen=True, slots=True)
class Note:
    """What became of one field: `how` is "counted", "joined", "kept", "taken" or "conflict".

    In a conflict `mine` is what the operation wanted, `theirs` what stands, `author` the agent
    who wrote it.
    """

    kind: str
    uid: str
    field: str
    how: str
    mine: Any = None
    theirs: Any = None
    author: str = ""

    def told(self) -> dict[str, Any]:
        """As JSON facts."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The hub's answer to one operation.

    `state` is "applied" (exactly as asked), "merged" (`notes` say how) or "refused" (`code`
    and `facts` say why). `revs` gives (kind, uid, revision before, revision after) of each
    record that changed; `records` the states that now stand, unless the operation was applied.
    """

    uid: str
    state: str
    code: str = ""
    facts: Facts = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    revs: tuple[tuple[str, str, int, int], ...] = ()
    records: tuple[RecordState, ...] = ()


@dataclass(frozen=True, slots=True)
class Pulled:
    """Changes after a cursor, and the cursor to ask with next; `more` says ask at once.

    `epoch` names the hub's life: another one means another or a restored database.
    """

    changes: tuple[RecordState, ...]
    cursor: str
    more: bool
    epoch: str


@dataclass(frozen=True, slots=True)
class HubInfo:
    """What a hub says of itself. `kind` is "sqlite" or "postgresql"."""

    kind: str
    address: str
    epoch: str
    schema: int
    min_protocol: int
    records: int
    operations: int
    desks: int


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A desk's place at the hub: its number, part of every human number it makes, and its key."""

    desk_no: int
    token: str
    epoch: str


@dataclass(frozen=True, slots=True)
class Leased:
    """A ticket given to an agent until a moment (milliseconds UTC by the hub's clock)."""

    ticket: str
    agent: str
    until: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the hub that should not be; `code` in snake_case."""

    code: str
    kind: str
    uid: str
    detail: str = ""


Progress = Callable[[int, int], None]


class Hub(Protocol):
    """The shared database as desks see it; every method may be called from any thread.

    All raise `HubUnreachable` when nothing was decided, and other `Refusal`s for good:
    hub_missing, hub_newer, hub_older, desk_too_old, desk_unknown, desk_cloned, hub_standby.
    """

    address: str

    def init(self) -> HubInfo:
        """Make the hub's tables unless they are there."""
        ...

    def info(self) -> HubInfo:
        """What the hub says of itself."""
        ...

    def epoch(self) -> str:
        """The name of the hub's present life."""
        ...

    def check(self) -> tuple[Finding, ...]:
        """Verify the invariants over everything; empty when all is well."""
        ...

    def enrol(self, desk_uid: str, name: str) -> Enrolment:
        """Give a desk its number and key; the same desk keeps its number."""
        ...

    def push(self, desk_no: int, token: str, operations: Sequence[Operation]) -> list[Outcome]:
        """Take operations in; one taken before is answered as it was then."""
        ...

    def seed(self, desk_no: int, token: str, records: Iterable[tuple[str, Facts]]) -> int:
        """Put records in that are not there yet, by kind and compact facts; how many were."""
        ...

    def pull(self, desk_no: int, cursor: str, limit: int = PULL_LIMIT) -> Pulled:
        """Changes after a cursor ("" for all there is)."""
        ...

    def fetch(self, keys: Iterable[Key]) -> list[RecordState]:
        """The present states of some records; one that the hub never had is left out."""
        ...

    def take_next(
        self,
        agent: str,
        agent_name: str,
        groups: Sequence[str],
        desk_no: int,
        ttl_ms: int,
        exclude: Sequence[str] = (),
        request: str = "",
    ) -> Leased | None:
        """Lease the most urgent ticket of these groups that nobody owns or holds.

        The same `request` gives the same ticket again, so that a lost answer leases no second.
        """
        ...

    def lease(
        self, ticket: str, agent: str, agent_name: str, desk_no: int, ttl_ms: int
    ) -> Leased | None:
        """Lease or renew one ticket; None while another agent holds it."""
        ...

    def release(self, ticket: str, agent: str) -> bool:
        """Give a lease back; tell whether there was one."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait until something was changed, at most so long; True when it may have been."""
        ...

    def interrupt(self) -> None:
        """End a `wait` now."""
        ...

    def close(self) -> None:
        """Close all connections."""
        ...
