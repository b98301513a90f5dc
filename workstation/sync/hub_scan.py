"""The first way through an SQLite hub: open tickets with all they need, then everything else.

A place in it is remembered by a record's kind and uid, not by its row number, which VACUUM may
change; the order of rows stays. A ticket that is opened, closed or moved meanwhile comes once more
at the end, or with the changes that follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection

from workstation.sync import hub_scope
from workstation.sync.hub_rows import STATE, Row, cursor, leases, leases_of, listed, rows, states
from workstation.sync.hub_tables import OPEN
from workstation.sync.protocol import RecordState, Scope

#: About so many bytes of facts in one answer.
MOST_BYTES: Final = 4_000_000
#: Kinds that every desk has before any ticket.
PEOPLE: Final = (
    *("agent", "delegation", "key_account", "payment_file", "rule"),
    *("script", "script_mark", "script_note", "view"),
)
_TICKETS: Final = 100  # whose records are read together
_ROWS: Final = 250  # fetched together
_NAMES: Final = ",".join(f"'{kind}'" for kind in PEOPLE)


def page(
    connection: Connection, told: dict[str, Any], scope: Scope, limit: int
) -> tuple[list[RecordState], str]:
    """The next records of the first way, and its stage; `told` has no "scan" at the end."""
    scan = told["scan"]
    found: list[RecordState] = []
    if scan["part"] == 0:
        found = _people(connection, scan, limit)
    if scan["part"] == 1 and len(found) < limit:
        found += _open(connection, told, scope, limit - len(found))
    if found or scan["part"] < 2:
        return found, "open"
    found = _rest(connection, told, scope, limit)
    return found, "history"


def hanging(
    connection: Connection, tickets: Sequence[str], place: dict[str, Any], limit: int
) -> tuple[list[Row], bool]:
    """Tickets with what hangs on them, from a place on; whether that is all of it.

    `tickets` are in order; `place` ({} to begin) moves on: the last ticket, and within it the
    last record when the page ended before the ticket did.
    """
    found: list[Row] = []
    size = 0
    left = [uid for uid in tickets if uid >= place.get("ticket", "")]
    for start in range(0, len(left), _TICKETS):
        part = left[start : start + _TICKETS]
        told = sorted(rows(connection, _HANGING, [listed(part)]), key=_by_ticket)
        after = _row_number(connection, place) if place else None
        for row in told:
            ticket, number = _by_ticket(row)
            if ticket == place.get("ticket") and (after is None or number <= after):
                continue  # brought before
            if len(found) >= limit or size >= MOST_BYTES:
                return found, False
            found.append(row)
            size += len(row[3])
            place.update(ticket=ticket, kind=row[0], uid=row[1])
            after = number
        if part:
            place.clear()
            place.update(ticket=part[-1])
    return found, True


def _by_ticket(row: Row) -> tuple[str, int]:
    return str(row[6]), int(row[7])


def _row_number(connection: Connection, place: dict[str, Any]) -> int | None:
    """Where a record lies; None when all of its ticket was brought."""
    if "uid" not in place:
        return None
    sql = "SELECT rowid FROM hub_record WHERE uid=? AND kind=?"
    row = cursor(connection, sql, [place["uid"], place["kind"]]).fetchone()
    return -1 if row is None else int(row[0])


_HANGING: Final = (
    f"SELECT {STATE},r.ticket,r.rowid FROM json_each(?) j"
    " CROSS JOIN hub_record r ON r.ticket=j.value AND r.ticket<>'' WHERE NOT r.gone"
)


def _people(connection: Connection, scan: dict[str, Any], limit: int) -> list[RecordState]:
    kind, uid = scan.get("kind", ""), scan.get("uid", "")
    sql = (
        f"SELECT {STATE} FROM hub_record r WHERE r.kind IN ({_NAMES}) AND NOT r.gone"
        " AND (r.kind,r.uid)>(?,?) ORDER BY r.kind,r.uid LIMIT ?"
    )
    found = rows(connection, sql, [kind, uid, limit])
    if len(found) < limit:
        scan.clear()
        scan["part"] = 1
    else:
        scan.update(kind=found[-1][0], uid=found[-1][1])
    return states(found)


def _open(
    connection: Connection, told: dict[str, Any], scope: Scope, limit: int
) -> list[RecordState]:
    """Open tickets with what hangs on them, their customers, parcels and leases."""
    scan = told["scan"]
    place = scan.get("at", {})
    within, values = hub_scope.condition(scope)
    after = ">=" if "uid" in place else ">"  # the rest of one that was begun comes in any case
    sql = (
        f"SELECT r.uid FROM hub_record r WHERE r.uid{after}? AND {OPEN} AND {within}"
        " ORDER BY r.uid LIMIT ?"
    )
    uids = [uid for (uid,) in rows(connection, sql, [place.get("ticket", ""), *values, limit])]
    if "uid" in place and place["ticket"] not in uids:
        uids.insert(0, place["ticket"])
    found, all_of_it = hanging(connection, uids, place, limit)
    if all_of_it and len(uids) < limit:
        scan.clear()
        scan["part"] = 2
    else:
        scan["at"] = place
    told_states = states(found)
    return [
        *told_states,
        *_companions(connection, told_states),
        *leases_of(connection, [row[1] for row in found if row[0] == "ticket"]),
    ]


def _companions(connection: Connection, found: Sequence[RecordState]) -> list[RecordState]:
    """The customers and parcels of tickets."""
    wanted: dict[str, None] = {}
    for state in found:
        if state.kind == "ticket" and state.body:
            for name in ("customer", "parcel"):
                if uid := state.body.get(name):
                    wanted[str(uid)] = None
    return companions(connection, wanted) if wanted else []


def companions(connection: Connection, uids: Any) -> list[RecordState]:
    """Customers and parcels by their uids."""
    sql = (
        f"SELECT {STATE} FROM json_each(?) j CROSS JOIN hub_record r ON r.uid=j.value"
        " WHERE r.kind IN ('customer','parcel') AND NOT r.gone"
    )
    return states(rows(connection, sql, [listed(uids)]))


def _rest(
    connection: Connection, told: dict[str, Any], scope: Scope, limit: int
) -> list[RecordState]:
    """Everything else within the scope, in the order in which it lies in the file."""
    scan = told["scan"]
    within, values = hub_scope.condition(scope)
    recent, since = _recent(told)
    start = _row_number(connection, scan) or 0
    if start < 0:  # the record is not there any more: where it lay is unknown
        start = 0
    reading = cursor(
        connection,
        f"SELECT {STATE} FROM hub_record r WHERE r.rowid>? AND NOT r.gone"
        f" AND r.kind NOT IN ({_NAMES}) AND (r.ticket='' OR ({within} AND {recent}"
        f" AND (NOT EXISTS (SELECT 1 FROM hub_record t WHERE t.uid=r.ticket AND {_OPEN_T})"
        " OR r.ticket IN (SELECT uid FROM hub_change WHERE seq>? AND kind='ticket'))))"
        " ORDER BY r.rowid LIMIT ?",
        [start, *values, *since, told["to"], limit],
    )
    found: list[Row] = []
    size = 0
    whole = False
    while size < MOST_BYTES:
        part = reading.fetchmany(_ROWS)
        found += part
        size += sum(len(row[3]) for row in part)
        if len(part) < _ROWS:
            whole = len(found) < limit
            break
    reading.close()
    told_states = states(found)
    if not whole:
        scan.update(kind=found[-1][0], uid=found[-1][1])
        return told_states
    del told["scan"]
    held = hub_scope.condition(scope, "t")
    return [*told_states, *leases(connection, f"l.until>0 AND {held[0]}", held[1])]


_OPEN_T: Final = "t.kind='ticket' AND NOT t.gone AND t.status IN ('new','open','waiting')"


def _recent(told: dict[str, Any]) -> tuple[str, list[Any]]:
    """SQL that holds for tickets lately active (and open ones), and for what hangs on them."""
    if "since" not in told:
        return "1", []
    active = (
        "coalesce(json_extract(d.body,'$.last_activity_at'),json_extract(d.body,'$.created_at'))"
    )
    return (
        "EXISTS (SELECT 1 FROM hub_record d WHERE d.uid=r.ticket AND d.kind='ticket'"
        f" AND (d.status IN ('new','open','waiting') OR {active}>=?))"
    ), [told["since"]]
