"""When the cases of a sample come in: mostly by day, more of them lately."""

from __future__ import annotations

from bisect import bisect
from datetime import UTC, datetime
from itertools import accumulate
from typing import Final
from zoneinfo import ZoneInfo

_HOUR: Final = 3_600_000
_DAY: Final = 24 * _HOUR
#: How many callers an hour of the local day has, of about a thousand.
_BY_HOUR: Final = (
    6,
    3,
    2,
    1,
    1,
    3,
    10,
    26,
    58,
    86,
    96,
    84,
    62,
    66,
    78,
    82,
    78,
    68,
    56,
    50,
    40,
    26,
    14,
    8,
)
#: The days before now in which twice as many come in.
_BUSY_DAYS: Final = 5
_SPAN_DAYS: Final = 21
_PER_DAY: Final = 200
_MOST_DAYS: Final = 730
#: The last cases: a twelfth of all, never more than these, come in within the last hours, at any
#: hour of the day, most of them just now. Whoever opens the desk finds work.
_LATE_SHARE: Final = 12
_MOST_LATE: Final = 40
_LATE_MS: Final = 4 * _HOUR
_LATEST_MS: Final = 120_000


def late(count: int) -> int:
    """How many of `count` cases come in within the last hours."""
    return min(count // _LATE_SHARE, _MOST_LATE)


class Arrivals:
    """Spreads `count` cases over the time before `now_ms`, in order.

    Three weeks for a team's sample; beyond some 4,000 cases as many days as they need at 200
    a day, at most two years.
    """

    def __init__(self, count: int, now_ms: int, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        days = min(_MOST_DAYS, max(_SPAN_DAYS, count // _PER_DAY))
        hours = days * 24
        self._now = now_ms
        self._late = late(count)
        end = now_ms - (_LATE_MS if self._late else 0)
        self._starts = [end - (hours - place) * _HOUR for place in range(hours)]
        self._offsets = [self.offset(start) for start in self._starts]
        loads = []
        for start, offset in zip(self._starts, self._offsets, strict=True):
            clock = (start + offset) // _HOUR % 24
            busy = 2.0 if start >= now_ms - _BUSY_DAYS * _DAY else 1.0
            loads.append(_BY_HOUR[clock] * busy)
        self._sums = list(accumulate(loads))
        self._count = count - self._late

    def at(self, place: int, chance: float) -> tuple[int, int]:
        """The moment of the case at a place, and the zone's offset then, in milliseconds."""
        if place >= self._count:
            behind = 1 - (place - self._count + chance) / self._late
            moment = self._now - _LATEST_MS - int(behind**3 * (_LATE_MS - _LATEST_MS))
            return moment, self.offset(moment)
        share = (place + chance) / self._count * self._sums[-1]
        hour = min(bisect(self._sums, share), len(self._sums) - 1)
        before = self._sums[hour - 1] if hour else 0.0
        part = (share - before) / (self._sums[hour] - before)
        return self._starts[hour] + int(min(part, 0.999) * _HOUR), self._offsets[hour]

    def offset(self, at: int) -> int:
        """How far the zone is ahead of UTC at a moment, in milliseconds."""
        ahead = datetime.fromtimestamp(at // 1000, UTC).astimezone(self._zone).utcoffset()
        return 0 if ahead is None else int(ahead.total_seconds() * 1000)
