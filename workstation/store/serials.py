"""Numbers of printed forms, as ranges that the hub gave to this desk and to no other.

Every function that writes leaves the transaction to its caller. What became of ranges that are no
longer kept stays in a trail, so that each number that this desk ever had can be accounted for.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from workstation.domain.refusal import Refusal

#: Forms are numbered by the year in China, where they are filed.
_ZONE: Final = timezone(timedelta(hours=8))
_TEXT: Final = "{series}-{n:06d}"
_TRAIL: Final = "serial_trail:"


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left of a range: `next` to `last`; a whole range begins with `first`."""

    series: str
    first: int
    next: int
    last: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Numbers `first` to `last` of a series: "mine", "returning", "returned", "given_up", "taken".

    Taken ones were handed out to forms here; what became of each is for the register to say.
    """

    series: str
    first: int
    last: int
    state: str
    reason: str = ""

    def texts(self) -> list[str]:
        """The numbers as forms bear them."""
        return [text_of(self.series, number) for number in range(self.first, self.last + 1)]

    def parts(self, most: int = 500) -> Iterator[Stretch]:
        """The stretch a few numbers at a time, in each of which texts have the order of numbers."""
        first = self.first
        while first <= self.last:
            longer = max(10**6, 10 ** len(str(first)))  # the first number of one more digit
            last = min(self.last, first + most - 1, longer - 1)
            yield replace(self, first=first, last=last)
            first = last + 1


def text_of(series: str, number: int) -> str:
    """A number as forms bear it, such as LP2026-000123."""
    return _TEXT.format(series=series, n=number)


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
    return text_of(series, number)


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
    over = connection.execute(
        "SELECT series,first,last FROM serial_range WHERE state='returning' AND next>last"
    ).fetchall()
    for series, first, last in over:
        _remember(connection, series, [(first, last, "taken", "")])
    connection.execute("DELETE FROM serial_range WHERE state='returning' AND next>last")


def returning(connection: sqlite3.Connection) -> list[Remainder]:
    """The remainders that the hub must be told of."""
    rows = connection.execute(
        "SELECT series,first,next,last,reason FROM serial_range WHERE state='returning'"
    )
    return [Remainder(*row) for row in rows]


def returned(connection: sqlite3.Connection, told: Remainder) -> None:
    """Forget a remainder that the hub has taken back; the trail keeps that it was returned."""
    known = connection.execute(
        "SELECT 1 FROM serial_range WHERE series=? AND first=?", (told.series, told.first)
    ).fetchone()
    if known is not None:
        parts = [(told.first, told.next - 1, "taken", "")]
        parts.append((told.next, told.last, "returned", told.reason))
        _remember(connection, told.series, parts)
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
    for series, first, last, following in connection.execute(
        "SELECT series,first,last,next FROM serial_range"
    ).fetchall():
        parts = [(first, following - 1, "taken", ""), (following, last, "given_up", "")]
        _remember(connection, series, parts)
    connection.execute("DELETE FROM serial_range")


def stretches(connection: sqlite3.Connection, series: str) -> list[Stretch]:
    """All numbers of a series that this desk was ever given, and what became of them, in order.

    A number that came back after it was returned counts as what it is now.
    """
    found: list[Stretch] = []
    for first, last, told, reason in _trail(connection, series):
        found = _laid(found, Stretch(series, first, last, told, reason))
    for first, last, following, told, reason in connection.execute(
        "SELECT first,last,next,state,reason FROM serial_range WHERE series=? ORDER BY first",
        (series,),
    ):
        found = _laid(found, Stretch(series, first, following - 1, "taken"))
        found = _laid(found, Stretch(series, following, last, told, reason))
    made: list[Stretch] = []
    for one in sorted(found, key=lambda stretch: stretch.first):
        before = made[-1] if made else None
        if (
            before is not None
            and replace(one, first=before.first) == replace(before, last=one.last)
            and before.last == one.first - 1
        ):
            made[-1] = replace(before, last=one.last)
        else:
            made.append(one)
    return made


def _laid(found: list[Stretch], over: Stretch) -> list[Stretch]:
    """Stretches with another one laid over them, which counts where it lies."""
    if over.last < over.first:
        return found
    kept: list[Stretch] = []
    for one in found:
        if one.first < over.first:
            kept.append(replace(one, last=min(one.last, over.first - 1)))
        if one.last > over.last:
            kept.append(replace(one, first=max(one.first, over.last + 1)))
    return [*kept, over]


def was_taken(connection: sqlite3.Connection, serial: str) -> bool:
    """Whether this desk was given a number and has handed it out to a form."""
    series, _, digits = serial.rpartition("-")
    if not digits.isdecimal() or text_of(series, int(digits)) != serial:
        return False
    number = int(digits)
    return any(
        one.first <= number <= one.last and one.state == "taken"
        for one in stretches(connection, series)
    )


def _trail(connection: sqlite3.Connection, series: str) -> list[tuple[int, int, str, str]]:
    row = connection.execute(
        "SELECT value FROM desk_state WHERE key=?", (_TRAIL + series,)
    ).fetchone()
    return [tuple(part) for part in json.loads(row[0])] if row and row[0] else []


def _remember(
    connection: sqlite3.Connection, series: str, parts: list[tuple[int, int, str, str]]
) -> None:
    """Add stretches to the trail of a series; empty ones are left out."""
    trail = _trail(connection, series) + [part for part in parts if part[0] <= part[1]]
    connection.execute(
        "INSERT INTO desk_state(key,value) VALUES (?,?)"
        " ON CONFLICT(key) DO UPDATE SET value=excluded.value",
        (_TRAIL + series, json.dumps(trail, ensure_ascii=False, separators=(",", ":"))),
    )
