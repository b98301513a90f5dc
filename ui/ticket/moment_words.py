"""A moment as people type it: "14:05", "11-03 9:00", "yesterday 18:00", "now"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_DAYS: Final = {
    "today": 0,
    "今天": 0,
    "tomorrow": 1,
    "明天": 1,
    "yesterday": -1,
    "昨天": -1,
    "后天": 2,
    "前天": -2,
}
_NOW: Final = frozenset({"now", "现在", "刚才", "此刻"})
_CLOCK: Final = re.compile(r"(\d{1,2})[:：时点](\d{2})?分?$")
_DATE: Final = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$")


def read_moment(text: str, zone: ZoneInfo, now: int) -> int | None:
    """The moment (milliseconds UTC) that a text means, None when it cannot be read.

    A time alone is today's; a date alone is its midnight; a date without a year is the one that
    is nearest to `now`.
    """
    parts = text.strip().lower().split()
    local = datetime.fromtimestamp(now / 1000, zone)
    if len(parts) == 1 and parts[0] in _NOW:
        return now
    if not 1 <= len(parts) <= 2:
        return None
    try:
        found = _day(parts[0], local)
        if found is None:
            found, clock = local, parts
        else:
            clock = parts[1:]
        hour, minute = _time(clock[0]) if clock else (0, 0)
        if len(clock) > 1:
            return None
        then = datetime(found.year, found.month, found.day, hour, minute, tzinfo=zone)
    except (ValueError, TypeError):
        return None
    return round(then.timestamp() * 1000)


def _day(text: str, local: datetime) -> datetime | None:
    if text in _DAYS:
        return local + timedelta(days=_DAYS[text])
    met = _DATE.match(text)
    if met is None:
        return None
    year, month, day = met.groups()
    if year:
        return datetime(int(year), int(month), int(day))
    near = []
    for one in (local.year - 1, local.year, local.year + 1):
        try:
            near.append(datetime(one, int(month), int(day)))
        except ValueError:
            continue
    if not near:
        raise ValueError(text)
    here = local.replace(tzinfo=None)
    return min(near, key=lambda then: abs(then - here))


def _time(text: str) -> tuple[int, int]:
    met = _CLOCK.match(text)
    if met is None:
        raise ValueError(text)
    return int(met[1]), int(met[2] or 0)
