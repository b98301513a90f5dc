"""Notices that rules leave for people: lines of timelines that name them, until they are read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Final

from workstation.domain.pages import Notice
from workstation.store.replica import transaction

#: The condition of the index of notices, word for word.
_NOTICE: Final = "instr(e.data,'\"notify\":[')>0"
_MINE: Final = (
    f"FROM entry e JOIN ticket t ON t.uid=e.ticket WHERE {_NOTICE} AND e.at>? AND instr(e.data,?)>0"
    " AND NOT EXISTS(SELECT 1 FROM notice_read r WHERE r.entry=e.uid AND r.agent=?)"
)
_MOST: Final = 100
#: What is older is told no more, read or not.
SHOWN_MS: Final = 30 * 86_400_000


def unread(connection: sqlite3.Connection, agent: str, now: int, limit: int) -> tuple[Notice, ...]:
    """A person's notices of the last 30 days that were not read here, newest first."""
    rows = connection.execute(
        f"SELECT e.uid,e.ticket,t.number,e.at,e.data {_MINE} ORDER BY e.at DESC LIMIT ?",
        (now - SHOWN_MS, f'"{agent}"', agent, limit),
    )
    return tuple(_notice(*row) for row in rows) if agent else ()


def count(connection: sqlite3.Connection, agent: str, now: int) -> int:
    """How many there are, counted up to 100."""
    if not agent:
        return 0
    row = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 {_MINE} LIMIT {_MOST})",
        (now - SHOWN_MS, f'"{agent}"', agent),
    ).fetchone()
    return int(row[0])


def mark_read(connection: sqlite3.Connection, agent: str, entries: Iterable[str], now: int) -> None:
    """Somebody has read them; what was read long ago is forgotten."""
    with transaction(connection):
        connection.executemany(
            "INSERT OR IGNORE INTO notice_read(entry,agent,at) VALUES (?,?,?)",
            [(entry, agent, now) for entry in entries],
        )
        connection.execute("DELETE FROM notice_read WHERE at<?", (now - 2 * SHOWN_MS,))


def _notice(uid: str, ticket: str, number: str, at: int, data: str) -> Notice:
    told = json.loads(data)
    return Notice(
        uid,
        ticket,
        number,
        at,
        str(told.get("zh", "")),
        str(told.get("en", "")),
        str(told.get("rule", "")),
    )
