"""The pictures and papers of a claim: in the clerk's order, each with what is known of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.claims.gallery_detail import ShotDetail
from ui.claims.gallery_model import GalleryRows
from ui.claims.gallery_row import GalleryList
from ui.claims.gallery_shot import Shot, shots_of
from ui.claims.standing import Standing
from ui.widgets.boxes import divided, scrolled
from ui.widgets.buttons import Button
from ui.widgets.labels import EmptyState, label


class Gallery(QWidget):
    """The tab of a claim's evidence. `add_wanted()`, `camera_wanted()`, `opened(uid, page)`; what is
    done with the chosen file is told by `rows`, `list` and `detail`."""

    add_wanted = Signal()
    camera_wanted = Signal()
    opened = Signal(str, int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing: Standing | None = None
        self.rows = GalleryRows(bridge, self)
        self.list = GalleryList(self.rows)
        self.list.setAccessibleName(self.tr("Pictures and papers"))
        self.detail = ShotDetail(self.rows, bridge.desk.zone)
        self.count = label("", "muted")
        self.add = Button(self.tr("Add files…"), "paperclip", "", self.add_wanted.emit)
        self.add.setToolTip("Ctrl+Shift+A")
        self.camera = Button(self.tr("From a camera…"), "photo", "", self.camera_wanted.emit)
        self.camera.setToolTip("Alt+C")
        self.watched = Button("", "eye", "link", self.camera_wanted.emit)
        self.watched.hide()
        self.empty = EmptyState(
            "photo",
            self.tr("No pictures and papers yet"),
            self.tr("Drop files here, paste a picture, add files, or take them from a camera."),
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        edge = theme.space("large")
        head.setContentsMargins(edge, theme.space("small"), edge, theme.space("small"))
        head.setSpacing(theme.space("small"))
        head.addWidget(self.count, 1)
        for part in (self.watched, self.camera, self.add):
            head.addWidget(part)
        area = scrolled(self.detail)
        split = divided(self.list, area, (5, 4))
        split.setSizes([500, 400])
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(holder, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.rows.learnt.connect(self._on_learnt)
        self.list.opened.connect(partial(self._open, 0))
        self.detail.opened.connect(self._open)

    @property
    def shot(self) -> Shot | None:
        """The file that is chosen."""
        place = self.list.currentIndex().row()
        return self.rows.shots[place] if 0 <= place < len(self.rows.shots) else None

    @property
    def seen(self) -> tuple[Shot, ...]:
        """The files that can be looked at here, in their order."""
        return tuple(one for one in self.rows.shots if one.is_seen)

    def show_standing(self, standing: Standing) -> None:
        """Show the files of a claim; the chosen one stays chosen."""
        other = self._standing is None or self._standing.claim.uid != standing.claim.uid
        kept = "" if other or self.shot is None else self.shot.uid
        self._standing = standing
        shots = shots_of(standing)
        editable = standing.claim.status in ("draft", "submitted")
        self.rows.show_shots(standing.claim, shots, editable=editable)
        self.add.setVisible(editable)
        self.camera.setVisible(editable)
        self._stack.setCurrentIndex(1 if shots else 0)
        text = self.tr("{n} of {all} count as evidence")
        told = text.format(n=self.rows.counted(), all=len(shots))
        self.count.setText(told if shots else "")
        if shots:
            self.choose(kept or shots[0].uid)
        self._show_detail()

    def choose(self, uid: str) -> None:
        """Choose a file."""
        place = max(0, self.rows.place_of(uid))
        if self.list.currentIndex().row() != place:
            self.list.setCurrentIndex(self.rows.index(place))
        self._show_detail()

    def _show_detail(self) -> None:
        items = self._standing.evidence if self._standing is not None else ()
        self.detail.show_shot(self.shot, items, editable=self.rows.editable)

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_detail()

    def _on_learnt(self, uid: str) -> None:
        if self.shot is not None and self.shot.uid == uid:
            self._show_detail()

    def _open(self, page: int) -> None:
        shot = self.shot
        if shot is not None:
            self.opened.emit(shot.uid, page)
