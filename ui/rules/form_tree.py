"""The tree of a form's parts, and what keys ask for in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeWidget

_ACTS = {int(Qt.Key.Key_Insert): "add", int(Qt.Key.Key_Delete): "remove"}
_MOVES = {int(Qt.Key.Key_Up): "up", int(Qt.Key.Key_Down): "down"}


class PartTree(QTreeWidget):
    """The tree of parts; `asked(act)` tells what a key asks for: add, remove, up, down."""

    asked = Signal(str)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _act(event)
        ):
            event.accept()  # the key is the tree's, not a command's
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = _act(event)
        if act:
            event.accept()
            self.asked.emit(act)
        else:
            super().keyPressEvent(event)


def _act(event: QKeyEvent) -> str:
    """What a key asks for in the tree, or ""."""
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return (_MOVES if alt else _ACTS).get(event.key(), "")
