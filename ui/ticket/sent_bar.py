"""A message on its way out, and the time left to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.text import words
from ui.ticket.masks import masked_email, masked_phone
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from workstation.domain.conversation import Entry
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.domain.taken_back import OnHold, draft_again

if TYPE_CHECKING:
    from workstation.desk import Done

_TICK_MS: Final = 250


class SentBar(QFrame):
    """Tells that a message leaves in 12 s, and takes it back: one of the ticket shown before others.

    `taken_back(ticket, draft)` when its words are a draft again; both are uids.
    """

    taken_back = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._ticket = ""
        self._held: OnHold | None = None
        self._busy = False
        theme.look(self, "notice_good")
        self._text = label("")
        self.button = Button(self.tr("Take back (Ctrl+Z)"), "arrow-back-up", "", self.take_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("medium"), 3, theme.space("small"), 3)
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def show_ticket(self, ticket: str) -> None:
        """Look whether a message waits, of this ticket or of another one."""
        self._ticket = ticket
        held = self._bridge.desk.on_hold(ticket)
        self._held = held[0] if held else None
        self._tick()

    @property
    def may_take_back(self) -> bool:
        """Whether there is a message that has not left."""
        return self._held is not None and not self._busy

    def _tick(self) -> None:
        held = self._held
        left = (held.until - self._bridge.desk.clock()) if held is not None else 0
        if held is None or left <= 0:
            self._held = None
            self._timer.stop()
            self.hide()
            return
        told = self.tr("{channel} to {recipient} leaves in {n} s")
        if held.ticket != self._ticket:
            told = self.tr("{channel} to {recipient} (the ticket before) leaves in {n} s")
        self._text.setText(
            told.format(
                channel=words.channel(held.channel),
                recipient=_masked(held.recipient),
                n=-(-left // 1000),
            )
        )
        self.show()
        if not self._timer.isActive():
            self._timer.start()

    def take_back(self) -> None:
        """Keep the message from leaving; its words become a draft again."""
        held = self._held
        if held is None or self._busy:
            return
        from workstation.actions.taking_back import TakeBack

        self._busy = True
        self._bridge.do(TakeBack(held.entry), self._on_taken, self._on_refused)

    def _on_taken(self, done: Done) -> None:
        self._busy = False
        entry = done.result
        assert isinstance(entry, Entry)
        desk = self._bridge.desk
        draft = draft_again(entry, new_uid(), desk.clock())
        desk.save_draft(draft)
        self.show_ticket(self._ticket)
        self.taken_back.emit(entry.ticket, draft.uid)

    def _on_refused(self, refusal: Refusal) -> None:
        self._busy = False
        self.show_ticket(self._ticket)
        self._bridge.refused.emit(refusal)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z in an editor with nothing to undo in it takes the message back."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if not (override and isinstance(event, QKeyEvent) and isinstance(watched, QPlainTextEdit)):
            return super().eventFilter(watched, event)
        undo = event.matches(QKeySequence.StandardKey.Undo)
        if undo and self.may_take_back and not watched.document().isUndoAvailable():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _masked(recipient: str) -> str:
    return masked_email(recipient) if "@" in recipient else masked_phone(recipient)
