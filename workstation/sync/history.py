"""Older tickets that the replica does not keep, fetched when somebody looks for them."""

from __future__ import annotations

import sqlite3
from typing import Final

from workstation.store import incoming, leaving
from workstation.store.incoming import Altered
from workstation.store.replica import transaction
from workstation.sync.line import Line, RoundResult
from workstation.sync.merge import lay_over
from workstation.sync.protocol import RecordState
from workstation.sync.sending import arriving

#: For how long such tickets stay, in milliseconds.
KEPT_MS: Final = 7 * 86_400_000


def fetch(line: Line, words: str, limit: int = 50) -> int:
    """Fetch tickets that answer to some words; how many were not here before."""
    found = line.hub.history(words.strip(), limit) if words.strip() else []
    if not found:
        return 0
    states = line.hub.tickets(found)
    now = line.clock()
    result = line.do(lambda connection: _kept(connection, states, found, now))
    line.announced(result)
    return result.pulled


def trim(line: Line) -> None:
    """Drop tickets that were fetched more than a week ago."""
    before = line.clock() - KEPT_MS

    def write(connection: sqlite3.Connection) -> RoundResult:
        with transaction(connection):
            altered = Altered()
            leaving.trim(connection, before, altered)
            return RoundResult(changes=altered.changes(connection))

    line.announced(line.do(write))


def _kept(
    connection: sqlite3.Connection, states: list[RecordState], found: list[str], now: int
) -> RoundResult:
    with transaction(connection):
        here = {
            uid
            for uid in found
            if connection.execute("SELECT 1 FROM ticket WHERE uid=?", (uid,)).fetchone()
        }
        altered = Altered()
        incoming.apply(connection, [arriving(told) for told in states], lay_over, altered)
        came = [
            told.uid
            for told in states
            if told.kind == "ticket" and not told.gone and told.uid not in here
        ]
        connection.executemany(
            "INSERT OR REPLACE INTO on_demand(ticket,at) VALUES (?,?)",
            [(uid, now) for uid in came],
        )
        connection.executemany(
            "UPDATE on_demand SET at=? WHERE ticket=?", [(now, uid) for uid in here]
        )
        return RoundResult(pulled=len(came), changes=altered.changes(connection))
