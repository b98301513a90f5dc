"""What screens and terminals read: rows and pages as plain values, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from workstation.domain.claim import Claim, Print
from workstation.domain.conversation import Attachment, Entry
from workstation.domain.parcel import Parcel, Trace
from workstation.domain.people import Customer
from workstation.domain.promise import Promise
from workstation.domain.revisit import Revisit
from workstation.domain.ticket import Ticket


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue. `id` is this replica's own row number; it never travels.

    `department` is the one that a task was given to, "" for a customer's own ticket.
    """

    id: int
    uid: str
    number: str
    status: str
    priority: int
    intensity: int
    class_code: str
    subtype: str
    group_code: str
    region: str
    owner: str
    owner_name: str
    subject: str
    customer_name: str
    phone: str
    waybill: str
    channel: str
    urged: int
    waiting_reason: str
    waiting_until: int | None
    created_at: int
    last_activity_at: int | None
    due_at: int | None
    due_kind: str
    flags: tuple[str, ...]
    claim_status: str
    has_draft: bool = False
    unsent: bool = False
    department: str = ""


@dataclass(frozen=True, slots=True)
class TicketDetail:
    """All that the ticket page shows. `earlier` are the customer's other tickets, newest first.

    `entries` are the newest 200 of the timeline in time order; `more_entries` says how many
    older ones were left out.
    """

    id: int
    ticket: Ticket
    customer: Customer | None
    parcel: Parcel | None
    traces: tuple[Trace, ...]
    entries: tuple[Entry, ...]
    more_entries: int
    attachments: tuple[Attachment, ...]
    claims: tuple[Claim, ...]
    prints: tuple[Print, ...]
    earlier: tuple[QueueRow, ...]
    lease: Lease | None
    waiting_operations: int


@dataclass(frozen=True, slots=True)
class Lease:
    """Who works on a ticket, granted by the hub, until when (milliseconds UTC)."""

    ticket: str
    agent: str
    agent_name: str
    desk: str
    until: int


@dataclass(frozen=True, slots=True)
class Found:
    """A search's answer; `total` is counted up to 1,000 and `capped` says that it stopped."""

    total: int
    capped: bool
    rows: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class CallerCard:
    """Who may be calling: matching customers, their open and latest tickets, their parcels."""

    number: str
    customers: tuple[Customer, ...]
    open_tickets: tuple[QueueRow, ...]
    recent_tickets: tuple[QueueRow, ...]
    parcels: tuple[Parcel, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A word from a rule to a person about a ticket; `rule` is "code@version"."""

    entry: str
    ticket: str
    number: str
    at: int
    zh: str
    en: str
    rule: str = ""

    def words(self, language: str) -> str:
        """In Chinese for a language that begins with "zh", else in English."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class SyncState:
    """Where this desk stands towards the hub.

    `state` is "alone" (no hub), "in_step", "waiting", "offline" or "refused"; `waiting`
    counts operations not yet accepted, `conflicts` fields that two people wrote at once;
    `offline_since` is set while the hub is out of reach, for the reason or code `problem`.

    `authority` says that the hub itself sees to rights; with `advisory` it only holds off
    mistakes. While a new desk fills itself, `stage` is "open" or "history" and `done` of `total`
    records are here (`total` 0: unknown). `clock_offset_ms` is by how much the machine's clock is
    behind the hub's; `lag_ms` the age of the oldest operation that waits. `serials_left` form
    numbers are in hand; `uploads` contents of files wait to be sent. The replica was last compared
    with the hub at `checked_at`, and `repaired` of its records were put right then. `listening`
    says that the hub wakes the desk at present, which otherwise asks. `renewals` counts new
    beginnings that nobody has read (see `Renewal`). `push_ms` and `pull_ms` are the median
    and the 95th percentile of the last exchanges.
    """

    state: str
    hub: str = ""
    waiting: int = 0
    refused: int = 0
    offline_since: int | None = None
    last_exchange_at: int | None = None
    problem: str = ""
    conflicts: int = 0
    authority: bool = False
    advisory: bool = False
    stage: str = ""
    done: int = 0
    total: int = 0
    clock_offset_ms: int = 0
    lag_ms: int = 0
    serials_left: int = 0
    uploads: int = 0
    checked_at: int | None = None
    repaired: int = 0
    listening: bool = False
    renewals: int = 0
    push_ms: tuple[int, int] = (0, 0)
    pull_ms: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """An operation that the hub has not taken in.

    `state` is "waiting", "held" (the hub does not take anything from this desk at present, for
    the reason `code`) or "refused" (`code` and `facts` say why). `about` holds short facts of
    the work for a sentence: "fields" it changed, "words" that were typed, "subject" of a ticket
    that it opened. `tries` counts attempts that came to nothing; `last_try_at` is the latest one.
    `after` is the uid of the refused operation on which this one stands.
    """

    uid: str
    n: int
    at: int
    agent: str
    agent_name: str
    action: str
    ticket: str
    number: str
    about: dict[str, object]
    state: str
    code: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    tries: int = 0
    last_try_at: int | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """Another person who has a ticket open; `doing` is "viewing" or "typing"."""

    ticket: str
    agent: str
    agent_name: str
    doing: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """A new beginning between desk and hub that a person is told of, once.

    `kind` is "hub_renewed" (the hub was restored, made anew, or is another one), "hub_replaced"
    (another server took over) or "desk_renewed" (this desk's files were copied or put back, so it
    became another desk). Of `facts`: "again" accepted operations are sent once more, "waiting" ones
    were not sent yet; "desk" is this desk's number, "was" its earlier one; "empty" that the hub had
    nothing; "numbers" of forms were put aside; "dropped" records were not at the hub any more.
    """

    uid: str
    kind: str
    at: int
    facts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Verified:
    """What comparing the replica with the hub found: records compared, put right, dropped."""

    at: int
    records: int
    repaired: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One finished piece of work as the audit journal keeps it."""

    operation: str
    at: int
    agent: str
    agent_name: str
    action: str
    ticket: str
    undone: bool
    changes: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True)
class RefusedOperation:
    """Work that the hub did not take, with its reason, kept until the agent settles it."""

    operation: str
    at: int
    action: str
    ticket: str
    code: str
    facts: dict[str, object]
    args: dict[str, object]


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A field that somebody wrote before this desk's own change arrived: theirs stands.

    `record` of `kind` is what it belongs to; `their_author` is a name, "" when unknown.
    """

    uid: str
    operation: str
    kind: str
    record: str
    ticket: str
    field: str
    mine: object
    theirs: object
    their_author: str
    at: int


@dataclass(frozen=True, slots=True)
class OwedPromise:
    """An open promise with what a list says of its ticket."""

    promise: Promise
    number: str
    subject: str
    customer_name: str
    owner: str
    group_code: str


@dataclass(frozen=True, slots=True)
class OwedRevisit:
    """A call-back that is due, with what a list says of its ticket."""

    revisit: Revisit
    number: str
    subject: str
    customer_name: str
    phone: str
    owner: str
    group_code: str


@dataclass(frozen=True, slots=True)
class PromiseFigures:
    """Promises due in a stretch of time: kept, broken, still open, withdrawn."""

    kept: int = 0
    broken: int = 0
    open: int = 0
    withdrawn: int = 0

    @property
    def due(self) -> int:
        """All that had to be kept: without the withdrawn ones."""
        return self.kept + self.broken + self.open

    @property
    def rate(self) -> float | None:
        """The kept rate (承诺兑现率): kept by due, None when none was due."""
        return self.kept / self.due if self.due else None
