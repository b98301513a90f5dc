"""The pages of a form on the screen: rendered in the background, zoomed, turned."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.timing import after_rest
from ui.widgets.buttons import IconButton
from ui.widgets.labels import label

if TYPE_CHECKING:
    from workstation.viewing import Document, RenderedPage

#: A4 in millimetres; forms have no other size.
_PAPER: Final = (210, 297)
_INCH: Final = 25.4
_ZOOMS: Final = (50, 67, 80, 100, 125, 150, 200, 300)
_SCREEN_DPI: Final = 96
_GAP: Final = 14


class Pages(QAbstractScrollArea):
    """Pages below one another; only those in sight are rendered. `turned(page)` from 0."""

    turned = Signal(int)
    zoomed = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._path: Path | None = None
        self._count = 0
        self._zoom = 0  # 0: as wide as the view
        self._shown: dict[int, QImage] = {}
        self._asked: set[tuple[int, int]] = set()
        self._turn = 0  # a picture that comes after its document was put away is dropped
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._rest = after_rest(self, 80, self._render)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._count

    @property
    def zoom(self) -> int:
        """The zoom in per cent that stands, also when it follows the width."""
        paper = _PAPER[0] / _INCH * _SCREEN_DPI
        room = self.viewport().width() - 2 * _GAP
        return self._zoom or max(25, min(200, int(room / paper * 100)))

    def show_document(self, document: Document | None) -> None:
        """Show a document from its first page; the same file written anew keeps its place.

        Its pages stand as they were until they are drawn anew, so that nothing flickers.
        """
        path = document.path if document else None
        same = path is not None and path == self._path
        self._path, self._count = path, document.pages if document else 0
        self._shown = self._shown if same else {}
        self._asked = set()
        self._turn += 1
        self._lay_out()
        if not same:
            self.verticalScrollBar().setValue(0)
        self._render()

    def set_zoom(self, zoom: int) -> None:
        """Zoom in per cent; 0 follows the width."""
        place = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
        self._zoom = zoom
        self._lay_out()
        self.verticalScrollBar().setValue(round(place * self.verticalScrollBar().maximum()))
        self._rest.start()
        self.zoomed.emit(self.zoom)

    def step_zoom(self, step: int) -> None:
        """The next larger or smaller zoom."""
        now = self.zoom
        fits = [z for z in _ZOOMS if (z > now if step > 0 else z < now)]
        if fits:
            self.set_zoom(fits[0] if step > 0 else fits[-1])

    def current(self) -> int:
        """The page in the middle of the view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return min(max(0, middle // (self._size().height() + _GAP)), max(0, self._count - 1))

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        self.verticalScrollBar().setValue(page * (self._size().height() + _GAP))

    def _size(self) -> QSize:
        scale = self.zoom / 100 * _SCREEN_DPI / _INCH
        return QSize(round(_PAPER[0] * scale), round(_PAPER[1] * scale))

    def _rect(self, page: int) -> QRect:
        size = self._size()
        left = max(_GAP, (self.viewport().width() - size.width()) // 2)
        left -= self.horizontalScrollBar().value()
        top = _GAP + page * (size.height() + _GAP) - self.verticalScrollBar().value()
        return QRect(QPoint(left, top), size)

    def _lay_out(self) -> None:
        size, view = self._size(), self.viewport().size()
        height = self._count * (size.height() + _GAP) + _GAP
        up, across = self.verticalScrollBar(), self.horizontalScrollBar()
        up.setRange(0, max(0, height - view.height()))
        up.setPageStep(view.height())
        up.setSingleStep(40)
        across.setRange(0, max(0, size.width() + 2 * _GAP - view.width()))
        across.setPageStep(view.width())
        self.viewport().update()

    def _on_scrolled(self) -> None:
        self.viewport().update()
        self.turned.emit(self.current())
        self._rest.start()

    def _render(self) -> None:
        """Ask for the pages in sight, at the size they are shown."""
        if self._path is None:
            return
        dpi = self.zoom / 100 * _SCREEN_DPI * self.devicePixelRatioF()
        for page in range(self._count):
            key = (page, round(dpi))
            near = self._rect(page).intersects(self.viewport().rect().adjusted(0, -400, 0, 400))
            if near and key not in self._asked:
                self._asked.add(key)
                pending = self._bridge.desk.page_picture(self._path, page, dpi)
                done = partial(self._on_page, self._turn, page, round(dpi))
                self._bridge.await_(pending, done)

    def _on_page(self, turn: int, page: int, dpi: int, picture: RenderedPage) -> None:
        wanted = round(self.zoom / 100 * _SCREEN_DPI * self.devicePixelRatioF())
        if turn == self._turn and (dpi == wanted or page not in self._shown):
            self._shown[page] = image_of(picture)
            self._asked = {key for key in self._asked if key[1] == dpi or key[1] == wanted}
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("sunken"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in range(self._count):
            rect = self._rect(page)
            if not rect.intersects(event.rect()):
                continue
            painter.setPen(theme.colour("line_strong"))
            painter.setBrush(Qt.GlobalColor.white)  # paper is white in every theme
            painter.drawRect(rect.adjusted(-1, -1, 0, 0))
            if page in self._shown:
                painter.drawImage(rect, self._shown[page])
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self._rest.start()
        if not self._zoom:
            self.zoomed.emit(self.zoom)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self.go_to(self.current() + steps[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.step_zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.step_zoom(-1)
        elif key == Qt.Key.Key_0:
            self.set_zoom(0)
        else:
            super().keyPressEvent(event)


class Preview(QWidget):
    """The pages with their bar: page x of y, zoom, and a word about which copy it is."""

    def __init__(
        self, bridge: Bridge, parent: QWidget | None = None, pages: Pages | None = None
    ) -> None:
        super().__init__(parent)
        self.pages = pages or Pages(bridge)
        self.told = label("", "muted")
        self.place = label("")
        self.zoom = label("")
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.space("large"), 4, theme.space("medium"), 4)
        bar.setSpacing(theme.space("small"))
        bar.addWidget(self.told, 1)
        bar.addWidget(IconButton("chevron-up", self.tr("Page before"), partial(self._turn, -1)))
        bar.addWidget(self.place)
        bar.addWidget(IconButton("chevron-down", self.tr("Next page"), partial(self._turn, 1)))
        bar.addSpacing(theme.space("medium"))
        smaller = IconButton("minimize", self.tr("Smaller  -"), partial(self.pages.step_zoom, -1))
        larger = IconButton("maximize", self.tr("Larger  +"), partial(self.pages.step_zoom, 1))
        whole = IconButton("rotate", self.tr("As wide as the window  0"), self._fit)
        for part in (smaller, self.zoom, larger, whole):
            bar.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.pages, 1)
        self.setFocusProxy(self.pages)
        self.pages.turned.connect(lambda _page: self.say_place())
        self.pages.zoomed.connect(lambda _zoom: self.say_place())

    def show_document(self, document: Document | None, told: str) -> None:
        """Show a document, and say which one it is."""
        self.told.setText(told)
        self.pages.show_document(document)
        self.say_place()

    def _turn(self, step: int) -> None:
        self.pages.go_to(self.pages.current() + step)

    def _fit(self) -> None:
        self.pages.set_zoom(0)

    def say_place(self) -> None:
        """Say which page is in sight, and how large."""
        text = self.tr("Page {n} of {all}")
        count = self.pages.count
        self.place.setText(text.format(n=self.pages.current() + 1, all=count) if count else "")
        self.zoom.setText(f"{self.pages.zoom} %")


def image_of(picture: RenderedPage) -> QImage:
    """A rendered page as Qt's picture, with bytes of its own."""
    form = QImage.Format.Format_RGB32
    image = QImage(picture.bgra, picture.width, picture.height, picture.stride, form)
    return image.copy()
