"""Pauses, calendars that change meanwhile, and where exactly a sum ends."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workstation.domain.calendars import (
    Calendar,
    Pause,
    add_across_changes,
    add_working,
    calendar_from,
    closing_before,
    due_with_pauses,
    is_open,
    merge_pauses,
    next_closing,
    next_opening,
    opening_after,
    previous_closing,
    subtract_working,
    unknown_years,
    working_between,
    working_outside_pauses,
    working_spans,
)
from workstation.domain.refusal import Refusal

HOUR = 3_600_000
DAY = 24 * HOUR
ZONE = "Asia/Shanghai"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


def at(text: str, zone: str = ZONE) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def told(ms: int | None, zone: str = ZONE) -> str:
    assert ms is not None
    moment = datetime.fromtimestamp(ms / 1000, UTC).astimezone(ZoneInfo(zone))
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def made(**changes: Any) -> Calendar:
    week: dict[str, object] = {day: [["09:00", "18:00"]] for day in WEEKDAYS}
    return calendar_from({"code": "x", "zone": ZONE, "hours": week} | changes)


PLAIN = made()
LUNCH = made(hours={day: [["09:00", "12:00"], ["13:00", "18:00"]] for day in WEEKDAYS})
NIGHT = made(hours={day: [["22:00", "06:00"]] for day in ("fri", "sat")})
BUSY = made(
    hours={day: [["08:15", "11:45:30"], ["13:00", "19:00"]] for day in WEEKDAYS},
    breaks={"daily": [["10:00", "10:15"]], "2026-03-04": [["14:00", "15:00"]]},
    shifts={"2026-03-07": [["10:00", "14:00"]], "2026-03-09": []},
    holidays=["2026-03-11", "*-03-20"],
)
OUTBACK = made(zone="Australia/Eucla")  # 45 minutes
CHATHAM = made(zone="Pacific/Chatham", hours={"sun": [["00:00", "06:00"]]})  # and clock changes
CALENDARS = {
    "plain": PLAIN,
    "lunch": LUNCH,
    "night": NIGHT,
    "busy": BUSY,
    "outback": OUTBACK,
    "chatham": CHATHAM,
}
which = st.sampled_from(sorted(CALENDARS))
moments = st.integers(at("2026-02-20T00:00"), at("2026-04-20T00:00"))
spans = st.integers(0, 60 * HOUR)


@st.composite
def pause_lists(draw: st.DrawFn) -> list[Pause]:
    starts = draw(st.lists(moments, max_size=5))
    return [(start, start + draw(st.integers(0, 4 * DAY))) for start in starts]


@settings(max_examples=200)
@given(which, moments, spans, pause_lists())
def test_a_pause_moves_the_due_moment_by_its_open_time(
    name: str, start: int, span: int, pauses: list[Pause]
) -> None:
    calendar = CALENDARS[name]
    due = due_with_pauses(calendar, start, span, pauses)
    assert due.due == add_working(calendar, start, span + due.paused_ms)
    assert working_outside_pauses(calendar, start, due.due or 0, pauses) == span
    assert due.paused_ms == sum(
        working_between(calendar, since, until or 0) for since, until, _ in due.pauses
    )


@settings(max_examples=100)
@given(which, moments, spans, pause_lists(), st.integers(0, 3))
def test_cutting_or_doubling_a_pause_changes_nothing(
    name: str, start: int, span: int, pauses: list[Pause], cut: int
) -> None:
    calendar = CALENDARS[name]
    parts: list[Pause] = []
    for since, until in pauses:
        middle = since + ((until or 0) - since) * cut // 3
        parts += [(middle, until), (since, middle), (since, until)]
    whole, torn = (due_with_pauses(calendar, start, span, one) for one in (pauses, parts))
    assert (whole.due, whole.paused_ms) == (torn.due, torn.paused_ms)


@settings(max_examples=100)
@given(which, moments, spans, pause_lists(), spans)
def test_more_work_or_a_later_start_is_never_due_earlier(
    name: str, start: int, span: int, pauses: list[Pause], more: int
) -> None:
    calendar = CALENDARS[name]
    due = due_with_pauses(calendar, start, span, pauses).due or 0
    assert (due_with_pauses(calendar, start, span + more, pauses).due or 0) >= due
    assert (due_with_pauses(calendar, start + more, span, pauses).due or 0) >= due


@settings(max_examples=100)
@given(which, moments, spans, moments)
def test_the_same_calendar_after_a_change_is_no_change(
    name: str, start: int, span: int, change: int
) -> None:
    calendar = CALENDARS[name]
    changes = ((0, calendar), (change, calendar))
    assert add_across_changes(changes, start, span) == add_working(calendar, start, span)


@settings(max_examples=150)
@given(which, moments, spans.filter(bool))
def test_taking_away_undoes_adding(name: str, start: int, span: int) -> None:
    calendar = CALENDARS[name]
    end = add_working(calendar, start, span)
    assert subtract_working(calendar, end, span) == next_opening(calendar, start)
    back = subtract_working(calendar, start, span)
    assert add_working(calendar, back, span) == previous_closing(calendar, start)


@settings(max_examples=100)
@given(which, moments)
def test_openings_and_closings_stand_around_a_moment(name: str, moment: int) -> None:
    calendar = CALENDARS[name]
    closed, opens = previous_closing(calendar, moment), next_opening(calendar, moment)
    assert closed <= moment <= opens
    assert is_open(calendar, moment) == (opens == moment)
    assert working_between(calendar, closed, moment) == 0
    later, before = opening_after(calendar, moment), closing_before(calendar, moment)
    shut = next_closing(calendar, moment)
    assert before < moment < shut
    assert [is_open(calendar, one) for one in (later - 1, later)] == [False, True]
    assert [is_open(calendar, one) for one in (before - 1, before)] == [True, False]
    assert [is_open(calendar, one) for one in (shut - 1, shut)] == [True, False]
    assert sum(b - a for a, b in working_spans(calendar, before, shut)) == working_between(
        calendar, before, shut
    )


@pytest.mark.parametrize(
    ("start", "hours", "pauses", "due"),
    [
        # ends at the last second of the day, and at the close itself
        ("02T16:00", 4, [("02T17:00", "02T17:59:59")], "2026-03-03 11:59:59"),
        ("02T16:00", 4, [("02T17:00", "02T18:00")], "2026-03-03 12:00:00"),
        ("02T16:00", 4, [("02T17:00", "02T23:59:59")], "2026-03-03 12:00:00"),
        # over closed hours only
        ("02T16:00", 4, [("02T18:00", "03T09:00")], "2026-03-03 11:00:00"),
        # over a night and over a weekend
        ("02T16:00", 4, [("02T17:00", "03T10:00")], "2026-03-03 13:00:00"),
        ("06T16:00", 4, [("06T17:00", "09T10:00")], "2026-03-09 13:00:00"),
        # begun before the start
        ("02T16:00", 2, [("01T10:00", "02T17:00")], "2026-03-03 10:00:00"),
        # after what was due, and at the very moment
        ("02T10:00", 2, [("02T12:00", "02T15:00")], "2026-03-02 12:00:00"),
        ("02T10:00", 2, [("02T14:00", "02T15:00")], "2026-03-02 12:00:00"),
        # one within another
        (
            "02T10:00",
            2,
            [("02T11:00", "02T14:00"), ("02T12:00", "02T13:00")],
            "2026-03-02 15:00:00",
        ),
        # nothing to do is done
        ("02T10:00", 0, [("02T10:00", "02T14:00")], "2026-03-02 10:00:00"),
        ("07T10:00", 0, [], "2026-03-07 10:00:00"),
    ],
)
def test_pauses(start: str, hours: int, pauses: list[tuple[str, str]], due: str) -> None:
    spells: list[Pause] = [(at(f"2026-03-{a}"), at(f"2026-03-{b}")) for a, b in pauses]
    found = due_with_pauses(PLAIN, at(f"2026-03-{start}"), hours * HOUR, spells)
    assert told(found.due) == due


def test_a_pause_that_goes_on_leaves_the_rest_to_be_worked() -> None:
    start = at("2026-03-02T10:00")
    found = due_with_pauses(PLAIN, start, 4 * HOUR, [(at("2026-03-02T11:00"), None)])
    assert (found.due, found.left_ms, found.paused_ms) == (None, 3 * HOUR, 0)
    early = due_with_pauses(PLAIN, start, HOUR, [(at("2026-03-02T11:00"), None)])
    assert told(early.due) == "2026-03-02 11:00:00"


def test_pauses_are_put_in_order_and_apart() -> None:
    assert merge_pauses([(5, 9), (1, 3), (2, 6), (20, None), (30, 40)]) == ((1, 9), (20, None))
    with pytest.raises(Refusal, match="pause_backwards"):
        merge_pauses([(5, 4)])


def test_a_changed_calendar_counts_what_was_worked_before() -> None:
    short = made(hours={day: [["09:00", "12:00"]] for day in WEEKDAYS})
    start, change = at("2026-03-02T16:00"), at("2026-03-03T00:00")
    due = add_across_changes(((0, PLAIN), (change, short)), start, 6 * HOUR)
    assert told(due) == "2026-03-04 10:00:00"
    assert told(add_across_changes(((0, PLAIN), (change, short)), start, HOUR)) == told(
        at("2026-03-02T17:00")
    )
    late = at("2026-03-04T00:00")
    assert told(add_across_changes(((0, short), (change, PLAIN)), late, HOUR)) == (
        "2026-03-04 10:00:00"
    )


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    night = made(hours={day: [["22:00", "06:00"]] for day in WEEKDAYS}, holidays=["2026-03-04"])
    assert told(add_working(night, at("2026-03-02T21:00"), 9 * HOUR)) == "2026-03-03 23:00:00"
    spans = working_spans(night, at("2026-03-03T12:00"), at("2026-03-06T12:00"))
    assert [(told(a)[5:16], told(b)[5:16]) for a, b in spans] == [
        ("03-03 22:00", "03-04 06:00"),
        ("03-05 22:00", "03-06 06:00"),
    ]


def test_a_night_over_new_year_is_not_torn() -> None:
    night = made(hours={"thu": [["22:00", "06:00"]]})
    start, end = at("2026-12-31T22:00"), at("2027-01-01T06:00")
    assert working_spans(night, start - DAY, end + DAY) == ((start, end),)
    assert next_closing(night, start) == end
    assert closing_before(night, end + 1) == end
    assert working_between(night, start, end) == 8 * HOUR
    assert opening_after(night, start) == at("2027-01-07T22:00")


def test_breaks_and_shifts_of_single_dates() -> None:
    tuesday = at("2026-03-03T08:15")
    assert working_between(BUSY, tuesday, tuesday + DAY) == 9 * HOUR + 900_000 + 30_000
    assert working_between(BUSY, tuesday + DAY, tuesday + 2 * DAY) == 8 * HOUR + 930_000
    assert next_opening(BUSY, at("2026-03-07T00:00")) == at("2026-03-07T10:15")
    assert next_opening(BUSY, at("2026-03-08T00:00")) == at("2026-03-10T08:15")
    assert next_opening(BUSY, at("2026-03-20T00:00")) == at("2026-03-23T08:15")
    night = made(hours={"mon": [["22:00", "06:00"]]}, breaks=[["02:00", "02:30"]])
    monday = at("2026-03-02T22:00")
    assert working_between(night, monday, monday + DAY) == 7.5 * HOUR


@pytest.mark.parametrize(
    ("zone", "day", "hours", "open_ms"),
    [
        ("America/New_York", "2026-03-08", [["01:00", "04:00"]], 2 * HOUR),
        ("America/New_York", "2026-03-08", [["02:00", "03:00"]], 0),
        ("America/New_York", "2026-03-08", [["02:30", "06:00"]], 2.5 * HOUR),
        ("America/New_York", "2026-03-08", [["01:00", "02:30"], ["02:30", "04:00"]], 2 * HOUR),
        ("America/New_York", "2026-11-01", [["01:00", "02:00"]], 2 * HOUR),
        ("America/New_York", "2026-11-01", [["00:30", "01:30"]], HOUR),
        ("America/New_York", "2026-11-01", [["01:30", "03:00"]], 2.5 * HOUR),
        ("Australia/Lord_Howe", "2026-10-04", [["00:00", "06:00"]], 5.5 * HOUR),
        ("Australia/Lord_Howe", "2026-04-05", [["00:00", "06:00"]], 6.5 * HOUR),
        ("Asia/Kathmandu", "2026-03-08", [["09:00", "17:45"]], 8.75 * HOUR),
        ("Pacific/Apia", "2011-12-30", [["00:00", "24:00"]], 0),  # a day that never was
    ],
)
def test_a_changed_clock_inside_a_stretch(
    zone: str, day: str, hours: list[list[str]], open_ms: float
) -> None:
    calendar = made(zone=zone, hours={}, shifts={day: hours})
    start = at(f"{day}T00:00", zone)
    assert working_between(calendar, start - DAY, start + 2 * DAY) == open_ms


def test_late_december_touches_the_year_that_is_not_announced() -> None:
    known = made(known_years=[2025, 2026])
    assert unknown_years(known, at("2026-12-01T09:00"), at("2026-12-27T18:00")) == ()
    assert unknown_years(known, at("2026-12-01T09:00"), at("2026-12-29T18:00")) == (2027,)
    assert unknown_years(known, at("2024-06-01T09:00"), at("2026-03-01T09:00")) == (2024,)
    start, pause = at("2026-12-01T09:00"), (at("2026-12-02T09:00"), at("2026-12-31T09:00"))
    assert due_with_pauses(known, start, 8 * HOUR, []).unknown_years == ()
    assert due_with_pauses(known, start, 20 * HOUR, [pause]).unknown_years == (2027,)
    assert unknown_years(made(), at("2024-06-01T09:00"), at("2030-03-01T09:00")) == ()
