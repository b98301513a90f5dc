"""Phones, e-mail addresses, waybills and placeholders: looked at, never mended."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_EMAIL: Final = re.compile(r"[^@\s,;:<>()\[\]\"]+@[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}")
_EXTENSION: Final = re.compile(
    r"(?:[,;x#＃]|ext\.?|转|轉|-(?=\d{4}$)|内線|доб\.?)\s*\d{1,6}$", re.IGNORECASE
)
_LABEL: Final = re.compile(
    r"^(?:tel|phone|mobile|mob|cell|电话|手机|電話|手機|T|M)\s*[.:：]?\s*(?=[+\d(])", re.IGNORECASE
)
_SEVERAL: Final = re.compile(r"\s*[/、，;；|\n]\s*|,\s*(?=[+\d])|\s+(?:or|或)\s+")
_MASKED: Final = re.compile(r"\d[\d\s-]*[*＊xX•·]{2,}[\d\s-]*\d?")
_FLOAT: Final = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_PLACEHOLDER: Final = re.compile(
    r"\{\{\s*[^{}\n\"]{1,60}\s*\}\}"
    r"|\$?\{(?!color\b|code\b|quote\b)\s*[A-Za-z_\u4e00-\u9fff][\w .\u4e00-\u9fff-]{0,60}\}"
    r"|%\(\w{1,60}\)s|<<\s*[^<>\n]{1,60}\s*>>|\[\[\s*[^\[\]\n]{1,60}\s*\]\]"
)
#: Shapes that are a waybill wherever they stand.
_SURE_WAYBILL: Final = re.compile(
    r"(?<![A-Z0-9])(?:SF\d{12,13}|JDV[A-Z0-9]\d{11}|JD[A-Z]{0,2}\d{11,13}|JT\d{12,13}|YT\d{13,15}|"
    r"DPK\d{11,13}|ZTO\d{10,12}|STO\d{10,12}|[A-Z]{2}\d{9}[A-Z]{2}|1Z[A-Z0-9]{16})(?![A-Z0-9])",
    re.IGNORECASE,
)
#: Bare digits are a waybill only beside the word.
_NAMED_WAYBILL: Final = re.compile(
    r"(?:运单|快递单|物流单|面单|快递|包裹|邮件|單|追跡番号|送り状番号|waybill|tracking|consignment|awb|parcel|shipment|"
    r"sendungsnummer|guía|colis)[^\W\d_]{0,6}\s*(?:no|number|num|nr|id|号码|编号|号|號)?\.?\s*(?:is|为|是)?\s*[:：#]?\s*"
    r"([A-Z]{0,4}\d{9,20}[A-Z]{0,2})(?![A-Z0-9])",
    re.IGNORECASE,
)
_LONG_NUMBER: Final = re.compile(r"\d{8}|1Z[A-Z0-9]{16}", re.IGNORECASE)
_WAYBILL_CELL: Final = re.compile(r"[A-Z]{0,5}[-]?\d{8,20}[A-Z]{0,3}(?:-\d+-\d+)?", re.IGNORECASE)


@lru_cache(maxsize=16384)
def phone_faults(text: str) -> tuple[str, ...]:
    """Name what is wrong with a phone cell: letters in it, an impossible number of digits."""
    faults: list[str] = []
    for part in _SEVERAL.split(unicodedata.normalize("NFKC", text).strip()):
        if part:
            faults.extend(_one_phone(part))
    return tuple(dict.fromkeys(faults))


def _one_phone(part: str) -> list[str]:
    if _FLOAT.fullmatch(part):
        return ["number_shortened"]
    if _MASKED.search(part):
        return ["phone_masked"]
    bare = _EXTENSION.sub("", _LABEL.sub("", part)).strip()
    if any(char.isalpha() for char in bare):
        return ["phone_has_letter"]
    digits = "".join(char for char in bare if char.isdigit())
    chinese = digits[2:] if bare.startswith(("+86", "86-", "0086")) else digits
    if bare.startswith("0086"):
        chinese = digits[4:]
    mobile = re.fullmatch(r"1[3-9]\d+", chinese) is not None and not bare.startswith("+1")
    plain = bare.replace(" ", "").replace("-", "") == digits
    if mobile and plain and 9 <= len(chinese) <= 13 and len(chinese) != 11:
        return ["phone_wrong_length"]
    return [] if 5 <= len(digits) <= 17 else ["phone_wrong_length"]


def looks_like_phone(text: str) -> bool:
    """Whether the cell is a phone number and nothing else."""
    clean = unicodedata.normalize("NFKC", text).strip()
    digits = sum(char.isdigit() for char in clean)
    if _MASKED.fullmatch(clean):
        return True
    rest = re.sub(r"[\d\s+().,/x#-]|ext\.?|转", "", clean, flags=re.IGNORECASE)
    if rest or not 7 <= digits <= 20:
        return False
    marked = bool(
        re.match(r"^\+|^\(?0\d|^1[3-9]\d{9}$|^\d{3,4}[-. ]\d{3,4}|^\(\d{3}\)|^[1-9]\d{9}$", clean)
    )
    return marked and not re.match(
        r"^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?!\d)", clean
    )


def email_fault(text: str) -> str | None:
    """Return "email_malformed" unless every address in the cell has the form of one."""
    parts = [
        part.strip(" <>") for part in re.split(r"[;,，；\s]+", text.strip()) if part.strip(" <>")
    ]
    addresses = [part for part in parts if "@" in part] or parts
    sound = all(_EMAIL.fullmatch(part) and ".." not in part for part in addresses)
    return None if sound and addresses else "email_malformed"


def looks_like_email(text: str) -> bool:
    """Whether the cell is one e-mail address."""
    return _EMAIL.fullmatch(text.strip()) is not None


def looks_like_waybill(text: str) -> bool:
    """Whether the cell could be a waybill number: letters and 8 to 20 digits."""
    return _WAYBILL_CELL.fullmatch(text.strip()) is not None


def is_sure_waybill(text: str) -> bool:
    """Whether the cell has the shape of a known carrier's waybill."""
    return _SURE_WAYBILL.fullmatch(text.strip()) is not None


def find_waybills(text: str) -> tuple[str, ...]:
    """Return the waybill numbers in running text, in order, each once, in capitals."""
    if _LONG_NUMBER.search(text) is None:
        return ()
    wide = unicodedata.normalize("NFKC", text)
    found = [(hit.start(), hit.group()) for hit in _SURE_WAYBILL.finditer(wide)]
    taken = {start + at for start, word in found for at in range(len(word))}
    named = ((hit.start(1), hit.group(1)) for hit in _NAMED_WAYBILL.finditer(wide))
    found += [(start, word) for start, word in named if start not in taken]
    return tuple(dict.fromkeys(word.upper() for _, word in sorted(found)))


def find_placeholder(text: str) -> str | None:
    """Return the first placeholder that a program failed to fill, or None."""
    if not any(mark in text for mark in ("{", "%(", "<<", "[[")):
        return None
    found = _PLACEHOLDER.search(text)
    return found.group() if found else None


def is_shortened_number(text: str) -> bool:
    """Whether a spreadsheet wrote a long number as "7.73E+14" and lost its digits."""
    return _FLOAT.fullmatch(text.strip()) is not None
