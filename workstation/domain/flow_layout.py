"""Laying a flow out: where each step stands, how each way runs, where its words stand.

Steps go down the page in layers; ways run in right angles between them, those that lead to one
step join before it, those that lead back up stand apart. Nothing lies on anything else. Equal
input gives an equal picture. Lengths are points; y grows downwards.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workstation.domain.flow_graph import STEP, WORDS, Item, Layered, Size, Strand, layered
from workstation.domain.flow_order import reduce_crossings
from workstation.domain.flow_place import place
from workstation.domain.flow_route import Net, NetKey, corners, lanes, tidy

_LANE: Final = 9.0
#: Room above the first and below the last lane: under steps, round words, before arrow heads.
_UNDER: Final = 9.0
_WORDS: Final = 5.0
_BEFORE: Final = 13.0
_PORT: Final = 0.28
_LOOP: Final = 16.0
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A step to be drawn, with the size of its box."""

    code: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class FlowWay:
    """A way from one step to another (or to itself), with the size of its words."""

    start: str
    end: str
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its left upper corner, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> _Point:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def overlaps(self, other: Box, room: float = 0.0) -> bool:
        """Whether two rectangles come closer than `room`."""
        apart_x = self.x + self.width + room <= other.x or other.x + other.width + room <= self.x
        apart_y = self.y + self.height + room <= other.y or other.y + other.height + room <= self.y
        return not (apart_x or apart_y)


@dataclass(frozen=True, slots=True)
class Line:
    """How a way runs: its corners from start to end, and the place of its words.

    `back` says that it leads up, or round to its own step.
    """

    points: tuple[_Point, ...]
    words: Box
    back: bool = False


@dataclass(frozen=True, slots=True)
class FlowLayout:
    """A flow laid out. `steps` by code, `lines` in the order of the ways."""

    width: float
    height: float
    steps: dict[str, Box]
    lines: tuple[Line, ...]


def lay_out(steps: Sequence[FlowStep], ways: Sequence[FlowWay]) -> FlowLayout:
    """Lay steps and ways out; the first step stands at the top."""
    return _Drawing(steps, ways).made()


