"""What is shown of personal data before there is a reason to show more (脱敏).

Every mask leaves enough to tell two people apart on the telephone, and no more: the family name,
the ends of a mobile number, first and last character of an identity number, the last four of a
bank card, an address down to its district. Masking twice changes nothing.
"""

from __future__ import annotations

import re
from typing import Final

from workstation.domain.private_numbers import private_numbers
from workstation.text.phones import Phone, normalise_phone
from workstation.text.pinyin import surnames
from workstation.text.printable import HALF_WIDTH

_HONORIFIC = re.compile(r"^.{1,2}(?:先生|女士|小姐|太太|老师|经理|总|师傅|阿姨|叔叔|姐|哥)$")
_COMPANY = re.compile(r"公司|集团|商行|超市|中心$|工厂$|[店厂部院校]$|\b(?:Co|Ltd|Inc|LLC|GmbH)\b")
_DISTRICT = re.compile(
    r"^.{0,14}?(?:自治县|自治旗|(?<![小社校园景厂])[区县旗]|市(?!.{0,8}(?:[区县旗]|市)))"
)

_DECIMAL: Final = re.compile(r"\d+\.\d+")
_NOT_IN_WORD: Final = r"(?<![0-9A-Za-z])"
_IDENTITY = re.compile(
    _NOT_IN_WORD + r"[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
    r"(?![0-9A-Za-z])"
)
_CARD = re.compile(
    _NOT_IN_WORD + r"[3-69]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{3,4}(?:[ -]?\d{1,3})?(?!\d)"
)
_MOBILE = re.compile(
    r"(?<!\d)(?<![A-Za-z])((?:\+?86|0086)[ -]?)?(1[3-9]\d)([ -]?|\.(?=\d{4}\.))(\d{4})"
    r"([ -]?|(?<=\d{3}\.\d{4})\.)(\d{4})"
    r"((?:[-转,#]|\[)\d{2,6}\]?)?(?!\d)"
)
_LANDLINE = re.compile(
    r"(?<![\dA-Za-z])(0(?:10|2\d|[3-9]\d{2})[ )-]{0,2})(\d{3,4})([ -]?)(\d{4})(?!\d)"
)
_BARE_NUMBER = re.compile(r"\d(?:[ -]?\d){6}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")


def name(text: str) -> str:
    """Mask a person's name: 张伟 is 张*, 欧阳娜娜 is 欧阳**, John Smith is J*** S****.

    A family name with a form of address (张先生) and the name of a company stay as they are.
    """
    written = text.strip()
    if not written or _HONORIFIC.match(written) or _COMPANY.search(written):
        return written
    if not re.match("[\u3400-\u9fff\U00020000-\U0003ffff]", written):
        return re.sub(r"(\w)([\w'’-]+)", lambda word: word[1] + "*" * len(word[2]), written)
    kept = len(surnames().of(written)) or 1
    return written[:kept] + re.sub(r"[^\s·*]", "*", written[kept:])


def phone(text: str) -> str:
    """Mask a telephone number: 138****5678, 0755-****3210; service numbers stay."""
    if "**" in text and not _BARE_NUMBER.search(text):
        return text.strip()
    return _phone_mask(normalise_phone(text), text)


def id_number(text: str) -> str:
    """Mask an identity, licence or passport number but for its first and last character."""
    written = text.translate(HALF_WIDTH).strip()
    if len(written) < 3:
        return "*" * len(written)
    return written[0] + "*" * (len(written) - 2) + written[-1]


def card(text: str) -> str:
    """Mask a bank card but for its last four digits."""
    written = re.sub(r"[\s-]", "", text.translate(HALF_WIDTH))
    return "*" * max(len(written) - 4, 0) + written[-4:] if len(written) > 4 else "*" * len(written)


