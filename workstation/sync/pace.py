"""When to exchange: at once after work, soon after a colleague's, seldom while the hub is away."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Final

#: Seconds between an agent's commit and the push, so that what belongs together goes together.
GATHER: Final = 0.05
#: Seconds to wait after a wake-up, drawn anew each time, so that desks do not all ask at once.
SPREAD: Final = (0.02, 0.15)
#: Seconds after which a desk asks though nobody woke it.
IDLE: Final = 30.0
#: Seconds between two questions of a desk that is not woken: at first, and after long silence.
_ASKING: Final = (1.0, 10.0)
_FIRST_RETRY: Final = 1.0
_LAST_RETRY: Final = 60.0


@dataclass(slots=True)
class Pace:
    """The pauses of one desk; `chance` may be seeded by tests."""

    chance: random.Random = field(default_factory=random.Random)
    failures: int = 0
    silent: int = 0

    def spread(self) -> float:
        """How long to wait after being woken by the hub."""
        return self.chance.uniform(*SPREAD)

    def idle(self) -> float:
        """How long to wait for a wake-up."""
        return IDLE * self.chance.uniform(0.8, 1.2)

    def asking(self) -> float:
        """How long to wait before asking again, where nothing wakes the desk."""
        first, longest = _ASKING
        pause = min(first * 1.5**self.silent, longest)
        self.silent = min(self.silent + 1, 16)
        return pause * self.chance.uniform(0.8, 1.2)

    def stirred(self) -> None:
        """Something happened: ask more often again."""
        self.silent = 0

    def failed(self) -> float:
        """How long to wait after another failure in a row: twice as long each time, at most 60 s."""
        longest = min(_FIRST_RETRY * 2.0**self.failures, _LAST_RETRY)
        self.failures = min(self.failures + 1, 16)
        return longest * self.chance.uniform(0.5, 1.0)

    def succeeded(self) -> None:
        """Begin counting anew."""
        self.failures = 0
