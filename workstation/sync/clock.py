"""The hub's time at a desk whose own clock may be wrong by years.

A desk measures at every contact by how much its machine's clock is behind the hub's, and counts
by the hub's time from then on, also when it starts again offline. What was done under a wrong
clock is corrected before it is sent for the first time; afterwards it is never altered.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from workstation.store.replica import now_ms

#: Milliseconds by which a new measurement must differ to be believed over the known one.
TOLERANCE: Final = 1_000
#: A question that took longer than this says too little about the time.
_SLOWEST: Final = 5_000
_SAMPLES: Final = 8
#: A machine's clock that moved so much against its steady counter was set.
_JUMP: Final = 60_000


@dataclass(frozen=True, slots=True)
class Sample:
    """One measurement: the offset found, and how long the question took (milliseconds)."""

    offset: int
    took: int


class HubClock:
    """The present in milliseconds UTC by the hub's clock, as well as this desk knows it.

    `machine` is the machine's own clock, `offset` what must be added to it. May be used from
    any thread.
    """

    def __init__(self, machine: Callable[[], int] = now_ms, offset: int = 0) -> None:
        self.machine = machine
        self.offset = offset
        self._samples: deque[Sample] = deque(maxlen=_SAMPLES)
        self._guard = threading.Lock()
        self._against = machine() - _steady()

    def __call__(self) -> int:
        """The present by the hub's clock."""
        return self.machine() + self.offset

    def measured(self, before: int, after: int, hub_now: int) -> int | None:
        """Take a measurement in; the new offset if it is another than the known one.

        `before` and `after` are the machine's times around the question, `hub_now` the hub's
        answer to it. Of the last measurements the quickest one is believed.
        """
        took = after - before
        if not hub_now or not 0 <= took <= _SLOWEST:
            return None
        with self._guard:
            found = Sample(hub_now - (before + after) // 2, took)
            if self._samples and abs(found.offset - self._samples[-1].offset) > _JUMP:
                self._samples.clear()  # one of the clocks was set
            self._samples.append(found)
            best = min(self._samples, key=lambda sample: sample.took)
            if abs(best.offset - self.offset) <= max(TOLERANCE, best.took):
                return None
            return best.offset

    def jumped(self) -> bool:
        """Whether the machine's clock was set since this was asked last (or it slept)."""
        against = self.machine() - _steady()
        with self._guard:
            moved = abs(against - self._against) > _JUMP
            self._against = against
            return moved


def hub_clock(clock: Callable[[], int]) -> HubClock:
    """A clock as a `HubClock`, unless it is one."""
    return clock if isinstance(clock, HubClock) else HubClock(clock)


def _steady() -> int:
    return time.monotonic_ns() // 1_000_000
