"""Numbers of printed forms, as ranges that the hub gave to this desk and to no other.

Every function that writes leaves the transaction to its caller.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from workstation.domain.refusal import Refusal

#: Forms are numbered by the year in China, where they are filed.
_ZONE: Final = timezone(timedelta(hours=8))
_TEXT: Final = "{series}-{n:06d}"


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left of a range: `next` to `last`; a whole range begins with `first`."""

    series: str
    first: int
    next: int
    last: int
    reason: str = ""


def series_at(now: int) -> str:
    """The series of a moment, such as "LP2026"."""
    year = datetime.fromtimestamp(now / 1000, UTC).astimezone(_ZONE).year
    return f"LP{year}"


def keep(connection: sqlite3.Connection, series: str, first: int, last: int) -> None:
    """Keep a range that the hub gave."""
    connection.execute(
        "INSERT OR IGNORE INTO serial_range(series,first,last,next) VALUES (?,?,?,?)",
        (series, first, last, first),
    )


def take(connection: sqlite3.Connection, now: int) -> str:
    """Use the next number; raises `Refusal("serial_waiting")` when the hub must give more."""
    series = series_at(now)
    row = connection.execute(
        "SELECT first,next FROM serial_range WHERE series=? AND state='mine' AND next<=last"
        " ORDER BY first LIMIT 1",
        (series,),
    ).fetchone()
    if row is None:
        raise Refusal("serial_waiting", series=series)
    first, number = row
    connection.execute(
        "UPDATE serial_range SET next=next+1 WHERE series=? AND first=?", (series, first)
    )
    return _TEXT.format(series=series, n=number)


def left(connection: sqlite3.Connection, series: str) -> int:
    """How many numbers of a series are in hand."""
    row = connection.execute(
        "SELECT coalesce(sum(last-next+1),0) FROM serial_range"
        " WHERE series=? AND state='mine' AND next<=last",
        (series,),
    ).fetchone()
    return int(row[0])


def give_up(connection: sqlite3.Connection, but: str, reason: str) -> None:
    """Put remainders of all series but one aside, to be returned: they are not used any more."""
    connection.execute(
        "UPDATE serial_range SET state='returning', reason=? WHERE series<>? AND state='mine'",
        (reason, but),
    )
    connection.execute("DELETE FROM serial_range WHERE state='returning' AND next>last")


def returning(connection: sqlite3.Connection) -> list[Remainder]:
    """The remainders that the hub must be told of."""
    rows = connection.execute(
        "SELECT series,first,next,last,reason FROM serial_range WHERE state='returning'"
    )
    return [Remainder(*row) for row in rows]


def returned(connection: sqlite3.Connection, told: Remainder) -> None:
    """Forget a remainder that the hub has taken back."""
    connection.execute(
        "DELETE FROM serial_range WHERE series=? AND first=?", (told.series, told.first)
    )


def in_hand(connection: sqlite3.Connection) -> int:
    """How many numbers of all series may still be used here."""
    row = connection.execute(
        "SELECT coalesce(sum(last-next+1),0) FROM serial_range WHERE state='mine' AND next<=last"
    ).fetchone()
    return int(row[0])


def forget(connection: sqlite3.Connection) -> None:
    """Forget all ranges: they belong to another desk or another life of the hub."""
    connection.execute("DELETE FROM serial_range")
