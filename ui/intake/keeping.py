"""Keeping an unfinished intake on disk within a second of typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from ui.bridge import Bridge
from ui.intake.facts import EDITOR, IntakeFacts, facts_of
from workstation.domain.conversation import Draft
from workstation.domain.identity import new_uid

#: Typing is written down at the latest this long after it began.
SAVE_MS: Final = 500


class DraftKeeper(QObject):
    """The draft of one intake at a time; others wait in the list of drafts."""

    def __init__(self, bridge: Bridge, read: Callable[[], IntakeFacts], parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._read = read
        self.uid = new_uid()
        self._kept = IntakeFacts()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.save)

    def touch(self) -> None:
        """Something was typed: keep it soon."""
        if not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Keep what stands now; an emptied form keeps nothing."""
        self._timer.stop()
        facts = self._read()
        if facts == self._kept:
            return
        desk = self._bridge.desk
        if facts.empty:
            desk.drop_draft(self.uid)
        else:
            desk.save_draft(facts.draft(self.uid, desk.agent.uid, desk.clock()))
        self._kept = facts

    def drop(self) -> None:
        """The intake is finished: forget it and begin another."""
        self._timer.stop()
        self._bridge.desk.drop_draft(self.uid)
        self.begin()

    def begin(self) -> None:
        """Another intake, with a draft of its own."""
        self._timer.stop()
        self.uid = new_uid()
        self._kept = IntakeFacts()

    def take_up(self, draft: Draft) -> IntakeFacts:
        """Go on with a draft; gives what it holds."""
        self._timer.stop()
        self.uid = draft.uid
        self._kept = facts_of(draft.data)
        return self._kept

    def waiting(self) -> tuple[Draft, ...]:
        """The other unfinished intakes of this desk, newest first."""
        found = self._bridge.desk.drafts()
        return tuple(one for one in found if one.editor == EDITOR and one.uid != self.uid)
