"""Places in a text as Qt counts them: a character beyond the first 65,536 takes two."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

_WIDE: Final = re.compile("[\U00010000-\U0010ffff]")


def units(text: str) -> str:
    """The text with one character for each place that Qt counts (halves of pairs for emoji)."""
    return _WIDE.sub(_halves, text)


def _halves(found: re.Match[str]) -> str:
    number = ord(found[0]) - 0x10000
    return chr(0xD800 + (number >> 10)) + chr(0xDC00 + (number & 0x3FF))


class Places:
    """The places of one text, as Python and as Qt count them."""

    def __init__(self, text: str) -> None:
        self._wide = [found.start() for found in _WIDE.finditer(text)]

    def to_qt(self, place: int) -> int:
        """Where Qt sees a place of the text."""
        return place + bisect_left(self._wide, place)

    def from_qt(self, place: int) -> int:
        """The place of the text that Qt means."""
        before = 0
        for at, wide in enumerate(self._wide):
            if wide + at >= place:
                break
            before += 1
        return max(place - before, 0)
