"""What is owed beside the tickets themselves: promises and call-backs, bounded and indexed."""

from __future__ import annotations

import sqlite3
from typing import Any, Final, TypeVar

from workstation.domain.pages import OwedPromise, OwedRevisit, PromiseFigures
from workstation.domain.promise import Promise
from workstation.domain.revisit import Revisit
from workstation.domain.step_record import StepRecord
from workstation.domain.view import Filter
from workstation.store.kinds import Record, codec

R = TypeVar("R", bound=Record)
_LIMIT: Final = 200


class Care:
    """The part of the reader that knows what was promised and who is to be called back."""

    connection: sqlite3.Connection

    def promises(self, ticket: str) -> tuple[Promise, ...]:
        """A ticket's promises, the open ones first, by their time."""
        found = self._records(Promise, "ticket=? ORDER BY until, id", ticket)
        return tuple(sorted(found, key=lambda item: item.state != "open"))

    def promise(self, uid: str) -> Promise | None:
        """The promise of a uid."""
        return next(iter(self._records(Promise, "uid=?", uid)), None)

    def owed_promises(
        self, until: int, owner: str = "", groups: tuple[str, ...] = (), limit: int = _LIMIT
    ) -> tuple[OwedPromise, ...]:
        """Open promises due by a moment, the most urgent first; of one owner or some groups."""
        condition, values = _of(owner, groups)
        rows = self._joined(
            Promise,
            "t.number,t.subject,t.customer_name,t.owner,t.group_code",
            f"r.state='open' AND r.until<=? AND {condition} ORDER BY r.until, r.id LIMIT ?",
            (until, *values, limit),
        )
        return tuple(OwedPromise(record, *facts) for record, facts in rows)

    def next_promise(self, after: int) -> int | None:
        """When the next open promise is due after a moment."""
        row = self.connection.execute(
            "SELECT min(until) FROM promise WHERE state='open' AND until>?", (after,)
        ).fetchone()
        return None if row[0] is None else int(row[0])

    def owed_at(self, tickets: tuple[str, ...], chosen: Filter) -> dict[str, int]:
        """When the next promise, or call-back, of each ticket is due: what the filter asks for."""
        if chosen.promise_within_ms is not None:
            table, column, state = "promise", "until", "open"
        elif chosen.revisit_within_ms is not None:
            table, column, state = "revisit", "due_at", "due"
        else:
            return {}
        marks = ",".join("?" * len(tickets))
        rows = self.connection.execute(
            f"SELECT ticket,min({column}) FROM {table} WHERE ticket IN ({marks})"
            f" AND state='{state}' GROUP BY ticket",
            tickets,
        )
        return {str(ticket): int(at) for ticket, at in rows}

    def promise_figures(
        self, since: int, until: int, groups: tuple[str, ...] = (), agent: str = ""
    ) -> PromiseFigures:
        """How many promises due in a stretch of time were kept; `agent` is who made them."""
        condition, values = _of("", groups)
        if agent:
            condition, values = f"{condition} AND r.made_by=?", [*values, agent]
        rows = self.connection.execute(
            "SELECT r.state,count(*) FROM promise r JOIN ticket t ON t.uid=r.ticket"
            f" WHERE r.until>=? AND r.until<? AND {condition} GROUP BY r.state",
            (since, until, *values),
        )
        told = {str(state): int(number) for state, number in rows}
        return PromiseFigures(
            told.get("kept", 0),
            told.get("broken", 0),
            told.get("open", 0),
            told.get("withdrawn", 0),
        )

    def revisits(self, ticket: str) -> tuple[Revisit, ...]:
        """A ticket's call-backs in the order of their time."""
        return self._records(Revisit, "ticket=? ORDER BY due_at, id", ticket)

    def owed_revisits(
        self, until: int, owner: str = "", groups: tuple[str, ...] = (), limit: int = _LIMIT
    ) -> tuple[OwedRevisit, ...]:
        """Call-backs due by a moment, the most urgent first.

        Those of an `owner` are the person's own and, of tickets the person had, nobody's.
        """
        condition, values = _of("", groups)
        if owner:
            mine = "(r.owner=? OR (r.owner='' AND t.owner=?))"
            condition, values = f"{condition} AND {mine}", [*values, owner, owner]
        rows = self._joined(
            Revisit,
            "t.number,t.subject,t.customer_name,t.phone,t.owner,t.group_code",
            f"r.state='due' AND r.due_at<=? AND {condition} ORDER BY r.due_at, r.id LIMIT ?",
            (until, *values, limit),
        )
        return tuple(OwedRevisit(record, *facts) for record, facts in rows)

    def count_owed(self, until: int, groups: tuple[str, ...] = ()) -> tuple[int, int]:
        """How many promises and call-backs are due by a moment."""
        condition, values = _of("", groups)
        found = []
        for table, state, column in (("promise", "open", "until"), ("revisit", "due", "due_at")):
            row = self.connection.execute(
                f"SELECT count(*) FROM {table} r JOIN ticket t ON t.uid=r.ticket"
                f" WHERE r.state='{state}' AND r.{column}<=? AND {condition}",
                (until, *values),
            ).fetchone()
            found.append(int(row[0]))
        return found[0], found[1]

    def step_records(self, ticket: str) -> tuple[StepRecord, ...]:
        """What the steps of a ticket's procedure wrote down, oldest first."""
        return self._records(StepRecord, "ticket=? ORDER BY at, id", ticket)

    def _records(self, made: type[R], condition: str, *values: Any) -> tuple[R, ...]:
        coder = codec(made)
        rows = self.connection.execute(f"{coder.select} WHERE {condition}", values)
        return tuple(coder.record(row) for row in rows)

    def _joined(
        self, made: type[R], columns: str, condition: str, values: tuple[Any, ...]
    ) -> list[tuple[R, tuple[Any, ...]]]:
        coder = codec(made)
        own = ",".join(f'r."{name}"' for name in coder.names)
        rows = self.connection.execute(
            f"SELECT {own},{columns} FROM {coder.table} r JOIN ticket t ON t.uid=r.ticket"
            f" WHERE {condition}",
            values,
        )
        width = len(coder.names)
        return [(coder.record(row[:width]), tuple(row[width:])) for row in rows]


def _of(owner: str, groups: tuple[str, ...]) -> tuple[str, list[Any]]:
    """The condition for the ticket's owner and groups, with its values."""
    terms, values = ["1"], list[Any]()
    if owner:
        terms.append("t.owner=?")
        values.append(owner)
    if groups:
        terms.append(f"t.group_code IN ({','.join('?' * len(groups))})")
        values.extend(groups)
    return " AND ".join(terms), values
