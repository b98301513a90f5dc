"""Amounts as they are said: 一千二百块五, 两万三, 三块二毛五, 1万2, 半块, five hundred and 20 yuan.

The last figure stands one place below the unit before it, as people say it: 三百五 is 350, 两万三 is
23,000, 一千二百块五 is 1,200.50. After 零 it is of ones: 一千零五 is 1,005. What is only about an
amount (几百, 一百多, 三五块, 百把块) is refused and not guessed.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Final

from workstation.domain.money import parse_fen
from workstation.domain.refusal import Refusal

_DIGIT: Final = {
    word: str(value)
    for value, words in enumerate(
        ("零〇", "一壹", "二贰貳两兩", "三叁參叄", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for word in words
}
_ALIKE: Final = str.maketrans(
    {
        **_DIGIT,
        **{"拾": "十", "佰": "百", "仟": "千", "萬": "万", "億": "亿"},
        **{"圆": "元", "圓": "元", "块": "元", "塊": "元", "毛": "角", "负": "-", "負": "-"},
        **{"−": "-", "–": "-", "點": "点"},
    }
)
_SIZE: Final = {"十": 10, "百": 100, "千": 1_000}
_LARGE: Final = (("亿", 10**8), ("万", 10**4))
_CURRENCY: Final = re.compile(r"人民币|人民幣|rmb|cny|renminbi|¥", re.IGNORECASE)
_MOST: Final = 60
_RUN: Final = re.compile(f"[0-9{''.join(_DIGIT)}]+")
#: Yuan, jiao and fen, with what is left unsaid at the end: 三元5, 三元25, 三角5, 三元半.
_PARTS: Final = re.compile(
    r"(?:(?P<yuan>[^元角分半]+)元)?"
    r"(?:(?:(?P<zero>0)(?=.+分))?(?:(?P<jiao>[^元角分半]+)角)?(?:0?(?P<fen>[^元角分半]+)分)?"
    r"|(?P<tail>[1-9][1-9]?|半))?"
)
_JIAO_TAIL: Final = re.compile(r"(?:(?P<yuan>[^元角分半]+)元)?(?P<jiao>[1-9]+)角(?P<tail>[1-9]|半)")
_HALF: Final = {"半元": 50, "半角": 5}


def parse_amount(text: str) -> int:
    """The fen of an amount as it is typed: in figures or capitals (`money.parse_fen`), or as it is said.

    Raises as `parse_spoken`.
    """
    try:
        return parse_fen(text)
    except Refusal as refusal:
        if refusal.code != "amount_unreadable":
            raise
    return parse_spoken(text)


def parse_spoken(text: str) -> int:
    """The fen that a spoken amount states, in Chinese or plain English words.

    Raises ``Refusal('amount_unreadable')``, ``Refusal('amount_too_fine')`` for parts of a fen and
    ``Refusal('amount_out_of_range')``; each has the ``text``.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    plain = _CURRENCY.sub("", plain).strip()
    fen = None
    if plain and len(plain) <= _MOST and not re.search(r"\d\s+\d", plain):
        negative = plain[:1] in "-−–负負"
        bare = plain[1:].strip() if negative else plain
        read = _english if re.search(r"[a-z]", bare) else _chinese
        fen = read(bare)
        if fen is not None and negative:
            fen = -fen
    if fen is None:
        raise Refusal("amount_unreadable", text=text)
    if fen.denominator != 1:
        raise Refusal("amount_too_fine", text=text)
    if abs(fen) >= 10**18:
        raise Refusal("amount_out_of_range", text=text)
    return int(fen)


def _chinese(words: str) -> Fraction | None:
    """The fen of Chinese words, None for what is none."""
    together = "".join(words.split())
    if any(not _fit_run(together, run) for run in _RUN.finditer(together)):
        return None
    plain = together.translate(_ALIKE)
    plain = re.sub(r"(?<=[元角分])钱|[整正]$", "", plain).replace("廿", "2十").replace("卅", "3十")
    if plain in _HALF:
        return Fraction(_HALF[plain])
    if not re.search("[元角分]", plain):
        number = _number(plain)
        return None if number is None else number * 100
    tail = _JIAO_TAIL.fullmatch(plain)
    if tail is not None:
        found = _sum(tail["yuan"], tail["jiao"], None)
        return None if found is None else found + (5 if tail["tail"] == "半" else int(tail["tail"]))
    match = _PARTS.fullmatch(plain)
    if match is None or plain.startswith("-"):
        return None
    found = _sum(match["yuan"], match["jiao"], match["fen"])
    return None if found is None else found + _left(match["tail"])


def _fit_run(words: str, run: re.Match[str]) -> bool:
    """Whether figures side by side are one number: 零五, 块二五, 点二五, 二〇二六, not 三五."""
    told = run[0]
    if told.isascii() or len(told) == 1:
        return True
    if len(told) == 2 and told[0] in "零〇":
        return True
    if any(one.isascii() for one in told):
        return False
    before = words[: run.start()][-1:]
    after = words[run.end() : run.end() + 1]
    if before in ("点", "點"):
        return True
    if len(told) == 2:
        return before in tuple("块塊元圆圓") and not after
    return len(told) >= 4 and not before and after in ("", *"块塊元圆圓")


