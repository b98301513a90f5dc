"""Looking whether the bytes of all registered forms are what they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.text import paper, times
from ui.widgets.boxes import empty, scrolled
from ui.widgets.buttons import Button
from ui.widgets.labels import label

if TYPE_CHECKING:
    from workstation.paper_register import ArchiveReport

_FEW = 200


class ArchiveCheck(QWidget):
    """Begins by a button, tells how far it is, can be stopped, and names what is not sound."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._stop = False
        self.begin = Button(self.tr("Check the archive"), "shield-check", "primary", self.check)
        self.end = Button(self.tr("Stop"), "x", "", self._on_stopped)
        self.end.hide()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        text = self.tr(
            "Every registered form is read and compared with its SHA-256. What is damaged is put"
            " aside and restored from its named file or the shared database."
        )
        self.told = label(text, "muted")
        self.told.setWordWrap(True)
        self._found = QVBoxLayout()
        self._found.setSpacing(theme.space("small"))
        self._lay_out()

    def _lay_out(self) -> None:
        edge = theme.space("large")
        row = QHBoxLayout()
        row.addWidget(self.begin)
        row.addWidget(self.end)
        row.addStretch(1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("medium"))
        column.addWidget(self.told)
        column.addLayout(row)
        column.addWidget(self.progress)
        column.addLayout(self._found)
        column.addStretch(1)
        area = scrolled(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def activate(self) -> None:
        """Take the keyboard."""
        self.begin.setFocus()

    def load(self) -> None:
        """Nothing is read before somebody asks for it."""

    def check(self) -> None:
        """Begin."""
        from workstation.paper_register import sweep_archive

        self._stop = False
        self._show_running(True)
        desk, bridge = self._bridge.desk, self._bridge

        def progress(done: int, of: int) -> None:
            if done % 10 == 0 or done == of:
                bridge.post_to(self, lambda: self._on_progress(done, of))

        bridge.ask(
            lambda _read: sweep_archive(desk, progress, lambda: self._stop),
            self._on_report,
            self._on_failed,
        )

    def _on_stopped(self) -> None:
        self._stop = True

    def _show_running(self, running: bool) -> None:
        self.begin.setEnabled(not running)
        self.end.setVisible(running)
        self.progress.setRange(0, 0)
        self.progress.setVisible(running)

    def _on_progress(self, done: int, of: int) -> None:
        self.progress.setRange(0, max(of, done))
        self.progress.setValue(done)

    def _on_failed(self, error: BaseException) -> None:
        self._show_running(False)
        self._bridge.failed.emit(error)

    def _on_report(self, report: ArchiveReport) -> None:
        self._show_running(False)
        empty(self._found)
        total = sum(report.counts.values())
        text = self.tr("All {n} archived forms are sound.")
        if report.findings:
            text = self.tr("{wrong} of {n} archived forms were not sound:")
        if report.stopped:
            text = self.tr("Stopped after {n} forms; {wrong} were not sound.")
        text = text.format(n=total, wrong=len(report.findings))
        self._found.addWidget(label(text, "bad" if report.findings else "good"))
        for kept in report.findings[:_FEW]:
            line = kept.line
            moment = times.moment(line.at, self._bridge.desk.zone)
            parts = [f"{line.serial}-{line.reprint + 1}", paper.form(line.form), moment]
            parts.append(paper.archive(kept.state))
            if kept.damaged is not None:
                parts.append(str(kept.damaged))
            shown = label(" · ".join(parts), "warn" if kept.state == "restored" else "bad")
            shown.setWordWrap(True)
            self._found.addWidget(shown)
