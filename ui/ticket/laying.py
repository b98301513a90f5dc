"""Where the parts of a timeline's entries stand, measured once for a width."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from ui import theme
from ui.ticket.telling import Item
from ui.widgets.chip import chip_width

#: A longer text is cut here until it is unfolded.
MOST_LINES: Final = 16
THUMB: Final = 72
#: A bubble leaves this much of the width free at the other side.
INDENT: Final = 36
#: Longer lines are hard to read.
WIDEST: Final = 760
_SIDE: Final = 12
_PAD: Final = 8


@dataclass(slots=True)
class Placed:
    """An item with its place: `top` in the timeline's own coordinates.

    `box` is the bubble, relative to `top`; `spots` are what can be pressed, by their key:
    "retry", "more", "link", "file:UID".
    """

    item: Item
    top: int = 0
    height: int = 0
    box: QRect = field(default_factory=QRect)
    body: QTextLayout | None = None
    body_at: QPointF = field(default_factory=QPointF)
    lines: int = 0
    cut: bool = False
    head: QRect = field(default_factory=QRect)
    foot: QRect = field(default_factory=QRect)
    spots: dict[str, QRect] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a timeline with their measures, made once for a theme."""

    base: QFont
    bold: QFont
    small: QFont
    base_metrics: QFontMetrics
    small_metrics: QFontMetrics

    @staticmethod
    def of_theme() -> Fonts:
        """The fonts of the theme that stands."""
        base, small = theme.font("base"), theme.font("small")
        bold = theme.font("base", bold=True)
        return Fonts(base, bold, small, QFontMetrics(base), QFontMetrics(small))


def place(item: Item, width: int, fonts: Fonts, retry: str, more: str, unfolded: bool) -> Placed:
    """Measure an item for a width; `retry` and `more` are the words of its links."""
    return (
        _event(item, width, fonts)
        if item.look == "event"
        else _bubble(item, width, fonts, retry, more, unfolded)
    )


def _event(item: Item, width: int, fonts: Fonts) -> Placed:
    placed = Placed(item)
    left = _SIDE + 22
    line = fonts.small_metrics.height()
    placed.head = QRect(left, 4, width - left - _SIDE, line)
    bottom = 4 + line
    text = f"{item.about}  {item.body}".strip() if item.body else item.about
    layout = _laid(text, fonts.small, placed.head.width() - _time_room(fonts))
    placed.body, placed.body_at = layout, QPointF(left, 4)
    placed.lines = layout.lineCount()
    bottom = 4 + round(layout.boundingRect().height())
    if item.link:
        placed.spots["link"] = QRect(left, 4, placed.head.width(), bottom - 4)
    placed.height = bottom + 4
    placed.box = QRect(_SIDE - 6, 0, width - 2 * _SIDE + 12, placed.height)
    return placed


def _time_room(fonts: Fonts) -> int:
    return fonts.small_metrics.horizontalAdvance("00-00 00:00") + 48


def _bubble(item: Item, width: int, fonts: Fonts, retry: str, more: str, unfolded: bool) -> Placed:
    placed = Placed(item)
    left = _SIDE + (INDENT if item.look == "out" else 0)
    right = width - _SIDE - (INDENT if item.look == "in" else 0)
    if item.look == "out":
        left = max(left, right - WIDEST)
    else:
        right = min(right, left + WIDEST)
    inner = QRect(left + _PAD + 4, 0, max(right - left - 2 * _PAD - 4, 60), 0)
    y = 4 + _PAD
    placed.head = QRect(inner.left(), y, inner.width(), fonts.base_metrics.height())
    y = placed.head.bottom() + 4
    if item.body:
        y = _place_body(placed, inner, y, fonts, more, unfolded)
    if item.attachments:
        y = _place_files(placed, inner, y)
    if item.chip:
        y = _place_foot(placed, inner, y, fonts, retry)
    placed.box = QRect(left, 4, right - left, y + _PAD - 4 - 2)
    placed.height = placed.box.bottom() + 5
    return placed


def _place_body(
    placed: Placed, inner: QRect, y: int, fonts: Fonts, more: str, unfolded: bool
) -> int:
    layout = _laid(placed.item.body, fonts.base, inner.width())
    placed.body, placed.body_at = layout, QPointF(inner.left(), y)
    placed.lines = layout.lineCount()
    placed.cut = placed.lines > MOST_LINES + 2 and not unfolded
    if placed.cut:
        placed.lines = MOST_LINES
    last = layout.lineAt(placed.lines - 1)
    y += round(last.y() + last.height())
    if placed.cut:
        size = fonts.small_metrics.size(Qt.TextFlag.TextSingleLine, more)
        placed.spots["more"] = QRect(inner.left(), y + 2, size.width() + 8, size.height() + 4)
        y += size.height() + 8
    return y + 4


def _place_files(placed: Placed, inner: QRect, y: int) -> int:
    x = inner.left()
    for attachment in placed.item.attachments:
        if x > inner.left() and x + THUMB > inner.right():
            x, y = inner.left(), y + THUMB + 6
        placed.spots[f"file:{attachment.uid}"] = QRect(x, y + 2, THUMB, THUMB)
        x += THUMB + 6
    return y + THUMB + 8


def _place_foot(placed: Placed, inner: QRect, y: int, fonts: Fonts, retry: str) -> int:
    height = theme.size("chip")
    placed.foot = QRect(inner.left(), y, inner.width(), height)
    if placed.item.retry:
        at = inner.left() + chip_width(placed.item.chip) + 8
        room = fonts.small_metrics.horizontalAdvance(retry) + 12
        placed.spots["retry"] = QRect(at, y, room, height)
    return y + height + 2


def _laid(text: str, font: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(text.replace("\r\n", "\n").replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 40))
        line.setPosition(QPointF(0, y))
        y += line.height() + 1
    layout.endLayout()
    return layout
