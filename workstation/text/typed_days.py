"""The day in a typed text: 明天, 下周五, 11月25日, 月底, 3天后, tomorrow, next Friday, 25 Nov."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

WorkingDays = Callable[[date, int], date]

_NEAR: Final = (
    (re.compile(r"大后天"), 3),
    (re.compile(r"后天|後天|后日|(?:the )?day after tomorrow"), 2),
    (re.compile(r"明天|明日|明(?=[早晚上下中])|tomorrow|tmrw"), 1),
    (re.compile(r"今天|今日|当天|今(?=[早晚晨上下中])|today"), 0),
    (re.compile(r"(?=tonight)"), 0),
    (re.compile(r"大前天"), -3),
    (re.compile(r"前天|(?:the )?day before yesterday"), -2),
    (re.compile(r"昨天|昨日|昨(?=[早晚晨])|yesterday"), -1),
)
_FULL: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*[日号]?")
_MONTH_DAY: Final = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})(?!\d)\s*[日号]?")
_SLASHED: Final = re.compile(r"(?<![\d:])(\d{1,2})\s*[/-]\s*(\d{1,2})(?![\d:])")
_DAY_ONLY: Final = re.compile(r"(?P<month>这个月|本月|下个?月)?\s*(?<!\d)(?P<day>\d{1,2})\s*[号日]")
_MONTH_END: Final = re.compile(r"(下个?)?月底|(?:the )?end of (?:the |this |(next ))?month")
_WEEKDAY: Final = re.compile(
    r"(?P<which>下下个?|下个?|这个?|本|上个?)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末])"
)
_WEEKDAY_EN: Final = re.compile(
    r"(?P<which>next|this|last|coming)?\s*\b(?P<day>mon|tue|wed|thu|fri|sat|sun)"
    r"(?:day|sday|s|nesday|rsday|rs|r|urday)?\b"
)
_DAYS_AFTER: Final = re.compile(
    r"(?:再过|过|in|within)?\s*(?P<n>\d{1,4}|an?)\s*(?P<unit>个?工作日|天|日(?=[之以后内])|个?星期|周|个?礼拜|个?月(?!\d)"
    r"|(?:working|business) days?|days?|weeks?|months?)\s*(?:之后|以后|后|之内|以内|内|from now|later)?"
)
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_NAMES: Final = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY_MONTH_EN: Final = re.compile(
    rf"(?:the )?\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_NAMES}(?:,? (\d{{4}}))?(?!\d)"
)
_MONTH_DAY_EN: Final = re.compile(
    rf"{_NAMES} (\d{{1,2}})(?:st|nd|rd|th)?(?:,? (\d{{4}}))?(?!\d)(?!:)"
)
_NTH_EN: Final = re.compile(r"(?:the )?\b(\d{1,2})(?:st|nd|rd|th)\b")
_DAYS_ZH: Final = "一二三四五六日"
_DAYS_EN: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Taken = tuple[date, str]


def take_day(text: str, today: date, ahead: bool, working: WorkingDays | None) -> Taken | None:
    """The first day that a text names and what is left of the text without it; None for none.

    `text` is in small letters with numerals in figures.
    """
    for pattern, read in _READERS:
        found = pattern.search(text)
        if found is None:
            continue
        try:
            day = read(found, today, ahead, working)
        except (ValueError, OverflowError):
            return None
        if day is not None:
            return day, f"{text[: found.start()]} {text[found.end() :]}"
    return None


def _full(found: re.Match[str], *_: object) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _month_day(found: re.Match[str], today: date, ahead: bool, _: object) -> date:
    return _nearest(int(found[1]), int(found[2]), today, ahead)


def _day_month_en(found: re.Match[str], today: date, ahead: bool, _: object) -> date:
    return _with_year(_month_of(found[2]), int(found[1]), found[3], today, ahead)


def _month_day_en(found: re.Match[str], today: date, ahead: bool, _: object) -> date:
    return _with_year(_month_of(found[1]), int(found[2]), found[3], today, ahead)


def _with_year(month: int, day: int, year: str | None, today: date, ahead: bool) -> date:
    return date(int(year), month, day) if year else _nearest(month, day, today, ahead)


def _month_of(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _nearest(month: int, day: int, today: date, ahead: bool) -> date:
    """The day of the year that is nearest, or of the next one to come."""
    near = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            near.append(date(year, month, day))
        except ValueError:
            continue
    if ahead:
        near = [one for one in near if one >= today - timedelta(days=31)] or near
        return min(near)
    return min(near, key=lambda one: abs((one - today).days))


def _day_only(found: re.Match[str], today: date, ahead: bool, _: object) -> date:
    day, said = int(found["day"]), found["month"] or ""
    first = today.replace(day=1)
    following = first + timedelta(days=monthrange(first.year, first.month)[1])
    if said.startswith("下") or (not said and ahead and day < today.day):
        return following.replace(day=day)
    return first.replace(day=day)


def _nth_en(found: re.Match[str], today: date, ahead: bool, _: object) -> date:
    day = int(found[1])
    first = today.replace(day=1)
    if ahead and day < today.day:
        first += timedelta(days=monthrange(first.year, first.month)[1])
    return first.replace(day=day)


def _month_end(found: re.Match[str], today: date, *_: object) -> date:
    first = today.replace(day=1)
    if found[1] or found[2]:
        first += timedelta(days=monthrange(first.year, first.month)[1])
    return first.replace(day=monthrange(first.year, first.month)[1])


def _weekday(found: re.Match[str], today: date, ahead: bool, _: object) -> date:
    name = found["day"].replace("天", "日").replace("末", "六")
    return _in_week(_DAYS_ZH.index(name), found["which"] or "", today, ahead)


def _weekday_en(found: re.Match[str], today: date, ahead: bool, _: object) -> date:
    which = {"next": "下", "last": "上", "this": "这"}.get(found["which"] or "", "")
    return _in_week(_DAYS_EN.index(found["day"]), which, today, ahead)


def _in_week(place: int, which: str, today: date, ahead: bool) -> date:
    weeks = 2 if which.startswith("下下") else {"下": 1, "上": -1}.get(which[:1], 0)
    day = today + timedelta(days=place - today.weekday() + 7 * weeks)
    return day + timedelta(days=7) if not which and ahead and day < today else day


def _days_after(
    found: re.Match[str], today: date, ahead: bool, working: WorkingDays | None
) -> date | None:
    count = 1 if found["n"].startswith("a") else int(found["n"])
    unit = found["unit"].removeprefix("个")
    if unit == "工作日" or unit.startswith(("working", "business")):
        return working(today, count) if working else None
    if unit in ("星期", "周", "礼拜") or unit.startswith("week"):
        return today + timedelta(weeks=count)
    if unit == "月" or unit.startswith("month"):
        months = today.month - 1 + count
        year, month = today.year + months // 12, months % 12 + 1
        return date(year, month, min(today.day, monthrange(year, month)[1]))
    return today + timedelta(days=count)


def _near_readers() -> Iterator[tuple[re.Pattern[str], _Reader]]:
    for pattern, days in _NEAR:
        yield pattern, _after(days)


def _after(days: int) -> _Reader:
    return lambda found, today, ahead, working: today + timedelta(days=days)


_Reader = Callable[[re.Match[str], date, bool, WorkingDays | None], "date | None"]
_READERS: Final[tuple[tuple[re.Pattern[str], _Reader], ...]] = (
    (_FULL, _full),
    (_MONTH_DAY, _month_day),
    (_DAY_MONTH_EN, _day_month_en),
    (_MONTH_DAY_EN, _month_day_en),
    (_DAYS_AFTER, _days_after),
    (_MONTH_END, _month_end),
    *_near_readers(),
    (_WEEKDAY, _weekday),
    (_WEEKDAY_EN, _weekday_en),
    (_SLASHED, _month_day),
    (_DAY_ONLY, _day_only),
    (_NTH_EN, _nth_en),
)
