"""Small pictures of attachments, decoded off the screen thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPixmap

from ui import icons, theme
from ui.bridge import Bridge
from workstation.domain.conversation import Attachment

#: Pixels of a thumbnail's longer side as it is kept (twice what is painted).
SIDE: Final = 160
_KEPT: Final = 256
#: Contents that are missing are looked for this often.
_LOOK_MS: Final = 1_500
PDF: Final = "application/pdf"
#: Pictures that Qt does not read: the desk shows them.
BY_DESK: Final = frozenset(("image/heic", "image/avif"))
#: Dots to the inch at which the first page of a PDF becomes a thumbnail.
_DPI: Final = 18.0


class Thumbnails(QObject):
    """Pictures by content; `ready(sha256)` when another one can be painted.

    Contents that are not on this desk are fetched on demand; `failed(name, error)` when that
    did not work, and the same press tries again.
    """

    ready = Signal(str)
    failed = Signal(str, object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._pictures: dict[str, QPixmap | None] = {}
        self._missing: set[str] = set()
        self._coming: dict[str, int] = {}
        self._failed: set[str] = set()
        self._unsent: dict[str, int] = {}
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_again)

    # contents that are elsewhere

    def word_of(self, attachment: Attachment) -> str:
        """Where a content is, if not here: "12 %", "not here yet", "Try again"; "" when it is."""
        sha256 = attachment.sha256
        if sha256 in self._coming:
            return f"{self._coming[sha256]} %"
        if sha256 in self._failed:
            return self.tr("Try again")
        return self.tr("Fetch") if sha256 in self._missing else ""

    def show_unsent(self, unsent: dict[str, int]) -> None:
        """Mark contents that the shared database has not got yet, or only so many percent of."""
        if unsent != self._unsent:
            self._unsent = unsent
            self.ready.emit("")

    def about(self, attachment: Attachment) -> str:
        """What the tool tip says of a file: its name, and where its content is."""
        told = self.word_of(attachment)
        if attachment.sha256 in self._unsent:
            told = self.tr("still being sent to the shared database")
            share = self._unsent[attachment.sha256]
            told = f"{told}: {share} %" if share else told
        elif attachment.sha256 in self._missing:
            told = self.tr("in the shared database; a press fetches it")
        return f"{attachment.name}\n{told}" if told else attachment.name

    def fetch(self, attachment: Attachment, then: Callable[[Attachment], None]) -> None:
        """Fetch a content from the shared database; `then` runs once it is here."""
        sha256 = attachment.sha256
        if sha256 in self._coming:
            return
        self._coming[sha256] = 0
        self._failed.discard(sha256)
        self.ready.emit(sha256)
        bridge = self._bridge

        def far(done: int, total: int) -> None:
            share = min(99, done * 100 // max(total, 1))
            bridge.post_to(self, lambda: self._on_far(sha256, share))

        def here(_path: Path) -> None:
            self._forget(sha256)
            then(attachment)

        def failed(error: BaseException) -> None:
            self._forget(sha256)
            self._failed.add(sha256)
            self.failed.emit(attachment.name, error)
            self.ready.emit(sha256)

        bridge.await_(bridge.desk.fetch_blob(sha256, far), here, failed)

    def _on_far(self, sha256: str, share: int) -> None:
        if sha256 in self._coming:
            self._coming[sha256] = share
            self.ready.emit(sha256)

    def _look_again(self) -> None:
        """Small pictures come by themselves, with nobody asking for them here."""
        for sha256 in tuple(self._missing - set(self._coming)):
            if self._bridge.desk.blob(sha256) is not None:
                self._failed.discard(sha256)
                self._forget(sha256)
        if not self._missing:
            self._look.stop()

    def _forget(self, sha256: str) -> None:
        """Look anew whether the content is here."""
        self._coming.pop(sha256, None)
        self._missing.discard(sha256)
        self._pictures.pop(sha256, None)
        self.ready.emit(sha256)

    # painting

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
            self._paint_badge(painter, rect, attachment)
            return
        elsewhere = self.word_of(attachment)
        if elsewhere:
            self._paint_elsewhere(painter, rect, attachment, elsewhere)
            return
        icon = "file-text" if attachment.media_type == PDF else "file"
        if attachment.media_type.startswith("image/"):
            icon = "photo"
        side = theme.size("large_icon")
        painter.drawPixmap(
            rect.center().x() - side // 2, rect.top() + 14, icons.pixmap(icon, "text_muted", side)
        )
        _write(painter, rect.adjusted(4, 40, -4, -4), attachment.name, "text_muted")
        self._paint_badge(painter, rect, attachment)

    def _paint_badge(self, painter: QPainter, rect: QRect, attachment: Attachment) -> None:
        """A small cloud in the corner while the content is on its way to the others."""
        if attachment.sha256 not in self._unsent:
            return
        side = theme.size("icon")
        share = self._unsent[attachment.sha256]
        told = f"{share} %" if share else ""
        wide = painter.fontMetrics().horizontalAdvance(told) + 6 if told else 0
        corner = QRect(rect.right() - side - wide - 2, rect.top() + 2, side + wide + 2, side + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(corner, 4, 4)
        painter.drawPixmap(
            corner.left() + 1, corner.top() + 1, icons.pixmap("cloud-upload", "text_muted", side)
        )
        if told:
            painter.setPen(theme.colour("text_muted"))
            painter.drawText(
                corner.adjusted(side + 2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, told
            )

    def _paint_elsewhere(
        self, painter: QPainter, rect: QRect, attachment: Attachment, word: str
    ) -> None:
        """A content that is not here: a picture of that, its name, what a press does."""
        failed = attachment.sha256 in self._failed
        icon, colour = ("alert-circle", "bad") if failed else ("download", "accent")
        side = theme.size("icon")
        top = rect.top() + 8
        painter.drawPixmap(rect.center().x() - side // 2, top, icons.pixmap(icon, colour, side))
        _write(painter, rect.adjusted(4, 28, -4, -4), word, colour)
        _write(painter, rect.adjusted(4, 48, -4, -4), attachment.name, "text_muted")
        share = self._coming.get(attachment.sha256)
        if share is not None:
            bar = QRect(rect.left() + 6, rect.bottom() - 6, rect.width() - 12, 3)
            painter.fillRect(bar, theme.colour("line"))
            bar.setWidth(bar.width() * share // 100)
            painter.fillRect(bar, theme.colour("accent"))

    def _find(self, attachment: Attachment) -> QPixmap | None:
        sha256 = attachment.sha256
        if sha256 not in self._pictures:
            if len(self._pictures) > _KEPT:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[sha256] = None
            path = self._bridge.desk.blob(sha256)
            if path is not None:
                self._ask(path, attachment)
            else:
                self._missing.add(sha256)
                self._look.start()
        return self._pictures.get(sha256)

    def _ask(self, path: Path, attachment: Attachment) -> None:
        sha256 = attachment.sha256
        if attachment.media_type in BY_DESK:
            self._bridge.await_(
                self._bridge.desk.picture_view(sha256, SIDE, SIDE),
                lambda seen: self._keep(sha256, page_image(seen)),
                lambda _error: None,
            )
        elif attachment.media_type.startswith("image/"):
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


def _write(painter: QPainter, rect: QRect, text: str, colour: str) -> None:
    painter.setFont(theme.font("tiny"))
    painter.setPen(theme.colour(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, shown)


def page_image(page: Any) -> QImage:
    """The picture, or the page, that the desk rendered."""
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
