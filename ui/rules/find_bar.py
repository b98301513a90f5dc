"""Looking for words in the text of a rule file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui import theme
from ui.composing import is_composing
from ui.widgets.buttons import IconButton
from ui.widgets.labels import label


class FindBar(QWidget):
    """A line to type into; Enter goes on, Shift+Enter back, Escape closes it."""

    closed = Signal()

    def __init__(self, find: Callable[[str, bool], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Find in the text"))
        self.line.setFixedWidth(260)
        self.told = label("", "muted")
        self.line.textChanged.connect(lambda _text: self.told.setText(""))
        row = QHBoxLayout(self)
        edge = theme.space("tight")
        row.setContentsMargins(theme.space("small"), edge, theme.space("small"), edge)
        row.addWidget(self.line)
        row.addWidget(IconButton("chevron-up", self.tr("Before"), lambda: self.go(back=True)))
        row.addWidget(IconButton("chevron-down", self.tr("Next"), self.go))
        row.addWidget(self.told, 1)
        row.addWidget(IconButton("x", self.tr("Close"), self.leave))
        self.hide()

    def begin(self, words: str = "") -> None:
        """Open with some words and take the keyboard."""
        self.show()
        if words:
            self.line.setText(words)
        self.line.setFocus()
        self.line.selectAll()

    def go(self, *, back: bool = False) -> None:
        """Go to the next place."""
        found = self._find(self.line.text(), back)
        self.told.setText("" if found or not self.line.text() else self.tr("Not found"))

    def leave(self) -> None:
        """Close."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_composing():
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
