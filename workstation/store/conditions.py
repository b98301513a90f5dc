"""From a view's filter to an indexed SQL condition and order."""

from __future__ import annotations

from typing import Any, Final

from workstation.domain.refusal import Refusal
from workstation.domain.view import Filter

#: Order -> (sort column, descending). Every one of them has an index ending in the id.
ORDERS: Final[dict[str, tuple[str, bool]]] = {
    "due_at": ("due_sort", False),
    "-due_at": ("due_sort", True),
    "created_at": ("created_at", False),
    "-created_at": ("created_at", True),
    "-last_activity_at": ("last_activity_at", True),
    "last_activity_at": ("last_activity_at", False),
    "-priority": ("priority", True),
    "priority": ("priority", False),
    "number": ("number", False),
    "-number": ("number", True),
    "group_code": ("group_code", False),
    "-group_code": ("group_code", True),
    "owner": ("owner", False),
    "-owner": ("owner", True),
}


def order_by(order: str) -> str:
    """The ORDER BY of an offered order; raises `Refusal("order_unknown")`."""
    if order not in ORDERS:
        raise Refusal("order_unknown", order=order)
    column, descending = ORDERS[order]
    way = "DESC" if descending else "ASC"
    if column == "priority":
        return f"t.priority {way}, t.due_sort ASC, t.id ASC"
    return f't."{column}" {way}, t.id {way}'


def where(chosen: Filter, now: int) -> tuple[str, list[Any]]:
    """The WHERE condition of a filter over `ticket t`, with its values."""
    terms: list[str] = []
    values: list[Any] = []

    def term(sql: str, *given: Any) -> None:
        terms.append(sql)
        values.extend(given)

    def among(column: str, choices: tuple[Any, ...]) -> None:
        if len(choices) == 1:
            term(f"t.{column}=?", choices[0])
        elif choices:
            term(f"t.{column} IN ({','.join('?' * len(choices))})", *choices)

    if chosen.open is not None:
        term(f"t.is_open={int(chosen.open)}")
    if chosen.statuses == ("waiting",):
        term("t.status='waiting'")
    else:
        among("status", chosen.statuses)
    among("group_code", chosen.groups)
    if chosen.owner:
        term("t.owner=?", "" if chosen.owner == "-" else chosen.owner)
    among("class_code", chosen.class_codes)
    among("subtype", chosen.subtypes)
    among("priority", chosen.priorities)
    among("channel", chosen.channels)
    if chosen.region:
        term("t.region=?", chosen.region)
    if chosen.due_within_ms is not None:
        term("t.due_sort<=?", now + chosen.due_within_ms)
    if chosen.due_after_ms is not None:
        term("t.due_sort>?", now + chosen.due_after_ms)
    if chosen.urged:
        term("t.urged>0")
    if chosen.flagged:
        term("t.flags<>'[]'")
    if chosen.with_claim:
        term("t.claim_status<>''")
    if chosen.closed_within_ms is not None:
        term("t.is_open=0")
        term("t.last_activity_at>=?", now - chosen.closed_within_ms)
    if chosen.created_after is not None:
        term("t.created_at>=?", chosen.created_after)
    if chosen.created_before is not None:
        term("t.created_at<?", chosen.created_before)
    if chosen.waybill:
        term("t.waybill=?", chosen.waybill)
    if chosen.customer:
        term("t.customer=?", chosen.customer)
    return (" AND ".join(terms) or "1"), values
