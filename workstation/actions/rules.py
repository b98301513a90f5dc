"""Drafts of rule files: written, tried, put in force from a moment, withdrawn.

A text in force is never altered. An earlier version comes back as a new one with its text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from workstation.domain.identity import new_uid
from workstation.domain.people import check_may
from workstation.domain.refusal import Refusal
from workstation.domain.rule_set import RuleSet, begun, changes_after, newest, next_version
from workstation.rules.compiled import compiled
from workstation.rules.editing import set_value
from workstation.rules.files import MOST_BYTES, Overlaid, Source, parsed
from workstation.rules.loading import check_source
from workstation.rules.making import is_rule_file
from workstation.rules.shelf import shipped_source, unsound
from workstation.store import rule_sets
from workstation.store.work import Work

#: Years of versions are those of China's clock, wherever a desk stands.
_ZONE: Final = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """What became of a saved draft.

    `own` says that it became a draft of its own, since somebody else had saved the other one
    meanwhile; `base_old` that a newer version of the file has been put in force since it was begun.
    """

    uid: str
    version: str
    own: bool = False
    base_old: bool = False


@dataclass(frozen=True, slots=True)
class SaveRuleDraft:
    """Keep a draft of a rule file, sound or not.

    `base` is the version it is made from ("" for the shipped one). `uid` names the draft that is
    written on ("" begins one) and `seen` its `changed_at` (or `made_at`) as the editor read it.
    """

    file: str
    text: str
    note: str = ""
    base: str = ""
    uid: str = ""
    seen: int | None = None

    def brief(self) -> dict[str, Any]:
        """What the journal keeps besides the record: not the text once more."""
        return {"file": self.file, "note": self.note, "base": self.base, "uid": self.uid}

    def perform(self, work: Work) -> DraftSaved:
        """Codes: not_allowed, not_found, rule_file_unknown, rule_too_large, rule_frozen."""
        check_may(work.agent, "rules_change")
        if not is_rule_file(self.file):
            raise Refusal("rule_file_unknown", file=self.file)
        if len(self.text.encode()) > MOST_BYTES:
            raise Refusal("rule_too_large", size=len(self.text.encode()), most=MOST_BYTES)
        heads = rule_sets.heads(work.connection, self.file)
        if self.base and self.base not in {item.uid for item in heads}:
            raise Refusal("not_found", kind="rule", uid=self.base)
        last = newest(heads, self.file)
        old = (last.uid if last else "") != self.base
        known = work.get(RuleSet, self.uid) if self.uid else None
        if known is None or known.base != self.base:
            made = self._new(work, heads)
            if known is not None and known.state == "draft":
                work.keep(known, replace(known, state="withdrawn", changed_at=work.now))
            return DraftSaved(made.uid, made.version, base_old=old)
        if known.state != "draft":
            raise Refusal("rule_frozen", file=known.file, version=known.version)
        if self.seen is not None and self.seen != (known.changed_at or known.made_at):
            made = self._new(work, heads)
            return DraftSaved(made.uid, made.version, own=True, base_old=old)
        others = [item for item in heads if item.uid != known.uid]
        text, version = _versioned(work, self.text, self.file, others, known.version)
        note = self.note or known.note
        after = replace(known, text=text, version=version, note=note, changed_at=work.now)
        work.keep(known, replace(after, tried_at=known.tried_at))
        return DraftSaved(known.uid, version, base_old=old)

    def _new(self, work: Work, heads: Iterable[RuleSet]) -> RuleSet:
        text, version = _versioned(work, self.text, self.file, heads)
        made = RuleSet(
            uid=new_uid(),
            file=self.file,
            version=version,
            made_at=work.now,
            made_by=work.agent.uid,
            made_by_name=work.agent.name,
            base=self.base,
            text=text,
            note=self.note,
        )
        work.add(made)
        return made


@dataclass(frozen=True, slots=True)
class TryRules:
    """Write down that a draft was tried, with the figures of what it would have changed."""

    uid: str
    figures: dict[str, Any] = field(default_factory=dict)

    def perform(self, work: Work) -> None:
        """Codes: not_allowed, not_found, rule_frozen."""
        check_may(work.agent, "rules_change")
        draft = _draft(work, self.uid)
        work.keep(draft, replace(draft, tried_at=work.now, tried_by=work.agent.uid))


@dataclass(frozen=True, slots=True)
class ActivateRules:
    """Put a draft in force from a moment (None: now), for the whole team."""

    uid: str
    from_at: int | None = None
    note: str = ""

    def perform(self, work: Work) -> str:
        """Give the version.

        Codes: not_allowed, not_found, rule_frozen, rule_base_old, rule_version_taken,
        rule_from_early, rules_unsound.
        """
        check_may(work.agent, "rules_activate")
        draft = _draft(work, self.uid)
        heads = rule_sets.heads(work.connection)
        from_at = max(self.from_at or work.now, work.now)
        last = newest(heads, draft.file)
        if (last.uid if last else "") != draft.base:
            raise Refusal(
                "rule_base_old",
                file=draft.file,
                version=last.version if last else "",
                newest=last.uid if last else "",
                by=last.activated_by_name if last else "",
            )
        if last is not None and from_at < (last.from_at or 0):
            raise Refusal("rule_from_early", version=last.version, at=last.from_at, file=draft.file)
        _check(work, heads, draft, from_at)
        version = str(parsed(draft.text)["version"])
        others = (one for one in heads if one.file == draft.file and one.state == "in_force")
        if version in _taken(draft.file, others):
            raise Refusal("rule_version_taken", version=version, file=draft.file)
        work.keep(
            draft,
            replace(
                draft,
                version=version,
                state="in_force",
                from_at=from_at,
                note=self.note or draft.note,
                activated_at=work.now,
                activated_by=work.agent.uid,
                activated_by_name=work.agent.name,
                compiled=compiled(draft.file, draft.text),
            ),
        )
        return version


@dataclass(frozen=True, slots=True)
class WithdrawRules:
    """Give a draft up, or take back a version that is to come into force later."""

    uid: str
    note: str = ""

    def perform(self, work: Work) -> None:
        """Codes: not_allowed, not_found, rule_in_force, rule_frozen (withdrawn before)."""
        known = work.get(RuleSet, self.uid)
        if known.state == "withdrawn":
            raise Refusal("rule_frozen", file=known.file, version=known.version)
        if known.state == "in_force":
            check_may(work.agent, "rules_activate")
            if (known.from_at or 0) <= work.now:
                raise Refusal("rule_in_force", file=known.file, version=known.version)
        check_may(work.agent, "rules_change")
        note = self.note or known.note
        work.keep(known, replace(known, state="withdrawn", note=note, changed_at=work.now))


@dataclass(frozen=True, slots=True)
class ReviveRules:
    """Put an earlier text of a file in force again, as a new version.

    `uid` is the version whose text it is; "" is the shipped one.
    """

    file: str
    uid: str = ""
    from_at: int | None = None
    note: str = ""

    def perform(self, work: Work) -> str:
        """Give the new version's uid. Codes: as `SaveRuleDraft` and `ActivateRules`."""
        check_may(work.agent, "rules_activate")
        text = ""
        if not self.uid and is_rule_file(self.file):
            text = _shipped(self.file)
        elif self.uid:
            known = work.get(RuleSet, self.uid)
            text = known.text if known.file == self.file else ""
        if not text:
            raise Refusal("not_found", kind="rule", uid=self.uid or self.file)
        last = newest(rule_sets.heads(work.connection, self.file), self.file)
        base = last.uid if last else ""
        saved = SaveRuleDraft(self.file, text, self.note, base).perform(work)
        ActivateRules(saved.uid, self.from_at, self.note).perform(work)
        return saved.uid


