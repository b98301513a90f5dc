"""Reading calendars: every form that people write, and the exact place of every mistake."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from workstation.domain.calendars import (
    Calendar,
    Interval,
    add_working,
    calendar_from,
    check_holidays,
    is_working_day,
    working_between,
)
from workstation.domain.opening_hours import hours_of, plan_of
from workstation.domain.refusal import Refusal
from workstation.rules import sentences

HOUR = 3_600_000
MONDAY = 1_772_380_800_000  # 2026-03-02T00:00+08:00


def made(**changes: Any) -> Calendar:
    week: dict[str, object] = {"mon": [["09:00", "17:00"]]}
    return calendar_from({"code": "x", "zone": "Asia/Shanghai", "hours": week} | changes)


def year(**facts: object) -> dict[str, object]:
    return {"days": {"year": [{"year": 2026} | facts]}, "holidays": "cn"}


NINE_TO_FIVE = (Interval(9 * 3600, 17 * 3600),)
SPLIT = (Interval(9 * 3600, 12 * 3600), Interval(13 * 3600, 18 * 3600))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ([["09:00", "17:00"]], NINE_TO_FIVE),
        (["09:00", "17:00"], NINE_TO_FIVE),
        ("9:00-17:00", NINE_TO_FIVE),
        ({"09:00": "17:00"}, NINE_TO_FIVE),
        (["09:00-12:00", "13:00-18:00"], SPLIT),
        ("09:00-12:00, 13:00-18:00", SPLIT),
        ([["13:00", "18:00"], ["09:00", "12:00"]], SPLIT),
        ([["09:00:30", "17:00:59"]], (Interval(32_430, 61_259),)),
        ([["00:00", "24:00"]], (Interval(0, 86_400),)),
        ("00:00-00:00", (Interval(0, 86_400),)),
        ("22:00-06:00", (Interval(79_200, 108_000),)),
        ("20:00-00:00", (Interval(72_000, 86_400),)),
        ([], ()),
        (None, ()),
        ("", ()),
    ],
)
def test_hours_as_people_write_them(written: object, read: tuple[Interval, ...]) -> None:
    calendar = made(hours={"mon": written, "Tuesday": [["09:00", "10:00"]]})
    assert calendar.hours[0] == read
    assert calendar.hours[1] == (Interval(32_400, 36_000),)


def test_which_hours_a_date_has() -> None:
    calendar = made(
        holidays=["2026-03-02", "*-03-09", "*-03-16", date(2026, 3, 23)],
        holiday_hours="10:00-11:00",
        workdays={"2026-03-07": "12:00-13:00"},
        shifts={"2026-03-09": "14:00-15:00", "2026-03-02": "14:00-15:00"},
        breaks={"daily": "09:30-10:00", "2026-03-30": "16:00-17:00"},
    )

    def hours(day: int, plan: Any = hours_of) -> list[tuple[float, float]]:
        return [(i.since / 3600, i.until / 3600) for i in plan(calendar, date(2026, 3, day))]

    assert hours(2) == hours(16) == hours(23) == [(10, 11)]
    assert hours(9) == [(14, 15)]
    assert hours(7) == [(12, 13)]
    assert hours(3) == []
    assert hours(30, plan_of) == [(9, 9.5), (10, 16)]
    listed = made(workdays=["2026-03-07"], workday_hours="08:00-09:00")
    assert [day for day in range(1, 10) if is_working_day(listed, date(2026, 3, day))] == [2, 7, 9]


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ({"zone": "Asia/Shanghigh"}, "calendar_zone", "zone"),
        ({"zone": "../etc/passwd"}, "calendar_zone", "zone"),
        ({"hours": {"mon": [["09:00", "12:00"], ["11:00", "13:00"]]}}, "calendar_overlap", "hours.mon[1]"),
        ({"hours": {"mon": ["22:00-06:00"], "tue": ["05:00-09:00"]}}, "calendar_overlap", "hours.tue[0]"),
        ({"hours": {"mon": "05:00-09:00", "sun": "22:00-06:00"}}, "calendar_overlap", "hours.mon[0]"),
        ({"hours": {"mno": [["09:00", "10:00"]]}}, "calendar_weekday", "hours.mno"),
        ({"hours": {"mon": "9-10", "Monday": "9:00-10:00"}}, "calendar_interval", "hours.mon"),
        ({"hours": {"mon": "9:00-9:30", "Monday": "9:00-10:00"}}, "rule_duplicate", "hours.Monday"),
        ({"hours": {"mon": [["09:00", "09:00"]]}}, "calendar_interval", "hours.mon[0]"),
        ({"hours": {"mon": [["24:00", "06:00"]]}}, "calendar_interval", "hours.mon[0]"),
        ({"hours": {"mon": [["09:00", "10:60"]]}}, "calendar_interval", "hours.mon[0]"),
        ({"hours": {"mon": [["09:00", "24:00:01"]]}}, "calendar_interval", "hours.mon[0]"),
        ({"hours": {"mon": [9, 17]}}, "calendar_interval", "hours.mon[0]"),
        ({"hours": {"mon": 9}}, "rule_type", "hours.mon"),
        ({"hours": {}}, "calendar_never_open", "hours"),
        ({"breaks": ["08:00-18:00"]}, "calendar_never_open", "breaks"),
        ({"breaks": {"2026-02-30": "09:00-10:00"}}, "calendar_date", "breaks.2026-02-30"),
        ({"shifts": {"2026-3-2": "09:00-10:00"}}, "calendar_date", "shifts.2026-3-2"),
        ({"shifts": {"2026-03-02": "09:00-"}}, "calendar_interval", "shifts.2026-03-02"),
        ({"holidays": ["2026-13-01"]}, "calendar_date", "holidays[0]"),
        ({"holidays": ["*-02-30"]}, "calendar_date", "holidays[0]"),
        ({"holidays": [20260101]}, "rule_type", "holidays[0]"),
        ({"holidays": ["2026-03-02"], "workdays": ["2026-03-02"]}, "calendar_day_both", "workdays[0]"),
        ({"known_years": ["2026"]}, "rule_type", "known_years[0]"),
        ({"openings": {}}, "rule_unknown_key", "openings"),
        (year(workdays=["2026-02-30"]), "calendar_date", "days.year[0].workdays[0]"),
        (year(workdays=["2028-02-05"]), "calendar_year", "days.year[0].workdays[0]"),
        (
            year(workdays=["2026-10-03"], holiday=[{"from": "2026-10-01", "to": "2026-10-07"}]),
            "calendar_day_both",
            "days.year[0].workdays[0]",
        ),
        (
            year(holiday=[{"from": "2026-10-07", "to": "2026-10-01"}]),
            "calendar_interval",
            "days.year[0].holiday[0].to",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(
    changes: dict[str, object], code: str, place: str
) -> None:
    with pytest.raises(Refusal) as caught:
        made(**changes)
    assert (caught.value.code, caught.value.facts["place"]) == (code, place)
    for language in ("en", "zh"):
        told = sentences.sentence(caught.value, language)
        assert code not in told
        assert "{" not in told


def test_a_typo_is_met_with_what_was_meant() -> None:
    with pytest.raises(Refusal) as caught:
        made(hours={"wendesday": "09:00-10:00"})
    assert caught.value.facts["nearest"] == "wed"
    with pytest.raises(Refusal) as caught:
        made(zone="Asia/Tokio")
    assert caught.value.facts["nearest"] == "Asia/Tokyo"


def test_a_year_stands_once_in_a_holiday_table() -> None:
    with pytest.raises(Refusal, match="rule_duplicate"):
        check_holidays({"code": "cn", "year": [{"year": 2026}, {"year": 2026}]})


def test_a_changed_calendar_forgets_what_was_worked_out() -> None:
    calendar = made()
    assert working_between(calendar, MONDAY, MONDAY + 24 * HOUR) == 8 * HOUR
    changed = replace(calendar, shifts={date(2026, 3, 2): (Interval(0, 3600),)})
    assert working_between(changed, MONDAY, MONDAY + 24 * HOUR) == HOUR
    assert working_between(calendar, MONDAY, MONDAY + 24 * HOUR) == 8 * HOUR


def test_what_is_kept_of_a_calendar_is_bounded() -> None:
    calendar = made()
    start = MONDAY - 300 * 365 * 24 * HOUR
    for years in range(0, 600, 7):
        add_working(calendar, start + years * 365 * 24 * HOUR, 100 * HOUR)
    assert len(calendar._years) <= 80


def test_threads_share_a_calendar() -> None:
    calendar = made()
    wanted = add_working(made(), MONDAY, 500 * HOUR)
    found: list[int] = []

    def work() -> None:
        found.extend(add_working(calendar, MONDAY, 500 * HOUR) for _ in range(50))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) == {wanted}
    assert len(found) == 400