class _Drawing:
    """One flow on its way to being laid out."""

    def __init__(self, steps: Sequence[FlowStep], ways: Sequence[FlowWay]) -> None:
        self._steps = steps
        self._ways = ways
        number = {step.code: place for place, step in enumerate(steps)}
        self._plain = [place for place, way in enumerate(ways) if way.start != way.end]
        loops = {number[way.start]: way for way in ways if way.start == way.end}
        sizes = [self._size(step, loops.get(place)) for place, step in enumerate(steps)]
        pairs = [(number[ways[place].start], number[ways[place].end]) for place in self._plain]
        words = [
            Size(ways[place].width / 2, ways[place].width / 2, ways[place].height)
            for place in self._plain
        ]
        self._flow: Layered = layered(sizes, pairs, words)
        self._at = {item: n for n, layer in enumerate(self._flow.layers) for item in layer}
        self._number = number
        self._x: dict[Item, float] = {}
        self._tops: list[float] = []
        self._heights: list[float] = []
        self._lanes: list[dict[NetKey, float]] = []

    @staticmethod
    def _size(step: FlowStep, loop: FlowWay | None) -> Size:
        beside = _LOOP + loop.width if loop is not None else 0.0
        return Size(step.width / 2, step.width / 2 + beside, step.height)

    def made(self) -> FlowLayout:
        """The finished layout."""
        reduce_crossings(self._flow)
        self._x = place(self._flow)
        self._go_down()
        boxes = {
            step.code: self._box((STEP, self._number[step.code], 0), step.width)
            for step in self._steps
        }
        lines: list[Line | None] = [None] * len(self._ways)
        for strand in self._flow.strands:
            lines[self._plain[strand.way]] = self._line(strand)
        for number, way in enumerate(self._ways):
            if way.start == way.end:
                lines[number] = _loop(boxes[way.start], way)
        done = tuple(line for line in lines if line is not None)
        return _framed(boxes, done)

    # downwards

    def _go_down(self) -> None:
        y = 0.0
        for number, layer in enumerate(self._flow.layers):
            height = max((self._flow.sizes[item].height for item in layer), default=0.0)
            self._tops.append(y)
            self._heights.append(height)
            y += height
            if number + 1 < len(self._flow.layers):
                y += self._between(number, y)

    def _between(self, number: int, top: float) -> float:
        """Give the nets below a layer their lanes; the height that they take."""
        nets: dict[NetKey, Net] = {}
        for strand in self._flow.strands:
            for upper, lower in zip(strand.items, strand.items[1:], strict=False):
                if self._at[upper] == number:
                    net = nets.setdefault(_net(strand, upper, lower), Net())
                    net.tops.add(round(self._port(upper, lower, strand), 2))
                    net.bottoms.add(round(self._port(lower, upper, strand), 2))
        found = lanes(nets)
        count = max(found.values(), default=-1) + 1
        to_words = number % 2 == 0
        above, below = (_UNDER, _WORDS + 2) if to_words else (_WORDS, _BEFORE)
        self._lanes.append({key: top + above + lane * _LANE for key, lane in found.items()})
        return above + max(0, count - 1) * _LANE + below

    def _port(self, item: Item, other: Item, strand: Strand) -> float:
        """Where a strand meets an item: ways back meet their steps beside the middle."""
        x = self._x[item]
        if item[0] != STEP or not strand.up:
            return x
        width = self._steps[item[1]].width
        return x + (width * _PORT if self._x[other] >= x else -width * _PORT)

    # lines

    def _box(self, item: Item, width: float) -> Box:
        layer = self._at[item]
        height = self._flow.sizes[item].height
        top = self._tops[layer] + (self._heights[layer] - height) / 2
        return Box(round(self._x[item] - width / 2, 2), round(top, 2), width, height)

    def _line(self, strand: Strand) -> Line:
        points: list[_Point] = []
        items = strand.items
        words = Box(0, 0, 0, 0)
        for upper, lower in itertools.pairwise(items):
            layer = self._at[upper]
            lane = self._lanes[layer].get(_net(strand, upper, lower))
            start, end = self._port(upper, lower, strand), self._port(lower, upper, strand)
            top, bottom = self._tops[layer] + self._heights[layer], self._tops[layer + 1]
            if upper[0] == STEP:
                top = self._box(upper, 0).y + self._flow.sizes[upper].height
            if lower[0] == STEP:
                bottom = self._box(lower, 0).y
            elif lower[0] == WORDS:
                way = self._ways[self._plain[strand.way]]
                words = self._box(lower, way.width)
            points += corners(start, end, top, lane, bottom)
        run = tidy(points if not strand.up else points[::-1])
        return Line(run, words, strand.up)


def _net(strand: Strand, upper: Item, lower: Item) -> NetKey:
    """The net of a piece of a strand: by the step that it leaves or leads to."""
    if strand.up:
        target, source = strand.items[0][1], strand.items[-1][1]
        if upper[0] == WORDS and lower[0] == STEP:
            return ("up from", source)
        return ("up to", target)
    if upper[0] == STEP:
        return ("from", upper[1])
    return ("to", strand.items[-1][1])


def _loop(box: Box, way: FlowWay) -> Line:
    """Round from a step's right side back to it, with the words beside."""
    right = box.x + box.width
    upper, lower = box.y + box.height * 0.28, box.y + box.height * 0.72
    out = right + _LOOP - 5
    points = ((right, lower), (out, lower), (out, upper), (right, upper))
    words = Box(out + 4, box.y + (box.height - way.height) / 2, way.width, way.height)
    return Line(tuple((round(x, 2), round(y, 2)) for x, y in points), words, True)


def _framed(boxes: dict[str, Box], lines: tuple[Line, ...]) -> FlowLayout:
    """The layout moved so that its left upper corner is 0, 0."""
    shapes = [*boxes.values(), *(line.words for line in lines)]
    xs = [point[0] for line in lines for point in line.points]
    left = min([shape.x for shape in shapes] + xs, default=0.0)
    right = max([shape.x + shape.width for shape in shapes] + xs, default=0.0)
    bottom = max((shape.y + shape.height for shape in shapes), default=0.0)
    moved = {
        code: Box(round(box.x - left, 2), box.y, box.width, box.height)
        for code, box in boxes.items()
    }
    shifted = tuple(
        Line(
            tuple((round(x - left, 2), y) for x, y in line.points),
            Box(round(line.words.x - left, 2), line.words.y, line.words.width, line.words.height),
            line.back,
        )
        for line in lines
    )
    return FlowLayout(round(right - left, 2), round(bottom, 2), moved, shifted)
