"""What stands where on the pages of a form, and what of it leaves its place or meets a neighbour.

Texts are measured by what is drawn, not by what was planned: the width of every character with the
moves between them, from 0.88 of the size above the baseline to 0.12 below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from workstation.printing.document import PAGE_HEIGHT, PAGE_WIDTH, Page
from workstation.printing.line_breaking import one_line

#: Points that do not show: rounding, and accents that reach above their size.
SLACK = 0.6
_EDGE = 14.0


@dataclass(frozen=True)
class Box:
    """A part of a page in points from its top left corner; a text has what it says."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    def holds(self, other: Box, slack: float = SLACK) -> bool:
        return (
            other.left >= self.left - slack
            and other.right <= self.right + slack
            and other.top >= self.top - slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Box) -> bool:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > SLACK and high > SLACK

    def begins_in(self, box: Box) -> bool:
        x, y = self.left + 0.2, (self.top + self.bottom) / 2
        return box.left - 1 <= x <= box.right and box.top <= y <= box.bottom


@dataclass
class Seen:
    """What was drawn on one page."""

    texts: list[Box]
    boxes: list[Box]
    pictures: list[Box]
    bars: list[Box]


@contextmanager
def watched(monkeypatch) -> Iterator[dict[int, Seen]]:
    """Note what is drawn on pages, by page, in the order of their making."""
    pages: dict[int, Seen] = {}
    keep: list[Page] = []

    def of(page: Page) -> Seen:
        if not any(page is one for one in keep):
            keep.append(page)
            pages[len(keep)] = Seen([], [], [], [])
        return pages[next(n for n, one in enumerate(keep, 1) if one is page)]

    plain = {name: getattr(Page, name) for name in ("text", "box", "picture", "bars")}

    def text(page, left, baseline, told, size=9, *, bold=False, gray=0):
        font = page._document.bold if bold else page._document.regular
        line = one_line(told, font.width) if isinstance(told, str) else told
        if line.text.strip():
            moved = sum(units for _, units in line.moves) - line.lead
            wide = (sum(map(font.width, line.text.rstrip())) + moved) * size / 1000
            if line.width and line.width * size / 1000 < wide:  # a stop at the end: half empty
                wide = line.width * size / 1000
            top = baseline - 0.88 * size
            of(page).texts.append(Box(left, top, left + wide, top + size, line.text))
        plain["text"](page, left, baseline, told, size, bold=bold, gray=gray)

    def box(page, left, top, width, height, **how):
        of(page).boxes.append(Box(left, top, left + width, top + height))
        plain["box"](page, left, top, width, height, **how)

    def picture(page, left, top, width, height, jpeg):
        of(page).pictures.append(Box(left, top, left + width, top + height))
        plain["picture"](page, left, top, width, height, jpeg)

    def bars(page, left, top, told, module, height):
        end = max(start + width for start, width in told)
        first = min(start for start, _ in told)
        place = Box(left + first * module, top, left + end * module, top + height)
        of(page).bars.append(place)
        plain["bars"](page, left, top, told, module, height)

    with monkeypatch.context() as patch:
        for name, made in (("text", text), ("box", box), ("picture", picture), ("bars", bars)):
            patch.setattr(Page, name, made)
        yield pages


def faults(pages: dict[int, Seen]) -> list[str]:
    """Everything that leaves the paper or its cell, or lies over a neighbour."""
    return [f"page {number}: {fault}" for number, seen in pages.items() for fault in _of(seen)]


def _of(seen: Seen) -> Iterator[str]:
    paper = Box(_EDGE, _EDGE, PAGE_WIDTH - _EDGE / 2, PAGE_HEIGHT - _EDGE)
    for text in seen.texts:
        if not paper.holds(text):
            yield f"off the paper: {_told(text)}"
        around = [box for box in seen.boxes if text.begins_in(box)]
        if around:
            cell = min(around, key=lambda box: (box.right - box.left) * (box.bottom - box.top))
            if not cell.holds(text):
                yield f"out of its cell: {_told(text)} in {_told(cell)}"
    for picture in seen.pictures:
        if not any(box.holds(picture) for box in seen.boxes if box != picture):
            yield f"picture out of its cell: {_told(picture)}"
    things = [*seen.texts, *seen.pictures, *seen.bars]
    ordered = sorted(things, key=lambda box: box.top)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.top > one.bottom:
                break
            if one.meets(other) and not (one in seen.bars and other in seen.bars):
                yield f"over a neighbour: {_told(one)} and {_told(other)}"


def _told(box: Box) -> str:
    place = f"({box.left:.0f} {box.top:.0f} {box.right:.0f} {box.bottom:.0f})"
    return f"{box.text[:30]!r} {place}"
