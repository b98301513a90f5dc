"""How many parts a text message has, as mobile networks count (3GPP TS 23.038 and 23.040).

A message in the default alphabet of GSM has room for 160 signs in one part and for 153 in each of
several; signs of the extension table take two places. One other character (every Chinese one)
makes the whole message UCS-2: 70 in one part, 67 in each of several; characters outside the basic
plane, such as most emoji, take two places. What takes two places is never parted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: The default alphabet, in the order of its codes from 0x00 to 0x7F without the escape 0x1B.
_PLAIN: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: The extension table: form feed, brackets, and the euro sign.
_DOUBLE: Final = frozenset("\f^{}\\[~]|€")
_BEYOND_BASIC: Final = 0xFFFF


@dataclass(frozen=True, slots=True)
class SmsSize:
    """What a message counts: `encoding` is "gsm7" or "ucs2", `length` in its places.

    `left` are the places that are free in the last part.
    """

    encoding: str
    length: int
    parts: int
    left: int


def sms_size(text: str, signature: str = "") -> SmsSize:
    """The size of a message with what the carrier puts before it; nothing for an empty text."""
    if not text:
        return SmsSize("gsm7", 0, 0, 160)
    whole = signature + text
    plain = all(sign in _PLAIN or sign in _DOUBLE for sign in whole)
    single, several = (160, 153) if plain else (70, 67)
    widths = [_width(sign, plain=plain) for sign in whole]
    length = sum(widths)
    encoding = "gsm7" if plain else "ucs2"
    if length <= single:
        return SmsSize(encoding, length, 1, single - length)
    parts, used = 1, 0
    for width in widths:
        if used + width > several:
            parts, used = parts + 1, 0
        used += width
    return SmsSize(encoding, length, parts, several - used)


def signs_over(text: str, signature: str, most: int) -> int:
    """By how many characters a text is too long for `most` parts; 0 when it fits."""
    if not most or sms_size(text, signature).parts <= most:
        return 0
    low, high = 0, len(text)  # so many characters from the front fit
    while high - low > 1:
        middle = (low + high) // 2
        if sms_size(text[:middle], signature).parts <= most:
            low = middle
        else:
            high = middle
    return len(text) - low


def _width(sign: str, *, plain: bool) -> int:
    if plain:
        return 2 if sign in _DOUBLE else 1
    return 2 if ord(sign) > _BEYOND_BASIC else 1
