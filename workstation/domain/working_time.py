"""Sums in working time: adding, taking away, measuring, and pauses.

All moments are milliseconds since the epoch, UTC; spans are milliseconds of open time. An open
stretch holds its opening and not its close. A sum that ends exactly with the close of work stays
there and does not move to the next opening; nothing added is the moment itself, open or not; a
start outside the open hours counts from the next opening on (backwards: from the close before).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from workstation.domain.open_time import (
    Span,
    open_before,
    stretch_at,
    table_at,
    year_table,
)
from workstation.domain.opening_hours import Calendar, is_known
from workstation.domain.refusal import Refusal

#: Years after which a search for open time gives up.
_HORIZON_YEARS: Final = 60
#: The notice of a year can change the last days of the year before it: 29 December 2018 became a
#: working day and 31 December a holiday for New Year 2019.
_REACH_BACK_MS: Final = 4 * 86_400_000

Pause = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Due:
    """When a span with pauses ends.

    `due` is None while a pause without an end stands before it; `left_ms` is then what is still
    to be worked, else 0. `pauses` are those that count, apart and in order, with the open time of
    each; `paused_ms` is their sum. `unknown_years` are as of the function of that name.
    """

    due: int | None
    paused_ms: int
    left_ms: int
    pauses: tuple[tuple[int, int | None, int], ...]
    unknown_years: tuple[int, ...] = ()


def add_working(calendar: Calendar, at_ms: int, working_ms: int) -> int:
    """Return the first moment by which `working_ms` of open time have passed since `at_ms`.

    Nothing to add gives `at_ms` itself. Raises `Refusal("working_time_negative")` and
    `Refusal("calendar_out_of_range")` if no such moment is found within 60 years.
    """
    _check(working_ms)
    if calendar.always_open or working_ms == 0:
        return at_ms + working_ms
    first, table = table_at(calendar, at_ms)
    sought = open_before(table, at_ms) + working_ms
    for year in range(first + 1, first + _HORIZON_YEARS):
        if sought <= table.total:
            place = bisect_left(table.before, sought) - 1
            return table.starts[place] + sought - table.before[place]
        sought -= table.total
        table = year_table(calendar, year)
    raise Refusal("calendar_out_of_range", calendar=calendar.code)


def subtract_working(calendar: Calendar, at_ms: int, working_ms: int) -> int:
    """Return the last moment from which `working_ms` of open time remain until `at_ms`.

    Raises as `add_working` does.
    """
    _check(working_ms)
    if calendar.always_open or working_ms == 0:
        return at_ms - working_ms
    last, table = table_at(calendar, at_ms)
    sought = open_before(table, at_ms) - working_ms
    for year in range(last - 1, last - _HORIZON_YEARS, -1):
        if sought >= 0 and table.total > 0:
            place = bisect_right(table.before, sought) - 1
            return table.starts[place] + sought - table.before[place]
        table = year_table(calendar, year)
        sought += table.total
    raise Refusal("calendar_out_of_range", calendar=calendar.code)


def working_between(calendar: Calendar, a_ms: int, b_ms: int) -> int:
    """The open time from `a_ms` to `b_ms`; negative when `b_ms` is earlier."""
    if b_ms < a_ms:
        return -working_between(calendar, b_ms, a_ms)
    if calendar.always_open:
        return b_ms - a_ms
    first, table = table_at(calendar, a_ms)
    if b_ms < table.end:
        return open_before(table, b_ms) - open_before(table, a_ms)
    last, end = table_at(calendar, b_ms)
    between = sum(year_table(calendar, year).total for year in range(first, last))
    return between + open_before(end, b_ms) - open_before(table, a_ms)


def is_open(calendar: Calendar, at_ms: int) -> bool:
    """Whether work goes on at a moment: from the opening on, no longer at the close."""
    return next_opening(calendar, at_ms) == at_ms


def next_opening(calendar: Calendar, at_ms: int) -> int:
    """`at_ms` if open then, else the next moment at which work begins."""
    if calendar.always_open:
        return at_ms
    return max(next(_forward(calendar, at_ms))[0], at_ms)


def opening_after(calendar: Calendar, at_ms: int) -> int:
    """The next moment at which work begins, later than `at_ms` even if that is open.

    Raises `Refusal("calendar_out_of_range")` where work never begins again.
    """
    if calendar.always_open:
        raise Refusal("calendar_out_of_range", calendar=calendar.code)
    last: int | None = None
    for start, end in _forward(calendar, at_ms):
        if start > at_ms and start != last:
            return start
        last = end
    raise Refusal("calendar_out_of_range", calendar=calendar.code)


def next_closing(calendar: Calendar, at_ms: int) -> int:
    """The first close of work later than `at_ms`; raises as `opening_after` does."""
    if calendar.always_open:
        raise Refusal("calendar_out_of_range", calendar=calendar.code)
    last: int | None = None
    for start, end in _forward(calendar, at_ms):
        if last is not None and start != last:
            return last
        last = end
    raise Refusal("calendar_out_of_range", calendar=calendar.code)


def previous_closing(calendar: Calendar, at_ms: int) -> int:
    """`at_ms` if work goes on until then, else the last close of work before it."""
    if calendar.always_open:
        return at_ms
    return min(next(_backward(calendar, at_ms))[1], at_ms)


def closing_before(calendar: Calendar, at_ms: int) -> int:
    """The last close of work earlier than `at_ms`, even if work goes on until then.

    Raises as `opening_after` does.
    """
    if calendar.always_open:
        raise Refusal("calendar_out_of_range", calendar=calendar.code)
    last: int | None = None
    for start, end in _backward(calendar, at_ms):
        if end < at_ms and end != last:
            return end
        last = start
    raise Refusal("calendar_out_of_range", calendar=calendar.code)


def working_spans(calendar: Calendar, a_ms: int, b_ms: int) -> tuple[Span, ...]:
    """The open stretches between two moments, in order, as pairs of moments.

    Stretches that touch are one, so that a night shift is not torn at midnight.
    """
    if b_ms <= a_ms:
        return ()
    if calendar.always_open:
        return ((a_ms, b_ms),)
    found: list[Span] = []
    for start, end in _forward(calendar, a_ms, b_ms):
        if start >= b_ms:
            break
        start, end = max(start, a_ms), min(end, b_ms)
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def merge_pauses(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Pauses in order and apart; None stands for an end that is not known yet.

    Raises `Refusal("pause_backwards")` for one that ends before it begins.
    """
    found: list[Pause] = []
    for since, until in sorted(pauses, key=lambda pause: pause[0]):
        if until is not None and until < since:
            raise Refusal("pause_backwards", since=since, until=until)
        if found and (found[-1][1] is None or since <= found[-1][1]):
            first, end = found[-1]
            found[-1] = (first, None if end is None or until is None else max(end, until))
        else:
            found.append((since, until))
    return tuple(found)


