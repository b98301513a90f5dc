"""Moments, spans, pauses and hours as they are written on the command line of `calendar`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final

from workstation.domain.calendars import WEEKDAYS, Calendar, Pause, local_time, moment_at
from workstation.domain.clock_times import hours_from, weekday_from
from workstation.domain.opening_hours import Hours
from workstation.domain.refusal import Refusal

HOUR_MS: Final = 3_600_000
_UNITS: Final[Mapping[str, int]] = {
    "ms": 1,
    "millisecond": 1,
    "毫秒": 1,
    "s": 1000,
    "sec": 1000,
    "second": 1000,
    "秒": 1000,
    "m": 60_000,
    "min": 60_000,
    "minute": 60_000,
    "分": 60_000,
    "分钟": 60_000,
    "h": HOUR_MS,
    "hr": HOUR_MS,
    "hour": HOUR_MS,
    "小时": HOUR_MS,
}
_DAYS: Final = frozenset(("d", "day", "天", "工作日"))
_PART: Final = re.compile(r"\s*(?:and\s+)?(\d+(?:\.\d+)?)\s*([A-Za-z]+|[一-鿿]+)[\s,]*")
_CLOCK: Final = re.compile(r"(\d+):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_ISO: Final = re.compile(
    r"P(?:(?P<d>\d+)D)?(?:T(?:(?P<h>[\d.]+)H)?(?:(?P<m>[\d.]+)M)?(?:(?P<s>[\d.]+)S)?)?", re.I
)
_MIDNIGHT: Final = re.compile(r"(\d{4}-\d\d-\d\d)[T ]24:00(?::00)?")
_RANGE: Final = re.compile(r"([^\W\d]+)\s*-\s*([^\W\d]+)")


@dataclass(frozen=True, slots=True)
class SpanText:
    """A span as it was written: working days and open time in milliseconds."""

    days: int
    ms: int


def wrong(message: str) -> Refusal:
    """The refusal of a command line that cannot be understood."""
    return Refusal("used_wrongly", message=message)


def span_from(text: str, day_hours: Decimal | None = None, plain: str = "") -> SpanText:
    """A span: 8h, 90m, 2h30m, 1:30, PT8H, 3 days.

    With `day_hours` a day is that many hours of open time, else a working day; a bare number is
    in the unit `plain`, if that is given. Raises `Refusal("used_wrongly")`.
    """
    days, ms = _parts(f"{text}{plain}" if plain and _number(text) is not None else text)
    if day_hours is not None:
        return SpanText(0, int(ms + days * day_hours * HOUR_MS))
    if days != int(days):
        raise wrong(f"{text}: give whole working days, or say with --day-hours how long one is")
    return SpanText(int(days), int(ms))


def moment_from(text: str, calendar: Calendar) -> int:
    """A moment in ISO 8601, by the calendar's clock unless it says its offset; or `now`.

    Raises `Refusal("used_wrongly")`.
    """
    if text == "now":
        return int(datetime.now(UTC).timestamp() * 1000)
    late = _MIDNIGHT.fullmatch(text.strip())
    try:
        local = datetime.fromisoformat(late[1] if late else text.strip())
        local += timedelta(days=1 if late else 0)
    except (ValueError, OverflowError) as error:
        raise wrong(f"{text} is no moment; write it as 2026-03-02T09:00 or now") from error
    if local.tzinfo is not None:
        return (local - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    return moment_at(calendar, local.date(), local.time())


def pause_from(text: str, calendar: Calendar) -> Pause:
    """A pause FROM/TO; nothing or `..` behind the stroke: it goes on.

    Raises `Refusal` (`used_wrongly`, `pause_backwards`).
    """
    since, stroke, until = (part.strip() for part in text.partition("/"))
    if not stroke:
        raise wrong(f"{text} is no pause; write FROM/TO, or FROM/ for one that goes on")
    begun = moment_from(since, calendar)
    ended = None if until in ("", "..") else moment_from(until, calendar)
    if ended is not None and ended < begun:
        raise Refusal("pause_backwards", since=since, until=until)
    return begun, ended


def week_from(texts: list[str]) -> dict[str, object]:
    """The hours of a week from texts such as "mon-fri 09:00-12:00,13:00-18:00; sat 10:00-14:00".

    Raises `Refusal` (`calendar_weekday`, `calendar_interval`, `calendar_overlap`) with the text.
    """
    week: dict[str, object] = {}
    for text in (part for one in texts for part in one.split(";") if part.strip()):
        found = re.match(r"\s*(\D*[^\W\d])\s+(?=[\d])(.*)", text, re.S)
        if found is None:
            raise Refusal("calendar_interval", place="--hours", value=text.strip())
        for day in _weekdays(found[1]):
            week[WEEKDAYS[day]] = found[2]
    return week


def dated_from(text: str, place: str) -> tuple[str, Hours | None]:
    """A date and, behind "=", its hours: 2026-10-01=10:00-14:00."""
    day, equals, hours = text.partition("=")
    return day.strip(), hours_from(hours, place) if equals else None


def iso(calendar: Calendar, at_ms: int) -> str:
    """A moment by the calendar's clock with its offset, as fine as it is."""
    local = local_time(calendar, at_ms)
    return local.isoformat(timespec="milliseconds" if at_ms % 1000 else "seconds")


