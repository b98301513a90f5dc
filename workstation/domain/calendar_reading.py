"""Reading a calendar and a holiday table from the data of their files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from workstation.domain.clock_times import (
    check_date,
    check_week,
    date_from,
    hours_from,
    weekday_from,
    yearly_from,
)
from workstation.domain.opening_hours import WEEKDAYS, Calendar, Hours, plan_of
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, root

__all__ = ["calendar_from", "check_date", "check_holidays", "zone_from"]

_KEYS: Final = (
    "format",
    "version",
    "code",
    "name_zh",
    "name_en",
    "zone",
    "always_open",
    "holidays",
    "known_years",
    "days",
    "hours",
    "holiday_hours",
    "workdays",
    "workday_hours",
    "shifts",
    "breaks",
)
_DAILY: Final = "daily"


def calendar_from(data: dict[str, object]) -> Calendar:
    """Build a calendar from a calendar file's data (see docs/rules.md).

    Where `holidays` names a holiday table, the loader has put it at `days`. Raises `Refusal`
    (`rule_*`, `calendar_zone`, `calendar_weekday`, `calendar_date`, `calendar_interval`,
    `calendar_overlap`, `calendar_day_both`, `calendar_never_open`) with the place.
    """
    top = root(data)
    top.only(*_KEYS)
    zone = zone_from(top.text("zone"))
    hours = _week(top)
    table = _days_from(top.table("days"))
    named = isinstance(top.values.get("holidays", ""), str)
    own, yearly = (frozenset[date](), frozenset[tuple[int, int]]()) if named else _own_days(top)
    workdays, shifts = _workdays(top, own)
    shifts |= _dated(top, "shifts")
    shifts = {day: hours for day, hours in shifts.items() if day not in own}
    breaks, date_breaks = _breaks(top)
    calendar = Calendar(
        code=top.text("code"),
        zone=zone,
        hours=hours,
        holidays=table.holidays | own,
        workdays=table.workdays | workdays,
        known_years=_known_years(top, table),
        always_open=top.flag("always_open"),
        holiday_hours=_hours_at(top, "holiday_hours"),
        workday_hours=_hours_at(top, "workday_hours") or next((day for day in hours if day), ()),
        name_zh=top.text("name_zh", ""),
        name_en=top.text("name_en", ""),
        shifts=shifts,
        yearly=yearly,
        breaks=breaks,
        date_breaks=date_breaks,
    )
    _check_open(calendar)
    return calendar


def zone_from(name: str, place: str = "zone") -> str:
    """The name of a time zone. Raises `Refusal("calendar_zone")` with the nearest known one."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        near = get_close_matches(name, sorted(available_timezones()), 1, 0.6)
        nearest = near[0] if near else "Asia/Shanghai"
        raise Refusal("calendar_zone", place=place, zone=name, nearest=nearest) from error
    return name


def check_holidays(data: dict[str, object]) -> None:
    """Raise `Refusal` with the place of a mistake in a holiday file's data."""
    top = root(data)
    top.only("format", "version", "code", "year")
    top.text("code")
    _days_from(top)


def _check_open(calendar: Calendar) -> None:
    """Raise `Refusal("calendar_never_open")` where no week and no date has open hours."""
    if calendar.always_open or any(calendar.shifts.values()):
        return
    week = Calendar("", calendar.zone, calendar.hours, breaks=calendar.breaks)
    if not any(plan_of(week, date.fromordinal(day + 1)) for day in range(7)):
        place = "breaks" if any(calendar.hours) else "hours"
        raise Refusal("calendar_never_open", place=place, calendar=calendar.code)


class _Days:
    """The days of a holiday table."""

    def __init__(self) -> None:
        self.holidays: frozenset[date] = frozenset()
        self.workdays: frozenset[date] = frozenset()
        self.years: frozenset[int] = frozenset()


def _days_from(days: Table) -> _Days:
    """Holidays, make-up working days and known years of a holiday table."""
    found = _Days()
    work: dict[date, str] = {}
    for year in days.tables("year"):
        year.only("year", "source", "holiday", "workdays")
        number = year.whole("year")
        if number in found.years:
            raise Refusal("rule_duplicate", place=year.at("year"), value=number)
        found.years |= {number}
        for holiday in year.tables("holiday"):
            found.holidays |= _stretch_of_days(holiday, number)
        for place, day in _dates(year, "workdays"):
            work[_within(day, number, place)] = place
    for day in sorted(found.holidays & work.keys()):
        raise Refusal("calendar_day_both", place=work[day], day=day.isoformat())
    found.workdays = frozenset(work)
    return found


