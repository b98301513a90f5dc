"""A list of two-line entries: a title, what it is about, and a word at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.widgets.indexes import DISPLAY, Index
from ui.widgets.painting import paint_hovered_ground, paint_words

_LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """One entry; `key` names it. `look` is a colour token for the word at the right."""

    key: str
    title: str
    about: str = ""
    right: str = ""
    look: str = "text_faint"


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        line = self.lines[index.row()]
        if role == DISPLAY:
            return f"{line.title} {line.about} {line.right}"
        return line if role == _LINE else None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, 2 * theme.size("row") - theme.space("large"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(_LINE)
        rect: QRect = option.rect
        painter.save()
        paint_hovered_ground(painter, option)
        inner = rect.adjusted(theme.space("large"), 6, -theme.space("large"), -6)
        painter.setFont(theme.font("small", tabular=True))
        painter.setPen(theme.colour(line.look))
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(inner, top | Qt.AlignmentFlag.AlignRight, line.right)
        room = painter.fontMetrics().horizontalAdvance(line.right) + theme.space("medium")
        _write(painter, inner.adjusted(0, 0, -room, 0), line.title, "text", top, bold=True)
        _write(painter, inner, line.about, "text_muted", Qt.AlignmentFlag.AlignBottom)
        painter.restore()


def _write(
    painter: QPainter,
    rect: QRect,
    text: str,
    colour: str,
    place: Qt.AlignmentFlag,
    *,
    bold: bool = False,
) -> None:
    painter.setFont(theme.font("base", bold=bold))
    painter.setPen(theme.colour(colour))
    paint_words(painter, rect, " ".join(text.split()), place)


class LineList(QListView):
    """Shows lines; Enter or a double click opens one, Delete asks to remove one."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(_LINE).key))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; the chosen one stays chosen when it is still there."""
        chosen = self.current()
        self._model.show_lines(lines)
        for row, line in enumerate(lines):
            if line.key == chosen:
                self.setCurrentIndex(self._model.index(row))

    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return tuple(self._model.lines)

    def current(self) -> str:
        """The key of the chosen line, or ""."""
        index = self.currentIndex()
        return index.data(_LINE).key if index.isValid() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current():
            self.opened.emit(self.current())
        elif event.key() == Qt.Key.Key_Delete and self.current():
            self.removed.emit(self.current())
        else:
            super().keyPressEvent(event)
