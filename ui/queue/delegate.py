"""Paints every cell of the list from ready-made words, cut once per width of a column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import icons, theme
from ui.queue.columns import MARK, PLACES
from ui.queue.model import QueueModel
from ui.queue.rows import Shown
from ui.widgets.chip import chip_width, paint_chip

_Index = QModelIndex | QPersistentModelIndex
_NUMBER: Final = PLACES["number"]
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
_RIGHT: Final = Qt.TextElideMode.ElideRight


class QueueDelegate(QStyledItemDelegate):
    """One painter for all cells. The view sets `now`, `hover`, `current` and `focused`.

    `marked` are the row numbers of the ticked tickets, `needle` the words looked for.
    """

    def __init__(
        self, model: QueueModel, clock: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._queue = model
        self._clock = clock
        self.now = 0
        self.hover = -1
        self.current = -1
        self.focused = False
        self.marked: set[int] = set()
        self.needle = ""
        self.stamp = 0
        self.restyle()
        theme.notifier().changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take colours, fonts and measures of the theme that stands."""
        self.stamp += 1
        self._font = theme.font("base")
        self._figures = theme.font("base", tabular=True)
        self._bold = theme.font("base", bold=True)
        self._metrics = QFontMetrics(self._font)
        self._figure_metrics = QFontMetrics(self._figures)
        self._edge = theme.space("small")
        self._chip = theme.size("chip")
        self._colours = {
            name: theme.colour(name)
            for name in ("text", "text_muted", "text_faint", "selected", "selected_text", "hover")
        }
        self._plain = theme.colour("surface")
        self._other = theme.colour("sunken")
        self._line = theme.colour("line")
        self._accent = theme.colour("accent")

    def recut(self) -> None:
        """Cut all words anew: a column has another width."""
        self.stamp += 1

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, theme.size("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, place = index.row(), index.column()
        rect: QRect = option.rect
        shown = self._queue.shown(row)
        if shown is None:
            painter.fillRect(rect, self._plain)
            return
        chosen = row == self.current or shown.row.id in self.marked
        if chosen:
            ground = self._colours["selected"]
        elif row == self.hover:
            ground = self._colours["hover"]
        else:
            ground = self._other if row & 1 else self._plain
        painter.fillRect(rect, ground)
        if shown.stamp != self.stamp:
            shown.stamp = self.stamp
            shown.cut = [None] * len(shown.cut)
        if place == MARK:
            self._paint_mark(painter, rect, row, shown)
        elif place == _DUE:
            self._paint_due(painter, rect, shown)
        elif place == _STATUS:
            look = f"status_{shown.row.status}"
            self._paint_chip(painter, rect, shown.words[place], look)
        elif place == _PRIORITY:
            self._paint_priority(painter, rect, shown)
        elif place == _SUBJECT:
            left = self._paint_signs(painter, rect, shown)
            self._write(painter, rect, place, shown, left)
        else:
            self._write(painter, rect, place, shown, rect.x() + self._edge)

    def _write(self, painter: QPainter, rect: QRect, place: int, shown: Shown, left: int) -> None:
        cut = shown.cut[place]
        figures = place in _FIGURES
        if cut is None:
            metrics = self._figure_metrics if figures else self._metrics
            room = rect.x() + rect.width() - left - self._edge
            cut = shown.cut[place] = metrics.elidedText(shown.words[place], _RIGHT, room)
        if not cut:
            return
        base = rect.y() + (rect.height() + self._metrics.ascent() - self._metrics.descent()) // 2
        if self.needle:
            self._paint_match(painter, rect, cut, left)
        painter.setFont(self._figures if figures else self._font)
        quiet = place in _QUIET or not shown.open
        painter.setPen(self._colours["text_muted" if quiet else "text"])
        painter.drawText(left, base, cut)

    def _paint_match(self, painter: QPainter, rect: QRect, words: str, left: int) -> None:
        at = words.lower().find(self.needle)
        if at < 0:
            return
        x = left + self._metrics.horizontalAdvance(words[:at])
        width = self._metrics.horizontalAdvance(words[at : at + len(self.needle)])
        height = self._metrics.height()
        top = rect.y() + (rect.height() - height) // 2
        painter.fillRect(x, top, width, height, theme.colour("warn_soft"))

    def _paint_mark(self, painter: QPainter, rect: QRect, row: int, shown: Shown) -> None:
        marked = shown.row.id in self.marked
        if row == self.current:
            bar = self._accent if self.focused else theme.colour("line_strong")
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), bar)
        if marked or row == self.hover or row == self.current or self.marked:
            name = "square-check" if marked else "square"
            self._icon(painter, rect.x() + 11, rect, name, "accent" if marked else "line_strong")

    def _paint_due(self, painter: QPainter, rect: QRect, shown: Shown) -> None:
        if shown.changes_at and self.now >= shown.changes_at:
            shown.tell_time(self.now)
        if shown.left.text:
            self._paint_chip(painter, rect, shown.left.text, shown.left.look)

    def _paint_chip(self, painter: QPainter, rect: QRect, words: str, look: str) -> None:
        width = min(_chip_width(words), rect.width() - 8)
        top = rect.y() + (rect.height() - self._chip) // 2
        paint_chip(painter, QRect(rect.x() + 4, top, width, self._chip), words, look)

    def _paint_priority(self, painter: QPainter, rect: QRect, shown: Shown) -> None:
        words = shown.words[_PRIORITY]
        look = shown.priority_look
        painter.setFont(self._bold if shown.row.priority > 2 else self._font)
        painter.setPen(theme.colour(look) if look else self._colours["text_muted"])
        base = rect.y() + (rect.height() + self._metrics.ascent() - self._metrics.descent()) // 2
        painter.drawText(rect.x() + self._edge, base, words)

    def _paint_signs(self, painter: QPainter, rect: QRect, shown: Shown) -> int:
        """The marks before a subject; returns where the words begin."""
        x = rect.x() + self._edge
        row = shown.row
        if row.unsent:
            self._icon(painter, x, rect, "cloud-upload", "text_faint")
            x += 20
        if row.has_draft:
            self._icon(painter, x, rect, "writing", "accent")
            x += 20
        if row.urged:
            words = urged(row.urged)
            width = _chip_width(words)
            top = rect.y() + (rect.height() - self._chip) // 2
            paint_chip(painter, QRect(x, top, width, self._chip), words, "warn")
            x += width + 6
        if row.flags:
            self._icon(painter, x, rect, "flag", "warn")
            x += 20
        if row.claim_status:
            self._icon(painter, x, rect, "receipt", "text_muted")
            x += 20
        return x

    def _icon(self, painter: QPainter, x: int, rect: QRect, name: str, colour: str) -> None:
        picture = icons.pixmap(name, colour, 16, painter.device().devicePixelRatioF())
        painter.drawPixmap(x, rect.y() + (rect.height() - 16) // 2, picture)


_widths: dict[tuple[str, int], int] = {}


def _chip_width(words: str) -> int:
    key = (words, theme.current().scale)
    found = _widths.get(key)
    if found is None:
        if len(_widths) > 4_096:
            _widths.clear()
        found = _widths[key] = chip_width(words)
    return found


def urged(times: int) -> str:
    """The chip of a ticket that the customer asked about again."""
    return QCoreApplication.translate("queue", "Urged {n}").format(n=times)
