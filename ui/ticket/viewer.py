"""A picture at full size over the page, and files handed to the system's own programs."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.ticket.thumbnails import BY_DESK, PDF, page_image, read_picture
from ui.widgets.buttons import IconButton
from ui.widgets.labels import ElidedLabel
from workstation.domain.conversation import Attachment

_SIDE = 2400
_DPI = 110.0


class Viewer(QWidget):
    """Shows one picture or the first page of a PDF; Escape or a click leaves it.

    `missing(name)` when the file is not on this desk.
    """

    missing = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._picture = QPixmap()
        self._attachment: Attachment | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name = ElidedLabel("", "strong")
        head = QWidget()
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.look(head, "header")
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.space("large"), 4, theme.space("small"), 4)
        row.addWidget(self._name, 1)
        row.addWidget(IconButton("download", self.tr("Save a copy…"), self._save))
        row.addWidget(IconButton("external-link", self.tr("Open outside"), self._open_outside))
        row.addWidget(IconButton("x", self.tr("Close (Esc)"), self.leave))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head)
        column.addStretch(1)
        self.hide()

    def show_file(self, attachment: Attachment) -> None:
        """Show a picture or a PDF here; open anything else outside."""
        path = self._bridge.desk.blob(attachment.sha256)
        if path is None:
            self.missing.emit(attachment.name)
            return
        self._attachment = attachment
        pdf = attachment.media_type == PDF
        if not pdf and not attachment.media_type.startswith("image/"):
            self._open_outside()
            return
        self._name.setText(attachment.name)
        self._picture = QPixmap()
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.setFocus()
        if pdf:
            self._bridge.await_(
                self._bridge.desk.page_picture(path, 0, _DPI),
                lambda page: self._on_read(page_image(page)),
            )
        elif attachment.media_type in BY_DESK:
            self._bridge.await_(
                self._bridge.desk.picture_view(attachment.sha256, _SIDE, _SIDE),
                lambda seen: self._on_read(page_image(seen)),
            )
        else:
            self._bridge.ask(lambda _reader: read_picture(path, _SIDE), self._on_read)

    def leave(self) -> None:
        """Go away."""
        self.hide()
        self._picture = QPixmap()

    def _on_read(self, image: QImage) -> None:
        self._picture = QPixmap.fromImage(image)
        self.update()

    def _copy_to(self, target: Path) -> bool:
        assert self._attachment is not None
        path = self._bridge.desk.blob(self._attachment.sha256)
        if path is None:
            self.missing.emit(self._attachment.name)
            return False
        shutil.copyfile(path, target)
        return True

    def _save(self) -> None:
        if self._attachment is not None:
            chosen, _ = QFileDialog.getSaveFileName(self, "", self._attachment.name)
            if chosen:
                self._copy_to(Path(chosen))

    def _open_outside(self) -> None:
        if self._attachment is None:
            return
        place = QStandardPaths.StandardLocation.TempLocation
        folder = Path(QStandardPaths.writableLocation(place)) / self._attachment.sha256[:16]
        folder.mkdir(mode=0o700, exist_ok=True)
        target = folder / Path(self._attachment.name).name
        if self._copy_to(target):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        if not self._picture.isNull():
            room = self.rect().adjusted(12, 56, -12, -12)
            keep = Qt.AspectRatioMode.KeepAspectRatio
            size = self._picture.size()
            if size.width() > room.width() or size.height() > room.height():
                size = size.scaled(room.size(), keep)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            x = room.left() + (room.width() - size.width()) // 2
            y = room.top() + (room.height() - size.height()) // 2
            painter.drawPixmap(x, y, size.width(), size.height(), self._picture)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.leave()
        else:
            super().keyPressEvent(event)
