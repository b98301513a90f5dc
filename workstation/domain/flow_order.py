"""The order within the layers of a flow: as few crossings as can be found.

Sweeps by barycentres, down and up, with exchanges of neighbours after each (Sugiyama, Tagawa and
Toda 1981; Gansner et al. 1993). Equal input gives equal order.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right, insort
from typing import Final

from workstation.domain.flow_graph import Item, Layered

_SWEEPS: Final = 28


def reduce_crossings(flow: Layered) -> None:
    """Put each layer of a flow into the order with the fewest crossings that is found."""
    best = [list(layer) for layer in flow.layers]
    fewest = crossings(flow)
    for start in (False, True):
        if start:
            for layer in flow.layers:
                layer.reverse()
        for sweep in range(_SWEEPS):
            _sweep(flow, downwards=sweep % 2 == 0, even=sweep % 4 < 2)
            _exchange(flow)
            now = crossings(flow)
            if now < fewest:
                fewest, best = now, [list(layer) for layer in flow.layers]
        flow.layers[:] = [list(layer) for layer in best]


def crossings(flow: Layered) -> int:
    """How many pairs of links between neighbouring layers cross."""
    return sum(
        _between(flow, upper, lower)
        for upper, lower in zip(flow.layers, flow.layers[1:], strict=False)
    )


def _between(flow: Layered, upper: list[Item], lower: list[Item]) -> int:
    place = {item: number for number, item in enumerate(lower)}
    seen: list[int] = []
    found = 0
    for item in upper:
        ends = sorted(place[other] for other in flow.below[item])
        found += sum(len(seen) - bisect_right(seen, end) for end in ends)
        for end in ends:
            insort(seen, end)
    return found


def _sweep(flow: Layered, *, downwards: bool, even: bool) -> None:
    layers = flow.layers if downwards else flow.layers[::-1]
    links = flow.above if downwards else flow.below
    for before, layer in itertools.pairwise(layers):
        place = {item: number for number, item in enumerate(before)}
        own = {item: number for number, item in enumerate(layer)}

        def weight(
            item: Item, place: dict[Item, int] = place, own: dict[Item, int] = own
        ) -> tuple[float, int]:
            ends = [place[other] for other in links[item]]
            middle = sum(ends) / len(ends) if ends else float(own[item])
            return middle, own[item] if even else -own[item]

        layer.sort(key=weight)


def _exchange(flow: Layered) -> None:
    """Exchange neighbours as long as that saves crossings."""
    for _ in range(12):
        changed = False
        for number, layer in enumerate(flow.layers):
            upper = flow.layers[number - 1] if number else []
            lower = flow.layers[number + 1] if number + 1 < len(flow.layers) else []
            above = {item: place for place, item in enumerate(upper)}
            below = {item: place for place, item in enumerate(lower)}
            for place in range(len(layer) - 1):
                one, other = layer[place], layer[place + 1]
                now = _pair(flow, one, other, above, below)
                then = _pair(flow, other, one, above, below)
                if then < now:
                    layer[place], layer[place + 1] = other, one
                    changed = True
        if not changed:
            return


def _pair(
    flow: Layered, left: Item, right: Item, above: dict[Item, int], below: dict[Item, int]
) -> int:
    """How many links of two neighbours cross, as they stand."""
    found = 0
    for links, places in ((flow.above, above), (flow.below, below)):
        ends = [places[item] for item in links[left]]
        others = [places[item] for item in links[right]]
        found += sum(end > other for end in ends for other in others)
    return found
