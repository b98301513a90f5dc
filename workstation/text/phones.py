"""Telephone numbers as people write them, brought into one form.

Mainland numbers follow the public numbering plan: mobiles are eleven digits from 13 to 19,
landlines an area code and seven or eight digits, service numbers 95xxx, 96xxx, 1xxxx and 400/800.
Privacy numbers of platforms (隐私号) carry an extension. Other countries' numbers are judged by
the ``phonenumbers`` library, which is loaded only when one is met.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import unquote

Kind = Literal[
    "mobile",
    "landline",
    "local",
    "service",
    "hong_kong",
    "macau",
    "international",
    "masked",
    "hidden",
    "unknown",
]

_HIDDEN = re.compile(
    r"(?:未知|隐藏|隐私|私人|匿名|保密|无)(?:号码|电话|来电(?:显示)?)?|号码保密|无法显示|不显示|未提供"
    r"|anonymous|anonym|private|unknown|withheld|restricted|unavailable|hidden|blocked"
    r"|none|null|nan|n/a|[pu0]|-+",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:(?:联系)?(?:电话|手机)(?:号码?)?|联系方式|tel(?:ephone)?|phone|mobile|mob|cell)"
    r"[\s:：.]*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:sips?|tel|callto):(?://)?(?P<number>[^@;?]+)(?:@[^;?]*)?"
    r"(?:[;?](?:ext=(?P<ext>\d{1,6})|[^;?&]*))*$",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\s*(?:转(?:分机)?|分机号?|ext(?:ension)?\.?|[x#,;*_]|\[|\()\s*[:：]?\s*(\d{1,6})\s*[\])]?$",
    re.IGNORECASE,
)
_DASHED_EXTENSION = re.compile(r"^(\+?(?:86[\s-]?)?1[3-9]\d{9}|0?\d{2,3}-\d{7,8})-(\d{1,6})$")
_MASKED = re.compile(r"^\+?[\d\s-]*\d[\s-]*[*xX•●＊]{2,}[\d*xX•●\s-]*$")
_BETWEEN = re.compile(r"[\s().·\-]+")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0(?:10|2\d)\d{8}|0[3-9]\d{2}\d{7,8}")
_SERVICE = re.compile(r"9[56]\d{3,6}|1\d{2}|1[0-2]\d{3}|[48]00\d{7}|1010\d{4}")
_HONG_KONG = re.compile(r"[2-9]\d{7}")
_MACAU = re.compile(r"(?:28|8\d|6\d)\d{6}")
_NUMBER_PART = re.compile(r"[+\d().·\-]*\d[\d().·\-]*")
_COMPLETE: Final = ("mobile", "landline", "hong_kong", "macau")
_FEWEST: Final = 10  # digits of a complete number
_MOST: Final = 24  # characters of a complete number with its extension
_SEVERAL = re.compile(r"[/、，,;；|]|\s+(?=\+?\d{7,})|\s*或\s*")


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number, understood.

    ``digits`` is what is stored and searched: the national digits for mainland numbers (a
    landline keeps its leading 0), the number with ``+`` and country code for all others, the
    masked text for a masked one, ``""`` for a hidden one. ``problem`` is a code, ``""`` if none:
    ``hidden``, ``masked``, ``letters``, ``too_short``, ``too_long``, ``unknown_plan``,
    ``area_code_missing`` (still ``valid``: the number can be dialled in its own city).
    """

    kind: Kind
    digits: str
    extension: str = ""
    valid: bool = True
    problem: str = ""

    @property
    def tail(self) -> str:
        """The last four digits, or fewer if there are not as many."""
        return re.sub(r"\D", "", self.digits.split("*")[-1])[-4:]

    @property
    def shown(self) -> str:
        """The number with its extension, as it is written for a person."""
        return f"{self.digits}-{self.extension}" if self.extension else self.digits


def normalise_phone(text: str) -> Phone:
    """Understand one telephone number; never raises, the problem is told in the answer.

    What a telephone hands over (`sip:13800138000@host`, `tel:+86-755-…;ext=8001`) is a number, too.
    """
    written = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    written = _out_of_address(written)
    written = _LABEL.sub("", written).strip(" \t\"'“”")
    if not written or _HIDDEN.fullmatch(written):
        return Phone("hidden", "", valid=False, problem="hidden")
    if _MASKED.match(written):
        return Phone("masked", _masked_form(written), valid=False, problem="masked")
    number, extension = _cut_extension(written)
    digits = _BETWEEN.sub("", number.replace("+(", "+"))
    if not re.fullmatch(r"\+?\d+", digits):
        problem = "letters" if re.search(r"[^\W\d_]", digits) else "unknown_plan"
        return Phone("unknown", written, valid=False, problem=problem)
    return _by_plan(digits, extension)


