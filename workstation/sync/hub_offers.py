"""Records that the hub lost by somebody's hand, as a desk still has them: offered, and put aside.

A desk is not trusted: what it offers counts only once whoever runs the hub restores it
(`hub_mend`). Only what the change log knows, and the hub has no row of, can be offered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Column, Connection, Integer, Table, Text, delete, insert, select

from workstation.sync.hub_push import check_desk
from workstation.sync.hub_setup import now_ms
from workstation.sync.hub_tables import Big, Json, change_log, desk, metadata, record
from workstation.sync.protocol import Key, RecordState
from workstation.sync.standing import chunks

offers: Final = Table(
    "hub_offer",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("desk_no", Integer, primary_key=True),
    Column("agent", Text, nullable=False, server_default=""),
    Column("rev", Big, nullable=False),
    Column("body", Json, nullable=False),
    Column("at", Big, nullable=False),
)


def offer(
    connection: Connection, desk_no: int, token: str, records: Sequence[RecordState]
) -> list[Key]:
    """Put records aside that the hub lost; which they are. Raises as a push."""
    check_desk(connection, desk_no, token)
    wanted = [told for told in records if told.body is not None]
    lost = _lost(connection, [told.key for told in wanted])
    if not lost:
        return []
    offers.create(connection, checkfirst=True)
    agent = connection.scalar(select(desk.c.agent).where(desk.c.desk_no == desk_no)) or ""
    now = now_ms()
    for told in wanted:
        if told.key not in lost:
            continue
        here = (offers.c.uid == told.uid, offers.c.kind == told.kind, offers.c.desk_no == desk_no)
        connection.execute(delete(offers).where(*here))
        values: dict[str, Any] = {"uid": told.uid, "kind": told.kind, "desk_no": desk_no}
        values |= {"agent": agent, "rev": told.rev, "body": dict(told.body or {}), "at": now}
        connection.execute(insert(offers).values(values))
    return sorted(lost)


def _lost(connection: Connection, keys: Sequence[Key]) -> set[Key]:
    """Those of some records of which there are lines in the log, and no row."""
    wanted, known, here = set(keys), set(), set()
    for uids in chunks(sorted({uid for _, uid in wanted})):
        lines = select(change_log.c.kind, change_log.c.uid).where(change_log.c.uid.in_(uids))
        known |= {(kind, uid) for kind, uid in connection.execute(lines)}
        rows = select(record.c.kind, record.c.uid).where(record.c.uid.in_(uids))
        here |= {(kind, uid) for kind, uid in connection.execute(rows)}
    return (wanted & known) - here
