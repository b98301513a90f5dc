"""Moments as people and programs write them, read as milliseconds since the epoch, UTC."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final

from workstation.readers.words import rule_names, rule_words

ORDERS: Final = ("ymd", "dmy", "mdy")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EXCEL: Final = datetime(1899, 12, 30)
_ISO: Final = re.compile(
    r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})\s*[日号號일]?(?!\d)"
)
_SHORT: Final = re.compile(r"(?<!\d)(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?(?:\.\d+)?(Z)?")
_ROC: Final = re.compile(r"(?:民國|民国)\s*(\d{2,3})\s*年")
_ROC_SHORT: Final = re.compile(
    r"(?<![\d/.-])(?:民國|民国)?\s*(1[0-4]\d)(?=\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\d))"
)
_ERA: Final = re.compile(r"(令和|平成)\s*(\d{1,2}|元)\s*年")
_DAY_FIRST: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|º|°)?\.?[\s\-/]+(?:de\s+)?([^\W\d_]{3,})\.?,?[\s\-/]+(?:de\s+)?(\d{4}|\d{2})(?!\d)(?!\s*:)"
)
_MONTH_FIRST: Final = re.compile(
    r"([^\W\d_]{3,})\.?[\s\-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s\-]+(\d{4})(?!\d)"
)
_CTIME: Final = re.compile(
    r"([^\W\d_]{3})\s+(\d{1,2})\s+(\d{1,2}:\d{2}:\d{2})(?:\s+([+-]\d{4}|[A-Z]{3,4}))?\s+(\d{4})"
)
_CLOCK: Final = re.compile(
    r"(?P<before>上午|下午|晚上|凌晨|中午|早上|傍晚|午前|午後|晚间|清晨|오전|오후|[ap]\.?m\.?)?\s*"
    r"(?P<h>\d{1,2})\s*(?:[:：.h]|时|時|点|點|시)\s*(?:(?P<half>半)|(?P<m>\d{1,2})\s*(?:[:：.분]|分)?\s*"
    r"(?:(?P<s>\d{1,2})(?:[.,](?P<f>\d{1,9}))?\s*(?:秒|초)?)?)?\s*"
    r"(?P<after>[ap]\.?\s?m\.?(?![a-z])|[صم](?!\w))?",
    re.IGNORECASE,
)
_ZONE: Final = re.compile(
    r"(?P<z>\bZ\b|(?<=\d)Z)|(?:UTC|GMT)?\s*(?P<sign>[+-])(?P<zh>\d{1,2}):?(?P<zm>\d{2})?$|\b(?P<name>[A-Z]{3,4})\b"
)
_NAMED_ZONES: Final = {
    "UTC": 0,
    "GMT": 0,
    "CET": 60,
    "CEST": 120,
    "JST": 540,
    "KST": 540,
    "HKT": 480,
    "SGT": 480,
    "EST": -300,
    "EDT": -240,
    "PST": -480,
    "PDT": -420,
    "MST": -420,
    "MDT": -360,
    "CDT": -300,
    "MSK": 180,
    "BST": 60,
}
_AFTERNOON: Final = ("下午", "晚上", "傍晚", "午後", "晚间", "오후", "pm", "م")
_MORNING: Final = ("上午", "凌晨", "早上", "午前", "清晨", "오전", "am", "ص")


@dataclass(frozen=True, slots=True)
class Moment:
    """`at` is in milliseconds UTC; `day_only` tells that the text gave no time of day.

    `swapped` tells that the text did not fit the date order that was asked for.
    """

    at: int
    day_only: bool = False
    swapped: bool = False


def to_ms(moment: datetime) -> int:
    """Return an aware moment as milliseconds since the epoch."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)


@lru_cache(maxsize=65536)
def parse_moment(text: str, order: str, zone: tzinfo) -> Moment | None:
    """Read a date, with or without a time, or None when `text` is no date.

    `order` ("ymd", "dmy", "mdy") settles dates of three short numbers; `zone` is used where
    the text names none. Excel serials and epoch seconds or milliseconds are understood.
    """
    clean = _digits(unicodedata.normalize("NFKC", text)).strip().strip("'\"")
    if not clean or len(clean) > 80 or not any(char.isdigit() for char in clean):
        return None
    clean = _eras(clean)
    try:
        return _from_number(clean, zone) or _from_text(clean, order, zone)
    except (ValueError, OverflowError):
        return None


