"""Days and moments as an agent types them: 明天下午三点, 3天后, 18:30, next Friday 6 pm.

A text is read piece by piece: a day, a time of day, or a stretch from now; whatever is left over
makes it unreadable, so that nothing is guessed from half of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from workstation.text.numerals import figures_in, read_number
from workstation.text.spoken import Clock
from workstation.text.typed_days import take_day

#: Gives the day so many working days after a day.
WorkingDays = Callable[[date, int], date]

_LONGEST: Final = 60
_STRETCH: Final = re.compile(
    r"(?:再过|过|in|within)?\s*(?P<half0>半)?\s*(?P<n>\d+(?:\.\d+)?)?\s*(?:个|an?\s)?\s*(?P<half1>半)?\s*"
    r"(?P<unit>小时|钟头|分钟|刻钟|hours?|hrs?|h|minutes?|mins?)(?P<half2>半)?"
    r"\s*(?:之后|以后|后|之内|以内|内|from now|later)?"
)
_HALF_HOUR_EN: Final = re.compile(r"(?:in|within)?\s*half an hour(?: from now)?")
_MINUTES: Final = {"小时": 60, "钟头": 60, "分钟": 1, "刻钟": 15, "h": 60, "m": 1}
_CLOCK: Final = re.compile(
    r"(?P<mark>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|早|晚)?\s*"
    r"(?P<h>\d{1,2})\s*(?:(?P<colon>:)\s*(?P<m>[0-5]\d)(?::[0-5]\d)?"
    r"|(?P<spoken>点钟|点整|点|时)\s*(?:(?P<half>半)|(?P<quarter>[13])刻|(?P<m2>\d{1,2})\s*分?)?)"
    r"\s*(?P<en>[ap]\.?\s?m\.?(?![a-z]))?"
)
_CLOCK_EN: Final = re.compile(
    r"(?P<h>\d{1,2})\s*(?:(?P<en>[ap]\.?\s?m\.?)(?![a-z])|o'?clock\s*(?P<part>in the (?:morning|afternoon|evening))?)"
)
_PARTS: Final = (
    (re.compile(r"中午|正午|at noon|noon|midday"), 12),
    (re.compile(r"midnight|午夜|半夜"), 24),
    (re.compile(r"早上|早晨|清晨"), 9),
    (re.compile(r"上午|in the morning|morning"), 12),
    (
        re.compile(
            r"下午|傍晚|in the afternoon|afternoon|下班|close of business|end of (?:the )?day"
        ),
        18,
    ),
    (re.compile(r"晚上|夜里|in the evening|evening|tonight"), 21),
)
_LATE: Final = ("下午", "傍晚", "晚上", "晚")
_EARLY: Final = ("凌晨", "夜里", "半夜")
_FILLER: Final = re.compile(
    r"之前|以前|前后|左右|以内|之内|[前内的之,，.。、\s]"
    r"|\b(?:at|on|by|before|until|around|about|the|latest|no later than)\b"
)
#: At what hour a day ends whose hour nobody named.
DAY_ENDS: Final = 18


@dataclass(frozen=True, slots=True)
class _Typed:
    day: date | None
    time: tuple[int, int] | None
    sure: bool
    at: datetime | None = None


def read_day(
    text: str, clock: Clock, *, ahead: bool = False, working: WorkingDays | None = None
) -> date | None:
    """The day that a text names, or None. `ahead` prefers days to come where the year is open."""
    plain = _tidy(text)
    found = take_day(plain, clock.today, ahead, working) if plain else None
    if found is None:
        return None
    day, rest = found
    return None if _FILLER.sub("", rest) else day


def read_moment(
    text: str, clock: Clock, *, ahead: bool = True, working: WorkingDays | None = None
) -> int | None:
    """The moment that a text names in milliseconds UTC, or None.

    A time without a day is the next one to come; a day without a time ends at 18:00, its parts at
    their end (上午 12:00, 下午 18:00, 晚上 21:00). 三点 without a part of the day is 15:00.
    """
    plain = _tidy(text)
    if not plain:
        return None
    try:
        typed = _typed(plain, clock, ahead, working)
        return None if typed is None else _moment(typed, clock, ahead)
    except (ValueError, OverflowError):
        return None


def _tidy(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    plain = unicodedata.normalize("NFKC", text).strip().casefold().replace("：", ":")
    return figures_in(plain)


def _typed(plain: str, clock: Clock, ahead: bool, working: WorkingDays | None) -> _Typed | None:
    stretch = _stretch(plain, clock)
    if stretch is not None:
        return _Typed(None, None, True, stretch)
    day, rest = take_day(plain, clock.today, ahead, working) or (None, plain)
    moment, sure, rest = _take_time(rest)
    if _FILLER.sub("", rest) or (day is None and moment is None):
        return None
    return _Typed(day, moment, sure)


def _stretch(plain: str, clock: Clock) -> datetime | None:
    """The end of a stretch from now: 3小时后, 半小时, 一个半小时, in 2 hours."""
    now = clock.local(clock.now)
    whole = _FILLER.sub(" ", plain).strip()
    if _HALF_HOUR_EN.fullmatch(whole):
        return now + timedelta(minutes=30)
    found = _STRETCH.fullmatch(whole)
    if found is None:
        return None
    number = read_number(found["n"]) if found["n"] else None
    halves = sum(1 for name in ("half0", "half1", "half2") if found[name])
    if number is None and not halves:
        if not re.search(r"\ban?\b", plain):
            return None
        number = read_number("1")
    unit = found["unit"]
    minutes = _MINUTES.get(unit) or _MINUTES[unit[0]]
    amount = (float(number) if number is not None else 0.0) + 0.5 * halves
    return now + timedelta(minutes=amount * minutes)


def _take_time(rest: str) -> tuple[tuple[int, int] | None, bool, str]:
    """Hour and minute, whether the half of the day is sure, and what is left of the text."""
    found = _CLOCK.search(rest)
    if found is not None:
        minute = 30 if found["half"] else 15 * int(found["quarter"] or 0)
        minute = minute or int(found["m"] or found["m2"] or 0)
        left = rest[: found.start()] + " " + rest[found.end() :]
        hour, sure = _hour(int(found["h"]), found["mark"] or "", found["en"] or "")
        if not sure and found["spoken"] and 1 <= hour <= 6:
            hour, sure = hour + 12, True
        return _checked(hour, minute), sure or (hour > 6 and bool(found["colon"])), left
    found = _CLOCK_EN.search(rest)
    if found is not None:
        left = rest[: found.start()] + " " + rest[found.end() :]
        mark = {"morning": "am", "": ""}.get((found["part"] or "").rpartition(" ")[2], "pm")
        hour, sure = _hour(int(found["h"]), "", found["en"] or mark)
        if not sure and 1 <= hour <= 6:
            hour, sure = hour + 12, True
        return _checked(hour, 0), sure, left
    for pattern, hour in _PARTS:
        part = pattern.search(rest)
        if part is not None:
            return (hour, 0), True, rest[: part.start()] + " " + rest[part.end() :]
    return None, True, rest


def _checked(hour: int, minute: int) -> tuple[int, int]:
    if not (0 <= hour < 24 and 0 <= minute < 60) and (hour, minute) != (24, 0):
        raise ValueError("no such time of day")
    return hour, minute


def _hour(hour: int, mark: str, half: str) -> tuple[int, bool]:
    if half:
        if not 1 <= hour <= 12:
            return (hour, True) if hour > 12 and half[0] == "p" else (99, True)
        return hour % 12 + (12 if half[0] == "p" else 0), True
    if mark in _EARLY:
        return (0 if hour == 12 else hour), True
    if mark in _LATE:
        if hour == 12:
            return (12 if mark == "下午" else 24), True
        return (hour + 12 if hour < 12 else hour), True
    if mark == "中午":
        return (hour + 12 if hour < 6 else hour), True
    return hour, bool(mark) or hour > 12 or hour == 0


def _moment(typed: _Typed, clock: Clock, ahead: bool) -> int:
    if typed.at is not None:
        return _ms(typed.at)
    hour, minute = typed.time or (DAY_ENDS, 0)
    if typed.day is not None:
        return _ms(_on(typed.day, hour, minute, clock))
    now = clock.local(clock.now)
    then = _on(clock.today, hour, minute, clock)
    if then > now or not ahead:
        return _ms(then)
    if not typed.sure and hour < 12 and (later := _on(clock.today, hour + 12, minute, clock)) > now:
        return _ms(later)
    return _ms(_on(clock.today + timedelta(days=1), hour, minute, clock))


def _on(day: date, hour: int, minute: int, clock: Clock) -> datetime:
    if hour == 24:
        day, hour = day + timedelta(days=1), 0
    return datetime.combine(day, time(hour, minute), clock.zone)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
