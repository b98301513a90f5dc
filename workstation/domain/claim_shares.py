"""Exact shares of amounts: rounding fractions of a fen, and the parts of items."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from workstation.domain.claim_facts import LossItem
from workstation.domain.money import allocate


def rounded(exact: Fraction, how: str = "half_up") -> int:
    """A fraction that is not negative as a whole number: half_up, up or down."""
    whole, rest = divmod(exact.numerator, exact.denominator)
    more = {"half_up": 2 * rest >= exact.denominator, "up": rest > 0, "down": False}
    return whole + (1 if more[how] else 0)


def item_parts(fen: int, exact: Sequence[Fraction], items: Sequence[LossItem]) -> tuple[int, ...]:
    """The parts of an amount, by what came out for each item exactly; none is lost.

    Fen that are left over go to the same goods however these are ordered.
    """
    common = lcm(*(one.denominator for one in exact))
    weights = [one.numerator * (common // one.denominator) for one in exact]
    if not any(weights):
        weights = [item.value_fen for item in items]
    if not any(weights):
        return (0,) * len(items)
    places = sorted(range(len(items)), key=lambda at: _rank(items[at]))
    parts = dict(zip(places, allocate(fen, [weights[at] for at in places]), strict=True))
    return tuple(parts[at] for at in range(len(items)))


def _rank(item: LossItem) -> tuple[int, int, str]:
    return item.loss_fen, item.value_fen, item.name
