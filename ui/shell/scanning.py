"""A hand scanner is a keyboard that types fast: its burst is heard before any shortcut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.composing import is_composing, types_text
from ui.timing import after_rest

#: What the code of a form begins with.
PREFIX: Final = "AC1:"
#: A scanner's next key comes within this time; a person's hardly ever does.
GAP_MS: Final = 60
_LONGEST: Final = 120
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BARE: Final = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock)
_KEYS: Final = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class Scanning(QObject):
    """Listens to the keys of one window while no text has the focus. `scanned(text)`.

    Keys are held back as long as they may be the beginning of a code; what turns out to be no code
    is handed on in its order, to a command by `press(key)` or to what has the focus.
    """

    scanned = Signal(str)

    def __init__(self, window: QWidget, press: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._window, self._press = window, press
        self._heard: QObject | None = None
        self._held: list[QKeyEvent] = []
        self._text = ""
        self._timer = after_rest(self, GAP_MS, self._give_back)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        window.installEventFilter(self)

    def _follow(self, _before: QWidget | None, focus: QWidget | None) -> None:
        """Sit on what has the focus, as long as it is no text."""
        if self._heard is not None and isValid(self._heard):
            self._heard.removeEventFilter(self)
        self._heard = None
        if focus is not None and focus is not self._window and focus.window() is self._window:
            self._heard = focus
            focus.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        if watched is self._window and self._heard is not None:
            return False  # it has passed what has the focus
        if not isinstance(watched, QWidget) or not self._listens(watched, event):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the key comes as a key then, and no shortcut takes it
        elif event.type() == QEvent.Type.KeyPress:
            self._hear(event)
        return True

    def _listens(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Whether a key may belong to a code."""
        if types_text(watched) or is_composing():
            return False
        if event.key() in _BARE:
            return bool(self._text)
        if event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            return False
        if event.type() == QEvent.Type.KeyRelease:
            return bool(self._text)
        return bool(self._text) or (event.text() == PREFIX[0] and not event.isAutoRepeat())

    def _hear(self, event: QKeyEvent) -> None:
        if event.key() in _BARE:
            return
        self._held.append(event.clone())
        if event.key() in _ENTER:
            self._end()
            return
        self._text += event.text()
        beginning = PREFIX.startswith(self._text.upper()[: len(PREFIX)])
        if not beginning or len(self._text) > _LONGEST:
            self._give_back()
        else:
            self._timer.start()

    def _end(self) -> None:
        """Enter ends a code."""
        text = self._text.upper()
        if not text.startswith(PREFIX) or len(text) == len(PREFIX):
            self._give_back()
            return
        self._forget()
        self.scanned.emit(text)

    def _forget(self) -> None:
        self._timer.stop()
        self._held, self._text = [], ""

    def _give_back(self) -> None:
        """It was a person after all: the keys go to where they belong, in their order."""
        held = self._held
        self._forget()
        for event in held:
            if self._press(QKeySequence(event.keyCombination()).toString()):
                continue
            focus = QApplication.focusWidget() or self._window
            focus.removeEventFilter(self)
            QCoreApplication.sendEvent(focus, event)
            if isValid(focus):
                focus.installEventFilter(self)
