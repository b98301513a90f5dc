"""How and to whom a reply goes: the channel, the recipient, the subject of an e-mail."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from ui.ticket.recipients import usual_recipient, usual_subject
from ui.ticket.reply_parts import MODES, ModeBar
from workstation.domain.conversation import Draft
from workstation.domain.pages import TicketDetail

_CHANNELS: Final = ("phone", "sms", "email", "chat")


def first_mode(detail: TicketDetail, draft: Draft | None) -> str:
    """The way to answer to begin with: the draft's, else the customer's last one."""
    if draft is not None:
        return "note" if draft.editor == "note" else draft.channel or "phone"
    heard = (e.channel for e in reversed(detail.entries) if e.direction == "in")
    for channel in (next(heard, ""), detail.ticket.channel):
        if channel in _CHANNELS:
            return channel
    return "phone"


class Addressing(QObject):
    """The fields above the text; `mode` is a channel or "note"."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.mode = "phone"
        self.modes = ModeBar()
        self.recipient = QLineEdit()
        self.subject = QLineEdit()
        self.subject.setPlaceholderText(self.tr("Subject"))

    def show_mode(self, mode: str, detail: TicketDetail | None) -> None:
        """Show the fields of a way to answer, with the customer's own address."""
        self.mode = mode if mode in MODES else "phone"
        self.modes.show_mode(self.mode)
        self.recipient.setVisible(self.mode != "note")
        self.recipient.setText(usual_recipient(detail, self.mode, masked=True))
        self.recipient.setPlaceholderText(self._hint())
        self.subject.setVisible(self.mode == "email")

    def reset(self, detail: TicketDetail) -> None:
        """To the customer's own address, with the usual subject."""
        self.subject.setText(usual_subject(detail))
        self.recipient.setText(usual_recipient(detail, self.mode, masked=True))

    def to_whom(self, detail: TicketDetail | None) -> str:
        """The recipient in full, though the field shows it masked."""
        told = self.recipient.text().strip()
        if told == usual_recipient(detail, self.mode, masked=True):
            return usual_recipient(detail, self.mode, masked=False)
        return told

    def _hint(self) -> str:
        if self.mode == "email":
            return self.tr("E-mail address")
        return self.tr("Chat name") if self.mode == "chat" else self.tr("Phone number")
