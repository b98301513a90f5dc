"""The list of claims: what waits for this person first, filtered by status and words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.claims import turns
from ui.claims.rows import ClaimRows, RowDelegate
from ui.text import amounts, words
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.header import PageHeader
from ui.widgets.labels import EmptyState
from ui.widgets.search_box import SearchBox
from workstation.claim_list import ClaimPlace, claim_places
from workstation.domain.claim import CLAIM_STATUSES, Claim

if TYPE_CHECKING:
    from workstation.desk import Reader

_MOST: Final = 2_000
WAITING: Final = "waiting"
ALL: Final = ""


class Table(QTableView):
    """The rows; Enter opens one. Space chooses one and goes on, Shift with an arrow chooses on the way,
    Ctrl+A all: `marking(first row, last row, on)`."""

    opened = Signal(QModelIndex)
    marking = Signal(int, int, object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = Qt.Key(event.key()), self.currentIndex().row()
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key, 0)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(self.currentIndex())
        elif key == Qt.Key.Key_Space and row >= 0:
            self.marking.emit(row, row, None)
            self._go_to(row + 1)
        elif shift and step and row >= 0:
            self._go_to(row + step)
            self.marking.emit(row, self.currentIndex().row(), True)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.marking.emit(0, self.model().rowCount() - 1, True)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        before, index = self.currentIndex().row(), self.indexAt(event.position().toPoint())
        keys = event.modifiers()
        if index.isValid() and keys & Qt.KeyboardModifier.ControlModifier:
            self.marking.emit(index.row(), index.row(), None)
        elif index.isValid() and keys & Qt.KeyboardModifier.ShiftModifier and before >= 0:
            self.marking.emit(before, index.row(), True)
        super().mousePressEvent(event)

    def _go_to(self, row: int) -> None:
        if 0 <= row < self.model().rowCount():
            self.selectRow(row)


class ClaimList(QWidget):
    """`opened(uid)` opens a claim. `load()` reads anew; the chosen row stays.

    `batch_wanted` when the claims that were chosen with Space are to be printed in one run.
    """

    opened = Signal(str)
    batch_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._claims: tuple[Claim, ...] = ()
        self._places: dict[str, ClaimPlace] = {}
        self._filter = ALL
        self._asked = False
        self.header = PageHeader(self.tr("Claims"))
        self.search = SearchBox(self.tr("Number, waybill, claimant, goods"))
        self.search.setFixedWidth(280)
        self.let_go = Button(self.tr("Choose none"), "x", "flat", self.take_marked)
        self.batch = Button("", "printer", "primary", self.batch_wanted.emit)
        for part in (self.let_go, self.batch, self.search):
            self.header.add(part)
        self._chips: dict[str, QPushButton] = {}
        self.rows = ClaimRows(bridge.desk, self)
        self.table = self._made_table()
        self._empty = EmptyState("receipt", self.tr("No claims"), "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._made_chips())
        column.addWidget(self._stack, 1)
        self.search.searched.connect(lambda _text: self._show())
        self.table.marking.connect(self._on_marking)
        self._show_marked()
        self.search.entered.connect(lambda _text: self.table.setFocus())

    def _made_table(self) -> Table:
        table = Table()
        table.setModel(self.rows)
        table.setItemDelegate(RowDelegate(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setMouseTracking(True)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.size("row"))
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, width in enumerate(self.rows.widths()):
            table.setColumnWidth(place, width)
        head.setSectionResizeMode(self.rows.stretched(), QHeaderView.ResizeMode.Stretch)
        head.setSortIndicatorShown(True)
        head.setSectionsClickable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.sortIndicatorChanged.connect(self._on_sort)
        table.doubleClicked.connect(self._on_opened)
        table.opened.connect(self._on_opened)
        return table

    def _made_chips(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(
            theme.space("large"), theme.space("small"), theme.space("large"), theme.space("small")
        )
        flow = FlowLayout(gap=theme.space("small"))
        for code in (WAITING, ALL, *CLAIM_STATUSES):
            chip = QPushButton()
            chip.setAutoDefault(False)
            chip.clicked.connect(lambda _on, code=code: self.choose_filter(code))
            self._chips[code] = chip
            flow.addWidget(chip)
        row.addLayout(flow, 1)
        return line

    def load(self) -> None:
        """Read the claims."""
        desk = self._bridge.desk
        now = desk.clock()

        def agreement(claim: Claim) -> bool:
            return desk.needed_agreement(claim) is not None

        def query(read: Reader) -> tuple[tuple[Claim, ...], dict[str, ClaimPlace]]:
            claims = read.claims((), _MOST)
            return claims, claim_places(read, claims, now, agreement)

        self._bridge.ask(query, lambda found: self._on_claims(*found))

    def activate(self) -> None:
        """Take the keyboard."""
        (self.table if self.rows.rowCount() else self.search).setFocus()

    def choose_filter(self, code: str) -> None:
        """Show the claims of one status, all, or those that wait for this person."""
        self._filter = code
        self._show()

    @property
    def chosen_filter(self) -> str:
        """The filter that stands."""
        return self._filter

    def take_marked(self) -> list[Claim]:
        """The claims that were chosen with Space, in their order; none is chosen afterwards."""
        chosen = self.rows.chosen()
        self.rows.marked = set()
        self._show_marked()
        self.table.viewport().update()
        return chosen

    def _on_marking(self, first: int, last: int, on: bool | None) -> None:
        on = not self.rows.is_marked(first) if on is None else on
        self.rows.mark(range(min(first, last), max(first, last) + 1), on=on)
        self._show_marked()

    def _show_marked(self) -> None:
        count = len(self.rows.chosen())
        self.batch.setText(self.tr("Print {n} claims…").format(n=count))
        self.batch.setToolTip("Ctrl+B")
        for part in (self.batch, self.let_go):
            part.setVisible(bool(count))

    def current(self) -> str:
        """The uid of the chosen claim, or ""."""
        place = self.table.currentIndex().row()
        return self.rows.claim(place).uid if place >= 0 else ""

    def _on_claims(self, claims: tuple[Claim, ...], places: dict[str, ClaimPlace]) -> None:
        first = not self._asked
        self._asked = True
        self._claims, self._places = claims, places
        agent = self._bridge.desk.agent
        decides = agent.role in ("claims", "leader", "admin")
        if first and decides and any(map(self._waits, claims)):
            self._filter = WAITING
        self._show()

    def _show(self) -> None:
        typed = self.search.text().strip()
        found = [one for one in self._claims if turns.fits(one, typed)]
        shown = [one for one in found if self._belongs(one)]
        chosen = self.current()
        self.rows.show_claims(shown, self._places)
        self._show_marked()
        self._choose(chosen)
        self._stack.setCurrentIndex(1 if shown else 0)
        total = sum(turns.amount_of(one) for one in shown)
        about = self.tr("{n} claims, {sum}").format(n=len(shown), sum=amounts.money(total))
        self.header.say(self.tr("Claims"), about)
        hint = self.tr("Make a claim from a ticket with Ctrl+M.")
        none = self.tr("No claim fits.") if typed or self._filter else self.tr("No claims yet")
        self._empty.say(none, hint)
        counts = Counter(one.status for one in found)
        counts[ALL] = len(found)
        counts[WAITING] = sum(map(self._waits, found))
        for code, chip in self._chips.items():
            self._show_chip(chip, code, counts[code])

    def _show_chip(self, chip: QPushButton, code: str, count: int) -> None:
        name = {WAITING: self.tr("Waiting for me"), ALL: self.tr("All")}.get(code)
        chip.setText(f"{name or words.claim_status(code)}  {count}")
        chip.setVisible(bool(count) or code in (WAITING, ALL, self._filter))
        theme.look(chip, "primary" if code == self._filter else "")

    def _waits(self, claim: Claim) -> bool:
        desk = self._bridge.desk
        place = self._places.get(claim.uid)
        return bool(turns.waits_for(claim, desk.agent, desk.may_approve, place))

    def _belongs(self, claim: Claim) -> bool:
        if self._filter == WAITING:
            return self._waits(claim)
        return self._filter in (ALL, claim.status)

    def _choose(self, uid: str) -> None:
        place = max(self.rows.place_of(uid), 0)
        if self.rows.rowCount():
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(
                self.rows.index(place, 0), flags.ClearAndSelect | flags.Rows
            )

    def _on_sort(self, column: int, order: Qt.SortOrder) -> None:
        chosen = self.current()
        self.rows.sort_by(column, descending=order == Qt.SortOrder.DescendingOrder)
        self._choose(chosen)

    def _on_opened(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.claim(index.row()).uid)