def due_with_pauses(
    calendar: Calendar, at_ms: int, working_ms: int, pauses: Iterable[Pause]
) -> Due:
    """When `working_ms` of open time outside the pauses have passed since `at_ms`.

    Raises as `add_working` and `merge_pauses` do.
    """
    return moved_by_pauses(calendar, at_ms, add_working(calendar, at_ms, working_ms), pauses)


def moved_by_pauses(calendar: Calendar, at_ms: int, due_ms: int, pauses: Iterable[Pause]) -> Due:
    """Where pauses move what began at `at_ms` and is due at `due_ms` without them.

    Each moves it by exactly the open time in it; open time that two pauses share counts once, and
    what is paused before the start or after the due moment, as moved so far, does not count.
    """
    due, paused = due_ms, 0
    counted: list[tuple[int, int | None, int]] = []
    for since, until in merge_pauses(pauses):
        since = max(since, at_ms)
        if until is not None and until <= since:
            continue
        if since >= due:
            break
        if until is None:
            left = working_between(calendar, since, due)
            years = unknown_years(calendar, at_ms, max(since, due))
            return Due(None, paused, left, (*counted, (since, None, 0)), years)
        counted.append((since, until, working_between(calendar, since, until)))
        paused += counted[-1][2]
        due = add_working(calendar, due_ms, paused)
    return Due(due, paused, 0, tuple(counted), unknown_years(calendar, at_ms, due))


def working_outside_pauses(
    calendar: Calendar, a_ms: int, b_ms: int, pauses: Iterable[Pause]
) -> int:
    """The open time between two moments that is not paused; 0 when `b_ms` is earlier."""
    if b_ms <= a_ms:
        return 0
    paused = 0
    for since, until in merge_pauses(pauses):
        since, end = max(since, a_ms), b_ms if until is None else min(until, b_ms)
        paused += working_between(calendar, since, end) if since < end else 0
    return working_between(calendar, a_ms, b_ms) - paused


def add_across_changes(
    calendars: Sequence[tuple[int, Calendar]], at_ms: int, working_ms: int
) -> int:
    """As `add_working`, where other calendars come into force meanwhile.

    `calendars` are pairs of the moment from which a calendar holds and the calendar, in order;
    the first holds before its moment, too. What was worked under one is not worked again under
    the next.
    """
    _check(working_ms)
    left, at = working_ms, at_ms
    for (_, calendar), (change, _) in pairwise(calendars):
        run = working_between(calendar, at, change) if change > at else 0
        if run >= left:
            return add_working(calendar, at, left)
        left, at = left - run, max(at, change)
    return add_working(calendars[-1][1], at, left)


def unknown_years(calendar: Calendar, a_ms: int, b_ms: int) -> tuple[int, ...]:
    """The years touched between two moments whose holidays are not known.

    The last four days of December count as touching the next year, whose New Year holiday may
    reach back to them. Sums over such years count them as ordinary weeks; whoever shows the
    result must say so.
    """
    if calendar.always_open or calendar.known_years is None:
        return ()
    first, last = (a_ms, b_ms) if a_ms <= b_ms else (b_ms, a_ms)
    year, table = table_at(calendar, first)
    end = (
        year if last + _REACH_BACK_MS < table.end else table_at(calendar, last + _REACH_BACK_MS)[0]
    )
    return tuple(one for one in range(year, end + 1) if not is_known(calendar, one))


def _forward(calendar: Calendar, at_ms: int, until_ms: int | None = None) -> Iterator[Span]:
    """The stretches that end after a moment, in order; refused after 60 years, if need be."""
    year, _ = table_at(calendar, at_ms)
    last = year + _HORIZON_YEARS
    while until_ms is not None or year < last:
        table = year_table(calendar, year)
        if until_ms is not None and table.begin >= until_ms:
            return
        for place in range(stretch_at(table, at_ms), len(table.ends)):
            yield table.starts[place], table.ends[place]
        year += 1
    raise Refusal("calendar_out_of_range", calendar=calendar.code)


def _backward(calendar: Calendar, at_ms: int) -> Iterator[Span]:
    """The stretches that begin before a moment, the last one first."""
    last, _ = table_at(calendar, at_ms)
    for year in range(last, last - _HORIZON_YEARS, -1):
        table = year_table(calendar, year)
        for place in range(bisect_left(table.starts, at_ms) - 1, -1, -1):
            yield table.starts[place], table.ends[place]
    raise Refusal("calendar_out_of_range", calendar=calendar.code)


def _check(working_ms: int) -> None:
    if working_ms < 0:
        raise Refusal("working_time_negative", working_ms=working_ms)
