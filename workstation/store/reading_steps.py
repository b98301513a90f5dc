"""What a ticket's procedure has come to: its tasks, and the lines that tell of its steps."""

from __future__ import annotations

import sqlite3
from typing import Final, TypeVar

from workstation.domain.claim import Claim
from workstation.domain.conversation import Entry
from workstation.domain.parcel import Parcel
from workstation.domain.ticket import Ticket
from workstation.store.kinds import Record, codec

R = TypeVar("R", bound=Record)
_TASKS: Final = 200
_LINES: Final = 2_000


class Steps:
    """The part of the reader that knows of steps and tasks."""

    connection: sqlite3.Connection

    def tasks(self, parent: str) -> tuple[Ticket, ...]:
        """The tasks of a ticket for other departments, oldest first."""
        if not parent:
            return ()
        return self._found(Ticket, "parent=? AND parent<>'' ORDER BY id LIMIT ?", parent, _TASKS)

    def step_changes(self, ticket: str) -> tuple[Entry, ...]:
        """The lines of a timeline that tell of changes, in time order."""
        condition = "ticket=? AND kind='change' ORDER BY at, id LIMIT ?"
        return self._found(Entry, condition, ticket, _LINES)

    def task_answers(self, ticket: str) -> tuple[Entry, ...]:
        """The lines that tell what departments answered, in time order."""
        lines = self._found(
            Entry, "ticket=? AND kind='system' ORDER BY at, id LIMIT ?", ticket, _LINES
        )
        return tuple(entry for entry in lines if entry.data.get("event") == "task_answered")

    def open_tasks(self, parent: str) -> int:
        """How many tasks of a ticket nobody has answered yet."""
        row = self.connection.execute(
            "SELECT count(*) FROM ticket WHERE parent=? AND parent<>'' AND is_open=1", (parent,)
        ).fetchone()
        return int(row[0])

    def parcel_about(self, ticket: Ticket) -> Parcel | None:
        """The parcel that a ticket is about, by its id, else by its waybill."""
        found = self._found(Parcel, "uid=?", ticket.parcel) if ticket.parcel else ()
        if not found and ticket.waybill:
            found = self._found(Parcel, "waybill=? LIMIT 1", ticket.waybill)
        return found[0] if found else None

    def claims_of(self, ticket: str) -> tuple[Claim, ...]:
        """A ticket's claims, oldest first."""
        return self._found(Claim, "ticket=? ORDER BY created_at, id", ticket)

    def _found(self, made: type[R], condition: str, *values: object) -> tuple[R, ...]:
        coder = codec(made)
        rows = self.connection.execute(f"{coder.select} WHERE {condition}", values)
        return tuple(coder.record(row) for row in rows)
