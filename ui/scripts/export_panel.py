"""Writing scripts to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.scripts.exchange import ExchangePanel, documents
from ui.text import times
from ui.widgets.boxes import at_right
from ui.widgets.buttons import Button
from ui.widgets.form import FormRows
from ui.widgets.pick import PickBox
from ui.widgets.save_target import SaveTarget

_FORMATS: Final = (".xlsx", ".csv", ".md", ".json")


class ExportPanel(ExchangePanel):
    """Asks for the kind of file, which scripts, and the place."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, self.tr("Export scripts"), parent)
        self._codes: tuple[str, ...] = ()
        self.column.addWidget(self._writing(), 1)
        self.buttons = [self.export_button]

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
        self.everything = QRadioButton(self.tr("&All scripts in use"))
        self.listed = QRadioButton("")
        self.target = SaveTarget(self.format, _FORMATS)
        which = QWidget()
        row = QHBoxLayout(which)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.everything)
        row.addWidget(self.listed)
        row.addStretch(1)
        self.form = FormRows()
        self.form.add(self.tr("&Kind"), self.format)
        self.form.add(self.tr("Which"), which)
        self.form.add(self.tr("&File"), self.target)
        self.export_button = Button(self.tr("Export"), "file-export", "primary", self.run)
        foot = at_right(self.export_button)
        self.form.setMaximumWidth(760)
        column.addWidget(self.form)
        column.addLayout(foot)
        column.addStretch(1)
        return made

    def begin(self, codes: tuple[str, ...], of: int) -> None:
        """Ask where to; `codes` are those that the list shows, of `of` in all."""
        self._codes = codes
        self.complain("")
        self.listed.setText(self.tr("Those in the &list: {n}").format(n=len(codes)))
        narrowed = 0 < len(codes) < of
        self.listed.setEnabled(narrowed)
        (self.listed if narrowed else self.everything).setChecked(True)
        suffix = str(self.format.code() or ".xlsx")
        desk = self.bridge.desk
        name = f"scripts-{times.local(desk.clock(), desk.zone):%Y%m%d}{suffix}"
        self.target.propose(documents() / name)
        self.format.setFocus()

    def run(self) -> None:
        """Write the file."""
        if self.running:
            return
        path = self.target.file()
        told = self.tr("Please name a file in an existing folder, ending in .xlsx, .csv, .md or .json.")  # fmt: skip
        self.form.complain(self.target, "" if path else told)
        if path is None:
            return
        self.stopped = False
        self.show_running(True)
        desk = self.bridge.desk
        wanted = self._codes if self.listed.isChecked() else ()

        def write(_read: object) -> int:
            from workstation.scripts.exporting import export_scripts

            used = {one.code for one in desk.scripts}
            codes = tuple(code for code in wanted if code in used)  # drafts are not said yet
            return export_scripts(
                desk, path, "", codes, progress=self.tell, cancelled=lambda: self.stopped
            )

        self.bridge.ask(write, lambda count: self._on_written(count, path), self.fail)

    def _on_written(self, count: int, path: Path) -> None:
        self.show_running(False)
        text = self.tr("{n} scripts written to {path}").format(n=f"{count:,}", path=path)
        self.noticed.emit(text, "good")
        self.closed.emit()
