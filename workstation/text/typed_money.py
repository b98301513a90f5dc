"""Amounts as an agent types them: 200, 1,234.5, ￥12, 12块5, 两百块, 三块五毛, CNY 80, twenty yuan."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from workstation.domain.money import LIMIT_FEN, parse_fen
from workstation.domain.refusal import Refusal
from workstation.text.numerals import NUMERALS, read_number

_NUMBER: Final = rf"[\d.,{NUMERALS}半]+"
_SPOKEN: Final = re.compile(
    rf"(?:(?P<yuan>{_NUMBER}?)(?:块钱|块|元钱|元|圆))?(?:(?P<jiao>[\d{NUMERALS}])(?:毛钱|毛|角)?)?"
    rf"(?:(?P<fen>[\d{NUMERALS}])分钱?)?整?"
)
_CURRENCY: Final = re.compile(
    r"人民币|\b(?:rmb|cny|yuan|renminbi)\b|[¥￥]|(?<=\d)(?:rmb|cny|yuan)|(?:rmb|cny)(?=\d)"
)


def read_money(text: str) -> int | None:
    """The fen that a text states; None for none, for parts of a fen and for what is below zero."""
    try:
        fen: int | None = parse_fen(text)
    except Refusal:
        fen = _spoken(text)
    return fen if fen is not None and 0 <= fen < LIMIT_FEN else None


def _spoken(text: str) -> int | None:
    if len(text) > 60:
        return None
    plain = _CURRENCY.sub("", unicodedata.normalize("NFKC", text).casefold()).strip()
    found = _SPOKEN.fullmatch("".join(plain.split()))
    if found is None or not any(found.groups()):
        return _fen(read_number(plain))
    total = Decimal(0)
    for part, size in (("yuan", 100), ("jiao", 10), ("fen", 1)):
        if not found[part]:
            continue
        value = read_number(found[part])
        if value is None:
            return None
        total += value * size
    return _whole(total)


def _fen(yuan: Decimal | None) -> int | None:
    return None if yuan is None else _whole(yuan * 100)


def _whole(fen: Decimal) -> int | None:
    return int(fen) if fen == fen.to_integral_value() else None
