"""Words not yet sent, in a file of their own that nothing else ever blocks or rebuilds."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from workstation.domain.conversation import Draft
from workstation.domain.refusal import Refusal
from workstation.store.connect import connect, is_damage

_log = logging.getLogger(__name__)
_COLUMNS: Final = "uid,ticket,editor,body,saved_at,agent,channel,recipient,script,reason,data"
_INSERT: Final = f"INSERT OR REPLACE INTO draft({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)"
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS draft(uid TEXT PRIMARY KEY, ticket TEXT NOT NULL,"
    " editor TEXT NOT NULL, body TEXT NOT NULL, saved_at INTEGER NOT NULL,"
    " agent TEXT NOT NULL, channel TEXT NOT NULL, recipient TEXT NOT NULL,"
    " script TEXT NOT NULL, reason TEXT NOT NULL, data TEXT NOT NULL)"
)


class Drafts:
    """The drafts of this desk. Every save is durable when it returns; safe on any thread.

    A damaged file is never thrown away: it is moved to `set_aside`, and what can still be read
    of it is taken over.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._path = path
        self._closed = False
        self.set_aside: Path | None = None
        rescued: list[Any] = []
        try:
            self._connection = _open(path)
            rows = self._connection.execute(f"SELECT {_COLUMNS} FROM draft").fetchall()
        except (Refusal, sqlite3.DatabaseError) as error:
            if not is_damage(error if isinstance(error, sqlite3.Error) else error.__cause__):
                raise
            rescued = self._put_aside()
            self._connection = _open(path)
            rows = rescued
        self._tickets = frozenset(row[1] for row in rows)
        for row in rescued:
            self._connection.execute(_INSERT, row)

    def _put_aside(self) -> list[Any]:
        """Move the damaged file away; the rows that can still be read."""
        if hasattr(self, "_connection"):
            self._connection.close()
        rows = _readable(self._path)
        stem = f"{self._path.stem}.damaged-{time.time_ns() // 1_000_000}"
        self.set_aside = self._path.with_name(f"{stem}.db")
        self._path.replace(self.set_aside)
        for suffix in ("-wal", "-shm"):
            beside = Path(f"{self._path}{suffix}")
            if beside.exists():
                beside.replace(f"{self.set_aside}{suffix}")
        _log.warning("drafts damaged; %s rescued, the file is at %s", len(rows), self.set_aside)
        return rows

    def tickets(self) -> frozenset[str]:
        """The uids of tickets that have a draft."""
        return self._tickets

    def save(self, draft: Draft) -> None:
        """Keep a draft under its uid, also when the desk has been closed meanwhile.

        Raises `Refusal("not_saved")` when the disk refuses.
        """
        row = tuple(getattr(draft, name) for name in _COLUMNS.split(",")[:-1])
        told = (*row, json.dumps(draft.data, ensure_ascii=False))
        with self._lock, self._writing() as connection:
            connection.execute(_INSERT, told)
            self._tickets = self._tickets | {draft.ticket}

    def drop(self, uid: str) -> None:
        """Forget a draft that was sent or discarded."""
        with self._lock, self._writing() as connection:
            connection.execute("DELETE FROM draft WHERE uid=?", (uid,))
            rows = connection.execute("SELECT ticket FROM draft")
            self._tickets = frozenset(row[0] for row in rows)

    def all(self) -> tuple[Draft, ...]:
        """Every draft, newest first."""
        return self._read("1 ORDER BY saved_at DESC")

    def of(self, ticket: str, editor: str) -> Draft | None:
        """The newest draft of an editor on a ticket."""
        found = self._read("ticket=? AND editor=? ORDER BY saved_at DESC LIMIT 1", ticket, editor)
        return found[0] if found else None

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._closed = True
            self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """The connection, or after `close` one for this write alone: no word is lost."""
        connection = _open(self._path) if self._closed else self._connection
        try:
            yield connection
        except sqlite3.OperationalError as error:
            raise Refusal("not_saved", reason=str(error)) from error
        finally:
            if self._closed:
                connection.close()

    def _read(self, condition: str, *values: object) -> tuple[Draft, ...]:
        with self._lock, self._writing() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM draft WHERE {condition}", values
            ).fetchall()
        return tuple(_draft(row) for row in rows)


def _draft(row: tuple[Any, ...]) -> Draft:
    facts: dict[str, Any] = dict(zip(_COLUMNS.split(","), row, strict=True))
    return Draft(**{**facts, "data": json.loads(facts["data"])})


def _open(path: Path) -> sqlite3.Connection:
    connection = connect(path, private=True)
    connection.execute(_TABLE)
    return connection


def _readable(path: Path) -> list[Any]:
    """The rows of a damaged file that can be read one by one from either end."""
    found: dict[str, Any] = {}
    for way in ("ASC", "DESC"):
        try:
            with closing(connect(path, private=True)) as connection:
                query = f"SELECT {_COLUMNS} FROM draft NOT INDEXED ORDER BY rowid {way}"
                for row in connection.execute(query):
                    found.setdefault(row[0], row)
        except (Refusal, sqlite3.Error):
            continue
    return list(found.values())
