"""Printing the forms of many claims in one run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.claims.batch_claims import BatchClaims
from ui.claims.batch_outlook import Outlook
from ui.claims.batch_run import BatchRun, RunReport
from ui.claims.batch_set import BatchSet
from ui.claims.paper_chooser import PrinterChooser
from ui.claims.paper_memory import PaperChoice
from ui.claims.paper_ways import PaperWays
from ui.timing import after_rest
from ui.widgets.boxes import at_right, divided, scrolled
from ui.widgets.buttons import Button
from ui.widgets.keyboard import is_at
from ui.widgets.options import Options
from ui.widgets.pdf_view import Preview
from workstation.domain.claim import Claim

if TYPE_CHECKING:
    from workstation.batch_plan import BatchPlan, BatchReport
    from workstation.batch_runs import CutOff
    from workstation.paper_terms import PrintOrder
    from workstation.viewing import Document

_SIDE = 344
_REST_MS = 200
_MOST = 2_000


class BatchPage(QWidget):
    """Set and printer at the left, claims in the middle, the page of the chosen one at the right."""

    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, ways: PaperWays, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._ways = bridge, ways
        self._waits = False
        self.set = BatchSet(ways.memory)
        self.claims = BatchClaims()
        self.preview = Preview(bridge)
        self.chooser = PrinterChooser(ways, copies=False)
        files = (("together", self.tr("One job")), ("each", self.tr("One file each")))
        self.files = Options(files, str(ways.memory.last().get("files", "together")))
        self.on_paper = QCheckBox(self.tr("Put on paper"))
        self.on_paper.setChecked(True)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Reason for what was issued before"))
        self.reason.hide()
        self.reason.returnPressed.connect(self.start)
        self.outlook = Outlook(bridge)
        self.begin = Button("", "printer", "primary", self.start)
        self.stop = Button(self.tr("Stop"), "x", "", self._on_stop)
        self.report = RunReport()
        self.run = BatchRun(bridge, ways, self)
        self._rest = after_rest(self, _REST_MS, self._look)
        self._lay_out()
        self._connect()
        self._show_running()

    def _lay_out(self) -> None:
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        edge = theme.space("large")
        column.setContentsMargins(edge, theme.space("medium"), theme.space("medium"), edge)
        column.setSpacing(theme.space("medium"))
        parts = (self.set, self.files, self.on_paper, self.chooser, self.reason)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        area = scrolled(self._side)
        area.setFixedWidth(_SIDE * theme.current().scale // 100)
        middle = QWidget()
        below = QVBoxLayout(middle)
        below.setContentsMargins(theme.space("medium"), theme.space("medium"), edge, edge)
        below.setSpacing(theme.space("medium"))
        below.addWidget(self.claims, 1)
        below.addWidget(self.report)
        below.addWidget(self.outlook)
        below.addLayout(at_right(self.stop, self.begin))
        split = divided(middle, self.preview)
        split.setSizes([640, 360])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(area)
        row.addWidget(split, 1)

    def _connect(self) -> None:
        for signal in (self.set.changed, self.claims.changed, self.claims.chosen):
            signal.connect(self._on_changed)
        self.outlook.reason_wanted.connect(self.reason.setVisible)
        self.claims.all_wanted.connect(self.take_waiting)
        self.on_paper.toggled.connect(lambda _on: self._on_changed())
        self.chooser.changed.connect(self._on_printers)
        self.run.progressed.connect(self.report.show_progress)
        self.run.ended.connect(self._on_ended)
        self.run.failed.connect(self._on_failed)
        self.report.go_on_wanted.connect(self._on_go_on)

    # what the page calls

    def choose(self, claims: Sequence[Claim]) -> None:
        """Take these claims for a run."""
        if not self.run.running:
            self.report.complain("")
            self.claims.show_claims(claims)

    def take_waiting(self) -> None:
        """Take all claims that are approved and not printed yet."""

        def show(found: tuple[Claim, ...]) -> None:
            self.choose(tuple(reversed(found)))

        self._bridge.ask(lambda read: read.claims(("approved",), _MOST), show)

    def load(self) -> None:
        """Where nothing was chosen, what waits is taken; a run that was cut off stands there."""
        if self.run.running:
            return
        self.chooser.begin()
        self._ask_cut_off(self._on_cut_off)
        if not self.claims.claims:
            self.take_waiting()

    def activate(self) -> None:
        """Take the keyboard: Enter begins."""
        self._waits = not self.begin.isEnabled()
        (self.claims.table if self._waits else self.begin).setFocus()

    # before it begins

    def _on_cut_off(self, runs: tuple[CutOff, ...]) -> None:
        if runs and not self.run.running and not self.report.isVisible():
            told = self.tr("The last run was cut off: {done} of {n} forms are issued.")
            told = told.format(done=runs[0].done, n=runs[0].total)
            self.report.offer(runs[0].folder, told)

    def _on_changed(self) -> None:
        self._rest.start()
        self._say()

    def _on_printers(self) -> None:
        """Without a printer a run makes files."""
        if not self.chooser.can_print:
            self.on_paper.setChecked(False)
        self.on_paper.setEnabled(self.chooser.can_print)

    def _say(self) -> None:
        forms = len(self.claims.claims) * len(self.set.parts)
        text = (
            self.tr("Print {n} forms") if self.on_paper.isChecked() else self.tr("Make {n} forms")
        )
        self.begin.setText(text.format(n=forms))
        self.begin.setEnabled(bool(forms) and not self.run.running)
        self.chooser.setVisible(self.on_paper.isChecked())
        if self._waits and self.begin.isEnabled():
            self._waits = False  # the claims came after the keyboard
            if is_at(self):
                self.begin.setFocus()

    def _orders(self) -> list[PrintOrder]:
        from workstation.paper_terms import PrintOrder

        return [
            PrintOrder(uid, part.form, part.language, part.copy)
            for uid in self.claims.uids
            for part in self.set.parts
        ]

    def _look(self) -> None:
        """Show the page of the chosen claim, and tell what the run will come to."""
        orders = self._orders()
        self.outlook.look(orders)
        claim = self.claims.current()
        first = next((one for one in orders if claim is not None and one.claim == claim.uid), None)
        if first is None or claim is None:
            self.preview.show_document(None, "")
            return

        def show(document: Document) -> None:
            if claim is self.claims.current():
                self.preview.show_document(document, claim.number)

        pending = self._bridge.desk.preview_form(first)
        self._bridge.await_(pending, show, lambda _error: None)

    # the run

    def _choice(self) -> PaperChoice | None:
        return self.chooser.choice if self.on_paper.isChecked() else None

    def start(self) -> None:
        """Begin the run."""
        if self.run.running or not self.claims.claims:
            return
        if self._lacks_reason():
            self.reason.setFocus()
            return
        plan = self._plan()
        kept = {"set": self.set.names.currentText(), "files": self.files.code() or "together"}
        self._ways.memory.keep_last(kept)
        self.report.name_parts([part.form for part in plan.parts])
        self.report.show_progress(0, len(plan.claims) * len(plan.parts))
        self.run.start(plan, self._choice())
        self._show_running()

    def _lacks_reason(self) -> bool:
        """What was issued before needs a reason; nothing of it would be issued without."""
        return not self.reason.isHidden() and not self.reason.text().strip()

    def _plan(self) -> BatchPlan:
        from workstation.batch_plan import BatchPlan

        kind = "print" if self.on_paper.isChecked() else "save"
        together = self.files.code() != "each"
        reason = self.reason.text().strip()
        return BatchPlan(self.claims.uids, self.set.parts, together, reason, kind)

    def go_on(self, cut: CutOff) -> None:
        """Go on with a run that was cut off, with its own claims and set."""
        if self.run.running:
            return
        read = self._bridge.desk.read
        found = [read.claim(uid) for uid in cut.plan.claims]
        self.claims.show_claims([one for one in found if one is not None])
        self.set.show_parts(cut.plan.parts)
        self.on_paper.setChecked(cut.plan.kind == "print" and self.chooser.can_print)
        self.report.name_parts([part.form for part in cut.plan.parts])
        self.report.show_progress(cut.done, cut.total)
        self.run.go_on(cut.folder, self._choice())
        self._show_running()

    def _on_go_on(self, folder: object) -> None:
        def found(runs: tuple[CutOff, ...]) -> None:
            cut = next((one for one in runs if one.folder == folder), None)
            if cut is not None:
                self.go_on(cut)

        self._ask_cut_off(found)

    def _ask_cut_off(self, then: Callable[[tuple[CutOff, ...]], None]) -> None:
        profile = self._bridge.desk.profile

        def look(_read: object) -> tuple[CutOff, ...]:
            from workstation.batch_runs import cut_off_runs

            return cut_off_runs(profile)

        self._bridge.ask(look, then)

    def _on_stop(self) -> None:
        self.run.stop()
        self.stop.setEnabled(False)

    def _show_running(self) -> None:
        running, here = self.run.running, is_at(self)
        self.stop.setVisible(running)
        self.stop.setEnabled(running)
        self._side.setEnabled(not running)
        self.claims.setEnabled(not running)
        if running and here:
            self.stop.setFocus()
        self._say()

    def _on_ended(self, report: BatchReport) -> None:
        here = is_at(self)
        self._show_running()
        self.report.show_report(report)
        self._rest.start()
        self.reason.clear()
        if here:
            (self.report.again if report.cancelled else self.begin).setFocus()

    def _on_failed(self, told: str) -> None:
        here = is_at(self)
        self._show_running()
        self.report.complain(told)
        if here:
            self.begin.setFocus()
