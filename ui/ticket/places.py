"""Places in a text as Qt counts them: a character beyond the first 65,536 takes two."""

from __future__ import annotations

import re
from typing import Final

_WIDE: Final = re.compile("[\U00010000-\U0010ffff]")


def units(text: str) -> str:
    """The text with one character for each place that Qt counts (halves of pairs for emoji)."""
    return _WIDE.sub(_halves, text)


def _halves(found: re.Match[str]) -> str:
    number = ord(found[0]) - 0x10000
    return chr(0xD800 + (number >> 10)) + chr(0xDC00 + (number & 0x3FF))


def to_qt(text: str, place: int) -> int:
    """Where Qt sees a place of this text."""
    return place + len(_WIDE.findall(text, 0, place))


def from_qt(text: str, place: int) -> int:
    """The place of this text that Qt means."""
    at = 0
    for found in _WIDE.finditer(text):
        if found.start() + at >= place:
            break
        at += 1
    return max(place - at, 0)
