"""The row of acts under the ticket's head: the likely one first, the others one press away."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ui import theme
from ui.command_list import BY_ID
from ui.commands import Commands
from ui.widgets.buttons import Button, IconButton
from workstation.domain.pages import TicketDetail
from workstation.domain.people import Agent

#: Acts shown as pictures, in order; the menu holds all of them.
_PICTURES: Final = (
    "ticket.wait",
    "ticket.transfer",
    "ticket.escalate",
    "ticket.urge",
    "ticket.promise",
    "ticket.diagnose",
    "claim.make",
    "ticket.assign",
    "ticket.classify",
    "ticket.priority",
)
_MENU: Final = (
    "ticket.take",
    "ticket.skip",
    "ticket.assign",
    "ticket.assign_best",
    "ticket.transfer",
    "ticket.escalate",
    "",
    "ticket.promise",
    "ticket.promise_kept",
    "ticket.revisit",
    "ticket.revisit_done",
    "ticket.diagnose",
    "",
    "ticket.classify",
    "ticket.priority",
    "ticket.step",
    "ticket.wait",
    "ticket.resume",
    "ticket.urge",
    "ticket.task",
    "",
    "claim.make",
    "claim.open",
    "ticket.attach",
    "",
    "ticket.duplicate",
    "ticket.merge",
    "ticket.resolve",
    "ticket.reopen",
    "",
    "ticket.copy_number",
    "ticket.history",
    "work.undo",
)


class ActBar(QWidget):
    """Buttons bound to commands; `finish_wanted` closes a resolved ticket for good."""

    finish_wanted = Signal()

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.look(self, "header")
        self.first = Button("", "", "primary", self._run_first)
        self.second = Button("", "", "", self._run_second)
        self._ids = ["", ""]
        self._open = True
        self._pictures: dict[str, IconButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("medium"), 4, theme.space("small"), 5)
        row.setSpacing(theme.space("tight"))
        row.addWidget(self.first)
        row.addWidget(self.second)
        for id in _PICTURES:
            command = BY_ID[id]
            button = IconButton(command.icon, "", partial(commands.run, id))
            button.setToolTip(commands.action(id).toolTip())
            button.setAccessibleName(command.name())
            self._pictures[id] = button
            row.addWidget(button)
        row.addStretch(1)
        self.more = IconButton("dots", self.tr("More acts"), self.open_menu)
        row.addWidget(self.more)

    def show_detail(self, detail: TicketDetail, agent: Agent) -> None:
        """Offer what fits where a ticket stands and who sits here."""
        ticket, me = detail.ticket, agent.uid
        leads = agent.role in ("leader", "admin")
        if ticket.status == "closed":
            ids = ["ticket.reopen", ""]
        elif ticket.status == "resolved":
            ids = ["ticket.close_for_good", "ticket.reopen"]
        elif ticket.owner != me and (not ticket.owner or leads):
            ids = ["ticket.take", "ticket.resolve"]
        elif ticket.owner != me:
            ids = ["", "ticket.resolve"]
        elif ticket.status == "waiting":
            ids = ["ticket.resume", "ticket.resolve"]
        else:
            ids = ["ticket.resolve", ""]
        if ids != self._ids:
            self._ids = ids
            for button, id in zip((self.first, self.second), ids, strict=True):
                self._say(button, id)
        self._open = ticket.is_open
        self._fit()

    def _fit(self) -> None:
        """Show as many pictures as there is room for; the menu has them all."""
        gap = theme.space("tight")
        taken = self.more.sizeHint().width() + theme.space("medium") + 4 * gap
        for id, button in zip(self._ids, (self.first, self.second), strict=True):
            if id:
                button.setMinimumWidth(button.sizeHint().width())
                taken += button.sizeHint().width() + gap
        for picture in self._pictures.values():
            taken += picture.sizeHint().width() + gap
            picture.setVisible(self._open and taken <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _say(self, button: Button, id: str) -> None:
        button.setVisible(bool(id))
        button.setMinimumWidth(0)
        if id == "ticket.close_for_good":
            button.setText(self.tr("Close for good"))
            button.setToolTip("")
        elif id:
            action = self._commands.action(id)
            button.setText(BY_ID[id].name().rstrip("…"))
            button.setToolTip(action.toolTip())

    def _run_first(self) -> None:
        self._run(self._ids[0])

    def _run_second(self) -> None:
        self._run(self._ids[1])

    def _run(self, id: str) -> None:
        if id == "ticket.close_for_good":
            self.finish_wanted.emit()
        elif id:
            self._commands.run(id)

    def open_menu(self) -> None:
        """All acts in a menu."""
        menu = QMenu(self)
        for id in _MENU:
            if not id:
                menu.addSeparator()
            elif self._commands.ready(id):
                command = BY_ID[id]
                action = menu.addAction(self._commands.action(id).icon(), command.name())
                action.triggered.connect(partial(self._commands.run, id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
