"""The table of goods on a claim: names, quantities, values, losses, edited in place."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.claims.items_view import ItemsView
from ui.text import amounts
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import Button
from ui.widgets.indexes import DISPLAY, ROOT, Index
from ui.widgets.labels import label
from ui.widgets.tables import PlainCells
from workstation.domain.money import format_fen
from workstation.domain.refusal import Refusal
from workstation.domain.spoken_money import parse_amount

_EDIT = Qt.ItemDataRole.EditRole
_ALIGN = Qt.ItemDataRole.TextAlignmentRole
_COLUMNS: Final = ("name", "quantity", "value_fen", "loss_fen", "model", "part", "proof")
_TEXTS: Final = ("name", "model", "part", "proof")
_EMPTY: Final[dict[str, object]] = {"name": "", "quantity": 1, "value_fen": 0, "loss_fen": 0}
_MOST: Final = 1_000_000


def whole(value: object) -> int:
    """A number as it is kept in an item; 0 for anything else."""
    return int(value) if isinstance(value, (int, str)) and str(value).isdigit() else 0


def sums(items: tuple[dict[str, object], ...]) -> tuple[int, int]:
    """Value (quantity times value of one piece) and loss of all items, in fen."""
    value = sum(whole(one.get("quantity")) * whole(one.get("value_fen")) for one in items)
    return value, sum(whole(one.get("loss_fen")) for one in items)


class ItemRows(QAbstractTableModel):
    """The items; `edited` tells a person's change, `complained(sentence)` what is no number."""

    edited = Signal()
    complained = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[dict[str, object]] = []
        self.editable = True

    def items(self) -> tuple[dict[str, object], ...]:
        """The items as they stand."""
        return tuple(dict(one) for one in self._items)

    def show_items(self, items: tuple[dict[str, object], ...]) -> None:
        """Show these items."""
        if list(items) != self._items:
            self.beginResetModel()
            self._items = [dict(one) for one in items]
            self.endResetModel()

    def filled(self, row: int) -> bool:
        """Whether something was told in a line."""
        return 0 <= row < len(self._items) and self._items[row] != _EMPTY

    def add(self) -> QModelIndex:
        """Add an empty line; gives its first cell."""
        row = len(self._items)
        self.beginInsertRows(QModelIndex(), row, row)
        self._items.append(dict(_EMPTY))
        self.endInsertRows()
        self.edited.emit()
        return self.index(row, 0)

    def remove(self, row: int) -> None:
        """Take a line away."""
        if 0 <= row < len(self._items):
            self.beginRemoveRows(QModelIndex(), row, row)
            self._items.pop(row)
            self.endRemoveRows()
            self.edited.emit()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = DISPLAY) -> Any:
        if way == Qt.Orientation.Vertical or role not in (DISPLAY, _ALIGN):
            return None
        if role == _ALIGN:
            return _side(section)
        return (
            self.tr("Goods"),
            self.tr("Quantity"),
            self.tr("Value of one"),
            self.tr("Loss"),
            self.tr("Model"),
            self.tr("Part"),
            self.tr("Proof"),
        )[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if self.editable else plain

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == _ALIGN:
            return _side(index.column())
        if role not in (DISPLAY, _EDIT):
            return None
        name = _COLUMNS[index.column()]
        value = self._items[index.row()].get(name, "")
        return format_fen(whole(value)) if name.endswith("_fen") else str(value)

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        name, text = _COLUMNS[index.column()], str(value).strip()
        item = self._items[index.row()]
        try:
            read = _read(name, text)
        except Refusal as refusal:
            self.complained.emit(refusal_sentence(refusal))
            return False
        self.complained.emit("")
        if item.get(name, "") != read:
            item[name] = read
            if not read and name in _TEXTS[1:]:
                del item[name]  # nothing is kept of what was never told
            self.dataChanged.emit(index, index)
            self.edited.emit()
        return True


def _side(column: int) -> int:
    """Figures stand at the right."""
    left = _COLUMNS[column] in _TEXTS
    side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _read(name: str, text: str) -> object:
    if name in _TEXTS:
        return text
    if name == "quantity":
        if not (text.isdigit() and 0 < int(text) <= _MOST):
            raise Refusal("quantity_unreadable", text=text)
        return int(text)
    fen = parse_amount(text or "0")
    if fen < 0:
        raise Refusal("amount_unreadable", text=text)
    return fen


class ItemsTable(QWidget):
    """The table with its sums and buttons; `edited` tells a change."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ItemRows(self)
        self.table = ItemsView()
        self.table.setModel(self.rows)
        self.table.setItemDelegate(PlainCells(self.table))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.size("control"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(48)
        for column, width in ((1, 66), (2, 92), (3, 84), (4, 72), (5, 72), (6, 72)):
            head.resizeSection(column, width)
        self.problem = label("", "bad")
        self.total = label("", "muted")
        self.add_button = Button(self.tr("Add a line"), "plus", "flat", self._add)
        self.remove_button = Button(self.tr("Remove the line"), "trash", "flat", self._remove)
        self._lay_out()
        self.rows.edited.connect(self._on_edited)
        self.rows.complained.connect(self._complain)
        self.rows.modelReset.connect(self._fit)
        self.table.next_row.connect(self._next_row)

    def _lay_out(self) -> None:
        self.problem.setWordWrap(True)
        self.problem.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.space("small"))
        row.addWidget(self.add_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        row.addWidget(self.total)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("tight"))
        column.addWidget(self.table)
        column.addWidget(self.problem)
        column.addLayout(row)
        self._fit()

    def show_items(self, items: tuple[dict[str, object], ...], *, editable: bool) -> None:
        """Show a claim's items."""
        if self.table.state() == QAbstractItemView.State.EditingState:
            return
        self.rows.editable = editable
        self.add_button.setVisible(editable)
        self.remove_button.setVisible(editable)
        self.rows.show_items(items)
        self._fit()

    def _fit(self) -> None:
        lines = max(1, self.rows.rowCount())
        height = theme.size("control") * min(lines, 8) + self.table.horizontalHeader().height() + 4
        self.table.setFixedHeight(height)
        value, loss = sums(self.rows.items())
        text = self.tr("Value {value} · loss {loss}")
        self.total.setText(text.format(value=amounts.money(value), loss=amounts.money(loss)))

    def _on_edited(self) -> None:
        self._fit()
        self.edited.emit()

    def _complain(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _next_row(self) -> None:
        """Enter: on to the next line, which is made behind the last one that is filled."""
        row = self.table.currentIndex().row()
        if row + 1 < self.rows.rowCount():
            index = self.rows.index(row + 1, 0)
        elif self.rows.editable and self.rows.filled(row):
            index = self.rows.add()
        else:
            self.table.focusNextChild()
            return
        self.table.write(index)

    def _add(self) -> None:
        index = self.rows.add()
        self.table.write(index)

    def _remove(self) -> None:
        self.rows.remove(self.table.currentIndex().row())
