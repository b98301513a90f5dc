"""The list at the side: sections of entries, each with an icon and a live count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets.painting import paint_words


@dataclass(frozen=True, slots=True)
class SideEntry:
    """One line: `key` names it; a line without key is a section's heading.

    `count` None shows no number; `look` is "" or a colour token for the number.
    """

    key: str
    text: str
    icon: str = ""
    count: int | None = None
    look: str = ""
    hint: str = ""


class SideList(QWidget):
    """Painted entries; arrow keys, Enter and the mouse choose one."""

    chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[SideEntry] = []
        self._current = ""
        self._hover = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.notifier().changed.connect(self.update)

    @property
    def entries(self) -> tuple[SideEntry, ...]:
        """The lines shown, in order."""
        return tuple(self._entries)

    @property
    def current(self) -> str:
        """The key of the chosen entry, or ""."""
        return self._current

    def show_entries(self, entries: Iterable[SideEntry]) -> None:
        """Show these lines; the chosen one stays when it is still there."""
        self._entries = list(entries)
        self.updateGeometry()
        self.update()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show new numbers for some keys; the others keep theirs."""
        changed = [replace(e, count=counts.get(e.key, e.count)) for e in self._entries]
        if changed != self._entries:
            self._entries = changed
            self.update()

    def choose(self, key: str, *, tell: bool = True) -> None:
        """Mark an entry as the chosen one and say so."""
        self._current = key
        self.update()
        if tell:
            self.chosen.emit(key)

    def sizeHint(self) -> QSize:
        return QSize(theme.size("side"), self._top(len(self._entries)) + theme.space("small"))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def rect_of(self, index: int) -> QRect:
        """Where the line of that index is painted."""
        edge = theme.space("small")
        top = self._top(index)
        height = self._top(index + 1) - top
        return QRect(edge, top, self.width() - 2 * edge, height)

    def _top(self, index: int) -> int:
        row = theme.size("side_row")
        headings = sum(1 for entry in self._entries[:index] if not entry.key)
        return theme.space("small") + index * row + headings * theme.space("tight")

    def _index_at(self, point: QPoint) -> int:
        hits = (i for i in range(len(self._entries)) if self.rect_of(i).contains(point))
        return next(hits, -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position().toPoint())
        if index != self._hover:
            self._hover = index
            self.setToolTip(self._entries[index].hint if index >= 0 else "")
            self.update()

    def leaveEvent(self, event: object) -> None:
        self._hover = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position().toPoint())
        if index < 0 or not self._entries[index].key:
            return
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_wanted.emit(self._entries[index].key, event.globalPosition().toPoint())
        elif event.button() == Qt.MouseButton.LeftButton:
            self.choose(self._entries[index].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = [entry.key for entry in self._entries if entry.key]
        place = keys.index(self._current) if self._current in keys else -step
        if 0 <= place + step < len(keys):
            self.choose(keys[place + step])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, entry in enumerate(self._entries):
            rect = self.rect_of(index)
            if event.rect().intersects(rect):
                self._paint_line(painter, rect, index, entry)
        painter.end()

    def _paint_line(self, painter: QPainter, rect: QRect, index: int, entry: SideEntry) -> None:
        if not entry.key:
            painter.setFont(theme.font("tiny", bold=True))
            painter.setPen(theme.colour("text_faint"))
            low = rect.adjusted(theme.space("small"), 0, 0, -theme.space("tight"))
            painter.drawText(
                low, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, entry.text
            )
            return
        chosen = entry.key == self._current
        if chosen or index == self._hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected" if chosen else "side_hover"))
            painter.drawRoundedRect(QRectF(rect.adjusted(0, 1, 0, -1)), 6, 6)
        if chosen and self.hasFocus():
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 1.5, -0.5, -1.5), 6, 6)
        self._paint_words(painter, rect, entry, chosen)

    def _paint_words(self, painter: QPainter, rect: QRect, entry: SideEntry, chosen: bool) -> None:
        left = rect.left() + theme.space("small")
        if entry.icon:
            ratio = self.devicePixelRatioF()
            colour = "accent" if chosen else "text_muted"
            side = theme.size("icon")
            picture = icons.pixmap(entry.icon, colour, side, ratio)
            painter.drawPixmap(left, rect.center().y() - side // 2 + 1, picture)
            left += side + theme.space("small")
        right = self._paint_count(painter, rect, entry)
        painter.setFont(theme.font("base", bold=chosen))
        painter.setPen(theme.colour("selected_text" if chosen else "text"))
        room = QRect(left, rect.top(), right - left, rect.height())
        paint_words(painter, room, entry.text)

    def _paint_count(self, painter: QPainter, rect: QRect, entry: SideEntry) -> int:
        """Paint the number; returns the x up to which the words may go."""
        right = rect.right() - theme.space("small")
        if not entry.count:
            return right
        font = theme.font("small", bold=bool(entry.look), tabular=True)
        text = f"{entry.count:,}" if entry.count < 100_000 else f"{entry.count // 1000}k"
        width = QFontMetrics(font).horizontalAdvance(text)
        painter.setFont(font)
        painter.setPen(theme.colour(entry.look or "text_muted"))
        place = QRect(right - width, rect.top(), width, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        return right - width - theme.space("small")
