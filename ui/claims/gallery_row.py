"""How a file of a claim is painted in the gallery, and the list that holds them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import icons, theme
from ui.claims.gallery_model import SHOT, GalleryRows
from ui.claims.gallery_shot import Shot, name_words, size_words, twin_words
from ui.claims.marking_paint import paint_small_marks
from ui.claims.taking import sources_in
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.indexes import Index
from ui.widgets.painting import paint_hovered_ground, paint_words
from workstation.domain.picture import PDF
from workstation.domain.picture_marks import Mark, on_page

_SIDE: Final = 72
_TICK: Final = 18


class ShotDelegate(QStyledItemDelegate):
    """Paints tick, small picture, name, what it proves, what is known, where else it is known."""

    def __init__(self, rows: GalleryRows) -> None:
        super().__init__(rows)
        self._rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _SIDE + 2 * theme.space("small"))

    def tick_rect(self, rect: QRect) -> QRect:
        """Where the tick of a row is."""
        top = rect.center().y() - _TICK // 2
        return QRect(rect.left() + theme.space("medium"), top, _TICK, _TICK)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shot: Shot = index.data(SHOT)
        rect: QRect = option.rect
        painter.save()
        paint_hovered_ground(painter, option)
        self._paint_tick(painter, rect, shot)
        left = self.tick_rect(rect).right() + theme.space("medium")
        frame = QRect(left, rect.top() + theme.space("small"), _SIDE, _SIDE)
        paint_small(painter, frame, shot, self._rows.small(shot), self._rows.marks(shot))
        words = QRect(frame.topRight(), rect.bottomRight())
        words.adjust(theme.space("medium"), theme.space("small"), -theme.space("medium"), -8)
        self._paint_words(painter, words, shot)
        painter.restore()

    def _paint_tick(self, painter: QPainter, rect: QRect, shot: Shot) -> None:
        box = self.tick_rect(rect)
        on, live = shot.counted, self._rows.editable
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = ("accent" if live else "text_faint") if on else "surface"
        painter.setPen(theme.colour(fill if on else "line_strong"))
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(box, theme.radius("small"), theme.radius("small"))
        if on:
            side = theme.size("icon")
            at = box.center() - QPoint(side // 2 - 1, side // 2 - 1)
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(at, icons.pixmap("check", "accent_text", side, ratio))

    def _paint_words(self, painter: QPainter, rect: QRect, shot: Shot) -> None:
        line = rect.height() // 3
        rows = [QRect(rect.left(), rect.top() + n * line, rect.width(), line) for n in range(3)]
        twins = self._rows.twins(shot)
        if twins:
            text = twin_words(twins[0])
            if len(twins) > 1:
                text = f"{text} +{len(twins) - 1}"
            wide = min(chip_width(text), rows[0].width() * 2 // 3)
            chip = QRect(rows[0].right() - wide, rows[0].top() + 1, wide, theme.size("chip"))
            paint_chip(painter, chip, text, "warn")
            rows[0].setRight(chip.left() - theme.space("small"))
        called, proves = name_words(shot)
        _line(painter, rows[0], called, "text", bold=True)
        told, colour = proves, "text_muted"
        if not proves:
            told, colour = self.tr("Not put to anything that is needed"), "text_faint"
        _line(painter, rows[1], told, colour)
        wrong = self._rows.wrong(shot)
        facts = size_words(shot.file, self._rows.facts(shot))
        about = " · ".join(part for part in (facts, shot.sender) if part)
        if not self._rows.here(shot):
            about = self.tr("In the shared database; opening fetches it")
        _line(painter, rows[2], wrong or about, "bad" if wrong else "text_faint")


def paint_small(
    painter: QPainter,
    rect: QRect,
    shot: Shot,
    picture: QPixmap | None,
    marks: tuple[Mark, ...],
    page: int = 0,
) -> None:
    """Paint a page small into a square, with its marks; an icon where there is no picture."""
    painter.fillRect(rect, theme.colour("sunken"))
    if picture is None or picture.isNull():
        icon = "file-text" if shot.file.media_type == PDF else "photo"
        side = theme.size("large_icon")
        at = rect.center() - QPoint(side // 2, side // 2)
        painter.drawPixmap(at, icons.pixmap(icon, "text_faint", side))
    else:
        size = picture.size().scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
        at = rect.center() - QRect(QPoint(0, 0), size).center()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(QRect(at, size), picture)
        paint_small_marks(painter, QRectF(QRect(at, size)), marks, page)
    if marks and not on_page(marks, page):
        side = theme.size("icon")
        corner = QRect(rect.right() - side - 2, rect.bottom() - side - 2, side + 2, side + 2)
        painter.fillRect(corner, theme.colour("raised"))
        painter.drawPixmap(corner.topLeft(), icons.pixmap("pencil", "text", side))
    painter.setPen(theme.colour("line"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)


def _line(painter: QPainter, rect: QRect, text: str, colour: str, *, bold: bool = False) -> None:
    painter.setFont(theme.font("base" if bold else "small", bold=bold))
    painter.setPen(theme.colour(colour))
    paint_words(painter, rect, text)


class GalleryList(QListView):
    """The files in order: Space ticks, Alt+Up and Alt+Down move, Enter looks, Delete takes out.

    `shifted(by)`, `opened()`, `removed()`, `files_given(sources)` when files are dropped on it.
    """

    shifted = Signal(int)
    opened = Signal()
    removed = Signal()
    files_given = Signal(object)

    def __init__(self, rows: GalleryRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = ShotDelegate(rows)
        self.setModel(rows)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setDragDropOverwriteMode(False)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._shift_of(event):
            event.accept()
            return True
        return super().event(event)

    def _shift_of(self, event: QKeyEvent) -> int:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        return steps.get(Qt.Key(event.key()), 0) if alt else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by, key = self._shift_of(event), event.key()
        if by:
            self.shifted.emit(by)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif key == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            reach = self._delegate.tick_rect(self.visualRect(index)).adjusted(-6, -6, 6, 6)
            if reach.contains(event.position().toPoint()):
                self.setCurrentIndex(index)
                self._toggle(index)
                return
        super().mousePressEvent(event)

    def _toggle(self, index: QModelIndex) -> None:
        role = Qt.ItemDataRole.CheckStateRole
        on = Qt.CheckState(index.data(role)) == Qt.CheckState.Checked
        self.model().setData(index, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked, role)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if sources_in(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if sources_in(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        sources = sources_in(event.mimeData())
        if sources:
            event.acceptProposedAction()
            self.files_given.emit(sources)
        else:
            super().dropEvent(event)
            event.setDropAction(Qt.DropAction.CopyAction)  # the rows follow the desk
