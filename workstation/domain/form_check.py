"""The check that a printed form carries in its QR code, and what a scanner types of it.

The code holds `AC1:SERIAL:COPY:CHECK` in the alphanumeric mode of ISO/IEC 18004. CHECK is the first
16 letters in base 32 (RFC 4648) of the SHA-256 over what the print register says of that copy, so a
form with another amount or payee than the register's is found out.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from dataclasses import asdict, dataclass
from typing import Final

from workstation.domain.refusal import Refusal

PREFIX: Final = "AC1"
#: Characters that the alphanumeric mode has, but for the colon, which parts ours.
_SERIAL: Final = re.compile(r"[0-9A-Z $%*+\-./]{1,40}")
_CODE: Final = re.compile(r"AC1:([0-9A-Z $%*+\-./]{1,40}):([0-9]{1,6}):([A-Z2-7]{16})")


@dataclass(frozen=True, slots=True)
class FormLine:
    """What the check covers. `copy` counts from 1, `amount_fen` is None where there is none."""

    form: str
    serial: str
    copy: int
    claim: str
    amount_fen: int | None
    payee: str
    template_version: str


@dataclass(frozen=True, slots=True)
class ScannedForm:
    """What a QR code says: the serial, the copy and the check."""

    serial: str
    copy: int
    check: str


def check_of(line: FormLine) -> str:
    """The check of a line: 16 capital letters and figures."""
    told = asdict(line)
    told["payee"] = unicodedata.normalize("NFC", line.payee)
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest)[:16].decode("ascii")


def can_be_coded(serial: str) -> bool:
    """Whether a serial has only characters that the code can hold."""
    return _SERIAL.fullmatch(serial) is not None


def code_text(line: FormLine) -> str:
    """What the QR code of a line holds. Raises `Refusal("form_serial_letters")`."""
    if not can_be_coded(line.serial):
        raise Refusal("form_serial_letters", serial=line.serial)
    return f"{PREFIX}:{line.serial}:{line.copy}:{check_of(line)}"


def scanned(text: str) -> ScannedForm:
    """Read what a scanner typed, small letters and full-width ones too.

    Raises `Refusal("form_code_unreadable")`.
    """
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    found = _CODE.fullmatch(plain)
    if found is None:
        raise Refusal("form_code_unreadable", text=text[:80])
    return ScannedForm(found[1], int(found[2]), found[3])


def agrees(code: ScannedForm, line: FormLine) -> bool:
    """Whether a scanned code is that of a line of the register."""
    return (code.serial, code.copy, code.check) == (line.serial, line.copy, check_of(line))
