"""The view of a rule file as tables, with buttons for its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from ui import theme
from ui.rules import rows
from ui.rules.rows import Cell, Edit, Row, Sheet
from ui.rules.table import SheetTable
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import IconButton
from ui.widgets.labels import label
from ui.widgets.search_box import SearchBox
from workstation.domain.refusal import Refusal


class SheetView(QWidget):
    """Tables of a file.

    `edited(change, code, column)` is a change of the text and the row that is chosen afterwards;
    `asked(place)` wants to see a place in the text; `chosen(code)` tells the row; `noticed` says
    what is in the way.
    """

    edited = Signal(object, str)
    asked = Signal(str)
    chosen = Signal(str)
    noticed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: tuple[Sheet, ...] = ()
        self._writable = False
        self._wanted = ""
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.search = SearchBox(self.tr("Rows with…"))
        self.search.setMaximumWidth(200)
        self.table = SheetTable()
        self.hint = label("", "faint")
        self.whole = label("", "muted")
        self.whole.setWordWrap(True)
        self.up = IconButton("chevron-up", self.tr("Move up (Ctrl+Up)"), lambda: self._move(-1))
        self.down = IconButton(
            "chevron-down", self.tr("Move down (Ctrl+Down)"), lambda: self._move(1)
        )
        self.copy = IconButton("copy", self.tr("Copy this row"), self._copy)
        self.out = IconButton("trash", self.tr("Take this row out (Delete)"), self._remove)
        self.show_text = IconButton("external-link", self.tr("Show it in the text"), self._ask)
        self._lay_out()
        self.tabs.currentChanged.connect(lambda _at: self._show())
        self.search.searched.connect(lambda _text: self._show())
        self.search.entered.connect(lambda _text: self._on_searched())
        self.table.rows.typed.connect(self._on_typed)
        self.table.moved.connect(self._move)
        self.table.removed.connect(self._remove)
        self.table.asked.connect(lambda _row: self._ask())
        self.table.selectionModel().currentChanged.connect(lambda _now, _was: self._on_chosen())

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.space("small"), 0, theme.space("small"), 0)
        bar.setSpacing(theme.space("tight"))
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        bar.addWidget(self.search, 1)
        for button in (self.up, self.down, self.copy, self.out, self.show_text):
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("hair"))
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        edge = theme.space("small")
        below = QVBoxLayout()
        below.setContentsMargins(theme.space("medium"), 0, theme.space("medium"), edge)
        below.addWidget(self.whole)
        below.addWidget(self.hint)
        column.addLayout(below)
        self.hint.hide()
        self.whole.setMaximumHeight(3 * theme.size("row"))
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.table)

    # what the page calls

    def show_sheets(self, sheets: Sequence[Sheet], *, writable: bool) -> None:
        """Show these tables; the one that stands stays."""
        key = self.current_key()
        same = [one.key for one in sheets] == [one.key for one in self._sheets]
        self._sheets, self._writable = tuple(sheets), writable
        if not same:
            with QSignalBlocker(self.tabs):
                while self.tabs.count():
                    self.tabs.removeTab(0)
                for one in sheets:
                    self.tabs.addTab(one.title)
                keys = [one.key for one in sheets]
                self.tabs.setCurrentIndex(keys.index(key) if key in keys else 0)
        self._show()

    def current_key(self) -> str:
        """The list in the file whose table is shown."""
        at = self.tabs.currentIndex()
        return self._sheets[at].key if 0 <= at < len(self._sheets) else ""

    def show_sheet(self, key: str) -> None:
        """Bring a table to the front."""
        for at, one in enumerate(self._sheets):
            if one.key == key:
                self.tabs.setCurrentIndex(at)

    def _sheet(self) -> Sheet | None:
        at = self.tabs.currentIndex()
        return self._sheets[at] if 0 <= at < len(self._sheets) else None

    def _show(self) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        self.table.show_sheet(sheet, self.search.text(), writable=self._writable)
        if self._wanted:
            self.table.choose(self._wanted, max(0, self.table.currentIndex().column()))
            self._wanted = ""
        elif self.table.current_row() is None and self.table.rows.rows:
            self.table.setCurrentIndex(self.table.rows.index(0, 0))
        rowed = self._writable and not sheet.fixed
        for button in (self.up, self.down):
            button.setVisible(rowed and sheet.ordered)
        for button in (self.copy, self.out):
            button.setVisible(rowed)
        self.hint.setText(sheet.hint)
        self.hint.setVisible(bool(sheet.hint))
        self._on_chosen()

    def _on_searched(self) -> None:
        self._show()
        self.table.setFocus()

    def _on_chosen(self) -> None:
        row, index = self.table.current_row(), self.table.currentIndex()
        cell = self.table.rows.cell(index) if index.isValid() else Cell("")
        cut = self.table.columnWidth(index.column()) if index.isValid() else 0
        long = self.fontMetrics().horizontalAdvance(cell.text) > cut - 2 * theme.space("small")
        self.whole.setText(cell.text[:400] if long else "")
        self.whole.setVisible(bool(self.whole.text()))
        self.chosen.emit(row.code if row else "")

    # changing

    def _on_typed(self, cell: Cell, value: object) -> None:
        row = self.table.current_row()
        self._try(lambda: rows.edit_of(cell, value), row.code if row else "")

    def _move(self, by: int) -> None:
        sheet, row = self._sheet(), self.table.current_row()
        if sheet is None or row is None or not self._writable or not sheet.ordered:
            return
        at = sheet.rows.index(row)
        if 0 <= at + by < len(sheet.rows):
            self._try(lambda: rows.move(row.place, at + by), row.code)

    def _copy(self) -> None:
        sheet, row = self._sheet(), self.table.current_row()
        if sheet is not None and row is not None and self._writable:
            code = rows.free_code(row.code, {one.code for one in sheet.rows})
            self._try(lambda: rows.copy(row, sheet), code)

    def _remove(self) -> None:
        sheet, row = self._sheet(), self.table.current_row()
        if sheet is None or row is None or not self._writable or sheet.fixed:
            return
        self._try(lambda: rows.remove(row.place), "")
        self.noticed.emit(
            self.tr("{code} was taken out of the draft; Ctrl+Z brings it back.").format(
                code=row.code
            ),
            "",
        )

    def _ask(self) -> None:
        row: Row | None = self.table.current_row()
        if row is not None:
            self.asked.emit(row.place)

    def _try(self, make: Callable[[], Edit], code: str) -> None:
        try:
            change = make()
        except Refusal as refusal:
            self.noticed.emit(refusal_sentence(refusal), "warn")
            self._show()
            return
        self._wanted = code
        self.edited.emit(change, code)