def address(text: str) -> str:
    """Mask an address below its district: 广东省深圳市南山区科技园路1号 is 广东省深圳市南山区****.

    Where no district can be made out, what follows the city, or everything, is hidden; of an
    address with commas in Latin letters the last two parts (city, country) stay.
    """
    written = text.translate(HALF_WIDTH).strip()
    if not written:
        return ""
    found = _DISTRICT.match(written)
    if found:
        return f"{found[0]}****"
    parts = [part.strip() for part in written.split(",")]
    if len(parts) > 2 and not re.search("[\u3400-\u9fff]", written):
        return ", ".join(["****", *(re.sub(r"\d", "*", part) for part in parts[-2:])])
    return "****"


def email(text: str) -> str:
    """Mask the part of an e-mail address before the ``@`` but for its first character."""
    written = text.strip()
    user, at, host = written.rpartition("@")
    return f"{user[:1]}***@{host}" if at and user else "***"


def mask_text(text: str) -> str:
    """Mask identity numbers, bank cards (by their check digit), telephone numbers and e-mail addresses in free text.

    However their figures are grouped and written (`private_numbers`). Waybills, order numbers,
    amounts and dates stay. The text keeps all else as it was.
    """
    plain = text.translate(HALF_WIDTH)
    spans: list[tuple[int, int, str]] = []
    for pattern, mask in _MASKS:
        for found in pattern.finditer(plain):
            masked = mask(found)
            if masked is not None and not _overlaps(found.span(), spans):
                spans.append((*found.span(), masked))
    for number in private_numbers(plain):
        span = number.start, number.end
        if not (_DECIMAL.fullmatch(plain[slice(*span)]) or _overlaps(span, spans)):
            spans.append((*span, _NUMBERS[number.kind](number.digits)))
    for start, end, masked in sorted(spans, reverse=True):
        text = text[:start] + masked + text[end:]
    return text


def _overlaps(span: tuple[int, int], spans: list[tuple[int, int, str]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end, _ in spans)


def _phone_mask(number: Phone, written: str) -> str:
    digits = number.digits
    tail = "-****" if number.extension else ""
    match number.kind:
        case "mobile":
            return f"{digits[:3]}****{digits[-4:]}{tail}"
        case "landline":
            area = 3 if digits[1] in "12" else 4
            return f"{digits[:area]}-****{digits[-4:]}{tail}"
        case "local":
            return f"****{digits[-4:]}{tail}"
        case "hong_kong" | "macau":
            return f"{digits[:6]}****{digits[-2:]}{tail}"
        case "international":
            return f"{digits[:4]}****{digits[-2:]}{tail}"
        case "service" | "masked":
            return digits
        case "hidden":
            return ""
        case _:
            return re.sub(r"\d(?=\D*\d\D*\d)", "*", written.strip())


def _card_in_text(found: re.Match[str]) -> str | None:
    digits = re.sub(r"\D", "", found[0])
    american_express = len(digits) == 15 and digits[:2] in ("34", "37")
    if not (american_express or len(digits) in range(16, 20)) or not _luhn(digits):
        return None
    return card(digits)


def _luhn(digits: str) -> bool:
    doubled = (sum(divmod(int(digit) * 2, 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def _mobile_in_text(found: re.Match[str]) -> str:
    extension = "-****" if found[7] else ""
    return f"{found[1] or ''}{found[2]}{found[3]}****{found[5]}{found[6]}{extension}"


def _landline_in_text(found: re.Match[str]) -> str:
    return f"{found[1]}{'*' * len(found[2])}{found[3]}{found[4]}"


_NUMBERS: Final = {
    "phone": lambda digits: f"{digits[:3]}****{digits[-4:]}",
    "identity": id_number,
    "card": card,
}
_MASKS: Final = (
    (_EMAIL, lambda found: email(found[0])),
    (_IDENTITY, lambda found: id_number(found[0])),
    (_CARD, _card_in_text),
    (_MOBILE, _mobile_in_text),
    (_LANDLINE, _landline_in_text),
)
