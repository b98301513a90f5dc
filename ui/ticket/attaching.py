"""Files that go with a reply: chosen, dropped or pasted, kept by their content."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.bridge import Bridge
from ui.text.refusals import refusal_sentence
from ui.ticket.reply_parts import FileChips
from workstation.actions.replies import AddAttachment
from workstation.domain.conversation import Attachment
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.desk import Stored


class Attaching(QObject):
    """Takes files in, hangs them on the ticket, and lists those of this reply.

    `changed` when the list is another one; `refused(sentence)` for a file that is not taken.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, bridge: Bridge, chips: FileChips, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._chips, self._window = bridge, chips, parent
        self._ticket = ""
        self._known: dict[str, Attachment] = {}
        self.uids: tuple[str, ...] = ()
        chips.dropped.connect(self._drop)

    def open(self, ticket: str, uids: Iterable[str]) -> None:
        """Begin with a ticket and the files of its draft."""
        self._ticket, self.uids = ticket, tuple(uids)

    def show_known(self, attachments: Iterable[Attachment]) -> None:
        """What hangs on the ticket; the chips show those that go with the reply."""
        self._known = {one.uid: one for one in attachments}
        self._show()

    def ready(self) -> tuple[str, ...]:
        """The uids that can be sent."""
        return tuple(uid for uid in self.uids if uid in self._known)

    def clear(self) -> None:
        """No files any more."""
        self.uids = ()
        self._show()

    def choose(self) -> None:
        """Ask for files."""
        kinds = self.tr("Pictures, PDF and text")
        patterns = "*.png *.jpg *.jpeg *.heic *.heif *.gif *.bmp *.webp *.pdf *.txt"
        title = self.tr("Attach files")
        chosen, _ = QFileDialog.getOpenFileNames(self._window, title, "", f"{kinds} ({patterns})")
        self.take_paths(chosen)

    def take_paths(self, paths: list[str]) -> None:
        """Take files in."""
        for path in paths:
            self._take(self._bridge.desk.add_file(Path(path)))

    def take_picture(self, content: bytes) -> None:
        """Take a pasted picture in."""
        self._take(self._bridge.desk.add_file(content, self.tr("pasted picture.png")))

    def _take(self, pending: Any) -> None:
        ticket = self._ticket
        if ticket:
            self._bridge.await_(pending, lambda stored: self._hang(ticket, stored), self._on_failed)

    def _hang(self, ticket: str, stored: Stored) -> None:
        action = AddAttachment(ticket, stored.sha256, stored.name, stored.media_type, stored.size)
        self._bridge.do(action, lambda done: self.take_hung(ticket, str(done.result)))

    def take_hung(self, ticket: str, uid: str) -> None:
        """Let an attachment that hangs on the ticket go with this reply."""
        if ticket != self._ticket:
            return
        if uid not in self.uids:
            self.uids = (*self.uids, uid)
        self._show()
        self.changed.emit()

    def _on_failed(self, error: BaseException) -> None:
        told = refusal_sentence(error) if isinstance(error, Refusal) else str(error)
        self.refused.emit(told)

    def _drop(self, uid: str) -> None:
        self.uids = tuple(one for one in self.uids if one != uid)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._chips.show_files(tuple(self._known[uid] for uid in self.ready()))
