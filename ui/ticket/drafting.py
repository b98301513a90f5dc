"""Keeps what is typed: on disk within a second, dropped only when it was sent."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.bridge import Bridge
from ui.timing import after_rest
from workstation.domain.conversation import Draft
from workstation.domain.identity import new_uid

_log = logging.getLogger(__name__)
#: Typing rests this long, or goes on for `LONGEST_MS`, before a draft is written.
REST_MS: Final = 400
LONGEST_MS: Final = 700
EDITORS: Final = ("reply", "note")


class Drafting(QObject):
    """Writes one editor's draft. `read` gives it as it stands, None when it is empty.

    `failed(error)` when the disk did not take it; it is tried again and again.
    """

    failed = Signal(object)

    def __init__(
        self, bridge: Bridge, read: Callable[[str], Draft | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._read = read
        self._uid = ""
        self._kept = False
        self._dirty = False
        self._rest = self._timer(REST_MS)
        self._longest = self._timer(LONGEST_MS)

    def _timer(self, length: int) -> QTimer:
        made = after_rest(self, length, self.flush)
        return made

    def open(self, ticket: str) -> Draft | None:
        """Begin with a ticket; gives the draft that was left there, the newest one."""
        desk = self._bridge.desk
        found = [desk.draft_of(ticket, editor) for editor in EDITORS]
        drafts = [draft for draft in found if draft is not None]
        return self._go_on(max(drafts, key=lambda draft: draft.saved_at, default=None))

    def take_up(self, uid: str) -> Draft | None:
        """Go on with the draft of that uid; the one before stays in the list of drafts."""
        return self._go_on(
            next((one for one in self._bridge.desk.drafts() if one.uid == uid), None)
        )

    def _go_on(self, draft: Draft | None) -> Draft | None:
        self._uid = draft.uid if draft else new_uid()
        self._kept = draft is not None
        self._calm()
        return draft

    def touch(self) -> None:
        """Something was typed."""
        self._dirty = True
        self._rest.start()
        if not self._longest.isActive():
            self._longest.start()

    def flush(self) -> None:
        """Write what is not yet on disk."""
        if not self._dirty:
            return
        try:
            self._write(self._read(self._uid))
        except Exception as error:
            _log.exception("a draft was not kept")
            self._longest.start()
            self.failed.emit(error)
            return
        self._calm()

    def _write(self, draft: Draft | None) -> None:
        if draft is not None:
            self._bridge.desk.save_draft(draft)
            self._kept = True
        elif self._kept:
            self._bridge.desk.drop_draft(self._uid)
            self._kept = False

    @property
    def uid(self) -> str:
        """The draft's uid."""
        return self._uid

    def done(self, uid: str) -> None:
        """What this draft held was sent: forget it and begin a new one."""
        self._bridge.desk.drop_draft(uid)
        if uid == self._uid:
            self._uid = new_uid()
            self._kept = False
            self._calm()

    def _calm(self) -> None:
        self._dirty = False
        self._rest.stop()
        self._longest.stop()
