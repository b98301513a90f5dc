"""What is done with a claim's pictures: looked at, ordered, placed, compared, saved, taken out."""

from __future__ import annotations

import shutil
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ui.claims.acting import Acting
from ui.claims.evidence_acts import EvidenceActs
from ui.claims.gallery import Gallery
from ui.claims.gallery_camera import CameraRoom
from ui.claims.gallery_compare import Comparison
from ui.claims.gallery_room import PictureRoom
from ui.claims.gallery_shot import Shot
from ui.claims.standing import Standing
from ui.claims.taking import Source
from workstation.actions.claim_files import PlaceFile, RemoveFile
from workstation.actions.claims import EditClaim
from workstation.domain.picture import Twin, in_order

if TYPE_CHECKING:
    from workstation.picturing import CopyFile

EVIDENCE: Final = "evidence"


class GalleryActs(QObject):
    """Adds the tab to the sheet; what it shows is made when it first comes to the front."""

    def __init__(self, acting: Acting, evidence: EvidenceActs) -> None:
        super().__init__(acting)
        self._acting, self._evidence = acting, evidence
        self._bridge, self._sheet = acting.bridge, acting.sheet
        self._shown: Standing | None = None
        self.gallery: Gallery | None = None
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        tabs = self._sheet.tabs
        tabs.add(EVIDENCE, self._title(0), self._holder, 1)
        tabs.turned.connect(self._on_tab)
        self._sheet.evidence.look_wanted.connect(self.look)
        self._sheet.evidence.all_wanted.connect(self.show_all)

    def _title(self, count: int) -> str:
        name = self.tr("Pictures and papers")
        return f"{name} {count}" if count else name

    # showing

    def show_standing(self, standing: Standing) -> None:
        """Show a claim's files, if anybody looks."""
        self._shown = standing
        count = len(standing.detail.attachments) if standing.detail is not None else 0
        self._sheet.tabs.name(self._title(count), EVIDENCE)
        if self.gallery is None:
            return
        looking = "room" in self.__dict__ and self.room.isVisible()
        if looking or self._sheet.tabs.shown == EVIDENCE:
            self.gallery.show_standing(standing)
        if looking:
            self.room.refresh(standing.claim, self.gallery.seen)

    def show_all(self) -> None:
        """Bring the pictures and papers to the front."""
        self._sheet.tabs.turn(EVIDENCE)

    def _on_tab(self, tab: str) -> None:
        if tab == EVIDENCE:
            self._sheet.facts.flush()
            self._made()
            if self._shown is not None and self.gallery is not None:
                self.gallery.show_standing(self._shown)
                self.gallery.setFocus()

    def _made(self) -> Gallery:
        if self.gallery is None:
            self.gallery = Gallery(self._bridge)
            self._column.addWidget(self.gallery)
            self._holder.setFocusProxy(self.gallery)
            self._connect(self.gallery)
        return self.gallery

    @cached_property
    def room(self) -> PictureRoom:
        """Where one picture is looked at."""
        gallery = self._made()
        room = PictureRoom(self._bridge, gallery.rows.small, self._sheet)
        room.closed.connect(self._on_closed)
        room.shown.connect(gallery.choose)
        room.saved.connect(self._save)
        return room

    @cached_property
    def comparison(self) -> Comparison:
        """Where two pictures stand side by side."""
        made = Comparison(self._bridge, self._sheet)
        made.closed.connect(self._on_closed)
        made.claim_wanted.connect(self._acting.claim_wanted)
        return made

    @cached_property
    def camera(self) -> CameraRoom:
        """Where pictures of a folder are chosen."""
        self._made()
        made = CameraRoom(self._bridge, self._sheet)
        made.closed.connect(self._on_closed)
        made.chosen.connect(self._take)
        made.watched.connect(self._on_watched)
        return made

    def _connect(self, gallery: Gallery) -> None:
        gallery.add_wanted.connect(self._evidence.choose)
        gallery.camera_wanted.connect(self.open_camera)
        gallery.opened.connect(self._open)
        gallery.rows.ticked.connect(self._tick)
        gallery.rows.moved.connect(self._move)
        gallery.list.shifted.connect(self._shift)
        gallery.list.removed.connect(self._remove)
        gallery.list.files_given.connect(lambda sources: self._evidence.take(sources, ""))
        detail = gallery.detail
        detail.placed.connect(self._place)
        detail.removed.connect(self._remove)
        detail.saved.connect(lambda: self._save_shot(gallery.shot, 0))
        detail.compared.connect(self._compare)
        detail.claim_wanted.connect(self._acting.claim_wanted)

    def _on_closed(self) -> None:
        if self._sheet.tabs.shown == EVIDENCE and self.gallery is not None:
            self.gallery.setFocus()

    # looking

    def look(self, uid: str) -> None:
        """Look at a file, from wherever it is listed."""
        gallery = self._made()
        if self._shown is not None:
            gallery.show_standing(self._shown)
            gallery.choose(uid)
            self._open(uid, 0)

    def _open(self, uid: str, page: int) -> None:
        gallery, shown = self.gallery, self._shown
        if gallery is not None and shown is not None and any(s.uid == uid for s in gallery.seen):
            self.room.open(shown.claim, gallery.seen, uid, page)

    def _compare(self, twin: Twin) -> None:
        gallery, shown = self.gallery, self._shown
        if gallery is not None and gallery.shot is not None and shown is not None:
            self.comparison.compare(gallery.shot, shown.claim.number, twin)

    def open_camera(self) -> None:
        """Choose pictures of a camera or a folder."""
        self.camera.open()

    def _take(self, paths: list[Source]) -> None:
        self.show_all()
        self._evidence.take(paths, "")

    def _on_watched(self, folder: str, count: int) -> None:
        if self.gallery is None:
            return
        watched = self.gallery.watched
        watched.setVisible(bool(folder))
        watched.setToolTip(folder)
        text = self.tr("{n} new in the watched folder") if count else self.tr("Folder watched")
        watched.setText(text.format(n=count))

    # acts

    def _order(self, uid: str, place: int) -> None:
        claim = self._sheet.claim
        if claim is None or uid not in claim.evidence:
            return
        order = in_order(claim.evidence, uid, min(place, len(claim.evidence) - 1))
        if order != claim.evidence:
            self._edit(order)

    def _edit(self, order: tuple[str, ...]) -> None:
        claim = self._sheet.claim
        if claim is not None:
            self._sheet.complain("")
            action = EditClaim(claim.uid, {"evidence": order})
            self._bridge.do(action, None, self._acting.refuse)

    def _move(self, uid: str, place: int) -> None:
        self._order(uid, place)

    def _shift(self, by: int) -> None:
        gallery, claim = self.gallery, self._sheet.claim
        shot = gallery.shot if gallery is not None else None
        if gallery is None or claim is None or shot is None or not gallery.rows.editable:
            return
        if not shot.counted:
            self._sheet.complain(self.tr("Only what counts as evidence has an order."))
            return
        self._order(shot.uid, max(0, claim.evidence.index(shot.uid) + by))

    def _tick(self, uid: str, counted: bool) -> None:
        claim = self._sheet.claim
        if claim is not None:
            kept = tuple(one for one in claim.evidence if one != uid)
            self._edit((*kept, uid) if counted else kept)

    def _place(self, item: str) -> None:
        claim, shot = self._sheet.claim, self.gallery.shot if self.gallery is not None else None
        if claim is not None and shot is not None:
            self._sheet.complain("")
            self._bridge.do(PlaceFile(claim.uid, shot.uid, item), None, self._acting.refuse)

    def _remove(self) -> None:
        claim, shot = self._sheet.claim, self.gallery.shot if self.gallery is not None else None
        if claim is not None and shot is not None and (shot.counted or shot.items):
            self._sheet.complain("")
            self._bridge.do(RemoveFile(claim.uid, shot.uid), None, self._acting.refuse)

    # the copy that may leave the house

    def _save(self, uid: str, page: int) -> None:
        gallery = self.gallery
        if gallery is not None:
            self._save_shot(next((s for s in gallery.seen if s.uid == uid), None), page)

    def _save_shot(self, shot: Shot | None, page: int) -> None:
        claim = self._sheet.claim
        if shot is None or claim is None:
            return
        dialog = QFileDialog(self._sheet, self.tr("Save outgoing copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("jpg")
        dialog.setNameFilter(self.tr("Picture (*.jpg)"))
        tail = f"-{page + 1}" if page else ""
        dialog.selectFile(f"{claim.number}-{Path(shot.file.name).stem}{tail}.jpg")
        dialog.fileSelected.connect(lambda path: self.save_copy(shot, page, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_copy(self, shot: Shot, page: int, target: Path) -> None:
        """Write the outgoing copy of a page with its marks to a file."""
        gallery = self._made()
        marks = gallery.rows.marks(next((s for s in gallery.seen if s.uid == shot.uid), shot))

        def copy(made: CopyFile) -> None:
            self._bridge.ask(
                lambda _reader: shutil.copyfile(made.path, target),
                lambda path: self._acting.noticed.emit(
                    self.tr("Saved: {path}").format(path=path), "good"
                ),
                self._acting.refuse,
            )

        pending = self._bridge.desk.outgoing_copy(shot.file.sha256, page, marks)
        self._bridge.await_(pending, copy, self._acting.refuse)
