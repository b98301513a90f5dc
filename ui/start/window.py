"""The window of the first start; it makes the desk and says when it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow

from ui.shell import places
from ui.shell.background import Background
from ui.start.page import StartPage
from ui.text.refusals import refusal_sentence
from workstation.domain.refusal import Refusal


class StartWindow(QMainWindow):
    """`made(profile)` when the desk stands; `language_wanted` for the other language."""

    made = Signal(object)
    language_wanted = Signal()

    def __init__(self, profile: Path, other_language: str) -> None:
        super().__init__()
        self._profile = profile
        self.page = StartPage(other_language)
        self.setCentralWidget(self.page)
        self.setWindowTitle(QGuiApplication.applicationDisplayName())
        self.resize(1000, 640)
        self._work = Background(self)
        self._work.finished.connect(self.made)
        self._work.failed.connect(self._on_failed)
        self._work.progressed.connect(self.page.show_progress)
        self.page.chosen.connect(self._on_chosen)
        self.page.language_wanted.connect(self.language_wanted)

    def begin_sample(self) -> None:
        """Make the sample team without asking."""
        self.page.cards[0].click()

    def _on_chosen(self, kind: str, facts: dict[str, Any]) -> None:
        own, sample = places.own_profile(), places.sample_profile()
        folder = self._profile
        if folder in (own, sample):
            folder = sample if kind == "sample" else own
        self._work.run(lambda progress: places.make(folder, kind, facts, progress))

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Refusal):
            self.page.complain(refusal_sentence(error))
        else:
            text = self.tr("It did not work: {error}")
            self.page.complain(text.format(error=error))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._work.wait()
        super().closeEvent(event)
