"""Stands where a page is not part of this build."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.commands import Commands
from ui.widgets.labels import EmptyState
from workstation.domain.view import View


class Placeholder(QWidget):
    """Answers to every page's protocol and shows only its name."""

    noticed = Signal(str, str)
    ticket_chosen = Signal(str)
    ticket_opened = Signal(str)
    views_changed = Signal()
    searched = Signal(str)
    first_page_shown = Signal()
    closed = Signal()
    claim_opened = Signal(str)
    next_wanted = Signal()
    imported = Signal()

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._uid = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._empty = EmptyState("inbox", "")
        column = QVBoxLayout(self)
        column.addWidget(self._empty)

    def activate(self) -> None:
        self.setFocus()

    def flush(self) -> None: ...
    def state(self) -> dict[str, object]:
        return {}

    def restore(self, state: dict[str, object]) -> None: ...
    def show_view(self, view: View) -> None:
        QTimer.singleShot(0, self.first_page_shown.emit)
        self._empty.say(view.name or view.code)

    def show_search(self, text: str) -> None:
        self._empty.say(text)

    def step(self, by: int) -> None: ...
    def select(self, uid: str) -> None: ...
    def current(self) -> str:
        return self._uid

    def open(self, uid: str) -> None:
        self._uid = uid
        self._empty.say(uid)

    def clear(self) -> None:
        self._uid = ""

    def start(self, *args: object) -> None: ...
    def show_list(self) -> None: ...
