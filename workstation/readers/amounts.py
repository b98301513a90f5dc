"""Money, weights and marks out of five."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Final

from workstation.readers.words import code_of

_NUMBER: Final = re.compile(r"[-−]?\s*(?:\d[\d,.' ]*\d|\d)")
_WEIGHT: Final = {
    "kg": 1000,
    "千克": 1000,
    "公斤": 1000,
    "g": 1,
    "克": 1,
    "公克": 1,
    "斤": 500,
    "t": 1_000_000,
    "吨": 1_000_000,
    "lb": 454,
    "lbs": 454,
    "oz": 28,
    "кг": 1000,
    "г": 1,
}
_OF: Final = re.compile(
    r"(-?\d+(?:[.,]\d+)?)\s*(?:/|out of|of|／|von|sur|de)\s*(\d+)", re.IGNORECASE
)
_STARS: Final = re.compile(
    r"^(\d(?:[.,]\d)?)\s*(?:stars?|星级?|颗星|顆星|つ星|点|點|分|점|sterne?|estrellas?|étoiles?|звезд\w*|%)?$",
    re.IGNORECASE,
)


def parse_number(text: str) -> Decimal | None:
    """Read a number as written in China, America or Europe ("1,299.50", "1.299,50", "1 299")."""
    clean = unicodedata.normalize("NFKC", text).replace("−", "-")
    found = _NUMBER.search(clean)
    if found is None:
        return None
    digits = re.sub(r"[\s']", "", found.group())
    if clean[: found.start()].rstrip().endswith(("-", "(")) and not digits.startswith("-"):
        digits = f"-{digits}"
    if "," in digits and "." in digits:
        thousands = "," if digits.rfind(".") > digits.rfind(",") else "."
        digits = digits.replace(thousands, "").replace(",", ".")
    elif "," in digits:
        grouped = re.fullmatch(r"-?\d{1,3}(,\d{3})+", digits)
        digits = digits.replace(",", "" if grouped else ".")
    elif digits.count(".") > 1:
        digits = digits.replace(".", "")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def parse_money(text: str) -> int | None:
    """Return an amount in fen (hundredths); 万 and 千 multiply; None when it is no amount."""
    number = parse_number(text)
    if number is None or abs(number) > Decimal(10) ** 13:
        return None
    factor = 10_000 if "万" in text or "萬" in text else 1
    return int((number * factor * 100).quantize(Decimal(1)))


def parse_weight(text: str, header: str = "") -> int | None:
    """Return a weight in grams; without a unit in cell or header, kilograms are meant."""
    number = parse_number(text)
    if number is None or number > 10**8:
        return None
    return int((number * (_unit(text) or _unit(header) or 1000)).quantize(Decimal(1)))


def _unit(text: str) -> int | None:
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", text).casefold())
    return next((_WEIGHT[word] for word in words if word in _WEIGHT), None)


def parse_rating(text: str, scale: int = 5) -> tuple[int | None, bool]:
    """Return a mark from 1 to 5 (or None) and whether the text was understood.

    Words, stars, "4.0/5" and numbers up to `scale` (5, 10 or 100) are read; a number beyond its
    scale is understood and yields None.
    """
    clean = unicodedata.normalize("NFKC", text).strip()
    stars = clean.count("★") + clean.count("⭐")
    if stars and not any(char.isalnum() for char in clean):
        return (stars if stars <= 5 else None), True
    fraction = _OF.fullmatch(clean)
    if fraction is not None and int(fraction[2]) > 0:
        return _scaled(float(fraction[1].replace(",", ".")), int(fraction[2])), True
    number = _STARS.match(clean) or re.fullmatch(r"(-?\d+(?:[.,]\d+)?)\s*(?:%|分|points?)?", clean)
    if number is not None:
        return _scaled(float(number[1].replace(",", ".")), 100 if "%" in clean else scale), True
    code = code_of("satisfaction", clean)
    return (int(code), True) if code is not None else (None, False)


def _scaled(value: float, scale: int) -> int | None:
    lowest = 1 if scale == 5 else 0
    if not lowest <= value <= scale:
        return None
    if scale == 5:
        return max(1, min(5, int(value + 0.5)))
    return max(1, min(5, 1 + int(value / scale * 4 + 0.5)))
