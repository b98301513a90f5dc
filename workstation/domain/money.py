"""Amounts of money: exact numbers of fen (分, a hundredth of a yuan), read and written.

Capital amounts follow the rules for filling in bills and settlement vouchers (annex 1 of
支付结算办法, People's Bank of China, 1997): zeros inside the figures are read once, 整 follows yuan
and jiao, never fen. Of the two spellings that the rules give for 1,680.32 and for 107,000.53 the
one with its zero before the yuan is written, or with none: 壹仟陆佰捌拾元叁角贰分,
壹拾万零柒仟元伍角叁分.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from workstation.domain.refusal import Refusal

#: Amounts from here on, either side of zero, are refused (10,000 万亿 yuan).
LIMIT_FEN = 10**18

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_WAN = 10**4
_YI = 10**8


def capital(fen: int, ending: str = "整") -> str:
    """Return the amount in Chinese capital figures, such as ``人民币壹仟肆佰零玖元伍角整``.

    ``ending`` is 整 or 正, both official; "" leaves it out after jiao, where the rules let one.
    A negative amount has 负 after 人民币. Raises ``Refusal('amount_out_of_range')``.
    """
    if ending not in ("整", "正", ""):
        raise ValueError(ending)
    if abs(fen) >= LIMIT_FEN:
        raise Refusal("amount_out_of_range", fen=fen)
    yuan, rest = divmod(abs(fen), 100)
    jiao, cents = divmod(rest, 10)
    words = [_read(yuan) + "元"] if yuan or not rest else []
    if jiao:
        words.append(_DIGITS[jiao] + "角")
    elif cents and yuan:
        words.append("零")
    words.append(_DIGITS[cents] + "分" if cents else ending if jiao else ending or "整")
    return "人民币" + ("负" if fen < 0 else "") + "".join(words)


def format_fen(fen: int) -> str:
    """Return yuan with two decimals and thousands separators, such as ``-1,409.50``."""
    yuan, cents = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan:,}.{cents:02d}"


def format_sum(fen: int, language: str = "zh") -> str:
    """Return the amount with its currency: ``1,409.50 元``, in English ``CNY 1,409.50``."""
    told = format_fen(fen)
    return f"{told} 元" if language.startswith("zh") else f"CNY {told}"


def parse_capital(text: str) -> int:
    """Return the fen of an amount in capital figures: the inverse of :func:`capital`.

    Reads both endings, traditional characters, 百 and 千, zeros where the rules leave them to the
    writer or a printed column has them (零元伍角, 伍元零角零分), and what vouchers print before the
    amount: 人民币（大写）. Raises ``Refusal('amount_unreadable')`` for anything else, figures too, and
    ``Refusal('amount_out_of_range')``; each has the ``text``.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split()).translate(_TIDY)
    bare = _BEFORE.sub("", plain, count=1)
    fen = _from_capitals(bare, text)
    signs = plain[: len(plain) - len(bare)].count("-")
    if fen is None or signs > 1:
        raise Refusal("amount_unreadable", text=text)
    return -fen if signs else fen


def allocate(fen: int, weights: Sequence[int]) -> list[int]:
    """Share ``fen`` out by ``weights`` so that the parts add up to ``fen`` exactly.

    Fen left over by rounding down go one each to the largest remainders, first come first.
    Raises ``Refusal('weights_invalid')`` for a negative weight or if all are zero.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise Refusal("weights_invalid", weights=tuple(weights))
    sign = -1 if fen < 0 else 1
    parts = [abs(fen) * weight // total for weight in weights]
    remainders = [abs(fen) * weight % total for weight in weights]
    order = sorted(range(len(parts)), key=lambda place: -remainders[place])
    for place in order[: abs(fen) - sum(parts)]:
        parts[place] += 1
    return [sign * part for part in parts]


def parse_fen(text: str) -> int:
    """Return the fen that ``text`` states.

    Reads ``1,409.50``, ``￥12``, ``12.5元``, ``12元5角``, ``12块5``, ``1.2万元``, ``-3.00``,
    capital amounts, and all of them in full-width characters. Raises
    ``Refusal('amount_unreadable')``, ``Refusal('amount_too_fine')`` for parts of a fen and
    ``Refusal('amount_out_of_range')``; each has the ``text``.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split()).translate(_TIDY)
    mark = _MARK.match(plain)
    bare = _CODE_BEHIND.sub("", plain[mark.end() if mark else 0 :])
    fen = None
    for reader in (_from_decimal, _from_units, _from_capitals):
        fen = reader(bare, text)
        if fen is not None:
            break
    if fen is None or _SPLIT_FIGURES.search(text):
        raise Refusal("amount_unreadable", text=text)
    if fen >= LIMIT_FEN:
        raise Refusal("amount_out_of_range", text=text)
    return -fen if mark and "-" in mark.group() else fen


