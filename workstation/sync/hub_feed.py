"""What changed since a desk last asked.

A cursor is JSON that only the hub reads: where the desk stands ("at"), and, while a long answer
is paged, where it is going ("to") and how far it got ("page", or "scan" on the first way through
all records). How a position is told differs between the databases: see `feed_sqlite` and
`feed_postgres`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from sqlalchemy import Connection, and_, bindparam, or_, select

from workstation.domain.refusal import Refusal
from workstation.store.kinds import CLASSES
from workstation.sync.hub_tables import desk, lease, record
from workstation.sync.protocol import Key, Pulled, RecordState
from workstation.sync.standing import chunks

LEASE: Final = "lease"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the change log as the feed reads it."""

    place: Any
    kind: str
    uid: str
    rev: int
    desk_no: int


class Feed(Protocol):
    """How one kind of database tells what is new."""

    def position(self, connection: Connection) -> Any:
        """The position to read up to, fixed before anything is read."""
        ...

    def settle(self, connection: Connection, cursor: dict[str, Any]) -> None:
        """Make certain of cursor["to"], where it was taken, before anybody goes on from it."""
        ...

    def lines(self, connection: Connection, cursor: dict[str, Any], limit: int) -> Sequence[Line]:
        """Log lines after cursor["at"] and cursor["page"], up to cursor["to"], in order."""
        ...

    def arrived(self, cursor: dict[str, Any]) -> dict[str, Any]:
        """The cursor once all up to cursor["to"] has been read."""
        ...


def pull(
    connection: Connection, feed: Feed, epoch: str, desk_no: int, cursor: str, limit: int
) -> Pulled:
    """The next changes after a cursor; raises `Refusal("cursor_unknown")` for a foreign one."""
    told = _read(cursor, epoch)
    fresh = "to" not in told
    if fresh:
        told["to"] = feed.position(connection)
    if "at" not in told:
        if fresh:
            feed.settle(connection, told)
        return _scanned(connection, feed, told, epoch, limit)
    lines = feed.lines(connection, told, limit)
    if fresh and lines:
        feed.settle(connection, told)
    changes = _changes(connection, lines, desk_no)
    if len(lines) == limit:
        told["page"] = lines[-1].place
        return Pulled(changes, _written(told), True, epoch)
    return Pulled(changes, _written(feed.arrived(told)), False, epoch)


def fetch(connection: Connection, keys: Iterable[Key]) -> list[RecordState]:
    """The present states of records and leases."""
    wanted = set(keys)
    states: list[RecordState] = []
    for part in chunks(sorted({uid for _, uid in wanted})):
        states.extend(_state(row) for row in connection.execute(_RECORDS, {"uids": part}))
    held = [uid for kind, uid in wanted if kind == LEASE]
    return [state for state in states if state.key in wanted] + _leases(connection, held)


def _scanned(
    connection: Connection, feed: Feed, told: dict[str, Any], epoch: str, limit: int
) -> Pulled:
    """The first way through: all records, kind by kind, then all leases."""
    kinds = [*CLASSES]
    number, after = told.get("scan", [0, ""])
    changes: list[RecordState] = []
    while number < len(kinds) and len(changes) < limit:
        query = _SCAN.limit(limit - len(changes))
        rows = connection.execute(query, {"kind": kinds[number], "after": after}).all()
        changes.extend(_state(row) for row in rows)
        if len(changes) < limit:
            number, after = number + 1, ""
        else:
            after = rows[-1].uid
    if number < len(kinds):
        told["scan"] = [number, after]
        return Pulled(tuple(changes), _written(told), True, epoch)
    changes.extend(_leases(connection, None))
    told.pop("scan", None)
    return Pulled(tuple(changes), _written(feed.arrived(told)), False, epoch)


def _changes(
    connection: Connection, lines: Sequence[Line], desk_no: int
) -> tuple[RecordState, ...]:
    """The records behind the lines; of what only the asking desk changed, the revision alone."""
    own: dict[Key, int] = {}
    others: dict[Key, None] = {}
    for line in lines:
        key = (line.kind, line.uid)
        if line.desk_no == desk_no and key not in others and line.kind != LEASE:
            own[key] = line.rev
        else:
            own.pop(key, None)
            others[key] = None
    echoes = [RecordState(*key, rev=rev, body=None) for key, rev in own.items()]
    return (*echoes, *fetch(connection, others))


def _leases(connection: Connection, tickets: list[str] | None) -> list[RecordState]:
    states: list[RecordState] = []
    for part in chunks(tickets) if tickets is not None else [None]:
        query = _LEASES.where(lease.c.until > 0 if part is None else lease.c.ticket.in_(part))
        for row in connection.execute(query):
            body = {
                "agent": row.agent,
                "agent_name": row.agent_name,
                "desk": row.name or str(row.desk_no),
                "until": row.until,
            }
            states.append(RecordState(LEASE, row.ticket, row.rev, body, row.until == 0, row.agent))
    return states


def _state(row: Any) -> RecordState:
    body = None if row.gone else row.body
    return RecordState(row.kind, row.uid, row.rev, body, row.gone, row.author)


_COLUMNS = (
    record.c.kind,
    record.c.uid,
    record.c.rev,
    record.c.body,
    record.c.gone,
    record.c.author,
)
_RECORDS = select(*_COLUMNS).where(record.c.uid.in_(bindparam("uids", expanding=True)))
_SCAN = (
    select(*_COLUMNS)
    .where(
        and_(
            record.c.kind == bindparam("kind"),
            record.c.uid > bindparam("after"),
            or_(~record.c.gone),
        )
    )
    .order_by(record.c.uid)
)
_LEASES = select(lease, desk.c.name).select_from(
    lease.outerjoin(desk, desk.c.desk_no == lease.c.desk_no)
)


def _read(cursor: str, epoch: str) -> dict[str, Any]:
    if not cursor:
        return {"epoch": epoch}
    try:
        told = json.loads(cursor)
    except ValueError:
        told = None
    if not isinstance(told, dict) or "epoch" not in told:
        raise Refusal("cursor_unknown")
    return told if told["epoch"] == epoch else {"epoch": epoch}


def _written(told: dict[str, Any]) -> str:
    return json.dumps(told, separators=(",", ":"))
