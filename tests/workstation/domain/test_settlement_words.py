"""Settlement rules come back from their words, and nothing else is taken for such words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workstation.domain.settlement_rules import SettlementRules, likeness
from workstation.domain.settlement_words import is_sound, rules_of, words_of
from workstation.rules import loading


def test_words_tell_the_rules() -> None:
    rules = loading.load().settlement
    told = rules_of({name: reversed(words) for name, words in words_of(rules).items()})
    unnamed = [replace(row, name_zh="", name_en="") for row in rules.authorisations]
    assert list(told.authorisations) == unnamed
    assert [row.code for row in told.agreements] == [row.code for row in rules.agreements]
    assert is_sound(words_of(rules))


def test_no_row_is_a_rule_too() -> None:
    assert words_of(SettlementRules("7")) == {"settlement": ["7"]}
    assert is_sound({"settlement": ["7"]})
    assert is_sound({})
    assert not is_sound({"settlement_agreement": []})
    assert not is_sound({"settlement": ["7"], "settlement_agreement": ['{"n":0}']})


@pytest.mark.parametrize(
    ("told", "known", "how"),
    [
        ("王 小明", "王小明", "same"),
        ("ÉMILE　Zola", "émile zola", "same"),
        ("王女士", "王小明", "unknown"),
        ("王女士", "赵六", "other"),
        ("王*明", "王小明", "unknown"),
        ("", "王小明", "unknown"),
        ("Zola", "Émile Zola", "other"),
    ],
)
def test_names_are_told_apart(told: str, known: str, how: str) -> None:
    assert likeness(told, known) == likeness(known, told) == how
