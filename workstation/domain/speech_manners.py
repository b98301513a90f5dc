"""What lets words through that a rule of safe speech found: exceptions, and good manners."""

from __future__ import annotations

import re
from typing import Final

from workstation.domain.speech_patterns import Pattern

#: So many characters before a place an exception may begin.
BACK: Final = 24
#: From so many characters on the form of address shows good manners.
SOME_LENGTH: Final = 28


class Excuses:
    """What lets places through."""

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        self._patterns: dict[str, list[Pattern]] = {}
        for one in patterns:
            for first in one.firsts:
                self._patterns.setdefault(first, []).append(one)
        letters = re.escape("".join(sorted({first[0] for first in self._patterns})))
        self._begin = re.compile(f"[{letters}]" if letters else "(?!)")

    def excuse(self, text: str, start: int, end: int, reach: dict[int, int]) -> bool:
        """Whether one of the patterns stands over a part of the span.

        `reach` keeps, for this text, how far they reach from each place.
        """
        for begun in self._begin.finditer(text, max(0, start - BACK), end):
            at = begun.start()
            if at not in reach:
                reach[at] = self._reach(text, at)
            if reach[at] > start:
                return True
        return False

    def _reach(self, text: str, at: int) -> int:
        two, one = text[at : at + 2], text[at]
        told = self._patterns.get(two, ())
        far = max([pattern.end(text, at) for pattern in told], default=-1)
        if len(two) == 1:
            return far
        return max([far, *(pattern.end(text, at) for pattern in self._patterns.get(one, ()))])


class Manners:
    """The words that take the edge off a sentence.

    `polite` do so everywhere, `address` in a text of some length, `formal` are polite in form only.
    """

    def __init__(
        self,
        polite: tuple[str, ...] = (),
        address: tuple[str, ...] = (),
        formal: tuple[str, ...] = (),
    ) -> None:
        self._polite, self._formal = _any_of(polite), _any_of(formal)
        self._long = _any_of((*polite, *address))

    def kind(self, text: str) -> bool:
        """Whether a text in small letters has a polite word that is meant."""
        meant = self._formal.sub("", text)
        return (self._long if len(meant) > SOME_LENGTH else self._polite).search(meant) is not None


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the words; what they begin with is looked at first."""
    small = [word.lower() for word in words if word.strip()]
    if not small:
        return re.compile("(?!)")
    written = [rf"\b{re.escape(word)}" if word.isascii() else re.escape(word) for word in small]
    begin = re.escape("".join(sorted({word[0] for word in small})))
    return re.compile(f"(?=[{begin}])(?:{'|'.join(written)})")
