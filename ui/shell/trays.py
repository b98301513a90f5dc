"""What lies on this desk alone: drafts not sent."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.commands import Commands
from ui.text import times
from ui.text.rules import file_name
from ui.widgets.header import PageHeader
from ui.widgets.labels import EmptyState
from ui.widgets.lines import Line, LineList
from workstation.domain.conversation import Draft


class Tray(QWidget):
    """A header, a list, and what is said when the list is empty."""

    ticket_opened = Signal(str)
    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, title: str, empty: EmptyState) -> None:
        super().__init__()
        self.bridge = bridge
        self.header = PageHeader(title)
        self.list = LineList()
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)
        self.list.opened.connect(self._on_opened)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_lines(self, lines: list[Line]) -> None:
        """Show these lines, or the empty state."""
        self.list.show_lines(lines)
        self._stack.setCurrentIndex(1 if lines else 0)

    def load(self) -> None:
        """Read anew what the tray holds."""

    def activate(self) -> None:
        """Read anew and take the keyboard."""
        self.load()
        if self.list.lines():
            self.list.setFocus()
        else:
            self.setFocus()

    def flush(self) -> None:
        """Nothing is typed here."""

    def _on_opened(self, key: str) -> None:
        if key:
            self.ticket_opened.emit(key.partition("|")[0])


class DraftsTray(Tray):
    """Drafts of this desk, newest first; opening one opens its ticket or the intake."""

    intake_wanted = Signal()
    rules_wanted = Signal(str)
    scripts_wanted = Signal(str)

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        empty = EmptyState("writing", "")
        super().__init__(bridge, "", empty)
        self.header.say(self.tr("Drafts"), self.tr("Kept on this desk until they are sent"))
        empty.say(
            self.tr("No drafts"), self.tr("What you type is kept here within a second until sent.")
        )

    def load(self) -> None:
        now = self.bridge.desk.clock()
        self.show_lines([self._line(draft, now) for draft in self.bridge.desk.drafts()])

    def _line(self, draft: Draft, now: int) -> Line:
        ticket = self.bridge.desk.read.ticket(draft.ticket) if draft.ticket else None
        if draft.editor == "rules":
            title = self.tr("Rules: {file}").format(file=file_name(draft.recipient))
            about = self.tr("Changed and not saved yet")
            key = f"|rules|{draft.recipient}"
            return Line(key, title, about, times.ago(draft.saved_at, now))
        if draft.editor == "scripts":
            known = draft.recipient if draft.recipient != "+" else self.tr("New script")
            title = self.tr("Script: {code}").format(code=known)
            key = f"|scripts|{draft.recipient}"
            return Line(key, title, draft.body, times.ago(draft.saved_at, now))
        if ticket is not None:
            title = f"{ticket.number}  {ticket.subject}"
        else:
            title = self.tr("New ticket")
        key = f"{draft.ticket}|{draft.uid}"
        return Line(key, title, draft.body, times.ago(draft.saved_at, now))

    def _on_opened(self, key: str) -> None:
        if key.startswith("|rules|"):
            self.rules_wanted.emit(key.removeprefix("|rules|"))
        elif key.startswith("|scripts|"):
            self.scripts_wanted.emit(key.removeprefix("|scripts|"))
        elif key.startswith("|"):
            self.intake_wanted.emit()
        else:
            super()._on_opened(key)
