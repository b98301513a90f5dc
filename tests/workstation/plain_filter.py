"""What a filter means, told in plain Python over whole tickets: the oracle of the queue."""

from __future__ import annotations

from typing import Any

from workstation.domain.ticket import OPEN_STATUSES, Ticket
from workstation.domain.view import Filter

NEVER = 9_000_000_000_000_000


def holds(
    chosen: Filter,
    ticket: Ticket,
    claim_status: str,
    now: int,
    revisit: int = NEVER,
    promise: int = NEVER,
) -> bool:
    """Whether a view of this filter shows the ticket; `revisit` and `promise` say when owed."""
    due = NEVER if ticket.due_at is None else ticket.due_at
    is_open = ticket.status in OPEN_STATUSES
    active = ticket.last_activity_at
    asked = (
        chosen.open is None or chosen.open == is_open,
        not chosen.statuses or ticket.status in chosen.statuses,
        not chosen.groups or ticket.group_code in chosen.groups,
        not chosen.owner or ticket.owner == ("" if chosen.owner == "-" else chosen.owner),
        not chosen.class_codes or ticket.class_code in chosen.class_codes,
        not chosen.subtypes or ticket.subtype in chosen.subtypes,
        not chosen.priorities or ticket.priority in chosen.priorities,
        not chosen.channels or ticket.channel in chosen.channels,
        not chosen.region or ticket.region == chosen.region,
        chosen.due_within_ms is None or due <= now + chosen.due_within_ms,
        chosen.due_after_ms is None or due > now + chosen.due_after_ms,
        not chosen.urged or ticket.urged > 0,
        not chosen.flagged or bool(ticket.flags),
        not chosen.with_claim or claim_status != "",
        chosen.closed_within_ms is None
        or (not is_open and active is not None and active >= now - chosen.closed_within_ms),
        chosen.created_after is None or ticket.created_at >= chosen.created_after,
        chosen.created_before is None or ticket.created_at < chosen.created_before,
        not chosen.lane or ticket.lane == chosen.lane,
        chosen.revisit_within_ms is None or revisit <= now + chosen.revisit_within_ms,
        chosen.promise_within_ms is None or promise <= now + chosen.promise_within_ms,
        chosen.department in ("", "*") or ticket.department == chosen.department,
        chosen.department != "*" or ticket.department != "",
        chosen.parent in ("", "-") or ticket.parent == chosen.parent,
        chosen.parent != "-" or ticket.parent == "",
        not chosen.waybill or ticket.waybill == chosen.waybill,
        not chosen.customer or ticket.customer == chosen.customer,
    )
    return all(asked)


def place(order: str, ticket: Ticket, row_id: int) -> tuple[Any, ...]:
    """What an order sorts by, ascending; a leading "-" is its exact reverse."""
    name = order.lstrip("-")
    due = NEVER if ticket.due_at is None else ticket.due_at
    active = -1 if ticket.last_activity_at is None else ticket.last_activity_at
    return {
        "due_at": (due, row_id),
        "created_at": (ticket.created_at, row_id),
        "last_activity_at": (active, row_id),
        "priority": (ticket.priority, -due, -row_id),
        "number": (ticket.number, row_id),
    }[name]
