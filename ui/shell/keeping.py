"""Keeping what is typed on this desk's disk, within a second of typing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject

from ui.bridge import Bridge
from ui.timing import after_rest
from workstation.domain.conversation import Draft
from workstation.domain.identity import uid_of

#: Typing is written down at the latest this long after it began.
SAVE_MS: Final = 500


class Keeper(QObject):
    """Writes what is typed soon after typing began; subclasses say what in `save`."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._timer = after_rest(self, SAVE_MS, self.save)

    def touch(self) -> None:
        """Something was typed: keep it soon."""
        if not self._timer.isActive():
            self._timer.start()

    def calm(self) -> None:
        """Nothing waits to be written any more."""
        self._timer.stop()

    def save(self) -> None:
        """Keep what stands now."""
        raise AssertionError("a keeper says what it keeps")


class NamedKeeper(Keeper):
    """One kept text for each name and person; `editor` marks them among the drafts of a desk.

    A draft's `recipient` holds the name.
    """

    def __init__(self, bridge: Bridge, editor: str, parent: QObject) -> None:
        super().__init__(bridge, parent)
        self._editor = editor

    def keep(self, name: str, body: str, data: dict[str, object]) -> None:
        """Write what stands under a name, in place of what stood there."""
        desk = self._bridge.desk
        desk.save_draft(
            Draft(
                self._uid(name),
                "",
                self._editor,
                body,
                desk.clock(),
                agent=desk.agent.uid,
                recipient=name,
                data=data,
            )
        )

    def forget(self, name: str) -> None:
        """Drop what was kept under a name."""
        self.calm()
        if self.kept(name) is not None:
            self._bridge.desk.drop_draft(self._uid(name))

    def kept(self, name: str) -> Draft | None:
        """What was typed under a name and not saved."""
        uid = self._uid(name)
        return next((one for one in self._bridge.desk.drafts() if one.uid == uid), None)

    def names(self) -> frozenset[str]:
        """Under which names this person typed something that is not saved."""
        desk = self._bridge.desk
        mine = (one for one in desk.drafts() if one.editor == self._editor)
        return frozenset(one.recipient for one in mine if one.agent == desk.agent.uid)

    def _uid(self, name: str) -> str:
        return uid_of(self._editor, self._bridge.desk.agent.uid, name)
