"""Who may make versions of rule files and put them in force, and what is never altered again.

People whom the hub does not know are let through, as everywhere on a hub without identities.
`authority/sql/35_rule_sets.sql` says the same on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, select

from workstation.domain import approval_words, settlement_words
from workstation.domain.people import Agent, check_may
from workstation.domain.refusal import Refusal
from workstation.domain.rule_set import RULE_STATES
from workstation.rules.compiled import APPROVAL, GROWING, LATE, SETTLEMENT, SETTLEMENT_FILE, TIERS
from workstation.store.flat import flat
from workstation.store.kinds import codec
from workstation.sync import rule_words
from workstation.sync.hub_tables import meta, record
from workstation.sync.protocol import Facts, Key
from workstation.sync.shapes import malformed
from workstation.sync.standing import Standing

#: What is never altered once a version was put in force or withdrawn.
FROZEN: Final = (
    "activated_at",
    "activated_by",
    "activated_by_name",
    "compiled",
    "from_at",
    "text",
    "version",
)
#: The lists that a version may bring.
COMPILED: Final = (*GROWING, *LATE, *TIERS, *SETTLEMENT)
#: Files that count as a whole: their lists, and whether the words of those say what they should.
_WHOLE: Final = (
    (APPROVAL, TIERS, approval_words.is_sound),
    (SETTLEMENT_FILE, SETTLEMENT, settlement_words.is_sound),
)


def check_rule(
    connection: Connection,
    item: Standing,
    before: Facts,
    person: Standing | None,
    batch: Mapping[Key, Standing],
    now: int,
) -> None:
    """Raise unless a version of a rule file may stand like this.

    Codes: not_allowed, operation_malformed, rule_frozen, rule_in_force, rule_base_old,
    rule_version_taken, rule_from_early.
    """
    after = item.facts
    state, was = after["state"], before.get("state", "draft")
    if state not in RULE_STATES:
        raise malformed("rule", "state")
    _check_right(person, "rules_change")
    told = {"file": after["file"], "version": before.get("version", after["version"])}
    if was == "withdrawn" or (was == "in_force" and state == "draft"):
        raise Refusal("rule_frozen", **told)
    if was == "in_force":
        _check_right(person, "rules_activate")
        if any(before.get(name) != after.get(name) for name in FROZEN):
            raise Refusal("rule_frozen", **told)
        if state == "withdrawn" and int(before.get("from_at") or 0) <= now:
            raise Refusal("rule_in_force", **told)
    elif state == "in_force":
        _check_right(person, "rules_activate")
        _check_activation(connection, item, batch)
        rule_words.add(item.uid, after)
    elif after.get("compiled") or after.get("activated_at") or after.get("from_at"):
        raise malformed("rule", "state")


def _check_activation(
    connection: Connection, item: Standing, batch: Mapping[Key, Standing]
) -> None:
    facts = item.facts
    for name in ("from_at", "activated_at"):
        if not isinstance(facts.get(name), int):
            raise malformed("rule", name)
    if not facts.get("version") or not facts.get("text"):
        raise malformed("rule", "text")
    compiled = facts.get("compiled") or {}
    for name, words in compiled.items():
        sound = isinstance(words, list | tuple) and all(isinstance(word, str) for word in words)
        if name not in COMPILED or not sound:
            raise malformed("rule", "compiled")
    for file, lists, is_sound in _WHOLE:
        told = {name: compiled[name] for name in lists if name in compiled}
        if not is_sound(told) or (told and facts["file"] != file):
            raise malformed("rule", "compiled")
    others = _in_force(connection, item, batch)
    last = max(others, default=None, key=lambda other: _order(*other))
    if (last[0] if last else "") != facts.get("base", ""):
        newest = last[1] if last else {}
        raise Refusal(
            "rule_base_old",
            file=facts["file"],
            version=newest.get("version", ""),
            newest=last[0] if last else "",
            by=newest.get("activated_by_name", ""),
        )
    if last is not None and int(facts["from_at"]) < int(last[1]["from_at"] or 0):
        told = {"version": last[1]["version"], "at": last[1]["from_at"], "file": facts["file"]}
        raise Refusal("rule_from_early", **told)
    if any(other["version"] == facts["version"] for _, other in others):
        raise Refusal("rule_version_taken", version=facts["version"], file=facts["file"])


def _in_force(
    connection: Connection, item: Standing, batch: Mapping[Key, Standing]
) -> list[tuple[str, Mapping[str, Any]]]:
    """The other versions of the file that were put in force, as they stand with this batch."""
    rows = connection.execute(
        select(record.c.uid, record.c.body).where(record.c.kind == "rule", ~record.c.gone)
    )
    usual = flat("rule").defaults
    found = {row.uid: {**usual, **row.body} for row in rows if ("rule", row.uid) not in batch}
    found |= {uid: other.facts for (kind, uid), other in batch.items() if kind == "rule"}
    return [
        (uid, facts)
        for uid, facts in found.items()
        if uid != item.uid and facts["file"] == item.facts["file"] and facts["state"] == "in_force"
    ]


def words_of(connection: Connection) -> str | None:
    """What versions in force add to this hub's words; on PostgreSQL its functions know."""
    told: str | None = connection.scalar(select(meta.c.value).where(meta.c.key == rule_words.KEY))
    return told


def keep_words(connection: Connection) -> None:
    """Write down anew what versions in force add."""
    rows = connection.execute(
        select(record.c.uid, record.c.body).where(record.c.kind == "rule", ~record.c.gone)
    )
    told = rule_words.packed([(row.uid, row.body) for row in rows])
    connection.execute(meta.delete().where(meta.c.key == rule_words.KEY))
    connection.execute(meta.insert().values(key=rule_words.KEY, value=told))


def _order(uid: str, facts: Mapping[str, Any]) -> tuple[int, int, str]:
    return int(facts["from_at"] or 0), int(facts["activated_at"] or 0), uid


def _check_right(person: Standing | None, act: str) -> None:
    if person is None or person.gone:
        return
    made: Agent = codec(Agent).from_facts({"uid": person.uid, **person.facts})
    check_may(made, act)
