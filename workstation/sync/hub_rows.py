"""Reading an SQLite hub's rows by the driver itself, for the ways on which every record travels."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from workstation.sync.protocol import RecordState

LEASE: Final = "lease"
#: What a record's state is made of.
STATE: Final = "r.kind,r.uid,r.rev,r.body,r.gone,r.author"
Row = Sequence[Any]


def cursor(connection: Connection, sql: str, values: Sequence[Any] = ()) -> Any:
    """The driver's cursor over a query's rows."""
    return connection.connection.cursor().execute(sql, tuple(values))


def rows(connection: Connection, sql: str, values: Sequence[Any] = ()) -> list[Any]:
    """All rows of a query, as plain tuples."""
    found: list[Any] = cursor(connection, sql, values).fetchall()
    return found


def scalar(connection: Connection, sql: str, values: Sequence[Any] = ()) -> Any:
    """The first column of the first row; None when there is none."""
    row = cursor(connection, sql, values).fetchone()
    return None if row is None else row[0]


def listed(values: Iterable[str]) -> str:
    """Values as one parameter, for `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(values), ensure_ascii=False)


def states(found: Sequence[Row]) -> list[RecordState]:
    """The states of rows that begin with the columns of `STATE`; their facts are read at once."""
    bodies = json.loads(f"[{','.join(['0' if row[4] else row[3] for row in found])}]")
    return [
        RecordState(row[0], row[1], row[2], None if row[4] else body, bool(row[4]), row[5])
        for row, body in zip(found, bodies, strict=True)
    ]


def of_keys(connection: Connection, keys: Iterable[tuple[str, str]]) -> list[Row]:
    """The rows of some records: `STATE`, then ticket, group, region and length."""
    wanted = set(keys)
    uids = listed(sorted({uid for _, uid in wanted}))
    found = rows(connection, _OF_UIDS, [uids])
    return [row for row in found if (row[0], row[1]) in wanted]


_OF_UIDS: Final = (
    f"SELECT {STATE},r.ticket,r.grp,r.region,length(r.body) FROM json_each(?) j"
    " CROSS JOIN hub_record r ON r.uid=j.value"
)


def leases(connection: Connection, condition: str, values: Sequence[Any] = ()) -> list[RecordState]:
    """Leases for which a condition on `l` (the lease) and `t` (its ticket) holds."""
    found = rows(connection, f"{_LEASES} WHERE {condition}", values)
    return [
        RecordState(
            LEASE,
            ticket,
            rev,
            {"agent": agent, "agent_name": name, "desk": desk or str(number), "until": until},
            until == 0,
            agent,
        )
        for ticket, rev, agent, name, number, until, desk in found
    ]


_LEASES: Final = (
    "SELECT l.ticket,l.rev,l.agent,l.agent_name,l.desk_no,l.until,d.name FROM hub_lease l"
    " LEFT JOIN hub_desk d ON d.desk_no=l.desk_no"
    " LEFT JOIN hub_record t ON t.uid=l.ticket AND t.kind='ticket'"
)


def leases_of(connection: Connection, tickets: Iterable[str]) -> list[RecordState]:
    """The leases of some tickets, ended ones too."""
    asked = "l.ticket IN (SELECT value FROM json_each(?))"
    return leases(connection, asked, [listed(tickets)])
