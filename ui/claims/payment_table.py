"""The table of payments: arrows move, Space ticks, Ctrl+A ticks all, Enter opens the claim."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.claims.payment_rows import COLUMNS, PaymentDelegate, PaymentRows
from ui.widgets.tables import dress, fit_columns, let_order
from workstation.payment_list import PaymentLine


class PaymentTable(QTableView):
    """`opened(claim uid)` opens a claim."""

    opened = Signal(str)

    def __init__(self, rows: PaymentRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.setModel(rows)
        self.setItemDelegate(PaymentDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        dress(self)
        fit_columns(self, (width for _name, width in COLUMNS))
        let_order(self).sortIndicatorChanged.connect(self._on_sort)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_opened)
        self.setAccessibleName(self.tr("Payments"))

    def show_lines(self, lines: tuple[PaymentLine, ...]) -> None:
        """Show these; the row that stands stays."""
        current = self.current()
        kept = current.uid if current is not None else ""
        self.rows.show_lines(lines)
        self._choose(kept)

    def current(self) -> PaymentLine | None:
        """The payment of the row that stands."""
        place = self.currentIndex().row()
        return self.rows.line(place) if 0 <= place < self.rows.rowCount() else None

    def chosen(self) -> tuple[PaymentLine, ...]:
        """The payments with a tick, else the one of the row that stands."""
        ticked, current = self.rows.chosen(), self.current()
        return ticked or ((current,) if current is not None else ())

    def _choose(self, uid: str) -> None:
        if self.rows.rowCount():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(
                self.rows.index(max(self.rows.place_of(uid), 0), 1),
                flags.ClearAndSelect | flags.Rows,
            )

    def _on_sort(self, column: int, order: Qt.SortOrder) -> None:
        current = self.current()
        self.rows.sort_by(column, descending=order == Qt.SortOrder.DescendingOrder)
        self._choose(current.uid if current is not None else "")

    def _on_clicked(self, index: QModelIndex) -> None:
        if COLUMNS[index.column()][0] == "tick":
            self.rows.tick(index.row())

    def _on_opened(self, index: QModelIndex) -> None:
        if COLUMNS[index.column()][0] != "tick":
            self.opened.emit(self.rows.line(index.row()).claim.uid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.rows.tick_all()
        elif event.key() == Qt.Key.Key_Space and place >= 0:
            self.rows.tick(place)
            if place + 1 < self.rows.rowCount():
                self.setCurrentIndex(self.rows.index(place + 1, 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and place >= 0:
            self.opened.emit(self.rows.line(place).claim.uid)
        else:
            super().keyPressEvent(event)
