"""Where the items of a layered flow stand from left to right: long lines straight, steps apart.

Four extreme placings are balanced (Brandes and Köpf 2001, with the block graph of their erratum),
then each straight run is moved as a whole to where its ends bend least.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Final

from workstation.domain.flow_graph import DOWN, STEP, UP, WORDS, Item, Layered

#: Room between two steps, two words, two lines, in points; other pairs take the mean.
_ROOM: Final = {STEP: 26.0, WORDS: 10.0, DOWN: 16.0, UP: 16.0}
_BEND: Final = 40.0
_LONG_BEND: Final = 320.0
_ROUNDS: Final = 40


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the four placings: read from below, or from the right."""

    upwards: bool
    rightwards: bool


def gap(flow: Layered, left: Item, right: Item) -> float:
    """How far apart the lines of two neighbours must be."""
    room = max(_ROOM[left[0]], _ROOM[right[0]])
    if left[0] in (DOWN, UP) and right[0] in (DOWN, UP):
        room = _ROOM[DOWN]
    return flow.sizes[left].right + room + flow.sizes[right].left


def place(flow: Layered) -> dict[Item, float]:
    """The place of each item's line from left to right; the leftmost edge is at 0."""
    crossed = _crossed(flow)
    found = []
    for upwards in (False, True):
        for rightwards in (False, True):
            found.append(_placed(flow, _Side(upwards, rightwards), crossed))
    balanced = _balanced(flow, found)
    for _ in range(_ROUNDS):
        if not _straighten(flow, balanced):
            break
    least = min((balanced[item] - flow.sizes[item].left for item in balanced), default=0.0)
    return {item: round((x - least) * 2) / 2 for item, x in balanced.items()}


def _is_line(item: Item) -> bool:
    return item[0] in (DOWN, UP)


def _crossed(flow: Layered) -> set[tuple[Item, Item]]:
    """Links that cross a straight piece of a long line; they give way to it."""
    found = set()
    for upper, lower in zip(flow.layers, flow.layers[1:], strict=False):
        below = {item: number for number, item in enumerate(lower)}
        links = [
            (number, below[end], item, end)
            for number, item in enumerate(upper)
            for end in flow.below[item]
        ]
        inner = [link for link in links if _is_line(link[2]) and _is_line(link[3])]
        for one in links:
            if _is_line(one[2]) and _is_line(one[3]):
                continue
            if any((one[0] - other[0]) * (one[1] - other[1]) < 0 for other in inner):
                found.add((one[2], one[3]))
    return found


def _placed(flow: Layered, side: _Side, crossed: set[tuple[Item, Item]]) -> dict[Item, float]:
    layers = [layer[::-1] if side.rightwards else list(layer) for layer in flow.layers]
    if side.upwards:
        layers.reverse()
    links = flow.below if side.upwards else flow.above
    root = _aligned(layers, links, crossed, side)
    blocks = _apart(flow, layers, root, side)
    x = _compacted(layers, root, blocks)
    return {item: -x[root[item]] if side.rightwards else x[root[item]] for item in root}


