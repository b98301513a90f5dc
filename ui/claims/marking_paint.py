"""Marks painted on the screen as they are drawn into copies."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from ui import theme
from ui.claims.marking_edit import grips
from ui.claims.marking_frame import Frame
from workstation.domain.picture_marks import WHOLE, Mark, on_page

#: The same inks as in copies, whatever the theme: they lie on photographs.
INKS: Final = {
    "red": QColor(214, 32, 32),
    "yellow": QColor(250, 200, 0),
    "green": QColor(20, 140, 60),
    "blue": QColor(20, 90, 200),
    "black": QColor(0, 0, 0),
    "white": QColor(255, 255, 255),
}
_DARK: Final = frozenset({"red", "green", "blue", "black"})
_GRIP: Final = 5.0
#: Strokes and letters on a small picture, for which it is painted at this scale.
_SMALL: Final = 0.6
_THIN: Final = 3.0


def rim_of(colour: str) -> QColor:
    """What sets a mark of a colour off from any ground."""
    return INKS["white"] if colour in _DARK else INKS["black"]


def paint_marks(
    painter: QPainter, frame: Frame, marks: tuple[Mark, ...], chosen: int = -1, page: int = 0
) -> None:
    """Paint the marks of a page over it where it lies in a frame; the chosen one with its grips."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = frame.picture
    longest = max(size.width(), size.height())
    painter.save()
    painter.setTransform(frame.transform(), combine=True)
    for mark in on_page(marks, page):
        _one(painter, mark, size, max(3.0, longest / 250))
    painter.restore()
    if 0 <= chosen < len(marks) and marks[chosen].page == page:
        _chosen(painter, frame, marks[chosen])


def paint_small_marks(
    painter: QPainter, rect: QRectF, marks: tuple[Mark, ...], page: int = 0
) -> None:
    """Paint the marks of a page over a small picture of it; their words are cut at its edge."""
    size = rect.size() / _SMALL
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect)
    painter.translate(rect.topLeft())
    painter.scale(_SMALL, _SMALL)
    for mark in on_page(marks, page):
        _one(painter, mark, size, _THIN)
    painter.restore()


def _one(painter: QPainter, mark: Mark, size: QSizeF, stroke: float) -> None:
    begin = QPointF(mark.x * size.width() / WHOLE, mark.y * size.height() / WHOLE)
    end = QPointF(mark.x2 * size.width() / WHOLE, mark.y2 * size.height() / WHOLE)
    if mark.kind in ("number", "text"):
        _words(painter, mark, size, _letter(size))
        return
    for ink, wide in ((rim_of(mark.colour), stroke * 1.8), (INKS[mark.colour], stroke)):
        pen = QPen(ink, wide)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if mark.kind == "box":
            painter.drawRect(QRectF(begin, end).normalized())
        else:
            _arrow(painter, begin, end, stroke, (wide - stroke) / 2, ink)


def _arrow(
    painter: QPainter, begin: QPointF, end: QPointF, stroke: float, rim: float, ink: QColor
) -> None:
    along = math.dist(begin.toTuple(), end.toTuple()) or 1.0
    unit = (end - begin) / along
    across = QPointF(-unit.y(), unit.x())
    head = min(stroke * 5.0, along)
    painter.drawLine(begin, end - unit * head * 0.8)
    back, side = end - unit * (head + rim), head * 0.45 + rim * 1.5
    path = QPainterPath()
    path.addPolygon(QPolygonF([end + unit * rim * 1.5, back + across * side, back - across * side]))
    painter.fillPath(path, ink)


def _words(painter: QPainter, mark: Mark, size: QSizeF, letter: float) -> None:
    font, rect = _font(letter), words_rect(mark, size)
    ink = rim_of(mark.colour)
    painter.setFont(font)
    painter.setBrush(INKS[mark.colour])
    if mark.kind == "number":
        painter.setPen(QPen(ink, max(1.0, letter / 12)))
        painter.drawEllipse(rect)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, letter * 0.25, letter * 0.25)
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, " ".join(mark.text.split()))


def _font(letter: float) -> QFont:
    font = theme.font("base", bold=True)
    font.setPixelSize(max(1, round(letter)))
    return font


def words_rect(mark: Mark, size: QSizeF) -> QRectF:
    """Where a number or a text lies, in the points of a picture of a size."""
    letter = _letter(size)
    at = QPointF(mark.x * size.width() / WHOLE, mark.y * size.height() / WHOLE)
    text = " ".join(mark.text.split())
    wide = QFontMetricsF(_font(letter)).horizontalAdvance(text) + letter * 0.7
    high = letter * 1.45
    if mark.kind == "number":
        wide = high = max(wide, high)
        at -= QPointF(wide / 2, high / 2)
    x = max(0.0, min(at.x(), size.width() - wide))
    y = max(0.0, min(at.y(), size.height() - high))
    return QRectF(x, y, wide, high)


def _letter(size: QSizeF) -> float:
    return max(14.0, max(size.width(), size.height()) / 45)


def _chosen(painter: QPainter, frame: Frame, mark: Mark) -> None:
    painter.setPen(QPen(theme.colour("focus"), 2))
    if mark.kind in ("number", "text"):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        around = frame.transform().mapRect(words_rect(mark, frame.picture))
        painter.drawRect(around.adjusted(-4, -4, 4, 4))
        return
    painter.setBrush(INKS["white"])
    for x, y in grips(mark).values():
        at = frame.point(x, y)
        painter.drawRect(QRectF(at.x() - _GRIP, at.y() - _GRIP, 2 * _GRIP, 2 * _GRIP))


def grip_at(frame: Frame, mark: Mark, at: QPointF) -> str:
    """The grip of a mark at a point of the screen; "" for none."""
    for name, (x, y) in grips(mark).items():
        if (frame.point(x, y) - at).manhattanLength() <= 3 * _GRIP:
            return name
    return ""


def mark_at(frame: Frame, marks: tuple[Mark, ...], at: QPointF, page: int = 0) -> int:
    """The place of the uppermost mark of a page at a point of the screen; -1 for none."""
    for place in reversed(range(len(marks))):
        if marks[place].page == page and _covers(frame, marks[place], at):
            return place
    return -1


def _covers(frame: Frame, mark: Mark, at: QPointF) -> bool:
    reach = 8.0
    begin, end = frame.point(mark.x, mark.y), frame.point(mark.x2, mark.y2)
    if mark.kind == "arrow":
        return _apart(at, begin, end) <= reach
    if mark.kind == "box":
        rect = QRectF(begin, end).normalized()
        inner = rect.adjusted(reach, reach, -reach, -reach)
        return rect.adjusted(-reach, -reach, reach, reach).contains(at) and not inner.contains(at)
    area = frame.transform().mapRect(words_rect(mark, frame.picture))
    return area.adjusted(-reach, -reach, reach, reach).contains(at)


def _apart(at: QPointF, begin: QPointF, end: QPointF) -> float:
    """How far a point is from a line between two others."""
    line = end - begin
    length = QPointF.dotProduct(line, line) or 1.0
    share = max(0.0, min(1.0, QPointF.dotProduct(at - begin, line) / length))
    return math.dist(at.toTuple(), (begin + line * share).toTuple())
