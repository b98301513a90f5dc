"""Keeping what is typed into a script on this desk's disk, within a second."""

from __future__ import annotations

import json
from typing import Any, Final

from PySide6.QtCore import QObject

from ui.scripts.session import Session
from ui.shell.keeping import NamedKeeper
from workstation.domain.conversation import Draft

#: What marks these among the drafts of a desk; `recipient` holds the code, `body` the title.
EDITOR: Final = "scripts"
#: What stands for the code of a script that has none yet.
NEW: Final = "+"


class ScriptKeeper(NamedKeeper):
    """One kept text for each script and person; gone once it is saved for the team."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session.bridge, EDITOR, parent)
        self._session = session

    def save(self) -> None:
        """Keep what stands now; what is saved already, or as it was, is not kept."""
        self.calm()
        session = self._session
        if not session.code and not session.fresh:
            return
        if not session.changed:
            self.drop()
            return
        facts = session.facts()
        data: dict[str, object] = {
            "facts": json.dumps(facts, ensure_ascii=False),
            "scope": list(session.scope()),
            "uid": session.draft_uid,
            "personal": session.personal,
            "fresh": session.fresh,
            "seen": session.seen,
        }
        said = str(facts.get("title", "")) or str(facts.get("body", ""))
        self.keep(key_of(session), said, data)

    def drop(self) -> None:
        """Forget what was kept of the script that is shown."""
        self.forget(key_of(self._session))


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
