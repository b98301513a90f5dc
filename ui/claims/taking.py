"""Files brought to a claim: dropped, pasted or chosen, each looked into before it hangs there."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ui.bridge import Bridge
from ui.text import words
from ui.text.refusals import refusal_sentence
from workstation.actions.claim_evidence import ReceiveEvidence
from workstation.actions.claims import EditClaim
from workstation.actions.replies import AddAttachment
from workstation.domain.claim import Claim
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.desk import Done
    from workstation.picturing import Taken

Source = Path | bytes
#: So many refusals are told in full, and so many more by name.
_TOLD: Final = 3
_NAMED: Final = 8


@dataclass
class _Round:
    """Files on their way to one claim, and what became of them."""

    claim: Claim
    item: str
    waiting: deque[Source]
    uids: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


class Taking(QObject):
    """Takes files in, one after the other. `taken(claim uid, count)` and `refused(sentences)`."""

    taken = Signal(str, int)
    refused = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def take(self, claim: Claim, sources: Sequence[Source], item: str = "") -> None:
        """Hang files on a claim's ticket and count them in; `item` is the thing they prove."""
        if sources:
            self._next(_Round(claim, item, deque(sources)))

    def _next(self, held: _Round) -> None:
        if not held.waiting:
            self._finish(held)
            return
        source, desk, ticket = held.waiting.popleft(), self._bridge.desk, held.claim.ticket
        pending = (
            desk.paste_in(source, ticket)
            if isinstance(source, bytes)
            else desk.take_in(source, ticket=ticket)
        )
        self._bridge.await_(
            pending,
            lambda taken: self._attach(held, taken),
            lambda error: self._refuse(held, _name_of(source), error),
        )

    def _attach(self, held: _Round, taken: Taken) -> None:
        kept = taken.stored
        action = AddAttachment(
            held.claim.ticket, kept.sha256, kept.name, kept.media_type, kept.size
        )

        def then(done: Done) -> None:
            held.uids.append(str(done.result))
            self._next(held)

        self._bridge.do(action, then, lambda error: self._refuse(held, kept.name, error))

    def _refuse(self, held: _Round, name: str, error: BaseException) -> None:
        told = refusal_sentence(error) if isinstance(error, Refusal) else str(error)
        held.refused.append((name, told))
        self._next(held)

    def _refusals(self, refused: Sequence[tuple[str, str]]) -> str:
        """Each by name with what helps; of many the first ones, the others by name."""
        lines = [told for _name, told in refused[:_TOLD]]
        others = [name for name, _told in refused[_TOLD:]]
        if others:
            names = words.listing(others[:_NAMED])
            text = self.tr("Not taken either ({n}): {names}")
            lines.append(text.format(n=len(others), names=names))
        return "\n".join(lines)

    def _finish(self, held: _Round) -> None:
        if held.refused:
            self.refused.emit(self._refusals(held.refused))
        if not held.uids:
            return
        uid, uids = held.claim.uid, tuple(dict.fromkeys(held.uids))
        shown = tuple(dict.fromkeys((*held.claim.evidence, *uids)))
        action: object = EditClaim(uid, {"evidence": shown})
        if held.item:
            action = ReceiveEvidence(held.item, uids)
        self._bridge.do(
            action,
            lambda _done: self.taken.emit(uid, len(uids)),
            lambda refusal: self.refused.emit(refusal_sentence(refusal)),
        )

    def choose(self, claim: Claim, item: str, parent: QWidget) -> QFileDialog:
        """Ask which files; the dialog stays until it is answered."""
        dialog = QFileDialog(parent, self.tr("Pictures and papers for the claim"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)

        def finished(result: int) -> None:
            dialog.deleteLater()
            if result == QDialog.DialogCode.Accepted:
                self.take(claim, [Path(one) for one in dialog.selectedFiles()], item)

        dialog.finished.connect(finished)
        dialog.open()
        return dialog


def _name_of(source: Source) -> str:
    return source.name if isinstance(source, Path) else ""


def sources_in(mime: QMimeData | None) -> list[Source]:
    """What of a drop or the clipboard can be taken: files of this computer, else a picture."""
    if mime is None:
        return []
    files: list[Source] = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files or not mime.hasImage():
        return files
    image = mime.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return []
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return [bytes(buffer.data().data())]
