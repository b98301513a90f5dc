"""Words not yet sent, in a file of their own that nothing else ever blocks or rebuilds."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any, Final

from workstation.domain.conversation import Draft
from workstation.store.connect import connect

_COLUMNS: Final = "uid,ticket,editor,body,saved_at,agent,channel,recipient,script,reason,data"


class Drafts:
    """The drafts of this desk. Every save is durable when it returns; safe on any thread."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._connection = connect(path)
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS draft(uid TEXT PRIMARY KEY, ticket TEXT NOT NULL,"
            " editor TEXT NOT NULL, body TEXT NOT NULL, saved_at INTEGER NOT NULL,"
            " agent TEXT NOT NULL, channel TEXT NOT NULL, recipient TEXT NOT NULL,"
            " script TEXT NOT NULL, reason TEXT NOT NULL, data TEXT NOT NULL)"
        )
        rows = self._connection.execute("SELECT ticket FROM draft")
        self._tickets = frozenset(row[0] for row in rows)

    def tickets(self) -> frozenset[str]:
        """The uids of tickets that have a draft."""
        return self._tickets

    def save(self, draft: Draft) -> None:
        """Keep a draft under its uid."""
        with self._lock:
            self._connection.execute(
                f"INSERT OR REPLACE INTO draft({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                (
                    draft.uid,
                    draft.ticket,
                    draft.editor,
                    draft.body,
                    draft.saved_at,
                    draft.agent,
                    draft.channel,
                    draft.recipient,
                    draft.script,
                    draft.reason,
                    json.dumps(draft.data, ensure_ascii=False),
                ),
            )
            self._tickets = self._tickets | {draft.ticket}

    def drop(self, uid: str) -> None:
        """Forget a draft that was sent or discarded."""
        with self._lock:
            self._connection.execute("DELETE FROM draft WHERE uid=?", (uid,))
            rows = self._connection.execute("SELECT ticket FROM draft")
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
            self._connection.close()

    def _read(self, condition: str, *values: object) -> tuple[Draft, ...]:
        with self._lock:
            rows = self._connection.execute(
                f"SELECT {_COLUMNS} FROM draft WHERE {condition}", values
            ).fetchall()
        return tuple(_draft(row) for row in rows)


def _draft(row: tuple[Any, ...]) -> Draft:
    facts: dict[str, Any] = dict(zip(_COLUMNS.split(","), row, strict=True))
    return Draft(**{**facts, "data": json.loads(facts["data"])})
