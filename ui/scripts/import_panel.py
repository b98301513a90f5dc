"""Taking scripts of others in, looked at before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.scripts.exchange import ExchangePanel, documents
from ui.scripts.plan_table import PlanTable
from ui.text import words
from ui.widgets.buttons import Button
from ui.widgets.keyboard import is_at
from ui.widgets.labels import EmptyState, label
from workstation.domain.people import may

if TYPE_CHECKING:
    from workstation.scripts.importing import ImportPlan, ImportReport

_FILES: Final = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.md *.markdown *.json *.jsonl"


class ImportPanel(ExchangePanel):
    """Choose a file or drop it, see what it would bring, take it in."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, self.tr("Import scripts"), parent)
        self._plan: ImportPlan | None = None
        self._asked = 0
        self.setAcceptDrops(True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._choosing())
        self.stack.addWidget(self._looking())
        self.column.addWidget(self.stack, 1)
        self.buttons = [self.choose, self.other, self.run_button]

    def _choosing(self) -> QWidget:
        self.empty = EmptyState("file-import", "")
        self.choose = Button(self.tr("Choose a file…"), "folder-open", "primary", self.choose_file)
        self.halt = Button(self.tr("Stop"), "x", "", self.stop)
        self.halt.hide()
        self.empty.add_action(self.choose)
        self.empty.add_action(self.halt)
        self._say_what(False)
        return self.empty

    def _say_what(self, running: bool) -> None:
        if running:
            hint = self.tr("Nothing is written yet. Large files take a while.")
            self.empty.say(self.tr("Looking at the file…"), hint)
            return
        self.empty.say(
            self.tr("Choose a file of scripts, or drop it here"),
            self.tr(
                "Excel, CSV, Markdown with numbered entries, or JSON. Placeholders of other"
                " programs are recognised. You see what would become of it before anything is"
                " written."
            ),
        )

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
        self.run_button = Button(self.tr("Take in"), "check", "primary", self.run)
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

    def begin(self) -> None:
        """Ask for a file; a plan that is being looked at stays."""
        self.complain("")
        leads = may(self.bridge.desk.agent, "scripts_change")
        self.as_drafts.setVisible(leads)
        self.as_drafts.setChecked(leads)
        self.as_own.setChecked(not leads)
        self.stack.setCurrentIndex(1 if self._plan is not None else 0)
        self.about.setText(str(self._plan.path) if self._plan is not None else "")
        (self.table if self._plan is not None else self.choose).setFocus()

    def choose_file(self) -> None:
        """Ask for the file."""
        kinds = self.tr("Scripts") + f" ({_FILES})"
        chosen, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Import scripts"), str(documents()), kinds
        )
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, path: Path) -> None:
        """Look what a file would bring; nothing is written."""
        self._asked += 1
        asked, desk = self._asked, self.bridge.desk
        self.stopped = False
        self.about.setText(str(path))
        self.complain("")
        self.show_running(True)

        def look(_read: object) -> ImportPlan:
            from workstation.scripts.importing import plan

            return plan(desk, path, progress=self.tell, cancelled=lambda: self.stopped)

        self.bridge.ask(
            look, lambda found: self._show_plan(asked, found), lambda error: self.fail(error)
        )

    def _show_plan(self, asked: int, found: ImportPlan) -> None:
        if asked != self._asked:
            return
        self.show_running(False)
        if self.stopped:  # half a file is no plan
            self.about.setText(str(self._plan.path) if self._plan is not None else "")
            return
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
        here = is_at(self)
        self.stack.setCurrentIndex(1)
        if here:
            self.table.setFocus()

    def _placeholder_words(self, found: ImportPlan) -> str:
        known = words.listing(f"{theirs} → {ours}" for theirs, ours in list(found.known)[:8])
        unknown = words.listing(f"{theirs} → {ours}" for theirs, ours in list(found.unknown)[:8])
        lines = []
        if known:
            text = self.tr("{n} kinds of placeholders became ours: {them}")
            lines.append(text.format(n=len(found.known), them=known))
        if unknown:
            text = self.tr("{n} are not known here and will be asked for: {them}")
            lines.append(text.format(n=len(found.unknown), them=unknown))
        return "\n".join(lines)

    def _passed_words(self, found: ImportPlan) -> str:
        named = words.listing(f"{one.place} {one.title}".strip() for one in found.passed[:4])
        text = self.tr("{n} parts are no scripts and are left out: {them}")
        return text.format(n=len(found.passed), them=named)

    def run(self) -> None:
        """Take the rows of the plan in."""
        plan, desk = self._plan, self.bridge.desk
        if plan is None or self.running:
            return
        self.stopped = False
        self.show_running(True)
        into = "drafts" if self.as_drafts.isChecked() else "personal"

        def run(_read: object) -> ImportReport:
            from workstation.scripts.importing import carry_out

            return carry_out(desk, plan, into, progress=self.tell, cancelled=lambda: self.stopped)

        self.bridge.ask(run, lambda told: self._on_taken(told, into), self.fail)

    def _on_taken(self, told: ImportReport, into: str) -> None:
        self.show_running(False)
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

    def show_running(self, running: bool) -> None:
        """The same, with a button to stop; the keyboard stays on the button that may be pressed."""
        here = any(one.hasFocus() for one in (*self.buttons, self.halt, self.stop_button))
        self._say_what(running)
        for one in (self.halt, self.stop_button):
            one.setVisible(running)
        chosen = self.stack.currentIndex() == 0
        if here and running:
            (self.halt if chosen else self.stop_button).setFocus()
        super().show_running(running)
        self.choose.setVisible(not running)
        if here and not running:
            (self.choose if chosen else self.table).setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_of(event.mimeData()) is not None and not self.running:
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