def _read(number: int) -> str:
    """Return a whole number in capital figures, without a unit."""
    for size, unit in ((_YI, "亿"), (_WAN, "万")):
        if number >= size:
            high, low = divmod(number, size)
            gap = "零" if low and (low < size // 10 or not high % 10) else ""
            return _read(high) + unit + gap + (_read(low) if low else "")
    words = ""
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += _DIGITS[digit] + _PLACES[place]
        elif words and not words.endswith("零"):
            words += "零"
    return words.rstrip("零") or "零"


_TIDY = str.maketrans(
    {
        **{"−": "-", "–": "-", "。": ".", "圆": "元", "圓": "元", "负": "-", "負": "-", "毛": "角"},
        **{
            "正": "整",
            "貳": "贰",
            "參": "叁",
            "叄": "叁",
            "陸": "陆",
            "萬": "万",
            "億": "亿",
            "幣": "币",
            "百": "佰",
            "千": "仟",
        },
    }
)
_CURRENCY = "(?:人民币|RMB|CNY|¥)"
_MARK = re.compile(rf"-{_CURRENCY}?|{_CURRENCY}-?|", re.IGNORECASE)
_CODE_BEHIND = re.compile(r"(?:RMB|CNY)$", re.IGNORECASE)
#: What stands before an amount in words, the sign on either side of the currency.
_BEFORE = re.compile(r"-?(?:人民币)?(?:\(大写\))?:?-?")
_SPLIT_FIGURES = re.compile(r"\d\s+\d")
_DECIMAL = re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?(万)?(?:元|块钱?)?整?")
_UNITS = re.compile(r"(?:([0-9]+)[元块])?零?(?:([0-9])角)?零?(?:([0-9]{1,2})分)?整?")
_SPOKEN = re.compile(r"([0-9]+)块([0-9])")
_CAPITALS = re.compile(r"(?:([零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)元)?零?(?:(.)角)?零?(?:(.)分)?整?")


def _from_decimal(bare: str, text: str) -> int | None:
    """Read figures with an optional decimal part, or return None."""
    match = _DECIMAL.fullmatch(bare)
    if match is None:
        return None
    whole, part, wan = match.groups()
    power = 6 if wan else 2
    digits = (part or "").rstrip("0")
    if len(digits) > power:
        raise Refusal("amount_too_fine", text=text)
    return int(whole.replace(",", "") + digits.ljust(power, "0"))


def _from_units(bare: str, text: str) -> int | None:
    """Read figures followed by yuan, jiao and fen, or return None."""
    spoken = _SPOKEN.fullmatch(bare)
    if spoken is not None:
        return int(spoken[1]) * 100 + int(spoken[2]) * 10
    match = _UNITS.fullmatch(bare)
    if match is None or not any(match.groups()):
        return None
    yuan, jiao, cents = (int(group or 0) for group in match.groups())
    return yuan * 100 + jiao * 10 + cents


def _from_capitals(bare: str, text: str) -> int | None:
    """Read capital figures, or return None."""
    bare = _without_empty_places(bare)
    match = _CAPITALS.fullmatch(bare)
    if match is None or not any(match.groups()):
        return None
    whole, jiao, cents = match.groups()
    if (jiao or "零") not in _DIGITS or (cents or "零") not in _DIGITS:
        return None
    fen = _whole_of_capitals(whole or "") * 100
    fen += _DIGITS.index(jiao or "零") * 10 + _DIGITS.index(cents or "零")
    if fen >= LIMIT_FEN:
        raise Refusal("amount_out_of_range", text=text)
    return fen if _same_words(capital(fen), bare) else None


def _without_empty_places(bare: str) -> str:
    """Return capital figures without the places that a printed column fills with 零."""
    short = bare.replace("零角", "").replace("零分", "")
    rest = short.removeprefix("零元")
    return rest if rest.strip("整") else short


def _same_words(written: str, bare: str) -> bool:
    """Return whether two capital amounts differ only in optional characters."""
    loose = str.maketrans("", "", "零整")
    return written.removeprefix("人民币").translate(loose) == bare.translate(loose)


def _whole_of_capitals(words: str) -> int:
    """Return the whole number that capital figures state."""
    for unit, size in (("亿", _YI), ("万", _WAN)):
        high, found, low = words.rpartition(unit)
        if found:
            return _whole_of_capitals(high) * size + _whole_of_capitals(low)
    total, digit = 0, 0
    for character in words:
        if character in _DIGITS:
            digit = _DIGITS.index(character)
        else:
            total += digit * 10 ** _PLACES.index(character)
            digit = 0
    return total + digit
