"""Working days: days on which work begins, whatever its hours.

A stretch over midnight belongs to the day on which it begins.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, time
from typing import Final

from workstation.domain.open_time import day_spans, local_day, local_time, moment_at, year_table
from workstation.domain.opening_hours import Calendar, YearTable
from workstation.domain.refusal import Refusal
from workstation.domain.working_time import next_opening, previous_closing

#: Years after which a search for a working day gives up.
_HORIZON_YEARS: Final = 60
_MIDNIGHT: Final = time()


def is_working_day(calendar: Calendar, day: date) -> bool:
    """Whether work begins on a local day."""
    return bool(day_spans(calendar, day))


def add_working_days(calendar: Calendar, at_ms: int, days: int) -> int:
    """The close of work on the `days`-th working day after the day of `at_ms`.

    The day on which a term begins is not counted and its last day runs to the close of work
    (民法典 art 201 and 203, in force 2021-01-01). No days gives `at_ms`. Raises
    `Refusal("working_time_negative")` and `Refusal("calendar_out_of_range")`.
    """
    if days < 0:
        raise Refusal("working_time_negative", days=days)
    if days == 0:
        return at_ms
    table, place = _nth(calendar, local_day(calendar, at_ms), days)
    return table.closes[place]


def shift_working_days(calendar: Calendar, at_ms: int, days: int) -> int:
    """The same clock time on the `days`-th working day after, or before, the day of `at_ms`.

    That clock time need not be open; `next_opening` moves it. No days gives `at_ms`.
    """
    if days == 0:
        return at_ms
    local = local_time(calendar, at_ms)
    return moment_at(calendar, nth_working_day(calendar, local.date(), days), local.time())


def nth_working_day(calendar: Calendar, day: date, days: int) -> date:
    """The `days`-th working day after a day, which is not counted; before it when negative.

    No days gives the day itself. Raises `Refusal("calendar_out_of_range")` if 60 years hold too
    few.
    """
    if days == 0:
        return day
    table, place = _nth(calendar, day, days)
    return date.fromordinal(table.days[place])


def working_days_between(calendar: Calendar, a: date, b: date) -> int:
    """The working days after `a` up to and with `b`; negative when `b` is earlier."""
    if b < a:
        return -working_days_between(calendar, b, a)
    years = range(a.year, b.year)
    whole = sum(len(year_table(calendar, year).days) for year in years)
    return whole + _days_until(calendar, b) - _days_until(calendar, a)


def opening_of(calendar: Calendar, day: date) -> int:
    """The moment at which the work of a day begins; of a closed day the next opening after it."""
    spans = day_spans(calendar, day)
    return spans[0][0] if spans else next_opening(calendar, moment_at(calendar, day, _MIDNIGHT))


def closing_of(calendar: Calendar, day: date) -> int:
    """The moment at which the work of a day ends; of a closed day the last close before it."""
    spans = day_spans(calendar, day)
    return (
        spans[-1][1] if spans else previous_closing(calendar, moment_at(calendar, day, _MIDNIGHT))
    )


def _nth(calendar: Calendar, day: date, days: int) -> tuple[YearTable, int]:
    """The year of a working day counted from a day, and its place in it; `days` is not 0."""
    left, ordinal, year = days, day.toordinal(), day.year
    for _ in range(_HORIZON_YEARS):
        table = year_table(calendar, year)
        if left > 0:
            place = bisect_right(table.days, ordinal) + left - 1
            if place < len(table.days):
                return table, place
            left, year = place + 1 - len(table.days), year + 1
        else:
            place = bisect_left(table.days, ordinal) + left
            if place >= 0:
                return table, place
            left, year = place, year - 1
    raise Refusal("calendar_out_of_range", calendar=calendar.code)


def _days_until(calendar: Calendar, day: date) -> int:
    """The working days of a day's year up to and with it."""
    return bisect_right(year_table(calendar, day.year).days, day.toordinal())
