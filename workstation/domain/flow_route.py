"""The lines of a placed flow: straight down, across in a lane of their own, straight down again.

Between two layers, lines that leave one step or lead to one step are one net. Each net that has to
go across gets a lane; the order of the lanes is the one with the fewest crossings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

#: A net: "out" or "in" with a step's number, or a strand's own; see `flow_layout`.
NetKey = tuple[str, int]
_NEAR: Final = 4.0
_ROUNDS: Final = 6


@dataclass(slots=True)
class Net:
    """The lines between two layers that belong together: where they come from and go to."""

    tops: set[float] = field(default_factory=set)
    bottoms: set[float] = field(default_factory=set)

    @property
    def span(self) -> tuple[float, float]:
        """From where to where it goes across."""
        ends = self.tops | self.bottoms
        return min(ends), max(ends)

    @property
    def straight(self) -> bool:
        """Whether it only goes down."""
        low, high = self.span
        return high - low < 0.5


def lanes(nets: Mapping[NetKey, Net]) -> dict[NetKey, int]:
    """The lane of each net that goes across, counted from above; lanes are used again."""
    order = [key for key in sorted(nets) if not nets[key].straight]
    order.sort(key=lambda key: (nets[key].span[0], nets[key].span[1]))
    order = _improved(order, nets)
    found: dict[NetKey, int] = {}
    for number, key in enumerate(order):
        above = [found[other] + 1 for other in order[:number] if _meet(nets[key], nets[other])]
        found[key] = max(above, default=0)
    return found


def _improved(order: list[NetKey], nets: Mapping[NetKey, Net]) -> list[NetKey]:
    """The order after moving nets, one at a time, to where they cost least."""
    costs = {
        (one, other): _cost(nets[one], nets[other])
        for one in order
        for other in order
        if one != other
    }
    for _ in range(_ROUNDS):
        changed = False
        for key in list(order):
            now = order.index(key)
            rest = order[:now] + order[now + 1 :]
            best, least = now, None
            for at in range(len(order)):
                cost = sum(costs[other, key] for other in rest[:at])
                cost += sum(costs[key, other] for other in rest[at:])
                if least is None or cost < least or (cost == least and at == now):
                    best, least = at, cost
            if best != now:
                order = [*rest[:best], key, *rest[best:]]
                changed = True
        if not changed:
            break
    return order


def _meet(one: Net, other: Net) -> bool:
    return one.span[0] - _NEAR * 2 < other.span[1] and other.span[0] - _NEAR * 2 < one.span[1]


def _cost(upper: Net, lower: Net) -> int:
    """What it costs to have one net's lane above the other's: crossings, and lines on lines."""
    low, high = upper.span
    found = sum(low < x < high for x in lower.tops)
    low, high = lower.span
    found += sum(low < x < high for x in upper.bottoms)
    # the upper one's lower ends run on below its lane; the lower one's upper ends above its own
    on_lines = sum(abs(x - other) < _NEAR for x in upper.bottoms for other in lower.tops)
    return found + 50 * on_lines


def corners(
    x: float, to: float, top: float, lane: float | None, bottom: float
) -> list[tuple[float, float]]:
    """The points of one line between two layers, from `top` to `bottom`."""
    if abs(x - to) < 0.5 or lane is None:
        return [(x, top), (x, bottom)]
    return [(x, top), (x, lane), (to, lane), (to, bottom)]


def tidy(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The points without those that lie on the line between their neighbours."""
    kept: list[tuple[float, float]] = []
    for point in points:
        if kept and abs(point[0] - kept[-1][0]) < 0.01 and abs(point[1] - kept[-1][1]) < 0.01:
            continue
        if len(kept) > 1 and _in_line(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple((round(x, 2), round(y, 2)) for x, y in kept)


def _in_line(
    one: tuple[float, float], middle: tuple[float, float], other: tuple[float, float]
) -> bool:
    upright = abs(one[0] - middle[0]) < 0.01 and abs(middle[0] - other[0]) < 0.01
    level = abs(one[1] - middle[1]) < 0.01 and abs(middle[1] - other[1]) < 0.01
    return upright or level
