"""Files of tickets, parcels, customers and key accounts: see `ui.pages.ImportPage`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.commands import Commands
from ui.intake.column_list import ColumnList
from ui.intake.file_shape import FileShape
from ui.intake.import_report import ReportCard
from ui.intake.row_preview import RowPreview
from ui.intake.segments import Segments
from ui.text.reading import KINDS, kind_name
from ui.text.refusals import refusal_sentence
from ui.widgets.boxes import divided, scrolled
from ui.widgets.buttons import Button, IconButton
from ui.widgets.header import PageHeader
from ui.widgets.keyboard import is_at
from ui.widgets.labels import EmptyState, label
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.importing import ImportPlan, ImportReport
    from workstation.inspecting import FileLook

_FILES: Final = "*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.xlsb *.ods *.json *.jsonl *.ndjson"


class ImportPage(QWidget):
    """Choose a file, see how it is understood, correct that, check it, take it in."""

    closed = Signal()
    imported = Signal()
    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._look: FileLook | None = None
        self._path: Path | None = None
        self._asked = 0
        self._running = False
        self._stop = False
        self.setAcceptDrops(True)
        self.kind = Segments([(kind, kind_name(kind)) for kind in KINDS])
        self.shape = FileShape()
        self.columns = ColumnList()
        self.preview = RowPreview(bridge.desk)
        self.report = ReportCard()
        self.problem = label("", "bad")
        self.keep_good = QCheckBox(self.tr("Take the &good rows in although others are refused"))
        self.progress = QProgressBar()
        self.check_button = Button(self.tr("&Check"), "square-check", run=self.check)
        self.import_button = Button(self.tr("&Import"), "file-import", "primary", self.run)
        self.cancel_button = Button(self.tr("Stop"), "x", run=self._cancel)
        self._lay_out()
        self._connect()
        commands.bind(self, "ticket.close", self.closed.emit, lambda: not self._running)

    # what the window calls

    def start(self, path: str = "", kind: str = "tickets") -> None:
        """Begin with a file, or wait for one."""
        self.kind.choose(kind)
        if path:
            self.open(Path(path))

    def activate(self) -> None:
        """Take the keyboard."""
        (self.check_button if self._look is not None else self.choose_button).setFocus()

    def flush(self) -> None:
        """Nothing is typed here that is not kept with the import."""

    def state(self) -> dict[str, object]:
        """Nothing is carried over."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """Nothing is carried over."""

    # making

    def _lay_out(self) -> None:
        header = PageHeader(self.tr("Import"))
        self.choose_button = Button(self.tr("Choose a &file…"), "folder-open", run=self.choose)
        header.add(self.kind)
        header.add(self.choose_button)
        header.add(IconButton("x", self.tr("Close  Esc"), self.closed.emit))
        hint = self.tr("CSV, Excel, JSON or JSON Lines. Or drop a file here.")
        empty = EmptyState("file-import", self.tr("Which file?"), hint)
        empty.add_action(Button(self.tr("Choose a file…"), "folder-open", "primary", self.choose))
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(self._made_body())
        self.problem.setWordWrap(True)
        self.problem.setContentsMargins(theme.space("large"), 6, theme.space("large"), 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.problem)
        column.addWidget(self._stack, 1)
        self.problem.hide()

    def _made_body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        edge = theme.space("large")
        column.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        column.setSpacing(theme.space("small"))
        area = scrolled(self.columns)
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.addWidget(label(self.tr("As they would be taken in"), "section"))
        lower.addWidget(self.preview, 1)
        split = divided(area, below, (0, 0), way=Qt.Orientation.Vertical)
        split.setSizes([300, 260])
        column.addWidget(self.shape)
        column.addWidget(self.report)
        column.addWidget(split, 1)
        column.addLayout(self._made_footer())
        return body

    def _made_footer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space("small"))
        self.progress.setTextVisible(False)
        self.counted = label("", "muted")
        row.addWidget(self.keep_good)
        row.addWidget(self.progress, 1)
        row.addWidget(self.counted)
        row.addStretch(0)
        for button in (self.cancel_button, self.check_button, self.import_button):
            row.addWidget(button)
        self._show_running(False)
        return row

    def _connect(self) -> None:
        self.kind.picked.connect(self._on_kind)
        self.shape.changed.connect(self._on_shape)
        self.columns.field_chosen.connect(self._on_field)
        self.columns.order_chosen.connect(self._on_order)
        self.report.refused_wanted.connect(self._open_folder)
        self.report.records_wanted.connect(self.closed)

    # choosing and understanding

    def choose(self) -> None:
        """Let a person choose a file."""
        dialog = QFileDialog(self, self.tr("Choose a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Tables") + f" ({_FILES})", self.tr("All files") + " (*)"])
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open(self, path: Path) -> None:
        """Look at a file; its mapping is the one used before, or proposed anew."""
        self._path = path
        self.report.hide()
        self._ask(path)

    def _ask(self, what: Path | ImportPlan) -> None:
        self._asked += 1
        asked = self._asked
        pending = self._bridge.desk.look_at_file(what, str(self.kind.code()))
        self._bridge.await_(
            pending,
            lambda look: self._on_look(asked, look),
            lambda error: self._on_trouble(asked, error),
        )

    def _on_look(self, asked: int, look: FileLook) -> None:
        if asked != self._asked:
            return
        self._complain("")
        self._look = look
        self._stack.setCurrentIndex(1)
        self.shape.show_look(look)
        self.columns.show_look(look)
        self.preview.show_look(look)

    def _on_trouble(self, asked: int, error: BaseException) -> None:
        if asked == self._asked:
            self._complain(_sentence(error))

    def _complain(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _on_kind(self, _kind: object) -> None:
        if self._path is not None:
            self.open(self._path)

    def _on_shape(self, changed: dict[str, Any]) -> None:
        if self._look is not None:  # other columns may come of it: propose anew
            self._ask(replace(self._look.plan, mapping=None, **changed))

    def _on_field(self, header: str, field: str) -> None:
        if self._look is not None and self._look.plan.mapping is not None:
            mapping = self._look.plan.mapping.with_column(header, field or None)
            self._ask(replace(self._look.plan, mapping=mapping))

    def _on_order(self, header: str, order: str) -> None:
        if self._look is not None and self._look.plan.mapping is not None:
            mapping = self._look.plan.mapping.with_date_order(header, order)
            self._ask(replace(self._look.plan, mapping=mapping))

    # checking and taking in

    def check(self) -> None:
        """Say what would happen, without doing it."""
        self._go(dry_run=True)

    def run(self) -> None:
        """Take the file in."""
        self._go(dry_run=False)

    def _go(self, *, dry_run: bool) -> None:
        if self._look is None or self._running:
            return
        keep = self.keep_good.isChecked()
        plan = replace(self._look.plan, keep_good=keep, dry_run=dry_run)
        self._complain("")
        self.report.hide()
        self._stop = False
        self._show_running(True)
        self._show_progress(0, max(1, self._look.row_estimate))
        pending = self._bridge.desk.import_file(plan, self._on_progress, lambda: self._stop)
        self._bridge.await_(pending, self._on_report, self._on_failed)

    def _on_progress(self, done: int, total: int) -> None:
        """Comes from a thread of the desk."""
        self._bridge.post(lambda: self._show_progress(done, total))

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setMaximum(max(1, total))
        self.progress.setValue(min(done, total))
        self.counted.setText(self.tr("{n} of {all}").format(n=f"{done:,}", all=f"{total:,}"))

    def _show_running(self, running: bool) -> None:
        self._running = running
        self.progress.setVisible(running)
        self.counted.setVisible(running)
        here = is_at(self)
        self.cancel_button.setVisible(running)
        locked: tuple[QWidget, ...] = (
            *(self.check_button, self.import_button, self.keep_good, self.columns),
            *(self.shape, self.kind, self.choose_button),
        )
        for part in locked:
            part.setEnabled(not running)
        if here:  # the keyboard stays on a button of this page
            (self.cancel_button if running else self.import_button).setFocus()

    def _cancel(self) -> None:
        self._stop = True

    def _on_report(self, report: ImportReport) -> None:
        self._show_running(False)
        assert self._look is not None
        records = self._look.plan.kind == "tickets"
        self.report.show_report(report, refused_all=False, records=records)
        if report.committed:
            self.imported.emit()
            text = self.tr("Imported: {new} new, {changed} changed, {refused} refused.")
            told = text.format(new=report.created, changed=report.updated, refused=report.refused)
            self.noticed.emit(told, "good" if not report.refused else "warn")

    def _on_failed(self, error: BaseException) -> None:
        self._show_running(False)
        report = error.facts.get("report") if isinstance(error, Refusal) else None
        if report is None:
            self._complain(_sentence(error))
            return
        shown: Any = report
        self.report.show_report(shown, refused_all=True, records=False)
        if is_at(self):
            self.keep_good.setFocus()

    def _open_folder(self, path: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).parent)))

    # a file dropped here

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._running and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                self.open(Path(url.toLocalFile()))
                return


def _sentence(error: BaseException) -> str:
    return refusal_sentence(error) if isinstance(error, Refusal) else str(error)
