"""A run of forms while it is made: how far it is, stopping it, and what came of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.claims.paper_memory import PaperChoice
from ui.claims.paper_ways import PaperWays
from ui.text import paper
from ui.text.refusals import refusal_sentence, sentence
from ui.widgets.boxes import empty
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.batch_plan import BatchPlan, BatchReport, Step

_FEW = 100


class BatchRun(QObject):
    """Runs one plan at a time. `progressed(done, of)`, `ended(BatchReport)`, `failed(sentence)`."""

    progressed = Signal(int, int)
    ended = Signal(object)
    failed = Signal(str)

    def __init__(self, bridge: Bridge, ways: PaperWays, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._ways = bridge, ways
        self._stop = False
        self.running = False
        self._choice: PaperChoice | None = None

    def start(self, plan: BatchPlan, choice: PaperChoice | None) -> None:
        """Begin a run; `choice` is the printer, None for files alone."""
        from workstation.batch_runs import new_folder

        self._go(plan, new_folder(self._bridge.desk, plan), choice)

    def go_on(self, folder: Path, choice: PaperChoice | None) -> None:
        """Go on with the run of a folder."""
        self._go(folder, folder, choice)

    def stop(self) -> None:
        """Stop between two forms."""
        self._stop = True

    def _go(self, plan: Any, folder: Path, choice: PaperChoice | None) -> None:
        if self.running:
            return
        self.running, self._stop, self._choice = True, False, choice
        bridge = self._bridge

        def progress(done: int, of: int) -> None:
            bridge.post_to(self, lambda: self.progressed.emit(done, of))

        pending = bridge.desk.print_batch(plan, folder, progress, lambda: self._stop)
        bridge.await_(pending, self._on_ended, self._on_failed)

    def _on_failed(self, error: BaseException) -> None:
        self.running = False
        told = refusal_sentence(error) if isinstance(error, Refusal) else str(error)
        self.failed.emit(told[:1].upper() + told[1:])

    def _on_ended(self, report: BatchReport) -> None:
        self.running = False
        if not report.cancelled:
            self._finish(report)
        self.ended.emit(report)

    def _finish(self, report: BatchReport) -> None:
        """Put what was made on paper; only then is the run over."""
        from workstation.batch_runs import end_run

        files = [report.folder / name for name in report.apart]
        if report.file is not None:
            files.insert(0, report.file)
        else:
            files = [report.folder / step.file for step in report.issued]
        if self._choice is None or not files:
            end_run(report.folder)
            return
        waiting = set(files)

        def taken(file: Path) -> None:
            waiting.discard(file)
            if not waiting:
                end_run(report.folder)

        for file in files:
            title = self.tr("{n} forms").format(n=len(report.issued))
            title = title if file == report.file else file.stem
            self._ways.put(file, title, self._choice, partial(taken, file))


class RunReport(QWidget):
    """What a run came to; what could not be issued stands there with its reason.

    `go_on_wanted(folder)` when the run was stopped and shall go on.
    """

    go_on_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self.told = label("", "strong")
        self.told.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.again = Button(self.tr("Go on with the run"), "player-play", "primary", self._on_again)
        self.folder = Button(self.tr("Open the folder"), "folder-open", "flat", self._on_folder)
        self.leave = Button(self.tr("Leave it"), "x", "flat", self._on_left)
        self._forms: dict[int, str] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("tight"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.again)
        buttons.addWidget(self.folder)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("small"))
        column.addWidget(self.told)
        column.addWidget(self.progress)
        column.addLayout(buttons)
        column.addLayout(self._lines)
        self.hide()

    def show_progress(self, done: int, of: int) -> None:
        """Show how far it is."""
        empty(self._lines)
        theme.look(self.told, "strong")
        self.told.setText(self.tr("{done} of {n} forms").format(done=done, n=of))
        self.progress.setRange(0, of)
        self.progress.setValue(done)
        self.progress.show()
        for part in (self.again, self.folder, self.leave):
            part.hide()
        self.show()

    def complain(self, told: str) -> None:
        """Say why there is no run."""
        empty(self._lines)
        theme.look(self.told, "bad")
        self.told.setText(told)
        for part in (self.progress, self.again, self.folder, self.leave):
            part.hide()
        self.setVisible(bool(told))

    def offer(self, folder: Path, told: str) -> None:
        """Offer to go on with a run that was cut off, or to leave it."""
        self.complain(told)
        theme.look(self.told, "warn")
        self._folder = folder
        self.again.show()
        self.leave.show()

    def show_report(self, report: BatchReport) -> None:
        """Show what came of it."""
        empty(self._lines)
        self._folder = report.folder
        text = self.tr("{done} of {n} forms are issued.")
        if report.cancelled:
            text = self.tr("Stopped: {done} of {n} forms are issued. None is made twice.")
        if report.refused:
            text += " " + self.tr("{wrong} could not be issued:")
        told = {"done": len(report.issued), "n": report.total, "wrong": len(report.refused)}
        self.told.setText(text.format(**told))
        theme.look(self.told, "warn" if report.refused or report.cancelled else "good")
        self.progress.hide()
        self.again.setVisible(report.cancelled)
        self.leave.setVisible(report.cancelled)
        self.folder.show()
        for step in report.refused[:_FEW]:
            self._say(step)
        for name in report.apart:
            apart = self.tr("The claim was changed since, so it stands apart: {name}")
            self._lines.addWidget(label(apart.format(name=name), "muted"))
        self.show()

    def _say(self, step: Step) -> None:
        why = sentence(step.refused, step.facts)
        why = why[:1].upper() + why[1:]
        form = self._forms.get(step.part, "")
        shown = label(" · ".join(filter(None, (step.number, form))) + f": {why}", "bad")
        shown.setWordWrap(True)
        self._lines.addWidget(shown)

    def name_parts(self, forms: list[str]) -> None:
        """What the forms of the set are called, for naming what was refused."""
        self._forms = {place: paper.form(form) for place, form in enumerate(forms)}

    def _on_again(self) -> None:
        if self._folder is not None:
            self.go_on_wanted.emit(self._folder)

    def _on_left(self) -> None:
        """Nobody wants the rest of it."""
        from workstation.batch_runs import end_run

        if self._folder is not None:
            end_run(self._folder)
        self.complain("")

    def _on_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
