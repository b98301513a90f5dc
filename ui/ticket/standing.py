"""Whose a ticket is just now: the lease in words, and what may be done while the line is down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui import icons, theme
from ui.ticket.names import Names
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import label
from workstation.domain.pages import TicketDetail


def lease_words(
    detail: TicketDetail, me: str, names: Names, *, offline: bool = False
) -> tuple[str, str]:
    """What is said of a ticket's lease, and its look; ("", "") when nobody holds one."""
    lease = detail.lease
    if lease is None or not detail.ticket.is_open:
        return "", ""
    until = names.moment(lease.until)
    if lease.agent != me:
        if lease.until <= names.now:
            return "", ""
        text = QCoreApplication.translate("standing", "{name} is working on it until {time}")
        return text.format(name=lease.agent_name, time=until), "warn"
    if not offline:
        text = QCoreApplication.translate("standing", "Yours until {time}, renewed by itself")
        return text.format(time=until), "faint"
    text = QCoreApplication.translate(
        "standing", "Yours until {time}; it cannot be renewed while the line is down"
    )
    return text.format(time=until), "warn"


class StandingBar(QFrame):
    """One line below the acts, only when it matters: offline and not yours, or taken from you."""

    def __init__(self, write_note: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._icon = "", "cloud-off"
        theme.look(self, "strip_warn")
        self._picture = QLabel(self)
        self._told = label()
        self._told.setWordWrap(True)
        self._note = Button(self.tr("Write a note"), "note", "flat", write_note)
        self._close = IconButton("x", self.tr("Close this notice"), self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("medium"), 4, theme.space("small"), 4)
        row.setSpacing(theme.space("small"))
        row.addWidget(self._picture)
        row.addWidget(self._told, 1)
        row.addWidget(self._note)
        row.addWidget(self._close)
        theme.notifier().changed.connect(self._draw)
        self.hide()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap(self._icon, "warn", 18, ratio))

    @property
    def kind(self) -> str:
        """What is said: "offline", "lost" or ""."""
        return self._kind

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._told.text()

    def say_offline(self, since: str) -> None:
        """Offline, and the ticket is not this agent's: say what may be done and why."""
        text = self.tr(
            "The line is down since {time}. You may note, correct and attach here; answering and"
            " deciding wait, for a colleague may be on it."
        )
        self._say("offline", text.format(time=since), "cloud-off")

    def say_lost(self, name: str) -> None:
        """The ticket was this agent's and is another's now."""
        text = self.tr(
            "This ticket is {name}'s now. Nothing that you typed is lost: it stays here as a draft."
        )
        self._say("lost", text.format(name=name), "user-check")

    def say_gone(self, group: str) -> None:
        """The ticket was this agent's; somebody gave it away, and nobody has it yet."""
        text = self.tr(
            "This ticket was taken from your hands and lies with {group} now. Nothing that you"
            " typed is lost: it stays here as a draft."
        )
        self._say("lost", text.format(group=group), "user-check")

    def clear(self) -> None:
        """Say nothing."""
        self._kind = ""
        self.hide()

    def _say(self, kind: str, text: str, icon: str) -> None:
        self._kind, self._icon = kind, icon
        self._draw()
        self._told.setText(text)
        self.setAccessibleName(text)
        self._note.setVisible(kind == "offline")
        self._close.setVisible(kind == "lost")
        self.show()
