"""Papers that come to the window from outside: a file dropped, a code scanned; a run cut off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from ui.shell.scanning import PREFIX, Scanning

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from workstation.batch_runs import CutOff


class Papers(QObject):
    """Brings what is to be verified to its page, and offers to go on with a run at the start."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.scanning = Scanning(window, window.commands.press)
        self.scanning.scanned.connect(self.verify_text)
        window.painted.connect(self.look_for_runs)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        runs = {
            "desk.verify": self.start,
            "claim.register": lambda: self.open_tab("register"),
            "claim.batch": lambda: self.open_tab("batch"),
        }
        for id, run in runs.items():
            window.commands.bind(window, id, run)

    def open_tab(self, name: str) -> None:
        """Show one of the tabs beside the list of claims."""
        self._window.page("claims").show_home(name)
        self._window.show_page("claims")

    def start(self) -> None:
        """Show the page where forms are verified."""
        self._window.show_page("verify")

    def verify_text(self, text: str) -> None:
        """Verify a scanned code, or a number."""
        self._window.page("verify").verify_text(text)
        self.start()

    def verify_file(self, path: Path) -> None:
        """Verify a PDF file."""
        self._window.page("verify").verify_file(path)
        self.start()

    def takes(self, text: str) -> bool:
        """Verify what was entered into the search box, if it is the code of a form."""
        if not text.upper().replace("：", ":").startswith(PREFIX):
            return False
        self._window.top_bar.search.show_text("")
        self.verify_text(text)
        return True

    def look_for_runs(self) -> None:
        """Offer at once to go on with a run that was cut off."""
        profile = self._window.bridge.desk.profile

        def look(_read: object) -> tuple[CutOff, ...]:
            from workstation.batch_runs import cut_off_runs

            return cut_off_runs(profile)

        self._window.bridge.ask(look, self._on_runs)

    def _on_runs(self, runs: tuple[CutOff, ...]) -> None:
        if not runs:
            return
        text = self.tr(
            "A run of {n} forms was cut off: {done} are issued. It goes on without doubles."
        )
        text = text.format(n=runs[0].total, done=runs[0].done)
        button, notice = self.tr("Go on with the run"), self._window.notice
        notice.say(text, "warn", button, lambda: self._go_on(runs[0]), seconds=0)

    def _go_on(self, run: CutOff) -> None:
        self.open_tab("batch")
        self._window.page("claims").batch.go_on(run)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if _pdf_in(event.mimeData()) is not None:
                event.acceptProposedAction()
                return True
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            path = _pdf_in(event.mimeData())
            if path is not None:
                event.acceptProposedAction()
                self.verify_file(path)
                return True
        return super().eventFilter(watched, event)


def _pdf_in(mime: QMimeData) -> Path | None:
    """The first PDF file of what is dropped."""
    for url in mime.urls():
        if url.isLocalFile() and url.toLocalFile().lower().endswith(".pdf"):
            return Path(url.toLocalFile())
    return None
