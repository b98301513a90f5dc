"""Working time: sums over opening hours, holidays, and days on which the clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workstation import rules
from workstation.domain.calendars import (
    Calendar,
    add_working,
    add_working_days,
    calendar_from,
    is_known,
    is_working_day,
    next_opening,
    subtract_working,
    unknown_years,
    working_between,
    working_spans,
)
from workstation.domain.refusal import Refusal

HOUR = 3_600_000
CALENDARS = rules.load().calendars
OFFICE = CALENDARS["office"]


def at(text: str, zone: str = "Asia/Shanghai") -> int:
    moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return round(moment.timestamp() * 1000)


def told(ms: int, zone: str = "Asia/Shanghai") -> str:
    moment = datetime.fromtimestamp(ms / 1000, UTC).astimezone(ZoneInfo(zone))
    return moment.strftime("%Y-%m-%d %H:%M")


def made(**changes: Any) -> Calendar:
    week: dict[str, object] = {
        day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")
    }
    data: dict[str, object] = {"code": "x", "zone": "Asia/Shanghai", "hours": week}
    return calendar_from(data | changes)


MADE = {
    "weekdays": made(),
    "split": made(
        hours={"mon": [["08:30", "12:00"], ["13:15", "17:45"]], "sat": [["10:00", "11:00"]]}
    ),
    "night": made(hours={"fri": [["22:00", "24:00"]], "sat": [["00:00", "06:00"]]}),
    "new_york": made(
        zone="America/New_York", hours={"sun": [["00:00", "24:00"]], "sat": [["20:00", "24:00"]]}
    ),
    "kathmandu": made(zone="Asia/Kathmandu"),
    "lord_howe": made(zone="Australia/Lord_Howe", hours={"sun": [["00:00", "06:00"]]}),
    "office": OFFICE,
    "service": CALENDARS["service"],
    "always": CALENDARS["always"],
}
moments = st.integers(at("2019-01-01T00:00"), at("2026-12-01T00:00"))
spans = st.integers(0, 40 * HOUR)
which = st.sampled_from(sorted(MADE))


@settings(max_examples=150)
@given(which, moments, spans)
def test_adding_then_measuring_gives_back(name: str, moment: int, span: int) -> None:
    calendar = MADE[name]
    assert working_between(calendar, moment, add_working(calendar, moment, span)) == span
    assert working_between(calendar, subtract_working(calendar, moment, span), moment) == span


@settings(max_examples=100)
@given(which, moments, spans, spans)
def test_adding_is_additive_and_monotone(name: str, moment: int, one: int, two: int) -> None:
    calendar = MADE[name]
    first = add_working(calendar, moment, one)
    assert add_working(calendar, first, two) == add_working(calendar, moment, one + two)
    later = add_working(calendar, moment + two, one)
    assert later >= first


@settings(max_examples=100)
@given(which, moments, st.integers(0, 30 * 24 * HOUR), st.integers(0, 30 * 24 * HOUR))
def test_measuring_is_additive(name: str, start: int, one: int, two: int) -> None:
    calendar = MADE[name]
    middle, end = start + one, start + one + two
    whole = working_between(calendar, start, end)
    assert whole == working_between(calendar, start, middle) + working_between(
        calendar, middle, end
    )
    assert working_between(calendar, end, start) == -whole
    assert whole == sum(last - first for first, last in working_spans(calendar, start, end))


@settings(max_examples=100)
@given(which, moments, spans.filter(bool), st.integers(1, 60 * HOUR))
def test_a_pause_moves_the_due_moment_by_its_working_time(
    name: str, start: int, span: int, wait: int
) -> None:
    calendar = MADE[name]
    paused = working_between(calendar, start, start + wait)
    assert add_working(calendar, start + wait, span) == add_working(calendar, start, span + paused)


@settings(max_examples=60)
@given(which, moments)
def test_next_opening_has_no_work_before_it(name: str, moment: int) -> None:
    calendar = MADE[name]
    opening = next_opening(calendar, moment)
    assert working_between(calendar, moment, opening) == 0
    assert working_between(calendar, opening, opening + 1) == 1


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-03-02T09:00", 1, "2026-03-02 10:00"),
        ("2026-03-02T11:30", 1, "2026-03-02 13:30"),  # over lunch
        ("2026-03-06T17:30", 1, "2026-03-09 09:30"),  # over a weekend
        ("2026-03-02T17:00", 1, "2026-03-02 18:00"),  # to the close, not the next morning
        ("2026-02-13T17:30", 1, "2026-02-14 09:30"),  # a make-up Saturday
        ("2026-02-14T17:30", 1, "2026-02-24 09:30"),  # over the Spring Festival
        ("2026-09-30T17:00", 2, "2026-10-08 10:00"),  # over National Day
    ],
)
def test_office_hours_of_china(start: str, hours: int, due: str) -> None:
    assert told(add_working(OFFICE, at(start), hours * HOUR)) == due


def test_working_days_end_at_the_close_of_the_last() -> None:
    assert told(add_working_days(OFFICE, at("2026-03-02T10:00"), 5)) == "2026-03-09 18:00"
    assert told(add_working_days(OFFICE, at("2026-02-13T10:00"), 2)) == "2026-02-24 18:00"
    assert add_working_days(OFFICE, at("2026-03-02T10:00"), 0) == at("2026-03-02T10:00")
    assert (
        told(add_working_days(CALENDARS["always"], at("2026-03-02T10:00"), 1)) == "2026-03-04 00:00"
    )


def test_clock_changes_count_real_time() -> None:
    sunday = MADE["new_york"]
    zone = "America/New_York"
    spring = at("2026-03-08T00:00", zone)
    autumn = at("2026-11-01T00:00", zone)
    assert working_between(sunday, spring, spring + 48 * HOUR) == 23 * HOUR
    assert working_between(sunday, autumn, autumn + 48 * HOUR) == 25 * HOUR
    assert told(add_working(sunday, spring, 3 * HOUR), zone) == "2026-03-08 04:00"
    gap = made(zone=zone, hours={"sun": [["01:00", "02:30"], ["02:30", "04:00"]]})
    assert working_between(gap, spring, spring + 24 * HOUR) == 2 * HOUR
    half = MADE["lord_howe"]
    change = at("2026-10-04T00:00", "Australia/Lord_Howe")
    assert working_between(half, change, change + 24 * HOUR) == int(5.5 * HOUR)


@pytest.mark.parametrize("year", range(2007, 2027))
def test_holidays_agree_with_an_independent_source(year: int) -> None:
    holidays = pytest.importorskip("holidays")
    oracle = holidays.China(years=range(year - 1, year + 2))
    assert is_known(OFFICE, year)
    day = date(year, 1, 1)
    while day.year == year:
        assert is_working_day(OFFICE, day) == oracle.is_working_day(day), day
        day += timedelta(days=1)


def test_an_unknown_year_says_so() -> None:
    assert not is_known(OFFICE, 2027)
    assert unknown_years(OFFICE, at("2026-12-30T10:00"), at("2027-01-05T10:00")) == (2027,)
    assert unknown_years(OFFICE, at("2026-03-02T10:00"), at("2026-03-03T10:00")) == ()
    assert is_known(CALENDARS["always"], 2099)
    assert is_known(made(), 2099)


def test_shorter_hours_on_holidays() -> None:
    service = CALENDARS["service"]
    assert told(next_opening(service, at("2026-10-01T07:00"))) == "2026-10-01 09:00"
    assert told(next_opening(service, at("2026-10-10T07:00"))) == "2026-10-10 08:00"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"zone": "Asia/Nowhere"}, "calendar_zone"),
        ({"hours": {}}, "calendar_never_open"),
        ({"hours": {"mon": [["09:00", "12:00"], ["11:00", "13:00"]]}}, "calendar_overlap"),
        ({"hours": {"mon": [["09:00", "09:00"]]}}, "calendar_interval"),
        ({"hours": {"mon": [["9", "10:00"]]}}, "calendar_interval"),
        ({"hours": {"mon": [["09:00", "24:01"]]}}, "calendar_interval"),
        ({"hours": {"mon": ["09:00"]}}, "calendar_interval"),
        ({"hours": {"someday": [["09:00", "10:00"]]}}, "calendar_weekday"),
        ({"days": {"year": [{"year": 2026, "workdays": [1]}]}}, "rule_type"),
    ],
)
def test_broken_calendar_is_refused(changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        made(**changes)
    assert caught.value.code == code
    assert caught.value.facts["place"]


def test_negative_spans_and_endless_searches_are_refused() -> None:
    with pytest.raises(Refusal, match="working_time_negative"):
        add_working(OFFICE, 0, -1)
    with pytest.raises(Refusal, match="working_time_negative"):
        subtract_working(OFFICE, 0, -1)
    with pytest.raises(Refusal, match="calendar_out_of_range"):
        add_working(OFFICE, at("2026-01-01T00:00"), 10**14)
    with pytest.raises(Refusal, match="calendar_out_of_range"):
        add_working(OFFICE, 10**17, 1)
