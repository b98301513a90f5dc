"""How long something took, in milliseconds."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from workstation.readers.words import plain, rule_names, rule_words

UNITS: Final = {
    "week": 604_800_000,
    "day": 86_400_000,
    "hour": 3_600_000,
    "minute": 60_000,
    "second": 1_000,
}
_CLOCK: Final = re.compile(
    r"(?:(\d+)\s*(?:d|day|days|天)?[ .,]+)?(\d{1,5}):(\d{2})(?::(\d{2})(?:\.\d+)?)?"
)
_BRACKETED: Final = re.compile(r"[(（\[【](?:in\s+|单位\s*[:：]\s*)?([^()（）\[\]【】]+)[)）\]】]")
_PART: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+)\.?")
_ISO: Final = re.compile(
    r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", re.IGNORECASE
)


@lru_cache(maxsize=1)
def _units() -> dict[str, int]:
    return {word: UNITS[name] for name in rule_names("spans") for word in rule_words("spans", name)}


def unit_of(header: str) -> int | None:
    """Return the unit that a header names ("First response (minutes)", "处理时长_小时")."""
    words = plain(header)
    parts = words.split()
    bracketed = _BRACKETED.search(header)
    if bracketed is not None and (size := _units().get(plain(bracketed[1]))) is not None:
        return size
    for name in UNITS:
        for word in rule_words("spans", name):
            if word in parts[1:] and len(word) > 1:
                return UNITS[name]
            if not word.isascii() and len(word) > 1 and words.endswith(word):
                return UNITS[name]
    return None


@lru_cache(maxsize=16384)
def parse_span(text: str, unit: int | None = None) -> int | None:
    """Read "3h 20m", "1.5 hours", "2天3小时", "26:10:00", "PT4H"; a bare number needs `unit`."""
    clean = unicodedata.normalize("NFKC", text).strip().casefold()
    clock = _CLOCK.fullmatch(clean)
    if clock is not None:
        days, hours, minutes, seconds = (int(clock[at] or 0) for at in (1, 2, 3, 4))
        return ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1_000
    try:
        number = float(clean.replace(",", "."))
    except ValueError:
        return _iso(clean) or _parts(clean)
    usable = unit is not None and 0 <= number < 1e9
    return round(number * unit) if usable and unit is not None else None


def _iso(text: str) -> int | None:
    found = _ISO.fullmatch(text)
    if found is None or not any(found.groups()):
        return None
    names = ("week", "day", "hour", "minute", "second")
    return round(sum(float(found[at + 1] or 0) * UNITS[name] for at, name in enumerate(names)))


def _parts(text: str) -> int | None:
    total, rest = 0.0, text
    for found in _PART.finditer(text):
        size = _units().get(found[2])
        if size is None:
            return None
        total += float(found[1].replace(",", ".")) * size
        rest = rest.replace(found.group(), "", 1)
    leftover = re.sub(r"[\s,.]|\band\b|\bund\b|\by\b|\bet\b|零|又", "", rest)
    return round(total) if total and not leftover else None
