"""Calendars: when a group works, day by day, before any moment is reckoned."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: A day on the clock, in seconds.
DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of a day in seconds after local midnight.

    It begins before 24:00 of its day; `until` lies behind 86,400 when it runs over midnight, and
    all of it still belongs to the day on which it begins.
    """

    since: int
    until: int


Hours = tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class YearTable:
    """The open stretches of one local year in order, none overlapping, as moments in ms UTC.

    `begin` and `end` are its first moment and that of the next year; `before` is the open time of
    the year ahead of each stretch, `total` all of it. `days` are the ordinals of its working days.
    """

    begin: int
    end: int
    starts: array[int]
    ends: array[int]
    before: array[int]
    total: int
    days: array[int]
    closes: array[int]


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a group works.

    `hours` has one tuple of stretches per weekday, Monday first. `shifts` are the hours of single
    dates and go before the rest; days in `workdays` (make-up days, 调休) have `workday_hours`, days
    in `holidays` and on a month and day in `yearly` have `holiday_hours` (mostly none). `breaks`
    are closed on every date, `date_breaks` on one date; both by the clock of that date.

    `known_years` are the years whose holidays are known; None when the calendar keeps no table
    of them and every year is as good as another.
    """

    code: str
    zone: str
    hours: tuple[Hours, ...] = ((),) * 7
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    known_years: frozenset[int] | None = None
    always_open: bool = False
    holiday_hours: Hours = ()
    workday_hours: Hours = ()
    name_zh: str = ""
    name_en: str = ""
    shifts: Mapping[date, Hours] = field(default_factory=dict, hash=False)
    yearly: frozenset[tuple[int, int]] = frozenset()
    breaks: Hours = ()
    date_breaks: Mapping[date, Hours] = field(default_factory=dict, hash=False)
    #: Worked out once by `open_time`; a changed calendar is a new one and starts without.
    _years: dict[int, YearTable] = field(
        init=False, default_factory=dict, compare=False, repr=False, hash=False
    )

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        name = self.name_zh if language.startswith("zh") else self.name_en
        return name or self.code


def is_known(calendar: Calendar, year: int) -> bool:
    """Whether the holidays of a year are known; a calendar without holidays knows every year."""
    return calendar.always_open or calendar.known_years is None or year in calendar.known_years


def hours_of(calendar: Calendar, day: date) -> Hours:
    """The hours of a local day before its breaks."""
    if calendar.always_open:
        return (Interval(0, DAY_S),)
    if (shift := calendar.shifts.get(day)) is not None:
        return shift
    if day in calendar.workdays:
        return calendar.workday_hours
    if day in calendar.holidays or (day.month, day.day) in calendar.yearly:
        return calendar.holiday_hours
    return calendar.hours[day.weekday()]


def plan_of(calendar: Calendar, day: date) -> Hours:
    """The open stretches that begin on a local day, its breaks taken out."""
    hours = hours_of(calendar, day)
    if not hours or not (calendar.breaks or calendar.date_breaks):
        return hours
    for closed in _breaks_of(calendar, day):
        hours = tuple(part for one in hours for part in _without(one, closed))
    return hours


def _breaks_of(calendar: Calendar, day: date) -> list[Interval]:
    """The breaks of a day and of the one after it, by the clock of the first."""
    found = [*calendar.breaks, *calendar.date_breaks.get(day, ())]
    after = date.fromordinal(day.toordinal() + 1)
    for one in (*calendar.breaks, *calendar.date_breaks.get(after, ())):
        found.append(Interval(one.since + DAY_S, one.until + DAY_S))
    return found


def _without(one: Interval, closed: Interval) -> list[Interval]:
    """What is left of a stretch without another."""
    parts = (
        Interval(one.since, min(one.until, closed.since)),
        Interval(max(one.since, closed.until), one.until),
    )
    return [part for part in parts if part.since < part.until]