def _aligned(
    layers: list[list[Item]],
    links: dict[Item, list[Item]],
    crossed: set[tuple[Item, Item]],
    side: _Side,
) -> dict[Item, Item]:
    """Item -> the topmost item of the straight line on which it stands."""
    order = {item: number for layer in layers for number, item in enumerate(layer)}
    root = {item: item for layer in layers for item in layer}
    taken: set[Item] = set()
    for layer in layers[1:]:
        reached = -1
        for item in layer:
            before = sorted(links[item], key=order.__getitem__)
            lines = [other for other in before if _is_line(other)]
            if _is_line(item) and lines:
                before = lines
            middles = {(len(before) - 1) // 2, len(before) // 2} if before else set()
            for middle in sorted(middles):
                other = before[middle]
                pair = (item, other) if side.upwards else (other, item)
                if root[item] != item or pair in crossed or other in taken:
                    continue
                if reached < order[other]:
                    root[item] = root[other]
                    taken.add(other)
                    reached = order[other]
    return root


def _apart(
    flow: Layered, layers: list[list[Item]], root: dict[Item, Item], side: _Side
) -> dict[Item, dict[Item, float]]:
    """Block -> the blocks right of it, and how far away they must be."""
    right: dict[Item, dict[Item, float]] = {block: {} for block in root.values()}
    for layer in layers:
        for one, other in itertools.pairwise(layer):
            room = gap(flow, other, one) if side.rightwards else gap(flow, one, other)
            known = right[root[one]].get(root[other], 0.0)
            right[root[one]][root[other]] = max(known, room)
    return right


def _compacted(
    layers: list[list[Item]], root: dict[Item, Item], right: dict[Item, dict[Item, float]]
) -> dict[Item, float]:
    """Each block as far left as it can be, then back to the right as far as that costs nothing."""
    order = _sorted_blocks(layers, root, right)
    x = dict.fromkeys(order, 0.0)
    for block in order:
        for other, room in right[block].items():
            x[other] = max(x[other], x[block] + room)
    for block in reversed(order):
        limits = [x[other] - room for other, room in right[block].items()]
        if limits and block[0] != STEP:
            x[block] = max(x[block], min(limits))
    return x


def _sorted_blocks(
    layers: list[list[Item]], root: dict[Item, Item], right: dict[Item, dict[Item, float]]
) -> list[Item]:
    waiting = dict.fromkeys(right, 0)
    for others in right.values():
        for other in others:
            waiting[other] += 1
    ready = [block for layer in layers for block in layer if root[block] == block]
    ready = [block for block in ready if not waiting[block]]
    found = []
    while ready:
        block = ready.pop(0)
        found.append(block)
        for other in right[block]:
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return found


def _balanced(flow: Layered, found: list[dict[Item, float]]) -> dict[Item, float]:
    """The mean of the two middle placings, all moved to the narrowest one."""

    def edges(placing: dict[Item, float]) -> tuple[float, float]:
        lows = (placing[item] - flow.sizes[item].left for item in placing)
        highs = (placing[item] + flow.sizes[item].right for item in placing)
        return min(lows, default=0.0), max(highs, default=0.0)

    spans = [edges(placing) for placing in found]
    narrow = min(
        range(len(found)), key=lambda number: (spans[number][1] - spans[number][0], number)
    )
    moved = []
    for number, placing in enumerate(found):
        end = number % 2  # every second one was pushed to the right
        off = spans[narrow][end] - spans[number][end]
        moved.append({item: x + off for item, x in placing.items()})
    balanced = {}
    for item in moved[0]:
        four = sorted(placing[item] for placing in moved)
        balanced[item] = (four[1] + four[2]) / 2
    return balanced


def _straighten(flow: Layered, x: dict[Item, float]) -> bool:
    """Move each straight run, with those that it pushes, to where their ends bend least.

    Says whether any was moved.
    """
    changed = False
    beside = _beside(flow)
    runs = _runs(flow, x)
    run_of = {item: run for run in runs for item in run}
    for run in runs:
        ends = _ends(flow, run)
        offs = {round(x[other] - x[item], 3) for item, other in ends}
        best: tuple[float, float, list[Item]] = (-0.05, 0.0, [])
        for off in sorted(offs, key=lambda off: (abs(off), off)):
            group = _pushed(flow, x, run, off, beside, run_of)
            outer = _ends(flow, group)
            gain = _cost(x, outer, off) - _cost(x, outer, 0.0)
            if gain < best[0]:
                best = (gain, off, group)
        for item in best[2]:
            x[item] += best[1]
        changed = changed or bool(best[2])
    return changed


def _pushed(
    flow: Layered,
    x: dict[Item, float],
    run: list[Item],
    off: float,
    beside: dict[Item, tuple[Item | None, Item | None]],
    run_of: dict[Item, list[Item]],
) -> list[Item]:
    """A run and all the runs that it pushes along when it is moved by `off`."""
    group = list(run)
    own = set(run)
    for item in group:
        other = beside[item][0 if off < 0 else 1]
        if other is None or other in own:
            continue
        left, right = (other, item) if off < 0 else (item, other)
        room = x[right] - x[left] - gap(flow, left, right)
        if room < abs(off) - 0.001:
            for one in run_of[other]:
                if one not in own:
                    own.add(one)
                    group.append(one)
    return group


def _runs(flow: Layered, x: dict[Item, float]) -> list[list[Item]]:
    """The items that stand straight below one another and are linked, from above."""
    seen: set[Item] = set()
    found = []
    for layer in flow.layers:
        for item in layer:
            if item in seen:
                continue
            seen.add(item)
            run = [item]
            for one in run:
                for other in (*flow.below[one], *flow.above[one]):
                    if other not in seen and abs(x[other] - x[one]) < 0.5:
                        seen.add(other)
                        run.append(other)
            found.append(run)
    return found


def _beside(flow: Layered) -> dict[Item, tuple[Item | None, Item | None]]:
    found: dict[Item, tuple[Item | None, Item | None]] = {}
    for layer in flow.layers:
        row: list[Item | None] = [None, *layer, None]
        for number, item in enumerate(layer):
            found[item] = (row[number], row[number + 2])
    return found


def _ends(flow: Layered, run: list[Item]) -> list[tuple[Item, Item]]:
    """The links that lead out of a run."""
    own = set(run)
    return [
        (item, other)
        for item in run
        for other in (*flow.above[item], *flow.below[item])
        if other not in own
    ]


def _cost(x: dict[Item, float], ends: list[tuple[Item, Item]], off: float) -> float:
    found = 0.0
    for item, other in ends:
        away = abs(x[item] + off - x[other])
        lines = _is_line(item) and _is_line(other)
        found += away * (2 if lines else 1)
        if away > 0.5:
            found += _LONG_BEND if lines else _BEND
    return found
