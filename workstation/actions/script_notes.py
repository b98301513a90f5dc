"""What people say of scripts at the place of use: comments, and better words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from workstation.actions.script_base import Standing
from workstation.actions.scripts import SaveScriptDraft, ScriptSaved
from workstation.domain.identity import new_uid
from workstation.domain.people import check_may
from workstation.domain.refusal import Refusal
from workstation.domain.script import CHANNELS, Script, script_facts
from workstation.domain.script_version import NOTE_KINDS, ScriptNote
from workstation.domain.ticket import Ticket
from workstation.store.work import Work


@dataclass(frozen=True, slots=True)
class WriteScriptNote:
    """Say something of a script, or (kind "suggestion") give better words for it.

    `words` are a whole body, for a channel ("" for the body of all) and a language. `ticket` is
    where it was used.
    """

    code: str
    version: str = ""
    kind: str = "comment"
    body: str = ""
    words: str = ""
    language: str = "zh"
    channel: str = ""
    ticket: str = ""

    def perform(self, work: Work) -> str:
        """Give the note's uid. Codes: script_note_empty, script_choice."""
        for field, value, known in (
            ("kind", self.kind, NOTE_KINDS),
            ("channel", self.channel, ("", *CHANNELS)),
        ):
            if value not in known:
                raise Refusal("script_choice", place=field, value=value, known=known)
        said = self.words if self.kind == "suggestion" else self.body
        if not said.strip():
            raise Refusal("script_note_empty", script=self.code)
        note = ScriptNote(
            uid=new_uid(),
            code=self.code,
            version=self.version,
            at=work.now,
            kind=self.kind,
            body=self.body.strip(),
            words=self.words.strip("\n"),
            language=self.language,
            channel=self.channel,
            ticket=self.ticket,
            author=work.agent.uid,
            author_name=work.agent.name,
        )
        work.add(note)
        return note.uid


@dataclass(frozen=True, slots=True)
class AnswerScriptNote:
    """Take or decline what somebody said; a suggestion that is taken becomes a draft.

    Its words stand in the draft where they were meant for. Whoever wrote a note may decline it.
    """

    uid: str
    take: bool
    answer: str = ""

    def perform(self, work: Work) -> ScriptSaved | None:
        """Give the draft that was made. Codes: not_allowed, not_found, script_note_answered,
        and of the draft as `SaveScriptDraft`."""
        note = work.get(ScriptNote, self.uid)
        if self.take or note.author != work.agent.uid:
            check_may(work.agent, "scripts_change")
        if note.state != "open":
            raise Refusal("script_note_answered", script=note.code, by=note.answered_by_name)
        saved = None
        if self.take and note.kind == "suggestion":
            saved = self._draft(work, note)
        after = replace(
            note,
            state="taken" if self.take else "declined",
            answer=self.answer.strip(),
            answered_at=work.now,
            answered_by=work.agent.uid,
            answered_by_name=work.agent.name,
        )
        work.keep(note, after)
        self._tell(work, after)
        return saved

    def _tell(self, work: Work, note: ScriptNote) -> None:
        """Tell the author on the ticket where it was said, if this desk has it."""
        if note.author in ("", work.agent.uid) or not note.ticket:
            return
        if work.find(Ticket, note.ticket) is None:
            return
        answer = f"：{note.answer}" if note.answer else ""
        zh = f"您对话术 {note.code} 的意见{'已采纳' if self.take else '未采纳'}{answer}"
        answer = f": {note.answer}" if note.answer else ""
        how = "was taken" if self.take else "was declined"
        told = {"event": "notify", "notify": [note.author], "zh": zh}
        en = f"Your note on script {note.code} {how}{answer}"
        work.say(note.ticket, "system", data={**told, "en": en})

    def _draft(self, work: Work, note: ScriptNote) -> ScriptSaved:
        script = Standing(work).present(note.code)
        if script is None:
            raise Refusal("not_found", kind="script", uid=note.code)
        content = with_words(script, note)
        told = note.body or note.words
        return SaveScriptDraft(content, note=told, scope=script.scope).perform(work)


def with_words(script: Script, note: ScriptNote) -> dict[str, object]:
    """The script's table with suggested words where they were meant for."""
    told = script_facts(script)
    if note.language in ("", script.language):
        _put(told, note.channel, note.words)
        return told
    languages = _copy(told.get("translations"))
    words = _copy(languages.get(note.language)) or {"title": script.title, "body": note.words}
    _put(words, note.channel, note.words)
    told["translations"] = {**languages, note.language: words}
    return told


def _put(words: dict[str, Any], channel: str, body: str) -> None:
    """Into the body of a channel where there is one, else into that of all."""
    variants = _copy(words.get("variants"))
    if channel in variants:
        words["variants"] = {**variants, channel: body}
    else:
        words["body"] = body


def _copy(table: object) -> dict[str, Any]:
    return dict(table) if isinstance(table, Mapping) else {}
