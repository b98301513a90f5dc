"""What travels between a desk and the hub: operations up, outcomes and record states down."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from json import dumps
from typing import Any, Final, Protocol

from workstation.domain.refusal import Refusal
from workstation.sync.given import (
    BlobState as BlobState,
)
from workstation.sync.given import (
    Finding as Finding,
)
from workstation.sync.given import (
    Leased as Leased,
)
from workstation.sync.given import (
    Present as Present,
)
from workstation.sync.given import (
    SerialRange as SerialRange,
)
from workstation.sync.given import (
    Snapshot as Snapshot,
)

#: What this program speaks. A hub names the oldest protocol that it still takes.
PROTOCOL: Final = 2
#: The schema of the hub's tables that this program makes and reads.
HUB_SCHEMA: Final = 2
#: The most operations in one push, and about how many bytes of them.
PUSH_LIMIT: Final = 100
PUSH_BYTES: Final = 1_000_000
#: Changes asked for in one pull.
PULL_LIMIT: Final = 1_000
#: Bytes of a file's content in one piece.
CHUNK_BYTES: Final = 1 << 20
#: Milliseconds for which a word of presence holds.
PRESENCE_MS: Final = 15_000
#: Parts into which a replica is summed up to be compared with the hub.
BUCKETS: Final = 256

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
    clock. One that comes `again` was accepted once: where a record is missing because the hub was
    restored from an older backup, it is decided anew each time.
    """

    n: int
    uid: str
    at: int
    agent: str
    action: str
    ticket: str
    args: Facts
    changes: Sequence[Facts]
    again: bool = False

    def digest(self) -> str:
        """A fingerprint of all that the operation says, but for its place on the desk.

        Nor does it count whether it comes again.
        """
        told = [self.uid, self.at, self.agent, self.action, self.args, self.changes]
        text = dumps(told, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
        return sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which tickets a desk keeps, with all that hangs on them; nothing named means all.

    `groups` and `regions` are codes. Of tickets that are over only those last active within
    `days` days are kept (0: all). People, customers, parcels and what else does not hang on a
    ticket is kept by every desk. A hub that knows who asks gives no more than that person may
    see: tickets of the person's groups, those they own and those they opened.
    """

    groups: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    days: int = 0


ALL: Final = Scope()


@dataclass(frozen=True, slots=True)
class RecordState:
    """A record as the hub keeps it.

    `body` has the facts that differ from their defaults. It is None when the change is the
    asking desk's own (which need not be sent back) or when the record is gone. Kind "lease"
    stands for who works on the ticket `uid`: {agent, agent_name, desk, until}. An `evicted`
    ticket goes on to exist, but this desk keeps it no longer, nor what hangs on it.
    """

    kind: str
    uid: str
    rev: int
    body: Facts | None
    gone: bool = False
    author: str = ""
    evicted: bool = False

    @property
    def key(self) -> Key:
        """Kind and uid."""
        return self.kind, self.uid


@dataclass(frozen=True, slots=True)
class Note:
    """What became of one field.

    `how` is "counted", "joined", "moved", "kept" or "conflict", "renumbered" (a number that was
    given already) or "corrected" (a moment that cannot have been yet). In a conflict `mine` is
    what the operation wanted, `theirs` what stands, `author` the agent who wrote it.
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
class Refused:
    """An operation that a hub refused, with the `code` and `facts` that it gave then."""

    operation: Operation
    code: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pushed:
    """The answers to operations, the key to push with next, and the hub's time (ms UTC)."""

    outcomes: tuple[Outcome, ...]
    token: str
    now: int


@dataclass(frozen=True, slots=True)
class Pulled:
    """Changes after a cursor, and the cursor to ask with next; `more` says ask at once.

    `epoch` names the hub's life: another one means another or a restored database. `stage` is
    "open" while the open tickets come for the first time (all that a desk needs to work),
    "history" while the rest does, "" afterwards. `scope` is what the hub really gives: what was
    asked for, narrowed to what the person may see. `now` is the hub's time in milliseconds UTC.
    """

    changes: tuple[RecordState, ...]
    cursor: str
    more: bool
    epoch: str
    stage: str = ""
    scope: Scope = ALL
    now: int = 0


@dataclass(frozen=True, slots=True)
class HubInfo:
    """What a hub says of itself. `kind` is "sqlite" or "postgresql".

    With `authority` the database itself sees to rights; otherwise they are advisory. `objects`
    is the URL of the object storage that keeps files' contents, "" for the hub itself; `rules`
    the fingerprint of the rules that it judges by.
    """

    kind: str
    address: str
    epoch: str
    schema: int
    min_protocol: int
    records: int
    operations: int
    desks: int
    authority: bool = False
    objects: str = ""
    rules: str = ""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A desk's place at the hub: its number, part of every human number it makes, and its key.

    `agent` is the uid of the person whose login the desk uses, "" on a hub without logins.
    """

    desk_no: int
    token: str
    epoch: str
    agent: str = ""


def turned(token: str, nonce: str) -> str:
    """The key that follows on one by a proof (see `Hub.prove`)."""
    return sha256(f"{token}:{nonce}".encode()).hexdigest()[:32]


Progress = Callable[[int, int], None]


class Hub(Protocol):
    """The shared database as desks see it; every method may be called from any thread.

    All raise `HubUnreachable` when nothing was decided, and other `Refusal`s for good:
    hub_missing, hub_newer, hub_older, desk_too_old, desk_unknown, desk_cloned, hub_standby,
    and where the database knows who asks: login_unknown, not_allowed, not_you.
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

    # who

    def enrol(self, desk_uid: str, name: str) -> Enrolment:
        """Give a desk its number and key; the same desk keeps its number."""
        ...

    # up

    def push(self, desk_no: int, token: str, operations: Sequence[Operation]) -> Pushed:
        """Take operations in; one taken before is answered as it was then.

        The key changes with every push that brought something new. Who pushes with the key
        before it must have lost the answer: what it sends is the same as then; otherwise, or
        with a key still older, it is a copy (`desk_cloned`).
        """
        ...

    def prove(self, desk_no: int, token: str, nonce: str) -> str:
        """Turn the key without any work, to show that nobody else has it; the new key.

        It is `turned(token, nonce)`: who lost the answer asks again with the same two. Everybody
        else who comes with the key before it has a copy of the desk's files (`desk_cloned`). So
        of two copies one alone is answered; nothing that was pushed may be unanswered before.
        """
        ...

    def recall(self, desk_no: int, token: str, refused: Sequence[Refused]) -> list[Outcome]:
        """Say what a former life of the hub refused; the outcomes of what this one knows otherwise.

        What it does not know is refused in this life, too, for the same reason: else it might take
        the same operation in from a copy of the desk's files, and one would not know of it.
        """
        ...

    def seed(self, desk_no: int, token: str, records: Iterable[tuple[str, Facts]]) -> int:
        """Put records in that are not there yet, by kind and compact facts; how many were."""
        ...

    def offer(self, desk_no: int, token: str, records: Sequence[RecordState]) -> list[Key]:
        """Offer records that the hub lost by somebody's hand; those that it did not know it lost.

        They are put aside until whoever runs the hub restores them, or declares them gone.
        """
        ...

    # down

    def pull(
        self, desk_no: int, cursor: str, limit: int = PULL_LIMIT, scope: Scope = ALL
    ) -> Pulled:
        """Changes after a cursor ("" for all there is) within a scope, open tickets first."""
        ...

    def fetch(self, keys: Iterable[Key]) -> list[RecordState]:
        """The present states of some records; one that the hub never had is left out."""
        ...

    def history(self, words: str, limit: int = 50) -> list[str]:
        """Uids of tickets, newest first, whose number, phone, waybill or customer is `words`."""
        ...

    def tickets(self, uids: Sequence[str]) -> list[RecordState]:
        """Tickets with all that hangs on them, their customers and parcels."""
        ...

    def digest(
        self, scope: Scope = ALL, *, whole: Collection[int] = (), since: int = 0
    ) -> dict[int, tuple[int, int]]:
        """Number of records and sum of `fingerprint`s of each bucket (see `digest.bucket`).

        In the sums of the buckets `whole` the records' facts count too. With `since` (ms) tickets
        that are over and were last active before are left out, with all that hangs on them.
        """
        ...

    def bucket(
        self, number: int, scope: Scope = ALL, *, since: int = 0
    ) -> list[tuple[str, str, int]]:
        """Kind, uid and revision of all records of one bucket; `since` as in `digest`."""
        ...

    def snapshot(self, scope: Scope = ALL) -> Snapshot | None:
        """The newest ready-made replica of a scope; its content is fetched as a blob."""
        ...

    def put_snapshot(self, scope: Scope, made: Snapshot) -> None:
        """Offer a ready-made replica, whose content is stored already, in place of a former one.

        For who runs the hub; the former one's content is dropped.
        """
        ...

    # leases

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
        """Lease or renew one ticket; None while another holds it, or where there is no such one."""
        ...

    def release(self, ticket: str, agent: str) -> bool:
        """Give a lease back; tell whether there was one."""
        ...

    # serials

    def lease_serials(self, desk_no: int, series: str, count: int) -> SerialRange:
        """Give a desk the next numbers of a series, such as "LP2026"."""
        ...

    def return_serials(self, desk_no: int, given: SerialRange, reason: str) -> bool:
        """Give unused numbers back, to be given to others; False when they were not its own.

        `given` may be the remainder of what was leased.
        """
        ...

    # presence

    def present(
        self, desk_no: int, agent: str, agent_name: str, ticket: str, doing: str
    ) -> tuple[Present, ...]:
        """Say that an agent has a ticket open ("": none any more); who else has it open.

        Kept for `PRESENCE_MS`, never on disk in earnest, lost with the server.
        """
        ...

    # contents of files

    def blob_state(self, sha256: str) -> BlobState | None:
        """What there is of a content; None when nobody sent any of it."""
        ...

    def blob_put(self, desk_no: int, sha256: str, size: int, number: int, chunk: bytes) -> None:
        """Keep one chunk of `CHUNK_BYTES` (the last may be shorter); again is no harm.

        Raises `Refusal("file_too_large")`.
        """
        ...

    def blob_finish(self, sha256: str) -> bool:
        """Verify a content whose chunks are all there; False (and all forgotten) if it differs."""
        ...

    def blob_get(self, sha256: str, number: int) -> bytes | None:
        """One chunk of a complete content."""
        ...

    def blobs_lacking(self, sha256s: Sequence[str]) -> list[str]:
        """Which of these contents some attachment names, though the hub does not have them whole."""
        ...

    def keep_contents_in(self, url: str) -> None:
        """Keep contents in the object storage of a URL from now on; "" for the hub itself.

        For who runs the hub. What was stored before stays where it is and is still read.
        """
        ...

    # waking

    def wait(self, seconds: float) -> bool:
        """Wait until something was changed, at most so long; True when it may have been."""
        ...

    def interrupt(self) -> None:
        """End a `wait` now."""
        ...

    def listening(self) -> bool:
        """Whether `wait` is woken by changes; otherwise it only asks now and then."""
        ...

    def close(self) -> None:
        """Close all connections."""
        ...
