"""The table of tickets: keys, ticks, columns, and a place that survives every refresh."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui import theme
from ui.queue.columns import (
    COLUMNS,
    DEFAULT,
    FEW_WORDS,
    MARK,
    PLACES,
    Column,
    column_of,
    next_order,
)
from ui.queue.delegate import Cell, RowPainter
from ui.queue.marks import Marks
from ui.queue.model import QueueModel
from ui.widgets.indexes import Index

_KEYS: Final = Qt.Key
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_NO_SELECTION: Final = QItemSelectionModel.SelectionFlag.NoUpdate
#: Rows at the edges of a jump are read ahead once the list has rested this long.
_REST_MS: Final = 30
_COMPACT: Final = 26
#: How much wider than its own width the type may become, in pixels; the subject takes the rest.
_TYPE_GROWS: Final = 110
#: A chip is never told anew more often than this.
_LEAST_TICK_MS: Final = 250
_MOST_TICK_MS: Final = 3_600_000


class QueueView(QTableView):
    """Shows a `QueueModel`.

    `chosen` a person moved to this ticket, `opened` wants it open; `order_wanted` a header was
    pressed; `menu_wanted` where the right button was pressed on a header; `strayed` the ticket
    under the cursor leaves its place.
    """

    chosen = Signal(str)
    opened = Signal(str)
    order_wanted = Signal(str)
    columns_wanted = Signal(QPoint)
    row_menu_wanted = Signal(QPoint)
    strayed = Signal(str)

    def __init__(
        self, model: QueueModel, clock: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._queue = model
        self._clock = clock
        self.compact = False
        self.marks = Marks(model, self)
        self.look = RowPainter(clock, self)
        self.look.marked = self.marks.ids
        self._kept_top, self._kept_uid = 0, ""
        self._kept: dict[int, int] = {}
        self._before = ""
        self._own_widths: dict[str, int] = {}
        self._sizing = False
        self.setModel(model)
        self._set_up()
        self._set_up_headers()
        model.visible = self.visible_rows
        model.anchors = self._anchors
        model.rearranging.connect(self._on_rearranging)
        model.rearranged.connect(self._on_rearranged)
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(lambda *_: self._wind())
        self.marks.changed.connect(self.viewport().update)
        self._ahead = self._timer(self._queue.prefetch)
        self._ahead.setInterval(_REST_MS)
        self._tick = self._timer(self._on_tick)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.notifier().changed.connect(self._restyle)

    def _timer(self, run: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.timeout.connect(run)
        return made

    def _set_up(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAutoScroll(False)
        self.setAccessibleName(self.tr("Tickets"))

    def _set_up_headers(self) -> None:
        down = self.verticalHeader()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(16)
        down.setDefaultSectionSize(self.row_height())
        down.hide()
        across = self.horizontalHeader()
        across.setSectionsMovable(True)
        across.setFirstSectionMovable(False)
        across.setHighlightSections(False)
        across.setSectionsClickable(True)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setMinimumSectionSize(36)
        across.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        across.customContextMenuRequested.connect(
            lambda at: self.columns_wanted.emit(across.mapToGlobal(at))
        )
        across.sectionClicked.connect(self._on_header)
        across.sectionResized.connect(self._on_resized)
        self.show_columns(DEFAULT)
        self.set_widths({})
        across.setSectionResizeMode(MARK, QHeaderView.ResizeMode.Fixed)

    # columns

    def show_columns(self, codes: tuple[str, ...]) -> None:
        """Show these columns in this order; the ticks stay first."""
        header = self.horizontalHeader()
        wanted = [code for code in codes if code in PLACES and code != "mark"] or list(DEFAULT)
        for place, column in enumerate(COLUMNS):
            header.setSectionHidden(place, place != MARK and column.code not in wanted)
        for at, code in enumerate(wanted, start=1):
            header.moveSection(header.visualIndex(PLACES[code]), at)
        self._fill()

    def columns(self) -> tuple[str, ...]:
        """The columns shown, from left to right, without the ticks."""
        header = self.horizontalHeader()
        places = [header.logicalIndex(at) for at in range(1, len(COLUMNS))]
        return tuple(COLUMNS[p].code for p in places if not header.isSectionHidden(p))

    def set_widths(self, widths: dict[str, int]) -> None:
        """Give columns their widths in pixels; the others get their own."""
        self._own_widths = {code: max(36, width) for code, width in widths.items()}
        self._sizing = True
        for place, column in enumerate(COLUMNS):
            told = self._own_widths.get(column.code) or _width(column)
            self.horizontalHeader().resizeSection(place, told)
        self._sizing = False
        self._fill()

    def widths(self) -> dict[str, int]:
        """The widths that a person gave to columns."""
        return dict(self._own_widths)

    def _fill(self) -> None:
        """Give subject and type what room is left, unless a person gave them a width."""
        header = self.horizontalHeader()
        free = [
            place
            for place in (PLACES["type"], PLACES["subject"])
            if COLUMNS[place].code not in self._own_widths and not header.isSectionHidden(place)
        ]
        if not free or free[-1] != PLACES["subject"]:
            return
        least = {place: _width(COLUMNS[place]) for place in free}
        taken = header.length() - sum(header.sectionSize(place) for place in free)
        extra = max(self.viewport().width() - taken - sum(least.values()), 0)
        self._sizing = True
        for place in free[:-1]:
            share = min(extra // 3, _TYPE_GROWS)
            header.resizeSection(place, least[place] + share)
            extra -= share
        header.resizeSection(free[-1], least[free[-1]] + extra)
        self._sizing = False

    def show_order(self, order: str) -> None:
        """Put the arrow of an order on its header."""
        code, down = column_of(order)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(bool(code))
        if code:
            way = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(PLACES[code], way)

    def set_compact(self, compact: bool) -> None:
        """Show more rows with less room each, or the other way."""
        self.compact = compact
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self.viewport().update()

    def row_height(self) -> int:
        """The height of a row in pixels."""
        return _COMPACT * theme.current().scale // 100 if self.compact else theme.size("row")

    # places

    def visible_rows(self) -> tuple[int, int]:
        """The first and last row on the screen."""
        top = max(self.verticalScrollBar().value(), 0)
        return top, top + self.viewport().height() // max(self.row_height(), 1) + 1

    def current_uid(self) -> str:
        """The ticket under the cursor, or ""."""
        index = self.currentIndex()
        return self._queue.uid_at(index.row()) if index.isValid() else ""

    def go(self, row: int, *, tell: bool = True) -> None:
        """Put the cursor on a row and bring it into sight."""
        if not 0 <= row < self._queue.rowCount():
            return
        index = self._queue.index(row, MARK)
        self.selectionModel().setCurrentIndex(index, _NO_SELECTION)
        if tell:
            self._tell()

    def step(self, by: int) -> None:
        """Move the cursor by some rows."""
        row = self.currentIndex().row()
        last = self._queue.rowCount() - 1
        self.go(min(max(row + by, 0), last) if row >= 0 else 0)

    def _tell(self) -> None:
        uid = self.current_uid()
        if uid and uid != self._before:
            self._before = uid
            self.chosen.emit(uid)

    def currentChanged(self, current: Index, previous: Index) -> None:
        for index in (previous, current):
            self._repaint_row(index.row())
        self.look.current = current.row()
        if current.isValid():
            self._bring_into_sight(current.row())

    def _bring_into_sight(self, row: int) -> None:
        bar = self.verticalScrollBar()
        whole = max(self.viewport().height() // max(self.row_height(), 1), 1)
        if row < bar.value():
            bar.setValue(row)
        elif row >= bar.value() + whole:
            bar.setValue(row - whole + 1)

    def _repaint_row(self, row: int) -> None:
        if row >= 0:
            top = self.rowViewportPosition(row)
            self.viewport().update(0, top, self.viewport().width(), self.row_height())

    def _anchors(self) -> dict[int, int]:
        top = self.verticalScrollBar().value()
        row = self.currentIndex().row()
        found = {self._queue.id_at(place): place for place in (top, row) if place >= 0}
        found.pop(0, None)
        return found

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        if start <= self.currentIndex().row() <= end:
            self.strayed.emit(self.current_uid())
        super().rowsAboutToBeRemoved(parent, start, end)

    def _on_rearranging(self) -> None:
        self._kept, self._kept_uid = self._anchors(), self.current_uid()
        self._kept_top = self.verticalScrollBar().value()

    def _on_rearranged(self, places: dict[int, int]) -> None:
        kept = {old: places.get(id, -1) for id, old in self._kept.items()}
        row = self.currentIndex().row()
        top = kept.get(self._kept_top, -1)
        self.setUpdatesEnabled(False)
        if kept.get(row, -1) >= 0:
            self.go(kept[row], tell=False)
        elif self._kept_uid:
            self.strayed.emit(self._kept_uid)
        if self._kept_top and top >= 0:
            self.verticalScrollBar().setValue(top)
        elif not self._kept_top:
            self.verticalScrollBar().setValue(0)
        self.setUpdatesEnabled(True)
        self._wind()

    def _on_reset(self) -> None:
        self.look.current = -1
        self.look.hover = -1
        self._before = ""
        self.verticalScrollBar().setValue(0)
        self._wind()
        self._ahead.start()

    def _on_scrolled(self) -> None:
        self.look.hover = -1
        self._ahead.start()
        self._wind()

    # time

    def _wind(self) -> None:
        """Set the clock to the next moment at which a chip on the screen reads otherwise."""
        first, last = self.visible_rows()
        last = min(last, self._queue.rowCount() - 1)
        moments = [
            shown.changes_at
            for row in range(first, last + 1)
            if (shown := self._queue.known(row)) is not None and shown.changes_at
        ]
        if moments:
            rest = min(moments) - self._clock()
            self._tick.start(min(max(rest, _LEAST_TICK_MS), _MOST_TICK_MS))
        else:
            self._tick.stop()

    def _on_tick(self) -> None:
        header = self.horizontalHeader()
        place = PLACES["due_at"]
        left = header.sectionViewportPosition(place)
        self.viewport().update(left, 0, header.sectionSize(place), self.viewport().height())
        now = self._clock()
        first, last = self.visible_rows()
        for row in range(first, min(last, self._queue.rowCount() - 1) + 1):
            shown = self._queue.known(row)
            if shown is not None and shown.changes_at and now >= shown.changes_at:
                shown.tell_time(now)
        self._wind()

    # events

    def paintEvent(self, event: QPaintEvent) -> None:
        look, area = self.look, event.rect()
        look.now, look.focused = self._clock(), self.hasFocus()
        look.ratio = self.devicePixelRatioF()
        height = self.row_height()
        width = self.horizontalHeader().length() - self.horizontalHeader().offset()
        top = self.verticalScrollBar().value()
        first = top + area.top() // height
        last = min(top + area.bottom() // height, self._queue.rowCount() - 1)
        cells = [c for c in self._cells_now() if c.left + c.width > area.left()]
        cells = [c for c in cells if c.left <= area.right()]
        painter = QPainter(self.viewport())
        for row in range(first, last + 1):
            place = QRect(0, (row - top) * height, width, height)
            look.paint_row(painter, row, self._queue.shown(row), place, cells)
        painter.end()

    def _cells_now(self) -> list[Cell]:
        """The columns as they stand on the screen."""
        header = self.horizontalHeader()
        places = (header.logicalIndex(at) for at in range(len(COLUMNS)))
        return [
            Cell(place, header.sectionViewportPosition(place), header.sectionSize(place))
            for place in places
            if not header.isSectionHidden(place)
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, with_shift = event.key(), bool(event.modifiers() & _SHIFT)
        move = self._moves().get(_KEYS(key))
        row = self.currentIndex().row()
        if move is not None and self._queue.rowCount():
            target = min(max(move, 0), self._queue.rowCount() - 1)
            if with_shift:
                self.marks.extend(row if row >= 0 else target, target)
            self.go(target)
        elif key in (_KEYS.Key_Return, _KEYS.Key_Enter) and not event.modifiers() & _CONTROL:
            self._open(row)
        elif key == _KEYS.Key_Space:
            self.marks.toggle(row)
        else:
            event.ignore()
            return
        event.accept()

    def _moves(self) -> dict[Qt.Key, int]:
        row = self.currentIndex().row()
        page = max(self.viewport().height() // max(self.row_height(), 1) - 1, 1)
        return {
            _KEYS.Key_Down: row + 1,
            _KEYS.Key_Up: max(row - 1, 0),
            _KEYS.Key_PageDown: row + page,
            _KEYS.Key_PageUp: row - page,
            _KEYS.Key_Home: 0,
            _KEYS.Key_End: self._queue.rowCount() - 1,
        }

    def _open(self, row: int) -> None:
        uid = self._queue.uid_at(row)
        if uid:
            self._before = uid
            self.opened.emit(uid)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        index = self.indexAt(event.position().toPoint())
        row = index.row()
        if row < 0:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            if event.modifiers() & _SHIFT:
                self.marks.extend(max(self.currentIndex().row(), 0), row)
            elif event.modifiers() & _CONTROL or index.column() == MARK:
                self.marks.toggle(row)
        self.go(row)
        if event.button() == Qt.MouseButton.RightButton:
            self.row_menu_wanted.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.row() >= 0 and index.column() != MARK:
            self._open(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(int(event.position().y()))
        hover = self.look.hover
        if row != hover:
            self.look.hover = row
            self._repaint_row(hover)
            self._repaint_row(row)

    def leaveEvent(self, event: QEvent) -> None:
        hover, self.look.hover = self.look.hover, -1
        self._repaint_row(hover)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()
        self._wind()

    def _on_header(self, place: int) -> None:
        if place == MARK:
            self.marks.clear() if self.marks.ids else self.marks.all()
            return
        code, _down = column_of(self._queue.order)
        order = next_order(COLUMNS[place].code, self._queue.order)
        if order:
            self.order_wanted.emit(order)
        else:  # Qt has moved the arrow; put it back
            self.show_order(self._queue.order if code else "")

    def _on_resized(self, place: int, _old: int, width: int) -> None:
        self.look.recut()
        if not self._sizing and width:
            self._own_widths[COLUMNS[place].code] = width
            self._fill()

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self.viewport().update()


def _width(column: Column) -> int:
    """The width that a column has by itself, in pixels."""
    metrics = QFontMetrics(theme.font("base"))
    few = FEW_WORDS.get(column.code, tuple)()
    longest = max((metrics.horizontalAdvance(word) for word in few), default=0)
    return max(column.width * theme.current().scale // 100, longest + 2 * theme.space("small"))
