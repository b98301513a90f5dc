"""Keeping an unfinished intake on disk within a second of typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.bridge import Bridge
from ui.intake.facts import EDITOR, IntakeFacts, facts_of
from ui.shell.keeping import Keeper
from workstation.domain.conversation import Draft
from workstation.domain.identity import new_uid


class DraftKeeper(Keeper):
    """The draft of one intake at a time; others wait in the list of drafts."""

    def __init__(self, bridge: Bridge, read: Callable[[], IntakeFacts], parent: QObject) -> None:
        super().__init__(bridge, parent)
        self._read = read
        self.uid = new_uid()
        self._kept = IntakeFacts()

    def save(self) -> None:
        """Keep what stands now; an emptied form keeps nothing."""
        self.calm()
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
        self.calm()
        self._bridge.desk.drop_draft(self.uid)
        self.begin()

    def begin(self) -> None:
        """Another intake, with a draft of its own."""
        self.calm()
        self.uid = new_uid()
        self._kept = IntakeFacts()

    def take_up(self, draft: Draft) -> IntakeFacts:
        """Go on with a draft; gives what it holds."""
        self.calm()
        self.uid = draft.uid
        self._kept = facts_of(draft.data)
        return self._kept

    def waiting(self) -> tuple[Draft, ...]:
        """The other unfinished intakes of this desk, newest first."""
        found = self._bridge.desk.drafts()
        return tuple(one for one in found if one.editor == EDITOR and one.uid != self.uid)
