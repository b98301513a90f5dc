"""Verifying a form: a file, a scanned code or a number that somebody types off the paper."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.claims.verify_result import VerdictView
from ui.commands import Commands
from ui.composing import is_composing
from ui.text.refusals import refusal_sentence
from ui.widgets.boxes import scrolled
from ui.widgets.buttons import Button, IconButton
from ui.widgets.header import PageHeader
from ui.widgets.labels import EmptyState, label
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from ui.bridge import Pending
    from workstation.verifying import Verdict


class VerifyPage(QWidget):
    """`claim_opened(uid)` goes on to the claim of a form, `closed()` back to the list."""

    noticed = Signal(str, str)
    closed = Signal()
    claim_opened = Signal(str)

    def __init__(self, bridge: Bridge, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._asked = 0
        self.header = PageHeader(self.tr("Verify a form"))
        self.header.add(IconButton("x", self.tr("Back to the list"), self.closed.emit))
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Scan the code, or type the number off the form"))
        self.line.setClearButtonEnabled(True)
        self.line.returnPressed.connect(self._on_entered)
        self.check = Button(self.tr("Verify"), "shield-check", "primary", self._on_entered)
        self.choose = Button(self.tr("Choose a PDF…"), "folder-open", "", self.choose_file)
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.view = VerdictView(bridge)
        self.view.claim_wanted.connect(self.claim_opened)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._made_empty())
        self._stack.addWidget(self._made_scrolled())
        self._lay_out()
        commands.bind(self, "ticket.close", self.closed.emit)

    def _made_empty(self) -> EmptyState:
        title = self.tr("Drop a PDF anywhere on the window, scan the code, or type the number")
        hint = self.tr(
            "A hand scanner reads the square code of a paper. A picture of a form cannot be"
            " verified: scan its code."
        )
        return EmptyState("shield-check", title, hint)

    def _made_scrolled(self) -> QScrollArea:
        holder = QWidget()
        column = QVBoxLayout(holder)
        edge = theme.space("large")
        column.setContentsMargins(edge, 0, edge, edge)
        column.addWidget(self.view)
        area = scrolled(holder)
        return area

    def _lay_out(self) -> None:
        edge = theme.space("large")
        row = QHBoxLayout()
        row.setContentsMargins(edge, edge, edge, theme.space("small"))
        row.setSpacing(theme.space("small"))
        self.line.setMaximumWidth(480)
        row.addWidget(self.line, 1)
        row.addWidget(self.check)
        row.addWidget(self.choose)
        row.addStretch(1)
        said = QHBoxLayout()
        said.setContentsMargins(edge, 0, edge, theme.space("small"))
        said.addWidget(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(row)
        column.addLayout(said)
        column.addWidget(self._stack, 1)

    # what the window calls

    def verify_text(self, text: str) -> None:
        """Verify what a scanner or a person typed."""
        told = unicodedata.normalize("NFKC", text).strip()
        self.line.setText(told)
        if told:
            self._ask(self._bridge.desk.verify_text(told), told)

    def verify_file(self, path: Path) -> None:
        """Verify a PDF file."""
        self.line.setText(str(path))
        self._ask(self._bridge.desk.verify_pdf(path), path.name)

    def activate(self) -> None:
        """Take the keyboard."""
        self.line.setFocus()
        self.line.selectAll()

    def flush(self) -> None:
        """Nothing that is typed here is kept."""

    def state(self) -> dict[str, object]:
        """Nothing is found again after a restart."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """Begin anew."""

    # asking

    def choose_file(self) -> None:
        """Choose the file by the system's dialog."""
        dialog = QFileDialog(self, self.tr("Verify a form"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.verify_file(Path(name)))
        dialog.open()

    def _on_entered(self) -> None:
        told = self.line.text().strip().strip('"')
        if not told or is_composing():
            return
        path = Path(told).expanduser()
        if path.suffix.lower() == ".pdf":
            self.verify_file(path)
        else:
            self.verify_text(told)

    def _ask(self, pending: Pending, told: str) -> None:
        self._asked += 1
        asked = self._asked
        self.problem.hide()

        def found(verdict: Verdict) -> None:
            if asked == self._asked:
                self.header.say(self.tr("Verify a form"), told)
                self.view.show_verdict(verdict)
                self._stack.setCurrentIndex(1)
                self.line.selectAll()  # the next scan replaces it

        def failed(error: BaseException) -> None:
            if asked == self._asked:
                sentence = refusal_sentence(error) if isinstance(error, Refusal) else str(error)
                self.problem.setText(sentence[:1].upper() + sentence[1:])
                self.problem.show()
                self._stack.setCurrentIndex(0)

        self._bridge.await_(pending, found, failed)
