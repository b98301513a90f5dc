"""How many parts a text message has, as mobile networks count (3GPP TS 23.038 and 23.040)."""

from __future__ import annotations

from typing import Final

#: Characters of the default alphabet of GSM; those behind the blank take two places.
_PLAIN: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_DOUBLE: Final = frozenset("^{}\\[~]|€")


def sms_parts(text: str) -> tuple[int, int]:
    """How many characters a message counts and in how many parts it is sent.

    A message that holds any other character (every Chinese one) is sent as UTF-16: 70 in one
    part, 67 in each of several; else 160 and 153.
    """
    if not text:
        return 0, 0
    if all(sign in _PLAIN or sign in _DOUBLE for sign in text):
        length = sum(2 if sign in _DOUBLE else 1 for sign in text)
        single, several = 160, 153
    else:
        length = len(text.encode("utf-16-le")) // 2
        single, several = 70, 67
    return length, 1 if length <= single else -(-length // several)
