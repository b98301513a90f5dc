"""Shares and their honest uncertainty: Wilson's interval of one, Newcombe's of the difference of two.

Wilson's score interval without continuity correction (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927);
for a difference of independent proportions the hybrid score interval, method 10 of R. G. Newcombe,
"Interval estimation for the difference between independent proportions", Statistics in Medicine
17, 1998, 873-890. Both hold with few cases and with shares of 0 and 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

#: The standard normal quantile of 97.5 %: intervals cover 95 %.
Z_95: Final = 1.959963984540054
#: Of fewer cases on either side no difference is told.
FEWEST: Final = 5


@dataclass(frozen=True, slots=True)
class Share:
    """So many `good` ones `of` all; `low` and `high` bound the true share with 95 %."""

    good: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.good / self.of if self.of else None

    @property
    def bounds(self) -> tuple[float, float]:
        """Wilson's interval; of nothing everything is possible."""
        return wilson(self.good, self.of)


@dataclass(frozen=True, slots=True)
class Difference:
    """How two shares differ: `after` less `before`, with the bounds of the true difference.

    `verdict` is "higher" or "lower" where the bounds leave no doubt, "unclear" where they hold
    zero, and "few" where there are too few cases to say anything.
    """

    before: Share
    after: Share
    value: float | None
    low: float
    high: float
    verdict: str


def wilson(good: int, of: int, z: float = Z_95) -> tuple[float, float]:
    """The bounds of the true share. Raises `ValueError` for more good ones than there are."""
    _check(good, of)
    if of == 0:
        return 0.0, 1.0
    share, square = good / of, z * z
    middle = share + square / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    whole = 1 + square / of
    low = 0.0 if good == 0 else (middle - spread) / whole
    high = 1.0 if good == of else (middle + spread) / whole
    return max(0.0, low), min(1.0, high)


def newcombe(
    good_1: int, of_1: int, good_2: int, of_2: int, z: float = Z_95
) -> tuple[float, float]:
    """The bounds of the first share less the second one."""
    if of_1 == 0 or of_2 == 0:
        _check(good_1, of_1)
        _check(good_2, of_2)
        return -1.0, 1.0
    first, second = good_1 / of_1, good_2 / of_2
    low_1, high_1 = wilson(good_1, of_1, z)
    low_2, high_2 = wilson(good_2, of_2, z)
    gap = first - second
    below = math.hypot(first - low_1, high_2 - second)
    above = math.hypot(high_1 - first, second - low_2)
    return max(-1.0, gap - below), min(1.0, gap + above)


def difference(before: Share, after: Share) -> Difference:
    """How a share changed from one to the other."""
    low, high = newcombe(after.good, after.of, before.good, before.of)
    value = None
    if before.value is not None and after.value is not None:
        value = after.value - before.value
    if min(before.of, after.of) < FEWEST:
        verdict = "few"
    else:
        verdict = "higher" if low > 0 else "lower" if high < 0 else "unclear"
    return Difference(before, after, value, low, high, verdict)


def _check(good: int, of: int) -> None:
    if not 0 <= good <= of:
        raise ValueError(f"{good} of {of}")
