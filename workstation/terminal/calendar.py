"""`calendar`: sums in working time on the command line, for any calendar."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from workstation.domain import calendars
from workstation.domain.calendars import Calendar
from workstation.domain.clock_times import clock_text
from workstation.domain.refusal import Refusal
from workstation.rules.sentences import SENTENCES, sentence
from workstation.terminal.answer import Answer
from workstation.terminal.calendar_file import calendar_of, declare_calendar, read_calendar
from workstation.terminal.calendar_telling import (
    tell_arithmetic,
    tell_hours_ahead,
    tell_moment,
    tell_pauses,
    tell_result,
    tell_unknown,
)
from workstation.terminal.calendar_words import (
    HOUR_MS,
    SpanText,
    iso,
    moment_from,
    pause_from,
    span_from,
    told,
    wrong,
)

Run = Callable[[argparse.Namespace, Calendar, Answer], int]


def declare(commands: Any, name: str) -> None:
    """Declare the command and its parts."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help="sums in working time")
    parts = parser.add_subparsers(dest="part", required=True, metavar="SUM")
    for part, run, what, words in (
        ("add", _add, "the moment by which working time has passed", ("moment", "span")),
        ("subtract", _subtract, "the moment working time before another", ("moment", "span")),
        ("between", _between, "the working time between two moments", ("moment", "until")),
        ("next", _next, "the next opening, or where the next working hours fall", ("words",)),
        ("previous", _previous, "the close of work at or before a moment", ("moment",)),
        ("closing", _closing, "the next close of work after a moment", ("moment",)),
        ("open", _open, "whether work goes on at a moment", ("moment",)),
        ("days", _days, "working days after or before the day of a moment", ("moment", "count")),
        ("check", _check, "whether a calendar is sound, and what it holds", ()),
    ):
        one = parts.add_parser(part, help=what)
        for word in words:
            if word == "words":
                one.add_argument("words", nargs="+", metavar="ISO|SPAN", help="a moment, a span")
            else:
                one.add_argument(word, type=int if word == "count" else str)
        declare_calendar(one)
        _declare_options(one, part)
        one.set_defaults(run=_with_calendar(run))


def _declare_options(one: argparse.ArgumentParser, part: str) -> None:
    """Declare what only some of the sums take."""
    if part in ("add", "between", "days"):
        one.add_argument("--pause", action="append", default=[], metavar="FROM/TO",
            help="time that does not count; without TO it goes on")  # fmt: skip
    if part in ("add", "subtract", "next"):
        one.add_argument("--day-hours", type=_hours, metavar="H",
            help="a day in SPAN is H working hours (default: a working day)")  # fmt: skip
    if part == "add":
        one.add_argument("--then", nargs=2, action="append", default=[], metavar=("ISO", "FILE"),
            help="from that moment on another calendar holds")  # fmt: skip
    if part in ("add", "subtract", "days"):
        one.add_argument("--from-open", action="store_true",
            help="first move the start into open time")  # fmt: skip
        one.add_argument("--to-open", action="store_true",
            help="move the result into open time: a close becomes the next opening")  # fmt: skip
    if part == "days":
        one.add_argument("--at", choices=("close", "open", "same"), default="close",
            help="where on the last day (default: the close of work)")  # fmt: skip
    if part in ("next", "previous"):
        one.add_argument("--strict", action="store_true", help="never the moment itself")


def _with_calendar(run: Run) -> Callable[[argparse.Namespace, Answer], int]:
    def started(given: argparse.Namespace, answer: Answer) -> int:
        try:
            calendar = calendar_of(given)
        except Refusal as refusal:
            if refusal.code in SENTENCES:
                answer.tell(message_zh=sentence(refusal, "zh"))
            raise
        answer.tell(calendar=calendar.code, zone=calendar.zone)
        return run(given, calendar, answer)

    return started


