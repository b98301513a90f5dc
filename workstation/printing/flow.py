"""Rows poured over as many pages as they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workstation.printing.document import Document, Page
from workstation.printing.sheet import Row

FRAME = 0.9
#: Is told of a row, the page's index, and where the row's upper edge is.
Seen = Callable[[Row, int, float], None]


@dataclass(frozen=True, slots=True)
class Margins:
    """The part of the page that rows fill, in points from the page's top left corner.

    ``first_top`` is where rows begin on the first page, ``top`` on the others.
    """

    left: float
    width: float
    first_top: float
    top: float
    bottom: float


class Flow:
    """Pours rows into the pages of a document and frames them on each page.

    ``begin`` draws what stands above the rows of a page; it gets the page and its index. ``seen`` is
    told where each row, or part of one, is drawn.
    """

    def __init__(
        self,
        document: Document,
        margins: Margins,
        begin: Callable[[Page, int], None],
        seen: Seen | None = None,
    ) -> None:
        self._document = document
        self._seen = seen
        self._margins = margins
        self._begin = begin
        self._held: list[Row] = []
        self._place = 0.0
        self._framed_from: float | None = None
        self._fresh = True
        self._page = self._next_page()

    def add(self, rows: Iterable[Row]) -> None:
        """Pour ``rows``; those kept with the next one, and spare ones, wait for it."""
        for row in rows:
            self._held.append(row)
            if not (row.with_next or row.spare):
                self._settle()

    def close(self) -> None:
        """Draw what is left and the last frame."""
        if self._held and self._held[-1].spare:
            room = self._margins.bottom - self._place
            above = sum(row.height for row in self._held[:-1])
            if above <= room < above + self._held[-1].height:
                self._held.pop()
        self._settle()
        self._frame()

    def _settle(self) -> None:
        """Draw the held rows, on a new page if they do not fit together."""
        held, self._held = self._held, []
        if not held:
            return
        room = self._margins.bottom - self._place
        needed = sum(row.height for row in held)
        if needed > room:
            before_last = sum(row.height for row in held[:-1])
            last = held[-1]
            splits = last.flowing and last.split(room - before_last) is not None
            if not (splits or self._fresh or self._begin_here(held, room)):
                self._turn(held[0].head)
        for row in held:
            self._pour(row)

    def _begin_here(self, held: list[Row], room: float) -> bool:
        """Whether rows that no page can hold together have room to begin on this one."""
        for row in held:
            if row.height > self._margins.bottom - self._margins.top:
                return row.split(room) is not None
            room -= row.height
        return False

    def _pour(self, row: Row) -> None:
        while row.height > self._margins.bottom - self._place:
            parts = row.split(self._margins.bottom - self._place)
            if parts is None:
                if self._fresh:
                    break
                self._turn(row.head)
                continue
            self._draw(parts[0])
            row = parts[1]
            self._turn(row.head)
        self._draw(row)

    def _draw(self, row: Row) -> None:
        if not row.framed:
            self._frame()
        elif self._framed_from is None:
            self._framed_from = self._place
        row.draw(self._page, self._place)
        if self._seen is not None:
            self._seen(row, len(self._document.pages) - 1, self._place)
        self._place += row.height
        self._fresh = False

    def _turn(self, head: Row | None) -> None:
        self._frame()
        self._page = self._next_page()
        if head is not None:
            self._draw(head)
            self._fresh = True

    def _next_page(self) -> Page:
        page = self._document.new_page()
        index = len(self._document.pages) - 1
        self._begin(page, index)
        self._place = self._margins.top if index else self._margins.first_top
        self._fresh = True
        return page

    def _frame(self) -> None:
        """Frame the rows since the last frame."""
        top, self._framed_from = self._framed_from, None
        if top is not None and self._place > top:
            margins = self._margins
            self._page.box(margins.left, top, margins.width, self._place - top, line=FRAME)
