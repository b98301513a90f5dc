"""What rules tell the person at this desk: a calm list, read and put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui import language
from ui.bridge import Bridge
from ui.commands import Commands
from ui.shell.trays import Tray
from ui.text import times
from ui.timing import after_rest
from ui.widgets.buttons import Button
from ui.widgets.labels import EmptyState
from ui.widgets.lines import Line
from workstation.changes import Changes
from workstation.domain.pages import Notice
from workstation.domain.ticket import Ticket

if TYPE_CHECKING:
    from workstation.desk import Reader

_SOON_MS = 300


class NoticesTray(Tray):
    """Notices not read yet, newest first; opening one opens its ticket and puts it aside.

    `put_aside` when some were read: there are fewer now.
    """

    put_aside = Signal()

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        empty = EmptyState("bell", "")
        super().__init__(bridge, "", empty)
        self.header.say(self.tr("Notices"), self.tr("What limits and rules tell you"))
        empty.say(
            self.tr("No notices"),
            self.tr("When a limit comes near or a rule acts on your tickets, it is told here."),
        )
        self._all = Button(self.tr("All read"), "check", "flat", self.read_all)
        self.header.add(self._all)
        self._soon = after_rest(self, _SOON_MS, self.load)
        self.list.removed.connect(lambda key: self.read([key.partition("|")[2]]))
        bridge.changed.connect(self._on_changed)

    def load(self) -> None:
        """Read anew what was told."""
        desk = self.bridge.desk

        def read(reader: Reader) -> list[Line]:
            now = desk.clock()
            return [_line(one, reader.ticket(one.ticket), now) for one in desk.notices()]

        self.bridge.ask(read, self._show)

    def read(self, entries: list[str]) -> None:
        """Put notices aside: they were seen."""
        self.bridge.await_(self.bridge.desk.read_notices(entries), lambda _none: self._on_read())

    def read_all(self) -> None:
        """Put all notices aside that are shown."""
        self.read([line.key.partition("|")[2] for line in self.list.lines()])

    def _on_read(self) -> None:
        self.load()
        self.put_aside.emit()

    def _show(self, notices: list[Line]) -> None:
        self.show_lines(notices)
        self._all.setVisible(bool(notices))
        if notices and not self.list.current():
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        if self.hasFocus() and notices:
            self.list.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        told = changes.many or any("entries" in names for names in changes.tickets.values())
        if told and self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _on_opened(self, key: str) -> None:
        super()._on_opened(key)
        self.read([key.partition("|")[2]])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.current():
            self.read([self.list.current().partition("|")[2]])
        else:
            super().keyPressEvent(event)


def _line(one: Notice, ticket: Ticket | None, now: int) -> Line:
    words = " ".join(one.words(language.current()).split())
    about = f"{one.number} · {ticket.subject}" if ticket is not None else one.number
    return Line(f"{one.ticket}|{one.entry}", words, about, times.ago(one.at, now))
