"""Times as people say them. All moments are milliseconds since the epoch, UTC."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from ui import language

MINUTE: Final = 60_000
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
#: A limit nearer than this is "soon".
SOON: Final = 2 * HOUR


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """What a time chip says, and the look that it says it in (a pair of colour tokens)."""

    text: str
    look: str


def time_left(due_at: int | None, now: int, *, paused: bool = False) -> TimeLeft:
    """How long until a limit: "2 h 05 left", "overdue 1 d", "paused", or nothing."""
    if due_at is None:
        return TimeLeft("", "time_calm")
    if paused:
        return TimeLeft(QCoreApplication.translate("times", "paused"), "time_paused")
    rest = due_at - now
    if rest < 0:
        text = QCoreApplication.translate("times", "overdue {span}")
        return TimeLeft(text.format(span=span(-rest)), "time_overdue")
    text = QCoreApplication.translate("times", "{span} left").format(span=span(rest))
    return TimeLeft(text, "time_soon" if rest < SOON else "time_calm")


def span(length: int) -> str:
    """A length of time in its two largest units, minutes at least: "2 h 05", "3 h", "3 d 4 h"."""
    minutes = length // MINUTE
    if minutes < 60:
        return QCoreApplication.translate("times", "{n} min").format(n=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 24 and not minutes:
        return QCoreApplication.translate("times", "{h} h").format(h=hours)
    if hours < 24:
        return QCoreApplication.translate("times", "{h} h {m:02d}").format(h=hours, m=minutes)
    days, hours = divmod(hours, 24)
    if hours and days < 7:
        return QCoreApplication.translate("times", "{d} d {h} h").format(d=days, h=hours)
    return QCoreApplication.translate("times", "{d} d").format(d=days)


def ago(at: int | None, now: int) -> str:
    """How long ago something was: "just now", "5 min ago"; "" when unknown."""
    if at is None:
        return ""
    past = now - at
    if past < MINUTE:
        return QCoreApplication.translate("times", "just now")
    if past < HOUR:
        return QCoreApplication.translate("times", "{n} min ago").format(n=past // MINUTE)
    if past < DAY:
        return QCoreApplication.translate("times", "{n} h ago").format(n=past // HOUR)
    return QCoreApplication.translate("times", "{n} d ago").format(n=past // DAY)


def clock(at: int, zone: ZoneInfo) -> str:
    """The time of day: "14:05"."""
    return f"{local(at, zone):%H:%M}"


def moment(at: int | None, zone: ZoneInfo, now: int | None = None) -> str:
    """Date and time, without what goes without saying: "14:05" today, "11-03 14:05" this year."""
    if at is None:
        return ""
    then = local(at, zone)
    today = local(now, zone) if now is not None else None
    if today is not None and then.date() == today.date():
        return f"{then:%H:%M}"
    if today is not None and then.year == today.year:
        return f"{then:%m-%d %H:%M}"
    return f"{then:%Y-%m-%d %H:%M}"


def weekday(at: int) -> str:
    """A day of the week in its shortest form, Monday is 0."""
    chinese = language.current().startswith("zh")
    return "一二三四五六日"[at] if chinese else calendar.day_abbr[at][:2]


def full_moment(at: int | None, zone: ZoneInfo) -> str:
    """Date and time to the second, for tool tips and records."""
    return f"{local(at, zone):%Y-%m-%d %H:%M:%S}" if at is not None else ""


def day(at: int | None, zone: ZoneInfo) -> str:
    """The date: "2026-11-03"."""
    return f"{local(at, zone):%Y-%m-%d}" if at is not None else ""


def local(at: int, zone: ZoneInfo) -> datetime:
    """A moment as it stands on the calendar and the clock of a zone."""
    return datetime.fromtimestamp(at / 1000, zone)
