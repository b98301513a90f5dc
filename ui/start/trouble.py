"""What is shown when a desk cannot be opened: the reason, and a way on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from ui.widgets.buttons import Button
from ui.widgets.labels import EmptyState


class TroubleWindow(QMainWindow):
    """A sentence and two buttons."""

    def __init__(self, sentence: str, other: Callable[[], object]) -> None:
        super().__init__()
        self.setWindowTitle(QGuiApplication.applicationDisplayName())
        empty = EmptyState("alert-triangle", self.tr("This desk cannot be opened"), sentence)
        empty.add_action(Button(self.tr("Choose another desk…"), "database", "primary", other))
        empty.add_action(Button(self.tr("Quit"), "logout", "flat", self.close))
        self.setCentralWidget(empty)
        self.resize(720, 420)


def show_trouble(sentence: str, other: Callable[[], object]) -> TroubleWindow:
    """Show the reason why a desk cannot be opened."""
    window = TroubleWindow(sentence, other)
    window.show()
    return window
