"""The picture of a procedure on the screen: scrolled, zoomed, walked through by the keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui import theme
from workstation.domain.flow_layout import Box
from workstation.domain.flow_scene import Palette, Path, Scene, Shape, Words

#: Points of the picture to pixels of the screen at 100 %.
_PIXELS: Final = 96 / 72
_ZOOMS: Final = (25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300)
_EDGE: Final = 24
_FIT_MOST: Final = 125
_READABLE: Final = 67
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CTRL: Final = Qt.KeyboardModifier.ControlModifier


def theme_palette() -> Palette:
    """The picture's colours out of the theme that stands."""

    def code(token: str) -> str:
        return theme.colour(token).name(QColor.NameFormat.HexRgb)

    return Palette(
        page=code("surface"),
        ink=code("text"),
        muted=code("text_muted"),
        line=code("text_faint"),
        box=code("sunken"),
        edge=code("line_strong"),
        done=code("good_soft"),
        done_edge=code("good"),
        now=code("accent_soft"),
        now_edge=code("accent"),
    )


class FlowCanvas(QAbstractScrollArea):
    """Shows a scene. `chosen(step)` for the step under the mouse or the keyboard, `zoomed(%)`.

    Arrows go from step to step, Enter to the current one, Ctrl with +, - and 0 zoom, Home fits all.
    """

    chosen = Signal(str)
    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._current = ""
        self._zoom, self._fitted = 100, True
        self._hover, self._focus = "", ""
        self._grip: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    # what is shown

    def show_scene(self, scene: Scene | None, current: str = "") -> None:
        """Show a picture; `current` is the step where the ticket stands."""
        same = self._scene is not None and scene is not None and current == self._current
        same = same and set(self._scene.steps) == set(scene.steps)  # type: ignore[union-attr]
        self._scene, self._current = scene, current
        if not same:
            self._hover = ""
            first = next(iter(scene.steps), "") if scene is not None else ""
            self._focus = current or first
            self._begin(current)
        self._lay_out()
        self.chosen.emit(self.step)
        self.viewport().update()

    def _begin(self, current: str) -> None:
        """A ticket's step at 100 %, else as much as can be read of the whole."""
        self.fit()
        if self._scene is None:
            return
        if current or self._zoom < _READABLE:
            self.set_zoom(100 if current else _READABLE)
            self.verticalScrollBar().setValue(0)
            self.go_to(current or self._focus)

    @property
    def step(self) -> str:
        """The step of which details are shown."""
        return self._hover or self._focus

    @property
    def zoom(self) -> int:
        """How large it is, in per cent."""
        return self._zoom

    def set_zoom(self, zoom: int, at: QPointF | None = None) -> None:
        """Show it larger or smaller; what is at a place of the view stays there."""
        zoom = max(_ZOOMS[0], min(zoom, _ZOOMS[-1]))
        self._fitted = False
        if zoom == self._zoom or self._scene is None:
            return
        place = at or QPointF(self.viewport().rect().center())
        before = (place - self._origin()) / self._scale
        self._zoom = zoom
        self._lay_out()
        moved = self._origin() + before * self._scale - place
        self._scroll_by(round(moved.x()), round(moved.y()))
        self.zoomed.emit(self._zoom)
        self.viewport().update()

    def step_zoom(self, by: int) -> None:
        """One size larger or smaller."""
        if by > 0:
            self.set_zoom(next((z for z in _ZOOMS if z > self._zoom), _ZOOMS[-1]))
        else:
            self.set_zoom(next((z for z in reversed(_ZOOMS) if z < self._zoom), _ZOOMS[0]))

    def fit(self) -> None:
        """As large as lets all of it be seen, never much enlarged; readable at least."""
        if self._scene is not None:
            room = self.viewport().size()
            wide = (room.width() - _EDGE) / (self._scene.width * _PIXELS)
            high = (room.height() - _EDGE) / (self._scene.height * _PIXELS)
            self._zoom = max(_ZOOMS[0], min(int(min(wide, high) * 100), _FIT_MOST))
            self._lay_out()
            self.zoomed.emit(self._zoom)
            self.viewport().update()
        self._fitted = True

    def read(self) -> None:
        """At 100 %, with the current step in the middle."""
        self.set_zoom(100)
        self.go_to(self._current or self._focus)

    def go_to(self, step: str) -> None:
        """Choose a step and bring it into sight."""
        if self._scene is None or step not in self._scene.steps:
            return
        self._focus, self._hover = step, ""
        box = self._box(self._scene.steps[step])
        room = QRectF(self.viewport().rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        if not room.contains(box):
            middle = box.center() - room.center()
            self._scroll_by(round(middle.x()), round(middle.y()))
        self.chosen.emit(self.step)
        self.viewport().update()

    # places

    @property
    def _scale(self) -> float:
        return _PIXELS * self._zoom / 100

    def _size(self) -> QSize:
        if self._scene is None:
            return QSize()
        return QSize(
            round(self._scene.width * self._scale), round(self._scene.height * self._scale)
        )

    def _origin(self) -> QPointF:
        size, room = self._size(), self.viewport().size()
        x = max((room.width() - size.width()) // 2, 0) - self.horizontalScrollBar().value()
        y = max((room.height() - size.height()) // 2, 0) - self.verticalScrollBar().value()
        return QPointF(x, y)

    def _box(self, box: Box) -> QRectF:
        origin, scale = self._origin(), self._scale
        left, top = origin.x() + box.x * scale, origin.y() + box.y * scale
        return QRectF(left, top, box.width * scale, box.height * scale)

    def _lay_out(self) -> None:
        size, room = self._size(), self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, size.width() - room.width()))
        down.setRange(0, max(0, size.height() - room.height()))
        across.setPageStep(room.width())
        down.setPageStep(room.height())
        across.setSingleStep(40)
        down.setSingleStep(40)

    def _scroll_by(self, x: int, y: int) -> None:
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + x)
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + y)

    def step_at(self, place: QPointF) -> str:
        """The step at a place of the view, or ""."""
        steps = self._scene.steps if self._scene is not None else {}
        return next((code for code, box in steps.items() if self._box(box).contains(place)), "")

    def centre_of(self, step: str) -> QPoint:
        """The middle of a step in the view."""
        assert self._scene is not None
        return self._box(self._scene.steps[step]).center().toPoint()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        if self._scene is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            origin, scale = self._origin(), self._scale
            fonts: dict[tuple[float, bool], tuple[QFont, QFontMetricsF]] = {}
            for item in self._scene.items:
                if isinstance(item, Shape):
                    self._shape(painter, item, origin, scale)
                else:
                    self._words(painter, item, origin, scale, fonts)
            self._mark(painter)
        painter.end()

    def _shape(self, painter: QPainter, item: Shape, origin: QPointF, scale: float) -> None:
        painter.setBrush(QColor(item.fill) if item.fill else Qt.BrushStyle.NoBrush)
        pen = QPen(Qt.PenStyle.NoPen)
        if item.edge:
            pen = QPen(QColor(item.edge), max(item.width * scale * 0.85, 1.0))
            if item.dash:
                pen.setDashPattern([part / item.width for part in item.dash])
        painter.setPen(pen)
        painter.drawPath(_painted(item.path, origin, scale))

    def _words(
        self,
        painter: QPainter,
        item: Words,
        origin: QPointF,
        scale: float,
        fonts: dict[tuple[float, bool], tuple[QFont, QFontMetricsF]],
    ) -> None:
        key = (item.size, item.bold)
        if key not in fonts:
            font = self._font(item.size * scale, bold=item.bold)
            fonts[key] = (font, QFontMetricsF(font, self.viewport()))
        font, metrics = fonts[key]
        x = origin.x() + item.x * scale
        if item.middle:
            x -= metrics.horizontalAdvance(item.text) / 2
        painter.setFont(font)
        painter.setPen(QColor(item.colour))
        painter.drawText(QPointF(round(x), round(origin.y() + item.y * scale)), item.text)

    def _font(self, pixels: float, *, bold: bool) -> QFont:
        """The face that the picture was measured with, at a height in pixels."""
        font = theme.font("base", bold=bold)
        ours = theme.bundled_families()
        if ours:
            font.setFamilies([ours[0], *font.families()])
        font.setPointSizeF(max(pixels * 72 / self.logicalDpiY(), 1.0))
        return font

    def _mark(self, painter: QPainter) -> None:
        """A frame round the step of which details are shown."""
        scene = self._scene
        step = self.step
        if scene is None or step not in scene.steps:
            return
        strong = self.hasFocus() and step == self._focus
        colour = theme.colour("focus" if strong else "line_strong")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2.0 if strong else 1.5))
        painter.drawRoundedRect(self._box(scene.steps[step]).adjusted(-4, -4, 4, 4), 8, 8)

    # what it hears

    def event(self, event: QEvent) -> bool:
        taking = event.type() == QEvent.Type.ShortcutOverride
        if taking and isinstance(event, QKeyEvent) and self._means(event):
            event.accept()  # these keys are for the picture
            return True
        return super().event(event)

    def _means(self, event: QKeyEvent) -> bool:
        key = event.key()
        if event.modifiers() & _CTRL:
            return key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0)
        plain = (Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return key in _ARROWS or key in plain

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & _CTRL and self._means(event):
            if key == Qt.Key.Key_0:
                self.read()
            else:
                self.step_zoom(-1 if key == Qt.Key.Key_Minus else 1)
        elif key in _ARROWS:
            self._walk(*_ARROWS[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_to(self._current or self._focus)
        else:
            super().keyPressEvent(event)

    def _walk(self, across: int, down: int) -> None:
        """To the nearest step in a direction."""
        if self._scene is None or self._focus not in self._scene.steps:
            return
        x, y = self._scene.steps[self._focus].middle
        best, least = "", float("inf")
        for code, box in self._scene.steps.items():
            dx, dy = box.middle[0] - x, box.middle[1] - y
            along = dx * across + dy * down
            aside = abs(dx * down) + abs(dy * across)
            if code != self._focus and along > 4 and along + 2 * aside < least:
                best, least = code, along + 2 * aside
        if best:
            self.go_to(best)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & _CTRL:
            by = 1 if event.angleDelta().y() > 0 else -1
            sizes = [z for z in _ZOOMS if (z - self._zoom) * by > 0]
            if sizes:
                self.set_zoom(min(sizes) if by > 0 else max(sizes), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.position().toPoint()
        step = self.step_at(event.position())
        if step:
            self._focus = step
            self._choose("")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._grip is not None:
            moved = self._grip - event.position().toPoint()
            self._grip = event.position().toPoint()
            self._scroll_by(moved.x(), moved.y())
            return
        self._choose(self.step_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._choose("")

    def _choose(self, hover: str) -> None:
        before = self.step
        self._hover = hover
        if self.step != before or not hover:
            self.chosen.emit(self.step)
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        else:
            self._lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()


def _painted(path: Path, origin: QPointF, scale: float) -> QPainterPath:
    made = QPainterPath()

    def point(x: float, y: float) -> QPointF:
        return QPointF(origin.x() + x * scale, origin.y() + y * scale)

    for code, told in path:
        if code == "M":
            made.moveTo(point(told[0], told[1]))
        elif code == "L":
            made.lineTo(point(told[0], told[1]))
        elif code == "C":
            made.cubicTo(point(told[0], told[1]), point(told[2], told[3]), point(told[4], told[5]))
        else:
            made.closeSubpath()
    return made
