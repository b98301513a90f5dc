"""Taking back work on scripts: what it leaves in the stead of what was done."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.domain.script_life import WORDS, check_move
from workstation.domain.script_version import ScriptMark, ScriptNote, ScriptVersion
from workstation.store.work import Work

#: Kinds of record that `take_back_script` knows.
SCRIPT_KINDS: Final = ("script", "script_note", "script_mark")


def take_back_script(work: Work, kind: str, uid: str) -> None:
    """Take a new record back. Codes: undo_overtaken, and those of `script_life.check_move`."""
    if kind == "script_mark":
        mark = work.get(ScriptMark, uid)
        work.keep(mark, replace(mark, favourite=False, hotkey=0, changed_at=work.now))
    elif kind == "script_note":
        note = work.get(ScriptNote, uid)
        if note.state != "open":
            raise Refusal("undo_overtaken", field="state")
        after = replace(
            note,
            state="declined",
            answered_at=work.now,
            answered_by=work.agent.uid,
            answered_by_name=work.agent.name,
        )
        work.keep(note, after)
    else:
        made = work.get(ScriptVersion, uid)
        if made.changed_at is not None and made.state != "sent_in":
            raise Refusal("undo_overtaken", field="state")
        check_move(made, "dropped", work.agent, work.now)
        work.keep(made, replace(made, state="dropped", changed_at=work.now))


def restored_script(work: Work, now: ScriptVersion, before: ScriptVersion) -> ScriptVersion:
    """What a version becomes again; raises where its life does not lead back there."""
    if before.state != now.state:
        check_move(now, before.state, work.agent, work.now)
    told = replace(before, changed_at=work.now)
    if any(getattr(now, name) != getattr(before, name) for name in WORDS):
        return replace(told, changed_by=work.agent.uid, changed_by_name=work.agent.name)
    return told
