"""The offer to work on the open ticket of a parcel instead of making a second one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui import theme
from ui.commands import key_name
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label

URGE_KEY = "F12"


class ExistingOffer(QFrame):
    """Says which ticket is open; `urge_wanted`, `open_wanted`, `anyway_wanted` tell the choice."""

    urge_wanted = Signal(str)
    open_wanted = Signal(str)
    anyway_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "notice_warn")
        self.ticket = ""
        self.told = label("", "strong")
        self.told.setWordWrap(True)
        urge = self.tr("Urge it instead ({key})").format(key=key_name(URGE_KEY))
        self.urge = Button(urge, "bell-ringing", "primary", self._urge)
        self.open = Button(self.tr("Open it"), "external-link", run=self._open)
        self.anyway = Button(self.tr("New all the same"), run=self.anyway_wanted.emit)
        row = FlowLayout(gap=theme.space("small"))
        for button in (self.urge, self.open, self.anyway):
            row.addWidget(button)
        column = QVBoxLayout(self)
        edge = theme.space("small")
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(self.told)
        column.addLayout(row)
        self.hide()

    def offer(self, ticket: str, sentence: str, *, refused: bool = False) -> None:
        """Offer the ticket of that uid; "" takes the offer away.

        Only after a refusal the way to a second ticket is shown.
        """
        self.ticket = ticket
        self.told.setText(sentence)
        self.anyway.setVisible(refused)
        self.setVisible(bool(ticket))

    def _urge(self) -> None:
        self.urge_wanted.emit(self.ticket)

    def _open(self) -> None:
        self.open_wanted.emit(self.ticket)
