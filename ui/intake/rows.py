"""Short painted rows under headings, chosen by arrow keys, digits or the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets.painting import paint_words


@dataclass(frozen=True, slots=True)
class Row:
    """One row; without `key` it is a heading. `digit` is a key that chooses it; `marked` shows
    that it is the one in use; `look` is a colour token for the words at the right."""

    key: str
    title: str
    about: str = ""
    right: str = ""
    look: str = "text_faint"
    icon: str = ""
    digit: str = ""
    marked: bool = False


class RowList(QWidget):
    """Shows rows at their full height; `picked(key)` tells a choice."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._place = -1
        self._hover = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.notifier().changed.connect(self.update)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return tuple(self._rows)

    @property
    def current(self) -> str:
        """The key of the row that Enter would choose, or ""."""
        return self._rows[self._place].key if 0 <= self._place < len(self._rows) else ""

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the place stays on the same key when it is still there."""
        before = self.current
        self._rows = list(rows)
        keys = [row.key for row in self._rows]
        self._place = keys.index(before) if before and before in keys else self._first()
        self.setVisible(bool(rows))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if any(keys) else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()
        self.update()

    def _first(self) -> int:
        return next((place for place, row in enumerate(self._rows) if row.key), -1)

    def pick_digit(self, digit: str) -> bool:
        """Choose the row of a digit; returns whether there is one."""
        for row in self._rows:
            if row.key and row.digit == digit:
                self.picked.emit(row.key)
                return True
        return False

    def sizeHint(self) -> QSize:
        return QSize(200, self._top(len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._top(len(self._rows)))

    def _top(self, place: int) -> int:
        row, heading = theme.size("small_control") + 2, theme.size("small_control")
        return sum(row if one.key else heading for one in self._rows[:place])

    def _rect(self, place: int) -> QRect:
        top = self._top(place)
        return QRect(0, top, self.width(), self._top(place + 1) - top)

    def _at(self, event: QMouseEvent) -> int:
        point = event.position().toPoint()
        places = range(len(self._rows))
        hits = (p for p in places if self._rows[p].key and self._rect(p).contains(point))
        return next(hits, -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._at(event)
        if place != self._hover:
            self._hover = place
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.ArrowCursor
            )
            row = self._rows[place] if place >= 0 else None
            self.setToolTip(f"{row.title}  {row.about}".strip() if row else "")
            self.update()

    def leaveEvent(self, event: object) -> None:
        self._hover = -1
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._at(event)
        if place >= 0:
            self._place = place
            self.picked.emit(self._rows[place].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current:
            self.picked.emit(self.current)
        elif not (event.text() and self.pick_digit(event.text())):
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        place = self._place + step
        while 0 <= place < len(self._rows) and not self._rows[place].key:
            place += step
        if 0 <= place < len(self._rows):
            self._place = place
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, row in enumerate(self._rows):
            rect = self._rect(place)
            if row.key:
                self._paint(painter, rect, place, row)
            else:
                painter.setFont(theme.font("tiny", bold=True))
                painter.setPen(theme.colour("text_faint"))
                low = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(rect.adjusted(theme.space("small"), 0, 0, 0), low, row.title)
        painter.end()

    def _paint(self, painter: QPainter, rect: QRect, place: int, row: Row) -> None:
        if (place == self._place and self.hasFocus()) or place == self._hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected" if self.hasFocus() else "hover"))
            painter.drawRoundedRect(QRectF(rect.adjusted(2, 1, -2, -1)), 5, 5)
        left = self._paint_mark(painter, rect, row)
        small = theme.font("small", tabular=True)
        painter.setFont(small)
        painter.setPen(theme.colour(row.look))
        inner = rect.adjusted(left, 0, -theme.space("small"), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, row.right)
        room = QFontMetrics(small).horizontalAdvance(row.right) + theme.space("small")
        inner.adjust(0, 0, -room, 0)
        used = _write(painter, inner, row.title, "text", bold=row.marked)
        inner.adjust(used + theme.space("small"), 0, 0, 0)
        _write(painter, inner, row.about, "text_muted")

    def _paint_mark(self, painter: QPainter, rect: QRect, row: Row) -> int:
        """Paint the digit or the picture; returns where the words begin."""
        edge, side = theme.space("small"), theme.size("icon")
        mark = QRect(rect.left() + edge, rect.center().y() - side // 2, side, side)
        if row.digit:
            painter.setPen(theme.colour("line_strong"))
            painter.setBrush(theme.colour("sunken"))
            painter.drawRoundedRect(QRectF(mark).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setFont(theme.font("tiny", tabular=True))
            painter.setPen(theme.colour("text_muted"))
            painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, row.digit)
        elif row.icon or row.marked:
            name = "check" if row.marked else row.icon
            colour = "accent" if row.marked else "text_muted"
            painter.drawPixmap(
                mark.topLeft(), icons.pixmap(name, colour, side, self.devicePixelRatioF())
            )
        return edge + side + edge


def _write(painter: QPainter, rect: QRect, text: str, colour: str, *, bold: bool = False) -> int:
    """Write as much of the words as there is room for; returns the width used."""
    if rect.width() <= 0 or not text:
        return 0
    painter.setFont(theme.font("base", bold=bold))
    painter.setPen(theme.colour(colour))
    shown = paint_words(painter, rect, " ".join(text.split()))
    return painter.fontMetrics().horizontalAdvance(shown)
