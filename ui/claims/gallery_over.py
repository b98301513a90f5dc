"""What is laid over the whole claim: it takes the keyboard, and Escape leaves it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import IconButton
from ui.widgets.keyboard import is_at
from ui.widgets.labels import ElidedLabel


class Over(QWidget):
    """Covers its parent while it is open. `closed` when it is left. Subclasses fill `column` and
    `head`; keys that they know are theirs, no command of the page below takes them."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.look(self, "surface")
        self._before: QWidget | None = None
        self.title = ElidedLabel("", "strong")
        top = QWidget()
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.look(top, "header")
        self.head = QHBoxLayout(top)
        self.head.setContentsMargins(theme.space("small"), 4, theme.space("small"), 4)
        self.head.setSpacing(theme.space("tight"))
        self.head.addWidget(IconButton("arrow-left", self.tr("Back to the claim  Esc"), self.leave))
        self.head.addWidget(self.title, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(top)
        parent.installEventFilter(self)
        self.hide()

    def enter(self) -> None:
        """Cover the claim and take the keyboard."""
        parent = self.parentWidget()
        if not self.isVisible():
            self._before = self.window().focusWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.first().setFocus()

    def first(self) -> QWidget:
        """What takes the keyboard."""
        return self

    def leave(self) -> None:
        """Go away and give the keyboard back, if it still is here."""
        here = is_at(self)
        self.hide()
        if here and self._before is not None:
            self._before.setFocus()
        self._before = None
        self.closed.emit()

    def escape(self) -> None:
        """What Escape does here; by default leave."""
        self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            parent = self.parentWidget()
            if parent is not None:
                self.setGeometry(parent.rect())
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            outer = Qt.Key.Key_F1 <= Qt.Key(event.key()) <= Qt.Key.Key_F12
            if not outer:
                event.accept()  # nothing of the claim below is done unseen
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
