"""The table of a sheet: its model, and how cells are shown and written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import theme
from ui.composing import is_composing
from ui.rules.rows import Cell, Row, Sheet
from ui.widgets.indexes import DISPLAY, Index
from ui.widgets.painting import inside, paint_ground, paint_words
from ui.widgets.tables import dress

_EDIT: Final = Qt.ItemDataRole.EditRole
_CELL: Final = Qt.ItemDataRole.UserRole
_EMPTY: Final = Sheet("", "", (), ())
_TEXT: Final = ("text", "yuan", "whole", "length")
#: How wide columns are at first and at most, in pixels.
_LEAST, _WIDEST = 44, 280


class SheetModel(QAbstractTableModel):
    """The rows of a sheet; `typed(cell, value)` tells what a person wrote."""

    typed = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet = _EMPTY
        self.rows: list[Row] = []
        self.writable = False

    def show_sheet(self, sheet: Sheet, words: str = "", *, writable: bool) -> None:
        """Show the rows in which some words stand."""
        bare = words.strip().casefold()
        rows = [row for row in sheet.rows if not bare or bare in _all(row)]
        same = sheet.columns == self.sheet.columns and len(rows) == len(self.rows)
        self.sheet, self.writable = sheet, writable
        if same:
            self.rows = rows
            if rows:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(len(rows) - 1, len(sheet.columns) - 1)
                )
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sheet.columns)

    def headerData(self, section: int, way: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role == DISPLAY and way == Qt.Orientation.Horizontal:
            columns = self.sheet.columns
            return columns[section] if section < len(columns) else None
        return None

    def cell(self, index: Index) -> Cell:
        """The cell of an index."""
        cells = self.rows[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else Cell("")

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        cell = self.cell(index)
        if role == DISPLAY:
            return " ".join(cell.text.split())
        if role == _EDIT:
            return cell.value
        if role == _CELL:
            return cell
        if role == Qt.ItemDataRole.ToolTipRole and len(cell.text) > 30:
            return cell.text[:1_000]
        if role == Qt.ItemDataRole.ForegroundRole:
            muted = self.rows[index.row()].muted or not (cell.can_edit or index.column() == 0)
            return theme.colour("text_muted" if muted else "text")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        cell = self.cell(index)
        if self.writable and cell.can_edit and cell.kind != "flag":
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        cell = self.cell(index)
        if role != _EDIT or str(value) == str(cell.value):
            return False
        self.typed.emit(cell, value)
        return True


class CellDelegate(QStyledItemDelegate):
    """Paints cells quietly and gives each kind its editor."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        cell: Cell = index.data(_CELL)
        if cell.kind == "choice":
            box = QComboBox(parent)
            for code, text in cell.choices:
                box.addItem(text, code)
            return box
        if cell.kind == "list":
            return QPlainTextEdit(parent)
        return QLineEdit(parent)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and is_composing():
            return False  # an Enter that confirms a candidate does not end the writing
        return super().eventFilter(watched, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        cell: Cell = index.data(_CELL)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(cell.value))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(cell.value))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(cell.value))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = option.rect
        if isinstance(editor, QPlainTextEdit):
            rect.setHeight(5 * theme.size("row"))
        editor.setGeometry(rect)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, state = option.rect, option.state
        painter.save()
        paint_ground(painter, option)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("focus"))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
        cell: Cell = index.data(_CELL)
        painter.setFont(theme.font("base", tabular=cell.kind in ("yuan", "whole", "length")))
        paint_words(painter, inside(option), index.data(DISPLAY))
        painter.restore()


class SheetTable(QTableView):
    """A sheet as a table: Enter or a double click writes a cell, or asks where it stands.

    Space switches; Ctrl+Up and Ctrl+Down move a row, Delete takes it out.
    """

    asked = Signal(object)
    moved = Signal(int)
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = SheetModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(CellDelegate(self))
        dress(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.doubleClicked.connect(self._on_double)
        self._columns: Sequence[str] = ()

    def show_sheet(self, sheet: Sheet, words: str = "", *, writable: bool) -> None:
        """Show a sheet; the chosen row stays chosen."""
        row = self.current_row()
        code = row.code if row else ""
        column = max(0, self.currentIndex().column())
        self.rows.show_sheet(sheet, words, writable=writable)
        if sheet.columns != self._columns:
            self._columns = sheet.columns
            self._fit()
        for number, one in enumerate(self.rows.rows):
            if code and one.code == code:
                self.setCurrentIndex(self.rows.index(number, column))

    def choose(self, code: str, column: int = 0) -> None:
        """Choose the row of a code."""
        for number, one in enumerate(self.rows.rows):
            if one.code == code:
                self.setCurrentIndex(self.rows.index(number, column))
                self.scrollTo(self.currentIndex())

    def current_row(self) -> Row | None:
        """The chosen row."""
        number = self.currentIndex().row()
        return self.rows.rows[number] if 0 <= number < len(self.rows.rows) else None

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        pad = 2 * theme.space("small") + theme.space("tight")
        for column, name in enumerate(self.rows.sheet.columns):
            cells = [
                row.cells[column].text for row in self.rows.rows[:60] if column < len(row.cells)
            ]
            wide = max((metrics.horizontalAdvance(text[:60]) for text in (name, *cells)), default=0)
            self.setColumnWidth(column, max(_LEAST, min(wide + pad, _WIDEST)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not control:
            self._open()
        elif key == Qt.Key.Key_Space:
            self._switch()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        index = self.currentIndex()
        if not index.isValid() or self.state() == QAbstractItemView.State.EditingState:
            return  # the Enter that ends writing a cell comes by here
        if self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        elif not self._switch():
            self.asked.emit(self.current_row())

    def _switch(self) -> bool:
        index = self.currentIndex()
        cell = self.rows.cell(index) if index.isValid() else Cell("")
        if cell.kind != "flag" or not self.rows.writable:
            return False
        self.rows.typed.emit(cell, not cell.value)
        return True

    def _on_double(self, index: QModelIndex) -> None:
        if not self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable and not self._switch():
            self.asked.emit(self.current_row())


def _all(row: Row) -> str:
    return " ".join((row.code, *(cell.text for cell in row.cells))).casefold()
