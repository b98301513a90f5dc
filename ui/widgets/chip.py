"""A small rounded mark with a word in it, painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme


def chip_width(text: str) -> int:
    """How wide a chip with this text is, in pixels."""
    return QFontMetrics(theme.font("small")).horizontalAdvance(text) + 2 * theme.space("small")


def chip_in(cell: QRect, text: str) -> QRect:
    """Where a chip with this text stands in a cell: at the left, no wider than the cell."""
    height = theme.size("chip")
    top = cell.center().y() - height // 2
    return QRect(cell.left(), top, min(chip_width(text), cell.width()), height)


def paint_chip(painter: QPainter, rect: QRect, text: str, look: str) -> None:
    """Paint a chip into `rect`; `look` is a pair of colour tokens, such as "time_soon".

    Used by delegates too: nothing is allocated but what Qt needs.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{look}_soft"))
    corner = rect.height() / 2
    painter.drawRoundedRect(QRectF(rect), corner, corner)
    painter.setPen(theme.colour(look))
    painter.setFont(theme.font("small", tabular=True))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class Chip(QWidget):
    """A word in a coloured lozenge: time left, a status, a flag."""

    def __init__(
        self, text: str = "", look: str = "neutral", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._look = text, look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._say()
        theme.notifier().changed.connect(self.update)

    def show_word(self, text: str, look: str) -> None:
        """Show another word in another look; an empty text hides the chip."""
        if (text, look) != (self._text, self._look):
            self._text, self._look = text, look
            self.setVisible(bool(text))
            self._say()
            self.updateGeometry()
            self.update()

    @property
    def text(self) -> str:
        """The word shown."""
        return self._text

    @property
    def chip_look(self) -> str:
        """The look shown."""
        return self._look

    def _say(self) -> None:
        self.setAccessibleName(self._text)

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._text), theme.size("chip"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._text, self._look)
        painter.end()
