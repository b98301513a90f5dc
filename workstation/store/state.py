"""This desk's own state in the replica: who it is, its counters, its place in the feed."""

from __future__ import annotations

import sqlite3
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.store import serials

_SERIES: Final = {"ticket": "{desk}-{n:05d}", "claim": "C{desk}-{n:04d}"}


def read(connection: sqlite3.Connection, key: str, default: str = "") -> str:
    """A value of this desk's state."""
    row = connection.execute("SELECT value FROM desk_state WHERE key=?", (key,)).fetchone()
    return default if row is None else str(row[0])


def number(connection: sqlite3.Connection, key: str, default: int = 0) -> int:
    """A value of this desk's state that is a number."""
    return int(read(connection, key) or default)


def write(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Set a value of this desk's state."""
    connection.execute(
        "INSERT INTO desk_state(key,value) VALUES (?,?)"
        " ON CONFLICT(key) DO UPDATE SET value=excluded.value",
        (key, value),
    )


def next_number(connection: sqlite3.Connection, series: str, now: int) -> str:
    """Count a series up and return its next number; the caller holds the transaction.

    The desk's number comes from the hub and is part of every ticket's and claim's number, so no
    two desks can make the same one. Numbers of printed forms ("serial") come from the hub in
    ranges. Raises `Refusal`: desk_unnumbered while the desk has not been enrolled,
    serial_waiting when no form's number is left.
    """
    desk = read(connection, "desk_no")
    if not desk:
        raise Refusal("desk_unnumbered")
    if series == "serial":
        return serials.take(connection, now)
    count = int(read(connection, f"count:{series}", "0"))
    number = ""
    while not number or _borne(connection, series, number):
        count += 1
        number = _SERIES[series].format(desk=desk, n=count)
    write(connection, f"count:{series}", str(count))
    return number


def _borne(connection: sqlite3.Connection, series: str, number: str) -> bool:
    """Whether a ticket bears a number already: after a restore this desk's own come back to it."""
    if series != "ticket":
        return False
    return (
        connection.execute("SELECT 1 FROM ticket WHERE number=?", (number,)).fetchone() is not None
    )