def _add(given: argparse.Namespace, calendar: Calendar, answer: Answer) -> int:
    start = moment_from(given.moment, calendar)
    span = span_from(given.span, given.day_hours)
    pauses = calendars.merge_pauses(pause_from(text, calendar) for text in given.pause)
    begun = calendars.next_opening(calendar, start) if given.from_open else start
    if given.then:
        return _add_across(given, calendar, answer, begun, span)
    plain = calendars.shift_working_days(calendar, begun, span.days)
    plain = calendars.add_working(calendar, plain, span.ms)
    due = calendars.moved_by_pauses(calendar, begun, plain, pauses)
    tell_pauses(calendar, answer, start, due)
    if due.due is None:
        return 0
    end = calendars.next_opening(calendar, due.due) if given.to_open else due.due
    return tell_result(calendar, answer, start, end, span, [one[:2] for one in due.pauses])


def _add_across(
    given: argparse.Namespace, calendar: Calendar, answer: Answer, start: int, span: SpanText
) -> int:
    """Add where other calendars come into force meanwhile."""
    if given.pause or span.days:
        raise wrong("--then takes neither --pause nor days; give hours, or --day-hours")
    later = [
        (moment_from(when, calendar), read_calendar(file, given.zone)) for when, file in given.then
    ]
    later.sort(key=lambda change: change[0])
    changes = [(min(start, later[0][0]), calendar), *later]
    end = calendars.add_across_changes(changes, start, span.ms)
    years = {year for _, one in changes for year in calendars.unknown_years(one, start, end)}
    lines: list[tuple[int, int]] = []
    for place, (since, one) in enumerate(changes):
        until = changes[place + 1][0] if place + 1 < len(changes) else end
        lines += calendars.working_spans(one, max(since, start), min(until, end))
    return tell_result(calendar, answer, start, end, span, (), lines, years)


def _subtract(given: argparse.Namespace, calendar: Calendar, answer: Answer) -> int:
    start = moment_from(given.moment, calendar)
    span = span_from(given.span, given.day_hours)
    begun = calendars.previous_closing(calendar, start) if given.from_open else start
    begun = calendars.shift_working_days(calendar, begun, -span.days)
    end = calendars.subtract_working(calendar, begun, span.ms)
    end = calendars.previous_closing(calendar, end) if given.to_open else end
    return tell_result(calendar, answer, start, end, span)


def _between(given: argparse.Namespace, calendar: Calendar, answer: Answer) -> int:
    start, end = (moment_from(text, calendar) for text in (given.moment, given.until))
    pauses = calendars.merge_pauses(pause_from(text, calendar) for text in given.pause)
    whole = calendars.working_between(calendar, start, end)
    first, last = sorted((start, end))
    worked = calendars.working_outside_pauses(calendar, first, last, pauses)
    worked = worked if end >= start else -worked
    a, b = calendars.local_day(calendar, start), calendars.local_day(calendar, end)
    answer.tell(
        start=iso(calendar, start),
        end=iso(calendar, end),
        working_ms=worked,
        seconds=worked / 1000 if worked % 1000 else worked // 1000,
        hours=worked / HOUR_MS,
        result=told(worked),
        paused_ms=abs(whole) - abs(worked),
        working_days=calendars.working_days_between(calendar, a, b),
        working_days_until=calendars.working_days_between(
            calendar, a - timedelta(days=1), b - timedelta(days=1)
        ),
    )
    tell_arithmetic(calendar, answer, calendars.working_spans(calendar, first, last), pauses)
    tell_unknown(calendar, answer, start, end)
    answer.say(told(worked))
    return 0


