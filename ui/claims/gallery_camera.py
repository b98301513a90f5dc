"""Pictures of a connected camera or a folder: what came since a moment, chosen and taken in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QImage, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from ui import icons, theme
from ui.bridge import Bridge
from ui.claims.gallery_over import Over
from ui.text import amounts, times
from ui.text.refusals import refusal_sentence
from ui.widgets.buttons import Button
from ui.widgets.keyboard import is_at
from ui.widgets.labels import EmptyState, label
from workstation.domain.picture import CameraPicture, Pixels
from workstation.domain.refusal import Refusal

_SIDE: Final = 148
_HOUR: Final = 3_600_000
_SINCE: Final = (_HOUR, 24 * _HOUR, 7 * 24 * _HOUR, 0)
_WATCH_MS: Final = 3_000
_PATH: Final = Qt.ItemDataRole.UserRole


class CameraRoom(Over):
    """`chosen(paths)` when pictures are to be taken in, `watched(folder, count)` when what came into
    a watched folder since it is watched was counted ("" when none is)."""

    chosen = Signal(object)
    watched = Signal(str, int)

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._asked = 0
        self._waiting: list[QListWidgetItem] = []
        self._loading = False
        self._watch_since = 0
        self._watch_folder: Path | None = None
        self._taken: set[str] = set()
        self._fresh: set[str] = set()
        self.folders = QComboBox()
        self.folders.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.folders.setAccessibleName(self.tr("Folder"))
        self.since = QComboBox()
        self.since.setAccessibleName(self.tr("Since"))
        self.pictures = QListWidget()
        self.told = label("", "muted")
        self.told.setWordWrap(True)
        self.take = Button(self.tr("Take in"), "check", "primary", self._on_take)
        self.watch = Button(self.tr("Watch this folder"), "eye", "", self._on_watch)
        self.watch.setCheckable(True)
        self._timer = QTimer(self)
        self._timer.setInterval(_WATCH_MS)
        self._timer.timeout.connect(self._look_at_watched)
        self.empty = EmptyState(
            "photo",
            self.tr("No camera is connected"),
            self.tr("Connect a camera or a phone, or choose a folder of pictures."),
        )
        self._lay_out()

    def _lay_out(self) -> None:
        self.title.setText(self.tr("From a camera"))
        names = (
            self.tr("of the last hour"),
            self.tr("of the last day"),
            self.tr("of the last week"),
            self.tr("all there are"),
        )
        for name, span in zip(names, _SINCE, strict=True):
            self.since.addItem(name, span)
        self.since.setCurrentIndex(1)
        self.other = Button(self.tr("Other folder…"), "folder-open", "", self._choose_folder)
        again = Button(self.tr("Look again"), "refresh", "flat", self.look)
        row = QHBoxLayout()
        edge = theme.space("large")
        row.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        row.setSpacing(theme.space("small"))
        self._of_folder = (self.folders, self.since, self.watch, again, self.take)
        for part in (self.folders, self.since, self.other, self.watch, again):
            row.addWidget(part)
        row.addStretch(1)
        pictures = self.pictures
        pictures.setViewMode(QListView.ViewMode.IconMode)
        pictures.setResizeMode(QListView.ResizeMode.Adjust)
        pictures.setMovement(QListView.Movement.Static)
        pictures.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        pictures.setIconSize(QSize(_SIDE, _SIDE))
        pictures.setGridSize(QSize(_SIDE + 24, _SIDE + 52))
        pictures.setUniformItemSizes(True)
        pictures.setWordWrap(True)
        pictures.setAccessibleName(self.tr("Pictures in the folder"))
        foot = QHBoxLayout()
        foot.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        foot.addWidget(self.told, 1)
        foot.addWidget(self.take)
        self.column.addLayout(row)
        self.column.addWidget(self.empty, 1)
        self.column.addWidget(pictures, 1)
        self.column.addLayout(foot)
        self.folders.activated.connect(lambda _place: self.look())
        self.since.activated.connect(lambda _place: self.look())
        pictures.itemSelectionChanged.connect(self._say)
        pictures.itemDoubleClicked.connect(lambda _item: self._on_take())
        pictures.verticalScrollBar().valueChanged.connect(lambda _value: self._load_seen())

    def first(self) -> QWidget:
        return self.pictures if self.folder is not None else self.other

    def open(self) -> None:
        """Look for connected cameras and show what came lately."""
        self.enter()
        self._show_parts()
        self.told.setText(self.tr("Looking for cameras…"))
        self._bridge.await_(self._bridge.desk.camera_folders(), self._on_folders, self._complain)

    @property
    def folder(self) -> Path | None:
        """The folder that is looked at."""
        path = self.folders.currentData()
        return Path(path) if path else None

    def _on_folders(self, found: tuple[Path, ...]) -> None:
        kept = self.folder
        known = [self.folders.itemData(n) for n in range(self.folders.count())]
        for path in found:
            if str(path) not in known:
                self.folders.addItem(str(path), str(path))
        if kept is not None:
            self.folders.setCurrentIndex(self.folders.findData(str(kept)))
        self.told.setText("")
        self._show_parts()
        if is_at(self):
            self.first().setFocus()
        self.look()

    def _show_parts(self) -> None:
        """Without a folder there is nothing to look at but the way to one."""
        there = self.folder is not None
        self.empty.setVisible(not there)
        self.pictures.setVisible(there)
        for part in self._of_folder:
            part.setVisible(there)

    def _choose_folder(self) -> QFileDialog:
        dialog = QFileDialog(self, self.tr("Folder of pictures"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.show_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def show_folder(self, path: str) -> None:
        """Look into a folder."""
        if self.folders.findData(path) < 0:
            self.folders.addItem(path, path)
        self.folders.setCurrentIndex(self.folders.findData(path))
        self._show_parts()
        self.pictures.setFocus()
        self.look()

    def look(self) -> None:
        """See what is in the folder now."""
        folder = self.folder
        if folder is None:
            return
        self._asked += 1
        asked, span = self._asked, int(self.since.currentData())
        since = self._bridge.desk.clock() - span if span else 0
        self.watch.setChecked(folder == self._watch_folder)
        pending = self._bridge.desk.watch_folder(folder, since)
        self._bridge.await_(
            pending,
            lambda found: self._on_found(found) if asked == self._asked else None,
            self._complain,
        )

    def _on_found(self, found: tuple[CameraPicture, ...]) -> None:
        chosen = {item.data(_PATH) for item in self.pictures.selectedItems()}
        self.pictures.clear()
        self._waiting = []
        blank = _sign("photo", "text_faint", self.devicePixelRatioF())
        now, zone = self._bridge.desk.clock(), self._bridge.desk.zone
        for one in found:
            about = f"{times.moment(one.changed_at, zone, now)} · {amounts.file_size(one.size)}"
            item = QListWidgetItem(blank, f"{one.name}\n{about}")
            item.setSizeHint(QSize(_SIDE + 16, _SIDE + 48))
            item.setData(_PATH, one.path)
            item.setToolTip(one.path)
            self.pictures.addItem(item)
            item.setSelected(one.path in chosen)
            self._waiting.append(item)
        self._say()
        if found and self.pictures.currentRow() < 0:
            self.pictures.setCurrentRow(0)
        self._load_seen()

    def _load_seen(self) -> None:
        """Fetch the small pictures that are in sight, one at a time."""
        if self._loading or not self.isVisible():
            return
        view = self.pictures.viewport().rect().adjusted(0, -200, 0, 400)
        for item in self._waiting:
            if self.pictures.visualItemRect(item).intersects(view):
                self._waiting.remove(item)
                self._load(item)
                return

    def _load(self, item: QListWidgetItem) -> None:
        asked, path = self._asked, str(item.data(_PATH))
        self._loading = True
        ratio = self.devicePixelRatioF()
        side = round(_SIDE * ratio)

        def show(pixels: Pixels) -> None:
            self._loading = False
            if asked == self._asked:
                form = QImage.Format.Format_RGB32
                image = QImage(pixels.bgra, pixels.width, pixels.height, pixels.stride, form)
                item.setIcon(_square(QPixmap.fromImage(image.copy()), ratio))
            self._load_seen()

        def failed(error: BaseException) -> None:
            self._loading = False
            if asked == self._asked:
                told = refusal_sentence(error) if isinstance(error, Refusal) else str(error)
                item.setToolTip(told)
                item.setText(f"{Path(path).name}\n{told}")
                item.setIcon(_sign("alert-triangle", "warn", ratio))
            self._load_seen()

        self._bridge.await_(self._bridge.desk.file_view(Path(path), side, side), show, failed)

    def _say(self) -> None:
        count, chosen = self.pictures.count(), len(self.pictures.selectedItems())
        if not count:
            self.told.setText(self.tr("Nothing came into this folder in that time."))
        else:
            text = self.tr("{n} of {all} chosen; Space and Shift choose more, Enter takes them in")
            self.told.setText(text.format(n=chosen, all=count))
        self.take.setEnabled(chosen > 0)
        text = self.tr("Take in {n}") if chosen else self.tr("Take in")
        self.take.setText(text.format(n=chosen))

    def _complain(self, error: BaseException) -> None:
        told = refusal_sentence(error) if isinstance(error, Refusal) else str(error)
        self.told.setText(told)

    def _on_take(self) -> None:
        paths = [Path(item.data(_PATH)) for item in self.pictures.selectedItems()]
        if paths:
            self._taken |= {str(path) for path in paths}
            self.leave()
            self.chosen.emit(paths)

    # watching

    def _on_watch(self) -> None:
        on, folder = self.watch.isChecked(), self.folder
        self._watch_folder = folder if on else None
        self._watch_since = self._bridge.desk.clock()
        if self._watch_folder is not None:
            self._timer.start()
            self.watched.emit(str(self._watch_folder), 0)
        else:
            self._timer.stop()
            self.watched.emit("", 0)

    def _look_at_watched(self) -> None:
        folder, sheet = self._watch_folder, self.parentWidget()
        if folder is not None and sheet is not None and sheet.isVisible():
            pending = self._bridge.desk.watch_folder(folder, self._watch_since)
            self._bridge.await_(pending, partial(self._on_watched, folder), self._on_lost)

    def _on_watched(self, folder: Path, found: tuple[CameraPicture, ...]) -> None:
        if folder != self._watch_folder:
            return
        fresh = [one for one in found if one.path not in self._taken]
        self.watched.emit(str(folder), len(fresh))
        came = {one.path for one in fresh}
        if came != self._fresh and self.isVisible() and folder == self.folder:
            self.look()
        self._fresh = came

    def _on_lost(self, error: BaseException) -> None:
        """The camera was pulled out: there is nothing to watch any more."""
        self._watch_folder = None
        self._timer.stop()
        self.watch.setChecked(False)
        self.watched.emit("", 0)
        self._complain(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self._on_take()
        else:
            super().keyPressEvent(event)


def _square(pixmap: QPixmap, ratio: float) -> QIcon:
    """A picture in the middle of a square, so that all of them stand in line."""
    side = round(_SIDE * ratio)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.drawPixmap((side - pixmap.width()) // 2, (side - pixmap.height()) // 2, pixmap)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return QIcon(made)


def _sign(name: str, colour: str, ratio: float) -> QIcon:
    pixmap = icons.pixmap(name, colour, 32, ratio)
    pixmap.setDevicePixelRatio(1)
    return _square(pixmap, ratio)
