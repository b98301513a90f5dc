"""A flow as layers: cycles broken, each step below those before it, long lines cut into pieces.

Layers come in twos: steps stand in the even ones, the words of the ways between them in the odd
ones, so that no word ever lies on a step. Lines that lead to one step are joined into one trunk as
soon as their words are passed; lines that lead back up are joined the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

#: What stands in a layer: a step, the words of a way, a piece of a line down, of a line up.
STEP, WORDS, DOWN, UP = "step", "words", "down", "up"
#: Kind, then the step's or the way's number, then the layer for pieces of lines.
Item = tuple[str, int, int]

_ROOT: Final = 0


@dataclass(frozen=True, slots=True)
class Size:
    """The extent of a thing to both sides of its line, and its height."""

    left: float
    right: float
    height: float


@dataclass(frozen=True, slots=True)
class Strand:
    """A way between steps: its items from top to bottom; `up` says that it leads upwards."""

    way: int
    up: bool
    items: tuple[Item, ...]


@dataclass(slots=True)
class Layered:
    """The layers of a flow, in order, and the links between neighbouring ones."""

    layers: list[list[Item]]
    sizes: dict[Item, Size]
    strands: tuple[Strand, ...]
    above: dict[Item, list[Item]] = field(default_factory=dict)
    below: dict[Item, list[Item]] = field(default_factory=dict)


def layered(
    steps: Sequence[Size],
    ways: Sequence[tuple[int, int]],
    words: Sequence[Size],
) -> Layered:
    """Lay steps (by number, the first one begins) and the ways between them into layers.

    `ways` are pairs of step numbers, none from a step to itself; `words` the extents of what is
    written on each.
    """
    back = _back_ways(len(steps), ways)
    down = [(b, a) if back[n] else (a, b) for n, (a, b) in enumerate(ways)]
    depth = _depths(len(steps), down)
    layers: list[list[Item]] = [[] for _ in range(2 * max(depth, default=0) + 1)]
    sizes: dict[Item, Size] = {}
    for number, size in enumerate(steps):
        item = (STEP, number, 0)
        sizes[item] = size
        layers[2 * depth[number]].append(item)
    strands = []
    for way, (top, bottom) in enumerate(down):
        target = ways[way][1]
        first, last = 2 * depth[top], 2 * depth[bottom]
        at = last - 1 if back[way] else first + 1
        items = [(STEP, top, 0)]
        for layer in range(first + 1, last):
            items.append(
                (WORDS, way, 0) if layer == at else (UP if back[way] else DOWN, target, layer)
            )
        items.append((STEP, bottom, 0))
        for layer, item in zip(range(first + 1, last), items[1:-1], strict=True):
            if item not in sizes:
                sizes[item] = words[way] if item[0] == WORDS else Size(0, 0, 0)
                layers[layer].append(item)
        strands.append(Strand(way, back[way], tuple(items)))
    found = Layered(layers, sizes, tuple(strands))
    _link(found)
    return found


def _link(flow: Layered) -> None:
    for item in flow.sizes:
        flow.above[item], flow.below[item] = [], []
    for strand in flow.strands:
        for upper, lower in zip(strand.items, strand.items[1:], strict=False):
            if lower not in flow.below[upper]:
                flow.below[upper].append(lower)
                flow.above[lower].append(upper)


def _back_ways(count: int, ways: Sequence[tuple[int, int]]) -> list[bool]:
    """Which ways lead back to a step that is still being gone through, in order from the first."""
    out: list[list[int]] = [[] for _ in range(count)]
    for number, (start, _) in enumerate(ways):
        out[start].append(number)
    back = [False] * len(ways)
    state = [0] * count
    for root in range(count):
        stack: list[tuple[int, int]] = [(root, 0)] if not state[root] else []
        while stack:
            step, place = stack.pop()
            state[step] = 1
            if place == len(out[step]):
                state[step] = 2
                continue
            stack.append((step, place + 1))
            way = out[step][place]
            to = ways[way][1]
            if state[to] == 1:
                back[way] = True
            elif not state[to]:
                stack.append((to, 0))
    return back


def _depths(count: int, down: Sequence[tuple[int, int]]) -> list[int]:
    """How many steps lie above each: the longest way from a step that nothing leads to."""
    depth = [0] * count
    waiting = [0] * count
    below: list[list[int]] = [[] for _ in range(count)]
    for top, bottom in down:
        below[top].append(bottom)
        waiting[bottom] += 1
    ready = [step for step in range(count) if not waiting[step]]
    while ready:
        step = ready.pop(0)
        for lower in below[step]:
            depth[lower] = max(depth[lower], depth[step] + 1)
            waiting[lower] -= 1
            if not waiting[lower]:
                ready.append(lower)
    return depth
