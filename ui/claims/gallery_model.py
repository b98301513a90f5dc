"""The files of a claim as rows: small pictures and facts come as they are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QPixmap

from ui.bridge import Bridge
from ui.claims.gallery_shot import Shot, twins_elsewhere
from ui.text.refusals import refusal_sentence
from ui.timing import after_rest
from ui.widgets.indexes import ROOT, Index
from workstation.changes import Changes
from workstation.domain.claim import Claim
from workstation.domain.picture import PictureFacts, Twin
from workstation.domain.picture_marks import Mark, marks_from_data
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.picturing import CopyFile

SHOT: Final = Qt.ItemDataRole.UserRole
_MIME: Final = "application/x-aftercare-picture"
_KEPT: Final = 400
_LOOKED_AT_MS: Final = 3_000


class GalleryRows(QAbstractListModel):
    """Shots in the clerk's order. `moved(uid, place)` and `ticked(uid, counted)` tell what a person
    did; `learnt(uid)` when more is known of a file."""

    moved = Signal(str, int)
    ticked = Signal(str, bool)
    learnt = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.shots: tuple[Shot, ...] = ()
        self.claim: Claim | None = None
        self.editable = False
        self._small: dict[tuple[str, int], QPixmap | None] = {}
        self._facts: dict[str, PictureFacts | None] = {}
        self._twins: dict[str, tuple[Twin, ...]] = {}
        self._compared: set[str] = set()
        self._rest = after_rest(self, _LOOKED_AT_MS, self.compare_anew)
        bridge.changed.connect(self._on_changed)
        self._wrong: dict[str, str] = {}

    def show_shots(self, claim: Claim, shots: Sequence[Shot], *, editable: bool) -> None:
        """Show these; rows that stay keep their place and selection."""
        before, now = [one.uid for one in self.shots], [one.uid for one in shots]
        if self.claim is None or self.claim.uid != claim.uid:
            self._twins = {}
            self._compared.clear()
        if before == now:
            self.claim, self.shots, self.editable = claim, tuple(shots), editable
            if now:
                self.dataChanged.emit(self.index(0), self.index(len(now) - 1))
            return
        self.beginResetModel()
        self.claim, self.shots, self.editable = claim, tuple(shots), editable
        self.endResetModel()

    def place_of(self, uid: str) -> int:
        """The row of a file; -1 for none."""
        return next((n for n, one in enumerate(self.shots) if one.uid == uid), -1)

    def counted(self) -> int:
        """How many count as evidence."""
        return sum(one.counted for one in self.shots)

    # what is known of a file

    def small(self, shot: Shot, page: int = 0) -> QPixmap | None:
        """The small picture of a page; asked for when it is not known yet."""
        key = (shot.file.sha256, page)
        if key not in self._small and shot.is_seen:
            if len(self._small) > _KEPT:
                self._small.pop(next(iter(self._small)))
            self._small[key] = None
            self._ask_small(shot, page)
        return self._small.get(key)

    def _ask_small(self, shot: Shot, page: int) -> None:
        desk, sha256 = self._bridge.desk, shot.file.sha256
        if desk.blob(sha256) is None:
            self._small.pop((sha256, page), None)
            return

        def show(copy: CopyFile) -> None:
            self._small[sha256, page] = QPixmap(str(copy.path))
            self._tell(shot.uid)

        self._bridge.await_(
            desk.thumbnail(sha256, page=page), show, lambda error: self._fail(shot, error)
        )

    def facts(self, shot: Shot) -> PictureFacts | None:
        """What a file is; asked for when it is not known yet."""
        sha256 = shot.file.sha256
        if sha256 not in self._facts and shot.is_seen:
            if self._bridge.desk.blob(sha256) is None:
                return None
            self._facts[sha256] = None

            def show(facts: PictureFacts) -> None:
                self._facts[sha256] = facts
                self._tell(shot.uid)

            pending = self._bridge.desk.picture_facts(sha256)
            self._bridge.await_(pending, show, lambda error: self._fail(shot, error))
        return self._facts.get(sha256)

    def twins(self, shot: Shot) -> tuple[Twin, ...]:
        """Where else the same or a like picture is known; asked for when it is not known yet."""
        sha256, claim = shot.file.sha256, self.claim
        if sha256 not in self._compared and shot.is_seen and claim is not None:
            self._compared.add(sha256)

            def show(found: tuple[Twin, ...]) -> None:
                if self.claim is not None and self.claim.uid == claim.uid:
                    self._twins[sha256] = twins_elsewhere(found, claim)
                    self._tell(shot.uid)

            pending = self._bridge.desk.same_pictures(sha256)
            self._bridge.await_(pending, show, lambda _error: None)
        return self._twins.get(sha256, ())

    def compare_anew(self) -> None:
        """Other claims' pictures may be others now; what is known stands until more is."""
        self._compared.clear()
        if self.shots:
            self.dataChanged.emit(self.index(0), self.index(len(self.shots) - 1))

    def _on_changed(self, changes: Changes) -> None:
        if changes.many or any("attachments" in fields for fields in changes.tickets.values()):
            self.compare_anew()
            self._rest.start()  # what a new picture looks like is known a little later

    def wrong(self, shot: Shot) -> str:
        """Why a file cannot be shown; "" where it can."""
        return self._wrong.get(shot.file.sha256, "")

    def marks(self, shot: Shot) -> tuple[Mark, ...]:
        """What is drawn on a picture."""
        try:
            return marks_from_data(shot.file.marks)
        except Refusal:
            return ()

    def here(self, shot: Shot) -> bool:
        """Whether a file's content is on this desk."""
        return self._bridge.desk.blob(shot.file.sha256) is not None

    def _fail(self, shot: Shot, error: BaseException) -> None:
        told = refusal_sentence(error) if isinstance(error, Refusal) else str(error)
        self._wrong[shot.file.sha256] = told
        self._tell(shot.uid)

    def _tell(self, uid: str) -> None:
        place = self.place_of(uid)
        if place >= 0:
            self.dataChanged.emit(self.index(place), self.index(place))
            self.learnt.emit(uid)

    # Qt

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.shots)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shot = self.shots[index.row()]
        if role == SHOT:
            return shot
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return shot.file.label or shot.file.name
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if shot.counted else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.editable:
            return False
        counted = Qt.CheckState(value) == Qt.CheckState.Checked
        self.ticked.emit(self.shots[index.row()].uid, counted)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        made = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.editable:
            made |= Qt.ItemFlag.ItemIsUserCheckable
            if self.shots[index.row()].counted:
                made |= Qt.ItemFlag.ItemIsDragEnabled
        return made

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        uids = [self.shots[one.row()].uid for one in indexes]
        mime.setData(_MIME, ",".join(uids).encode())
        return mime

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        uid = bytes(data.data(_MIME).data()).decode()
        place, start = (row if row >= 0 else self.rowCount()), self.place_of(uid)
        if start < 0:
            return False
        self.moved.emit(uid, place - 1 if place > start else place)
        return False  # the desk moves it, then the rows follow
