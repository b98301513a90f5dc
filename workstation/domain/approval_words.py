"""Approval rules as lists of words: what a hub takes in of a version that is put in force.

Each word is JSON with its keys in order. A hub in a database reads the same words
(`sync/authority/sql/36_approval.sql`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from workstation.domain.approval_rules import BUNDLES, ApprovalRules, Raise, Tier
from workstation.domain.condition import Condition, is_judged

TIER: Final = "approval_tier"
RAISE: Final = "approval_raise"
BUNDLE: Final = "approval_bundle"
#: The lists that approval rules are made of.
LISTS: Final = (TIER, RAISE, BUNDLE)


def words_of(rules: ApprovalRules) -> dict[str, list[str]]:
    """The lists of `LISTS`, without empty ones; empty where there are no tiers."""
    if not rules.tiers:
        return {}
    codes = [tier.code for tier in rules.tiers]
    told = {
        TIER: [word(_tier(place, tier)) for place, tier in enumerate(rules.tiers)],
        RAISE: [
            word({"n": place, "to": codes.index(one.to), "when": told_of(one.conditions)})
            for place, one in enumerate(rules.raises)
        ],
        BUNDLE: [rules.bundle],
    }
    return {name: words for name, words in told.items() if words}


def rules_of(lists: Mapping[str, Iterable[str]]) -> ApprovalRules:
    """The rules that lists of words tell, without names and version.

    Raises `ValueError`, `KeyError` or `TypeError` for words that are none.
    """
    tiers = tuple(_tier_of(told) for told in read(lists, TIER))
    raises = tuple(_raise_of(told, tiers) for told in read(lists, RAISE))
    bundle = next(iter(lists.get(BUNDLE, ())), BUNDLES[0])
    if bundle not in BUNDLES:
        raise ValueError(bundle)
    return ApprovalRules("", tiers, raises, bundle)


def is_sound(lists: Mapping[str, Iterable[str]]) -> bool:
    """Whether words say what they should; a list that is not there is no mistake."""
    try:
        made = rules_of(lists)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return False
    return bool(made.tiers) or not any(lists.get(name) for name in LISTS)


def _tier(place: int, tier: Tier) -> dict[str, Any]:
    return {
        "n": place,
        "code": tier.code,
        "most": tier.up_to_fen,
        "roles": list(tier.roles),
        "people": list(tier.people),
        "skills": list(tier.skills),
        "when": told_of(tier.conditions),
    }


def _tier_of(told: Mapping[str, Any]) -> Tier:
    roles, people, skills = (tuple(_listed(told[name])) for name in ("roles", "people", "skills"))
    most, code = told["most"], told["code"]
    strings = (code, *roles, *people, *skills)
    if type(most) is not int or most <= 0 or not all(isinstance(one, str) for one in strings):
        raise ValueError(most)
    return Tier(code, "", "", most, roles, people, skills, conditions_of(told["when"]))


def _raise_of(told: Mapping[str, Any], tiers: Sequence[Tier]) -> Raise:
    to = told["to"]
    if type(to) is not int or to < 0:
        raise ValueError(to)
    return Raise("", "", "", tiers[to].code, conditions_of(told["when"]))


def told_of(conditions: Iterable[Condition]) -> list[list[object]]:
    """Conditions as a word has them."""
    return [[one.fact, one.test, list(one.wanted)] for one in conditions]


def conditions_of(told: Any) -> tuple[Condition, ...]:
    """The conditions that `told_of` told; raises `ValueError` for what no hub can judge."""
    found = []
    for one in _listed(told):
        fact, test, wanted = _listed(one)
        if not is_judged(test, _listed(wanted)):
            raise ValueError(one)
        found.append(Condition(str(fact), test, tuple(wanted)))
    return tuple(found)


def _listed(told: Any) -> list[Any]:
    if not isinstance(told, list):
        raise ValueError(told)
    return told


def read(lists: Mapping[str, Iterable[str]], name: str) -> list[Any]:
    """The words of a list in their order, which a table may have lost."""
    found = [json.loads(word) for word in lists.get(name, ())]
    found.sort(key=lambda told: int(told["n"]))
    places = [told["n"] for told in found]
    if places != list(range(len(found))) or any(type(place) is not int for place in places):
        raise ValueError(name)
    return found


def word(told: Mapping[str, Any]) -> str:
    """A row as one word: JSON with its keys in order."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
