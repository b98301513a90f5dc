"""What is painted under a row of a list: whether it is chosen, and the line below it."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui import theme


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
