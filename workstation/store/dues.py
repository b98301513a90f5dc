"""Due times in the replica: what planning needs of open tickets, and writing what came of it.

Due times follow from other facts and from the rules, so each replica works them out by itself:
nothing written here makes an operation, and a record's revision stays as it is.
"""

from __future__ import annotations

import json
import sqlite3
from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from workstation.domain.claim import LIVE_CLAIMS, Claim
from workstation.domain.facts import TICKET_FACTS, outside_facts
from workstation.domain.parcel import Parcel
from workstation.domain.people import Customer
from workstation.domain.ticket import Ticket
from workstation.store.bulk import NEVER
from workstation.store.kinds import codec

if TYPE_CHECKING:
    from workstation.domain.limits import Limits

#: The fields of a ticket that follow from its limits.
DUE_FIELDS: Final = (
    "response_due",
    "resolve_due",
    "legal_due",
    "step_due",
    "update_due",
    "due_at",
    "due_kind",
)
#: The key of the desk's state that says by which rules due times were worked out.
STAMP: Final = "limits_stamp"
#: A place in the order in which open tickets are gone through: made at, row number.
Place = tuple[int, int]
START: Final[Place] = (-1, -1)
_EMPTY: Final[Mapping[str, Any]] = {"[]": (), "{}": {}}
_UPDATE: Final = (
    f"UPDATE ticket SET {','.join(f'{name}=?' for name in DUE_FIELDS)}, due_sort=? WHERE id=?"
)


_EXTRA: Final = ("uid", "number", "customer", "parcel", "waybill", "waits", "waited_ms")
_ASKED: Final = (
    *TICKET_FACTS,
    *_EXTRA,
    *("created_at", "told_at", "step_since", "urged_at", "first_response_at", "resolved_at"),
    *(
        "waiting_since",
        "waiting_until",
        "limits_version",
        "owner",
        "parent",
        "procedure",
        "phone",
        "email",
        "extra",
    ),
    *DUE_FIELDS,
)


_tuple_type: Final[Any] = namedtuple
#: As much of a ticket as its limits depend on; ten thousand are read for one change of hours.
_Owing: Final[Any] = _tuple_type("_Owing", (*_ASKED, "is_open"))
_SELECT: Final = (
    "SELECT t.id," + ",".join(f't."{name}"' for name in _Owing._fields) + " FROM ticket t"
)
#: Columns that are kept as JSON text, by their place in a row, with what they are when empty.
_PACKED: Final = tuple(
    (_ASKED.index(name) + 1, empty)
    for name, empty in (("waits", "[]"), ("flags", "[]"), ("tags", "[]"), ("extra", "{}"))
)


def open_after(
    connection: sqlite3.Connection, place: Place, limit: int
) -> tuple[list[tuple[int, Ticket]], Place]:
    """The next open tickets with their row numbers, and the place behind them.

    They hold what limits depend on, and no more.
    """
    rows = connection.execute(
        f"{_SELECT} WHERE t.is_open=1 AND (t.created_at,t.id)>(?,?)"
        " ORDER BY t.created_at, t.id LIMIT ?",
        (*place, limit),
    )
    found = [_owing(row) for row in rows]
    if not found:
        return [], place
    last, ticket = found[-1]
    return found, (ticket.created_at, last)


def some(connection: sqlite3.Connection, tickets: Sequence[str]) -> list[tuple[int, Ticket]]:
    """These tickets, open or not, with their row numbers; they hold what limits depend on."""
    rows = connection.execute(
        f"{_SELECT} WHERE t.uid IN (SELECT value FROM json_each(?))", (json.dumps(list(tickets)),)
    )
    return [_owing(row) for row in rows]


def _owing(row: tuple[Any, ...]) -> tuple[int, Ticket]:
    values = list(row)
    values[-1] = bool(values[-1])
    for place, empty in _PACKED:
        told = values[place]
        values[place] = _EMPTY[empty] if told == empty else _unpacked(told)
    return values[0], cast("Ticket", _Owing._make(values[1:]))


def _unpacked(told: str) -> Any:
    value = json.loads(told)
    return tuple(value) if isinstance(value, list) else value


