"""A table that is written by keyboard alone: Tab from cell to cell, Enter on to the next line."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QTableView,
    QWidget,
)


class ItemsView(QTableView):
    """Goes from cell to cell by Tab, out behind the last one; `next_row` by Enter."""

    next_row = Signal()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        hints = QAbstractItemDelegate.EndEditHint
        forward, back = hint == hints.EditNextItem, hint == hints.EditPreviousItem
        if (forward and self._at_end(1)) or (back and self._at_end(-1)):
            super().closeEditor(editor, hints.NoHint)
            self.focusNextChild() if forward else self.focusPreviousChild()
            return
        super().closeEditor(editor, hint)
        if hint == hints.SubmitModelCache:
            QTimer.singleShot(0, self, self.next_row.emit)

    def write(self, index: QModelIndex) -> None:
        """Go to a cell and begin to write in it."""
        self.setCurrentIndex(index)  # which opens it where the keyboard is here already
        if self.indexWidget(index) is None and self.state() != QAbstractItemView.State.EditingState:
            self.edit(index)

    def finish(self) -> None:
        """Take what stands in the cell that is being written in, and leave it."""
        for editor in self.viewport().findChildren(QLineEdit):
            if editor.isVisible():
                self.commitData(editor)
                super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def focusNextChild(self) -> bool:
        """Go on to the field behind the table."""
        return bool(super().focusNextPrevChild(True))

    def focusPreviousChild(self) -> bool:
        """Go back to the field before the table."""
        return bool(super().focusNextPrevChild(False))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if enter and self.state() != QAbstractItemView.State.EditingState:
            self.write(self.currentIndex())
        elif tab and self._at_end(1 if event.key() == Qt.Key.Key_Tab else -1):
            self.focusNextChild() if event.key() == Qt.Key.Key_Tab else self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def _at_end(self, step: int) -> bool:
        """Whether there is no further cell in a direction."""
        at, model = self.currentIndex(), self.model()
        if not at.isValid():
            return True
        if step > 0:
            return at.row() == model.rowCount() - 1 and at.column() == model.columnCount() - 1
        return at.row() == 0 and at.column() == 0
