"""What becomes of the jobs at the printers: one quiet line at the foot of the page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import theme
from ui.claims.paper_ways import PaperWays, PrintedJob
from ui.text import paper
from ui.timing import after_rest
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import ElidedLabel

_STAYS_MS = 6_000
_BAD = ("failed", "stopped", "held")


class PrintLine(QFrame):
    """Shows the latest job that matters; a failed one stays until it is tried again or put away."""

    def __init__(self, ways: PaperWays, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ways = ways
        self._job: PrintedJob | None = None
        self.told = ElidedLabel()
        self.again = Button(self.tr("Try again"), "refresh", "", self._on_again)
        self.back = Button(self.tr("Take back"), "x", "", self._on_back)
        self.close_button = IconButton("x", self.tr("Put away"), self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("large"), 4, theme.space("medium"), 4)
        row.addWidget(self.told, 1)
        for part in (self.again, self.back, self.close_button):
            row.addWidget(part)
        self._timer = after_rest(self, _STAYS_MS, self.put_away)
        ways.job_changed.connect(self.show_job)
        self.hide()

    def show_job(self, job: PrintedJob) -> None:
        """Show how a job stands."""
        self._job = job
        bad = job.state in _BAD
        text = f"{job.title}: {paper.job(job.state)}"
        place = " ".join(
            part for part in (job.choice.printer, job.number and f"({job.number})") if part
        )
        self.told.setText(" · ".join(part for part in (text, place, job.told) if part))
        theme.look(self, "notice_bad" if bad else "notice")
        self.again.setVisible(job.state == "failed")
        self.back.setVisible(bool(job.number) and not job.over)
        self.show()
        self._timer.stop()
        if job.over and not bad:
            self._timer.start()

    def put_away(self) -> None:
        """Hide the line."""
        self._timer.stop()
        self.hide()

    def _on_again(self) -> None:
        if self._job is not None:
            self._ways.again(self._job)

    def _on_back(self) -> None:
        if self._job is not None:
            self._ways.take_back(self._job)
