"""Paints the rows of the list from ready-made words, cut once per width of a column.

Qt's own way asks a delegate cell by cell, with an option object and a style call for each; here a
row is painted in one go, which costs a third.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap

from ui import icons, theme
from ui.queue.columns import MARK, PLACES
from ui.queue.rows import Shown
from ui.widgets.chip import chip_width, paint_chip

_DUE: Final = PLACES["due_at"]
_SUBJECT: Final = PLACES["subject"]
_STATUS: Final = PLACES["status"]
_PRIORITY: Final = PLACES["priority"]
_FIGURES: Final = frozenset(
    PLACES[code] for code in ("number", "waybill", "phone", "last_activity_at", "created_at")
)
_QUIET: Final = frozenset(
    PLACES[code] for code in ("last_activity_at", "created_at", "channel", "region", "phone")
)
_CHIPS: Final = frozenset({_DUE, _STATUS})
_RIGHT: Final = Qt.TextElideMode.ElideRight
_SIGN: Final = 16
_MOST_CHIPS: Final = 1_024


class Cell(NamedTuple):
    """A column on the screen: which, where it begins and how wide it is."""

    place: int
    left: int
    width: int


class RowPainter(QObject):
    """One painter for all cells. The view sets `hover`, `current`, `focused` and `ratio`.

    `marked` are the row numbers of the ticked tickets, `needle` the words looked for.
    """

    def __init__(self, clock: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.now = clock()
        self.hover = -1
        self.current = -1
        self.focused = False
        self.ratio = 1.0
        self.marked: set[int] = set()
        self.needle = ""
        self.stamp = 0
        self._chips: dict[tuple[str, str, int], QPixmap] = {}
        self.restyle()
        theme.notifier().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take colours, fonts and measures of the theme that stands."""
        self.stamp += 1
        self._chips.clear()
        self._font = theme.font("base")
        self._figures = theme.font("base", tabular=True)
        self._bold = theme.font("base", bold=True)
        self._metrics = QFontMetrics(self._font)
        self._figure_metrics = QFontMetrics(self._figures)
        self._rise = (self._metrics.ascent() - self._metrics.descent()) // 2
        self._edge = theme.space("small")
        self._chip = theme.size("chip")
        self._text = theme.colour("text")
        self._muted = theme.colour("text_muted")
        self._chosen = theme.colour("selected")
        self._hovered = theme.colour("hover")
        self._grounds = (theme.colour("surface"), theme.colour("sunken"))
        self._bars = {True: theme.colour("accent"), False: theme.colour("line_strong")}

    def recut(self) -> None:
        """Cut all words anew: a column has another width."""
        self.stamp += 1

    def paint_row(
        self, painter: QPainter, row: int, shown: Shown | None, area: QRect, cells: Sequence[Cell]
    ) -> None:
        """Paint one row into its area; nothing but the ground for one that is not there."""
        chosen = shown is not None and (row == self.current or shown.row.id in self.marked)
        if chosen:
            painter.fillRect(area, self._chosen)
        else:
            painter.fillRect(area, self._hovered if row == self.hover else self._grounds[row & 1])
        if shown is None:
            return
        if shown.stamp != self.stamp:
            shown.stamp = self.stamp
            shown.cut = [None] * len(shown.cut)
        top, height = area.y(), area.height()
        base = top + height // 2 + self._rise
        pen = self._text if shown.open else self._muted
        for cell in cells:
            place = cell.place
            if place in _CHIPS:
                self._paint_chip_cell(painter, cell, top, height, shown)
            elif place == MARK:
                self._paint_mark(painter, cell, top, height, row, shown)
            elif place == _PRIORITY:
                self._paint_priority(painter, cell, base, shown)
            else:
                left = cell.left + self._edge
                if place == _SUBJECT:
                    left = self._paint_signs(painter, cell, top, height, shown)
                painter.setPen(self._muted if place in _QUIET else pen)
                self._write(painter, cell, base, left, shown)

    def _write(self, painter: QPainter, cell: Cell, base: int, left: int, shown: Shown) -> None:
        place = cell.place
        figures = place in _FIGURES
        cut = shown.cut[place]
        if cut is None:
            metrics = self._figure_metrics if figures else self._metrics
            room = cell.left + cell.width - left - self._edge
            cut = shown.cut[place] = metrics.elidedText(shown.words[place], _RIGHT, room)
        if cut:
            if self.needle:
                self._paint_match(painter, cut, left, base)
            painter.setFont(self._figures if figures else self._font)
            painter.drawText(left, base, cut)

    def _paint_match(self, painter: QPainter, words: str, left: int, base: int) -> None:
        at = words.lower().find(self.needle)
        if at < 0:
            return
        metrics = self._metrics
        x = left + metrics.horizontalAdvance(words[:at])
        width = metrics.horizontalAdvance(words[at : at + len(self.needle)])
        painter.fillRect(
            x, base - metrics.ascent(), width, metrics.height(), theme.colour("warn_soft")
        )

    def _paint_mark(
        self, painter: QPainter, cell: Cell, top: int, height: int, row: int, shown: Shown
    ) -> None:
        marked = shown.row.id in self.marked
        if row == self.current:
            painter.fillRect(cell.left, top, 3, height, self._bars[self.focused])
        if self.marked or row in (self.hover, self.current):
            name = "square-check" if marked else "square"
            left = cell.left + (cell.width - _SIGN) // 2 + 1
            self._sign(painter, left, top, height, name, "accent" if marked else "line_strong")

    def _paint_chip_cell(
        self, painter: QPainter, cell: Cell, top: int, height: int, shown: Shown
    ) -> None:
        if cell.place == _DUE:
            if shown.changes_at and self.now >= shown.changes_at:
                shown.tell_time(self.now)
            words, look = shown.left.text, shown.left.look
        else:
            words, look = shown.words[_STATUS], f"status_{shown.row.status}"
        if words:
            room = cell.width - self._edge
            self._paint_chip(painter, cell.left + 4, top, height, words, look, room)

    def _paint_chip(
        self, painter: QPainter, x: int, top: int, height: int, words: str, look: str, room: int
    ) -> int:
        """Paint a chip, kept as a picture; returns its width."""
        picture = self._chips.get((words, look, room))
        if picture is None:
            if len(self._chips) >= _MOST_CHIPS:
                self._chips.clear()
            picture = self._chips[words, look, room] = self._draw_chip(words, look, room)
        painter.drawPixmap(x, top + (height - self._chip) // 2, picture)
        return round(picture.width() / self.ratio)

    def _draw_chip(self, words: str, look: str, room: int) -> QPixmap:
        width = max(min(chip_width(words), room), 1)
        made = QPixmap(round(width * self.ratio), round(self._chip * self.ratio))
        made.setDevicePixelRatio(self.ratio)
        made.fill(Qt.GlobalColor.transparent)
        inner = QPainter(made)
        paint_chip(inner, QRect(0, 0, width, self._chip), words, look)
        inner.end()
        return made

    def _paint_priority(self, painter: QPainter, cell: Cell, base: int, shown: Shown) -> None:
        look = shown.priority_look
        painter.setFont(self._bold if shown.row.priority > 2 else self._font)
        painter.setPen(theme.colour(look) if look else self._muted)
        painter.drawText(QPoint(cell.left + self._edge, base), shown.words[_PRIORITY])

    def _paint_signs(
        self, painter: QPainter, cell: Cell, top: int, height: int, shown: Shown
    ) -> int:
        """The marks before a subject; returns where the words begin."""
        x = cell.left + self._edge
        row = shown.row
        if row.unsent:
            x += self._sign(painter, x, top, height, "cloud-upload", "text_faint")
        if row.has_draft:
            x += self._sign(painter, x, top, height, "writing", "accent")
        if row.department:
            x += self._sign(painter, x, top, height, "truck", "accent")
        if row.urged:
            room = cell.width
            x += self._paint_chip(painter, x, top, height, urged(row.urged), "warn", room) + 6
        if row.flags:
            x += self._sign(painter, x, top, height, "flag", "warn")
        if row.claim_status:
            x += self._sign(painter, x, top, height, "receipt", "text_muted")
        return x

    def _sign(
        self, painter: QPainter, x: int, top: int, height: int, name: str, colour: str
    ) -> int:
        """Paint a small picture; returns the room that it takes."""
        picture = icons.pixmap(name, colour, _SIGN, self.ratio)
        painter.drawPixmap(x, top + (height - _SIGN) // 2, picture)
        return _SIGN + 4


def urged(times: int) -> str:
    """The chip of a ticket that the customer asked about again."""
    return QCoreApplication.translate("queue", "Urged {n}").format(n=times)
