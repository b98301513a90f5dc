"""Numbers of people that are never written out in full: telephones, identity numbers, bank cards.

Found however they are written: full width, Chinese figures (一三八…), with blanks or dashes between.
An identity number (GB 11643) is known by its check character, a bank card (ISO/IEC 7812) by the
Luhn formula; either also by the word for it right before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_FIGURES: Final = {
    **{0xFF10 + at: str(at) for at in range(10)},
    **{ord(sign): str(at) for at, sign in enumerate("零一二三四五六七八九")},
    **{ord(sign): str(at) for at, sign in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    **{ord("幺"): "1", ord("两"): "2", ord("Ｘ"): "X", ord("ｘ"): "x"},
    **{0x2460 + at: str(at + 1) for at in range(9)},
}
_RUN: Final = re.compile(
    r"(?<![0-9A-Za-z])\+?\d(?:[ \-–—.·_\u200b－　]{0,2}[\dXx]){10,22}(?![0-9A-Za-z])"
)
_NAMED: Final = re.compile(
    r"(身份证|证件)|(卡号|银行卡|储蓄卡|信用卡|账号|帐号|账户|card)", re.IGNORECASE
)
_MOBILE: Final = re.compile(r"(?:86|0086)?(1[3-9]\d{9})(?:\d{1,6})?")
_IDENTITY: Final = re.compile(
    r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]"
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_BEFORE: Final = 14


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a person. `kind` is "phone", "identity" or "card"; `digits` has no marks."""

    kind: str
    digits: str
    start: int
    end: int


def private_numbers(text: str) -> Iterator[Number]:
    """The numbers of people that stand in full in a text, in their order."""
    plain = text.translate(_FIGURES)
    for found in _RUN.finditer(plain):
        digits = re.sub(r"[^\dX]", "", found[0].upper())
        before = plain[max(found.start() - _BEFORE, 0) : found.start()]
        named = list(_NAMED.finditer(before))
        kind = _kind(digits, found[0], named[-1] if named else None)
        if kind:
            yield Number(kind, digits, *found.span())


def _kind(digits: str, written: str, named: re.Match[str] | None) -> str:
    if _IDENTITY.fullmatch(digits) and (_identity(digits) or (named and named[1])):
        return "identity"
    mobile = _MOBILE.fullmatch(digits)
    if mobile and (
        len(digits) == 11 or digits.startswith(("861", "00861")) or len(written) > len(digits)
    ):
        return "phone"
    if written.startswith("+") and "X" not in digits and len(digits) <= 15:
        return "phone"
    if "X" in digits or not 15 <= len(digits) <= 19:
        return ""
    if named and named[2]:
        return "card"
    return "card" if digits[0] in "3456" and len(digits) >= 16 and luhn(digits) else ""


def luhn(digits: str) -> bool:
    """Whether the last digit is right by the Luhn formula."""
    doubled = (sum(divmod(int(digit) * 2, 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def _identity(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[-1]
