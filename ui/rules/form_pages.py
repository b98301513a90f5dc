"""The pages of a draft on which its parts can be pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from shiboken6 import isValid

from ui import theme
from ui.widgets.pdf_view import Pages

if TYPE_CHECKING:
    from workstation.printing.template_sight import Spot
    from workstation.viewing import Document, RenderedPage

#: Parts beside each other in a row, which is marked as a whole.
_SMALL: Final = re.compile(r"\.(?:fields|column|block)\[\d+\]$")
#: The width of A4 in points.
_WIDTH: Final = 595.276


class FormPages(Pages):
    """Marks parts and tells which one is clicked: `pointed(place)`."""

    pointed = Signal(str)

    spots: Sequence[Spot] = ()
    _marked: frozenset[str] = frozenset()
    _look = "accent"

    def renew(self, document: Document, spots: Sequence[Spot]) -> None:
        """Show the pages of a text that was changed; the place in them stays."""
        up, across = self.verticalScrollBar(), self.horizontalScrollBar()
        at = up.value(), across.value()
        old = dict(self._shown)
        self.spots = spots
        self.show_document(document)
        self._shown = {page: image for page, image in old.items() if page < document.pages}
        up.setValue(at[0])
        across.setValue(at[1])
        self.viewport().update()

    def mark(self, places: Sequence[str], look: str = "accent", *, go: bool = False) -> None:
        """Mark parts with a frame; `go` brings the first of them into sight."""
        self._marked, self._look = frozenset(self._meant(places)), look
        self.viewport().update()
        first = next((spot for spot in self.spots if spot.place in self._marked), None)
        if go and first is not None:
            rect, view = self._rect_of(first), self.viewport().rect()
            if not view.contains(rect.toRect()):
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + int(rect.top()) - view.height() // 4)

    def _meant(self, places: Sequence[str]) -> Iterator[str]:
        """The parts at some places: themselves, else what is in them, else what is around them."""
        known = {spot.place for spot in self.spots}
        for place in places:
            inside = {one for one in known if one.startswith((f"{place}.", f"{place}["))}
            if place in known:
                yield place
            elif inside:
                yield from (one for one in inside if not _SMALL.search(one))
            else:
                around = [one for one in known if place.startswith((f"{one}.", f"{one}["))]
                yield from sorted(around, key=len)[-1:]

    def spot_at(self, point: QPointF) -> Spot | None:
        """The smallest part at a point of the view."""
        hits = [spot for spot in self.spots if self._rect_of(spot).contains(point)]
        return min(hits, key=lambda one: one.width * one.height, default=None)

    def middle_of(self, place: str) -> QPointF | None:
        """The middle of a part in the view; None for one that is not on the pages."""
        found = next((spot for spot in self.spots if spot.place == place), None)
        return self._rect_of(found).center() if found is not None else None

    def _rect_of(self, spot: Spot) -> QRectF:
        page: QRect = self._rect(spot.page)
        scale = page.width() / _WIDTH
        return QRectF(page.left() + spot.left * scale, page.top() + spot.top * scale,
                      spot.width * scale, spot.height * scale)  # fmt: skip

    def _on_page(self, turn: int, page: int, dpi: int, picture: RenderedPage) -> None:
        if isValid(self):  # the window may be closed while a page is drawn
            super()._on_page(turn, page, dpi, picture)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self.spot_at(event.position())
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.pointed.emit(spot.place)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._marked:
            return
        painter = QPainter(self.viewport())
        shade = theme.colour(self._look)
        shade = type(shade)(shade.red(), shade.green(), shade.blue(), 34)
        for spot in self.spots:
            if spot.place in self._marked:
                painter.setPen(QPen(theme.colour(self._look), 1.5))
                painter.setBrush(shade)
                painter.drawRect(self._rect_of(spot))
        painter.end()