def _next(given: argparse.Namespace, calendar: Calendar, answer: Answer) -> int:
    words = list(given.words)
    if len(words) > 2:
        raise wrong("give a moment, a span, or a moment and a span")
    text = words.pop(0) if len(words) == 2 or _is_moment(words[0], calendar) else "now"
    at = moment_from(text, calendar)
    if words:
        span = span_from(words[0], given.day_hours, plain="h")
        if span.days:
            raise wrong(
                f"{words[0]}: say with --day-hours how long a day is, or see `calendar days`"
            )
        return tell_hours_ahead(calendar, answer, at, span.ms)
    find = calendars.opening_after if given.strict else calendars.next_opening
    return tell_moment(calendar, answer, at, find(calendar, at))


def _previous(given: argparse.Namespace, calendar: Calendar, answer: Answer) -> int:
    at = moment_from(given.moment, calendar)
    find = calendars.closing_before if given.strict else calendars.previous_closing
    return tell_moment(calendar, answer, at, find(calendar, at))


def _closing(given: argparse.Namespace, calendar: Calendar, answer: Answer) -> int:
    at = moment_from(given.moment, calendar)
    return tell_moment(calendar, answer, at, calendars.next_closing(calendar, at))


def _open(given: argparse.Namespace, calendar: Calendar, answer: Answer) -> int:
    at = moment_from(given.moment, calendar)
    is_open = calendars.is_open(calendar, at)
    day = calendars.local_day(calendar, at)
    answer.tell(
        start=iso(calendar, at),
        result=is_open,
        open=is_open,
        closing=not is_open and calendars.previous_closing(calendar, at) == at,
        working_day=calendars.is_working_day(calendar, day),
        holiday=day in calendar.holidays or (day.month, day.day) in calendar.yearly,
    )
    tell_unknown(calendar, answer, at, at)
    answer.say("open" if is_open else "closed")
    return 0


def _days(given: argparse.Namespace, calendar: Calendar, answer: Answer) -> int:
    at = moment_from(given.moment, calendar)
    ahead = given.count >= 0
    into_open = calendars.next_opening if ahead else calendars.previous_closing
    start = into_open(calendar, at) if given.from_open else at
    day = calendars.nth_working_day(calendar, calendars.local_day(calendar, start), given.count)
    places = {
        "same": calendars.shift_working_days(calendar, start, given.count),
        "open": calendars.opening_of(calendar, day),
        "close": calendars.closing_of(calendar, day) if given.count else start,
    }
    pauses = calendars.merge_pauses(pause_from(text, calendar) for text in given.pause)
    due = calendars.moved_by_pauses(calendar, start, places[given.at], pauses)
    answer.tell(date=day.isoformat(), **{name: iso(calendar, ms) for name, ms in places.items()})
    tell_pauses(calendar, answer, at, due)
    if due.due is None:
        return 0
    return tell_moment(
        calendar, answer, at, into_open(calendar, due.due) if given.to_open else due.due
    )


def _check(given: argparse.Namespace, calendar: Calendar, answer: Answer) -> int:
    week = [
        [f"{clock_text(one.since)}-{clock_text(one.until)}" for one in day]
        for day in calendar.hours
    ]
    known = sorted(calendar.known_years) if calendar.known_years is not None else None
    answer.tell(
        ok=True,
        hours=dict(zip(calendars.WEEKDAYS, week, strict=True)),
        holidays=len(calendar.holidays),
        workdays=len(calendar.workdays),
        known_years=known,
    )
    answer.table(
        (day, ", ".join(row) or "-") for day, row in zip(calendars.WEEKDAYS, week, strict=True)
    )
    if known:
        answer.say(f"holidays are known from {known[0]} to {known[-1]}")
    answer.say("sound")
    return 0


def _is_moment(text: str, calendar: Calendar) -> bool:
    try:
        moment_from(text, calendar)
    except Refusal:
        return False
    return True


def _hours(text: str) -> Decimal:
    """The hours of a day on the command line."""
    try:
        hours = Decimal(text)
    except InvalidOperation as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of hours") from error
    if not 0 < hours <= 24:
        raise argparse.ArgumentTypeError(f"{text!r}: a day has up to 24 hours")
    return hours