def split_phones(text: str) -> tuple[Phone, ...]:
    """Understand a cell that may hold several numbers (``13800138000/0755-86543210``)."""
    whole = normalise_phone(text)
    if whole.valid or whole.kind in ("hidden", "masked"):
        return (whole,)
    parts = [part for part in _SEVERAL.split(unicodedata.normalize("NFKC", text)) if part.strip()]
    phones = tuple(normalise_phone(part) for part in parts)
    return phones if len(phones) > 1 and any(phone.valid for phone in phones) else (whole,)


def complete_number(text: str) -> str:
    """The form in which a whole number is kept, with its extension; "" for any other text.

    Numbers of the mainland, of Hong Kong and of Macau, with or without the code of the country.
    """
    if len(text) > _MOST or not _NUMBER_PART.match(text):
        return ""
    digits = re.sub(r"\D", "", text)
    if len(digits) < _FEWEST or (digits.startswith("00") and digits[2:4] not in ("86", "85")):
        return ""
    if text.startswith("+") and digits[:2] not in ("86", "85"):
        return ""
    phone = normalise_phone(text)
    return phone.shown if phone.valid and phone.kind in _COMPLETE else ""


def join_numbers(words: list[str]) -> list[str]:
    """The words with those that make one whole number together (138 0013 8000) made one."""
    told: list[str] = []
    run: list[str] = []
    for word in [*words, ""]:
        if word and _NUMBER_PART.fullmatch(word):
            run.append(word)
            continue
        whole = complete_number(" ".join(run)) if len(run) > 1 else ""
        told += [whole] if whole else run
        run = []
        if word:
            told.append(word)
    return told


_DASHES: Final = str.maketrans("‐‑‒–—―−－＊•●", "--------***")


def _out_of_address(written: str) -> str:
    """The number that stands in a telephone address; anything else as it is."""
    found = _ADDRESS.match(written)
    if found is None:
        return written
    number = unquote(found["number"]).strip()
    return f"{number};{found['ext']}" if found["ext"] else number


def _cut_extension(written: str) -> tuple[str, str]:
    dashed = _DASHED_EXTENSION.match(written)
    if dashed:
        return dashed[1], dashed[2]
    found = _EXTENSION.search(written)
    if found and len(re.sub(r"\D", "", written[: found.start()])) >= 5:
        return written[: found.start()], found[1]
    return written, ""


def _masked_form(written: str) -> str:
    return re.sub(r"[xX]", "*", re.sub(r"[\s-]", "", written))


def _by_plan(digits: str, extension: str) -> Phone:
    """Tell what kind of number the bare digits are."""
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    home = re.sub(r"^\+?86(?=0?1[3-9]\d{9}$)|^\+86", "", digits)
    if home.startswith("+"):
        return _abroad(home, extension)
    home = re.sub(r"^0(?=1[3-9]\d{9}$)", "", home)
    if digits != home and re.fullmatch(r"[1-9]\d{8,11}", home) and not _MOBILE.fullmatch(home):
        home = f"0{home}"
    if _MOBILE.fullmatch(home):
        return Phone("mobile", home, extension)
    if _LANDLINE.fullmatch(home):
        return Phone("landline", home, extension)
    if _SERVICE.fullmatch(home):
        return Phone("service", home, extension)
    return _leftover(home, extension)


def _leftover(digits: str, extension: str) -> Phone:
    """Judge digits that fit no mainland form: local, from Hong Kong or Macau, or wrong."""
    if re.fullmatch(r"[2-8]\d{6,7}", digits):
        return Phone("local", digits, extension, problem="area_code_missing")
    for code in ("852", "853"):
        if re.fullmatch(rf"{code}\d{{8}}", digits):
            return _abroad(f"+{digits}", extension)
    problem = "unknown_plan"
    if len(digits) < 7 or (len(digits) < 11 and digits[0] in "01"):
        problem = "too_short"
    elif len(digits) > 12 or (len(digits) == 12 and digits[0] == "1"):
        problem = "too_long"
    return Phone("unknown", digits, extension, valid=False, problem=problem)


def _abroad(number: str, extension: str) -> Phone:
    if number.startswith("+852"):
        return _judged("hong_kong", number, extension, bool(_HONG_KONG.fullmatch(number[4:])))
    if number.startswith("+853"):
        return _judged("macau", number, extension, bool(_MACAU.fullmatch(number[4:])))
    return _judged("international", number, extension, _known_abroad(number))


def _known_abroad(number: str) -> bool:
    import phonenumbers

    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(number)))
    except phonenumbers.NumberParseException:
        return False


def _judged(kind: Kind, number: str, extension: str, valid: bool) -> Phone:
    return Phone(kind, number, extension, valid, "" if valid else "unknown_plan")
