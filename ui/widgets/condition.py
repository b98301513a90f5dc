"""A condition, or one of several choices, as a chip with a cross."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets.painting import paint_words

_CROSS = 14


class ConditionChip(QAbstractButton):
    """A condition: pressing it changes it, its cross (or Delete) takes it away."""

    removed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font("small")).horizontalAdvance(self.text())
        cross = _CROSS + theme.space("small") if self.isEnabled() else 0
        room = min(width, 320) + cross + 2 * theme.space("small") + 4
        return QSize(room, theme.size("small_control"))

    def _over_cross(self, x: float) -> bool:
        return x > self.width() - _CROSS - theme.space("small") - 2

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if inside and self._over_cross(event.position().x()):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(theme.colour("pressed" if self.underMouse() else "neutral_soft"))
        painter.setPen(theme.colour("focus") if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        edge = theme.space("small")
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text"))
        cross_room = _CROSS + edge if self.isEnabled() else edge
        room = self.rect().adjusted(edge + 2, 0, -cross_room, 0)
        paint_words(painter, room, self.text())
        if not self.isEnabled():
            painter.end()
            return
        cross = icons.pixmap("x", "text_muted", _CROSS, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - _CROSS - edge + 1, (self.height() - _CROSS) // 2, cross)
        painter.end()
