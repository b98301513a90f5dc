"""The claims of a run, in the order in which their papers come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.claims import turns
from ui.text import amounts, words
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.tables import PlainCells, dress, fit_columns
from workstation.domain.claim import Claim

_ORDERS: Final[dict[str, Callable[[Claim], Any] | None]] = {
    "chosen": None,
    "number": lambda one: one.number,
    "claimant": lambda one: (one.claimant, one.number),
    "amount": lambda one: (-turns.amount_of(one), one.number),
    "approved": lambda one: (one.approved_at or 0, one.number),
}
_MOVES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RunTable(QTableWidget):
    """Delete takes claims out, Alt with an arrow moves them."""

    removed = Signal()
    moved = Signal(int)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if alt and event.key() in _MOVES:
                event.accept()  # before the window goes to another ticket
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and key in _MOVES:
            self.moved.emit(_MOVES[key])
        else:
            super().keyPressEvent(event)


class BatchClaims(QWidget):
    """`changed` when there are others or in another order, `chosen` when another row is looked at."""

    changed = Signal()
    chosen = Signal()
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.claims: list[Claim] = []
        self.told = label("", "section")
        self.order = QComboBox()
        names = {
            "chosen": self.tr("In the order chosen"),
            "number": self.tr("By number"),
            "claimant": self.tr("By claimant"),
            "amount": self.tr("Highest amount first"),
            "approved": self.tr("First approved first"),
        }
        for code in _ORDERS:
            self.order.addItem(names[code], code)
        take = Button(self.tr("All that wait for print"), "refresh", "flat", self.all_wanted.emit)
        self.table = RunTable(0, 5)
        self._dress()
        bar = QHBoxLayout()
        bar.addWidget(self.order)
        bar.addStretch(1)
        bar.addWidget(take)
        hint = label(
            self.tr("Del takes out, Alt+↑ ↓ moves; choose in the list with Space"), "faint"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("small"))
        column.addWidget(self.told)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        column.addWidget(hint)
        self.order.currentIndexChanged.connect(lambda _place: self._sort())
        self.table.removed.connect(self._on_removed)
        self.table.moved.connect(self._on_moved)
        self.table.itemSelectionChanged.connect(self.chosen)

    def _dress(self) -> None:
        names = ("", self.tr("Number"), self.tr("Claimant"), self.tr("Amount"), self.tr("Status"))
        self.table.setHorizontalHeaderLabels(names)
        dress(self.table)
        self.table.horizontalHeader().setMinimumSectionSize(20)
        fit_columns(self.table, (26, 72, 0, 84, 82))
        self.table.setItemDelegate(PlainCells(self.table))

    def show_claims(self, claims: Sequence[Claim]) -> None:
        """Take these claims for the run."""
        self.claims = list({one.uid: one for one in claims}.values())
        self._sort()

    @property
    def uids(self) -> tuple[str, ...]:
        """The claims of the run in their order."""
        return tuple(one.uid for one in self.claims)

    def current(self) -> Claim | None:
        """The claim that is looked at."""
        place = max(0, self.table.currentRow())
        return self.claims[place] if place < len(self.claims) else None

    def _sort(self) -> None:
        key = _ORDERS[str(self.order.currentData())]
        if key is not None:
            self.claims.sort(key=key)
        self._show()
        self.changed.emit()

    def _show(self, row: int = 0) -> None:
        self.table.blockSignals(True)
        self.table.setRowCount(len(self.claims))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, one in enumerate(self.claims):
            money = amounts.money(turns.amount_of(one))
            told = (str(place + 1), one.number, one.claimant, money, words.claim_status(one.status))
            for column, text in enumerate(told):
                item = QTableWidgetItem(text)
                if column == 3:
                    item.setTextAlignment(right)
                if column == 0:
                    item.setForeground(theme.colour("text_faint"))
                self.table.setItem(place, column, item)
        self.table.blockSignals(False)
        if self.claims:
            self.table.selectRow(min(row, len(self.claims) - 1))
        total = sum(turns.amount_of(one) for one in self.claims)
        text = self.tr("{n} claims, {sum}")
        if not self.claims:
            text = self.tr("No claim waits for print. Choose claims in the list with Space.")
        self.told.setText(text.format(n=len(self.claims), sum=amounts.money(total)))

    def _chosen_rows(self) -> list[int]:
        return sorted({index.row() for index in self.table.selectionModel().selectedRows()})

    def _on_removed(self) -> None:
        rows = self._chosen_rows()
        self.claims = [one for place, one in enumerate(self.claims) if place not in rows]
        self._show(rows[0] if rows else 0)
        self.changed.emit()

    def _on_moved(self, step: int) -> None:
        place = self.table.currentRow()
        target = place + step
        if place >= 0 and 0 <= target < len(self.claims):
            self.order.setCurrentIndex(0)
            claims = self.claims
            claims[place], claims[target] = claims[target], claims[place]
            self._show(target)
            self.changed.emit()
