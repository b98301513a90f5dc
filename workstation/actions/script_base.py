"""What a piece of work must know of the scripts that stand already."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.domain.rule_set import RuleSet, in_force, next_version
from workstation.domain.script import Script, script_facts, script_from
from workstation.domain.script_version import ScriptVersion
from workstation.domain.script_version import in_force as script_in_force
from workstation.rules import loading
from workstation.rules.files import Overlaid
from workstation.rules.shelf import shipped_source
from workstation.store import rule_sets
from workstation.store import scripts as kept
from workstation.store.work import Work
from workstation.text.script_content import Known

#: Years of versions are those of China's clock, wherever a desk stands.
_ZONE: Final = timedelta(hours=8)
#: States in which a version is or was said.
SAID: Final = ("in_force", "retired")


@dataclass
class Standing:
    """The scripts of the files in force and of versions, read once for a piece of work."""

    work: Work
    files: dict[str, Script] = field(init=False)
    names: set[str] = field(init=False)
    known: Known = field(init=False)

    def __post_init__(self) -> None:
        """Read the files; versions are read one code at a time."""
        self.files = _files_in_force(self.work)
        self.names = kept.rule_versions(self.work.connection)
        procedures = self.work.rules.procedures.values()
        steps = {step.code for item in procedures for step in item.steps}
        self.known = Known(self.work.rules.catalogue.codes, steps, self.present)

    def heads(self, code: str, owner: str = "") -> tuple[ScriptVersion, ...]:
        """The versions of a code without their words."""
        found = kept.heads(self.work.connection, code)
        return tuple(item for item in found if item.owner == owner)

    def present(self, code: str) -> Script | None:
        """The team's script of a code as it is in use now."""
        heads = self.heads(code)
        head = script_in_force(heads, code, self.work.now)
        if head is None:
            begun = any(item.state in SAID and _begun(item, self.work.now) for item in heads)
            return None if begun else self.files.get(code)
        found = kept.version(self.work.connection, head.uid)
        try:
            return script_from(found.content, found.version) if found else None
        except Refusal:
            return self.files.get(code)

    def next_name(self, code: str, heads: Iterable[ScriptVersion]) -> str:
        """A version that no other of the code bears."""
        taken = {item.version for item in heads if item.state != "dropped"} | self.names
        if code in self.files:
            taken.add(self.files[code].version)
        return next_version(taken, (datetime.fromtimestamp(self.work.now / 1000, UTC) + _ZONE).year)


def words_of(script: Script) -> dict[str, Any]:
    """The fields of a version that hold the script itself."""
    content = json.loads(json.dumps(script_facts(script)))  # as it comes back from a file
    return {"code": script.code, "title": script.title, "content": content}


def new_version(
    work: Work,
    script: Script,
    version: str,
    *,
    base: str = "",
    scope: tuple[str, ...] = (),
    note: str = "",
    owner: str = "",
) -> ScriptVersion:
    """A new draft of a script by who works."""
    return ScriptVersion(
        uid=new_uid(),
        **words_of(script),
        version=version,
        made_at=work.now,
        made_by=work.agent.uid,
        made_by_name=work.agent.name,
        base=base,
        owner=owner,
        scope=scope,
        note=note,
    )


def is_free(known: ScriptVersion, heads: tuple[ScriptVersion, ...]) -> bool:
    """Whether no other version of the code has this one's name."""
    return known.version not in {
        item.version for item in heads if item.state != "dropped" and item.uid != known.uid
    }


def newest_said(heads: Iterable[ScriptVersion]) -> ScriptVersion | None:
    """The version that was put in force last, be it from a moment that lies ahead, or retired."""
    said = [item for item in heads if item.state in SAID]
    return max(
        said, key=lambda one: (one.from_at or 0, one.activated_at or 0, one.uid), default=None
    )


def check_base(heads: Iterable[ScriptVersion], version: ScriptVersion, from_at: int) -> None:
    """Raise unless a version may be put in force, or retired at once, behind the others of its code.

    Codes: script_base_old, script_from_early, script_version_taken.
    """
    others = [item for item in heads if item.uid != version.uid]
    last = newest_said(others)
    if (last.uid if last else "") != version.base:
        raise Refusal(
            "script_base_old",
            script=version.code,
            version=last.version if last else "",
            newest=last.uid if last else "",
            by=_by(last),
        )
    if last is not None and from_at < (last.from_at or 0):
        told = {"version": last.version, "at": last.from_at, "script": version.code}
        raise Refusal("script_from_early", **told)
    if any(item.version == version.version for item in others if item.state in SAID):
        raise Refusal("script_version_taken", version=version.version, script=version.code)


def _by(last: ScriptVersion | None) -> str:
    return "" if last is None else last.activated_by_name or last.retired_by_name


def _begun(item: ScriptVersion, now: int) -> bool:
    return item.from_at is not None and item.from_at <= now


def _files_in_force(work: Work) -> dict[str, Script]:
    """The scripts of the shipped files and of the team's own rule files, by code."""
    heads = rule_sets.heads(work.connection)
    files = {item.file for item in heads if item.file.startswith("scripts/")}
    chosen = [item for file in sorted(files) if (item := in_force(heads, file, work.now))]
    if not chosen:
        return _shipped()
    texts = tuple((item.file, _text(work, item)) for item in chosen)
    return _overlaid(texts)


def _text(work: Work, item: RuleSet) -> str:
    return rule_sets.text_of(work.connection, item.uid)


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Script]:
    return {one.code: one for one in loading.scripts()}


@lru_cache(maxsize=2)
def _overlaid(texts: tuple[tuple[str, str], ...]) -> dict[str, Script]:
    from workstation.rules.making import scripts_of

    source = Overlaid(shipped_source(), dict(texts))
    return {one.code: one for one in scripts_of(source, lambda _finding: None)}
