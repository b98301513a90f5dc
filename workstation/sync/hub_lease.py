"""Who works on a ticket: leases, given by the hub alone and to one agent at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, exists, func, insert, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from workstation.domain.ticket import PRIORITIES
from workstation.sync.hub_rows import LEASE
from workstation.sync.hub_setup import clock
from workstation.sync.hub_tables import QUEUED, change_log, lease, record
from workstation.sync.protocol import Leased

_TRIES: Final = 200


def take_next(
    connection: Connection,
    agent: str,
    agent_name: str,
    groups: Sequence[str],
    desk_no: int,
    ttl_ms: int,
    exclude: Sequence[str],
    request: str,
) -> Leased | None:
    """Lease the most urgent free ticket of some groups.

    Overdue ones come first; then by priority, urged ones before others, by due time. On
    PostgreSQL rows that others are just taking are passed over (SKIP LOCKED); the lease itself
    is given by a conditional write, so that nobody gets what another has just got.
    """
    if request and (again := _answered(connection, request)):
        return again
    now = clock(connection)
    for _ in range(_TRIES):
        ticket = _most_urgent(connection, agent, groups, exclude, now)
        if ticket is None:
            return None
        if given := _give(connection, ticket, agent, agent_name, desk_no, now, ttl_ms, request):
            return given
    return None


def take(
    connection: Connection, ticket: str, agent: str, agent_name: str, desk_no: int, ttl_ms: int
) -> Leased | None:
    """Lease or renew one ticket unless another agent holds it, or there is no such ticket."""
    here = (record.c.uid == ticket, record.c.kind == "ticket", record.c.gone.is_(False))
    if connection.scalar(select(record.c.uid).where(*here)) is None:
        return None  # a restored hub, or its desk has not sent it yet
    now = clock(connection)
    return _give(connection, ticket, agent, agent_name, desk_no, now, ttl_ms, "")


def release(connection: Connection, ticket: str, agent: str) -> bool:
    """Give a lease back; nothing happens to another agent's."""
    done = connection.execute(
        update(lease)
        .where(lease.c.ticket == ticket, lease.c.agent == agent, lease.c.until > 0)
        .values(until=0, request="", rev=lease.c.rev + 1)
        .returning(lease.c.rev, lease.c.desk_no)
    ).first()
    if done is None:
        return False
    _log(connection, ticket, done.rev, done.desk_no)
    return True


def free(connection: Connection, owners: Mapping[str, str]) -> None:
    """End the leases of tickets for all but their new owners ("" for nobody)."""
    for ticket, owner in owners.items():
        done = connection.execute(
            update(lease)
            .where(lease.c.ticket == ticket, lease.c.agent != owner, lease.c.until > 0)
            .values(until=0, request="", rev=lease.c.rev + 1)
            .returning(lease.c.rev, lease.c.desk_no)
        ).first()
        if done is not None:
            _log(connection, ticket, done.rev, done.desk_no)


def _most_urgent(
    connection: Connection, agent: str, groups: Sequence[str], exclude: Sequence[str], now: int
) -> str | None:
    """The ticket to serve, found along the index: overdue ones rank by rank, then the others."""
    free = _free(agent, groups, exclude, now)
    for priority in sorted(PRIORITIES, reverse=True):
        for urged in (1, 0):
            overdue = free.where(
                record.c.priority == priority,
                record.c.urged == urged,
                record.c.due_sort <= now,
            )
            found = connection.scalar(overdue.order_by(record.c.due_sort, record.c.uid))
            if found is not None:
                return str(found)
    order = (record.c.priority.desc(), record.c.urged.desc(), record.c.due_sort, record.c.uid)
    found = connection.scalar(free.order_by(*order))
    return None if found is None else str(found)


def _free(agent: str, groups: Sequence[str], exclude: Sequence[str], now: int) -> Select[Any]:
    """One ticket that the agent may be served, its row locked; locked rows are passed over."""
    held = exists().where(
        lease.c.ticket == record.c.uid, lease.c.until > now, lease.c.agent != agent
    )
    query = select(record.c.uid).where(text(QUEUED), record.c.grp.in_(list(groups)), ~held)
    if exclude:
        query = query.where(record.c.uid.not_in(list(exclude)))
    return query.limit(1).with_for_update(skip_locked=True, of=record)


def _give(
    connection: Connection,
    ticket: str,
    agent: str,
    agent_name: str,
    desk_no: int,
    now: int,
    ttl_ms: int,
    request: str,
) -> Leased | None:
    values = {
        "agent": agent,
        "agent_name": agent_name,
        "desk_no": desk_no,
        "until": now + ttl_ms,
        "request": request,
    }
    making: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = making.insert(lease).values(ticket=ticket, rev=1, **values)
    row = connection.execute(
        statement.on_conflict_do_update(
            index_elements=[lease.c.ticket],
            set_={**values, "rev": lease.c.rev + 1},
            where=or_(lease.c.until <= now, lease.c.agent == agent),
        ).returning(lease.c.rev, lease.c.until)
    ).first()
    if row is None:
        return None
    _log(connection, ticket, row.rev, desk_no)
    return Leased(ticket, agent, row.until)


def _answered(connection: Connection, request: str) -> Leased | None:
    row = connection.execute(
        select(lease.c.ticket, lease.c.agent, lease.c.until).where(lease.c.request == request)
    ).first()
    return None if row is None else Leased(row.ticket, row.agent, row.until)


def _log(connection: Connection, ticket: str, rev: int, desk_no: int) -> None:
    group = select(record.c.grp).where(record.c.uid == ticket, record.c.kind == "ticket")
    connection.execute(
        insert(change_log).values(
            kind=LEASE,
            uid=ticket,
            rev=rev,
            desk_no=desk_no,
            grp=func.coalesce(group.scalar_subquery(), ""),
            at=clock(connection),
        )
    )
