"""The facts that rules may look at: one vocabulary for limits, automations, ways out and routing.

A fact has the same name and the same unit wherever a rule names it: money in fen, lengths of time
in minutes, codes as the domain has them. What is unknown is None or "".
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, Final

from workstation.domain.parcel import Parcel
from workstation.domain.people import Customer
from workstation.domain.ticket import Ticket

#: Facts that stand on the ticket itself, under the names of its fields.
TICKET_FACTS: Final = (
    "status",
    "waiting_reason",
    "class_code",
    "subtype",
    "cause",
    "intensity",
    "group_code",
    "region",
    "priority",
    "channel",
    "party",
    "product",
    "urged",
    "transfers",
    "bounced",
    "reopened",
    "outcome",
    "step",
    "lane",
    "department",
    "flags",
    "tags",
    "source",
    "satisfaction",
)
#: Facts that follow from the ticket's fields.
DERIVED_FACTS: Final = ("owned", "answered", "task", "procedure", "reachable", "appealed")
CUSTOMER_FACTS: Final = ("customer_kind", "vip")
PARCEL_FACTS: Final = (
    "category",
    "area",
    "destination",
    "carrier",
    "cod_fen",
    "value_fen",
    "batch",
)
#: Facts that change while nothing is done: whole minutes of real time until now.
TIME_FACTS: Final = ("age_minutes", "quiet_minutes", "untold_minutes", "waited_minutes")
#: What was said last: its words, its way and its direction ("in", "out"); "" where nothing was.
SAID_FACTS: Final = ("text_words", "said_channel", "said_direction")
#: Facts that a time limit of a ticket may look at: they change by work alone.
LIMIT_FACTS: Final = (*TICKET_FACTS, *DERIVED_FACTS, *CUSTOMER_FACTS, *PARCEL_FACTS)
#: All facts.
FACTS: Final = (*LIMIT_FACTS, "claim_status", *TIME_FACTS, *SAID_FACTS)
#: Facts that need more than the ticket.
OUTSIDE_FACTS: Final = frozenset((*CUSTOMER_FACTS, *PARCEL_FACTS))
#: Under these names a ticket's `extra` keeps an appeal to the regulator (moments as text).
APPEAL_AT: Final = "appeal_at"
APPEAL_NO: Final = "appeal_no"
APPEAL_ANSWERED_AT: Final = "appeal_answered_at"

_MINUTE: Final = 60_000
_own: Final = attrgetter(*TICKET_FACTS)
_NOTHING_OUTSIDE: Final[Mapping[str, object]] = {
    "customer_kind": "",
    "vip": False,
    "category": "",
    "area": "",
    "destination": "",
    "carrier": "",
    "cod_fen": None,
    "value_fen": None,
    "batch": "",
}


def ticket_facts(ticket: Ticket, outside: Mapping[str, object] | None = None) -> dict[str, object]:
    """What limits may look at: the ticket's own facts, and those `outside` it if they are known."""
    facts: dict[str, object] = dict(zip(TICKET_FACTS, _own(ticket), strict=True))
    facts["owned"] = ticket.owner != ""
    facts["answered"] = ticket.first_response_at is not None
    facts["task"] = ticket.parent != ""
    facts["procedure"] = ticket.procedure.partition("@")[0]
    facts["reachable"] = bool(ticket.phone or ticket.email)
    facts["appealed"] = APPEAL_AT in ticket.extra
    facts.update(outside or _NOTHING_OUTSIDE)
    return facts


def outside_facts(customer: Customer | None, parcel: Parcel | None) -> dict[str, object]:
    """What the customer and the parcel of a ticket add to its facts."""
    facts = dict(_NOTHING_OUTSIDE)
    if customer is not None:
        facts["customer_kind"] = customer.kind
        facts["vip"] = customer.vip
    if parcel is not None:
        facts["category"] = parcel.category
        facts["area"] = parcel.area
        facts["destination"] = parcel.destination
        facts["carrier"] = parcel.carrier
        facts["cod_fen"] = parcel.cod_fen
        facts["value_fen"] = parcel.declared_fen
        facts["batch"] = parcel.batch
    return facts


def time_facts(ticket: Ticket, now: int) -> dict[str, object]:
    """How long ago things were, in whole minutes; None for what never was."""
    return {
        "age_minutes": (now - ticket.created_at) // _MINUTE,
        "quiet_minutes": _since(ticket.last_activity_at, now),
        "untold_minutes": _since(ticket.told_at or ticket.first_response_at, now),
        "waited_minutes": _since(ticket.waiting_since, now),
    }


def said_facts(body: str = "", channel: str = "", direction: str = "") -> dict[str, object]:
    """What was said last, as facts."""
    return {"text_words": body, "said_channel": channel, "said_direction": direction}


def moment_of(ticket: Ticket, name: str) -> int | None:
    """A moment that a ticket's `extra` keeps as text; None where there is none that can be read."""
    told: Any = ticket.extra.get(name)
    text = str(told or "")
    return int(text) if text.isascii() and text.isdigit() else None


def _since(at: int | None, now: int) -> int | None:
    return None if at is None else (now - at) // _MINUTE
