"""Putting many records into a replica at once, without journal or operations.

For samples, bootstraps and pulled batches; what people do goes through `work`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Final

from workstation.domain.claim import LIVE_CLAIMS
from workstation.domain.ticket import OPEN_STATUSES, Ticket
from workstation.store.kinds import codec_of, kind_of

#: Sorts tickets without a due time behind all others.
NEVER: Final = 9_000_000_000_000_000
_BATCH: Final = 500


def derived(ticket: Ticket) -> dict[str, int]:
    """The columns that follow from a ticket's facts."""
    return {
        "is_open": int(ticket.status in OPEN_STATUSES),
        "due_sort": NEVER if ticket.due_at is None else ticket.due_at,
    }


def insert(connection: sqlite3.Connection, records: Iterable[Any], *, rev: int = 0) -> int:
    """Insert records of any kinds in batches; a uid that is there already is left as it is.

    The caller holds the transaction. Returns how many records were given.
    """
    stream = iter(records)
    total = 0
    while batch := list(islice(stream, _BATCH)):
        total += len(batch)
        by_kind: dict[str, list[Any]] = {}
        for record in batch:
            by_kind.setdefault(kind_of(record), []).append(record)
        for kind, group in by_kind.items():
            _insert_kind(connection, kind, group, rev)
    return total


def _insert_kind(connection: sqlite3.Connection, kind: str, group: list[Any], rev: int) -> None:
    coder = codec_of(kind)
    extra = ("rev", "is_open", "due_sort") if kind == "ticket" else ("rev",)
    names = ",".join(f'"{name}"' for name in (*coder.names, *extra))
    marks = ",".join("?" * (len(coder.names) + len(extra)))
    rows = []
    for record in group:
        row = [*coder.row(record), rev]
        if isinstance(record, Ticket):
            row.extend(derived(record).values())
        rows.append(row)
    connection.executemany(
        f"INSERT INTO {coder.table}({names}) VALUES ({marks}) ON CONFLICT(uid) DO NOTHING", rows
    )
    if kind == "ticket":
        queue_for_index(connection, [record.uid for record in group])
    elif kind == "entry":
        queue_for_index(connection, [record.ticket for record in group if record.body])
    elif kind == "claim":
        for ticket in {record.ticket for record in group}:
            refresh_claim_status(connection, ticket)


def queue_for_index(connection: sqlite3.Connection, tickets: Iterable[str]) -> None:
    """Mark tickets whose text must be indexed anew."""
    connection.executemany(
        "INSERT INTO index_queue(ticket) SELECT id FROM ticket WHERE uid=?",
        [(uid,) for uid in tickets],
    )


def refresh_claim_status(connection: sqlite3.Connection, ticket: str) -> None:
    """Write the status of a ticket's live (else newest) claim beside the ticket."""
    rows = connection.execute(
        "SELECT status FROM claim WHERE ticket=? ORDER BY created_at DESC", (ticket,)
    ).fetchall()
    statuses = [row[0] for row in rows]
    live = next((status for status in statuses if status in LIVE_CLAIMS), None)
    shown = live or (statuses[0] if statuses else "")
    connection.execute(
        "UPDATE ticket SET claim_status=? WHERE uid=? AND claim_status<>?", (shown, ticket, shown)
    )


def update_columns(
    connection: sqlite3.Connection,
    kind: str,
    uid: str,
    values: Mapping[str, Any],
    *,
    queue: bool = True,
) -> None:
    """Write column values of one record, with what follows from them.

    Without `queue` the caller marks tickets to be indexed anew.
    """
    told = dict(values)
    if kind == "ticket":
        if "status" in told:
            told["is_open"] = int(told["status"] in OPEN_STATUSES)
        if "due_at" in told:
            told["due_sort"] = NEVER if told["due_at"] is None else told["due_at"]
    sets = ",".join(f'"{name}"=?' for name in told)
    connection.execute(f'UPDATE "{kind}" SET {sets} WHERE uid=?', (*told.values(), uid))
    if kind == "ticket":
        if queue:
            queue_for_index(connection, [uid])
    elif kind == "claim" and "status" in told:
        row = connection.execute("SELECT ticket FROM claim WHERE uid=?", (uid,)).fetchone()
        refresh_claim_status(connection, row[0])
