"""From a view's filter to an indexed SQL condition and order."""

from __future__ import annotations

from typing import Any, Final

from workstation.domain.refusal import Refusal
from workstation.domain.ticket import OPEN_STATUSES
from workstation.domain.view import OWED, Filter

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
}


#: Tickets with a call-back, or an open promise, due by a moment: found by its own index.
_REVISITED: Final = "t.uid IN (SELECT ticket FROM revisit WHERE state='due' AND due_at<=?)"
_PROMISED: Final = "t.uid IN (SELECT ticket FROM promise WHERE state='open' AND until<=?)"


def order_by(order: str, chosen: Filter | None = None) -> str:
    """The ORDER BY of an offered order; raises `Refusal("order_unknown")`.

    Descending is the exact reverse of ascending. What was finished lately is sorted as a small
    set of its own: walking all that was ever finished in another order would not end soon.
    """
    if order == OWED:
        return _owed(chosen)
    if order not in ORDERS:
        raise Refusal("order_unknown", order=order)
    column, descending = ORDERS[order]
    way, back = ("DESC", "ASC") if descending else ("ASC", "DESC")
    small = chosen is not None and (
        chosen.revisit_within_ms is not None or chosen.promise_within_ms is not None
    )
    lately = chosen is not None and chosen.closed_within_ms is not None
    apart = "+" if small or (lately and column != "last_activity_at") else ""
    if column == "priority":  # the most urgent of a priority comes first when high comes first
        return f"{apart}t.priority {way}, t.due_sort {back}, t.id {back}"
    return f"{apart}t.{column} {way}, t.id {way}"


def _owed(chosen: Filter | None) -> str:
    """By the next promise, or the next call-back, of a view that asks for these; else by limit."""
    if chosen is not None and chosen.promise_within_ms is not None:
        table, column, state = "promise", "until", "open"
    elif chosen is not None and chosen.revisit_within_ms is not None:
        table, column, state = "revisit", "due_at", "due"
    else:
        return order_by("due_at", chosen)
    owed = f"SELECT min(o.{column}) FROM {table} o WHERE o.ticket=t.uid AND o.state='{state}'"
    return f"({owed}), t.id"


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

    if (is_open := _open(chosen)) is not None:
        term(f"t.is_open={int(is_open)}")
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
        if is_open is not False:
            term("t.is_open=0")
        term("t.last_activity_at>=?", now - chosen.closed_within_ms)
    if chosen.created_after is not None:
        term("t.created_at>=?", chosen.created_after)
    if chosen.created_before is not None:
        term("t.created_at<?", chosen.created_before)
    if chosen.lane:
        term("t.lane<>''")
        term("t.lane=?", chosen.lane)
    if chosen.department == "*":
        term("t.department<>''")
    elif chosen.department:
        term("t.department<>'' AND t.department=?", chosen.department)
    if chosen.parent == "-":
        term("t.parent=''")
    elif chosen.parent:
        term("t.parent<>'' AND t.parent=?", chosen.parent)
    if chosen.revisit_within_ms is not None:
        term(_REVISITED, now + chosen.revisit_within_ms)
    if chosen.promise_within_ms is not None:
        term(_PROMISED, now + chosen.promise_within_ms)
    if chosen.waybill:
        term("t.waybill=?", chosen.waybill)
    if chosen.customer:
        term("t.customer=?", chosen.customer)
    return (" AND ".join(terms) or "1"), values


def _open(chosen: Filter) -> bool | None:
    """Whether the filter asks for open or for done tickets, which its statuses may say too."""
    if chosen.open is not None or not chosen.statuses:
        return chosen.open
    told = {status in OPEN_STATUSES for status in chosen.statuses}
    return told.pop() if len(told) == 1 else None
