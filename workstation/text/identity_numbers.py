"""Numbers that name a person, a company or an account, checked before they go onto a form.

The type is decided first, because the two 18-character numbers overlap: a resident identity
number (居民身份证, GB 11643-1999) holds a birthday, a unified social credit code (统一社会信用代码,
GB 32100-2015) does not. Check digits are computed by ``python-stdnum``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

NumberKind = Literal["resident_id", "uscc", "bank_card", "unknown"]

_RESIDENT = re.compile(r"[1-9]\d{16}[\dX]")
_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_CARD = re.compile(r"\d{13,19}")


#: GB/T 2260 province codes, with 81 to 83 for residents of Hong Kong, Macau and Taiwan.
_PROVINCES: Final = frozenset(
    (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46)
    + (50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83)
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A number with its kind and what is wrong with it.

    ``problem`` is a code, ``""`` if none: ``empty``, ``length``, ``characters``, ``birthday``,
    ``region``, ``check_digit``, ``fifteen_digits`` (an identity number of before 2000: ask for
    the present one) or ``no_check`` (a company account: it has no check digit, compare by eye).
    """

    kind: NumberKind
    number: str
    valid: bool
    problem: str = ""


def identify(text: str) -> Checked:
    """Decide what a number is, and check it as that."""
    number = _bare(text)
    resident = check_resident_id(number)
    if resident.valid or resident.problem == "fifteen_digits":
        return resident
    if len(number) == 18:
        company = check_uscc(number)
        personal = _RESIDENT.fullmatch(number) and number[0] != "9"
        return resident if personal and not company.valid else company
    card = check_bank_card(number)
    return card if _CARD.fullmatch(number) else Checked("unknown", number, False, card.problem)


def check_resident_id(text: str) -> Checked:
    """Check an identity number: form, province, a birthday that was, and the check digit."""
    number = _bare(text)
    problem = _shape(number, 18, _RESIDENT)
    if re.fullmatch(r"[1-9]\d{14}", number) and _day("19" + number[6:12]):
        problem = "fifteen_digits"
    if not problem:
        problem = _resident_problem(number)
    return Checked("resident_id", number, not problem, problem)


def birthday(text: str) -> date | None:
    """Return the birthday in a valid identity number, else None."""
    checked = check_resident_id(text)
    return _day(checked.number[6:14]) if checked.valid else None


def check_uscc(text: str) -> Checked:
    """Check a unified social credit code: its 31 characters and the check character."""
    number = _bare(text)
    problem = _shape(number, 18, _USCC)
    if not problem:
        from stdnum.cn import uscc

        right = str(uscc.calc_check_digit(number[:-1]))
        problem = "" if right == number[-1] else "check_digit"
    return Checked("uscc", number, not problem, problem)


def check_bank_card(text: str) -> Checked:
    """Check a bank card by the Luhn formula (ISO/IEC 7812-1).

    Company accounts carry no such digit: a number of other length or failing the check is told
    with its problem, and the caller warns instead of refusing.
    """
    number = _bare(text)
    if not number.isdecimal():
        problem = "characters" if number else "empty"
    elif not _CARD.fullmatch(number):
        problem = "no_check" if 8 <= len(number) <= 30 else "length"
    else:
        from stdnum import luhn

        problem = "" if luhn.is_valid(number) else "check_digit"
    return Checked("bank_card", number, not problem, problem)


def _bare(text: str) -> str:
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()


def _shape(number: str, length: int, form: re.Pattern[str]) -> str:
    if not number:
        return "empty"
    if len(number) != length:
        return "length"
    return "" if form.fullmatch(number) else "characters"


def _resident_problem(number: str) -> str:
    from stdnum.cn import ric

    born = _day(number[6:14])
    if born is None or not date(1880, 1, 1) <= born <= date.today():
        return "birthday"
    if int(number[:2]) not in _PROVINCES:
        return "region"
    return "" if str(ric.calc_check_digit(number)) == number[-1] else "check_digit"


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
