"""Plain words in the cells of a table: padded, cut with …, coloured by their item."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui import theme
from ui.widgets.ground import paint_ground
from ui.widgets.indexes import Index

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PlainCells(QStyledItemDelegate):
    """Paints text, alignment and foreground of an item with the theme's line below it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        paint_ground(painter, option)
        inner = rect.adjusted(theme.space("small"), 0, -theme.space("small"), 0)
        told = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(told.color() if isinstance(told, QBrush) else theme.colour("text"))
        painter.setFont(theme.font("base", tabular=True))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        side = index.data(Qt.ItemDataRole.TextAlignmentRole)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(side) if side is not None else int(_LEFT), shown)


def dress(table: QTableView, widths: tuple[int, ...]) -> None:
    """Have a table look like the others; a width of 0 takes what is left."""
    table.setItemDelegate(PlainCells(table))
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.size("row"))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(_LEFT)
    for place, width in enumerate(widths):
        if width:
            table.setColumnWidth(place, width * theme.current().scale // 100)
        else:
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
