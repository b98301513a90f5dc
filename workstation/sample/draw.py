"""Seeded chance: the same seed draws the same things in the same order, on every machine."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wheel(Generic[T]):
    """Things to draw from by weight; `sums` are the running sums of the weights."""

    items: tuple[T, ...]
    sums: tuple[float, ...]


def wheel(weighted: Mapping[T, float] | Iterable[tuple[T, float]]) -> Wheel[T]:
    """Build a wheel from things and their weights; at least one weight must be positive."""
    pairs = tuple(weighted.items() if isinstance(weighted, Mapping) else weighted)
    return Wheel(tuple(item for item, _ in pairs), tuple(accumulate(load for _, load in pairs)))


class Draw:
    """One stream of chance. `chance()` is a number from 0 up to but not including 1."""

    def __init__(self, seed: int | str) -> None:
        self._random = Random(seed)
        self.chance = self._random.random
        self._decks: dict[int, tuple[list[int], Sequence[object]]] = {}

    def span(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`, both included."""
        return least + int(self.chance() * (most - least + 1))

    def one(self, items: Sequence[T]) -> T:
        """One of the items, all equally likely."""
        return items[int(self.chance() * len(items))]

    def spin(self, among: Wheel[T]) -> T:
        """One of the wheel's items by weight."""
        return among.items[bisect(among.sums, self.chance() * among.sums[-1])]

    def deal(self, items: Sequence[T]) -> T:
        """One of the items like a card: all of them come before any comes again.

        `items` must be the same object each time and live as long as this stream.
        """
        known = self._decks.get(id(items))
        if known is None:
            known = self._decks[id(items)] = ([], items)
        order = known[0]
        if not order:
            order.extend(range(len(items)))
            self._random.shuffle(order)
        return items[order.pop()]

    def digits(self, count: int) -> str:
        """So many decimal digits."""
        return f"{int(self.chance() * 10**count):0{count}d}"

    def uid(self, at: int) -> str:
        """A UUIDv7 of the moment `at` (milliseconds UTC), its random bits from this stream."""
        bits = self._random.getrandbits(74)
        value = at << 80 | 0x7 << 76 | (bits >> 62) << 64 | 0b10 << 62 | bits & ((1 << 62) - 1)
        return f"{value:032x}"
