"""The top of the page of the shared database: how it stands in one sentence, and two buttons."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from ui import icons, theme
from ui.text import sync
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from workstation.domain.pages import SyncState

_PICTURE = 32


class SyncHead(QFrame):
    """A picture, a sentence, what it means, progress of a first copy; exchange and compare."""

    def __init__(
        self,
        exchange: Callable[[], object],
        compare: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme.look(self, "card")
        self._state = SyncState("alone")
        self._zone = ZoneInfo("UTC")
        self._picture = QLabel()
        self._title = label("", "title")
        self._title.setWordWrap(True)
        self._about = label("", "muted")
        self._why = label("", "warn")
        self._hint = label("", "faint")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._far = label("", "faint")
        self.exchange = Button(self.tr("Exchange now"), "refresh", "", exchange)
        self.exchange.setToolTip("F5")
        self.compare = Button(self.tr("Compare with it now"), "check", "", compare)
        self.compare.setToolTip(
            self.tr("Checks every record here against the shared database and mends what differs")
        )
        self._lay_out()
        theme.notifier().changed.connect(self._draw)

    def _lay_out(self) -> None:
        for told in (self._about, self._why, self._hint):
            told.setWordWrap(True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(theme.space("tight"))
        for part in (self._title, self._about, self._progress, self._far, self._why, self._hint):
            words.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, theme.space("small"), 0, 0)
        buttons.setSpacing(theme.space("small"))
        buttons.addWidget(self.exchange)
        buttons.addWidget(self.compare)
        buttons.addStretch(1)
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        edge = theme.space("large")
        row.setContentsMargins(edge, edge, edge, edge)
        row.setSpacing(edge)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    @property
    def words(self) -> str:
        """All that is said, for tests and readers."""
        parts = (self._title, self._about, self._far, self._why, self._hint)
        return "\n".join(part.text() for part in parts if part.text())

    def show_state(self, state: SyncState, zone: ZoneInfo) -> None:
        """Say where the desk stands."""
        self._state, self._zone = state, zone
        self._draw()

    def busy(self, exchanging: bool, comparing: bool) -> None:
        """While the hub is being asked, the buttons rest."""
        shares = self._state.state != "alone"
        self.exchange.setEnabled(shares and not exchanging)
        self.compare.setEnabled(shares and not comparing)

    def _draw(self) -> None:
        state = self._state
        icon, colour = sync.sync_look(state)
        self._picture.setPixmap(icons.pixmap(icon, colour, _PICTURE, self.devicePixelRatioF()))
        title, about = sync.headline(state, self._zone)
        self._title.setText(title)
        self.setAccessibleName(f"{title}. {about}")
        hints = " ".join(sync.hints(state))
        far = sync.stage_words(state) if state.stage and state.offline_since is None else ""
        why = sync.problem_sentence(state)
        for part, text in (
            (self._about, about),
            (self._why, why),
            (self._hint, hints),
            (self._far, far),
        ):
            part.setText(text)
            part.setVisible(bool(text))
        self._progress.setVisible(bool(far))
        self._progress.setRange(0, state.total)
        self._progress.setValue(min(state.done, state.total))
