"""Like cases get like offers: settled claims that compare, and what they came to (004-06)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

#: So far back settled claims count, in days of 24 months.
BACK_DAYS: Final = 730
#: A comparison of fewer claims is widened.
FEWEST: Final = 5
#: The likeness given up first comes first.
LIKENESS: Final = ("carrier", "value", "category")
#: So many claims are named, the latest.
MOST_NAMED: Final = 50


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a claim is compared by; sums in fen, `insured` whether it was."""

    kind: str
    insured: bool
    value_fen: int
    carrier: str = ""
    product: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """A claim that was approved: what the rules proposed and what was approved."""

    uid: str
    number: str
    approved_at: int
    proposed_fen: int
    approved_fen: int
    like: Likeness


@dataclass(frozen=True, slots=True)
class Spread:
    """Least, quartiles, median and most of some whole numbers; halves are rounded up."""

    least: int
    lower: int
    median: int
    upper: int
    most: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Settled claims like one: how many, what they came to, and which.

    `approved` is in fen, `share` in thousandths of what the rules proposed (None where they
    proposed nothing). `by` are the likenesses held to beside kind and insurance; fewer of them
    where too few claims were alike. `bounded` says that older claims were not looked at.
    """

    count: int
    approved: Spread | None = None
    share: Spread | None = None
    by: tuple[str, ...] = LIKENESS
    uids: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    bounded: bool = False


def compare(like: Likeness, cases: Sequence[Settled], *, bounded: bool = False) -> Comparison:
    """Compare a claim with settled ones of its kind, given latest first.

    Held to are the carrier and the category of the goods, where they are known, and a value from
    half to twice its own; with fewer than five claims one likeness after the other is let go.
    """
    alike = [one for one in cases if (one.like.kind, one.like.insured) == (like.kind, like.insured)]
    held = tuple(name for name in LIKENESS if _known(like, name))
    while True:
        found = [one for one in alike if all(_fits(like, one.like, name) for name in held)]
        if len(found) >= FEWEST or not held:
            break
        held = held[1:]
    shares = [one.approved_fen * 1_000 // one.proposed_fen for one in found if one.proposed_fen]
    return Comparison(
        count=len(found),
        approved=spread([one.approved_fen for one in found]),
        share=spread(shares),
        by=held,
        uids=tuple(one.uid for one in found[:MOST_NAMED]),
        numbers=tuple(one.number for one in found[:MOST_NAMED]),
        bounded=bounded,
    )


def _known(like: Likeness, name: str) -> bool:
    return like.value_fen > 0 if name == "value" else bool(getattr(like, name))


def _fits(like: Likeness, other: Likeness, name: str) -> bool:
    if name == "value":
        return like.value_fen <= 2 * other.value_fen <= 4 * like.value_fen
    return bool(getattr(like, name) == getattr(other, name))


def spread(numbers: Sequence[int]) -> Spread | None:
    """The spread of whole numbers; None for none.

    Quartiles lie a quarter, half and three quarters of the way from the first to the last.
    """
    ordered = sorted(numbers)
    if not ordered:
        return None
    quarter, half, three = (_at(ordered, part) for part in (1, 2, 3))
    return Spread(ordered[0], quarter, half, three, ordered[-1])


def _at(ordered: Sequence[int], quarters: int) -> int:
    """The number so many quarters of the way, halves rounded up."""
    place = Fraction(quarters * (len(ordered) - 1), 4)
    low = place.numerator // place.denominator
    part = place - low
    exact = ordered[low] + (part * (ordered[low + 1] - ordered[low]) if part else 0)
    return int((Fraction(exact) + Fraction(1, 2)).__floor__())
