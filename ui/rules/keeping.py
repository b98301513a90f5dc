"""Keeping what is typed into a rule file on this desk's disk, within a second."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

from ui.rules.session import Session
from workstation.domain.conversation import Draft
from workstation.domain.identity import uid_of

#: Typing is written down at the latest this long after it began.
SAVE_MS: Final = 500
#: What marks these among the drafts of a desk; `recipient` holds the file.
EDITOR: Final = "rules"


class TextKeeper(QObject):
    """One kept text for each file and person; gone once it is saved as a draft of the team."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.save)

    def touch(self) -> None:
        """Something was typed: keep it soon."""
        if not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Keep what stands now; what is saved already, or as it was, is not kept."""
        self._timer.stop()
        session = self._session
        if not session.file or session.opened is None or session.reading:
            return
        desk = session.bridge.desk
        if not session.changed:
            self.drop()
            return
        facts: dict[str, object] = {
            "base": session.base,
            "draft": session.draft_uid,
            "seen": session.seen,
            "begun": session.begun,
        }
        desk.save_draft(
            Draft(
                self._uid(session.file),
                "",
                EDITOR,
                session.text(),
                desk.clock(),
                agent=desk.agent.uid,
                recipient=session.file,
                data=facts,
            )
        )

    def drop(self) -> None:
        """Forget what was kept of the file."""
        self._timer.stop()
        if self.kept(self._session.file) is not None:
            self._session.bridge.desk.drop_draft(self._uid(self._session.file))

    def kept(self, file: str) -> Draft | None:
        """What was typed into a file and not saved."""
        uid = self._uid(file)
        return next((one for one in self._session.bridge.desk.drafts() if one.uid == uid), None)

    def files(self) -> frozenset[str]:
        """The files into which something was typed that is not saved."""
        drafts = self._session.bridge.desk.drafts()
        agent = self._session.bridge.desk.agent.uid
        mine = (one for one in drafts if one.editor == EDITOR and one.agent == agent)
        return frozenset(one.recipient for one in mine)

    def _uid(self, file: str) -> str:
        return uid_of(EDITOR, self._session.bridge.desk.agent.uid, file)
