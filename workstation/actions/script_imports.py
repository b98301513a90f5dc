"""Taking in many scripts at once: as drafts, handed in for review, or as one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from workstation.actions.script_base import Standing, words_of
from workstation.actions.script_own import keep_own
from workstation.actions.scripts import SaveScriptDraft, SendScriptIn
from workstation.domain.people import check_may
from workstation.domain.refusal import Refusal
from workstation.domain.script import Script
from workstation.domain.script_version import ScriptVersion
from workstation.store.work import Work

#: What imported scripts become.
INTO: Final = ("drafts", "sent_in", "personal")
#: So many are taken in by one piece of work.
MOST: Final = 500


@dataclass(frozen=True, slots=True)
class ScriptsImported:
    """What became of imported scripts, by their codes; `uids` are the versions made or changed."""

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    uids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportScripts:
    """Take scripts in, all or none. One that says the same as what stands is left out.

    `into` is one of `INTO`. A draft that the same person has of a code is written on. `notes` are
    remarks on single scripts by their codes; `note` stands above each.
    """

    scripts: tuple[Script, ...]
    into: str = "drafts"
    note: str = ""
    scope: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)

    def brief(self) -> dict[str, Any]:
        """What the journal keeps besides the records."""
        codes = [one.code for one in self.scripts]
        return {"codes": codes, "into": self.into, "note": self.note}

    def perform(self, work: Work) -> ScriptsImported:
        """Codes: not_allowed, script_choice, script_import_many, script_code_taken, and what is
        amiss with a script, which `script` names."""
        if self.into not in INTO:
            raise Refusal("script_choice", place="into", value=self.into, known=INTO)
        if len(self.scripts) > MOST:
            raise Refusal("script_import_many", count=len(self.scripts), most=MOST)
        if self.into != "personal":
            check_may(work.agent, "scripts_change")
        standing = Standing(work)
        told: dict[str, list[str]] = {"created": [], "changed": [], "unchanged": [], "uids": []}
        for script in self.scripts:
            how, uid = self._take(work, standing, script)
            told[how].append(script.code)
            if uid:
                told["uids"].append(uid)
        if self.into == "sent_in" and told["uids"]:
            SendScriptIn(tuple(told["uids"])).perform(work)
        return ScriptsImported(**{name: tuple(codes) for name, codes in told.items()})

    def _take(self, work: Work, standing: Standing, script: Script) -> tuple[str, str]:
        content: dict[str, object] = words_of(script)["content"]
        present = standing.present(script.code)
        if self.into == "personal":
            if present is not None:
                raise Refusal("script_code_taken", value=script.code, place="code")
            return self._take_own(work, standing, script, content)
        if present is not None and words_of(present)["content"] == content:
            return "unchanged", ""
        draft = self._mine(work, standing, script.code)
        if draft is not None and draft.content == content:
            return "unchanged", draft.uid if draft.state == "draft" else ""
        saved = SaveScriptDraft(
            content, uid=draft.uid if draft else "", note=self._note(script), scope=self.scope
        ).perform(work)
        return "changed" if draft or present else "created", saved.uid

    def _take_own(
        self, work: Work, standing: Standing, script: Script, content: dict[str, object]
    ) -> tuple[str, str]:
        heads = standing.heads(script.code, work.agent.uid)
        last = next((one for one in heads if one.state == "in_force"), None)
        if last is not None and work.get(ScriptVersion, last.uid).content == content:
            return "unchanged", ""
        made = keep_own(work, standing, content, self._note(script))
        return "changed" if last else "created", made.uid

    def _note(self, script: Script) -> str:
        return "\n".join(filter(None, (self.note, self.notes.get(script.code, ""))))

    def _mine(self, work: Work, standing: Standing, code: str) -> ScriptVersion | None:
        """The draft that this person has of a code."""
        for head in standing.heads(code):
            if head.state == "draft" and head.made_by == work.agent.uid:
                return work.get(ScriptVersion, head.uid)
        return None
