"""The timeline: one painted list of all that was said and done, oldest above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QMenu, QPushButton, QToolTip, QWidget

from ui import icons, theme
from ui.text import times
from ui.ticket.laying import Fonts, Placed, place
from ui.ticket.names import Names
from ui.ticket.telling import Item
from ui.ticket.thumbnails import Thumbnails
from ui.widgets.chip import chip_width, paint_chip

#: Entries shown at first; the others come on demand.
FIRST: Final = 60
_GROUNDS: Final = {"in": "sunken", "out": "accent_soft", "note": "warn_soft", "file": "sunken"}
_EDGES: Final = {"in": "line_strong", "out": "accent", "note": "warn", "file": "line_strong"}


class Timeline(QAbstractScrollArea):
    """Paints items; `pressed(uid, spot)` tells what was pressed in which entry.

    Spots are "retry", "link", "file:UID". `older_wanted` asks for entries that are not loaded.
    New items at the end never move what is being read: a button offers to go there.
    """

    pressed = Signal(str, str)
    older_wanted = Signal()

    def __init__(self, names: Names, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._thumbnails = names, thumbnails
        self._items: tuple[Item, ...] = ()
        self._placed: list[Placed] = []
        self._unfolded: set[str] = set()
        self._more = 0
        self._shown = FIRST
        self._current = -1
        self._fonts = Fonts.of_theme()
        self._unseen = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Timeline"))
        self._pill = QPushButton(self)
        theme.look(self._pill, "primary")
        self._pill.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pill.clicked.connect(self.show_end)
        self._pill.hide()
        thumbnails.ready.connect(lambda _sha: self.viewport().update())
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.notifier().changed.connect(self._dress)

    # what it shows

    def open_items(self, items: Sequence[Item], more: int) -> None:
        """Show another ticket's items from their end; `more` older ones are not loaded."""
        self._items, self._more, self._shown = tuple(items), more, FIRST
        self._unfolded.clear()
        self._current = -1
        self._unseen = 0
        self._lay()
        self.show_end()

    def show_items(self, items: Sequence[Item], more: int, *, follow: bool = False) -> None:
        """Show the same ticket's items anew; what is read stays in place unless `follow`."""
        fresh = {item.uid for item in items} - {item.uid for item in self._items}
        grown = len(items) - len(self._items)
        last = self._items[-1].at if self._items else 0
        newer = sum(1 for item in items if item.uid in fresh and item.at >= last)
        self._items, self._more = tuple(items), more
        if grown > 0:
            self._shown += grown
        self._keep_place()
        if follow:
            self.show_end()
        elif newer and not self.at_end:
            self._unseen += newer
        self._tell_unseen()

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, oldest first."""
        return self._items

    @property
    def at_end(self) -> bool:
        """Whether the newest entry is in sight."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 24

    @property
    def unseen(self) -> int:
        """How many entries have come below what is being read."""
        return self._unseen

    def show_end(self) -> None:
        """Go to the newest entry."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._unseen = 0
        self._tell_unseen()

    def show_older(self) -> None:
        """Show entries above the first."""
        if len(self._items) > self._shown:
            self._shown += 200
            self._keep_place()
        elif self._more:
            self.older_wanted.emit()

    # measuring

    def _visible_items(self) -> tuple[Item, ...]:
        return self._items[-self._shown :]

    @property
    def hidden(self) -> int:
        """How many older entries are not shown."""
        return self._more + len(self._items) - len(self._visible_items())

    def _lay(self) -> None:
        width = self.viewport().width()
        retry, more = self.tr("Try again"), self.tr("Show all of it")
        self._placed = [
            place(item, width, self._fonts, retry, more, item.uid in self._unfolded)
            for item in self._visible_items()
        ]
        y = 34 if self.hidden else 8
        for one in self._placed:
            one.top = y
            y += one.height
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(40)
        bar.setRange(0, max(0, y + 8 - self.viewport().height()))
        self.viewport().update()

    def _keep_place(self) -> None:
        """Lay out anew while the entry at the top of the view stays where it is."""
        bar = self.verticalScrollBar()
        value = bar.value()
        first = next((p for p in self._placed if p.top + p.height > value), None)
        offset = value - first.top if first else 0
        uid = first.item.uid if first else ""
        self._lay()
        now = next((p for p in self._placed if p.item.uid == uid), None)
        bar.setValue(now.top + offset if now else value)

    def _dress(self) -> None:
        self._fonts = Fonts.of_theme()
        self._keep_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        end = self.at_end
        if event.oldSize().width() != event.size().width():
            self._keep_place()
        else:
            bar = self.verticalScrollBar()
            grown = event.size().height() - event.oldSize().height()
            bar.setPageStep(event.size().height())
            bar.setMaximum(max(0, bar.maximum() - grown))
        if end:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        self._place_pill()

    def _place_pill(self) -> None:
        self._pill.adjustSize()
        room = self.viewport().rect()
        x = room.center().x() - self._pill.width() // 2
        self._pill.move(x, room.bottom() - self._pill.height() - 8)

    def _tell_unseen(self) -> None:
        if self._unseen:
            self._pill.setText(self.tr("{n} new ↓").format(n=self._unseen))
            self._place_pill()
        self._pill.setVisible(self._unseen > 0)

    def _on_scrolled(self) -> None:
        if self._unseen and self.at_end:
            self._unseen = 0
            self._tell_unseen()

    # pressing

    def _at(self, point: QPoint) -> tuple[int, str]:
        """The entry under a point of the view and the spot in it ("" for none)."""
        y = point.y() + self.verticalScrollBar().value()
        for index, one in enumerate(self._placed):
            if one.top <= y < one.top + one.height:
                inside = QPoint(point.x(), y - one.top)
                spots = (key for key, rect in one.spots.items() if rect.contains(inside))
                return index, next(spots, "")
        return -1, "older" if self.hidden and y < 34 else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index, spot = self._at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._current = index
        self.viewport().update()
        if spot:
            self._press(index, spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        _, spot = self._at(event.position().toPoint())
        hand = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(hand if spot else Qt.CursorShape.ArrowCursor)

    def _press(self, index: int, spot: str) -> None:
        if spot == "older":
            self.show_older()
            return
        uid = self._placed[index].item.uid
        if spot == "more":
            self._unfolded.add(uid)
            self._keep_place()
        else:
            self.pressed.emit(uid, spot)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index, spot = self._at(event.pos())
            text = self._hint(self._placed[index], spot) if index >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    def _hint(self, placed: Placed, spot: str) -> str:
        if spot.startswith("file:"):
            found = (a for a in placed.item.attachments if spot == f"file:{a.uid}")
            return next((self._thumbnails.about(one) for one in found), "")
        lines = [self._names.full_moment(placed.item.at), placed.item.detail]
        return "\n".join(line for line in lines if line)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, _ = self._at(event.pos())
        if index < 0:
            return
        self._current = index
        menu = QMenu(self)
        menu.addAction(self.tr("Copy"), self._copy)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _copy(self) -> None:
        if 0 <= self._current < len(self._placed):
            QGuiApplication.clipboard().setText(self._placed[self._current].item.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._open_current()
        elif event.key() == Qt.Key.Key_C and control:
            self._copy()
        elif event.key() == Qt.Key.Key_End:
            self.show_end()
        elif event.key() == Qt.Key.Key_Home:
            self.verticalScrollBar().setValue(0)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        if not self._placed:
            return
        if self._current < 0:
            self._current = len(self._placed) if by < 0 else -1
        if self._current == 0 and by < 0 and self.hidden:
            self.show_older()
            return
        self._current = max(0, min(self._current + by, len(self._placed) - 1))
        one, bar = self._placed[self._current], self.verticalScrollBar()
        if one.top < bar.value():
            bar.setValue(one.top)
        elif one.top + one.height > bar.value() + self.viewport().height():
            bar.setValue(one.top + one.height - self.viewport().height())
        self.setAccessibleDescription(one.item.words)
        self.viewport().update()

    def _open_current(self) -> None:
        if 0 <= self._current < len(self._placed):
            spots = self._placed[self._current].spots
            if spots:
                self._press(self._current, next(iter(spots)))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), theme.colour("surface"))
        top = self.verticalScrollBar().value()
        view = event.rect().translated(0, top)
        if self.hidden and top < 34:
            self._paint_older(painter, QRect(0, -top, self.viewport().width(), 34))
        for index, one in enumerate(self._placed):
            if one.top > view.bottom():
                break
            if one.top + one.height >= view.top():
                painter.translate(0, one.top - top)
                self._paint(painter, one, index == self._current and self.hasFocus())
                painter.translate(0, top - one.top)
        painter.end()

    def _paint_older(self, painter: QPainter, rect: QRect) -> None:
        painter.setFont(self._fonts.small)
        painter.setPen(theme.colour("accent"))
        text = self.tr("Show {n} earlier entries").format(n=self.hidden)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _paint(self, painter: QPainter, one: Placed, focused: bool) -> None:
        if one.item.look == "event":
            self._paint_event(painter, one)
        else:
            self._paint_bubble(painter, one)
        if focused:
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(one.box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_event(self, painter: QPainter, one: Placed) -> None:
        item, side = one.item, theme.size("icon")
        picture = icons.pixmap(item.icon, item.tint, side, self.devicePixelRatioF())
        painter.drawPixmap(one.head.left() - side - 6, one.head.top(), picture)
        link = "accent" if item.link else "text_muted"
        painter.setPen(theme.colour("text_faint" if item.undone else link))
        if one.body is not None:
            one.body.draw(painter, one.body_at)
        painter.setFont(self._fonts.small)
        painter.setPen(theme.colour("text_faint"))
        when = times.ago(item.at, self._names.now)
        told = self._fonts.small_metrics.elidedText(
            f"{item.who} {when}".strip(), Qt.TextElideMode.ElideRight, _room(self._fonts)
        )
        painter.drawText(one.head, Qt.AlignmentFlag.AlignRight, told)

    def _paint_bubble(self, painter: QPainter, one: Placed) -> None:
        item = one.item
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(_GROUNDS[item.look]))
        painter.drawRoundedRect(QRectF(one.box), 6, 6)
        edge = QRectF(one.box.left(), one.box.top() + 6, 3, one.box.height() - 12)
        painter.setBrush(theme.colour(_EDGES[item.look]))
        painter.drawRoundedRect(edge, 1.5, 1.5)
        self._paint_head(painter, one)
        if one.body is not None:
            painter.setPen(theme.colour("text_faint" if item.undone else "text"))
            for line in range(one.lines):
                one.body.lineAt(line).draw(painter, one.body_at)
        if "more" in one.spots:
            painter.setFont(self._fonts.small)
            painter.setPen(theme.colour("accent"))
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(one.spots["more"], left, self.tr("Show all of it"))
        for attachment in item.attachments:
            rect = one.spots[f"file:{attachment.uid}"]
            self._thumbnails.paint(painter, rect, attachment)
        if item.chip:
            self._paint_foot(painter, one)

    def _paint_head(self, painter: QPainter, one: Placed) -> None:
        item, rect = one.item, one.head
        side = theme.size("icon")
        picture = icons.pixmap(item.icon, "text_muted", side, self.devicePixelRatioF())
        painter.drawPixmap(rect.left(), rect.top() + (rect.height() - side) // 2, picture)
        left = rect.left() + side + 6
        when = times.ago(item.at, self._names.now)
        painter.setFont(self._fonts.small)
        painter.setPen(theme.colour("text_faint"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, when)
        right = rect.right() - self._fonts.small_metrics.horizontalAdvance(when) - 8
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._fonts.bold)
        painter.setPen(theme.colour("text"))
        who = painter.fontMetrics().elidedText(
            item.who, Qt.TextElideMode.ElideRight, (right - left) // 2
        )
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), middle, who)
        left += painter.fontMetrics().horizontalAdvance(who) + (8 if who else 0)
        painter.setFont(self._fonts.small)
        painter.setPen(theme.colour("text_muted"))
        about = self._fonts.small_metrics.elidedText(
            item.about, Qt.TextElideMode.ElideRight, max(right - left, 0)
        )
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), middle, about)

    def _paint_foot(self, painter: QPainter, one: Placed) -> None:
        item, rect = one.item, one.foot
        width = chip_width(item.chip)
        chip = QRect(rect.left(), rect.top(), width, rect.height())
        paint_chip(painter, chip, item.chip, item.chip_look)
        left = chip.right() + 8
        painter.setFont(self._fonts.small)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if item.retry:
            painter.setPen(theme.colour("accent"))
            painter.drawText(one.spots["retry"], middle, self.tr("Try again"))
            left = one.spots["retry"].right() + 8
        painter.setPen(theme.colour("text_muted"))
        room = QRect(left, rect.top(), max(rect.right() - left, 0), rect.height())
        text = " ".join(item.detail.split())
        shown = self._fonts.small_metrics.elidedText(
            text, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, middle, shown)


def _room(fonts: Fonts) -> int:
    return fonts.small_metrics.horizontalAdvance("00-00 00:00") + 40