def told(ms: int) -> str:
    """A span for people: 39h30m, 20s, -5h, 0m."""
    sign, left = ("-" if ms < 0 else ""), abs(ms)
    parts = []
    for size, unit in ((HOUR_MS, "h"), (60_000, "m"), (1000, "s"), (1, "ms")):
        count, left = divmod(left, size)
        parts += [f"{count}{unit}"] if count else []
    return sign + ("".join(parts) or "0m")


def day_range(text: str) -> tuple[str, str]:
    """First and last of a date or of dates FROM..TO."""
    first, _, last = text.partition("..")
    return first.strip(), (last or first).strip()


def days_of(first: date, last: date) -> list[date]:
    """The days from one to another. Raises `Refusal("calendar_interval")` for none."""
    if last < first:
        raise Refusal("calendar_interval", place="--holiday", value=f"{first}..{last}")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _parts(text: str) -> tuple[Decimal, Decimal]:
    """Days and milliseconds of a span."""
    if clock := _CLOCK.fullmatch(text.strip()):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return Decimal(0), Decimal((hours * 3600 + minutes * 60 + seconds) * 1000)
    found = _ISO.fullmatch(text.strip())
    if found and any(found.groups()):
        numbers = {unit: _number(value or "0") for unit, value in found.groupdict().items()}
        if (days := numbers.pop("d")) is not None and None not in numbers.values():
            sizes = {unit: _UNITS[unit] for unit in numbers}
            return days, sum((n * sizes[u] for u, n in numbers.items() if n), Decimal(0))
    return _summed(text)


def _summed(text: str) -> tuple[Decimal, Decimal]:
    """Days and milliseconds of counts with units, one behind the other."""
    days = ms = Decimal(0)
    place = 0
    while (found := _PART.match(text, place)) is not None:
        place = found.end()
        unit = found[2] if found[2] in _UNITS else found[2].lower()
        unit = unit.removesuffix("s") if unit not in _UNITS and len(unit) > 1 else unit
        if unit in _DAYS:
            days += Decimal(found[1])
        elif unit in _UNITS:
            ms += Decimal(found[1]) * _UNITS[unit]
        else:
            raise _no_span(text)
    if not place or place != len(text):
        raise _no_span(text)
    return days, ms


def _no_span(text: str) -> Refusal:
    return wrong(f"{text} is no span; write it as 8h, 90m, 2h30m, PT8H or 3 days")


def _number(text: str) -> Decimal | None:
    return Decimal(text.strip()) if re.fullmatch(r"\s*\d+(\.\d+)?\s*", text) else None


def _weekdays(text: str) -> list[int]:
    """The weekdays of "mon-fri", "sat, sun" or "daily"."""
    found: list[int] = []
    for part in re.split(r"[,\s]+", re.sub(r"\s*-\s*", "-", text.strip().lower())):
        if part == "daily":
            found += range(7)
        elif span := _RANGE.fullmatch(part):
            first, last = (weekday_from(name, "--hours") for name in span.groups())
            found += [(first + n) % 7 for n in range((last - first) % 7 + 1)]
        else:
            found.append(weekday_from(part, "--hours"))
    return found
