"""The way of a claim, drawn: what is done, where it stands, what comes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.painting import paint_words

_DOT = 9.0


class Stepper(QWidget):
    """Steps from left to right; `show_steps(names, place, ended)` marks the one that stands.

    `ended` is a word shown in red when the way broke off there.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._notes: list[str] = []
        self._place = 0
        self._ended = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.notifier().changed.connect(self.update)

    def show_steps(
        self, names: Sequence[str], notes: Sequence[str], place: int, ended: str = ""
    ) -> None:
        """Show the steps with a small note (when, by whom) below each."""
        self._names, self._notes = list(names), list(notes)
        self._place, self._ended = place, ended
        self.setAccessibleName(ended or (self._names[place] if self._names else ""))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 2 * theme.size("control") + theme.space("small"))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._names:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / len(self._names)
        middle = theme.space("small") + _DOT
        for place in range(len(self._names)):
            left = place * width
            if place + 1 < len(self._names):
                painter.setPen(theme.colour("accent" if place < self._place else "line_strong"))
                start = QPointF(left + 2 * _DOT + 4, middle)
                painter.drawLine(start, QPointF(left + width - 4, middle))
            self._paint_step(painter, place, QRectF(left, middle - _DOT, 2 * _DOT, 2 * _DOT))
            self._paint_words(painter, place, QRect(int(left), int(middle + _DOT), int(width), 36))
        painter.end()

    def _colour(self, place: int) -> str:
        if place == self._place:
            return "bad" if self._ended else "accent"
        return "accent" if place < self._place else "line_strong"

    def _paint_step(self, painter: QPainter, place: int, dot: QRectF) -> None:
        colour = theme.colour(self._colour(place))
        painter.setPen(colour)
        reached = place <= self._place
        painter.setBrush(colour if reached else theme.colour("surface"))
        painter.drawEllipse(dot.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(theme.colour("accent_text" if reached else "text_faint"))
        painter.setFont(theme.font("tiny", bold=True))
        sign = "✕" if self._ended and place == self._place else str(place + 1)
        painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, sign)

    def _paint_words(self, painter: QPainter, place: int, room: QRect) -> None:
        here = place == self._place
        name = self._ended if here and self._ended else self._names[place]
        painter.setFont(theme.font("small", bold=here))
        ended = "bad" if self._ended else "text"
        painter.setPen(theme.colour(ended if here else "text_muted"))
        painter.drawText(room.adjusted(0, 1, -4, 0), Qt.AlignmentFlag.AlignTop, name)
        painter.setFont(theme.font("tiny", tabular=True))
        painter.setPen(theme.colour("text_faint"))
        below = room.adjusted(0, 18, -4, 0)
        note = self._notes[place] if place < len(self._notes) else ""
        paint_words(painter, below, note, Qt.AlignmentFlag.AlignTop)