def _digits(text: str) -> str:
    """Write the digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(char)) if unicodedata.decimal(char, None) is not None else char
        for char in text
    )


def _eras(text: str) -> str:
    """Turn years of the Republic (民國) and of Japanese eras into common years."""
    text = _ROC_SHORT.sub(lambda found: str(int(found[1]) + 1911), text, count=1)
    text = _ROC.sub(lambda found: f"{int(found[1]) + 1911}年", text)
    starts = {"令和": 2018, "平成": 1988}
    return _ERA.sub(
        lambda found: f"{starts[found[1]] + (1 if found[2] == '元' else int(found[2]))}年", text
    )


def _from_number(text: str, zone: tzinfo) -> Moment | None:
    compact = _COMPACT.fullmatch(text)
    if compact is not None and 1900 <= int(compact[1]) <= 2200 and 1 <= int(compact[2]) <= 12:
        hour, minute, second = (int(compact[at] or 0) for at in (4, 5, 6))
        when = datetime(int(compact[1]), int(compact[2]), int(compact[3]), hour, minute, second)
        return _moment(when, UTC if compact[7] else zone, compact[4] is None)
    if not re.fullmatch(r"\d+(?:\.\d+)?", text):
        return None
    number = float(text)
    if 20_000 <= number < 80_000:
        days = _EXCEL + timedelta(days=number)
        rounded = (days + timedelta(milliseconds=500)).replace(microsecond=0)
        return _moment(rounded, zone, number.is_integer())
    for scale in (1, 1_000, 1_000_000):
        if 3e8 * scale <= number < 8e9 * scale and len(text.split(".")[0]) in (
            9,
            10,
            12,
            13,
            15,
            16,
        ):
            return Moment(round(number * 1000 / scale))
    return None


def _from_text(text: str, order: str, zone: tzinfo) -> Moment | None:
    ctime = _CTIME.search(text)
    if ctime is not None:
        month = _month(ctime[1])
        tail = f"{ctime[3]} {ctime[4] or ''}"
        return _with_clock((int(ctime[5]), month, int(ctime[2])), tail, zone) if month else None
    for pattern, read in ((_ISO, _iso), (_DAY_FIRST, _day_first), (_MONTH_FIRST, _month_first)):
        found = pattern.search(text)
        parts = read(found) if found is not None else None
        if found is not None and parts is not None:
            return _with_clock(parts, _around(text, found), zone)
    found = _SHORT.search(text)
    if found is None:
        return None
    ordered = _ordered(int(found[1]), int(found[3]), found[4], order)
    if ordered is None:
        return None
    moment = _with_clock(ordered[0], _around(text, found), zone)
    return None if moment is None else Moment(moment.at, moment.day_only, ordered[1])


def _around(text: str, found: re.Match[str]) -> str:
    """Return what stands beside the date; the time may stand on either side."""
    return f"{text[found.end() :]} {text[: found.start()]}".strip().removeprefix("T").strip()


def _iso(found: re.Match[str]) -> tuple[int, int, int] | None:
    return int(found[1]), int(found[2]), int(found[3])


def _day_first(found: re.Match[str]) -> tuple[int, int, int] | None:
    month = _month(found[2])
    return (_year(found[3]), month, int(found[1])) if month else None


def _month_first(found: re.Match[str]) -> tuple[int, int, int] | None:
    month = _month(found[1])
    return (int(found[3]), month, int(found[2])) if month else None


def _ordered(
    first: int, second: int, third: str, order: str
) -> tuple[tuple[int, int, int], bool] | None:
    """Sort three numbers into year, month, day; fall back to the one order that fits."""
    last = int(third)
    readings = {
        "dmy": (_year(third), second, first),
        "mdy": (_year(third), first, second),
        "ymd": (_year(f"{first:02d}"), second, last),
    }
    names = [order, *(name for name in ("dmy", "mdy") if name != order)]
    if len(third) == 4:
        names = [name for name in names if name != "ymd"]
    for name in names:
        year, month, day = readings[name]
        if 1 <= month <= 12 and 1 <= day <= 31:
            return (year, month, day), name != order and order != "ymd"
    return None


def _year(text: str) -> int:
    value = int(text)
    if len(text) > 2:
        return value
    return value + (2000 if value < 70 else 1900)


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    return {
        word: int(number)
        for number in rule_names("months")
        for word in rule_words("months", number)
    }


def _month(word: str) -> int | None:
    return _months().get(word.casefold().rstrip("."))


def _with_clock(parts: tuple[int, int, int], rest: str, zone: tzinfo) -> Moment | None:
    clock = _CLOCK.search(rest)
    if clock is None:
        return _moment(datetime(*parts), zone, True)
    hour = _hour(clock)
    minute = 30 if clock["half"] else int(clock["m"] or 0)
    fraction = int((clock["f"] or "0").ljust(6, "0")[:6])
    days, hour = divmod(hour, 24) if (hour, minute) == (24, 0) else (0, hour)
    when = datetime(*parts, hour, minute, int(clock["s"] or 0), fraction) + timedelta(days=days)
    return _moment(when, _zone(rest[clock.end() :].strip()) or zone, False)


def _hour(clock: re.Match[str]) -> int:
    hour = int(clock["h"])
    mark = re.sub(r"[.\s]", "", (clock["after"] or clock["before"] or "").lower())
    if mark == "中午":
        return hour + 12 if hour < 6 else hour
    if mark in _AFTERNOON and hour < 12:
        return hour + 12
    if mark in _MORNING and hour == 12:
        return 0
    return hour


def _zone(rest: str) -> tzinfo | None:
    found = _ZONE.search(rest.split("(")[0].strip())
    if found is None:
        return None
    if found["z"]:
        return UTC
    if found["sign"]:
        minutes = int(found["zh"]) * 60 + int(found["zm"] or 0)
        if minutes > 14 * 60:
            return None
        return timezone(timedelta(minutes=minutes if found["sign"] == "+" else -minutes))
    minutes_named = _NAMED_ZONES.get(found["name"])
    return None if minutes_named is None else timezone(timedelta(minutes=minutes_named))


def _moment(when: datetime, zone: tzinfo, day_only: bool) -> Moment:
    return Moment(to_ms(when.replace(tzinfo=zone)), day_only)


def short_parts(text: str) -> tuple[int, str, int, str] | None:
    """Return first, separator, second and third of a date in three short numbers, or None."""
    clean = _digits(unicodedata.normalize("NFKC", text))
    if _ISO.search(clean):
        return None
    found = _SHORT.search(clean)
    return (int(found[1]), found[2], int(found[3]), found[4]) if found else None
