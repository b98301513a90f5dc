"""Whether an input method is composing, so that no key is taken from it.

While a Chinese candidate is open, Enter, Space, digits and arrows belong to the input method.
Most never reach the program; some input methods let some through. This filter sits on whatever
has the focus and knows.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

#: By name: to import these classes costs 10 ms, and the first paint needs none of them.
_COMBO: Final = "QComboBox"
_EDITORS: Final = ("QTextEdit", "QPlainTextEdit")


class _Watch(QObject):
    """Follows the focus and notes the input method's unfinished text."""

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self.composing = False
        self._watched: QObject | None = None
        app.focusObjectChanged.connect(self._follow)
        self._follow(app.focusObject())

    def _follow(self, focus: QObject | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self.composing = False
        self._watched = focus
        if focus is not None:
            focus.installEventFilter(self)

    def still_there(self) -> bool:
        """Whether the widget that was composing exists."""
        return self._watched is not None and isValid(self._watched)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self.composing = bool(event.preeditString())
        elif kind == QEvent.Type.ShortcutOverride and (self.composing or _needs(watched, event)):
            event.accept()  # the key stays with the widget; no shortcut may take it
            return True
        return False


def _needs(watched: QObject, event: QEvent) -> bool:
    """Whether a combo box wants the key for itself: letters to find, Alt+Down to open."""
    if not (watched.inherits(_COMBO) and isinstance(event, QKeyEvent)):
        return False
    opens = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return (opens and alt) or (event.text().isprintable() and len(event.text()) == 1)


_watch: _Watch | None = None


def watch(app: QGuiApplication) -> None:
    """Begin to watch; more calls do nothing."""
    global _watch
    if _watch is None:
        _watch = _Watch(app)


def is_composing() -> bool:
    """Whether the widget with the focus holds text that its input method has not finished."""
    return _watch is not None and _watch.composing and _watch.still_there()


def types_text(widget: QWidget | None) -> bool:
    """Whether letters typed now would go into a text."""
    if widget is not None and any(map(widget.inherits, _EDITORS)):
        return not widget.property("readOnly")
    return widget is not None and widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
