"""What settled claims like one came to, drawn as a line: range, quartiles, middle, and an offer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.text import amounts
from workstation.domain.similar import Spread


class RangeLine(QWidget):
    """`show_spread(spread, fen)` draws it; `fen` is the offer that is marked, None for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spread: Spread | None = None
        self._fen: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.notifier().changed.connect(self.update)

    def show_spread(self, spread: Spread | None, fen: int | None) -> None:
        """Draw another spread; nothing is shown for none."""
        self._spread, self._fen = spread, fen
        self.setVisible(spread is not None)
        self.setAccessibleName(amounts.money(fen) if fen is not None else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, theme.size("control") + theme.space("medium"))

    def place(self, fen: int) -> float:
        """Where a sum lies, from 0 at the left to 1 at the right."""
        low, high = self._ends()
        return (fen - low) / (high - low) if high > low else 0.5

    def _ends(self) -> tuple[int, int]:
        assert self._spread is not None
        sums = [self._spread.least, self._spread.most]
        sums += [self._fen] if self._fen is not None else []
        return min(sums), max(sums)

    def paintEvent(self, event: QPaintEvent) -> None:
        spread = self._spread
        if spread is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = theme.space("medium") + 2.0
        self._stroke(painter, middle, *self._ends(), "line", 2)
        self._stroke(painter, middle, spread.least, spread.most, "line_strong", 2)
        self._stroke(painter, middle, spread.lower, spread.upper, "text_faint", 8)
        self._tick(painter, middle, spread.median, "text")
        if self._fen is not None:
            inside = spread.lower <= self._fen <= spread.upper
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent" if inside else "warn"))
            painter.drawEllipse(QPointF(self._x(self._fen), middle), 6.0, 6.0)
        self._write(painter, middle, spread)
        painter.end()

    def _x(self, fen: int) -> float:
        edge = 7.0
        return edge + self.place(fen) * (self.width() - 2 * edge)

    def _stroke(
        self, painter: QPainter, y: float, low: int, high: int, colour: str, width: int
    ) -> None:
        pen = QPen(theme.colour(colour), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(self._x(low), y), QPointF(self._x(high), y))

    def _tick(self, painter: QPainter, y: float, fen: int, colour: str) -> None:
        painter.setPen(QPen(theme.colour(colour), 2))
        painter.drawLine(QPointF(self._x(fen), y - 8), QPointF(self._x(fen), y + 8))

    def _write(self, painter: QPainter, y: float, spread: Spread) -> None:
        """The least, the middle and the most below the line, where they have room."""
        painter.setFont(theme.font("tiny", tabular=True))
        painter.setPen(theme.colour("text_muted"))
        taken: list[QRectF] = []
        for fen in (spread.median, spread.least, spread.most):
            text = amounts.money(fen)
            width = painter.fontMetrics().horizontalAdvance(text) + 2.0
            left = min(max(self._x(fen) - width / 2, 0.0), self.width() - width)
            room = QRectF(left, y + 9, width, 16)
            if not any(room.intersects(one) for one in taken):
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
                taken.append(room)
