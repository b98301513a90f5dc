"""Keeping what is typed into a script on this desk's disk, within a second."""

from __future__ import annotations

import json
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from ui.scripts.session import Session
from workstation.domain.conversation import Draft
from workstation.domain.identity import uid_of

#: Typing is written down at the latest this long after it began.
SAVE_MS: Final = 500
#: What marks these among the drafts of a desk; `recipient` holds the code, `body` the title.
EDITOR: Final = "scripts"
#: What stands for the code of a script that has none yet.
NEW: Final = "+"


class ScriptKeeper(QObject):
    """One kept text for each script and person; gone once it is saved for the team."""

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
        if not session.code and not session.fresh:
            return
        if not session.changed:
            self.drop()
            return
        desk, facts = session.bridge.desk, session.facts()
        data: dict[str, object] = {
            "facts": json.dumps(facts, ensure_ascii=False),
            "scope": list(session.scope()),
            "uid": session.draft_uid,
            "personal": session.personal,
            "fresh": session.fresh,
            "seen": session.seen,
        }
        desk.save_draft(
            Draft(
                self._uid(key_of(session)),
                "",
                EDITOR,
                str(facts.get("title", "")) or str(facts.get("body", "")),
                desk.clock(),
                agent=desk.agent.uid,
                recipient=key_of(session),
                data=data,
            )
        )

    def drop(self, key: str = "") -> None:
        """Forget what was kept of the script that is shown, or of another."""
        self._timer.stop()
        key = key or key_of(self._session)
        if self.kept(key) is not None:
            self._session.bridge.desk.drop_draft(self._uid(key))

    def kept(self, key: str) -> Draft | None:
        """What was typed into a script (`NEW` for one without a code) and not saved."""
        uid = self._uid(key)
        return next((one for one in self._session.bridge.desk.drafts() if one.uid == uid), None)

    def _uid(self, key: str) -> str:
        return uid_of(EDITOR, self._session.bridge.desk.agent.uid, key)


def key_of(session: Session) -> str:
    """Under which key a script's typed words are kept."""
    return NEW if session.fresh else session.code


def facts_in(draft: Draft) -> dict[str, Any]:
    """The table of a script as it was kept; empty where it cannot be read."""
    try:
        found = json.loads(str(draft.data.get("facts", "{}")))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
