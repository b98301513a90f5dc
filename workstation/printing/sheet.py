"""Rows of bordered cells, as on the forms people know: measured, split and drawn.

Lengths are points. A row is as high as its fullest cell. Cells hold lines already broken, so a
row can be cut between lines and go on overleaf.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from workstation.printing.document import Page
from workstation.printing.fonts import BOLD, REGULAR, claim_font
from workstation.printing.line_breaking import Line, break_lines, justified

#: Space between a cell's edge and its text.
PAD_X = 4.0
PAD_Y = 3.4
RULE = 0.4
_EMPTY = (Line("", 0, last=True),)
#: Figures shrink to this size rather than wrap.
SMALLEST = 5.5


@dataclass(frozen=True, slots=True)
class Style:
    """How the text of a cell looks; ``fill`` is the shade behind it, 1 is white.

    ``lined`` says that rules stand round the cell, ``pad`` is the space above and below the text.
    """

    size: float = 9.0
    leading: float = 12.6
    bold: bool = False
    align: str = "left"
    fill: float | None = None
    top: bool = False
    lined: bool = True
    pad: float = PAD_Y


TEXT = Style()
LABEL = Style(size=8.5, align="center", fill=0.955)
NUMBER = Style(align="right")
CENTRED = Style(align="center")
HEAD = Style(size=8.5, align="center", fill=0.955)
BAND = Style(size=9.5, bold=True, fill=0.88)
STRONG = Style(size=10, bold=True)
SMALL = Style(size=8, leading=11.2)
BODY = Style(size=10, leading=16, lined=False, pad=1.8)
CLAUSE = Style(size=10, leading=16, bold=True, lined=False, pad=2.2)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its text broken into lines; ``left`` is measured from the page's edge."""

    left: float
    width: float
    lines: tuple[Line, ...]
    style: Style = TEXT

    @property
    def needed(self) -> float:
        """The height that the text needs."""
        return len(self.lines) * self.style.leading + 2 * self.style.pad


Painter = Callable[[Page, float, float], None]


@dataclass(frozen=True)
class Row:
    """Cells side by side.

    ``with_next`` keeps the row on the page of the next one, ``head`` is repeated above the row
    if a page begins with it, ``flowing`` lets it begin on a page that cannot hold all of it, a
    ``whole`` row is never cut, a ``spare`` last one is left out where a page would hold nothing
    else. ``framed`` rows stand inside the page's frame.
    ``paint`` draws into the row after its cells: page, top and height. ``place`` is the part of the
    template that the row is made from, as in "region[2].row[0]".
    """

    cells: tuple[Cell, ...]
    least: float = 0.0
    with_next: bool = False
    flowing: bool = False
    head: Row | None = None
    paint: Painter | None = None
    whole: bool = False
    spare: bool = False
    framed: bool = True
    place: str = ""

    @cached_property
    def height(self) -> float:
        """The height of the row."""
        return max(self.least, *[cell.needed for cell in self.cells])

    def split(self, room: float) -> tuple[Row, Row] | None:
        """Return the part that fits into ``room`` and the rest, or None if too little fits.

        At least two lines stay on either side.
        """
        if self.whole:
            return None
        pad = max(cell.style.pad for cell in self.cells)
        fits = int((room - 2 * pad) / max(cell.style.leading for cell in self.cells))
        longest = max(len(cell.lines) for cell in self.cells)
        fits = min(fits, longest - 2)
        if fits < 2:
            return None
        upper = tuple(
            replace(c, lines=c.lines[:fits], style=_from_top(c.style)) for c in self.cells
        )
        lower = tuple(
            replace(
                c,
                lines=c.lines
                if len(c.lines) <= fits and c.style.fill is not None
                else c.lines[fits:],
                style=_from_top(c.style),
            )
            for c in self.cells
        )
        return replace(self, cells=upper, paint=None), replace(self, cells=lower)

    def draw(self, page: Page, top: float) -> None:
        """Draw the row with its upper edge at ``top``."""
        height = self.height
        for cell in self.cells:
            if cell.style.lined:
                page.box(cell.left, top, cell.width, height, line=RULE, fill=cell.style.fill)
            _draw_lines(page, cell, top, height)
        if self.paint:
            self.paint(page, top, height)


def cell(left: float, width: float, text: str, style: Style = TEXT) -> Cell:
    """Return a cell with ``text`` broken to its width."""
    if style.align == "right":
        font = claim_font(BOLD if style.bold else REGULAR)
        style = _shrunk(style, font.text_width(text, 1), width - 2 * PAD_X)
    if not text:
        return Cell(left, width, _EMPTY, style)
    # Shaded cells hold the form's own words, the same on every form; customers' are not kept.
    broken = _known_lines if style.fill is not None else _lines
    room = int((width - 2 * PAD_X) * 1000 / style.size)
    return Cell(left, width, broken(text, room, style.bold, style.align == "left"), style)


def _lines(text: str, room: int, bold: bool, even: bool) -> tuple[Line, ...]:
    lines = break_lines(text, claim_font(BOLD if bold else REGULAR).width, room)
    if even and len(lines) > 1:
        lines = tuple([justified(line, room) for line in lines])
    return lines


_known_lines = lru_cache(maxsize=256)(_lines)


def row_of(left: float, parts: Sequence[tuple[float, str, Style]]) -> tuple[Cell, ...]:
    """Return cells side by side from (width, text, style), beginning at ``left``."""
    cells = []
    for width, text, style in parts:
        cells.append(cell(left, width, text, style))
        left += width
    return tuple(cells)


def _shrunk(style: Style, width_at_1: float, room: float) -> Style:
    """Return ``style`` small enough that a figure is not split over two lines."""
    size = style.size
    while size > SMALLEST and width_at_1 * size > room:
        size -= 0.5
    return style if size == style.size else replace(style, size=size)


def _from_top(style: Style) -> Style:
    return replace(style, top=True)


def _draw_lines(page: Page, cell: Cell, top: float, height: float) -> None:
    style = cell.style
    block = len(cell.lines) * style.leading
    start = top + (style.pad if style.top else (height - block) / 2)
    # Chinese characters fill their em box from 0.88 above the baseline to 0.12 below it.
    baseline = start + (style.leading - style.size) / 2 + 0.88 * style.size
    room = cell.width - 2 * PAD_X
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[style.align]
    for line in cell.lines:
        left = cell.left + PAD_X
        if share:
            left += share * max(room - line.width * style.size / 1000, 0.0)
        page.text(left, baseline, line, style.size, bold=style.bold)
        baseline += style.leading
