"""Amounts in English words, for the English copies of forms."""

from __future__ import annotations

from typing import Final

from workstation.domain.money import LIMIT_FEN
from workstation.domain.refusal import Refusal

_SMALL: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
_TENS: Final = (
    *("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
)
_GROUPS: Final = ("", "thousand", "million", "billion", "trillion", "quadrillion")


def in_words(fen: int) -> str:
    """Return an amount such as ``Renminbi one thousand and eighteen yuan and five fen only``.

    Raises ``Refusal('amount_out_of_range')``.
    """
    if abs(fen) >= LIMIT_FEN:
        raise Refusal("amount_out_of_range", fen=fen)
    yuan, cents = divmod(abs(fen), 100)
    parts = [f"{_read(yuan)} yuan"] if yuan or not cents else []
    if cents:
        parts.append(f"{_read(cents)} fen")
    return f"Renminbi {'minus ' if fen < 0 else ''}{' and '.join(parts)} only"


def _read(number: int) -> str:
    """Return a whole number in words, groups of three from the greatest down."""
    if number == 0:
        return _SMALL[0]
    groups = []
    place = 0
    while number:
        number, low = divmod(number, 1000)
        if low:
            groups.append((low, place))
        place += 1
    words = [f"{_below_thousand(low)} {_GROUPS[place]}".strip() for low, place in groups]
    if len(words) > 1 and groups[0][1] == 0 and groups[0][0] < 100:
        words[0] = f"and {words[0]}"
    return " ".join(reversed(words))


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{_SMALL[hundreds]} hundred"] if hundreds else []
    if rest:
        parts.append(_below_hundred(rest))
    return " and ".join(parts)


def _below_hundred(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
