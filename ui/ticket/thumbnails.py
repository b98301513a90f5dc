"""Small pictures of attachments, decoded off the screen thread."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPixmap

from ui import icons, theme
from ui.bridge import Bridge
from workstation.domain.conversation import Attachment

#: Pixels of a thumbnail's longer side as it is kept (twice what is painted).
SIDE: Final = 160
_KEPT: Final = 256
PDF: Final = "application/pdf"
#: Dots to the inch at which the first page of a PDF becomes a thumbnail.
_DPI: Final = 18.0


class Thumbnails(QObject):
    """Pictures by content; `ready(sha256)` when another one can be painted."""

    ready = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._pictures: dict[str, QPixmap | None] = {}

    def paint(self, painter: QPainter, rect: QRect, attachment: Attachment) -> None:
        """Paint an attachment's picture into a square, or its icon and name."""
        picture = self._find(attachment)
        painter.setPen(theme.colour("line"))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(rect, 4, 4)
        if picture is not None:
            shown = picture.size().scaled(rect.size() - QSize(4, 4), _KEEP)
            at = rect.center() - QRect(0, 0, shown.width(), shown.height()).center()
            painter.drawPixmap(QRect(at, shown), picture)
            return
        icon = "file-text" if attachment.media_type == PDF else "file"
        if attachment.media_type.startswith("image/"):
            icon = "photo"
        side = theme.size("large_icon")
        painter.drawPixmap(
            rect.center().x() - side // 2, rect.top() + 14, icons.pixmap(icon, "text_muted", side)
        )
        painter.setFont(theme.font("tiny"))
        painter.setPen(theme.colour("text_muted"))
        words = rect.adjusted(4, 40, -4, -4)
        name = painter.fontMetrics().elidedText(
            attachment.name, Qt.TextElideMode.ElideMiddle, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, name)

    def _find(self, attachment: Attachment) -> QPixmap | None:
        sha256 = attachment.sha256
        if sha256 not in self._pictures:
            if len(self._pictures) > _KEPT:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[sha256] = None
            path = self._bridge.desk.blob(sha256)
            if path is not None:
                self._ask(path, attachment)
        return self._pictures.get(sha256)

    def _ask(self, path: Path, attachment: Attachment) -> None:
        sha256 = attachment.sha256
        if attachment.media_type.startswith("image/"):
            self._bridge.ask(
                lambda _reader: read_picture(path, SIDE),
                lambda image: self._keep(sha256, image),
                lambda _error: None,
            )
        elif attachment.media_type == PDF:
            self._bridge.await_(
                self._bridge.desk.page_picture(path, 0, _DPI),
                lambda page: self._keep(sha256, page_image(page)),
                lambda _error: None,
            )

    def _keep(self, sha256: str, image: QImage) -> None:
        if not image.isNull():
            self._pictures[sha256] = QPixmap.fromImage(image)
            self.ready.emit(sha256)


def page_image(page: Any) -> QImage:
    """The picture of a page that the desk rendered."""
    form = QImage.Format.Format_RGB32
    return QImage(page.bgra, page.width, page.height, page.stride, form).copy()


_KEEP: Final = Qt.AspectRatioMode.KeepAspectRatio


def read_picture(path: Path, side: int) -> QImage:
    """Read a picture no larger than `side`; an empty image when it cannot be read.

    May run on any thread.
    """
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, _KEEP))
    return reader.read()
