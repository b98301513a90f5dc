"""Letters that stand for something to be filled in: XX先生, X月X日, SFXXXX, within X days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_RUN: Final = re.compile("[xX]+")
_LATIN: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_WORD: Final = _LATIN | {"*"}
_UNIT: Final = re.compile(
    r"\s?(?:月|日|号|点|时|分|元|块|天|周|小时|公斤|千克|斤|个|件|次|年|折|先生|女士|小姐|%)"
    r"|[ -](?:days?|hours?|hrs?|minutes?|mins?|weeks?|months?|business|working|yuan|dollars?|usd|cny|rmb)\b",
    re.IGNORECASE,
)
_CALLED: Final = re.compile(r"(?:\b(?:dear|mr|ms|mrs)\.? |\$)$", re.IGNORECASE)
#: The beginning of a number, or of a word of capitals, whose rest is missing: SF12XXXX.
_NUMBER: Final = re.compile(r"[A-Za-z]{0,4}\d{0,4}")
_MASK: Final = re.compile(r"\*{1,2}\d")


def letters(plain: str) -> Iterator[tuple[int, int]]:
    """The stretches of such letters in a text; sizes (XXL) and masks (138XXXX5678) are none."""
    for found in _RUN.finditer(plain):
        start, end = found.span()
        after = plain[end : end + 1]
        if after in _LATIN or _MASK.match(plain, end):
            continue
        before = _before(plain, start)
        if before:
            long = end - start >= 3 and _NUMBER.fullmatch(before) is not None
            if not long and not (end - start >= 2 and before.isdigit() and after in "年元月日"):
                continue
            start -= len(before)
        elif end - start == 1 and not _stands_alone(plain, start):
            continue
        yield start, end


def _before(plain: str, start: int) -> str:
    """The letters and figures right before a place, ten at most."""
    first = start
    while first > 0 and start - first < 10 and plain[first - 1] in _WORD:
        first -= 1
    return plain[first:start].lstrip("*")


def _stands_alone(plain: str, start: int) -> bool:
    """Whether one X stands for something: before a unit, or where a name is called."""
    if _CALLED.search(plain, max(start - 6, 0), start):
        return plain[start + 1 : start + 2] not in _LATIN
    unit = _UNIT.match(plain, start + 1)
    if unit is None:
        return False
    after_word = plain[start - 2 : start - 1] in _LATIN and plain[start - 1 : start] == " "
    return not after_word or unit[0][:1] in " -"