def _stretch_of_days(holiday: Table, year: int) -> frozenset[date]:
    holiday.only("name_zh", "name_en", "from", "to")
    first, last = (
        _within(date_from(holiday.values.get(key), holiday.at(key)), year, holiday.at(key))
        for key in ("from", "to")
    )
    if last < first:
        raise Refusal("calendar_interval", place=holiday.at("to"), value=last)
    return frozenset(first + timedelta(days=n) for n in range((last - first).days + 1))


def _within(day: date, year: int, place: str) -> date:
    """The day, if it is of a year or of the month at its edge, as New Year holidays are."""
    if (day.year, day.month) in ((year - 1, 12), (year + 1, 1)) or day.year == year:
        return day
    raise Refusal("calendar_year", place=place, day=day.isoformat(), year=year)


def _dates(table: Table, key: str) -> list[tuple[str, date]]:
    """The dates of a list with their places."""
    places = [(f"{table.at(key)}[{n}]", item) for n, item in enumerate(table.items(key))]
    return [(place, date_from(item, place)) for place, item in places]


def _week(top: Table) -> tuple[Hours, ...]:
    """The hours of Monday to Sunday."""
    at = top.table("hours")
    week: list[Hours] = [()] * 7
    places = [at.at(day) for day in WEEKDAYS]
    for key, value in at.values.items():
        day = weekday_from(str(key), at.at(str(key)))
        if week[day]:
            raise Refusal("rule_duplicate", place=at.at(str(key)), value=key)
        week[day], places[day] = hours_from(value, at.at(str(key))), at.at(str(key))
    check_week(week, places)
    return tuple(week)


def _own_days(top: Table) -> tuple[frozenset[date], frozenset[tuple[int, int]]]:
    """The holidays that a calendar lists itself, with names or without: days, yearly days."""
    days: set[date] = set()
    yearly: set[tuple[int, int]] = set()
    value, at = top.values.get("holidays"), top.at("holidays")
    if isinstance(value, Mapping):
        items: list[tuple[str, object]] = [(f"{at}.{day}", day) for day in value]
    else:
        items = [(f"{at}[{number}]", item) for number, item in enumerate(top.items("holidays"))]
    for place, item in items:
        if (every := yearly_from(item, place)) is not None:
            yearly.add(every)
        else:
            days.add(date_from(item, place))
    return frozenset(days), frozenset(yearly)


def _workdays(top: Table, own: frozenset[date]) -> tuple[frozenset[date], dict[date, Hours]]:
    """A calendar's own make-up days, and the hours of those that have hours of their own."""
    if isinstance(top.values.get("workdays"), Mapping):
        shifts = _dated(top, "workdays")
        found = [(f"{top.at('workdays')}.{day}", day) for day in shifts]
    else:
        shifts, found = {}, _dates(top, "workdays")
    for place, day in found:
        if day in own:
            raise Refusal("calendar_day_both", place=place, day=day.isoformat())
    return frozenset(day for _, day in found), shifts


def _dated(top: Table, key: str) -> dict[date, Hours]:
    """A table of hours by date."""
    at = top.table(key)
    found: dict[date, Hours] = {}
    for name, value in at.values.items():
        found[date_from(name, at.at(str(name)))] = hours_from(value, at.at(str(name)))
    return found


def _breaks(top: Table) -> tuple[Hours, dict[date, Hours]]:
    """The breaks of every date, and those of single dates."""
    value = top.values.get("breaks")
    if not isinstance(value, Mapping):
        return hours_from(value, top.at("breaks")), {}
    at = top.table("breaks")
    daily = hours_from(value.get(_DAILY), at.at(_DAILY))
    dated = {name: one for name, one in value.items() if name != _DAILY}
    return daily, _dated(Table({"breaks": dated}, top.place), "breaks")


def _hours_at(top: Table, key: str) -> Hours:
    return hours_from(top.values.get(key), top.at(key))


def _known_years(top: Table, table: _Days) -> frozenset[int] | None:
    """The years whose holidays are known; None where no table of them is kept."""
    if "known_years" in top.values:
        years = top.items("known_years")
        for number, year in enumerate(years):
            if not isinstance(year, int) or isinstance(year, bool):
                place = f"{top.at('known_years')}[{number}]"
                raise Refusal("rule_type", place=place, expected="year", found=type(year).__name__)
        return table.years | frozenset(year for year in years if isinstance(year, int))
    return table.years if top.values.get("holidays") and table.years else None
