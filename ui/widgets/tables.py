"""How every table looks: its lines, its headings, plain words in its cells."""

from __future__ import annotations

from collections.abc import Iterable

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
from ui.widgets.indexes import DISPLAY, Index
from ui.widgets.painting import LEFT, inside, paint_ground, paint_words


class PlainCells(QStyledItemDelegate):
    """Paints text, alignment and foreground of an item with the theme's line below it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_ground(painter, option)
        told = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(told.color() if isinstance(told, QBrush) else theme.colour("text"))
        painter.setFont(theme.font("base", tabular=True))
        side = index.data(Qt.ItemDataRole.TextAlignmentRole)
        place = LEFT if side is None else Qt.AlignmentFlag(side)
        paint_words(painter, inside(option), str(index.data(DISPLAY) or ""), place)


def dress(table: QTableView) -> None:
    """Have a table look like the others: whole lines of one height are chosen, none is written."""
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.size("row"))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(LEFT)


def fit_columns(table: QTableView, widths: Iterable[int]) -> None:
    """Give the columns their widths at the usual scale; a width of 0 takes what is left."""
    for place, width in enumerate(widths):
        if width:
            table.setColumnWidth(place, width * theme.current().scale // 100)
        else:
            table.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)


def let_order(table: QTableView) -> QHeaderView:
    """Let a press on a heading order the lines; none does so far."""
    head = table.horizontalHeader()
    head.setSortIndicatorShown(True)
    head.setSectionsClickable(True)
    head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    return head
