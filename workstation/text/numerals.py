"""Numbers as people type them: figures with separators, Chinese numerals, English number words."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

_DIGITS: Final = {
    word: value
    for value, words in enumerate(
        ("零〇", "一壹幺", "二贰两俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for word in words
}
_UNITS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
_LARGE: Final = {"万": 10_000, "亿": 100_000_000}
#: The characters that Chinese numerals are written with.
NUMERALS: Final = "".join((*_DIGITS, *_UNITS, *_LARGE))
_FIGURES: Final = re.compile(
    r"([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)([万亿百千]|百万|千万|k|m)?", re.ASCII
)
_SIZES: Final = {
    **{"百": 100, "千": 1_000, "k": 1_000, "万": 10_000, "百万": 1_000_000, "m": 1_000_000},
    **{"千万": 10_000_000, "亿": 100_000_000},
}
_TEENS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL_EN: Final = {word: value for value, word in enumerate(_TEENS.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), start=2)
}
_LONGEST: Final = 60


def read_number(text: str) -> Decimal | None:
    """The number that a text states, or None: 1,234.5, 1.2万, 两百五, 一点五, two hundred and six."""
    if len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).strip().casefold().replace("−", "-")
    figures = (
        _FIGURES.fullmatch("".join(plain.split())) if not re.search(r"\d\s+\d", plain) else None
    )
    if figures:
        value = Decimal(figures[2].replace(",", "")) * _SIZES.get(figures[3] or "", 1)
        return -value if figures[1] == "-" else value
    if plain.startswith("负"):
        found = _chinese(plain[1:])
        return None if found is None else -found
    return _chinese(plain) if plain[:1] in NUMERALS or plain[:1] == "半" else _english(plain)


def figures_in(text: str) -> str:
    """The text with its Chinese numerals written in figures, those of weekdays apart.

    What is no sound numeral stays as it is: 三五天 is nobody's number.
    """
    return _RUN.sub(_as_figures, text)


_RUN: Final = re.compile(rf"(?<![周期拜])[{NUMERALS}]+")


def _as_figures(found: re.Match[str]) -> str:
    value = _chinese(found[0])
    return found[0] if value is None else f"{value.normalize():f}"


def _chinese(text: str) -> Decimal | None:
    """A numeral, with a part after 点 or a half."""
    if text == "半":
        return Decimal("0.5")
    whole, point, part = text.partition("点")
    value = _whole(whole)
    if value is None or (point and not part):
        return None
    if not part:
        return Decimal(value)
    if any(one not in _DIGITS for one in part):
        return None
    return Decimal(f"{value}." + "".join(str(_DIGITS[one]) for one in part))


def _whole(text: str) -> int | None:
    """A whole numeral: by places (两百零五) or figure by figure (二〇二六)."""
    if not text or any(one not in NUMERALS for one in text):
        return None
    if all(one in _DIGITS for one in text):
        single = len(text) == 1 or len(text) >= 4 or text[0] in "零〇"
        return int("".join(str(_DIGITS[one]) for one in text)) if single else None
    total = section = 0
    digit: int | None = None
    last = 0
    for one in text:
        if one in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[one]
            last = 1 if digit == 0 else last
        elif one in _UNITS:
            if digit is None and section and one not in "十拾":
                return None
            section += (1 if digit is None else digit) * _UNITS[one]
            digit, last = None, _UNITS[one]
        else:
            total = (total + section + (digit or 0)) * _LARGE[one]
            section, digit, last = 0, None, _LARGE[one]
    # 两百五 is 250, 一万二 is 12,000; after 零 the figure is of ones
    return total + section + (digit or 0) * (last // 10 if last >= 100 else 1)


def _english(text: str) -> Decimal | None:
    words = text.replace("-", " ").replace(" and a half", " point five").split()
    total = section = 0
    seen = False
    for place, word in enumerate(words):
        if word == "point" and seen:
            rest = [_SMALL_EN.get(one, 10) for one in words[place + 1 :]]
            if not rest or max(rest) > 9:
                return None
            return Decimal(f"{total + section}." + "".join(str(one) for one in rest))
        if word in ("and",) and seen:
            continue
        if word in ("a", "an") and not seen and len(words) > 1:
            section = 1
        elif word in _SMALL_EN:
            section += _SMALL_EN[word]
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in ("thousand", "million"):
            total += (section or 1) * (1_000 if word == "thousand" else 1_000_000)
            section = 0
        else:
            return Decimal("0.5") if text == "half" else None
        seen = True
    return Decimal(total + section) if seen else None
