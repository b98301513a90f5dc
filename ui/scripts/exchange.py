"""Taking scripts of others in, looked at before anything is written; and writing ours out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.scripts.plan_table import PlanTable
from ui.text import words
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import Button, IconButton
from ui.widgets.form import FormRows
from ui.widgets.labels import EmptyState, label
from ui.widgets.pick import PickBox
from workstation.domain.people import may
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.script_import import ImportPlan, ImportReport

_FILES: Final = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.md *.markdown *.json *.jsonl"
_FORMATS: Final = (".xlsx", ".csv", ".md", ".json")


class ExchangePanel(QWidget):
    """Two panels in one place: import, with its dry run, and export. `closed()`, `done()`."""

    closed = Signal()
    done = Signal()
    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._plan: ImportPlan | None = None
        self._codes: tuple[str, ...] = ()
        self._of = 0
        self._stop = self._running = False
        self._asked = 0
        self.setAcceptDrops(True)
        self.heading = label("", "heading")
        self.about = label("", "muted")
        self.about.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.stack = QStackedWidget()
        self._lay_out()

    # layout

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addWidget(self.about, 1)
        head.addWidget(IconButton("x", self.tr("Back to the library (Esc)"), self.closed.emit))
        column = QVBoxLayout(self)
        edge = theme.space("medium")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("small"))
        column.addLayout(head)
        column.addWidget(self.progress)
        column.addWidget(self.problem)
        column.addWidget(self.stack, 1)
        self.stack.addWidget(self._choosing())
        self.stack.addWidget(self._looking())
        self.stack.addWidget(self._writing())

    def _choosing(self) -> QWidget:
        made = EmptyState(
            "file-import",
            self.tr("Choose a file of scripts, or drop it here"),
            self.tr(
                "Excel, CSV, Markdown with numbered entries, or JSON. Placeholders of other"
                " programs are recognised. You see what would become of it before anything is"
                " written."
            ),
        )
        self.choose = Button(self.tr("Choose a file…"), "folder-open", "primary", self.choose_file)
        made.add_action(self.choose)
        return made

    def _looking(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("small"))
        self.summary = label("", "strong")
        self.summary.setWordWrap(True)
        self.placeholders = label("", "muted")
        self.placeholders.setWordWrap(True)
        self.passed = label("", "warn")
        self.passed.setWordWrap(True)
        self.table = PlanTable()
        self.as_drafts = QRadioButton(self.tr("As &drafts of the team, to be reviewed"))
        self.as_own = QRadioButton(self.tr("As scripts of my &own"))
        self.run_button = Button(self.tr("Take in"), "check", "primary", self.run_import)
        self.stop_button = Button(self.tr("Stop"), "x", "", self.stop)
        self.stop_button.hide()
        self.other = Button(self.tr("Another file…"), "folder-open", "", self.choose_file)
        foot = QHBoxLayout()
        for one in (self.as_drafts, self.as_own):
            foot.addWidget(one)
        foot.addStretch(1)
        foot.addWidget(self.other)
        foot.addWidget(self.stop_button)
        foot.addWidget(self.run_button)
        for part in (self.summary, self.placeholders, self.passed):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        return made

    def _writing(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        self.format = PickBox()
        self.format.show_choices(
            [
                (".xlsx", self.tr("Excel workbook (.xlsx)")),
                (".csv", self.tr("CSV, for every spreadsheet (.csv)")),
                (".md", self.tr("Markdown with numbered entries, to be read (.md)")),
                (".json", self.tr("JSON, for programs (.json)")),
            ],
            ".xlsx",
        )
        self.format.picked.connect(self._on_format)
        self.everything = QRadioButton(self.tr("&All scripts in use"))
        self.listed = QRadioButton("")
        self.path = QLineEdit()
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(Button(self.tr("Choose…"), "", "", self._choose_target))
        which = QWidget()
        row = QHBoxLayout(which)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.everything)
        row.addWidget(self.listed)
        row.addStretch(1)
        self.form = FormRows()
        self.form.add(self.tr("&Kind"), self.format)
        self.form.add(self.tr("Which"), which)
        self.form.add(self.tr("&File"), place)
        self.place = place
        self.export_button = Button(self.tr("Export"), "file-export", "primary", self.run_export)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.export_button)
        self.form.setMaximumWidth(760)
        column.addWidget(self.form)
        column.addLayout(foot)
        column.addStretch(1)
        return made

    # import

    def begin_import(self) -> None:
        """Ask for a file; a plan that is being looked at stays."""
        self.heading.setText(self.tr("Import scripts"))
        self._complain("")
        leads = may(self._bridge.desk.agent, "scripts_change")
        self.as_drafts.setVisible(leads)
        self.as_drafts.setChecked(leads)
        self.as_own.setChecked(not leads)
        self.stack.setCurrentIndex(1 if self._plan is not None else 0)
        self.about.setText(str(self._plan.path) if self._plan is not None else "")
        (self.table if self._plan is not None else self.choose).setFocus()

    def choose_file(self) -> None:
        """Ask for the file."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Import scripts"), str(_folder()), f"{self.tr('Scripts')} ({_FILES})"
        )
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, path: Path) -> None:
        """Look what a file would bring; nothing is written."""
        self._asked += 1
        asked, desk = self._asked, self._bridge.desk
        self._stop = False
        self.about.setText(str(path))
        self._complain("")
        self._show_running(True)

        def look(_read: object) -> ImportPlan:
            from workstation.script_import import plan

            return plan(desk, path, progress=self._tell, cancelled=lambda: self._stop)

        self._bridge.ask(
            look, lambda found: self._show_plan(asked, found), lambda error: self._on_failed(error)
        )

    def _show_plan(self, asked: int, found: ImportPlan) -> None:
        if asked != self._asked:
            return
        self._show_running(False)
        self._plan = found
        counts = found.counts
        said = (
            (counts["new"], self.tr("{n} new")),
            (counts["changed"], self.tr("{n} changed")),
            (counts["same"], self.tr("{n} there already")),
            (counts["clash"], self.tr("{n} with a code of another script")),
            (counts["refused"], self.tr("{n} not usable")),
        )
        self.summary.setText(words.listing(text.format(n=n) for n, text in said if n))
        self.placeholders.setText(self._placeholder_words(found))
        self.passed.setText(self._passed_words(found))
        self.passed.setVisible(bool(found.passed))
        self.table.show_rows(found.rows)
        wanted = counts["new"] + counts["changed"] + counts["clash"]
        self.run_button.setEnabled(bool(wanted))
        self.run_button.setText(self.tr("Take {n} in").format(n=wanted))
        self.stack.setCurrentIndex(1)
        self.table.setFocus()

    def _placeholder_words(self, found: ImportPlan) -> str:
        known = ", ".join(f"{theirs} → {ours}" for theirs, ours in list(found.known)[:8])
        unknown = ", ".join(f"{theirs} → {ours}" for theirs, ours in list(found.unknown)[:8])
        lines = []
        if known:
            text = self.tr("{n} kinds of placeholders became ours: {them}")
            lines.append(text.format(n=len(found.known), them=known))
        if unknown:
            text = self.tr("{n} are not known here and will be asked for: {them}")
            lines.append(text.format(n=len(found.unknown), them=unknown))
        return "\n".join(lines)

    def _passed_words(self, found: ImportPlan) -> str:
        named = ", ".join(f"{one.place} {one.title}".strip() for one in found.passed[:4])
        text = self.tr("{n} parts are no scripts and are left out: {them}")
        return text.format(n=len(found.passed), them=named)

    def run_import(self) -> None:
        """Take the rows of the plan in."""
        plan, desk = self._plan, self._bridge.desk
        if plan is None or self._running:
            return
        self._stop = False
        self._show_running(True)
        into = "drafts" if self.as_drafts.isChecked() else "personal"

        def run(_read: object) -> ImportReport:
            from workstation.script_import import carry_out

            return carry_out(desk, plan, into, progress=self._tell, cancelled=lambda: self._stop)

        self._bridge.ask(run, lambda told: self._on_taken(told, into), self._on_failed)

    def _on_taken(self, told: ImportReport, into: str) -> None:
        self._show_running(False)
        self._plan = None
        n = len(told.created) + len(told.changed)
        text = self.tr("{n} scripts are drafts now; a second person reviews them.")
        if into == "personal":
            text = self.tr("{n} scripts are your own now.")
        if told.stopped:
            text = self.tr("Stopped after {n} scripts; what was taken in stays.")
        self.noticed.emit(text.format(n=n), "warn" if told.stopped else "good")
        self.done.emit()
        self.closed.emit()

    # export

    def begin_export(self, codes: tuple[str, ...], of: int) -> None:
        """Ask where to; `codes` are those that the list shows, of `of` in all."""
        self._codes, self._of = codes, of
        self.heading.setText(self.tr("Export scripts"))
        self.about.setText("")
        self._complain("")
        self.listed.setText(self.tr("Those in the &list: {n}").format(n=len(codes)))
        narrowed = 0 < len(codes) < of
        self.listed.setEnabled(narrowed)
        (self.listed if narrowed else self.everything).setChecked(True)
        suffix = str(self.format.code() or ".xlsx")
        name = f"scripts-{datetime.now():%Y%m%d}{suffix}"
        self.path.setText(str(_folder() / name))
        self.stack.setCurrentIndex(2)
        self.format.setFocus()

    def _on_format(self, suffix: object) -> None:
        if self.path.text().strip():
            self.path.setText(str(Path(self.path.text().strip()).with_suffix(str(suffix))))

    def _choose_target(self) -> None:
        suffix = str(self.format.code())
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Export to"), self.path.text(), f"*{suffix}"
        )
        if chosen:
            path = Path(chosen)
            self.path.setText(str(path if path.suffix else path.with_suffix(suffix)))

    def run_export(self) -> None:
        """Write the file."""
        if self._running:
            return
        path = Path(self.path.text().strip()).expanduser()
        usable = path.is_absolute() and path.parent.is_dir() and path.suffix.lower() in _FORMATS
        told = self.tr("Please name a file in an existing folder, ending in .xlsx, .csv, .md or .json.")  # fmt: skip
        self.form.complain(self.place, "" if usable else told)
        if not usable:
            return
        self._stop = False
        self._show_running(True)
        desk = self._bridge.desk
        wanted = self._codes if self.listed.isChecked() else ()

        def write(_read: object) -> int:
            from workstation.script_export import export_scripts

            used = {one.code for one in desk.scripts}
            codes = tuple(code for code in wanted if code in used)  # drafts are not said yet
            return export_scripts(
                desk, path, "", codes, progress=self._tell, cancelled=lambda: self._stop
            )

        self._bridge.ask(write, lambda count: self._on_written(count, path), self._on_failed)

    def _on_written(self, count: int, path: Path) -> None:
        self._show_running(False)
        text = self.tr("{n} scripts written to {path}").format(n=f"{count:,}", path=path)
        self.noticed.emit(text, "good")
        self.closed.emit()

    # both

    def stop(self) -> None:
        """Stop what is under way."""
        self._stop = True

    def _tell(self, done: int, of: int) -> None:
        self._bridge.post_to(self, lambda: self._show_progress(done, of))

    def _show_progress(self, done: int, of: int) -> None:
        self.progress.setRange(0, max(of, done))
        self.progress.setValue(done)

    def _show_running(self, running: bool) -> None:
        self._running = running
        self.progress.setRange(0, 0)
        self.progress.setVisible(running)
        self.stop_button.setVisible(running)
        for one in (self.choose, self.other, self.run_button, self.export_button):
            one.setEnabled(not running)

    def _complain(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _on_failed(self, error: BaseException) -> None:
        self._show_running(False)
        if isinstance(error, Refusal):
            self._complain(refusal_sentence(error))
        else:
            self._bridge.failed.emit(error)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.stack.currentIndex() < 2 and _file_of(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _file_of(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.look_at(path)


def _file_of(data: Any) -> Path | None:
    urls = [url for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
    path = Path(urls[0].toLocalFile()) if urls else None
    return path if path is not None and path.is_file() else None


def _folder() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    told = Path(QStandardPaths.writableLocation(place) or Path.home())
    return told if told.is_dir() else Path.home()
