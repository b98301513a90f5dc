"""Which of the last cases nobody has taken yet: a morning's work for every group."""

from __future__ import annotations

from collections import Counter
from typing import Final

from workstation.sample.clock import late
from workstation.sample.draw import Draw

#: Chances that a case lies untouched: of the newest and the oldest of the last hours, and of as
#: many before them.
_NEWEST: Final = 0.8
_OLDER: Final = 0.45
_OLDEST: Final = 0.08


class Backlog:
    """Decides for each of `count` cases, in order, whether it is still new.

    The hour of the day plays no part, so that a desk made at any hour has work waiting.
    """

    def __init__(self, draw: Draw, count: int) -> None:
        self._draw = draw
        self._count = count
        self._late = late(count)
        self._waiting: Counter[str] = Counter()

    def keeps(self, place: int, group: str) -> bool:
        """Whether the case at a place waits in its group; the first in question always does."""
        behind = self._count - 1 - place
        if behind >= 2 * self._late:
            return False
        likely = _OLDEST
        if behind < self._late:
            likely = _NEWEST - (_NEWEST - _OLDER) * behind / self._late
        kept = self._draw.chance() < likely or not self._waiting[group]
        self._waiting[group] += kept
        return kept
