"""The one search box."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import icons, theme
from ui.composing import is_composing
from ui.timing import after_rest

#: Typing rests this long before a search begins.
REST_MS = 120


class SearchBox(QLineEdit):
    """A field that tells what to look for: `searched` while typing rests, `entered` on Enter.

    Escape empties it, which counts as entered: whoever listens goes back to what was shown
    before. Nothing is searched while an input method is composing.
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
        self._timer = after_rest(self, REST_MS, self._tell)
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
        self.setClearButtonEnabled(False)  # the cross follows a signal that was not sent
        self.setClearButtonEnabled(True)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.text()
        ):
            event.accept()  # before the window takes it for closing what is beside the list
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not is_composing():
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.show_text("")
        self._timer.stop()
        self.entered.emit("")

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
