"""What limits are worked out from, and when anything falls due next."""

from __future__ import annotations

import sqlite3
from typing import Any

from workstation.domain.claim import Claim
from workstation.domain.parcel import Parcel
from workstation.domain.ticket import Ticket
from workstation.domain.view import Filter
from workstation.store.kinds import codec


class Dues:
    """The part of the reader that knows of limits."""

    connection: sqlite3.Connection

    def _where(self, chosen: Filter) -> tuple[str, list[Any]]:
        raise AssertionError  # the reader's own

    def next_due_after(
        self, moment: int, chosen: Filter | None = None, ahead_ms: tuple[int, ...] = ()
    ) -> int | None:
        """The next moment at which anything in a view falls due, or will do so in `ahead_ms`.

        So a screen sets one timer for all its rows; None when nothing will. All of it is read from
        the index of what is due.
        """
        from workstation.store import dues

        condition, values = self._where(chosen or Filter(open=True))
        return dues.next_after(self.connection, condition, values, moment, (0, *ahead_ms))

    def parcel_of(self, ticket: Ticket) -> Parcel | None:
        """The parcel that a ticket is about, by its id, else by its waybill."""
        coder = codec(Parcel)
        for column, value in (("uid", ticket.parcel), ("waybill", ticket.waybill)):
            if value:
                sql = f"{coder.select} WHERE {column}=? LIMIT 1"
                row = self.connection.execute(sql, (value,)).fetchone()
                if row is not None:
                    found: Parcel = coder.record(row)
                    return found
        return None

    def claims_of(self, ticket: str) -> tuple[Claim, ...]:
        """A ticket's claims, oldest first."""
        coder = codec(Claim)
        rows = self.connection.execute(
            f"{coder.select} WHERE ticket=? ORDER BY created_at, id", (ticket,)
        )
        return tuple(coder.record(row) for row in rows)
