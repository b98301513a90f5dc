"""The table of the library: one line for each script, or two beside an open one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import icons, theme
from ui.scripts.model import COLUMNS, FIGURES, PLACES, SHOWN, LibraryModel, Shown, Speech
from ui.scripts.rows import ScriptRow
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.indexes import Index
from ui.widgets.painting import LEFT, RIGHT, paint_words
from ui.widgets.tables import dress

_WIDTHS: Final = {
    "code": 84,
    "languages": 84,
    "channels": 136,
    "class": 190,
    "life": 212,
    "notes": 62,
    "used": 64,
    "edited": 68,
}
_LEAST_TITLE: Final = 170
#: Columns that go when there is no room for all, the first one first.
_GIVING: Final = ("languages", "edited", "used", "channels", "class", "notes")
_QUIET: Final = frozenset(PLACES[one] for one in ("languages", "channels", "class"))
_RIGHT: Final = frozenset(PLACES[one] for one in FIGURES)
_FIGURES: Final = frozenset({PLACES["code"], *_RIGHT})
_SIGN: Final = 14


class _Delegate(QStyledItemDelegate):
    def __init__(self, parent: ScriptList) -> None:
        super().__init__(parent)
        self._list = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, state = option.rect, option.state
        told: Shown = index.data(SHOWN)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selected"))
            if index.column() == self._list.first_column():
                bar = "accent" if self._list.hasFocus() else "line_strong"
                painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.colour(bar))
        elif index.row() == self._list.hovered:
            painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        inner = rect.adjusted(theme.space("small") + 2, 0, -theme.space("small"), -1)
        if self._list.compact:
            _paint_two_lines(painter, inner, told)
        elif index.column() == PLACES["life"]:
            _paint_life(painter, inner, told)
        else:
            _paint_cell(painter, inner, index.column(), told)
        painter.restore()


def _paint_cell(painter: QPainter, inner: QRect, column: int, told: Shown) -> None:
    if column == PLACES["title"]:
        inner = _paint_signs(painter, inner, told)
    painter.setFont(theme.font("base", tabular=column in _FIGURES))
    muted = column in _QUIET or told.row.state in ("retired", "ended", "hidden")
    painter.setPen(theme.colour("text_muted" if muted else "text"))
    paint_words(painter, inner, told.cells[column], RIGHT if column in _RIGHT else LEFT)


def _paint_signs(painter: QPainter, inner: QRect, told: Shown) -> QRect:
    """The star of a favourite and the number of a hotkey before a title; what is left."""
    row, left = told.row, inner.left()
    if row.favourite:
        ratio = painter.device().devicePixelRatioF()
        picture = icons.pixmap("star", "accent", _SIGN, ratio)
        painter.drawPixmap(left, inner.center().y() - _SIGN // 2, picture)
        left += _SIGN + 4
    if row.hotkey:
        text = str(row.hotkey % 10)
        painter.setFont(theme.font("tiny", bold=True))
        painter.setPen(theme.colour("accent"))
        room = QRect(left, inner.top(), 12, inner.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        left += 14
    return QRect(left, inner.top(), inner.right() - left + 1, inner.height())


def _paint_life(painter: QPainter, inner: QRect, told: Shown) -> None:
    left = inner.left()
    for word, look in told.chips:
        width = chip_width(word)
        if left + width > inner.right():
            break
        top = inner.center().y() - theme.size("chip") // 2
        paint_chip(painter, QRect(left, top, width, theme.size("chip")), word, look)
        left += width + theme.space("tight")
    room = inner.adjusted(left - inner.left() + 2, 0, 0, 0)
    if room.width() > 30:
        painter.setFont(theme.font("small", tabular=True))
        painter.setPen(theme.colour("text_muted"))
        paint_words(painter, room, told.cells[PLACES["life"]])


def _paint_two_lines(painter: QPainter, inner: QRect, told: Shown) -> None:
    upper = inner.adjusted(0, 6, 0, -inner.height() // 2)
    lower = inner.adjusted(0, inner.height() // 2, 0, -5)
    right = lower.right()
    plain = told.row.lives in (("shipped",), ("in_force",)) and not told.row.own
    for word, look in () if plain else told.chips[:1]:
        width = chip_width(word)
        place = QRect(right - width, lower.center().y() - 9, width, theme.size("chip") - 2)
        paint_chip(painter, place, word, look)
        right -= width + theme.space("small")
    upper = _paint_signs(painter, upper, told)
    painter.setFont(theme.font("base", bold=True))
    painter.setPen(theme.colour("text"))
    paint_words(painter, upper, told.row.script.title)
    painter.setFont(theme.font("small", tabular=True))
    painter.setPen(theme.colour("text_muted"))
    about = told.cells[PLACES["class"]] or told.cells[PLACES["channels"]]
    room = QRect(lower.left(), lower.top(), right - lower.left(), lower.height())
    paint_words(painter, room, f"{told.row.key}  {about}")


class ScriptList(QTableView):
    """Rows of scripts: arrows move, Enter or a double click opens.

    `chosen(key)` where the cursor went, `opened(key)`, `order_wanted(column)`.
    """

    chosen = Signal(str)
    opened = Signal(str)
    order_wanted = Signal(str)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compact = False
        self.with_figures = False
        self.hovered = -1
        self._filling = False
        self.collection = LibraryModel(speech, self)
        self.setModel(self.collection)
        self.setItemDelegate(_Delegate(self))
        self._set_up()
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.sectionClicked.connect(lambda at: self.order_wanted.emit(COLUMNS[at][0]))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda _index: self._open())
        self.entered.connect(self._on_hover)
        self.set_compact(False)

    def _set_up(self) -> None:
        dress(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setAccessibleName(self.tr("Scripts"))

    # rows

    def show_rows(self, rows: Sequence[ScriptRow]) -> None:
        """Show these rows; the cursor stays on its script, or near its place."""
        key, place = self.current(), max(self.currentIndex().row(), 0)
        top = self.verticalScrollBar().value()
        self._filling = True
        self.collection.show_rows(rows)
        self._filling = False
        found = self.collection.place_of(key) if key else -1
        if rows:
            self.go(found if found >= 0 else min(place, len(rows) - 1), quiet=found >= 0)
            self.verticalScrollBar().setValue(top)
            self.scrollTo(self.currentIndex())

    def current(self) -> str:
        """The key of the script under the cursor, or ""."""
        place = self.currentIndex().row()
        return self.collection.rows[place].key if 0 <= place < len(self.collection.rows) else ""

    def row(self) -> ScriptRow | None:
        """The row under the cursor."""
        place = self.currentIndex().row()
        return self.collection.rows[place] if 0 <= place < len(self.collection.rows) else None

    def go(self, place: int, *, quiet: bool = False) -> None:
        """Put the cursor on a row."""
        if 0 <= place < self.collection.rowCount():
            self._filling = quiet
            self.setCurrentIndex(self.collection.index(place, self.first_column()))
            self._filling = False

    def choose(self, key: str) -> bool:
        """Put the cursor on a script without saying so; whether it is there."""
        place = self.collection.place_of(key)
        self.go(place, quiet=True)
        return place >= 0

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._filling and current.row() != previous.row():
            self.chosen.emit(self.collection.rows[current.row()].key)

    # looks

    def first_column(self) -> int:
        """The first column that is shown."""
        return PLACES["title"] if self.compact else PLACES["code"]

    def set_compact(self, compact: bool) -> None:
        """Two lines for each script in one column, or one line in many."""
        self.compact = compact
        row = theme.size("row")
        self.verticalHeader().setDefaultSectionSize(
            2 * row - theme.space("large") if compact else row
        )
        self.horizontalHeader().setVisible(not compact)
        self.verticalScrollBar().setSingleStep(row // 2)
        self._fill()
        if self.currentIndex().isValid():
            self.go(self.currentIndex().row(), quiet=True)
            self.scrollTo(self.currentIndex())

    def show_order(self, order: str) -> None:
        """Put the arrow of an order on its header."""
        header, code = self.horizontalHeader(), order.lstrip("-")
        header.setSortIndicatorShown(code in PLACES)
        if code in PLACES:
            down = Qt.SortOrder.DescendingOrder
            way = down if order.startswith("-") else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(PLACES[code], way)

    def show_figures(self, known: bool) -> None:
        """Show the columns of figures, or not."""
        if known != self.with_figures:
            self.with_figures = known
            self._fill()

    def _fill(self) -> None:
        """Give the title what room is left; columns of less weight go when there is too little."""
        header, room = self.horizontalHeader(), self.viewport().width()
        shown = [code for code, _name in COLUMNS]
        if self.compact:
            shown = ["title"]
        elif not self.with_figures:
            shown = [code for code in shown if code not in ("used", "edited")]
        for code in _GIVING:
            if _LEAST_TITLE + sum(_WIDTHS.get(one, 0) for one in shown) > room and code in shown:
                shown.remove(code)
        rest = room - sum(_WIDTHS.get(one, 0) for one in shown)
        for place, (code, _name) in enumerate(COLUMNS):
            header.setSectionHidden(place, code not in shown)
            width = max(rest, _LEAST_TITLE) if code == "title" else _WIDTHS[code]
            header.resizeSection(place, room if self.compact else width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    # hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._open()
        elif event.key() == Qt.Key.Key_Home:
            self.go(0)
        elif event.key() == Qt.Key.Key_End:
            self.go(self.collection.rowCount() - 1)
        elif event.text().isprintable() and event.text():
            event.ignore()  # letters are commands here, not a search of the view's own
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if key := self.current():
            self.opened.emit(key)

    def _on_hover(self, index: QModelIndex) -> None:
        self.hovered = index.row()
        self.viewport().update()
