"""A few choices side by side, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme


class Segments(QWidget):
    """Painted choices; arrow keys, digits and the mouse choose; `picked(code)` tells it."""

    picked = Signal(object)

    def __init__(
        self, choices: Sequence[tuple[object, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = list(choices)
        self._place = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.notifier().changed.connect(self.update)
        self._say()

    def code(self) -> object:
        """The code of the chosen one."""
        return self._choices[self._place][0]

    def choose(self, code: object) -> None:
        """Show another choice without telling; an unknown code changes nothing."""
        codes = [one for one, _text in self._choices]
        if code in codes:
            self._place = codes.index(code)
            self._say()
            self.update()

    def pick(self, code: object) -> None:
        """Choose as a person does."""
        if code != self.code():
            self.choose(code)
            self.picked.emit(self.code())

    def _say(self) -> None:
        self.setAccessibleDescription(self._choices[self._place][1])

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 2, theme.size("control"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _widths(self) -> list[int]:
        measure = QFontMetrics(theme.font("base", bold=True))
        edge = 2 * theme.space("medium")
        return [measure.horizontalAdvance(text) + edge for _code, text in self._choices]

    def _rects(self) -> list[QRectF]:
        left, found = 0.5, []
        for width in self._widths():
            found.append(QRectF(left, 0.5, width, self.height() - 1))
            left += width
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place, rect in enumerate(self._rects()):
            if rect.contains(event.position()):
                self.pick(self._choices[place][0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        place = self._place + step if step else event.key() - Qt.Key.Key_1
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and 0 <= place < len(self._choices) and place != self._place:
            self.pick(self._choices[place][0])
        elif not step:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rects = self._rects()
        whole = rects[0].united(rects[-1])
        corner = theme.radius("medium")
        painter.setPen(theme.colour("focus" if self.hasFocus() else "line_strong"))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(whole, corner, corner)
        for place, rect in enumerate(rects):
            chosen = place == self._place
            if chosen:
                painter.setPen(theme.colour("accent"))
                painter.setBrush(theme.colour("accent_soft"))
                painter.drawRoundedRect(rect, corner, corner)
            painter.setPen(theme.colour("accent_soft_text" if chosen else "text_muted"))
            painter.setFont(theme.font("base", bold=chosen))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._choices[place][1])
        painter.end()
