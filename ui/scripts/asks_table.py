"""What a script asks the agent for, as a table: name, type, label, choices, default, bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.composing import is_composing
from ui.text import scripts as told
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.buttons import Button
from ui.widgets.indexes import Index
from ui.widgets.labels import label
from workstation.domain.script_ask import ASK_KINDS

_CODE: Final = Qt.ItemDataRole.UserRole
#: Column, its heading, its width in pixels.
_COLUMNS: Final = (
    ("name", _T("scripts", "Name"), 92),
    ("kind", _T("scripts", "Type"), 84),
    ("zh", _T("scripts", "Label (Chinese)"), 112),
    ("en", _T("scripts", "Label (English)"), 112),
    ("choices", _T("scripts", "Choices"), 120),
    ("default", _T("scripts", "Stands at first"), 104),
    ("optional", _T("scripts", "May stay empty"), 104),
    ("least", _T("scripts", "From"), 60),
    ("most", _T("scripts", "To"), 60),
)
_PLACES: Final = {name: place for place, (name, _title, _width) in enumerate(_COLUMNS)}
_MOST_ROWS: Final = 5
_BOUNDS: Final = ("least", "most")


class _Cells(QStyledItemDelegate):
    """Gives the type a list to choose from; Enter of an input method stays with the cell."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() == _PLACES["kind"]:
            box = QComboBox(parent)
            for code in ASK_KINDS:
                box.addItem(told.ask_kind(code), code)
            return box
        return QLineEdit(parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(_CODE)))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(index.data() or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), _CODE)
            model.setData(index, editor.currentText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text().strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and is_composing():
            return False
        return super().eventFilter(watched, event)


class _Table(QTableWidget):
    """Enter writes a cell, Space switches one, Delete takes a row out."""

    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            if self.currentItem() is not None:
                self.editItem(self.currentItem())
        elif event.key() == Qt.Key.Key_Delete and not editing:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class AsksTable(QWidget):
    """The asks of a script as facts; `changed()` when a person writes one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self._writable = True
        self.table = _Table(0, len(_COLUMNS))
        names = [QCoreApplication.translate("scripts", title) for _n, title, _w in _COLUMNS]
        self.table.setHorizontalHeaderLabels(names)
        for place, (_name, _title, width) in enumerate(_COLUMNS):
            wide = self.table.fontMetrics().horizontalAdvance(names[place]) + 24
            self.table.setColumnWidth(place, max(width, wide))
        self.table.setItemDelegate(_Cells(self.table))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.size("control"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setAccessibleName(self.tr("Asks for"))
        self.table.itemChanged.connect(lambda _item: self._on_changed())
        self.table.removed.connect(self.remove)
        self.add_button = Button(self.tr("Ask for a value"), "plus", "flat", self.add)
        self.remove_button = Button(self.tr("Take out"), "trash", "flat", self.remove)
        self.hint = label(
            self.tr("Stands in the words as {{ ask.NAME }}; the agent is asked for it."), "faint"
        )
        self.hint.setWordWrap(True)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.add_button)
        foot.addWidget(self.remove_button)
        foot.addWidget(self.hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("tight"))
        column.addWidget(self.table)
        column.addLayout(foot)
        self.setFocusProxy(self.add_button)
        self._size()

    def show_asks(self, asks: Iterable[Mapping[str, object]], *, writable: bool) -> None:
        """Show these asks (as `script_ask.ask_facts` tells them)."""
        self._filling, self._writable = True, writable
        self.table.setRowCount(0)
        for one in asks:
            self._append(one)
        self._filling = False
        for part in (self.add_button, self.remove_button, self.hint):
            part.setVisible(writable)
        triggers = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(
            triggers.DoubleClicked | triggers.AnyKeyPressed if writable else triggers.NoEditTriggers
        )
        self._size()

    def asks(self) -> list[dict[str, object]]:
        """What stands in the table, as facts; what is as usual is left out."""
        return [self._facts(row) for row in range(self.table.rowCount())]

    def names(self) -> tuple[str, ...]:
        """The names of what is asked for."""
        return tuple(str(one["name"]) for one in self.asks() if one.get("name"))

    def add(self) -> None:
        """Begin another ask."""
        taken = set(self.names())
        name = next(f"value{n}" for n in range(1, 100) if f"value{n}" not in taken)
        self._filling = True
        self._append({"name": name, "kind": "text"})
        self._filling = False
        self._size()
        self.table.setFocus()
        self.table.setCurrentCell(self.table.rowCount() - 1, 0)
        self.table.editItem(self.table.currentItem())
        self.changed.emit()

    def remove(self) -> None:
        """Take the chosen ask out."""
        row = self.table.currentRow()
        if row >= 0 and self._writable:
            self.table.removeRow(row)
            self._size()
            self.changed.emit()

    def _append(self, one: Mapping[str, object]) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for place, (name, _title, _width) in enumerate(_COLUMNS):
            value = one.get(name)
            if name in _BOUNDS and one.get("kind") == "money" and isinstance(value, int):
                value = f"{value / 100:.2f}"  # people bound amounts in yuan
            self.table.setItem(row, place, self._item(name, value))

    def _item(self, name: str, value: object) -> QTableWidgetItem:
        made = QTableWidgetItem()
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if name == "optional":
            checked = Qt.CheckState.Checked if value else Qt.CheckState.Unchecked
            made.setCheckState(checked)
            flags |= Qt.ItemFlag.ItemIsUserCheckable if self._writable else flags
        elif self._writable:
            flags |= Qt.ItemFlag.ItemIsEditable
        made.setFlags(flags)
        if name == "kind":
            made.setData(_CODE, value or "text")
            made.setText(told.ask_kind(str(value or "text")))
        elif name == "choices" and isinstance(value, list | tuple):
            made.setText("、".join(map(str, value)))
        elif name != "optional":
            made.setText("" if value is None else str(value))
        return made

    def _facts(self, row: int) -> dict[str, object]:
        found: dict[str, object] = {}
        for place, (name, _title, _width) in enumerate(_COLUMNS):
            item = self.table.item(row, place)
            if item is None:
                continue
            value: Any = item.text().strip()
            if name == "optional":
                value = item.checkState() == Qt.CheckState.Checked
            elif name == "kind":
                value = str(item.data(_CODE) or "text")
            elif name == "choices":
                parts = value.replace("，", "、").replace(",", "、").replace(";", "、").split("、")
                value = [part.strip() for part in parts if part.strip()]
            elif name in _BOUNDS and value:
                value = _bound(value, money=found.get("kind") == "money")
            if value not in ("", [], False):
                found[name] = value
        return found

    def _on_changed(self) -> None:
        if not self._filling:
            self.changed.emit()

    def _size(self) -> None:
        rows = self.table.rowCount()
        self.table.setVisible(bool(rows))
        self.remove_button.setEnabled(bool(rows))
        head = self.table.horizontalHeader().sizeHint().height()
        shown = min(rows, _MOST_ROWS)
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(head + shown * theme.size("control") + bar + 4)


def _bound(typed: str, *, money: bool) -> int | str:
    """A bound as the table of a script holds it, amounts in fen; what is no number stays."""
    try:
        return round(float(typed) * 100) if money else int(typed)
    except (ValueError, OverflowError):
        return typed
