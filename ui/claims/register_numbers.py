"""The account of this desk's numbers: what became of each, and what nobody can account for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.claims.ask_bar import AskBar
from ui.text import paper
from ui.text.refusals import refusal_sentence
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.tables import PlainCells, dress, fit_columns
from workstation.actions.prints import ExplainSerial
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.serial_account import SerialAccount, SerialLine

_STATES: Final = (
    *("missing", "open", "used", "void", "in_hand", "returned", "explained", "given_up"),
)


class NumberAccount(QWidget):
    """Chips count each state and filter by it; Enter on a missing number explains it."""

    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._lines: tuple[SerialLine, ...] = ()
        self._filter = ""
        self.series = QComboBox()
        self.series.setMinimumWidth(120)
        self.told = label("", "strong")
        self.ask = AskBar()
        self._chips: dict[str, QPushButton] = {}
        self.table = QTableWidget(0, 5)
        self._dress_table()
        bar = QHBoxLayout()
        edge = theme.space("large")
        bar.setContentsMargins(edge, theme.space("small"), edge, 0)
        bar.addWidget(self.series)
        bar.addWidget(self.told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("small"))
        column.addLayout(bar)
        column.addWidget(self._made_chips())
        column.addWidget(self.table, 1)
        column.addWidget(self.ask)
        self.series.currentIndexChanged.connect(lambda _place: self._count())

    def _dress_table(self) -> None:
        names = (
            *(self.tr("Number"), self.tr("How many"), self.tr("What became of it")),
            *(self.tr("Claim"), self.tr("Told")),
        )
        self.table.setHorizontalHeaderLabels(names)
        dress(self.table)
        fit_columns(self.table, (220, 90, 220, 280, 0))
        self.table.setItemDelegate(PlainCells(self.table))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.itemActivated.connect(lambda item: self.explain(item.row()))

    def _made_chips(self) -> QWidget:
        line = QWidget()
        edge = theme.space("large")
        flow = FlowLayout(line, theme.space("small"))
        flow.setContentsMargins(edge, 0, edge, 0)
        for code in ("", *_STATES):
            chip = QPushButton()
            chip.setAutoDefault(False)
            chip.clicked.connect(lambda _on, code=code: self.choose_filter(code))
            self._chips[code] = chip
            flow.addWidget(chip)
        return line

    # reading

    def load(self) -> None:
        """Read the series that are known, then the account of the chosen one."""
        from workstation.paper_register import series_known

        desk = self._bridge.desk
        self._bridge.ask(lambda _read: series_known(desk), self._on_series)

    def _on_series(self, known: tuple[str, ...]) -> None:
        kept = self.series.currentText()
        self.series.blockSignals(True)
        self.series.clear()
        self.series.addItems(known)
        self.series.setCurrentIndex(max(0, self.series.findText(kept)))
        self.series.blockSignals(False)
        self._count()

    def _count(self) -> None:
        from workstation.serial_account import serial_account

        desk, series = self._bridge.desk, self.series.currentText()
        self._bridge.ask(lambda _read: serial_account(desk, series), self._on_account)

    def _on_account(self, account: SerialAccount) -> None:
        self._lines = account.lines
        total = sum(line.count for line in account.lines)
        told = self.tr("All {n} numbers of this desk are accounted for.")
        if not account.whole:
            told = self.tr("{missing} of {n} numbers are not accounted for.")
        if not total:
            told = self.tr("This desk was given no numbers of this series.")
        self.told.setText(told.format(n=total, missing=account.count("missing")))
        theme.look(self.told, "strong" if account.whole else "bad")
        everything = self.tr("All")
        for code, chip in self._chips.items():
            count = account.count(code) if code else total
            chip.setText(f"{paper.serial_state(code) if code else everything}  {count}")
            chip.setVisible(bool(count) or not code)
        self.choose_filter(self._filter)

    def choose_filter(self, code: str) -> None:
        """Show the numbers in one state, or all."""
        self._filter = code
        for other, chip in self._chips.items():
            theme.look(chip, "primary" if other == code else "")
        order = {state: place for place, state in enumerate(_STATES)}
        shown = [line for line in self._lines if code in ("", line.state)]
        shown.sort(key=lambda line: (line.state != "missing", line.serial, order[line.state]))
        self._shown = shown
        self.table.setRowCount(len(shown))
        for row, line in enumerate(shown):
            self._show_row(row, line)
        if shown:
            self.table.selectRow(0)

    def _show_row(self, row: int, line: SerialLine) -> None:
        serial = line.serial if line.count == 1 else f"{line.serial} – {line.last}"
        form = f"{line.claim} {paper.form(line.form) if line.form else ''}".strip()
        hint = line.told
        if line.state == "missing":
            hint = self.tr("Enter: say what became of it")
        told = (serial, str(line.count), paper.serial_state(line.state), form, hint)
        for place, text in enumerate(told):
            item = QTableWidgetItem(text)
            if place == 2:
                look = paper.serial_look(line.state)
                item.setForeground(theme.colour("text_muted" if look == "neutral" else look))
            self.table.setItem(row, place, item)

    def activate(self) -> None:
        """Take the keyboard."""
        self.table.setFocus()

    # explaining

    def explain(self, row: int) -> None:
        """Ask what became of a number that is missing."""
        line = self._shown[row]
        if line.state != "missing":
            return
        question = self.tr("What became of {serial}? It stays in the journal.")
        hint = self.tr("Such as: the profile was set back to the day before")
        answer = partial(self._on_explained, line.serial)
        self.ask.ask(question.format(serial=line.serial), self.tr("Keep"), answer, hint=hint)

    def _on_explained(self, serial: str, reason: str, _fen: int) -> None:
        def done(_done: object) -> None:
            self.ask.dismiss()
            text = self.tr("What became of {serial} is noted.")
            self.noticed.emit(text.format(serial=serial), "good")
            self._count()

        self._bridge.do(ExplainSerial(serial, reason), done, self._refuse)

    def _refuse(self, error: BaseException) -> None:
        self.ask.complain(refusal_sentence(error) if isinstance(error, Refusal) else str(error))
