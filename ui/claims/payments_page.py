"""Payments: what is to be paid, files for the bank, and what the bank answers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.claims.ask_bar import AskBar
from ui.claims.payment_answer import PaymentAnswer
from ui.claims.payment_files_list import PaymentFilesList
from ui.claims.payment_rows import PaymentRows
from ui.claims.payment_table import PaymentTable
from ui.text import amounts, payment_words
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.header import PageHeader
from ui.widgets.labels import EmptyState, label
from ui.widgets.search_box import SearchBox
from workstation.domain.payment import PaymentFile
from workstation.domain.people import may
from workstation.payment_list import PaymentLine, payment_lines

if TYPE_CHECKING:
    from workstation.desk import Reader

#: The name of the tab, and of the filter that shows the files.
PAYMENTS: Final = "payments"
FILES: Final = "files"
_UNASKED: Final = "unasked"
_FILTERS: Final = ("requested", _UNASKED, "filed", "failed", "paid", FILES)
_Read = tuple[tuple[PaymentLine, ...], tuple[PaymentFile, ...], dict[str, str]]


def _read(read: Reader) -> _Read:
    names = {agent.uid: agent.name for agent in read.agents()}
    return payment_lines(read), read.payment_files(500), names


class PaymentsPage(QWidget):
    """Lists payments by state. `opened(uid)` opens a claim, `acted(act, lines)` tells what is to be
    done with the chosen payments, `file_acted(act, PaymentFile)` with a file,
    `answer_given(Path)` when a file is dropped, `answer_recorded()` when the answer is to stand."""

    opened = Signal(str)
    acted = Signal(str, object)
    file_acted = Signal(str, object)
    answer_wanted = Signal()
    answer_given = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._lines: tuple[PaymentLine, ...] = ()
        self._filter = "requested"
        self._chips: dict[str, QPushButton] = {}
        self._eager = False  # the payments may come after the keyboard
        self.buttons: dict[str, Button] = {}
        self.header = PageHeader(self.tr("Payments"))
        self.search = SearchBox(self.tr("Number, payee, account, file"))
        self.search.setFixedWidth(260)
        self.answer_button = Button(
            self.tr("Import the bank's answer…"), "file-import", "", self.answer_wanted.emit
        )
        self.header.add(self.search)
        self.header.add(self.answer_button)
        self.table = PaymentTable(PaymentRows(bridge.desk, self))
        self.files = PaymentFilesList(bridge.desk.zone)
        self.answer = PaymentAnswer()
        self.ask = AskBar()
        self.sum = label("", "strong")
        self.problem = label("", "bad")
        self.problem.setWordWrap(True)
        self._empty = EmptyState("cash", self.tr("No payments here"), "")
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        self._inner = QStackedWidget()
        for part in (self._empty, self.table, self.files):
            self._inner.addWidget(part)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._made_chips())
        column.addWidget(self._inner, 1)
        column.addWidget(self._made_foot())
        self._stack = QStackedWidget()
        self._stack.addWidget(whole)
        self._stack.addWidget(self.answer)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self.ask)

    def _made_chips(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        edge, gap = theme.space("large"), theme.space("small")
        row.setContentsMargins(edge, gap, edge, gap)
        flow = FlowLayout(gap=gap)
        for code in _FILTERS:
            chip = QPushButton()
            chip.setAutoDefault(False)
            chip.clicked.connect(partial(self.choose_filter, code))
            self._chips[code] = chip
            flow.addWidget(chip)
        row.addLayout(flow, 1)
        return line

    def _made_foot(self) -> QWidget:
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        edge, gap = theme.space("large"), theme.space("small")
        row.setContentsMargins(edge, gap, edge, gap)
        row.setSpacing(gap)
        row.addWidget(self.sum)
        row.addWidget(self.problem, 1)
        for act, (text, icon, look) in self._acts().items():
            made = Button(text, icon, look, partial(self.act, act))
            self.buttons[act] = made
            row.addWidget(made)
        return self._foot

    def _acts(self) -> dict[str, tuple[str, str, str]]:
        return {
            "cancel": (self.tr("Take it back…"), "x", ""),
            "fail": (self.tr("It came back…"), "arrow-back-up", ""),
            "confirm": (self.tr("It was paid…"), "check", ""),
            "request": (self.tr("Ask for the payment"), "cash", "primary"),
            "csv": (self.tr("File as CSV…"), "file-export", ""),
            "xlsx": (self.tr("File for the bank…"), "file-export", "primary"),
        }

    def _connect(self) -> None:
        self.table.opened.connect(self.opened)
        self.table.rows.ticked.connect(self._show_sum)
        self.table.selectionModel().currentChanged.connect(lambda _now, _was: self._show_sum())
        self.files.save_wanted.connect(lambda one: self.file_acted.emit("save", one))
        self.files.void_wanted.connect(lambda one: self.file_acted.emit("void", one))
        self.answer.closed.connect(self.show_list)
        self.answer.opened.connect(self.opened)
        self.search.searched.connect(lambda _text: self._show())
        self.search.entered.connect(self._on_entered)

    # showing

    def load(self) -> None:
        """Read the payments."""
        self._bridge.ask(_read, self._on_read)

    def activate(self) -> None:
        """Take the keyboard."""
        if self._stack.currentWidget() is self.answer:
            self.answer.list.setFocus()
        elif self._filter == FILES:
            self.files.list.setFocus()
        else:
            self._eager = not self.table.rows.rowCount()
            (self.search if self._eager else self.table).setFocus()

    def choose_filter(self, code: str, _on: bool = False) -> None:
        """Show the payments in one state, or the files."""
        self._filter = code
        self.complain("")
        self._show()

    def show_answer(self) -> None:
        """Bring the bank's answer to the front."""
        self._stack.setCurrentWidget(self.answer)

    def show_list(self) -> None:
        """Back to the payments."""
        self._stack.setCurrentIndex(0)
        self.load()
        self.activate()

    def complain(self, sentence: str) -> None:
        """Say what is in the way; "" takes it back."""
        if sentence and self.ask.isVisible():
            self.ask.complain(sentence)
        elif sentence and self._stack.currentWidget() is self.answer:
            self.answer.complain(sentence)
        else:
            self.problem.setText(sentence)
            self._foot.setVisible(self._filter != FILES or bool(sentence))

    def _on_read(self, found: _Read) -> None:
        lines, files, people = found
        self._lines = lines
        self.files.show_files(files, people, self._bridge.desk.clock())
        self._show(files)

    def _show(self, files: tuple[PaymentFile, ...] | None = None) -> None:
        typed = self.search.text().strip()
        found = [one for one in self._lines if _fits(one, typed)]
        shown = tuple(one for one in found if self._belongs(one, self._filter))
        self.table.show_lines(shown)
        for code, chip in self._chips.items():
            name = {FILES: self.tr("Files"), _UNASKED: payment_words.state("")}.get(code)
            count = sum(self._belongs(one, code) for one in found)
            told = name or payment_words.state(code)
            chip.setText(told if code == FILES else f"{told}  {count}")
            theme.look(chip, "primary" if code == self._filter else "")
        total = amounts.money(sum(one.amount_fen for one in shown))
        about = self.tr("{n} payments, {sum}").format(n=len(shown), sum=total)
        self.header.say(self.tr("Payments"), "" if self._filter == FILES else about)
        page = self.files if self._filter == FILES else self.table if shown else self._empty
        self._inner.setCurrentWidget(page)
        if self._eager and shown and not typed and self.search.hasFocus():
            self.table.setFocus()
        self._eager = self._eager and not shown
        self._show_sum()

    def _on_entered(self, _text: str) -> None:
        """Enter and Escape show what stands in the search now, and go on to it."""
        self._show()
        self.activate()

    def _belongs(self, line: PaymentLine, code: str) -> bool:
        return code != FILES and (line.state or _UNASKED) == code

    def _show_sum(self) -> None:
        """What the chosen payments come to, and what may be done with them."""
        chosen = self.table.chosen() if self._filter != FILES else ()
        total = amounts.money(sum(one.amount_fen for one in chosen))
        text = self.tr("{n} chosen, {sum}")
        ticked = bool(self.table.rows.chosen())
        told = text.format(n=len(chosen), sum=total)
        keys = self.tr("Space chooses, Ctrl+A all, Enter opens the claim") if chosen else ""
        theme.look(self.sum, "strong" if ticked else "faint")
        self.sum.setText(told if ticked else keys)
        agent = self._bridge.desk.agent
        allowed = self._allowed(chosen)
        for act, button in self.buttons.items():
            right = "payment_request" if act == "request" else "claim_pay"
            button.setVisible(act in allowed and may(agent, right))
        self._foot.setVisible(self._filter != FILES or bool(self.problem.text()))

    def _allowed(self, chosen: tuple[PaymentLine, ...]) -> tuple[str, ...]:
        if not chosen:
            return ()
        single = len(chosen) == 1
        acts: tuple[str, ...] = {
            _UNASKED: ("request",),
            "requested": ("csv", "xlsx", *(("confirm", "fail", "cancel") if single else ())),
            "filed": ("confirm", "fail") if single else (),
            "failed": ("request", *(("cancel",) if single else ())),
        }.get(self._filter, ())
        return acts

    def act(self, act: str) -> None:
        """Do something with the chosen payments, if it may be done."""
        chosen = self.table.chosen()
        if act in self._allowed(chosen):
            self.complain("")
            self.acted.emit(act, chosen)

    # dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.answer_given.emit(files[0])


def _fits(line: PaymentLine, typed: str) -> bool:
    """Whether a payment answers what was typed, by any part of its numbers and names."""
    claim, payment = line.claim, line.payment
    told = [line.number, line.file, claim.claimant, claim.waybill, claim.serial]
    told += [payment.payee, payment.account, payment.reference] if payment else [claim.payee]
    text = "\n".join(told).casefold()
    return all(word in text for word in typed.casefold().split())
