"""What the rows of a list are painted with: the ground below them, and words in their room."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui import theme

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, colour: str = "") -> None:
    """Paint the ground of a row; `colour` is the token for one that is not chosen, "" for none."""
    rect: QRect = option.rect
    state: QStyle.StateFlag = option.state
    if state & QStyle.StateFlag.State_Selected:
        colour = "selected"
    if colour:
        painter.fillRect(rect, theme.colour(colour))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))


def paint_hovered_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Paint the ground of a row that also shows where the mouse is."""
    state: QStyle.StateFlag = option.state
    over = state & QStyle.StateFlag.State_MouseOver
    paint_ground(painter, option, "hover" if over else "")


def inside(option: QStyleOptionViewItem) -> QRect:
    """The room for what a cell shows."""
    rect: QRect = option.rect
    return rect.adjusted(theme.space("small"), 0, -theme.space("small"), 0)


def paint_words(painter: QPainter, room: QRect, text: str, place: Qt.AlignmentFlag = LEFT) -> str:
    """Write what there is room for, cut with "…", with the painter's font and pen; what it wrote."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, place, shown)
    return shown
