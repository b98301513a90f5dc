"""What is laid over the ticket page and is no form: it has a head, takes the keyboard, Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import IconButton
from ui.widgets.keyboard import is_at
from ui.widgets.labels import label


class Overlay(QFrame):
    """A frame with a title; `closed` when it is left. Subclasses fill `column`."""

    closed = Signal()

    def __init__(self, title: str, parent: QWidget, *, most: tuple[int, int] = (560, 460)) -> None:
        super().__init__(parent)
        self._most = most
        self.held_keyboard = False  # when it was left
        theme.look(self, "popup")
        self.setAccessibleName(title)
        self.title = label(title, "heading")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(IconButton("x", self.tr("Close (Esc)"), self.cancel))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 10, 12, 12)
        self.column.setSpacing(theme.space("small"))
        self.column.addLayout(head)

    def first(self) -> QWidget:
        """What takes the keyboard when it opens."""
        return self

    def accept(self) -> None:
        """Finish what is done here; by default leave."""
        self.cancel()

    def cancel(self) -> None:
        """Go away."""
        self.held_keyboard = is_at(self)
        self.hide()
        self.closed.emit()

    def open_in(self, room: QRect) -> None:
        """Show it at the top of a room and give it the keyboard."""
        self.fit_in(room)
        self.show()
        self.raise_()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def fit_in(self, room: QRect) -> None:
        """Take the place it has in a room."""
        width = min(self._most[0], room.width() - 16)
        height = min(self._most[1], room.height() - 8)
        self.setGeometry(room.left() + 8, room.top(), width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.cancel()
        else:
            super().keyPressEvent(event)
