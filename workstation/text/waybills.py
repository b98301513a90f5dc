"""Waybill numbers: brought into one form, found in free text, and the carriers they may be of.

The forms are data (``rules/carriers.toml``). Carriers' numbers overlap and their check digits are
mostly unpublished, so a carrier is only ever suggested and no number is refused. The exception is
the international S10 number of the Universal Postal Union, whose check digit is public.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

import resources
from workstation.text.printable import HALF_WIDTH

_S10 = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")
_S10_WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)
_CANDIDATE = re.compile(
    r"(?<![0-9A-Za-z*])"
    r"(?:[A-Za-z]{2}\s?\d{9}\s?[A-Za-z]{2}|[A-Za-z]{1,5}[ -]?\d{8,15}|\d{4}(?: \d{4}){2,3}|\d{8,15})"
    r"(?:-\d{1,3}-\d{1,3}-?)?(?![0-9A-Za-z*])"
)
_ANNOUNCED = re.compile(
    r"(?:运单|快递|物流|(?<![订工])单号|面单|邮件号?|包裹号?|母件|子件|waybill|tracking|awb|parcel)"
    r"(?:号码?|编号|单号|no\.?|number|id|#)*\s*(?:是|为|：|:|#|＃)?\s*$",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"(?:订单|工单|商品|交易|流水|发票|账号|账户|卡号|身份证|电话|手机|order|ticket|invoice|phone)"
    r"(?:号码?|编号|单号|no\.?|number|id|#)*\s*(?:是|为|：|:|#|＃)?\s*$",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_DASHES: Final = str.maketrans("‐‑‒–—―−－", "--------")


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a carrier's numbers; see ``rules/carriers.toml`` for the two marks."""

    pattern: re.Pattern[str]
    sure: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier: its code, its names, the words that name it in a text, its numbers' forms."""

    code: str
    name: str
    words: tuple[str, ...]
    forms: tuple[Form, ...]
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class WaybillGuess:
    """A number that may be a waybill, its carriers' codes likeliest first, and its place."""

    number: str
    carriers: tuple[str, ...]
    start: int
    end: int


@cache
def carriers() -> tuple[Carrier, ...]:
    """Return the carriers of ``rules/carriers.toml``, read once."""
    table = tomllib.loads(resources.read_text("rules/carriers.toml"))
    return tuple(
        Carrier(
            code=entry["code"],
            name=entry["name"],
            words=tuple(entry["words"]),
            name_en=entry.get("name_en", ""),
            forms=tuple(
                Form(re.compile(form["pattern"]), form["sure"], form["alone"])
                for form in entry["forms"]
            ),
        )
        for entry in table["carrier"]
    )


def normalise_waybill(text: str) -> str:
    """Bring a waybill number into its one form: half-width capitals, no blanks."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).upper()
    return re.sub(r"[\s\u200b\ufeff]+", "", plain).strip("-:;,.。，；：#'\"")


def suggest_carriers(number: str) -> tuple[str, ...]:
    """Return the codes of the carriers that number parcels so, the likeliest first."""
    written = normalise_waybill(number)
    ranked: list[tuple[int, str]] = []
    for carrier in carriers():
        ranks = [_rank(form) for form in carrier.forms if form.pattern.fullmatch(written)]
        if ranks:
            ranked.append((min(ranks), carrier.code))
    best = min((rank for rank, _ in ranked), default=0)
    kept = [entry for entry in ranked if entry[0] == best or best > 0]
    return tuple(code for _, code in sorted(kept, key=lambda entry: entry[0]))


def _rank(form: Form) -> int:
    return 0 if form.sure else 1 if form.alone else 2


def carrier_name(code: str, language: str = "zh") -> str:
    """Return a carrier's name, in Chinese or in English; an unknown code as it is."""
    found = next((carrier for carrier in carriers() if carrier.code == code), None)
    if found is None:
        return code
    return found.name if language.startswith("zh") else found.name_en


def carrier_named(text: str) -> str:
    """Return the code of the carrier that ``text`` names (顺丰速运, SF Express), or ``""``."""
    told = unicodedata.normalize("NFKC", text).casefold()
    for carrier in carriers():
        if told.strip() == carrier.code or any(_says(told, word) for word in carrier.words):
            return carrier.code
    return ""


def _says(told: str, word: str) -> bool:
    if not word.isascii():
        return word in told
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", told) is not None


def s10_is_valid(number: str) -> bool:
    """Tell whether a number is an international postal one (UPU S10) with a right check digit."""
    written = normalise_waybill(number)
    if not _S10.fullmatch(written):
        return False
    total = sum(int(d) * weight for d, weight in zip(written[2:10], _S10_WEIGHTS, strict=True))
    check = {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)
    return int(written[10]) == check


def find_waybills(text: str) -> tuple[WaybillGuess, ...]:
    """Return the numbers in a text that may be waybills, in order, each once.

    A number stands when a carrier's unmistakable form fits, or a word like 单号 goes before it;
    telephone, order and account numbers do not. Places are offsets into ``text``.
    """
    plain = text.translate(HALF_WIDTH)
    near = carrier_named(plain)
    guesses: dict[str, WaybillGuess] = {}
    for match in _CANDIDATE.finditer(plain):
        number = normalise_waybill(match[0])
        before = plain[max(match.start() - 24, 0) : match.start()]
        suggested = _suggested(number, near)
        if number not in guesses and _stands(number, before, suggested, near):
            guesses[number] = WaybillGuess(number, suggested, match.start(), match.end())
    return tuple(guesses.values())


def _suggested(number: str, near: str) -> tuple[str, ...]:
    found = suggest_carriers(number)
    return tuple(sorted(found, key=lambda code: code != near)) if near else found


def _stands(number: str, before: str, suggested: tuple[str, ...], near: str) -> bool:
    """Tell whether a number in a sentence is a waybill rather than some other number."""
    announced = _ANNOUNCED.search(before) is not None
    if not announced and (_OTHER_NUMBER.search(before) or _MOBILE.fullmatch(number)):
        return False
    if _S10.fullmatch(number):
        return announced or s10_is_valid(number)
    if announced:
        return not _MOBILE.fullmatch(number)
    plain = any(
        form.alone and form.pattern.fullmatch(number)
        for carrier in carriers()
        for form in carrier.forms
    )
    return plain or (near in suggested and len(number) >= 12)
