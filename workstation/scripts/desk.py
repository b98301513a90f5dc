"""What screens and terminals ask about one reply script: versions, differences, previews."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from workstation.domain.refusal import Refusal
from workstation.domain.script import Script, script_facts, script_from, scripts_from
from workstation.domain.script_facts import labels
from workstation.domain.script_version import ScriptMark, ScriptNote, ScriptVersion
from workstation.scripts.diff import ScriptDifference
from workstation.scripts.diff import differences as tables_differ
from workstation.scripts.shelf import read_version
from workstation.store import rule_sets
from workstation.store import scripts as kept
from workstation.text.script_content import Known, ScriptProblem, problems_of

if TYPE_CHECKING:
    from workstation.desk import Desk


@dataclass(frozen=True, slots=True)
class OpenedScript:
    """Everything about a code: in use now (None: it is not), as shipped, versions, notes, mark.

    The versions come without their words, the one made last first.
    """

    code: str
    script: Script | None
    shipped: Script | None
    chosen: str
    versions: tuple[ScriptVersion, ...]
    notes: tuple[ScriptNote, ...]
    mark: ScriptMark | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A script's words for a channel, its facts filled in; `gaps` names those that are missing."""

    text: str
    title: str
    language: str
    gaps: tuple[str, ...] = ()
    used: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()


def opened(desk: Desk, code: str) -> OpenedScript:
    """Everything about a code; raises `Refusal("not_found")`."""
    connection = desk.read.connection
    versions = tuple(
        item for item in kept.heads(connection, code) if item.owner in ("", desk.agent.uid)
    )
    script, shipped = desk.script(code), shipped_script(desk, code)
    if script is None and shipped is None and not versions:
        raise Refusal("not_found", kind="script", uid=code)
    chosen = desk._script_holder.held().chosen.get(code)
    mark = next((one for one in desk.script_marks() if one.code == code), None)
    notes = kept.notes(connection, code)
    return OpenedScript(code, script, shipped, chosen.uid if chosen else "", versions, notes, mark)


def differences(desk: Desk, before: str, after: str) -> tuple[ScriptDifference, ...]:
    """What differs between two versions, by uid or as "shipped:CODE" and "used:CODE"."""
    return tables_differ(_table(desk, before), _table(desk, after))


def known_to(desk: Desk) -> Known:
    """What a script may name on this desk."""
    rules = desk.rules
    steps = {step.code for item in rules.procedures.values() for step in item.steps}
    parts = {one.code: one for one in desk.team_scripts if one.snippet}
    return Known(rules.catalogue.codes, steps, parts.get)


def problems(desk: Desk, content: Mapping[str, object]) -> tuple[ScriptProblem, ...]:
    """What is amiss with a script's table."""
    return problems_of(content, known_to(desk))


def preview(
    desk: Desk,
    content: Mapping[str, object],
    ticket: str = "",
    channel: str = "",
    language: str = "",
    asked: Mapping[str, str] | None = None,
) -> Preview:
    """A script's words as they would be said; raises `Refusal`."""
    from workstation.scripts.preview import facts_of
    from workstation.text.asking import put_fact
    from workstation.text.email_frame import body_of
    from workstation.text.templating import render

    script = script_from(content)
    words = script.words_in(language)
    facts = facts_of(desk, ticket, words.language)
    for name, value in (asked or {}).items():
        put_fact(facts, name, value)
    parts = {
        one.code: one.body_for(channel, words.language) for one in desk.team_scripts if one.snippet
    }
    asks = {f"ask.{one.name}": one for one in script.asks}
    made = render(
        body_of(words, channel, parts),
        facts,
        labels(words.language),
        language=words.language,
        snippets=parts,
        asks=asks,
    )
    gaps = tuple(dict.fromkeys(gap.name for gap in made.gaps))
    return Preview(made.text, words.title, words.language, gaps, made.used, script.languages)


def version_of(desk: Desk, code: str, version: str) -> Script | None:
    """A script as one of its versions had it; see `Desk.script_version`."""
    present = desk.script(code)
    if present is not None and present.version == version:
        return present
    connection = desk.read.connection
    item = kept.version_named(connection, code, version, desk.agent.uid)
    made = None if item is None else read_version(item)
    if isinstance(made, Script):
        return made
    shipped = shipped_script(desk, code)
    if shipped is not None and shipped.version == version:
        return shipped
    for head in rule_sets.heads(connection):
        if head.file.startswith("scripts/") and head.version == version and head.from_at:
            for one in _in_file(head.uid, rule_sets.text_of(connection, head.uid)):
                if one.code == code:
                    return one
    return None


def shipped_script(desk: Desk, code: str) -> Script | None:
    """The script of the files in force (shipped, or of the team's own rule files)."""
    base = desk._holder.bundle().scripts
    return next((one for one in base if one.code == code), None)


@lru_cache(maxsize=32)
def _in_file(uid: str, text: str) -> tuple[Script, ...]:
    """The scripts of a version of a rule file; none where this program cannot read it."""
    try:
        return scripts_from(tomllib.loads(text))
    except (Refusal, tomllib.TOMLDecodeError):
        return ()


def _table(desk: Desk, told: str) -> dict[str, object]:
    where, _, code = told.partition(":")
    if where in ("shipped", "used") and code:
        script = shipped_script(desk, code) if where == "shipped" else desk.script(code)
        if script is None:
            raise Refusal("not_found", kind="script", uid=code)
        return script_facts(script)
    item = kept.version(desk.read.connection, told)
    if item is None:
        raise Refusal("not_found", kind="script", uid=told)
    return dict(item.content)
