"""Writing the tickets of the shown list to a file, masked unless there is a reason."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.commands import Commands
from ui.text import times, words
from ui.text.refusals import refusal_sentence
from ui.widgets.boxes import at_right
from ui.widgets.buttons import Button, IconButton
from ui.widgets.form import FormRows
from ui.widgets.header import PageHeader
from ui.widgets.labels import label
from ui.widgets.pick import PickBox
from ui.widgets.save_target import SaveTarget
from workstation.domain.refusal import Refusal
from workstation.domain.view import View

_FORMATS: Final = (".xlsx", ".csv", ".jsonl")


class ExportPage(QWidget):
    """Asks for the kind of file and its place; one at a time, with progress and a way to stop."""

    noticed = Signal(str, str)
    closed = Signal()

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._view: View | None = None
        self._stop = False
        self._running = False
        self.format = PickBox()
        self.format.show_choices(
            [
                (".xlsx", self.tr("Excel workbook (.xlsx)")),
                (".csv", self.tr("CSV, for every spreadsheet (.csv)")),
                (".jsonl", self.tr("JSON Lines, for programs (.jsonl)")),
            ],
            ".xlsx",
        )
        self.target = SaveTarget(self.format, _FORMATS)
        self.unmasked = QCheckBox(self.tr("With full phone numbers, addresses and names"))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Why? It is kept in the journal with your name"))
        self.reason.hide()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self._about = label("", "muted")
        self._about.setWordWrap(True)
        self.begin = Button(self.tr("Export"), "file-export", "primary", self.run)
        self.cancel = Button(self.tr("Stop"), "x", "", self._on_cancelled)
        self.cancel.hide()
        self._lay_out()
        self.unmasked.toggled.connect(self.reason.setVisible)

    def start(self, view: View) -> None:
        """Begin with the tickets of a view; a running export goes on."""
        if self._running:
            return
        self._view = view
        name = words.view_name(view.code, view.name) or self.tr("Tickets")
        self._header.say(self.tr("Export"), name)
        desk = self._bridge.desk
        file = f"{_plain(name)}-{times.local(desk.clock(), desk.zone):%Y%m%d}.xlsx"
        self.target.propose(_free(_folder() / file))
        self.format.choose(".xlsx")
        self.unmasked.setChecked(False)
        self.reason.clear()
        self._form.complain(self.target, "")
        self._form.complain(self.reason, "")
        self._bridge.ask(lambda reader: reader.count(view.filter), self._show_count)

    def run(self) -> None:
        """Write the file."""
        if self._running or self._view is None:
            return
        path = self.target.file()
        reason = self.reason.text().strip()
        hidden = not self.unmasked.isChecked()
        told = self.tr("Please name a file in an existing folder, ending in .xlsx, .csv or .jsonl.")
        self._form.complain(self.target, "" if path else told)
        lacking = not hidden and not reason
        told = self.tr("Please tell why full details are needed.")
        self._form.complain(self.reason, told if lacking else "")
        if path is None or lacking:
            return
        self._stop = False
        self._show_running(True)
        bridge = self._bridge
        pending = bridge.desk.export_view(
            self._view,
            path,
            unmasked="" if hidden else reason,
            progress=lambda done, of: bridge.post(lambda: self._show_progress(done, of)),
            cancelled=lambda: self._stop,
        )
        bridge.await_(pending, lambda count: self._on_done(count, path), self._on_failed)

    def activate(self) -> None:
        """Take the keyboard."""
        self.target.line.setFocus()
        self.target.line.selectAll()

    def flush(self) -> None:
        """Stop: half a file is never left."""
        self._stop = True

    def _lay_out(self) -> None:
        self._header = PageHeader(self.tr("Export"))
        self._header.add(IconButton("x", self.tr("Back to the list"), self.closed.emit))
        self._form = FormRows()
        self._form.add_wide(self._about)
        self._form.add(self.tr("&Kind"), self.format)
        self._form.add(self.tr("&File"), self.target)
        self._form.add(self.tr("Details"), self.unmasked, self.tr("Otherwise they are masked."))
        self._form.add("", self.reason)
        buttons = at_right(self.cancel, self.begin)
        inner = QVBoxLayout()
        edge = theme.space("large")
        inner.setContentsMargins(edge, edge, edge, edge)
        inner.setSpacing(theme.space("medium"))
        inner.addWidget(self._form)
        inner.addWidget(self.progress)
        inner.addLayout(buttons)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addLayout(inner, 1)

    def _show_count(self, count: int) -> None:
        text = self.tr("{n} tickets, in the order of the list")
        self._about.setText(text.format(n=f"{count:,}"))

    def _on_cancelled(self) -> None:
        self._stop = True

    def _show_running(self, running: bool) -> None:
        self._running = running
        self._form.setEnabled(not running)
        self.begin.setEnabled(not running)
        self.cancel.setVisible(running)
        self.progress.setRange(0, 0)
        self.progress.setVisible(running)

    def _show_progress(self, done: int, of: int) -> None:
        self.progress.setRange(0, max(of, done))
        self.progress.setValue(done)

    def _on_done(self, count: int, path: Path) -> None:
        self._show_running(False)
        text = self.tr("{n} tickets written to {path}").format(n=f"{count:,}", path=path)
        self.noticed.emit(text, "good")
        self.closed.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._show_running(False)
        if not isinstance(error, Refusal):
            self._bridge.failed.emit(error)
        elif error.code == "export_stopped":
            self.noticed.emit(self.tr("Export stopped; no file was written."), "")
        else:
            self._form.complain(self.target, refusal_sentence(error))


def _folder() -> Path:
    """The user's own folder for papers."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    told = Path(QStandardPaths.writableLocation(place) or Path.home())
    return told if told.is_dir() else Path.home()


def _plain(name: str) -> str:
    """A name that every file system takes."""
    return re.sub(r'[\\/:*?"<>|\s]+', "-", name).strip("-. ")[:60] or "tickets"


def _free(path: Path) -> Path:
    """The path, with a number if there is such a file already."""
    number, found = 2, path
    while found.exists():
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return found
