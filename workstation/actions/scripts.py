"""The life of a reply script: drafted, sent in, reviewed by a second person, in force, retired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from workstation.actions.script_base import (
    SAID,
    Standing,
    check_base,
    is_free,
    new_version,
    newest_said,
    words_of,
)
from workstation.domain.identity import new_uid
from workstation.domain.people import check_may
from workstation.domain.refusal import Refusal
from workstation.domain.script import Script
from workstation.domain.script_life import check_move
from workstation.domain.script_version import ScriptNote, ScriptVersion, in_force
from workstation.store.work import Work
from workstation.text.script_content import read_content

#: What is cleared where a version goes back to its maker, …
_UNREVIEWED: Final[dict[str, Any]] = {
    "reviewed_at": None,
    "reviewed_by": "",
    "reviewed_by_name": "",
}
#: States in which a version waits to be said.
_WAITING: Final = ("draft", "sent_in", "reviewed")


@dataclass(frozen=True, slots=True)
class ScriptSaved:
    """What became of a saved draft.

    `own` says that it became a draft of its own, since somebody else had saved the other one
    meanwhile; `base_old` that a newer version of the script has been put in force since it was
    begun.
    """

    uid: str
    code: str
    version: str
    own: bool = False
    base_old: bool = False


@dataclass(frozen=True, slots=True)
class SaveScriptDraft:
    """Keep a draft of a script of the team: a new one, or another's or one's own written on.

    `content` is the script's table. `uid` names the version that is written on ("" begins one);
    one that was sent in or reviewed is a draft again. `base` is the version it is made from (None:
    the one that was put in force last, or of the draft as it was), `seen` the `changed_at` (or
    `made_at`) of the draft as the editor read it.
    """

    content: Mapping[str, object] = field(default_factory=dict)
    uid: str = ""
    note: str = ""
    scope: tuple[str, ...] = ()
    base: str | None = None
    seen: int | None = None

    def brief(self) -> dict[str, Any]:
        """What the journal keeps besides the record: not the words once more."""
        code = str(self.content.get("code", ""))
        return {"code": code, "uid": self.uid, "base": self.base, "note": self.note}

    def perform(self, work: Work) -> ScriptSaved:
        """Codes: not_allowed, not_found, script_frozen; of the table rule_*, script_*, template_*,
        snippet_*, with the place."""
        check_may(work.agent, "scripts_change")
        standing = Standing(work)
        script = read_content(self.content, standing.known)
        known = work.get(ScriptVersion, self.uid) if self.uid else None
        if known is not None and (known.owner or known.state not in _WAITING):
            raise Refusal("script_frozen", script=known.code, version=known.version)
        heads = standing.heads(script.code)
        base, last = self._base(known, script.code, standing), newest_said(heads)
        old = base != (last.uid if last else "")
        overtaken = (
            known is not None
            and self.seen is not None
            and self.seen != (known.changed_at or known.made_at)
        )
        if known is not None and self._says_the_same(known, script, base, heads):
            if self.note and self.note != known.note:
                work.keep(known, replace(known, note=self.note, changed_at=work.now))
            return ScriptSaved(known.uid, known.code, known.version, base_old=old)
        if known is None or overtaken:
            name = standing.next_name(script.code, heads)
            made = new_version(work, script, name, base=base, scope=self.scope, note=self.note)
            work.add(made)
            return ScriptSaved(made.uid, made.code, made.version, overtaken, old)
        others = [item for item in heads if item.uid != known.uid]
        same_name = known.code == script.code and is_free(known, heads)
        after = replace(
            known,
            **words_of(script),
            version=known.version if same_name else standing.next_name(script.code, others),
            base=base,
            scope=self.scope,
            note=self.note or known.note,
            state="draft",
            changed_at=work.now,
            changed_by=work.agent.uid,
            changed_by_name=work.agent.name,
            **_UNREVIEWED,
        )
        work.keep(known, after)
        return ScriptSaved(known.uid, after.code, after.version, base_old=old)

    def _says_the_same(
        self, known: ScriptVersion, script: Script, base: str, heads: tuple[ScriptVersion, ...]
    ) -> bool:
        """Whether nothing is altered: then who saves it has not changed it, nor undone a review."""
        told = (words_of(script), base, self.scope)
        stands = {"code": known.code, "title": known.title, "content": known.content}
        return told == (stands, known.base, known.scope) and is_free(known, heads)

    def _base(self, known: ScriptVersion | None, code: str, standing: Standing) -> str:
        heads = standing.heads(code)
        if self.base is not None:
            if self.base and self.base not in {item.uid for item in heads}:
                raise Refusal("not_found", kind="script", uid=self.base)
            return self.base
        if known is not None and known.code == code:
            return known.base
        last = newest_said(heads)
        return last.uid if last else ""


@dataclass(frozen=True, slots=True)
class SendScriptIn:
    """Hand drafts in for review."""

    uids: tuple[str, ...]

    def perform(self, work: Work) -> None:
        """Codes: not_allowed, not_found, script_life, and what is amiss with the words."""
        standing = Standing(work)
        for uid in self.uids:
            known = work.get(ScriptVersion, uid)
            check_move(known, "sent_in", work.agent, work.now)
            read_content(known.content, standing.known)
            work.keep(known, replace(known, state="sent_in", changed_at=work.now))


@dataclass(frozen=True, slots=True)
class ReviewScript:
    """Approve a version that was sent in, or send it back to its maker with a comment."""

    uid: str
    accept: bool
    comment: str = ""

    def perform(self, work: Work) -> None:
        """Codes: not_allowed, not_found, script_life, script_own_review, script_comment_missing."""
        known = work.get(ScriptVersion, self.uid)
        if not self.accept:
            check_may(work.agent, "scripts_review")
            if not self.comment.strip():
                raise Refusal("script_comment_missing", script=known.code)
        state = "reviewed" if self.accept else "draft"
        check_move(known, state, work.agent, work.now)
        seen = {
            "reviewed_at": work.now,
            "reviewed_by": work.agent.uid,
            "reviewed_by_name": work.agent.name,
        }
        told = seen if self.accept else _UNREVIEWED
        work.keep(known, replace(known, state=state, changed_at=work.now, **told))
        if self.comment.strip():
            work.add(_comment(work, known, self.comment.strip()))


@dataclass(frozen=True, slots=True)
class ActivateScripts:
    """Put reviewed versions in force from a moment (None: now), until another (None: for good)."""

    uids: tuple[str, ...]
    from_at: int | None = None
    until_at: int | None = None

    def perform(self, work: Work) -> tuple[str, ...]:
        """Give the codes, in order.

        Codes: not_allowed, not_found, script_life, script_base_old, script_version_taken,
        script_from_early, script_until_early, and what is amiss with the words.
        """
        standing = Standing(work)
        from_at = max(self.from_at or work.now, work.now)
        versions = sorted((work.get(ScriptVersion, uid) for uid in self.uids), key=_place)
        for known in versions:
            check_move(known, "in_force", work.agent, work.now)
            if self.until_at is not None and self.until_at <= from_at:
                raise Refusal("script_until_early", script=known.code)
            read_content(known.content, standing.known)
            check_base(standing.heads(known.code), known, from_at)
            after = replace(
                known,
                state="in_force",
                from_at=from_at,
                until_at=self.until_at,
                changed_at=work.now,
                activated_at=work.now,
                activated_by=work.agent.uid,
                activated_by_name=work.agent.name,
            )
            work.keep(known, after)
        return tuple(known.code for known in versions)


@dataclass(frozen=True, slots=True)
class RetireScript:
    """Take a script out of use: the version in force of a code, a version, or a shipped script.

    With `at`, a moment that lies ahead, it ends then. One whose moment has not come is taken back.
    """

    code: str = ""
    uid: str = ""
    reason: str = ""
    at: int | None = None

    def perform(self, work: Work) -> str:
        """Give the uid of the version.

        Codes: not_allowed, not_found, script_life, script_retired, script_until_early.
        """
        check_may(work.agent, "scripts_activate")
        known = work.get(ScriptVersion, self.uid) if self.uid else None
        if known is None:
            standing = Standing(work)
            heads = standing.heads(self.code)
            head = in_force(heads, self.code, work.now)
            if head is None:
                return self._retire_shipped(work, standing, heads)
            known = work.get(ScriptVersion, head.uid)
        coming = known.state == "in_force" and (known.from_at or 0) > work.now
        state = "dropped" if coming else "retired"
        check_move(known, state, work.agent, work.now)
        note = self.reason or known.note
        if coming:
            work.keep(known, replace(known, state=state, changed_at=work.now))
        elif self.at is not None and self.at > work.now:
            work.keep(known, replace(known, until_at=self.at, changed_at=work.now))
        else:
            told = {"note": note, "changed_at": work.now, **_retired(work)}
            work.keep(known, replace(known, state=state, **told))
        return known.uid

    def _retire_shipped(
        self, work: Work, standing: Standing, heads: tuple[ScriptVersion, ...]
    ) -> str:
        """A record takes the shipped script of a code out of use."""
        if any(item.state in SAID and (item.from_at or 0) <= work.now for item in heads):
            raise Refusal("script_retired", script=self.code)
        script = standing.files.get(self.code)
        if script is None:
            raise Refusal("not_found", kind="script", uid=self.code)
        made = replace(
            new_version(work, script, script.version, note=self.reason),
            state="retired",
            from_at=work.now,
            **_retired(work),
        )
        check_base(heads, made, work.now)
        work.add(made)
        return made.uid


@dataclass(frozen=True, slots=True)
class DropScriptDraft:
    """Give up a version that was never in force."""

    uid: str
    reason: str = ""

    def perform(self, work: Work) -> None:
        """Codes: not_allowed, not_found, script_life."""
        known = work.get(ScriptVersion, self.uid)
        if known.state not in _WAITING or known.owner:
            told = {"script": known.code, "version": known.version}
            raise Refusal("script_life", before=known.state, after="dropped", **told)
        check_move(known, "dropped", work.agent, work.now)
        note = self.reason or known.note
        work.keep(known, replace(known, state="dropped", note=note, changed_at=work.now))


def _retired(work: Work) -> dict[str, Any]:
    return {
        "retired_at": work.now,
        "retired_by": work.agent.uid,
        "retired_by_name": work.agent.name,
    }


def _comment(work: Work, version: ScriptVersion, body: str) -> ScriptNote:
    return ScriptNote(
        uid=new_uid(),
        code=version.code,
        version=version.version,
        at=work.now,
        body=body,
        author=work.agent.uid,
        author_name=work.agent.name,
    )


def _place(version: ScriptVersion) -> tuple[str, str]:
    return version.code, version.uid
