"""The laying out of flows: nothing on anything else, all downwards, the same every time."""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random

import pytest

from workstation.domain.flow_graph import Size, layered
from workstation.domain.flow_layout import Box, FlowLayout, FlowStep, FlowWay, lay_out
from workstation.domain.flow_order import crossings, reduce_crossings
from workstation.domain.ticket import GROUPS
from workstation.rules import loading

RULES = loading.load()


def _width(text: str, size: float) -> float:
    return sum(size if ord(sign) > 0x2E80 else size * 0.55 for sign in text)


def _shipped(group: str, language: str) -> tuple[list[FlowStep], list[FlowWay]]:
    proc = RULES.procedures[group]
    steps = [
        FlowStep(step.code, max(96, _width(step.name(language), 12) + 26), 40)
        for step in proc.steps
    ]
    ways = [
        FlowWay(step.code, way.to, min(_width(way.name(language), 9), 92) + 6, 14)
        for step in proc.steps
        for way in step.exits
    ]
    return steps, ways


def _made_up(seed: int) -> tuple[list[FlowStep], list[FlowWay]]:
    """A flow of any shape: every step is reached, some ways lead back, some to their own step."""
    draw = Random(seed)
    count = draw.randint(1, 24)
    steps = [FlowStep(f"s{n}", draw.randint(60, 190), draw.randint(30, 70)) for n in range(count)]
    ways = [
        FlowWay(f"s{draw.randrange(n)}", f"s{n}", draw.randint(0, 120), 14) for n in range(1, count)
    ]
    for _ in range(draw.randint(0, count)):
        start, end = draw.randrange(count), draw.randrange(count)
        ways.append(FlowWay(f"s{start}", f"s{end}", draw.randint(0, 120), draw.choice((0, 14, 26))))
    return steps, ways


def _inside(box: Box, one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether a straight piece runs through the inner part of a box."""
    left, right = sorted((one[0], other[0]))
    upper, lower = sorted((one[1], other[1]))
    return (
        left < box.x + box.width - 1
        and right > box.x + 1
        and upper < box.y + box.height - 1
        and lower > box.y + 1
    )


def _check(steps: list[FlowStep], ways: list[FlowWay]) -> FlowLayout:
    laid = lay_out(steps, ways)
    boxes = list(laid.steps.values())
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other, 8)
    words = [line.words for line in laid.lines if line.words.width > 0 and line.words.height > 0]
    for one, other in combinations(words, 2):
        assert not one.overlaps(other, 2)
    for word in words:
        assert not any(word.overlaps(box, 1) for box in boxes)
    for way, line in zip(ways, laid.lines, strict=True):
        _check_line(way, line.points, laid, line.back)
    for shape in (*boxes, *words):
        assert shape.x >= 0
        assert shape.x + shape.width <= laid.width + 0.02
        assert shape.y + shape.height <= laid.height + 0.02
    return laid


def _check_line(
    way: FlowWay, points: tuple[tuple[float, float], ...], laid: FlowLayout, back: bool
) -> None:
    start, end = laid.steps[way.start], laid.steps[way.end]
    for one, other in pairwise(points):
        assert one[0] == other[0] or one[1] == other[1], "lines run at right angles"
        for code, box in laid.steps.items():
            assert not _inside(box, one, other), f"{way.start} to {way.end} runs through {code}"
    if way.start == way.end:
        return
    heights = [point[1] for point in points]
    assert heights == sorted(heights, reverse=back), "a line never turns round"
    edges = (start.y, end.y + end.height) if back else (start.y + start.height, end.y)
    assert heights[0] == pytest.approx(edges[0], abs=0.02)
    assert heights[-1] == pytest.approx(edges[1], abs=0.02)
    assert start.x < points[0][0] < start.x + start.width
    assert end.x < points[-1][0] < end.x + end.width


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("group", GROUPS)
def test_shipped_procedures_are_laid_out_well(group: str, language: str) -> None:
    steps, ways = _shipped(group, language)
    laid = _check(steps, ways)
    assert lay_out(steps, ways) == laid
    assert laid.width < 1100
    assert laid.height < 1900


@pytest.mark.parametrize("seed", range(36))
def test_a_flow_of_any_shape_is_laid_out(seed: int) -> None:
    steps, ways = _made_up(seed)
    assert lay_out(steps, ways) == _check(steps, ways)


def test_a_chain_is_one_straight_line() -> None:
    steps = [FlowStep(f"s{n}", 100 + 10 * n, 40) for n in range(6)]
    ways = [FlowWay(f"s{n}", f"s{n + 1}", 40, 12) for n in range(5)]
    laid = lay_out(steps, ways)
    assert {box.middle[0] for box in laid.steps.values()} == {laid.width / 2}
    assert all(len(line.points) == 2 for line in laid.lines)


def test_ways_that_need_not_cross_do_not() -> None:
    sizes = [Size(40, 40, 30)] * 5
    ways = [(0, 1), (0, 2), (1, 4), (2, 3), (1, 3), (2, 4)]  # two of these must cross
    flow = layered(sizes, ways, [Size(10, 10, 10)] * len(ways))
    reduce_crossings(flow)
    assert crossings(flow) == 1
    plain = layered(sizes, ways[:4], [Size(10, 10, 10)] * 4)
    reduce_crossings(plain)
    assert crossings(plain) == 0


def test_no_steps_make_an_empty_picture() -> None:
    assert lay_out([], []).steps == {}
