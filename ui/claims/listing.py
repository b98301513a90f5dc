"""The list of claims: what waits for this person first, filtered by status and words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.claims.list_reading import ALL, USUAL, WAITING, Answer, Wish, answer
from ui.claims.live_claims import LiveClaims
from ui.claims.rows import COLUMNS, ClaimRows, RowDelegate, widths
from ui.text import amounts, words
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.header import PageHeader
from ui.widgets.labels import EmptyState
from ui.widgets.search_box import SearchBox
from ui.widgets.tables import dress, fit_columns, let_order
from workstation.changes import Changes
from workstation.domain.claim import CLAIM_STATUSES, Claim
from workstation.domain.people import may


class Table(QTableView):
    """The rows; Enter opens one. Space chooses one and goes on, Shift with an arrow chooses on the way,
    Ctrl+A all: `marking(first row, last row, on)`."""

    opened = Signal(QModelIndex)
    widened = Signal(int)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widened.emit(event.size().width() * 100 // theme.current().scale)

    def _go_to(self, row: int) -> None:
        if 0 <= row < self.model().rowCount():
            self.selectRow(row)


class ClaimList(QWidget):
    """`opened(uid)` opens a claim. `load()` reads anew; the chosen row stays.

    `link_wanted` when those that were chosen are to be settled together,
    `batch_wanted` when the claims that were chosen with Space are to be printed in one run.
    """

    opened = Signal(str)
    batch_wanted = Signal()
    link_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        decides = bridge.desk.agent.role in ("claims", "leader", "admin")
        self._filter = WAITING if decides else ALL
        self._order = (USUAL, False)
        self._asked = self._eager = False
        self._token = 0
        #: How many answers were shown so far.
        self.shown_answers = 0
        self._shown: Wish | None = None
        self._live = LiveClaims(bridge, self)
        self._live.gathered.connect(self._on_gathered)
        self.header = PageHeader(self.tr("Claims"))
        self.search = SearchBox(self.tr("Number, waybill, claimant, goods"))
        self.search.setFixedWidth(280)
        self.let_go = Button(self.tr("Choose none"), "x", "flat", self.take_marked)
        self.batch = Button("", "printer", "primary", self.batch_wanted.emit)
        self.link = Button("", "link", "", self.link_wanted.emit)
        for part in (self.let_go, self.link, self.batch, self.search):
            self.header.add(part)
        self._chips: dict[str, QPushButton] = {}
        self.rows = ClaimRows(bridge.desk, self)
        self.table = self._made_table()
        self._empty = EmptyState("receipt", self.tr("No claims"), "")
        #: Takes the filter off where it hides all that fits.
        self.widen = Button("", "list", "", partial(self.choose_filter, ALL))
        self._empty.add_action(self.widen)
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
        self.search.entered.connect(self._on_entered)

    def _made_table(self) -> Table:
        table = Table()
        table.setModel(self.rows)
        table.setItemDelegate(RowDelegate(table))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setMouseTracking(True)
        dress(table)
        fit_columns(table, widths(0))
        let_order(table).sortIndicatorChanged.connect(self.sort_by)
        table.doubleClicked.connect(self._on_opened)
        table.opened.connect(self._on_opened)
        table.widened.connect(lambda room: fit_columns(table, widths(room)))
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

    def load(self, changes: Changes | None = None) -> None:
        """Read the claims; after changes, look only into what these touched."""
        self._show()
        self._live.gather(changes)

    def activate(self) -> None:
        """Take the keyboard."""
        self._eager = not self.rows.rowCount()
        (self.search if self._eager else self.table).setFocus()

    def choose_filter(self, code: str) -> None:
        """Show the claims of one status, all, or those that wait for this person."""
        self._filter, self._asked = code, True
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
        count = self.rows.marked_count()
        self.batch.setText(self.tr("Print {n} claims…").format(n=count))
        self.batch.setToolTip("Ctrl+B")
        self.link.setText(self.tr("Settle together"))
        self.link.setToolTip("Alt+G")
        may_link = may(self._bridge.desk.agent, "claim_bundle")
        for part in (self.batch, self.let_go):
            part.setVisible(bool(count))
        self.link.setVisible(count > 0 and may_link)

    def current(self) -> str:
        """The uid of the chosen claim, or ""."""
        place = self.table.currentIndex().row()
        return self.rows.claim(place).uid if place >= 0 else ""

    def _on_gathered(self, whole: bool) -> None:
        if whole and not self._asked:
            self._asked = True
            if self._filter == WAITING and not self._live.waiting():
                self._filter = ALL
        self._show()

    def _show(self) -> None:
        """Ask for what is to be shown: its first rows at once, then the rest."""
        wish = Wish(self._filter, self.search.text().strip(), *self._order)
        self._ask(wish, whole=False)

    def _ask(self, wish: Wish, *, whole: bool) -> None:
        self._token += 1
        desk, live, token = self._bridge.desk, self._live.known, self._token

        def then(found: Answer) -> None:
            if token != self._token:
                return
            if found.whole or not whole:
                self._on_answer(found)
            if not found.whole and not whole:
                self._ask(wish, whole=True)

        self._bridge.ask(lambda read: answer(read, desk, wish, live, whole=whole), then)

    def _on_answer(self, found: Answer) -> None:
        chosen, typed = self.current(), found.wish.typed
        before = self.table.currentIndex().row() if found.wish == self._shown else 0
        self._shown = found.wish
        self.shown_answers += 1
        if self._eager and found.rows and not typed and _focus(self) is self.search:
            self.table.setFocus()  # the claims came after the keyboard
        self._eager = self._eager and not found.rows
        self.rows.show_rows(found.rows, found.lines)
        self._show_marked()
        self._choose(chosen, before)
        if not found.rows:
            self._show_none(found)
        self._stack.setCurrentIndex(1 if found.rows else 0)
        count, fen = found.counts.get(found.wish.chosen, (0, 0))
        about = self.tr("{n} claims, {sum}").format(n=count, sum=amounts.money(fen))
        self.header.say(self.tr("Claims"), about)
        for code, chip in self._chips.items():
            self._show_chip(chip, code, found.counts.get(code, (0, 0))[0])

    def _show_none(self, found: Answer) -> None:
        """Say why nothing is shown, and the way to what a filter hides."""
        typed, elsewhere = found.wish.typed, found.counts.get(ALL, (0, 0))[0]
        self.widen.setVisible(bool(elsewhere))
        if elsewhere:
            none = self.tr("No claim fits under “{filter}”.")
            hint = self.tr("There are {n} among all claims: Enter shows them.")
            self.widen.setText(self.tr("Show all: {n}").format(n=elsewhere))
        elif typed:
            none = self.tr("No claim fits.")
            hint = self.tr("Esc takes back what is typed.")
        else:
            none = self.tr("No claims yet")
            hint = self.tr("Make a claim from a ticket with Ctrl+M.")
        name = self._filter_name(found.wish.chosen)
        self._empty.say(none.format(filter=name), hint.format(n=elsewhere))

    def _on_entered(self, text: str) -> None:
        """Enter goes on to the claims, where a filter hides all that fit without it."""
        offered = self._stack.currentIndex() == 0 and not self.widen.isHidden()
        if offered and (text or self._shown is None or not self._shown.typed):
            self._filter = ALL  # Escape alone gives the filter's own claims back
        self._show()
        self.table.setFocus()

    def _filter_name(self, code: str) -> str:
        name = {WAITING: self.tr("Waiting for me"), ALL: self.tr("All")}.get(code)
        return name or words.claim_status(code)

    def _show_chip(self, chip: QPushButton, code: str, count: int) -> None:
        chip.setText(f"{self._filter_name(code)}  {count}")
        chip.setVisible(bool(count) or code in (WAITING, ALL, self._filter))
        theme.look(chip, "primary" if code == self._filter else "")

    def _choose(self, uid: str, before: int = 0) -> None:
        """Put the mark on a claim, or where one stood before that is not shown any more."""
        place = self.rows.place_of(uid)
        if self.rows.rowCount():
            place = place if place >= 0 else min(max(before, 0), self.rows.rowCount() - 1)
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(
                self.rows.index(place, 0), flags.ClearAndSelect | flags.Rows
            )

    def sort_by(self, column: int, order: Qt.SortOrder) -> None:
        """Order by a column; -1 gives the usual order back."""
        name = COLUMNS[column][0] if column >= 0 else USUAL
        down = order == Qt.SortOrder.DescendingOrder
        self._order = (name, not down if name == "age" else down)  # the youngest is the newest
        self._show()

    def _on_opened(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.claim(index.row()).uid)


def _focus(page: QWidget) -> QWidget:
    """What has the keyboard; the window where nothing has."""
    return page.window().focusWidget() or page.window()
