"""The page of a procedure's picture: of a ticket with the way it took, or of a group to learn by."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import language, theme
from ui.bridge import Bridge
from ui.claims.paper import PaperJob
from ui.claims.printers import printer_for
from ui.commands import Commands
from ui.flow.canvas import FlowCanvas, theme_palette
from ui.flow.details import StepDetails
from ui.text import words
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import Button, IconButton
from ui.widgets.header import PageHeader
from ui.widgets.keyboard import is_at
from ui.widgets.labels import EmptyState, label
from ui.widgets.pdf_view import Preview
from ui.widgets.pick import PickBox
from workstation.changes import Changes
from workstation.domain.refusal import Refusal
from workstation.walking import Drawn, PictureAsked

if TYPE_CHECKING:
    from workstation.viewing import Document, RenderedPage

_KINDS: Final = ("svg", "pdf")


class FlowPage(QWidget):
    """Shows the procedure of a ticket or of a group.

    `ticket_opened(uid)` leads back to the ticket; `closed` when it is left.
    """

    noticed = Signal(str, str)
    closed = Signal()
    ticket_opened = Signal(str)

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._commands = bridge, commands
        self._ticket, self._group = "", ""
        self._drawn: Drawn | None = None
        self._asked = 0
        self._document: Document | None = None
        self.header = PageHeader(self.tr("Procedure"))
        self.groups = PickBox(self, self.tr("Type to find"))
        self.groups.setAccessibleName(self.tr("Procedure"))
        self.groups.setMinimumWidth(180)
        self.canvas = FlowCanvas()
        self.details = StepDetails(bridge)
        self.percent = label("", "muted")
        self.empty = EmptyState("git-merge", self.tr("There is no procedure to show"))
        self.preview = Preview(bridge)
        self._lay_out()
        self.groups.picked.connect(lambda code: self.show_group(str(code)))
        self.canvas.chosen.connect(self._show_step)
        self.canvas.zoomed.connect(lambda zoom: self.percent.setText(f"{zoom} %"))
        bridge.changed.connect(self._on_changed)
        theme.notifier().changed.connect(self._load)
        commands.bind(self, "ticket.close", self.leave)
        commands.bind(self, "claim.print", self.print, lambda: self._drawn is not None)

    def _lay_out(self) -> None:
        bar = self.header
        bar.add(self.groups)
        bar.add(
            IconButton("minimize", self.tr("Smaller  Ctrl+-"), partial(self.canvas.step_zoom, -1))
        )
        bar.add(self.percent)
        bar.add(
            IconButton("maximize", self.tr("Larger  Ctrl++"), partial(self.canvas.step_zoom, 1))
        )
        bar.add(Button(self.tr("Whole"), "", "flat", self.canvas.fit))
        bar.add(Button("100 %", "", "flat", self.canvas.read))
        bar.add(IconButton("download", self.tr("Save as SVG or PDF…"), self.export))
        bar.add(IconButton("printer", self.tr("Print…  Ctrl+P"), self.print))
        bar.add(IconButton("x", self.tr("Close (Esc)"), self.leave))
        picture = QWidget()
        row = QHBoxLayout(picture)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.canvas, 1)
        line = QFrame()
        line.setFixedWidth(1)
        theme.look(line, "line")
        row.addWidget(line)
        row.addWidget(self.details)
        paper = QWidget()
        below = QVBoxLayout(paper)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.preview, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.space("large"), 6, theme.space("large"), 6)
        foot.addStretch(1)
        foot.addWidget(Button(self.tr("Back to the picture"), "", "flat", self._to_picture))
        self.print_button = Button(self.tr("Print…"), "printer", "primary", self._choose_printer)
        foot.addWidget(self.print_button)
        below.addLayout(foot)
        self.stack = QStackedWidget()
        for part in (picture, self.empty, paper):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.stack, 1)

    # the protocol

    def activate(self) -> None:
        """Take the keyboard."""
        if not self._ticket and not self._group:
            self.show_group(self._first_group())
        self.canvas.setFocus()

    def flush(self) -> None:
        """Nothing is typed here."""

    def show_ticket(self, uid: str) -> None:
        """Show the procedure of a ticket with the way it took."""
        self._ticket, self._group = uid, ""
        self._load()

    def show_group(self, code: str = "") -> None:
        """Show the procedure of a group, to learn by."""
        self._ticket, self._group = "", code or self._first_group()
        self._load()

    def leave(self) -> None:
        """Back: from the paper to the picture, from the picture to where one came from."""
        if self.stack.currentIndex() == 2:
            self._to_picture()
            return
        self.closed.emit()
        if self._ticket:
            self.ticket_opened.emit(self._ticket)

    # showing

    def _first_group(self) -> str:
        desk = self._bridge.desk
        known = desk.rules.procedures
        mine = next((code for code in desk.agent.groups if code in known), "")
        return mine or next(iter(known), "")

    def _about(self, kind: str = "svg") -> PictureAsked:
        paper = "a4" if kind == "pdf" else "fitted"
        return PictureAsked(self._group, self._ticket, kind, language.current(), "light", paper)

    def _load(self) -> None:
        if not self._ticket and not self._group:
            return
        self._asked += 1
        asked = self._asked

        def show(drawn: Drawn) -> None:
            if asked == self._asked:
                self._show(drawn)

        def fail(error: BaseException) -> None:
            if asked == self._asked:
                self._show_none(error)

        pending = self._bridge.desk.flow_scene(self._about(), theme_palette())
        self._bridge.await_(pending, show, fail)

    def _show(self, drawn: Drawn) -> None:
        self._drawn = drawn
        desk = self._bridge.desk
        known = [(code, words.group(code)) for code in desk.rules.procedures]
        self.groups.show_choices(known, drawn.procedure.group)
        number = ""
        current = ""
        if self._ticket:
            ticket = desk.read.ticket(self._ticket)
            number = ticket.number if ticket is not None else ""
            current = ticket.step if ticket is not None else ""
        self.header.say(drawn.procedure.name(language.current()), number)
        self.canvas.show_scene(drawn.scene, current)
        if self.stack.currentIndex() == 1:
            self.stack.setCurrentIndex(0)

    def _show_none(self, error: BaseException) -> None:
        self._drawn = None
        hint = refusal_sentence(error) if isinstance(error, Refusal) else ""
        self.empty.say(self.tr("There is no procedure to show"), hint)
        self.stack.setCurrentIndex(1)
        if not isinstance(error, Refusal):
            self._bridge.failed.emit(error)

    def _show_step(self, code: str) -> None:
        if self._drawn is not None:
            self.details.show_step(self._drawn.procedure, code, self._drawn.path)

    def _on_changed(self, changes: Changes) -> None:
        mine = self._ticket and (changes.many or self._ticket in changes.tickets)
        if self.isVisible() and (mine or changes.kinds & {"rule", "rules"}):
            self._load()

    # files and paper

    def export(self) -> None:
        """Save the picture as SVG or PDF."""
        if self._drawn is None:
            return
        name = f"{self._drawn.procedure.name(language.current())}.svg"
        chosen, kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the picture"), name, "SVG (*.svg);;PDF (*.pdf)"
        )
        if chosen:
            self.save_to(Path(chosen), "pdf" if "pdf" in kind else "svg")

    def save_to(self, path: Path, kind: str = "") -> None:
        """Write the picture to a file; its ending says which kind it is."""
        ending = path.suffix.lower().removeprefix(".")
        kind = ending if ending in _KINDS else kind or "svg"
        target = path if path.suffix else path.with_suffix(f".{kind}")
        pending = self._bridge.desk.save_flow_picture(self._about(kind), target)
        text = self.tr("Saved: {path}")
        self._bridge.await_(
            pending, lambda saved: self.noticed.emit(text.format(path=saved), "good")
        )

    def print(self) -> None:
        """Show the picture as it comes on paper, to be printed from there."""
        if self._drawn is None:
            return
        folder = self._bridge.desk.profile / "previews"
        target = folder / f"flow-{self._drawn.procedure.code}.pdf"
        desk, about = self._bridge.desk, self._about("pdf")

        def saved(path: Path) -> None:
            self._bridge.await_(desk.document(path), self._show_paper)

        def made(_none: object) -> None:
            self._bridge.await_(desk.save_flow_picture(about, target), saved)

        self._bridge.ask(lambda _reader: folder.mkdir(exist_ok=True), made)

    def _show_paper(self, document: Document) -> None:
        self._document = document
        here = is_at(self)
        self.preview.show_document(document, self.header.title)
        self.stack.setCurrentIndex(2)
        if here:
            self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_picture(self) -> None:
        self._document = None
        self.preview.show_document(None, "")
        self.stack.setCurrentIndex(0)
        self.canvas.setFocus()

    def _choose_printer(self) -> None:
        if self._document is None:
            return
        pending = self._bridge.desk.page_picture(self._document.path, 0, 20.0)
        self._bridge.await_(pending, self._ask_printer)

    def _ask_printer(self, page: RenderedPage) -> None:
        document = self._document
        if document is None:
            return
        printer = printer_for()
        if page.width > page.height:
            printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        printer.setDocName(self.header.title)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self.tr("Print the picture"))

        def finished(result: int) -> None:
            dialog.deleteLater()
            if result == QDialog.DialogCode.Accepted:
                PaperJob(self._bridge, printer, document, self._on_printed, self).start()

        dialog.finished.connect(finished)
        dialog.setModal(True)
        dialog.show()

    def _on_printed(self, error: BaseException | None) -> None:
        if error is None:
            self.noticed.emit(self.tr("Printed: {name}").format(name=self.header.title), "good")
        else:
            text = self.tr("The printer took nothing: {error}")
            self.noticed.emit(text.format(error=error), "warn")
