"""The hub's invariants, verified over all rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, and_, func, select, text

from workstation.domain.claim import LIVE_CLAIMS
from workstation.store.flat import whole
from workstation.store.kinds import CLASSES
from workstation.sync.hub_tables import change_log, columns_of, desk, lease, operation, record
from workstation.sync.protocol import Finding

#: No more findings of one sort than this are listed.
_MOST: Final = 200


def check(connection: Connection) -> tuple[Finding, ...]:
    """All that is found wanting, at most 200 of each sort; empty when all is well."""
    found: list[Finding] = []
    for look in (_file, _columns, _log, _hanging, _claims, _desks, _leases):
        for number, finding in enumerate(look(connection), start=1):
            found.append(finding)
            if number >= _MOST:
                break
    return tuple(found)


def _file(connection: Connection) -> Iterator[Finding]:
    if connection.dialect.name == "sqlite":
        for (told,) in connection.execute(text("PRAGMA integrity_check")):
            if told != "ok":
                yield Finding("file_damaged", "", "", str(told))


def _columns(connection: Connection) -> Iterator[Finding]:
    """What the hub asks after must say what the facts say."""
    rows = connection.execution_options(yield_per=1_000).execute(select(record))
    for row in rows:
        if row.kind not in CLASSES:
            yield Finding("kind_unknown", row.kind, row.uid)
            continue
        wanted = columns_of(row.kind, row.uid, whole(row.kind, row.body))
        for name, value in wanted.items():
            if getattr(row, name) != value:
                yield Finding("column_differs", row.kind, row.uid, name)


def _log(connection: Connection) -> Iterator[Finding]:
    """Each record's newest revision must have been told to the desks."""
    newest = (
        select(change_log.c.kind, change_log.c.uid, func.max(change_log.c.rev).label("rev"))
        .group_by(change_log.c.kind, change_log.c.uid)
        .subquery()
    )
    joined = record.outerjoin(
        newest, and_(newest.c.uid == record.c.uid, newest.c.kind == record.c.kind)
    )
    query = (
        select(record.c.kind, record.c.uid)
        .select_from(joined)
        .where(func.coalesce(newest.c.rev, 0) != record.c.rev)
    )
    for row in connection.execute(query):
        yield Finding("change_untold", row.kind, row.uid)


def _hanging(connection: Connection) -> Iterator[Finding]:
    """What names a ticket must hang on one."""
    ticket = record.alias("t")
    query = (
        select(record.c.kind, record.c.uid)
        .select_from(
            record.outerjoin(
                ticket, and_(ticket.c.uid == record.c.ticket, ticket.c.kind == "ticket")
            )
        )
        .where(record.c.ticket != "", ~record.c.gone, ticket.c.uid.is_(None))
    )
    for row in connection.execute(query):
        yield Finding("ticket_missing", row.kind, row.uid)


def _claims(connection: Connection) -> Iterator[Finding]:
    """One live claim per parcel; nothing paid without an approved amount and a reference."""
    live = (
        select(record.c.waybill)
        .where(
            record.c.kind == "claim",
            ~record.c.gone,
            record.c.waybill != "",
            record.c.status.in_(LIVE_CLAIMS),
        )
        .group_by(record.c.waybill)
        .having(func.count() > 1)
    )
    for row in connection.execute(live):
        yield Finding("claim_twice", "claim", "", str(row.waybill))
    paid: Any = select(record.c.uid, record.c.body).where(
        record.c.kind == "claim", record.c.status.in_(("approved", "printed", "paid"))
    )
    for row in connection.execute(paid):
        if row.body.get("approved_fen") is None:
            yield Finding("claim_amount_missing", "claim", row.uid)


def _desks(connection: Connection) -> Iterator[Finding]:
    """No operation may stand beyond the place its desk is known to have reached."""
    query = (
        select(operation.c.desk_no, func.max(operation.c.n).label("n"), desk.c.last_n)
        .join(desk, desk.c.desk_no == operation.c.desk_no)
        .group_by(operation.c.desk_no, desk.c.last_n)
        .having(func.max(operation.c.n) > desk.c.last_n)
    )
    for row in connection.execute(query):
        yield Finding("desk_behind", "desk", str(row.desk_no), f"{row.n} > {row.last_n}")


def _leases(connection: Connection) -> Iterator[Finding]:
    query = (
        select(lease.c.ticket)
        .select_from(
            lease.outerjoin(record, and_(record.c.uid == lease.c.ticket, record.c.kind == "ticket"))
        )
        .where(record.c.uid.is_(None))
    )
    for row in connection.execute(query):
        yield Finding("lease_without_ticket", "lease", row.ticket)
