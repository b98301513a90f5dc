"""What `calendar` tells: moments, the stretches that were counted, years that are not known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from workstation.domain import calendars
from workstation.domain.calendars import Calendar
from workstation.terminal.answer import Answer
from workstation.terminal.calendar_words import SpanText, iso, told

#: Stretches of an arithmetic that are shown; the rest is counted.
_MOST: Final = 100
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def tell_result(
    calendar: Calendar,
    answer: Answer,
    start: int,
    end: int,
    span: SpanText,
    pauses: Iterable[calendars.Pause] = (),
    lines: Iterable[tuple[int, int]] | None = None,
    years: set[int] | None = None,
) -> int:
    """Tell the moment that a span leads to, and how."""
    answer.tell(span={"days": span.days, "ms": span.ms})
    first, last = sorted((start, end))
    if lines is None:
        lines = calendars.working_spans(calendar, first, last)
    tell_arithmetic(calendar, answer, tuple(lines), tuple(pauses))
    return tell_moment(calendar, answer, start, end, years)


def tell_moment(
    calendar: Calendar, answer: Answer, start: int, end: int, years: set[int] | None = None
) -> int:
    """Tell a moment."""
    answer.tell(
        start=iso(calendar, start),
        result=iso(calendar, end),
        result_ms=end,
        open=calendars.is_open(calendar, end),
    )
    tell_unknown(calendar, answer, start, end, years)
    answer.say(iso(calendar, end))
    return 0


def tell_arithmetic(
    calendar: Calendar,
    answer: Answer,
    spans: tuple[tuple[int, int], ...],
    pauses: tuple[calendars.Pause, ...],
) -> None:
    """Tell the stretches that were counted."""
    parts = [part for span in spans for part in _outside(span, pauses)]
    answer.tell(
        arithmetic=[
            {"from": iso(calendar, since), "to": iso(calendar, until), "working_ms": until - since}
            for since, until in parts[:_MOST]
        ],
        arithmetic_left_off=max(len(parts) - _MOST, 0),
    )
    for since, until in parts[:_MOST]:
        answer.say(f"  {iso(calendar, since)}  {iso(calendar, until)}  {told(until - since)}")
    if len(parts) > _MOST:
        answer.say(f"  and {len(parts) - _MOST:,} more")


def _outside(
    span: tuple[int, int], pauses: tuple[calendars.Pause, ...]
) -> Iterable[tuple[int, int]]:
    """The parts of a stretch in which nothing is paused."""
    at, end = span
    for since, until in pauses:
        if since >= end:
            break
        if at < since:
            yield at, since
        at = max(at, end if until is None else until)
    if at < end:
        yield at, end


def tell_unknown(
    calendar: Calendar, answer: Answer, a: int, b: int, years: set[int] | None = None
) -> None:
    """Name the years whose holidays are not known."""
    found = sorted(years) if years is not None else calendars.unknown_years(calendar, a, b)
    answer.tell(unknown_years=list(found))
    if found:
        named = ", ".join(map(str, found))
        answer.say(f"the holidays of {named} are not known: counted as ordinary weeks")


def tell_pauses(calendar: Calendar, answer: Answer, start: int, due: calendars.Due) -> None:
    """Tell the pauses that count; while one goes on, that nothing is due and what is left."""
    rows = [
        (iso(calendar, since), None if until is None else iso(calendar, until), ms)
        for since, until, ms in due.pauses
    ]
    answer.tell(
        paused_ms=due.paused_ms,
        pauses=[{"from": since, "to": until, "working_ms": ms} for since, until, ms in rows],
    )
    for since, until, ms in rows:
        answer.say(f"  paused  {since}  {until or 'goes on'}  {told(ms)}")
    if due.due is None:
        answer.tell(result=None, start=iso(calendar, start), left_ms=due.left_ms)
        tell_unknown(calendar, answer, start, start, set(due.unknown_years))
        answer.say(f"paused; {told(due.left_ms)} are left")


def tell_hours_ahead(calendar: Calendar, answer: Answer, at: int, working_ms: int) -> int:
    """Tell where the next working hours from a moment on fall, day by day."""
    end = calendars.add_working(calendar, at, working_ms)
    rows, total = [], 0
    for since, until in calendars.working_spans(calendar, at, end):
        total += until - since
        rows.append((since, until, total))
    answer.tell(
        result=iso(calendar, end),
        start=iso(calendar, at),
        working_ms=working_ms,
        falls_on=[
            {
                "date": calendars.local_day(calendar, since).isoformat(),
                "weekday": _weekday(calendars.local_day(calendar, since)),
                "from": iso(calendar, since),
                "to": iso(calendar, until),
                "working_ms": until - since,
                "total_ms": total,
            }
            for since, until, total in rows
        ],
    )
    answer.say(f"the next {told(working_ms)} of work from {iso(calendar, at)} on fall on")
    answer.table(
        (
            calendars.local_day(calendar, since).isoformat(),
            _weekday(calendars.local_day(calendar, since)),
            iso(calendar, since)[11:19],
            iso(calendar, until)[11:19],
            told(until - since),
            told(total),
        )
        for since, until, total in rows
    )
    tell_unknown(calendar, answer, at, end)
    answer.say(iso(calendar, end))
    return 0


def _weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]
