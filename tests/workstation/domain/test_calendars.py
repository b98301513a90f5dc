"""Working time: sums over opening hours, holidays, and days on which the clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from workstation.rules import loading

HOUR = 3_600_000
CALENDARS = loading.load().calendars
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


#: Weekdays off and weekend days worked, as the State Council's notices name them (month and day;
#: a stretch is from-to). Weekends within a stretch are off anyway.
NOTICES = {
    2007: "0101-0103 0218-0224 0501-0507 1001-1007 1230-1231 | 0217 0225 0428 0429 0929 0930 1229",
    2008: "0101 0206-0212 0404 0501-0502 0609 0915 0929-1003 | 0202 0203 0504 0927 0928",
    2009: "0101-0102 0125-0131 0406 0501 0528-0529 1001-1008 | 0104 0124 0201 0531 0927 1010",
    2010: "0101 0213-0219 0405 0503 0614-0616 0922-0924 1001-1007"
    " | 0220 0221 0612 0613 0919 0925 0926 1009",
    2011: "0103 0202-0208 0404-0405 0502 0606 0912 1001-1007 | 0130 0212 0402 1008 1009 1231",
    2012: "0102-0103 0122-0128 0402-0404 0429-0501 0622 0930-1007 | 0121 0129 0331 0401 0428 0929",
    2013: "0101-0103 0209-0215 0404-0405 0429-0501 0610-0612 0919-0920 1001-1007"
    " | 0105 0106 0216 0217 0407 0427 0428 0608 0609 0922 0929 1012",
    2014: "0101 0131-0206 0407 0501-0502 0602 0908 1001-1007 | 0126 0208 0504 0928 1011",
    2015: "0101-0102 0218-0224 0406 0501 0622 0903-0904 1001-1007 | 0104 0215 0228 0906 1010",
    2016: "0101 0207-0213 0404 0502 0609-0610 0915-0916 1001-1007 | 0206 0214 0612 0918 1008 1009",
    2017: "0102 0127-0202 0403-0404 0501 0529-0530 1001-1008 | 0122 0204 0401 0527 0930",
    2018: "0101 0215-0221 0405-0406 0430-0501 0618 0924 1001-1007 1231"
    " | 0211 0224 0408 0428 0929 0930 1229",
    2019: "0101 0204-0210 0405 0501-0503 0607 0913 1001-1007 | 0202 0203 0428 0505 0929 1012",
    2020: "0101 0124-0202 0406 0501-0505 0625-0626 1001-1008 | 0119 0426 0509 0628 0927 1010",
    2021: "0101 0211-0217 0405 0501-0505 0614 0920-0921 1001-1007"
    " | 0207 0220 0425 0508 0918 0926 1009",
    2022: "0103 0131-0206 0404-0405 0502-0504 0603 0912 1001-1007"
    " | 0129 0130 0402 0424 0507 1008 1009",
    2023: "0102 0123-0127 0405 0501-0503 0622-0623 0929-1006 | 0128 0129 0423 0506 0625 1007 1008",
    2024: "0101 0210-0217 0404-0405 0501-0503 0610 0916-0917 1001-1007"
    " | 0204 0218 0407 0428 0511 0914 0929 1012",
    2025: "0101 0128-0204 0404 0501-0505 0602 1001-1008 | 0126 0208 0427 0928 1011",
    2026: "0101-0102 0216-0223 0406 0501-0505 0619 0925 1001-1007 | 0104 0214 0228 0509 0920 1010",
}


def days_told(year: int, text: str) -> set[date]:
    found: set[date] = set()
    for part in text.split():
        ends = [date(year, int(one[:2]), int(one[2:])) for one in part.split("-")]
        found |= {ends[0] + timedelta(days=n) for n in range((ends[-1] - ends[0]).days + 1)}
    return found


@pytest.mark.parametrize("year", sorted(NOTICES))
def test_holidays_are_those_of_the_notices(year: int) -> None:
    off, worked = (days_told(year, part) for part in NOTICES[year].split("|"))
    assert all(day.weekday() > 4 for day in worked)
    for ordinal in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        ordinary = day.weekday() < 5 and day not in off
        assert is_working_day(OFFICE, day) == (day in worked or ordinary), day


def test_the_first_notice_reaches_into_the_december_before() -> None:
    assert is_working_day(OFFICE, date(2006, 12, 30))
    assert not is_known(OFFICE, 2006)


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
