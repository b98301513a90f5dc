"""The feed of a PostgreSQL hub: a position is what a transaction could see, not a number.

Sequence numbers become visible out of order, so a number as a cursor loses changes. Here each
log line bears its transaction's id, a position is a snapshot (`pg_current_snapshot`), and new is
what the old snapshot could not see. This is the way of PgQ (Skype, 2007).

A snapshot may count as over a transaction whose record is not yet on disk; should the server
crash then, it gives the same id out again. So a position counts as *settled* only when, on the
connection that took it (no connection outlives a crash), the write-ahead log was seen flushed
beyond the place where it ended when the snapshot was taken. From an unsettled position nobody
goes on: the desk keeps its last settled one and hears a little twice; revisions tell it so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, text

from workstation.domain.refusal import Refusal
from workstation.sync.hub_feed import Line

_PATIENCE: Final = 0.003  # seconds in which a busy server settles by itself
_LONG_PATIENCE: Final = 5.0  # seconds after which something is wrong

_POSITION = text(
    "SELECT pg_is_in_recovery() AS standby, pg_current_snapshot()::text AS snapshot,"
    " pg_current_wal_insert_lsn()::text AS written"
)
_FLUSHED = text("SELECT pg_current_wal_flush_lsn() >= CAST(:written AS pg_lsn)")
_LINES = text(
    "SELECT xid::text AS xid, seq, kind, uid, rev, desk_no FROM hub_change"
    " WHERE xid >= pg_snapshot_xmin(CAST(:at AS pg_snapshot))"
    " AND (xid, seq) > (CAST(:page_xid AS xid8), :page_seq)"
    " AND NOT pg_visible_in_snapshot(xid, CAST(:at AS pg_snapshot))"
    " AND pg_visible_in_snapshot(xid, CAST(:to AS pg_snapshot))"
    " ORDER BY hub_change.xid, seq LIMIT :limit"
).bindparams(bindparam("limit"))


class SnapshotFeed:
    """Positions are snapshots. cursor["to"] is [snapshot, whether settled, end of the log then].

    `touch` commits something small, durably, on a connection of its own: an idle server leaves
    the last page of its log unwritten until somebody commits.
    """

    def __init__(self, touch: Callable[[], None]) -> None:
        self._touch = touch

    def position(self, connection: Connection) -> list[Any]:
        """What this moment's snapshot sees.

        Raises `Refusal("hub_standby")` on a replica, whose snapshots miss what is in progress.
        """
        row = connection.execute(_POSITION).one()
        if row.standby:
            raise Refusal("hub_standby")
        return [row.snapshot, False, row.written]

    def settle(self, connection: Connection, cursor: dict[str, Any]) -> None:
        """Have the position settle; on the connection and in the transaction that took it."""
        written = cursor["to"][2]
        settled = _settled(connection, written, _PATIENCE)
        if not settled:
            self._touch()
            settled = _settled(connection, written, _LONG_PATIENCE)
        cursor["to"][1] = settled

    def lines(self, connection: Connection, cursor: dict[str, Any], limit: int) -> Sequence[Line]:
        """Lines that the old snapshot did not see and the new one does."""
        xid, seq = cursor.get("page", ["0", 0])
        rows = connection.execute(
            _LINES,
            {
                "at": cursor["at"],
                "to": cursor["to"][0],
                "page_xid": xid,
                "page_seq": seq,
                "limit": limit,
            },
        )
        return [Line([row.xid, row.seq], row.kind, row.uid, row.rev, row.desk_no) for row in rows]

    def arrived(self, cursor: dict[str, Any]) -> dict[str, Any]:
        """Stand at the new snapshot if it was settled, else where one stood."""
        snapshot, settled, _ = cursor["to"]
        return {"epoch": cursor["epoch"], "at": snapshot if settled else cursor["at"]}


def _settled(connection: Connection, written: str, patience: float) -> bool:
    """Wait until the log is flushed up to a place; tell whether it came to that."""
    deadline = time.monotonic() + patience
    pause = 0.001
    while not connection.scalar(_FLUSHED, {"written": written}):
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
        pause = min(pause * 2, 0.02)
    return True
