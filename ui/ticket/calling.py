"""The line that stands above a ticket whose customer is to be called back now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import icons, theme
from ui.command_list import BY_ID
from ui.commands import key_text
from ui.text import times
from ui.ticket.care import tries
from ui.ticket.names import Names
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chip import Chip
from ui.widgets.labels import ElidedLabel, label
from workstation.domain.revisit import Revisit


class CallBar(QFrame):
    """Says what to ask the customer; `wanted(act, uid)` with done or tried.

    Somebody may put it aside; it comes again with another call-back.
    """

    wanted = Signal(str, str)

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._revisit: Revisit | None = None
        self._aside = ""
        theme.look(self, "strip_warn")
        self._picture = QLabel(self)
        self._purpose = label("", "strong")
        self._purpose.setWordWrap(True)
        self._about = ElidedLabel("", "muted")
        self._chip = Chip()
        key = key_text(BY_ID["ticket.revisit_done"])
        self._done = Button(self.tr("Result…"), "check", "", lambda: self._want("done"))
        self._done.setToolTip(key)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._purpose)
        acts = QHBoxLayout()
        acts.setSpacing(theme.space("tight"))
        acts.addWidget(self._chip)
        acts.addWidget(self._about, 1)
        acts.addWidget(Button(self.tr("Nobody answered"), "", "flat", lambda: self._want("tried")))
        acts.addWidget(self._done)
        words.addLayout(acts)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("large"), 4, theme.space("small"), 4)
        row.setSpacing(theme.space("medium"))
        row.addWidget(self._picture)
        row.addLayout(words, 1)
        row.addWidget(IconButton("x", self.tr("Close this notice"), self._put_aside))
        theme.notifier().changed.connect(self._draw)
        self._draw()
        self.hide()

    @property
    def revisit(self) -> Revisit | None:
        """The call-back that it speaks of."""
        return self._revisit

    @property
    def text(self) -> str:
        """What is to be asked; "" while it is hidden."""
        return "" if self.isHidden() else self._purpose.text()

    def show_revisit(self, revisit: Revisit | None) -> None:
        """Speak of a call-back that is due; None hides it."""
        self._revisit = revisit
        if revisit is None or revisit.uid == self._aside:
            self.hide()
            return
        text = self.tr("Call back: {purpose}").format(purpose=revisit.purpose)
        self._purpose.setText(text)
        self.setAccessibleName(text)
        left = times.time_left(revisit.due_at, self._names.now)
        self._chip.show_word(left.text, left.look)
        told = [self._names.person(revisit.owner)] if revisit.owner else []
        if revisit.attempts:
            told.append(tries(revisit.attempts))
        self._about.setText(" · ".join(told))
        self.show()

    def _want(self, act: str) -> None:
        if self._revisit is not None:
            self.wanted.emit(act, self._revisit.uid)

    def _put_aside(self) -> None:
        self._aside = self._revisit.uid if self._revisit is not None else ""
        self.hide()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap("phone-incoming", "warn", 18, ratio))
