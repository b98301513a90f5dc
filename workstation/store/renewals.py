"""New beginnings that a person is told of: the hub began another life, or this desk is another.

They are kept with the desk's own state until somebody has read them, and for good in the journal.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from dataclasses import asdict, replace
from typing import Final

from workstation.domain.identity import new_uid
from workstation.domain.pages import Renewal
from workstation.domain.people import Agent
from workstation.store import journal, state

_log = logging.getLogger("aftercare.sync")
_KEY: Final = "renewals"
#: The newest one that was read while what came of it was not known yet.
_READ: Final = "renewal_read"
#: So many unread ones are kept; the journal has all.
_MOST: Final = 5
_NOBODY: Final = Agent("", "", role="agent")


def unread(connection: sqlite3.Connection) -> tuple[Renewal, ...]:
    """Those that nobody has read, oldest first."""
    kept = json.loads(state.read(connection, _KEY) or "[]")
    return tuple(Renewal(**one) for one in kept)


def note(connection: sqlite3.Connection, kind: str, at: int, **facts: int) -> None:
    """Keep one, with its journal entry; the caller holds the transaction."""
    made = Renewal(new_uid(), kind, at, facts)
    _log.warning("%s: %s", kind, facts)
    _journal(connection, at, kind, facts)
    _write(connection, (*unread(connection), made)[-_MOST:])


def add(connection: sqlite3.Connection, at: int, **facts: int) -> None:
    """Add to the newest one what came of it; one that was read meanwhile is to be read again."""
    kept = unread(connection)
    if not kept:
        told = state.read(connection, _READ)
        if not told:
            return
        kept = (Renewal(**json.loads(told)),)
    last = replace(kept[-1], facts={**kept[-1].facts, **facts})
    _log.warning("%s: %s", last.kind, facts)
    _journal(connection, at, last.kind, facts)
    _write(connection, (*kept[:-1], last))


def read(connection: sqlite3.Connection, uid: str) -> None:
    """Somebody has read one; the caller holds the transaction."""
    kept = unread(connection)
    if kept and kept[-1].uid == uid:
        state.write(connection, _READ, json.dumps(asdict(kept[-1])))
    _write(connection, tuple(one for one in kept if one.uid != uid))


def over(connection: sqlite3.Connection) -> None:
    """All that comes of the new beginnings is known; the caller holds the transaction."""
    if state.read(connection, _READ):
        state.write(connection, _READ, "")


def _write(connection: sqlite3.Connection, kept: tuple[Renewal, ...]) -> None:
    state.write(connection, _KEY, json.dumps([asdict(one) for one in kept]) if kept else "")


def _journal(connection: sqlite3.Connection, at: int, kind: str, facts: dict[str, int]) -> None:
    told: list[dict[str, object]] = [{"kind": "note", "uid": kind, "new": facts}]
    action = "".join(part.capitalize() for part in kind.split("_"))
    work = journal.Finished(new_uid(), at, _NOBODY, action, "", {}, told)
    journal.write(connection, work, send=False)
