"""The line at the bottom: where the desk stands, who sits here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui import icons, language, theme
from ui.text import care, sync, words
from ui.widgets.labels import label
from workstation.domain.pages import SyncState
from workstation.domain.people import Agent

_THERE: Final = {"available": "good", "busy": "warn", "away": "text_faint"}


class StatusLine(QWidget):
    """Sync state in words at the left; agent with groups and the language at the right."""

    sync_pressed = Signal()
    agent_pressed = Signal()
    availability_pressed = Signal()
    language_pressed = Signal()
    notices_pressed = Signal()

    def __init__(
        self,
        agent: Agent,
        zone: ZoneInfo,
        now: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._zone, self._now = zone, now
        self._state = SyncState("alone")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.look(self, "status_line")
        self.setFixedHeight(theme.size("status_line"))
        self._sync = self._button("", self.sync_pressed)
        self._sync.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._hint = label("")
        self._busy = label("")
        self._there = self._button(
            self.tr("Whether tickets are given to you just now"), self.availability_pressed
        )
        self._there.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._availability = "available"
        self._notices = self._button(self.tr("Notices not read"), self.notices_pressed)
        self._notices.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._agent = self._button(self.tr("Who sits here"), self.agent_pressed)
        self._language = self._button(self.tr("Language"), self.language_pressed)
        self._language.setText("English" if language.current() == "zh_CN" else "中文")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("small"), 0, theme.space("small"), 0)
        row.setSpacing(theme.space("tight"))
        for part in (self._sync, self._hint, self._busy):
            row.addWidget(part)
        row.addStretch(1)
        for part in (self._notices, self._there, self._agent, self._language):
            row.addWidget(part)
        self.show_agent(agent)
        self._notices.hide()
        theme.notifier().changed.connect(self._draw)

    def _button(self, hint: str, pressed: SignalInstance) -> QToolButton:
        made = QToolButton(self)
        made.setAutoRaise(True)
        made.setToolTip(hint)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda _checked: pressed.emit())
        return made

    @property
    def sentence(self) -> str:
        """What the line says about the exchange with the hub."""
        return self._sync.text()

    @property
    def hint(self) -> str:
        """What is said beside it."""
        return self._hint.text()

    @property
    def tip(self) -> str:
        """What is said when the mouse rests on it."""
        return self._sync.toolTip()

    def show_agent(self, agent: Agent) -> None:
        """Say who sits here."""
        groups = [words.group(code) for code in agent.groups]
        told = words.listing(groups[:3]) + (f" +{len(groups) - 3}" if len(groups) > 3 else "")
        who = " · ".join(part for part in (agent.name, agent.work_no, told) if part)
        self._agent.setText(who)
        self._availability = agent.availability
        self._draw_there()

    def show_notices(self, count: int) -> None:
        """Say quietly how many notices wait to be read."""
        self._notices.setText(str(count))
        self._notices.setAccessibleName(f"{self._notices.toolTip()}: {count}")
        self._notices.setVisible(count > 0)

    @property
    def notices(self) -> str:
        """How many notices it tells of, "" for none."""
        return "" if self._notices.isHidden() else self._notices.text()

    @property
    def availability(self) -> str:
        """What it says of who sits here: available, busy or away."""
        return self._there.text()

    def _draw_there(self) -> None:
        self._there.setText(care.availability(self._availability))
        self._there.setAccessibleName(self._there.text())
        self._there.setIcon(icons.icon("circle-dot", _THERE.get(self._availability, "warn")))

    def show_state(self, state: SyncState) -> None:
        """Say where the desk stands."""
        self._state = state
        self._draw()

    def _draw(self) -> None:
        self._draw_there()
        self._notices.setIcon(icons.icon("bell", "warn"))
        icon, colour = sync.sync_look(self._state)
        self._sync.setIcon(icons.icon(icon, colour))
        sentence = sync.sync_sentence(self._state, self._zone)
        self._sync.setText(sentence)
        about = self.tr("Shared database: {sentence}")
        self._sync.setAccessibleName(about.format(sentence=sentence))
        self._sync.setToolTip(sync.tip(self._state, self._zone, self._now()))
        hints = " · ".join(self._short_hints())
        self._hint.setText(hints)
        self._hint.setVisible(bool(hints))

    def _short_hints(self) -> list[str]:
        """What deserves a word beside the sentence: a clock that is wrong, rights by goodwill."""
        told = []
        if abs(self._state.clock_offset_ms) >= sync.CLOCK_MS:
            told.append(self.tr("clock is wrong"))
        if self._state.advisory:
            told.append(self.tr("rights advisory"))
        return told

    def show_busy(self, count: int) -> None:
        """A quiet mark while work is under way."""
        self._busy.setText("…" if count else "")
