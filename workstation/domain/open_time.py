"""The open stretches of a calendar as moments, worked out year by year and kept.

A clock time is turned into a moment as RFC 5545 (3.3.5) has it: one that the clock skips is read
with the offset from before the change, so it falls later by as much as is skipped; one that comes
twice is the first. Real time is counted, so a day on which the clock changes is longer or shorter.

A year's table is made when a sum first needs it. Threads may make the same table twice; each gets
a whole one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from workstation.domain.opening_hours import Calendar, YearTable, plan_of
from workstation.domain.refusal import Refusal

#: Years that a calendar keeps (about 20 kB each); then it starts anew.
_MOST_YEARS: Final = 80
_YEAR_MS: Final = 31_556_952_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LOCAL_EPOCH: Final = datetime(1970, 1, 1)
_MS: Final = timedelta(milliseconds=1)

Span = tuple[int, int]


def year_table(calendar: Calendar, year: int) -> YearTable:
    """The open time of a local year. Raises `Refusal("calendar_out_of_range")`."""
    table = calendar._years.get(year)
    if table is None:
        try:
            table = _made(calendar, year)
        except (OverflowError, ValueError) as error:
            raise Refusal("calendar_out_of_range", calendar=calendar.code) from error
        if len(calendar._years) >= _MOST_YEARS:
            calendar._years.clear()
        calendar._years[year] = table
    return table


def table_at(calendar: Calendar, at_ms: int) -> tuple[int, YearTable]:
    """The local year of a moment and its open time.

    Raises `Refusal("calendar_out_of_range")`.
    """
    year = 1970 + at_ms // _YEAR_MS
    table = calendar._years.get(year) or year_table(calendar, year)
    while at_ms < table.begin:
        year -= 1
        table = year_table(calendar, year)
    while at_ms >= table.end:
        year += 1
        table = year_table(calendar, year)
    return year, table


def stretch_at(table: YearTable, at_ms: int) -> int:
    """The place of the first stretch of a year that ends after a moment."""
    return bisect_right(table.ends, at_ms)


def open_before(table: YearTable, at_ms: int) -> int:
    """The open time of a year ahead of a moment in it."""
    place = bisect_right(table.ends, at_ms)
    if place == len(table.ends):
        return table.total
    return table.before[place] + max(at_ms - table.starts[place], 0)


def day_spans(calendar: Calendar, day: date) -> tuple[Span, ...]:
    """The open stretches that begin on a local day, as pairs of moments."""
    try:
        zone = ZoneInfo(calendar.zone)
        taken = max((end for _, end in _spans(calendar, day.toordinal() - 1, zone)), default=None)
        return tuple(_apart(_spans(calendar, day.toordinal(), zone), taken))
    except (OverflowError, ValueError) as error:
        raise Refusal("calendar_out_of_range", calendar=calendar.code) from error


def local_day(calendar: Calendar, at_ms: int) -> date:
    """The local date of a moment. Raises `Refusal("calendar_out_of_range")`."""
    return local_time(calendar, at_ms).date()


def local_time(calendar: Calendar, at_ms: int) -> datetime:
    """The local date and clock time of a moment. Raises `Refusal("calendar_out_of_range")`."""
    try:
        return (_EPOCH + at_ms * _MS).astimezone(ZoneInfo(calendar.zone))
    except OverflowError as error:
        raise Refusal("calendar_out_of_range", calendar=calendar.code) from error


def moment_at(calendar: Calendar, day: date, clock: time) -> int:
    """The moment of a clock time of a local day."""
    zone = ZoneInfo(calendar.zone)
    midnight = timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
    return _moment_of(datetime.combine(day, time()) + midnight, zone) + clock.microsecond // 1000


def _made(calendar: Calendar, year: int) -> YearTable:
    zone = ZoneInfo(calendar.zone)
    first, last = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    begin, end = _moment(first, 0, zone), _moment(last, 0, zone)
    starts, ends, before, days, closes = (array("q") for _ in range(5))
    total = 0
    taken: int | None = None
    for ordinal in range(first - 1, last):
        spans = _apart(_spans(calendar, ordinal, zone), taken)
        if spans and ordinal >= first:
            days.append(ordinal)
            closes.append(spans[-1][1])
        for start, stop in spans:
            taken = stop
            start, stop = max(start, begin), min(stop, end)
            if start < stop:
                starts.append(start)
                ends.append(stop)
                before.append(total)
                total += stop - start
    return YearTable(begin, end, starts, ends, before, total, days, closes)


def _spans(calendar: Calendar, ordinal: int, zone: ZoneInfo) -> list[Span]:
    """The stretches of a day as moments, not yet kept apart."""
    plan = plan_of(calendar, date.fromordinal(ordinal))
    return [(_moment(ordinal, one.since, zone), _moment(ordinal, one.until, zone)) for one in plan]


def _apart(spans: list[Span], taken: int | None) -> list[Span]:
    """The stretches without what those before them, which end at `taken`, hold already."""
    found: list[Span] = []
    for start, end in spans:
        if taken is not None:
            start = max(start, taken)
        if start < end:
            found.append((start, end))
            taken = end
    return found


def _moment(ordinal: int, second: int, zone: ZoneInfo) -> int:
    """The moment of a clock time, in seconds after the midnight of a day."""
    return _moment_of(datetime.fromordinal(ordinal) + timedelta(seconds=second), zone)


def _moment_of(local: datetime, zone: ZoneInfo) -> int:
    offset = local.replace(tzinfo=zone).utcoffset()
    assert offset is not None
    return (local - _LOCAL_EPOCH - offset) // _MS
