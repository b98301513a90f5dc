"""A picture as large as there is room: zoomed with wheel and keys, shifted, turned."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.bridge import Bridge
from ui.claims.marking_frame import Frame
from ui.claims.marking_paint import paint_marks
from ui.claims.marking_source import PictureSource
from workstation.domain.conversation import Attachment
from workstation.domain.picture import PDF
from workstation.domain.picture_marks import Mark

_SHIFT: Final = 80.0


class PictureCanvas(QWidget):
    """Shows one picture or one page with its marks. `zoomed()` after size or turn changed,
    `told(sentence)` what is in the way of showing it, `known(facts)` once it is looked into."""

    zoomed = Signal()
    told = Signal(str)
    known = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.frame = Frame()
        self.source = PictureSource(bridge, self)
        self.marks: tuple[Mark, ...] = ()
        self._before = QPixmap()
        self._sentence = ""
        self._held: QPointF | None = None
        self.source.changed.connect(self.update)
        self.source.known.connect(self._on_known)
        self.source.told.connect(self._on_told)

    def show_file(
        self,
        file: Attachment,
        marks: tuple[Mark, ...],
        page: int = 0,
        before: QPixmap | None = None,
    ) -> None:
        """Show a picture; `before` is a small one that stands there until it has come."""
        self.frame = Frame(view=QSizeF(self.size()))
        self.marks = marks
        self._before = before or QPixmap()
        if not self._before.isNull():
            self.frame.picture = QSizeF(self._before.size())
        self.setAccessibleName(file.label or file.name)
        self.source.open(file, self.frame, self.devicePixelRatioF(), page)
        self.zoomed.emit()

    def clear(self) -> None:
        """Show nothing."""
        self.source.close()
        self._before = QPixmap()
        self.update()

    @property
    def per_cent(self) -> int:
        """How large it is shown: at 100 one pixel of it is one of the screen."""
        ratio = self.devicePixelRatioF()
        facts = self.source.facts
        return round(self.frame.scale * (1 if facts and facts.media_type == PDF else ratio) * 100)

    def fit(self) -> None:
        """As large as it fits."""
        self._zoom(0.0)

    def whole_size(self) -> None:
        """One pixel of the picture for one of the screen."""
        facts = self.source.facts
        ratio = 1.0 if facts and facts.media_type == PDF else self.devicePixelRatioF()
        self._zoom(1 / ratio)

    def step_zoom(self, by: int, at: QPointF | None = None) -> None:
        """Larger or smaller."""
        self.frame.step(by, at)
        self._after()

    def turn(self, by: int = 1) -> None:
        """Turn the view by quarters to the right; the picture itself is left as it is."""
        self.frame.turn = (self.frame.turn + by) % 4
        self._after()

    def shift(self, dx: float, dy: float) -> None:
        """Move what is seen."""
        self.frame.shift(dx, dy)
        self._after()

    def _zoom(self, zoom: float) -> None:
        self.frame.zoom_to(zoom)
        self._after()

    def _after(self) -> None:
        self.source.look()
        self.zoomed.emit()
        self.update()

    def _on_known(self, facts: object) -> None:
        self.known.emit(facts)
        self.zoomed.emit()
        self.update()

    def _on_told(self, sentence: str) -> None:
        self._sentence = sentence
        self.told.emit(sentence)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.frame.view = QSizeF(self.size())
        self._after()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.save()
        painter.setTransform(self.frame.transform(), combine=True)
        whole, sharp = self.source.whole, self.source.sharp
        if whole is not None:
            painter.drawImage(whole.place, whole.image)
        elif not self._before.isNull():
            everything = QRectF(QPointF(0, 0), self.frame.picture)
            painter.drawPixmap(everything, self._before, QRectF(self._before.rect()))
        if sharp is not None and not self.source.is_whole_fine:
            painter.drawImage(sharp.place, sharp.image)
        painter.restore()
        if whole is not None or not self._before.isNull():
            self.paint_over(painter)
        if self._sentence:
            self._paint_sentence(painter)
        painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """What lies on the picture."""
        paint_marks(painter, self.frame, self.marks, page=self.source.page)

    def _paint_sentence(self, painter: QPainter) -> None:
        painter.setFont(theme.font("base"))
        room = QRectF(self.rect()).adjusted(48, 48, -48, -48)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        told = painter.boundingRect(room, int(flags), self._sentence)
        box = told.adjusted(-12, -8, 12, 8)
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(box, theme.radius("medium"), theme.radius("medium"))
        painter.setPen(theme.colour("text"))
        painter.drawText(told, int(flags), self._sentence)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned:
            self.step_zoom(1 if turned > 0 else -1, event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        self._held = event.position()
        if self.frame.zoom:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and event.buttons():
            moved = event.position() - self._held
            self._held = event.position()
            self.shift(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.frame.zoom:
            self.fit()
        else:
            self.frame.zoom_to(1 / self.devicePixelRatioF(), event.position())
            self._after()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.zoom_key(event):
            super().keyPressEvent(event)

    def zoom_key(self, event: QKeyEvent) -> bool:
        """Answer the keys that zoom, turn and shift; says whether it was one of them."""
        key, held = Qt.Key(event.key()), event.modifiers()
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        shifts = {
            Qt.Key.Key_Left: (_SHIFT, 0.0),
            Qt.Key.Key_Right: (-_SHIFT, 0.0),
            Qt.Key.Key_Up: (0.0, _SHIFT),
            Qt.Key.Key_Down: (0.0, -_SHIFT),
        }
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.step_zoom(1)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.step_zoom(-1)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_F):
            self.fit()
        elif key in (Qt.Key.Key_9, Qt.Key.Key_H):
            self.whole_size()
        elif key == Qt.Key.Key_R:
            self.turn(-1 if shift else 1)
        elif key in shifts and (shift or key in (Qt.Key.Key_Up, Qt.Key.Key_Down)):
            self.shift(*shifts[key])
        else:
            return False
        return True
