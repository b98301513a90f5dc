"""Who may do what to versions of reply scripts, to what is said of them, and to people's marks.

The life of a version is that of `domain.script_life`. People whom the hub does not know are let
through where a right is asked for; signatures and own scripts are everybody's own all the same.
`authority/sql/37_scripts.sql` says the same on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from workstation.domain.people import Agent, check_may
from workstation.domain.refusal import Refusal
from workstation.domain.script_life import (
    EMPTY,
    FROZEN_IN_FORCE,
    FROZEN_RETIRED,
    LIFE,
    OWN_LIFE,
    SETTLED,
    WORDS,
    right_for,
)
from workstation.domain.script_version import NOTE_KINDS, NOTE_STATES, SCRIPT_STATES
from workstation.store.kinds import codec
from workstation.sync.merge import same
from workstation.sync.protocol import Facts, Key
from workstation.sync.said_scripts import SAID, SaidScripts
from workstation.sync.shapes import malformed
from workstation.sync.standing import Standing

#: Kinds that are judged here.
SCRIPT_KINDS: Final = ("script", "script_mark", "script_note")
#: What is said, and who answers for it, as it stays in a settled state.
SPOKEN: Final = (*WORDS, "changed_by", "changed_by_name")
REVIEW: Final = ("reviewed_at", "reviewed_by", "reviewed_by_name")
#: What makes a note what it is; only its answer is given later.
NOTE_FIXED: Final = (
    *("at", "author", "body", "channel", "code", "kind", "language", "ticket", "version"),
    "words",
)
NOTE_ANSWER: Final = ("answer", "answered_at", "answered_by", "answered_by_name")
#: What a version that takes a shipped script out of use never had.
UNSAID: Final = ("activated_at", "activated_by", "reviewed_at", "reviewed_by", "until_at")


def check_scripts(
    said: SaidScripts,
    item: Standing,
    before: Facts,
    who: str,
    person: Standing | None,
    batch: Mapping[Key, Standing],
    now: int,
) -> None:
    """Raise unless a record of `SCRIPT_KINDS` may stand like this."""
    if item.kind == "script_mark":
        if item.facts["agent"] != who:
            raise _not_you("agent")
    elif item.kind == "script_note":
        _check_note(item.facts, before, who, person)
    else:
        _check_version(said, item, before, who, person, batch, now)


def _check_version(
    said: SaidScripts,
    item: Standing,
    before: Facts,
    who: str,
    person: Standing | None,
    batch: Mapping[Key, Standing],
    now: int,
) -> None:
    """Codes: not_allowed, not_you, operation_malformed, script_life, script_frozen,
    script_own_review, script_in_force, script_base_old, script_from_early, script_version_taken."""
    after = item.facts
    was, state = before.get("state", ""), after["state"]
    told = _told(before or after)
    if state not in SCRIPT_STATES:
        raise malformed("script", "state")
    if before and _differ(before, after, ("made_by", "owner")):
        raise Refusal("script_frozen", **told)
    if after["owner"] and after["owner"] != who:
        raise _not_you("owner")
    if not after["owner"]:
        _check_right(person, right_for(was, state))
    life = OWN_LIFE if after["owner"] else LIFE
    if state != was and state not in life.get(was, ()):
        raise Refusal("script_life", before=was, after=state, **told)
    if before and _differ(before, after, _frozen(was, state)):
        raise Refusal("script_frozen", **told)
    _check_signed(before, after, who)
    for name in EMPTY.get(state, ()):
        if after[name] not in (None, ""):
            raise malformed("script", name)
    if state == was:
        _check_end(before, after, now)
    else:
        _check_move(said, item, before, who, batch, now)


def _frozen(was: str, state: str) -> list[str]:
    """What may not differ where a version moves from state to state, or stays."""
    names: list[str] = []
    if was in SETTLED and not (state == "draft" and was in ("sent_in", "reviewed")):
        names += SPOKEN
        if was != "sent_in" and (was, state) != ("reviewed", "sent_in"):
            names += REVIEW
    if was in SAID and state != "reviewed":
        names += FROZEN_IN_FORCE
    if was in SAID and state == was:
        names.append("note")
    if was == "in_force" and state in ("retired", "dropped"):
        names.append("until_at")
    if was == "retired":
        names += ("until_at",) if state == "in_force" else FROZEN_RETIRED
    return names


def _check_signed(before: Facts, after: Facts, who: str) -> None:
    """Who made the words, or altered them, says so with the own name."""
    if not before:
        if after["made_by"] != who:
            raise _not_you("made_by")
        if after["changed_by"] not in ("", who):
            raise _not_you("changed_by")
    elif _differ(before, after, (*WORDS, "changed_by")) and after["changed_by"] != who:
        raise _not_you("changed_by")


def _check_end(before: Facts, after: Facts, now: int) -> None:
    """Of what is in force the end may be altered as long as it lies ahead."""
    ends = after["until_at"]
    if after["state"] != "in_force" or same(before["until_at"], ends):
        return
    if before["until_at"] is not None and before["until_at"] <= now:
        raise Refusal("script_frozen", **_told(before))
    if ends is not None and ends <= (after["from_at"] or 0):
        raise malformed("script", "until_at")


def _check_move(
    said: SaidScripts,
    item: Standing,
    before: Facts,
    who: str,
    batch: Mapping[Key, Standing],
    now: int,
) -> None:
    after = item.facts
    was, state, own = before.get("state", ""), after["state"], bool(after["owner"])
    told = _told(before or after)
    if (was, state) == ("sent_in", "reviewed"):
        if after["reviewed_by"] != who:
            raise _not_you("reviewed_by")
        _check_there(after, ("reviewed_at",))
        if who in (after["made_by"], after["changed_by"]):
            raise Refusal("script_own_review", **told)
    elif (was, state) == ("dropped", "reviewed"):
        if not after["reviewed_by"]:
            raise Refusal("script_life", before=was, after=state, **told)
    elif was == "in_force" and state != "retired":
        if not own and (before["from_at"] or 0) <= now:
            raise Refusal("script_in_force", **told)
    elif was == "retired":
        if own:
            return
        begun = before["activated_at"] is not None
        if before["retired_by"] != who or begun != (state == "in_force"):
            raise Refusal("script_frozen", **told)
        if begun:
            said.check_newest(item, batch)
    elif state == "in_force":
        if after["activated_by"] != who:
            raise _not_you("activated_by")
        _check_said(after, ("activated_at", "from_at"))
        if not own:
            said.check_base(item, batch)
    elif state == "retired":
        if after["retired_by"] != who:
            raise _not_you("retired_by")
        if was:
            _check_there(after, ("retired_at",))
            return
        for name in UNSAID:
            if after[name] not in (None, ""):
                raise malformed("script", name)
        _check_said(after, ("from_at", "retired_at"))
        said.check_base(item, batch)


def _check_there(facts: Facts, names: Iterable[str]) -> None:
    for name in names:
        if facts[name] is None:
            raise malformed("script", name)


def _check_said(facts: Facts, moments: Iterable[str]) -> None:
    """What is said has its moments, a name, and words of its own code."""
    _check_there(facts, moments)
    if facts["until_at"] is not None and facts["until_at"] <= facts["from_at"]:
        raise malformed("script", "until_at")
    named = facts["code"] and facts["title"] and facts["version"]
    if not named or facts["content"].get("code") != facts["code"]:
        raise malformed("script", "content")


def _check_note(after: Facts, before: Facts, who: str, person: Standing | None) -> None:
    """Codes: not_allowed, not_you, operation_malformed, script_frozen, script_note_answered."""
    if after["kind"] not in NOTE_KINDS:
        raise malformed("script_note", "kind")
    if after["state"] not in NOTE_STATES:
        raise malformed("script_note", "state")
    if not before:
        if after["author"] != who:
            raise _not_you("author")
        for name in NOTE_ANSWER:
            if after[name] not in (None, ""):
                raise malformed("script_note", name)
        if after["state"] != "open":
            raise malformed("script_note", "state")
        return
    if _differ(before, after, NOTE_FIXED):
        raise Refusal("script_frozen", **_told(before))
    was, state = before["state"], after["state"]
    if was == "open":
        if not (state != "taken" and after["author"] == who):
            _check_right(person, "scripts_change")
        if state == "open":
            if _differ(before, after, NOTE_ANSWER):
                raise malformed("script_note", "answer")
        elif after["answered_by"] != who:
            raise _not_you("answered_by")
    elif before["answered_by"] != who or state != "open":
        raise Refusal("script_note_answered", script=before["code"], by=before["answered_by_name"])


def _differ(before: Facts, after: Facts, names: Iterable[str]) -> bool:
    return any(not same(before.get(name), after.get(name)) for name in names)


def _told(facts: Facts) -> dict[str, Any]:
    return {"script": facts["code"], "version": facts["version"]}


def _not_you(field: str) -> Refusal:
    return Refusal("not_you", agent="", field=field)


def _check_right(person: Standing | None, act: str) -> None:
    if person is None or person.gone:
        return
    made: Agent = codec(Agent).from_facts({"uid": person.uid, **person.facts})
    check_may(made, act)
