"""Times as forms write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from workstation.domain.refusal import Refusal


@cache
def zone_of(name: str) -> tzinfo:
    """Return the time zone ``name``; raises ``Refusal('zone_unknown')``.

    China has had one time without daylight saving since 1991, so its zone is known even where
    the system has no time zone data.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if name == "Asia/Shanghai":
            return timezone(timedelta(hours=8), name)
        raise Refusal("zone_unknown", zone=name) from None


def local(at: int, zone: str) -> datetime:
    """Return the moment ``at``, milliseconds UTC, in ``zone``."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)
    return moment.astimezone(zone_of(zone))


def date_text(at: int | None, zone: str) -> str:
    """Return ``2026年11月22日``, or nothing for an unknown time."""
    if at is None:
        return ""
    moment = local(at, zone)
    return f"{moment.year}年{moment.month}月{moment.day}日"


def minute_text(at: int | None, zone: str) -> str:
    """Return ``2026年11月22日 09:05``, or nothing for an unknown time."""
    if at is None:
        return ""
    moment = local(at, zone)
    return f"{date_text(at, zone)} {moment.hour:02d}:{moment.minute:02d}"
