"""The line at the bottom: where the desk stands, who sits here."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui import icons, theme
from ui.text import words
from ui.text.sync import sync_look, sync_sentence
from ui.widgets.labels import label
from workstation.domain.pages import SyncState
from workstation.domain.people import Agent


class StatusLine(QWidget):
    """Sync state in words at the left; agent, groups and language at the right."""

    sync_pressed = Signal()

    def __init__(self, agent: Agent, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._state = SyncState("alone")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.look(self, "status_line")
        self.setFixedHeight(theme.size("status_line"))
        self._picture = QLabel(self)
        self._words = label("")
        self._busy = label("")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("medium"), 0, theme.space("medium"), 0)
        row.setSpacing(6)
        row.addWidget(self._picture)
        row.addWidget(self._words)
        row.addWidget(self._busy)
        row.addStretch(1)
        groups = ", ".join(words.group(code) for code in agent.groups[:3])
        more = " …" if len(agent.groups) > 3 else ""
        who = " · ".join(part for part in (agent.name, agent.work_no, groups + more) if part)
        row.addWidget(label(who))
        theme.notifier().changed.connect(lambda: self.show_state(self._state))

    @property
    def sentence(self) -> str:
        """What the line says about the exchange with the hub."""
        return self._words.text()

    def show_state(self, state: SyncState) -> None:
        """Say where the desk stands."""
        self._state = state
        icon, colour = sync_look(state)
        self._picture.setPixmap(icons.pixmap(icon, colour, 16, self.devicePixelRatioF()))
        self._words.setText(sync_sentence(state, self._zone))
        self._words.setToolTip(state.problem or state.hub)

    def show_busy(self, count: int) -> None:
        """A quiet mark while work is under way."""
        self._busy.setText("…" if count else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() < self._words.geometry().right():
            self.sync_pressed.emit()