def _draft(work: Work, uid: str) -> RuleSet:
    known = work.get(RuleSet, uid)
    if known.state != "draft":
        raise Refusal("rule_frozen", file=known.file, version=known.version)
    return known


def _versioned(
    work: Work, text: str, file: str, others: Iterable[RuleSet], own: str = ""
) -> tuple[str, str]:
    """The text with a version that no other version of the file has, and that version.

    In a text that is no TOML the version stands only in the record, until it is one.
    """
    taken = _taken(file, (item for item in others if item.state != "withdrawn"))
    try:
        told = str(parsed(text).get("version", ""))
    except Refusal:
        told = own
        if told and told not in taken:
            return text, told
        return text, next_version(taken, _year(work.now))
    if told and told not in taken:
        return text, told
    version = own if own and own not in taken else next_version(taken, _year(work.now))
    try:
        return set_value(text, "version", version), version
    except Refusal:
        return text, version


def _taken(file: str, items: Iterable[RuleSet]) -> set[str]:
    """The versions of a file that are given already, the shipped one's too."""
    taken = {item.version for item in items}
    shipped = _shipped(file)
    if shipped:
        taken.add(str(parsed(shipped).get("version", "")))
    return taken


def _shipped(file: str) -> str:
    try:
        return shipped_source().text(file)
    except OSError:
        return ""


def _year(now: int) -> int:
    return (datetime.fromtimestamp(now / 1000, UTC) + _ZONE).year


def _check(work: Work, heads: tuple[RuleSet, ...], draft: RuleSet, from_at: int) -> None:
    """Raise unless the draft is sound beside all that is in force then, and at every change later."""
    for at in (from_at, *changes_after(heads, from_at)):
        found = check_source(_source(work, heads, draft, at))
        if found:
            raise unsound(draft.file, found)


def _source(work: Work, heads: tuple[RuleSet, ...], draft: RuleSet, at: int) -> Source:
    texts: dict[str, str] = {}
    for file in {item.file for item in heads} - {draft.file}:
        chosen = next(iter(begun(heads, file, at)), None)
        if chosen is not None:
            texts[file] = rule_sets.text_of(work.connection, chosen.uid)
    return Overlaid(shipped_source(), {**texts, draft.file: draft.text})
