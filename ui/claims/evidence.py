"""The evidence of a claim: the ticket's attachments, each counted in or left out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import icons, theme
from ui.bridge import Bridge
from ui.text import amounts
from ui.text.refusals import refusal_sentence
from ui.widgets.boxes import empty
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import ElidedLabel, label
from workstation.domain.claim import Claim
from workstation.domain.conversation import Attachment
from workstation.domain.picture import PDF, Twin
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.picturing import CopyFile

SIDE: Final = 48


class EvidenceList(QWidget):
    """One line per attachment; `edited(uids)` tells which are evidence now, `add_wanted()` that
    files are to be chosen, `claim_wanted(uid)` that another claim is to be looked at."""

    edited = Signal(object)
    add_wanted = Signal()
    claim_wanted = Signal(str)
    look_wanted = Signal(str)
    all_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown: tuple[object, ...] = ()
        self._uids: tuple[str, ...] = ()
        self.boxes: dict[str, QCheckBox] = {}
        self._claim = ""
        self.notices: dict[str, Button] = {}
        self._title = label(self.tr("Evidence"), "section")
        self.add = Button(self.tr("Add files…"), "paperclip", "link", self.add_wanted.emit)
        self.add.setToolTip(self.tr("Files dropped or pasted anywhere here count as evidence too"))
        self.all = Button(self.tr("Look at all"), "photo", "link", self.all_wanted.emit)
        self.all.setToolTip("Alt+E")
        self._none = label(
            self.tr("No files. Attach pictures to the ticket; they appear here."), "muted"
        )
        self._none.setWordWrap(True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("tight"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("small"))
        head = QHBoxLayout()
        head.setSpacing(theme.space("small"))
        head.addWidget(self._title, 1)
        head.addWidget(self.all)
        head.addWidget(self.add)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addLayout(self._lines)

    def show_evidence(self, claim: Claim, attachments: tuple[Attachment, ...]) -> None:
        """Show a ticket's attachments with those that the claim counts in."""
        editable = claim.status in ("draft", "submitted")
        shown = (claim.uid, claim.evidence, attachments, editable)
        if shown == self._shown:
            return
        self._shown, self._uids, self._claim = shown, claim.evidence, claim.uid
        self.add.setVisible(editable)
        held = next((uid for uid, box in self.boxes.items() if box.hasFocus()), "")
        empty(self._lines)
        self.boxes, self.notices = {}, {}
        for one in attachments:
            self._lines.addWidget(self._line(one, one.uid in claim.evidence, editable=editable))
        if held in self.boxes:
            self.boxes[held].setFocus()
        self._none.setVisible(not attachments)
        self.all.setVisible(bool(attachments))
        count = self.tr("Evidence ({n} of {all})")
        self._title.setText(
            count.format(
                n=sum(one.uid in claim.evidence for one in attachments), all=len(attachments)
            )
        )

    def _line(self, one: Attachment, counted: bool, *, editable: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("small"))
        box = QCheckBox()
        box.setChecked(counted)
        box.setEnabled(editable)
        box.setAccessibleName(one.label or one.name)
        box.toggled.connect(partial(self._on_toggled, one.uid))
        self.boxes[one.uid] = box
        picture = QLabel()
        picture.setFixedSize(SIDE, SIDE)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._load(one, picture)
        about = ElidedLabel(f"{one.name} · {amounts.file_size(one.size)}", "faint")
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(ElidedLabel(one.label or one.name))
        told.addWidget(about)
        self._compare(one, told)
        row.addWidget(box)
        row.addWidget(picture)
        row.addLayout(told, 1)
        button = IconButton("external-link", self.tr("Open"))
        if self._bridge.desk.blob(one.sha256) is None:
            button = IconButton("download", self.tr("Fetch it from the shared database"))
        button.clicked.connect(lambda _on: self._open_or_fetch(one, button, picture, about))
        row.addWidget(button)
        return line

    def _open_or_fetch(
        self, one: Attachment, button: IconButton, picture: QLabel, about: QLabel
    ) -> None:
        """Open a file, or fetch it first when it is not on this desk."""
        if self._bridge.desk.blob(one.sha256) is not None:
            self._open(one)
            return
        button.setEnabled(False)
        about.setText(self.tr("Being fetched…"))

        def here(_path: Path) -> None:
            button.setEnabled(True)
            button.show_icon("external-link")
            button.setToolTip(self.tr("Open"))
            about.setText(f"{one.name} · {amounts.file_size(one.size)}")
            self._load(one, picture)

        def failed(error: BaseException) -> None:
            button.setEnabled(True)
            sentence = refusal_sentence(error) if isinstance(error, Refusal) else str(error)
            about.setText(sentence)
            about.setToolTip(sentence)

        self._bridge.await_(self._bridge.desk.fetch_blob(one.sha256), here, failed)

    def _load(self, one: Attachment, picture: QLabel) -> None:
        name = "photo" if one.media_type.startswith("image/") else "file-text"
        ratio = self.devicePixelRatioF()
        picture.setPixmap(icons.pixmap(name, "text_faint", theme.size("large_icon"), ratio))
        if self._bridge.desk.blob(one.sha256) is None:
            return

        def show(copy: CopyFile) -> None:
            pixmap = QPixmap(str(copy.path))
            if isValid(picture) and not pixmap.isNull():
                side = round(SIDE * ratio)
                smooth = Qt.TransformationMode.SmoothTransformation
                keep = Qt.AspectRatioMode.KeepAspectRatio
                pixmap = pixmap.scaled(side, side, keep, smooth)
                pixmap.setDevicePixelRatio(ratio)
                picture.setPixmap(pixmap)

        pending = self._bridge.desk.thumbnail(one.sha256, square=True)
        self._bridge.await_(pending, show, lambda _error: None)

    def _compare(self, one: Attachment, told: QVBoxLayout) -> None:
        """Say below a file's name where else the same or a like picture is counted in."""
        claim = self._claim

        def show(twins: tuple[Twin, ...]) -> None:
            other = next((t for t in twins if t.claim not in ("", claim) and t.counted), None)
            if other is None or not isValid(told):
                return
            same = other.how == "same"
            text = self.tr("Also on {number}") if same else self.tr("Alike on {number}")
            made = Button(text.format(number=other.claim_number), "alert-triangle", "link")
            why = (
                self.tr("The same file is on claim {number}")
                if same
                else self.tr("A like picture is on claim {number}")
            )
            made.setToolTip(why.format(number=other.claim_number))
            made.clicked.connect(lambda _on: self.claim_wanted.emit(other.claim))
            self.notices[one.uid] = made
            told.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

        if self._bridge.desk.blob(one.sha256) is not None:
            self._bridge.await_(
                self._bridge.desk.same_pictures(one.sha256), show, lambda _error: None
            )

    def _on_toggled(self, uid: str, on: bool) -> None:
        kept = tuple(one for one in self._uids if one != uid)
        self._uids = (*kept, uid) if on else kept
        self.edited.emit(self._uids)

    def _open(self, one: Attachment) -> None:
        path = self._bridge.desk.blob(one.sha256)
        if one.media_type.startswith("image/") or one.media_type == PDF:
            self.look_wanted.emit(one.uid)
        elif path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
