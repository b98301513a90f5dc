"""What import and export of scripts have in common: a heading, progress, a way to stop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import IconButton
from ui.widgets.labels import label
from workstation.domain.refusal import Refusal


class ExchangePanel(QWidget):
    """Lies in the place of the library. `closed()`, `done()` when the library may be another."""

    closed = Signal()
    done = Signal()
    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.stopped = self.running = False
        self.buttons: list[QWidget] = []
        self.about = label("", "muted")
        self.about.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self.problem.hide()
        head = QHBoxLayout()
        head.addWidget(label(heading, "heading"))
        head.addWidget(self.about, 1)
        head.addWidget(IconButton("x", self.tr("Back to the library (Esc)"), self.closed.emit))
        self.column = QVBoxLayout(self)
        edge = theme.space("medium")
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(theme.space("small"))
        self.column.addLayout(head)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.problem)

    def stop(self) -> None:
        """Stop what is under way."""
        self.stopped = True

    def tell(self, done: int, of: int) -> None:
        """Progress, from any thread."""
        self.bridge.post_to(self, lambda: self._show_progress(done, of))

    def _show_progress(self, done: int, of: int) -> None:
        self.progress.setRange(0, max(of, done))
        self.progress.setValue(done)

    def show_running(self, running: bool) -> None:
        """Show that something is under way, or that it is over."""
        self.running = running
        self.progress.setRange(0, 0)
        self.progress.setVisible(running)
        for one in self.buttons:
            one.setEnabled(not running)

    def complain(self, sentence: str) -> None:
        """Say what is in the way; nothing takes it off."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def fail(self, error: BaseException) -> None:
        """Say why it did not go."""
        self.show_running(False)
        if isinstance(error, Refusal):
            self.complain(refusal_sentence(error))
        else:
            self.bridge.failed.emit(error)


def documents() -> Path:
    """The user's own folder for papers."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    told = Path(QStandardPaths.writableLocation(place) or Path.home())
    return told if told.is_dir() else Path.home()
