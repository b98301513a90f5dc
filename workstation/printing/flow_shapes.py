"""Outlines of the steps of a flow, its lines and their heads, as paths."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from typing import Final

from workstation.domain.flow_scene import Path

_Point = tuple[float, float]

#: How far the handles of a quarter circle stand from its ends.
_ROUND: Final = 0.5523
_RADIUS: Final = 5.0
_HEAD: Final = 7.0


def outline(kind: str, x: float, y: float, width: float, height: float, radius: float = 6) -> Path:
    """The outline of a step of a kind: pills begin and end, six corners decide, a point hands over."""
    if kind in ("start", "end"):
        return _rounded(x, y, width, height, height / 2)
    side = min(9.0, height / 2.2)
    middle, right, bottom = y + height / 2, x + width, y + height
    if kind == "choice":
        return _closed(
            [
                (x + side, y),
                (right - side, y),
                (right, middle),
                (right - side, bottom),
                (x + side, bottom),
                (x, middle),
            ]
        )
    if kind == "hand_over":
        return _closed(
            [(x, y), (right - side, y), (right, middle), (right - side, bottom), (x, bottom)]
        )
    return _rounded(x, y, width, height, radius)


def line_path(points: Sequence[_Point]) -> Path:
    """A line through points whose corners are rounded."""
    found: list[tuple[str, tuple[float, ...]]] = [("M", points[0])]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(_RADIUS, _length(before, corner) / 2, _length(corner, after) / 2)
        start = _towards(corner, before, radius)
        end = _towards(corner, after, radius)
        found.append(("L", start))
        first = _towards(start, corner, radius * _ROUND)
        second = _towards(end, corner, radius * _ROUND)
        found.append(("C", (*first, *second, *end)))
    found.append(("L", points[-1]))
    return tuple(found)


def until_joined(points: Sequence[_Point], drawn: Sequence[Sequence[_Point]]) -> list[_Point]:
    """The line up to where it runs on one that is drawn already, a corner's length further."""
    kept = list(points)
    while len(kept) > 2 and any(_runs_on(kept[-2], kept[-1], other) for other in drawn):
        if any(_runs_on(kept[-3], kept[-2], other) for other in drawn):
            kept.pop()
            continue
        kept[-1] = _towards(kept[-2], kept[-1], min(_RADIUS * 2, _length(kept[-2], kept[-1])))
        break
    return kept


def _runs_on(start: _Point, end: _Point, line: Sequence[_Point]) -> bool:
    """Whether a straight piece lies on a piece of a line that runs the same way."""
    for one, other in pairwise(line):
        for across, along in ((0, 1), (1, 0)):
            level = {round(point[across], 1) for point in (start, end, one, other)}
            if len(level) == 1 and start[along] != end[along]:
                forward = end[along] > start[along]
                low, high = sorted((one[along], other[along]))
                inside = low - 0.1 <= min(start[along], end[along])
                inside = inside and max(start[along], end[along]) <= high + 0.1
                if inside and forward == (other[along] > one[along]):
                    return True
    return False


def arrow(points: Sequence[_Point]) -> Path:
    """The head at the end of a line."""
    tip, before = points[-1], points[-2]
    length = _length(before, tip) or 1.0
    dx, dy = (tip[0] - before[0]) / length, (tip[1] - before[1]) / length
    back = (tip[0] - dx * _HEAD, tip[1] - dy * _HEAD)
    half = _HEAD * 0.42
    return _closed(
        [
            tip,
            (back[0] - dy * half, back[1] + dx * half),
            (back[0] + dy * half, back[1] - dx * half),
        ]
    )


def tick(x: float, y: float) -> Path:
    """A small tick, 8 wide."""
    return (("M", (x, y + 3.5)), ("L", (x + 3, y + 6.5)), ("L", (x + 8, y)))


def _closed(points: Sequence[_Point]) -> Path:
    moves = [("M", points[0]), *(("L", point) for point in points[1:])]
    return (*moves, ("Z", ()))


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> Path:
    r = min(radius, width / 2, height / 2)
    k = r * (1 - _ROUND)
    right, bottom = x + width, y + height
    return (
        ("M", (x + r, y)),
        ("L", (right - r, y)),
        ("C", (right - k, y, right, y + k, right, y + r)),
        ("L", (right, bottom - r)),
        ("C", (right, bottom - k, right - k, bottom, right - r, bottom)),
        ("L", (x + r, bottom)),
        ("C", (x + k, bottom, x, bottom - k, x, bottom - r)),
        ("L", (x, y + r)),
        ("C", (x, y + k, x + k, y, x + r, y)),
        ("Z", ()),
    )


def _length(one: _Point, other: _Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


def _towards(start: _Point, end: _Point, length: float) -> _Point:
    whole = _length(start, end) or 1.0
    part = length / whole
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
