"""Ways to put widgets together that stand on many pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui import theme


def scrolled(inner: QWidget) -> QScrollArea:
    """A widget as wide as there is room, in an area that scrolls up and down."""
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def divided(
    first: QWidget,
    second: QWidget,
    shares: tuple[int, int] = (1, 1),
    way: Qt.Orientation = Qt.Orientation.Horizontal,
) -> QSplitter:
    """Two widgets with a line between them that can be drawn; `shares` of the room that is added."""
    made = QSplitter(way)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    for place, (part, share) in enumerate(zip((first, second), shares, strict=True)):
        made.addWidget(part)
        made.setStretchFactor(place, share)
    return made


def at_right(*parts: QWidget) -> QHBoxLayout:
    """A line of widgets, such as buttons, at the right."""
    row = QHBoxLayout()
    row.addStretch(1)
    for part in parts:
        row.addWidget(part)
    return row


def card_column(card: QWidget) -> QVBoxLayout:
    """The column of a card, with its room inside."""
    column = QVBoxLayout(card)
    edge, gap = theme.space("large"), theme.space("medium")
    column.setContentsMargins(edge, gap, edge, gap)
    column.setSpacing(theme.space("small"))
    return column


def empty(layout: QLayout, *kept: QWidget) -> None:
    """Take everything out of a layout; its widgets go, but those that are kept."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None and widget not in kept:
            widget.hide()
            widget.deleteLater()
