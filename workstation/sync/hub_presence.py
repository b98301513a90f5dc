"""Who has which ticket open, in a file beside an SQLite hub that may be lost at any time."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final

from workstation.sync.hub_setup import now_ms
from workstation.sync.protocol import PRESENCE_MS, Present

_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS present(desk_no INTEGER, agent TEXT, agent_name TEXT NOT NULL,"
    " ticket TEXT NOT NULL, doing TEXT NOT NULL, until INTEGER NOT NULL,"
    " PRIMARY KEY(desk_no,agent)) WITHOUT ROWID"
)
_INDEX: Final = "CREATE INDEX IF NOT EXISTS present_ticket ON present(ticket)"
_SAY: Final = (
    "INSERT INTO present(desk_no,agent,agent_name,ticket,doing,until) VALUES (?,?,?,?,?,?)"
    " ON CONFLICT(desk_no,agent) DO UPDATE SET agent_name=excluded.agent_name,"
    " ticket=excluded.ticket, doing=excluded.doing, until=excluded.until"
)
_OTHERS: Final = (
    "SELECT agent,max(agent_name),max(doing='typing') FROM present"
    " WHERE ticket=? AND agent<>? AND until>? GROUP BY agent ORDER BY agent"
)
_DOING: Final = ("viewing", "typing")


class PresenceFile:
    """The file `<hub>.presence`: nothing in it is waited for, a damaged one is made anew."""

    def __init__(self, hub: Path) -> None:
        self.path = hub.with_name(f"{hub.name}.presence")
        self._connection: sqlite3.Connection | None = None
        self._guard = threading.Lock()

    def say(
        self, desk_no: int, agent: str, agent_name: str, ticket: str, doing: str
    ) -> tuple[Present, ...]:
        """Say which ticket an agent has open; who else has it. Nobody, when that cannot be known."""
        with self._guard:
            for _ in range(2):
                try:
                    return self._said(desk_no, agent, agent_name, ticket, doing)
                except sqlite3.OperationalError as error:
                    self._close()
                    if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL):
                        return ()
                    self._forget()
                except sqlite3.DatabaseError:
                    self._close()
                    self._forget()
        return ()

    def close(self) -> None:
        """Close the file."""
        with self._guard:
            self._close()

    def _said(
        self, desk_no: int, agent: str, agent_name: str, ticket: str, doing: str
    ) -> tuple[Present, ...]:
        connection = self._opened()
        now = now_ms()
        if not ticket:
            connection.execute("DELETE FROM present WHERE desk_no=? AND agent=?", (desk_no, agent))
            connection.execute("DELETE FROM present WHERE until<?", (now,))
            return ()
        told = doing if doing in _DOING else _DOING[0]
        connection.execute(_SAY, (desk_no, agent, agent_name, ticket, told, now + PRESENCE_MS))
        found = connection.execute(_OTHERS, (ticket, agent, now))
        return tuple(Present(ticket, who, name, _DOING[typing]) for who, name, typing in found)

    def _opened(self) -> sqlite3.Connection:
        if self._connection is not None and not self.path.exists():
            self._close()
        if self._connection is None:
            made = sqlite3.connect(
                self.path, isolation_level=None, check_same_thread=False, timeout=0.2
            )
            self._connection = made
            made.execute("PRAGMA journal_mode=MEMORY")
            made.execute("PRAGMA synchronous=OFF")
            made.execute(_TABLE)
            made.execute(_INDEX)
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _forget(self) -> None:
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
