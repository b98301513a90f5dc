"""From the archived form to the printer, page by page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from ui.bridge import Bridge
from ui.claims.printers import fineness
from ui.widgets.pdf_view import image_of

if TYPE_CHECKING:
    from pathlib import Path

    from workstation.viewing import Document, RenderedPage


class PaperJob(QObject):
    """Prints a document: each page is rendered in the background, then put on paper.

    `done(None)` at the end, `done(error)` when a page could not be rendered or the printer
    took none.
    """

    def __init__(
        self,
        bridge: Bridge,
        printer: QPrinter,
        document: Document,
        done: Callable[[BaseException | None], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._printer = printer
        self._path: Path = document.path
        self._pages = list(range(document.pages))
        self._done = done
        self._painter = QPainter()
        self._begun = False

    def start(self) -> None:
        """Begin."""
        self._next()

    def _next(self) -> None:
        if not self._pages:
            self._finish(None)
            return
        pending = self._bridge.desk.page_picture(
            self._path, self._pages.pop(0), fineness(self._printer)
        )
        self._bridge.await_(pending, self._put, self._finish)

    def _put(self, picture: RenderedPage) -> None:
        if not self._begun:
            if not self._painter.begin(self._printer):
                self._finish(OSError("the printer takes no pages"))
                return
            self._begun = True
        elif not self._printer.newPage():
            self._finish(OSError("the printer takes no further page"))
            return
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
        self._painter.drawImage(QRect(0, 0, paper.width(), paper.height()), image_of(picture))
        self._next()

    def _finish(self, error: BaseException | None) -> None:
        if self._painter.isActive():
            self._painter.end()
        self._done(error)
        self.deleteLater()
