"""Whether serial numbers of forms were given and used once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import Connection, text

from workstation.sync.protocol import Finding

_MOST: Final = 200


def look(connection: Connection) -> Iterator[Finding]:
    """Findings: serials_overlap, serials_beyond, serial_twice, serial_returned, serial_unleased."""
    ranges: dict[str, list[Any]] = {}
    for row in connection.execute(
        text("SELECT series, first, last, state FROM hub_serial ORDER BY series, first")
    ):
        ranges.setdefault(row.series, []).append(row)
    next_of = {row.series: row.next for row in connection.execute(text("SELECT * FROM hub_series"))}
    for series, given in ranges.items():
        for before, after in pairwise(given):
            if after.first <= before.last:
                yield Finding("serials_overlap", "serial", series, f"{after.first}-{before.last}")
        for one in given:
            if one.last >= next_of.get(series, 1):
                yield Finding("serials_beyond", "serial", series, f"{one.first}-{one.last}")
    yield from _twice(connection)
    for series, given in ranges.items():
        yield from _used(connection, series, given, next_of.get(series, 1))


def _twice(connection: Connection) -> Iterator[Finding]:
    """Two first prints, or two claims, with one serial."""
    for kind, column in (("print", "number"), ("claim", "serial")):
        sql = (
            f"SELECT {column} FROM hub_record WHERE kind = '{kind}' AND {column} <> ''"
            f" AND NOT gone GROUP BY {column} HAVING count(*) > 1 LIMIT {_MOST}"
        )
        for (serial,) in connection.execute(text(sql)):
            yield Finding("serial_twice", kind, "", str(serial))


def _used(
    connection: Connection, series: str, given: list[Any], following: int
) -> Iterator[Finding]:
    """Serials on forms that no desk had: given back as unused, or never given at all."""
    sql = text(
        "SELECT uid, number FROM hub_record WHERE kind = 'print' AND NOT gone"
        " AND number > :low AND number < :high ORDER BY number"
    )
    returned = [one for one in given if one.state == "returned"]
    for uid, number in connection.execute(sql, {"low": f"{series}-", "high": f"{series}."}):
        digits = number.removeprefix(f"{series}-")
        if not digits.isdecimal():
            continue
        value = int(digits)
        if any(one.first <= value <= one.last for one in returned):
            yield Finding("serial_returned", "print", uid, number)
        elif value >= following:
            yield Finding("serial_unleased", "print", uid, number)
