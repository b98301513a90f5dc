"""The ticket (工单): its facts, its statuses, and the moves between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from workstation.domain.refusal import Refusal

Status = Literal["new", "open", "waiting", "resolved", "closed"]

STATUSES: Final = ("new", "open", "waiting", "resolved", "closed")
#: Statuses in which work is still owed to the customer.
OPEN_STATUSES: Final = ("new", "open", "waiting")
FINISHED: Final = ("resolved", "closed")
WAITING_REASONS: Final = (
    "customer",
    "sender",
    "receiver",
    "merchant",
    "internal",
    "other",
)
PRIORITIES: Final = (1, 2, 3, 4)
CHANNELS: Final = ("phone", "sms", "email", "chat", "web", "import")
PARTIES: Final = ("sender", "receiver", "merchant")
GROUPS: Final = (
    "seasonal",
    "cod",
    "key_account",
    "individual",
    "customs",
    "damage_loss",
    "escalation",
    "claims",
)
#: What became of a ticket. `duplicate` and `merged` carry `duplicate_of`.
OUTCOMES: Final = (
    "solved",
    "informed",
    "delivered",
    "redirected",
    "returned",
    "refunded",
    "compensated",
    "unfounded",
    "withdrawn",
    "unreachable",
    "duplicate",
    "merged",
)

_MOVES: Final[dict[str, frozenset[str]]] = {
    "new": frozenset({"open", "waiting", "resolved", "closed"}),
    "open": frozenset({"new", "waiting", "resolved", "closed"}),
    "waiting": frozenset({"open", "new", "resolved", "closed"}),
    "resolved": frozenset({"open", "closed"}),
    "closed": frozenset({"open"}),
}


@dataclass(frozen=True, slots=True)
class Ticket:
    """One after-sales case about one parcel and problem.

    Times are milliseconds UTC, None when unknown. `number` is the human serial and never
    collides between desks. `external_no` and `source` name the ticket in the system it was
    imported from. `waits` are the finished spells of waiting, each as "from-until:reason" in
    milliseconds (without a reason: for somebody outside); `waited_ms` is open time waited whose
    spells are not known.
    A task for another department has a `parent` ticket and the `department` that works it.
    `lane` is "vip" on the green lane (绿色通道); `class_by` says who chose the class ("agent",
    "import", "rules@VERSION", "model@VERSION"); `limits_version` is the version of the limits that
    apply; `bounced` counts returns to a group it had left; `told_at` is when the customer last
    heard from us. Every field but `uid` and `number` may change through an action.
    """

    uid: str
    number: str
    created_at: int
    subject: str = ""
    source: str = ""
    external_no: str = ""
    content_hash: str = ""
    channel: str = "phone"
    party: str = "receiver"
    class_code: str = ""
    subtype: str = ""
    cause: str = ""
    intensity: int = 0
    group_code: str = "individual"
    region: str = ""
    route_rule: str = ""
    route_reason: str = ""
    status: str = "new"
    waiting_reason: str = ""
    waiting_until: int | None = None
    waiting_since: int | None = None
    waited_ms: int = 0
    waits: tuple[str, ...] = ()
    priority: int = 2
    owner: str = ""
    product: str = ""
    waybill: str = ""
    order_no: str = ""
    parcel: str = ""
    customer: str = ""
    customer_name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    step: str = ""
    procedure: str = ""
    urged: int = 0
    urged_at: int | None = None
    transfers: int = 0
    reopened: int = 0
    outcome: str = ""
    duplicate_of: str = ""
    satisfaction: int | None = None
    promise_kept: int | None = None
    attitude: int | None = None
    speed: int | None = None
    first_response_at: int | None = None
    resolved_at: int | None = None
    closed_at: int | None = None
    last_activity_at: int | None = None
    due_at: int | None = None
    due_kind: str = ""
    response_due: int | None = None
    resolve_due: int | None = None
    legal_due: int | None = None
    flags: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    parent: str = ""
    department: str = ""
    lane: str = ""
    class_by: str = ""
    limits_version: str = ""
    bounced: int = 0
    step_since: int | None = None
    step_due: int | None = None
    told_at: int | None = None
    update_due: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether work is still owed."""
        return self.status in OPEN_STATUSES


def permitted_moves() -> dict[str, frozenset[str]]:
    """Status -> the statuses that a ticket may go to from there."""
    return dict(_MOVES)


def check_move(ticket: Ticket, status: str) -> None:
    """Raise `Refusal` unless the ticket may go to `status` from where it stands.

    Codes: `status_unknown`, `status_already`, `status_forbidden`.
    """
    if status not in STATUSES:
        raise Refusal("status_unknown", status=status)
    if status == ticket.status:
        raise Refusal("status_already", status=status, number=ticket.number)
    if status not in _MOVES[ticket.status]:
        raise Refusal("status_forbidden", before=ticket.status, after=status, number=ticket.number)


def check_choice(name: str, value: object, choices: tuple[object, ...]) -> None:
    """Raise `Refusal("value_unknown")` unless `value` is one of `choices`."""
    if value not in choices:
        raise Refusal("value_unknown", field=name, value=value)
