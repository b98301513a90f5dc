"""A text editor that leaves the input method its keys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui import theme


class ComposingTextEdit(QPlainTextEdit):
    """A plain-text editor for messages.

    `is_composing` is true while a candidate is open; `composed` tells when that begins and
    ends. `submitted` is emitted for Ctrl+Enter, never while composing. The editor grows with
    its text between `lines` and `most_lines`.
    """

    composed = Signal(bool)
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None, lines: int = 3, most_lines: int = 12) -> None:
        super().__init__(parent)
        self._preedit = ""
        self._hint = ""
        self._lines, self._most_lines = lines, most_lines
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.updateGeometry)

    @property
    def is_composing(self) -> bool:
        """Whether the input method holds unfinished text here."""
        return bool(self._preedit)

    @property
    def preedit(self) -> str:
        """The input method's unfinished text."""
        return self._preedit

    def setReadOnly(self, on: bool) -> None:
        """Let nothing be written here, and look like it."""
        if on != self.isReadOnly():
            super().setReadOnly(on)
            theme.look(self, str(self.property("look") or ""))

    def setPlaceholderText(self, text: str) -> None:
        """Say what is to be written here while nothing is; it gives way to unfinished text."""
        self._hint = text
        super().setPlaceholderText("" if self._preedit else text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        before, self._preedit = self._preedit, event.preeditString()
        super().inputMethodEvent(event)
        if bool(before) != bool(self._preedit):
            self.setPlaceholderText(self._hint)  # Qt would paint it below the candidate
            self.composed.emit(bool(self._preedit))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.is_composing:
            event.accept()  # it confirms the candidate, nothing else
            return
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            self.submitted.emit()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        lines = min(max(self.blockCount(), self._lines), self._most_lines)
        return QSize(super().sizeHint().width(), self._height_of(lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height_of(self._lines))

    def _height_of(self, lines: int) -> int:
        margins = self.contentsMargins()
        frame = margins.top() + margins.bottom() + 2 * int(self.document().documentMargin())
        return lines * self.fontMetrics().lineSpacing() + frame + 10
