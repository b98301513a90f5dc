"""All lines of the register that this desk may see: looked for, opened, voided, written to a file."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.claims.listing import Table
from ui.claims.register_rows import COLUMNS, RegisterDelegate, RegisterRows
from ui.text import paper
from ui.text.refusals import refusal_sentence
from ui.widgets.boxes import divided
from ui.widgets.buttons import Button
from ui.widgets.keyboard import is_at
from ui.widgets.labels import ElidedLabel, EmptyState
from ui.widgets.pdf_view import Preview
from ui.widgets.search_box import SearchBox
from ui.widgets.tables import dress, fit_columns
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.store.reading_papers import RegisterLine, RegisterWish
    from workstation.viewing import Document

_DAYS: Final = {"": 0, "today": 1, "week": 7, "month": 30, "year": 365}


class RegisterLines(QWidget):
    """Filters above, lines, and the archived copy of the chosen one. `claim_wanted(uid)`."""

    claim_wanted = Signal(str)
    noticed = Signal(str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._asked = 0
        self._waits = False
        self.search = SearchBox(self.tr("Number, claim, waybill, person, reason"))
        self.search.setMinimumWidth(220)
        self.search.setMaximumWidth(320)
        self.form, self.state, self.days = QComboBox(), QComboBox(), QComboBox()
        self._fill_filters()
        self.told = ElidedLabel("", "muted")
        self.rows = RegisterRows(bridge.desk.zone, self)
        self.table = self._made_table()
        self.preview = Preview(bridge)
        self.preview.hide()
        self._empty = EmptyState("archive", self.tr("Nothing was issued yet."))
        self._lay_out()
        self.search.searched.connect(lambda _text: self.load())
        self.search.entered.connect(lambda _text: self._on_entered())
        for box in (self.form, self.state, self.days):
            box.currentIndexChanged.connect(lambda _place: self.load())

    def _on_entered(self) -> None:
        """Enter and Escape show what stands in the search now, and go on to it."""
        self.load()
        self.table.setFocus()

    def _fill_filters(self) -> None:
        self.form.addItem(self.tr("All forms"), "")
        for code in paper.FORMS:
            self.form.addItem(paper.form(code), code)
        for code, name in (
            ("", self.tr("Valid and void")),
            ("standing", self.tr("Valid")),
            ("void", self.tr("Void")),
        ):
            self.state.addItem(name, code)
        names = {
            "": self.tr("Any day"),
            "today": self.tr("Today"),
            "week": self.tr("Last 7 days"),
            "month": self.tr("Last 30 days"),
            "year": self.tr("Last 365 days"),
        }
        for code in _DAYS:
            self.days.addItem(names[code], code)

    def _made_table(self) -> Table:
        table = Table()
        table.setModel(self.rows)
        dress(table)
        fit_columns(table, (width for _name, width in COLUMNS))
        table.setItemDelegate(RegisterDelegate(table))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.opened.connect(self._on_opened)
        table.doubleClicked.connect(self._on_opened)
        return table

    def _lay_out(self) -> None:
        edge = theme.space("large")
        bar = QHBoxLayout()
        bar.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        bar.setSpacing(theme.space("small"))
        bar.addWidget(self.search, 2)
        for box in (self.form, self.state, self.days):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(9)
            bar.addWidget(box)
        bar.addWidget(self.told, 3)
        self.claim = Button(self.tr("Claim"), "file-invoice", "", self._to_claim)
        self.export = Button(self.tr("Export…"), "file-export", "", self._choose_file)
        for button in (self.claim, self.export):
            bar.addWidget(button)
        self._split = divided(self.table, self.preview, (3, 2))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)

    # reading

    def wish(self) -> RegisterWish:
        """What is looked for."""
        from workstation.paper_register import RegisterWish

        days = _DAYS[str(self.days.currentData() or "")]
        since = None
        if days:
            desk = self._bridge.desk
            now = datetime.fromtimestamp(desk.clock() / 1000, desk.zone)
            first = now.replace(hour=0, minute=0, second=0, microsecond=0)
            since = round((first - timedelta(days=days - 1)).timestamp() * 1000)
        form, state = (str(box.currentData() or "") for box in (self.form, self.state))
        return RegisterWish(self.search.text().strip(), form, "", state, since)

    def load(self) -> None:
        """Read the lines that are looked for; what was asked before is dropped."""
        from workstation.paper_register import look_through

        self._asked += 1
        asked, wish, desk = self._asked, self.wish(), self._bridge.desk

        def show(lines: tuple[RegisterLine, ...]) -> None:
            if asked == self._asked:
                self._show(lines, wish)

        self._bridge.ask(lambda _read: look_through(desk, wish), show)

    def activate(self) -> None:
        """Take the keyboard."""
        self._waits = not self.rows.rowCount()  # the lines may come after the keyboard
        (self.search if self._waits else self.table).setFocus()

    def _show(self, lines: tuple[RegisterLine, ...], wish: RegisterWish) -> None:
        kept = self._current()
        self.rows.show_lines(lines)
        place = next(
            (n for n, one in enumerate(lines) if kept and one.line.uid == kept.line.uid), 0
        )
        if lines:
            self.table.selectRow(place)
        if self._waits and lines and not wish.text and is_at(self):
            self.table.setFocus()
        self._waits = False
        filtered = wish.text or wish.form or wish.state or wish.since
        none = self.tr("No line fits.") if filtered else self.tr("Nothing was issued yet.")
        self._empty.say(none, self.tr("Print, save or send a form of a claim that is approved."))
        self._stack.setCurrentIndex(1 if lines else 0)
        void = sum(one.line.voided_at is not None for one in lines)
        numbers = len({one.line.serial for one in lines})
        told = self.tr("{n} lines, {numbers} numbers, {void} void")
        if len(lines) == wish.limit:
            told = self.tr("the newest {n} lines; narrow the search to see others")
        self.told.setText(told.format(n=len(lines), numbers=numbers, void=void))
        self.claim.setEnabled(bool(lines))
        self.export.setEnabled(bool(lines))

    def _current(self) -> RegisterLine | None:
        place = self.table.currentIndex().row()
        return self.rows.lines[place] if 0 <= place < len(self.rows.lines) else None

    # acts

    def _on_opened(self, index: QModelIndex) -> None:
        told = self.rows.lines[index.row()]

        def show(document: Document) -> None:
            self.preview.show()
            number = f"{told.line.serial}-{told.line.reprint + 1}"
            self.preview.show_document(document, f"{number} · {paper.form(told.line.form)}")

        self._bridge.await_(self._bridge.desk.archived_copy(told.line), show, self._refuse)

    def _refuse(self, error: BaseException) -> None:
        told = refusal_sentence(error) if isinstance(error, Refusal) else str(error)
        self.noticed.emit(told, "warn")

    def _to_claim(self) -> None:
        told = self._current()
        if told is not None:
            self.claim_wanted.emit(told.line.claim)

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Export the register"), "register.xlsx", "XLSX (*.xlsx);;CSV (*.csv)"
        )
        if chosen:
            path = Path(chosen)
            self.export_to(path if path.suffix else path.with_suffix(".xlsx"))

    def export_to(self, path: Path) -> None:
        """Write the lines that are shown to a file."""
        from workstation.paper_register import export_register

        lines, desk = self.rows.lines, self._bridge.desk

        def done(count: int) -> None:
            text = self.tr("{n} lines written to {path}").format(n=count, path=path)
            self.noticed.emit(text, "good")

        self._bridge.ask(lambda _read: export_register(desk, path, lines), done, self._refuse)
