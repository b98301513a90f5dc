"""Keeping what is typed into a rule file on this desk's disk, within a second."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject

from ui.rules.session import Session
from ui.shell.keeping import NamedKeeper

#: What marks these among the drafts of a desk; `recipient` holds the file.
EDITOR: Final = "rules"


class TextKeeper(NamedKeeper):
    """One kept text for each file and person; gone once it is saved as a draft of the team."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session.bridge, EDITOR, parent)
        self._session = session

    def save(self) -> None:
        """Keep what stands now; what is saved already, or as it was, is not kept."""
        self.calm()
        session = self._session
        if not session.file or session.opened is None or session.reading:
            return
        if not session.changed:
            self.drop()
            return
        facts: dict[str, object] = {
            "base": session.base,
            "draft": session.draft_uid,
            "seen": session.seen,
            "begun": session.begun,
        }
        self.keep(session.file, session.text(), facts)

    def drop(self) -> None:
        """Forget what was kept of the file."""
        self.forget(self._session.file)
