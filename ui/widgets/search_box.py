"""The one search box."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import icons, theme
from ui.composing import is_composing

#: Typing rests this long before a search begins.
REST_MS = 120


class SearchBox(QLineEdit):
    """A field that tells what to look for: `searched` while typing rests, `entered` on Enter.

    Nothing is searched while an input method is composing.
    """

    searched = Signal(str)
    entered = Signal(str)

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        theme.look(self, "search")
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(lambda _text: self._timer.start())
        self.returnPressed.connect(self._on_entered)
        self._draw()
        theme.notifier().changed.connect(self._draw)

    def take_focus(self) -> None:
        """Take the keyboard and select what is there."""
        self.setFocus()
        self.selectAll()

    def show_text(self, text: str) -> None:
        """Show a text without searching for it."""
        self.blockSignals(True)
        self.setText(text)
        self.blockSignals(False)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _tell(self) -> None:
        if not self._composing:
            self.searched.emit(self.text().strip())

    def _on_entered(self) -> None:
        if self._composing or is_composing():
            return
        self._timer.stop()
        self.entered.emit(self.text().strip())

    def _draw(self) -> None:
        self._glass.setIcon(icons.icon("search"))