class Outside:
    """Looks the customers and parcels of tickets up, as far as limits ask for them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str, str], Mapping[str, object]] = {}

    def of(self, ticket: Ticket) -> Mapping[str, object]:
        """What customer and parcel add to a ticket's facts."""
        key = (ticket.customer, ticket.parcel, ticket.waybill)
        found = self._known.get(key)
        if found is None:
            customer = self._one(Customer, "uid", ticket.customer)
            parcel = self._one(Parcel, "uid", ticket.parcel)
            parcel = parcel or self._one(Parcel, "waybill", ticket.waybill)
            found = self._known[key] = outside_facts(customer, parcel)
        return found

    def _one(self, made: Any, column: str, value: str) -> Any:
        if not value:
            return None
        coder: Any = codec(made)
        row = self._connection.execute(f"{coder.select} WHERE {column}=? LIMIT 1", (value,))
        found = row.fetchone()
        return None if found is None else coder.record(found)


class CustomerKinds(Outside):
    """The same where limits ask for nothing but the kind of customer: read at once, for many."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._nothing = outside_facts(None, None)
        self._kinds = {
            uid: outside_facts(Customer(uid, "", kind=kind, vip=bool(vip)), None)
            for uid, kind, vip in connection.execute(
                "SELECT DISTINCT c.uid,c.kind,c.vip FROM ticket t"
                " JOIN customer c ON c.uid=t.customer WHERE t.is_open=1"
            )
        }

    def of(self, ticket: Ticket) -> Mapping[str, object]:
        """What the customer adds to a ticket's facts."""
        return self._kinds.get(ticket.customer, self._nothing)


def live_claims(
    connection: sqlite3.Connection, tickets: Sequence[str] | None = None
) -> dict[str, list[Claim]]:
    """By ticket, the claims about which something is owed, of some tickets or of all."""
    coder: Any = codec(Claim)
    marks = ",".join("?" * len(LIVE_CLAIMS))
    asked, values = f"status IN ({marks})", list(LIVE_CLAIMS)
    if tickets is not None:
        asked += " AND ticket IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(tickets))
    found: dict[str, list[Claim]] = {}
    for row in connection.execute(f"{coder.select} WHERE {asked}", values):
        claim = coder.record(row)
        found.setdefault(claim.ticket, []).append(claim)
    return found


def all_open(connection: sqlite3.Connection) -> Iterator[Ticket]:
    """All open tickets, whole, one after the other."""
    coder: Any = codec(Ticket)
    uids = [row[0] for row in connection.execute("SELECT uid FROM ticket WHERE is_open=1")]
    for uid in uids:
        row = connection.execute(f"{coder.select} WHERE uid=?", (uid,)).fetchone()
        if row is not None:
            yield coder.record(row)


def differs(ticket: Ticket, limits: Limits) -> bool:
    """Whether a ticket carries other due times than these."""
    return (
        ticket.due_at != limits.due_at
        or ticket.due_kind != limits.due_kind
        or ticket.response_due != limits.response_due
        or ticket.resolve_due != limits.resolve_due
        or ticket.legal_due != limits.legal_due
        or ticket.step_due != limits.step_due
        or ticket.update_due != limits.update_due
    )


def write(connection: sqlite3.Connection, told: Iterable[tuple[int, Limits]]) -> None:
    """Write due times by row number; the caller holds the transaction."""
    connection.executemany(_UPDATE, _rows(told))


def next_after(
    connection: sqlite3.Connection,
    condition: str,
    values: Sequence[Any],
    moment: int,
    ahead_ms: Iterable[int],
) -> int | None:
    """The first moment after `moment` that lies one of `ahead_ms` before a due time."""
    found: list[int] = []
    for ahead in ahead_ms:
        row = connection.execute(
            f"SELECT t.due_sort FROM ticket t WHERE {condition} AND t.due_sort>? AND t.due_sort<?"
            " ORDER BY t.due_sort LIMIT 1",
            (*values, moment + ahead, NEVER),
        ).fetchone()
        if row is not None:
            found.append(int(row[0]) - ahead)
    return min(found, default=None)


def _rows(told: Iterable[tuple[int, Limits]]) -> Iterator[tuple[Any, ...]]:
    for row, limits in told:
        yield (
            limits.response_due,
            limits.resolve_due,
            limits.legal_due,
            limits.step_due,
            limits.update_due,
            limits.due_at,
            limits.due_kind,
            NEVER if limits.due_at is None else limits.due_at,
            row,
        )