def _left(tail: str | None) -> int:
    """The fen of what is said after yuan without a unit."""
    if not tail:
        return 0
    return 50 if tail == "半" else int(tail.ljust(2, "0"))


def _sum(yuan: str | None, jiao: str | None, cents: str | None) -> Fraction | None:
    """The fen of parts; jiao and fen behind something larger are single figures."""
    total, above = Fraction(0), False
    for words, size in ((yuan, 100), (jiao, 10), (cents, 1)):
        if words is None:
            continue
        value = _number(words.lstrip("0") if above else words)
        if value is None or (above and not 0 < value < 10):
            return None
        total += value * size
        above = True
    return total if above else None


def _number(words: str) -> Fraction | None:
    """A number in figures, Chinese words, or both; None for none."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", words):
        words = words.replace(",", "")
    for unit, size in _LARGE:
        high, found, low = words.rpartition(unit)
        if found:
            return _large(high, low, size)
    return _section(words)


def _large(high: str, low: str, size: int) -> Fraction | None:
    """The number of `high` times 万 or 亿, and what follows."""
    above = _number(high) if high else None
    if above is None or above <= 0 or (size == 10**4 and above >= 10**8):
        return None
    if not low:
        return above * size
    if re.fullmatch("[1-9]", low) and above.denominator == 1:
        return above * size + int(low) * (size // 10)
    below = _number(low.removeprefix("0")) if low != "0" else None
    fits = below is not None and below.denominator == 1 and 0 < below < size
    # 一万二百 may be 12,000 less a word or 10,200: without 零 the place below has to be said
    told = fits and below is not None and (low.startswith("0") or below >= size // 10)
    return above * size + below if told and below is not None else None


def _section(words: str) -> Fraction | None:
    """A number below 万: places one below the other, the last unit may be left out."""
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return Fraction(words)
    point = re.fullmatch(r"(.+)点(\d+)", words)
    if point is not None and not re.search("[百千][1-9]$", point[1]):  # 二百三点五 may be 203.5
        whole = _section(point[1])
        fits = whole is not None and whole.denominator == 1
        return Fraction(f"{whole}.{point[2]}") if fits else None
    total, last, rest = Fraction(0), 10**4, words
    while match := re.match(r"(0)?(\d+(?:\.\d+)?)?([十百千])", rest):
        zero, figure, unit = match.groups()
        size = _SIZE[unit]
        if size >= last or (figure is None and size != 10):
            return None
        if total and not zero and size * 10 != last:
            return None  # 一千五十 lacks its 零
        value = Fraction(figure or 1)
        if (figure and total and not 0 < value < 10) or (value.denominator != 1 and rest != words):
            return None
        total, last, rest = total + value * size, size, rest[match.end() :]
    if not rest or not total:
        return total if total and not rest else None
    if re.fullmatch("0[1-9]", rest) and last > 10:
        return total + int(rest[1])
    if re.fullmatch("[1-9]", rest):
        return total + int(rest) * max(last // 10, 1)
    return None


_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TEN: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL: Final = {word: value for value, word in enumerate(_ONES.split())}
_TENS: Final = {word: 10 * value for value, word in enumerate(_TEN.split(), start=2)}
_SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_MONEY_WORDS: Final = {
    **dict.fromkeys(("yuan", "kuai"), 100),
    **dict.fromkeys(("jiao", "mao"), 10),
    **dict.fromkeys(("fen", "cent", "cents"), 1),
}


def _english(words: str) -> Fraction | None:
    """The fen of English words: numbers, each but the last with its unit."""
    parts = re.findall(r"[a-z]+|[\d.,]+|\S", words.replace("-", " "))
    total, pending, largest = Fraction(0), list[str](), 1_000
    for part in [*parts, ""] if parts and parts[-1] not in _MONEY_WORDS else parts:
        size = _MONEY_WORDS.get(part, 0) or (0 if part else 100)
        if not size:
            pending.append(part)
            continue
        told = pending[1:] if total and pending[:1] == ["and"] else pending
        if not told and not part:
            break
        value = Fraction(1, 2) if told == ["half", "a"] else _english_number(told)
        if value is None or size >= largest:
            return None
        total, pending, largest = total + value * size, [], size
    return total


def _english_number(words: list[str]) -> Fraction | None:
    total, section, seen, last = Fraction(0), Fraction(0), False, 10**9
    for place, word in enumerate(words):
        if word == "and":
            if not seen or place == len(words) - 1:
                return None
            continue
        figure = re.fullmatch(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", word)
        if word in ("a", "an") and not seen and len(words) > 1:
            section = Fraction(1)
        elif figure or word in _SMALL or word in _TENS:
            value = Fraction(word.replace(",", "")) if figure else Fraction(_small(word))
            if section % 100 and not (section % 10 == 0 and section % 100 >= 20 and 0 < value < 10):
                return None
            if section and value >= 100:
                return None
            section += value
        elif word == "hundred" and 0 < section < 100:
            section *= 100
        elif word in _SCALES and section and _SCALES[word] < last and word != "hundred":
            total, section, last = total + section * _SCALES[word], Fraction(0), _SCALES[word]
        else:
            return None
        seen = True
    return total + section if seen else None


def _small(word: str) -> int:
    return _SMALL.get(word, _TENS.get(word, 0))
