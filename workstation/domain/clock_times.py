"""Reading clock times, stretches of a day, dates and weekdays as people write them in files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from itertools import pairwise
from typing import Final

from workstation.domain.opening_hours import DAY_S, WEEKDAYS, Hours, Interval
from workstation.domain.refusal import Refusal

_CLOCK: Final = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_FIGURES: Final = re.compile(r"[\d:\s]+")
_STRETCH: Final = re.compile(r"\s*([\d:]+)\s*[-–~至]\s*([\d:]+)\s*")
_ISO_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_YEARLY: Final = re.compile(r"\*-(\d\d)-(\d\d)", re.ASCII)
_NAMES: Final = {
    name: place
    for names in (
        WEEKDAYS,
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    )
    for place, name in enumerate(names)
}


def hours_from(value: object, place: str) -> Hours:
    """The stretches of a day, put in order.

    `value` is a list of stretches, one stretch, a text ("09:00-12:00, 13:00-18:00"), a table of
    opening to close, or None for a closed day. An end that is not later than its beginning is on
    the next day; 24:00 is midnight at the end. Raises `Refusal` (`calendar_interval`,
    `calendar_overlap`) with the place.
    """
    read = [(_interval(item, where), where, item) for where, item in _items(value, place)]
    read.sort(key=lambda one: one[0].since)
    for (first, _, _), (one, where, item) in pairwise(read):
        if one.since < first.until:
            raise Refusal("calendar_overlap", place=where, value=item)
    return tuple(one for one, _, _ in read)


def check_week(hours: Iterable[Hours], places: Iterable[str]) -> None:
    """Raise `Refusal("calendar_overlap")` where a night runs into the day after it.

    `hours` are those of Monday to Sunday, `places` where they stand.
    """
    week = list(hours)
    for day, place in enumerate(places):
        tail = max((one.until for one in week[day - 1]), default=0) - DAY_S
        if week[day] and week[day][0].since < tail:
            told = f"{clock_text(week[day][0].since)}-{clock_text(week[day][0].until)}"
            raise Refusal("calendar_overlap", place=f"{place}[0]", value=told)


def weekday_from(name: str, place: str) -> int:
    """The weekday of a name, 0 for Monday. Raises `Refusal("calendar_weekday")`."""
    found = _NAMES.get(name.strip().lower())
    if found is None:
        near = get_close_matches(name.lower(), [*WEEKDAYS, *_NAMES], 1, 0.5)
        nearest = WEEKDAYS[_NAMES[near[0]]] if near else ""
        raise Refusal(
            "calendar_weekday", place=place, value=name, known=WEEKDAYS, nearest=nearest or "mon"
        )
    return found


def date_from(value: object, place: str) -> date:
    """A date: a date of the file's own, or a text such as 2026-10-01.

    Raises `Refusal` (`calendar_date`, `rule_type`) with the place.
    """
    if isinstance(value, str):
        if _ISO_DATE.fullmatch(value.strip()):
            try:
                return date.fromisoformat(value.strip())
            except ValueError:
                pass
        raise Refusal("calendar_date", place=place, value=value)
    check_date(value, place)
    assert isinstance(value, date)
    return value


def yearly_from(value: object, place: str) -> tuple[int, int] | None:
    """Month and day of a date of every year (`*-12-25`); None for anything else."""
    found = _YEARLY.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    date_from(f"2000-{found[1]}-{found[2]}", place)
    return int(found[1]), int(found[2])


def check_date(value: object, place: str) -> None:
    """Raise `Refusal("rule_type")` unless `value` is a plain date."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Refusal("rule_type", place=place, expected="date", found=type(value).__name__)


def clock_text(second: int) -> str:
    """A clock time as it is written: 09:00, 09:00:30, 24:00; of the next day 30:00 is 06:00."""
    second = second - DAY_S if second > DAY_S else second
    told = f"{second // 3600:02}:{second // 60 % 60:02}"
    return f"{told}:{second % 60:02}" if second % 60 else told


def _items(value: object, place: str) -> list[tuple[str, object]]:
    """The stretches of a value, each with its place."""
    if value is None or value == "":
        return []
    if isinstance(value, str):
        return [(place, part) for part in re.split(r"[,;，；]", value) if part.strip()]
    if isinstance(value, Mapping):
        return [(f"{place}.{since}", (since, until)) for since, until in value.items()]
    if not isinstance(value, (list, tuple)):
        raise Refusal("rule_type", place=place, expected="list", found=type(value).__name__)
    if len(value) == 2 and all(isinstance(one, str) and _FIGURES.fullmatch(one) for one in value):
        return [(place, value)]
    return [(f"{place}[{number}]", item) for number, item in enumerate(value)]


def _interval(item: object, place: str) -> Interval:
    """One stretch: a pair of clock times or a text."""
    value = item
    if isinstance(item, str) and (found := _STRETCH.fullmatch(item)):
        item = found.groups()
    if not isinstance(item, (list, tuple)) or len(item) != 2:
        raise Refusal("calendar_interval", place=place, value=value)
    since, until = (_second(one, place, value) for one in item)
    if since == DAY_S:
        raise Refusal("calendar_interval", place=place, value=value)
    if until <= since:
        if until == since and since:
            raise Refusal("calendar_interval", place=place, value=value)
        until += DAY_S
    return Interval(since, until)


def _second(value: object, place: str, whole: object) -> int:
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise Refusal("calendar_interval", place=place, value=whole)
    second = int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)
    if second > DAY_S:
        raise Refusal("calendar_interval", place=place, value=whole)
    return second
