"""A field with a list below it, laid over the window: type, choose, done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from ui import icons, theme
from ui.composing import is_composing
from ui.initials import fits

_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """One line: what it is called, where it belongs, its key, and what else finds it."""

    key: str
    text: str
    icon: str = ""
    group: str = ""
    shortcut: str = ""
    also: str = ""

    def fit(self, typed: str) -> int:
        """How well it answers what was typed; 0 not at all."""
        return max(fits(typed, self.text), fits(typed, self.also) - 1 if self.also else 0)


class OfferList(QWidget):
    """The lines, painted; the chosen one is marked."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offers: list[Offer] = []
        self.current = 0
        self.setMouseTracking(True)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show these lines, the first chosen."""
        self.offers = list(offers[:_SHOWN])
        self.current = 0
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, max(1, len(self.offers)) * theme.size("row"))

    def move_by(self, step: int) -> None:
        """Choose the next or the one before."""
        if self.offers:
            self.current = (self.current + step) % len(self.offers)
            self.update()

    def _at(self, event: QMouseEvent) -> int:
        return int(event.position().y()) // theme.size("row")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._at(event) < len(self.offers):
            self.current = self._at(event)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._at(event) < len(self.offers):
            self.picked.emit(self.offers[self._at(event)].key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = theme.size("row")
        if not self.offers:
            painter.setPen(theme.colour("text_muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Nothing fits."))
        for place, offer in enumerate(self.offers):
            self._paint(painter, QRect(0, place * height, self.width(), height), place, offer)
        painter.end()

    def _paint(self, painter: QPainter, rect: QRect, place: int, offer: Offer) -> None:
        edge = theme.space("medium")
        if place == self.current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(QRectF(rect.adjusted(4, 1, -4, -1)), 6, 6)
        side = theme.size("icon")
        if offer.icon:
            picture = icons.pixmap(offer.icon, "text_muted", side, self.devicePixelRatioF())
            painter.drawPixmap(edge, rect.center().y() - side // 2, picture)
        inner = rect.adjusted(edge + side + theme.space("small"), 0, -edge, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("base"))
        painter.setPen(theme.colour("text"))
        painter.drawText(inner, middle, offer.text)
        width = QFontMetrics(theme.font("base")).horizontalAdvance(offer.text)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text_faint"))
        painter.drawText(inner.adjusted(width + theme.space("small"), 0, 0, 0), middle, offer.group)
        painter.setPen(theme.colour("text_muted"))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, offer.shortcut)


class Finder(QFrame):
    """The overlay. `open(offers, pick)` shows it; Escape or a click beside it takes it away."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        theme.look(self, "popup")
        self._host = host
        self._offers: list[Offer] = []
        self._pick: Callable[[str], object] | None = None
        self._before: QWidget | None = None
        self.line = QLineEdit(self)
        theme.look(self.line, "bare")
        self.list = OfferList(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 8)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.line.textChanged.connect(self._narrow)
        self.line.installEventFilter(self)
        self.list.picked.connect(self._choose)
        host.installEventFilter(self)
        self.hide()

    def open(self, offers: Sequence[Offer], pick: Callable[[str], object], hint: str) -> None:
        """Show these offers; `pick` gets the key of the chosen one, after the finder is gone."""
        self._offers, self._pick = list(offers), pick
        self._before = self._host.focusWidget()
        self.line.setPlaceholderText(hint)
        self.line.clear()
        self._narrow("")
        self.show()
        self.raise_()
        self.line.setFocus()

    def close_finder(self) -> None:
        """Take it away and give the keyboard back."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self._before = None

    def _narrow(self, typed: str) -> None:
        found = [(offer.fit(typed), offer) for offer in self._offers]
        found = [pair for pair in found if pair[0]]
        self.list.show_offers([offer for _fit, offer in sorted(found, key=lambda p: -p[0])])
        self._place()

    def _place(self) -> None:
        width = min(560, self._host.width() - 40)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((self._host.width() - width) // 2, min(90, self._host.height() // 8))

    def _choose(self, key: str) -> None:
        pick = self._pick
        self.close_finder()
        if pick is not None:
            pick(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # while the finder is open, no key belongs to the window
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return not is_composing() and self._on_key(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_finder()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.list.offers:
                self._choose(self.list.offers[self.list.current].key)
        else:
            return False
        return True
