"""What is a person's own: scripts that need no review, favourites and hotkeys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from workstation.actions.script_base import Standing, new_version
from workstation.actions.scripts import ScriptSaved
from workstation.domain.identity import uid_of
from workstation.domain.refusal import Refusal
from workstation.domain.script_version import ScriptMark, ScriptVersion, in_force
from workstation.store import scripts as kept
from workstation.store.work import Work
from workstation.text.script_content import read_content

#: Hotkeys are 1 to 10.
HOTKEYS: Final = 10


@dataclass(frozen=True, slots=True)
class SavePersonalScript:
    """Keep a script of one's own; it is in force at once, beside those of the team.

    The same code again is another version of it.
    """

    content: Mapping[str, object] = field(default_factory=dict)
    note: str = ""

    def brief(self) -> dict[str, Any]:
        """What the journal keeps besides the record: not the words once more."""
        return {"code": str(self.content.get("code", "")), "note": self.note}

    def perform(self, work: Work) -> ScriptSaved:
        """Codes: script_code_taken (by the team), and what is amiss with the words."""
        standing = Standing(work)
        script = read_content(self.content, standing.known)
        if standing.present(script.code) is not None:
            raise Refusal("script_code_taken", value=script.code, place="code")
        made = keep_own(work, standing, self.content, self.note)
        return ScriptSaved(made.uid, made.code, made.version)


@dataclass(frozen=True, slots=True)
class DropPersonalScript:
    """Have an own script no longer."""

    code: str

    def perform(self, work: Work) -> None:
        """Codes: not_found."""
        me = work.agent.uid
        heads = kept.heads(work.connection, self.code)
        mine = [item for item in heads if me and item.owner == me]
        head = in_force(mine, self.code, work.now)
        if head is None:
            raise Refusal("not_found", kind="script", uid=self.code)
        known = work.get(ScriptVersion, head.uid)
        after = replace(
            known,
            state="retired",
            changed_at=work.now,
            retired_at=work.now,
            retired_by=me,
            retired_by_name=work.agent.name,
        )
        work.keep(known, after)


@dataclass(frozen=True, slots=True)
class MarkScript:
    """Make a script a favourite of one's own, or give it a hotkey (0: none); None leaves it.

    A hotkey moves away from the script that had it.
    """

    code: str
    favourite: bool | None = None
    hotkey: int | None = None

    def perform(self, work: Work) -> None:
        """Codes: script_hotkey (not 0 to 10)."""
        if self.hotkey is not None and not 0 <= self.hotkey <= HOTKEYS:
            raise Refusal("script_hotkey", value=self.hotkey, most=HOTKEYS)
        if self.hotkey:
            for other in kept.marks(work.connection, work.agent.uid):
                if other.hotkey == self.hotkey and other.code != self.code:
                    work.keep(other, replace(other, hotkey=0, changed_at=work.now))
        uid = uid_of("script_mark", work.agent.uid, self.code)
        known = work.find(ScriptMark, uid)
        before = known or ScriptMark(uid, work.agent.uid, self.code)
        after = replace(
            before,
            favourite=before.favourite if self.favourite is None else self.favourite,
            hotkey=before.hotkey if self.hotkey is None else self.hotkey,
        )
        if after == before:
            return
        after = replace(after, changed_at=work.now)
        if known is None:
            work.add(after)
        else:
            work.keep(known, after)


def keep_own(
    work: Work, standing: Standing, content: Mapping[str, object], note: str = ""
) -> ScriptVersion:
    """A new version of an own script, in force now; raises what is amiss with the words."""
    script = read_content(content, standing.known)
    heads = standing.heads(script.code, work.agent.uid)
    last = in_force(heads, script.code, work.now)
    name = standing.next_name(script.code, heads)
    made = new_version(
        work, script, name, base=last.uid if last else "", owner=work.agent.uid, note=note
    )
    made = replace(
        made,
        state="in_force",
        from_at=work.now,
        activated_at=work.now,
        activated_by=work.agent.uid,
        activated_by_name=work.agent.name,
    )
    work.add(made)
    return made
