"""A draft of a form as the window shows it: its pages, and where on them each part stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workstation.domain.form_template import Region, Template
from workstation.printing.document import PAGE_WIDTH
from workstation.printing.form_facts import FormFacts
from workstation.printing.render import compose
from workstation.printing.sheet import Cell, Row

_MM = 72 / 25.4
#: Height of the foot, in points.
_FOOT = 28.0
_FOOT_TOP = 797.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a part of the template stands: page from 0, points from the page's top left corner."""

    place: str
    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sight:
    """The PDF file of a form, its pages, and its parts, the smaller ones behind those around them."""

    content: bytes
    pages: int
    spots: tuple[Spot, ...]


def sight(template: Template, facts: FormFacts, copy: str = "file") -> Sight:
    """Draw a form and note where its parts are. Raises `Refusal` as `compose`."""
    spots: list[Spot] = []
    regions = {region.place: region for region in template.regions}

    def seen(row: Row, page: int, top: float) -> None:
        spots.extend(_spots(row, regions, page, top))

    content, pages = compose(template, facts, copy, seen)
    return Sight(content, pages, (*_edges(template, pages), *spots))


def _edges(template: Template, pages: int) -> Iterator[Spot]:
    """The head of the first page, and the foot of each."""
    top = template.paper.first_top * _MM
    yield Spot("title", 0, 0.0, 0.0, PAGE_WIDTH, top)
    for page in range(pages):
        yield Spot("words", page, 0.0, _FOOT_TOP, PAGE_WIDTH, _FOOT)


def _spots(row: Row, regions: dict[str, Region], page: int, top: float) -> Iterator[Spot]:
    """A row, then the fields, columns or blocks that are side by side in it."""
    if not row.place or not row.cells:
        return
    yield _spot(row.place, page, top, row.height, row.cells)
    parts = _inside(row, regions)
    each = len(row.cells) // len(parts) if parts else 0
    for number, place in enumerate(parts if each and not len(row.cells) % len(parts) else ()):
        cells = row.cells[number * each : (number + 1) * each]
        yield _spot(place, page, top, row.height, cells)


def _spot(place: str, page: int, top: float, height: float, cells: tuple[Cell, ...]) -> Spot:
    left, last = cells[0].left, cells[-1]
    return Spot(place, page, left, top, last.left + last.width - left, height)


def _inside(row: Row, regions: dict[str, Region]) -> list[str]:
    """The places of what stands side by side in a row."""
    place, _, number = row.place.partition(".row[")
    region = regions.get(place)
    if region is None:
        return []
    if number:
        fields = region.rows[int(number.rstrip("]"))].fields
        return [f"{row.place}.fields[{one}]" for one in range(len(fields))]
    if region.columns and len(row.cells) == len(region.columns):
        return [f"{place}.column[{one}]" for one in range(len(region.columns))]
    if region.blocks and len(row.cells) == len(region.blocks):
        return [f"{place}.block[{one}]" for one in range(len(region.blocks))]
    return []
