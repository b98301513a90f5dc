"""Which rules are in force at a moment, made of the shipped files and the versions laid over them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources import path
from workstation.domain.refusal import Refusal
from workstation.domain.rule_set import (
    RuleSet,
    begun,
    changes_after,
    in_force,
    newest,
    next_version,
)
from workstation.rules import loading
from workstation.rules.editing import add_row, set_value
from workstation.rules.shelf import Bundle, Shelf

LIMITS = "rules/limits.toml"
CLASSES = "rules/classes.toml"
ROUTING = "rules/routing.toml"
COD = "procedures/cod.toml"


def text(file: str) -> str:
    return (path("rules").parent / file).read_text(encoding="utf-8")


class Versions:
    """Versions of rule files, as records keep them."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.sets: list[RuleSet] = []
        self.read: list[str] = []

    def add(self, file: str, told: str, since: int, state: str = "in_force") -> str:
        number = len(self.sets) + 1
        version = f"v{number}"
        told = set_value(told, "version", version) if "=" in told and "[[[" not in told else told
        made = RuleSet(
            f"u{number}",
            file,
            version,
            1,
            text=told,
            state=state,
            from_at=since,
            activated_at=number,
        )
        self.sets.append(made)
        return version

    def text(self, uid: str) -> str:
        self.read.append(uid)
        return next(one.text for one in self.sets if one.uid == uid)

    def look(self, at: int) -> Bundle:
        heads = [replace(one, text="") for one in self.sets]
        return self.shelf.look(heads, self.text, at)


def limits(name: str) -> str:
    return set_value(text(LIMITS), "limit[0].name_en", name)


def test_without_versions_it_is_what_is_shipped() -> None:
    bundle = Versions().look(5)
    assert bundle.rules.limits is loading.load().limits
    assert (bundle.chosen, bundle.until, bundle.unused) == ({}, None, ())
    assert bundle.scripts == loading.scripts()


def test_versions_take_over_at_their_moments_and_older_ones_are_found() -> None:
    told = Versions()
    first = told.add(LIMITS, limits("first"), 10)
    second = told.add(LIMITS, limits("second"), 20)
    third = told.add(COD, set_value(text(COD), "step[0].limit_minutes", 99), 30)
    told.add(LIMITS, limits("never"), 25, "withdrawn")
    told.add(LIMITS, limits("draft"), 25, "draft")
    names = {at: told.look(at).rules.limits.rules[0].name_en for at in (9, 10, 19, 20, 31)}
    shipped = loading.load().limits
    assert names == {
        9: shipped.rules[0].name_en,
        10: "first",
        19: "first",
        20: "second",
        31: "second",
    }
    assert [told.look(at).until for at in (1, 10, 20, 30)] == [10, 20, 30, None]
    bundle = told.look(40).rules
    assert bundle.limits_of(first).rules[0].name_en == "first"
    assert bundle.limits_of(shipped.version).rules[0] == shipped.rules[0]
    assert bundle.limits_of(second) is bundle.limits
    assert bundle.limits_of(first).group_calendars == bundle.limits.group_calendars
    old = loading.load().procedures["cod"]
    assert bundle.procedure(f"cod@{old.version}") == old
    assert bundle.procedure(f"cod@{third}") is bundle.procedures["cod"]
    assert bundle.procedure("cod@gone") is bundle.procedures["cod"]
    assert bundle.versions[COD] == third
    assert len(bundle.older_limits) == 2


def test_what_is_in_force_is_made_once_and_only_what_is_needed_is_read() -> None:
    told = Versions()
    told.add(LIMITS, limits("first"), 10)
    told.add(LIMITS, limits("second"), 20)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: told.look(30).rules, range(8)))
    assert all(one is made[0] for one in made)
    assert told.read == ["u2"]
    assert made[0].procedures["cod"] is loading.load().procedures["cod"]


def test_a_refused_version_comes_again_with_another_text() -> None:
    told = Versions()
    told.add(LIMITS, limits("first"), 10)
    assert told.look(20).rules.limits.rules[0].name_en == "first"
    told.sets[0] = replace(told.sets[0], text=limits("mended"), activated_at=50)
    assert told.look(20).rules.limits.rules[0].name_en == "mended"


@pytest.mark.parametrize("broken", ["[[[", "format = 7\n", "limit = 3\n"])
def test_a_version_that_cannot_be_used_leaves_the_one_before(broken: str) -> None:
    told = Versions()
    good = told.add(LIMITS, limits("good"), 10)
    told.add(LIMITS, broken, 20)
    bundle = told.look(30)
    assert bundle.rules.limits.version == good
    assert [(one.file, one.uid) for one in bundle.unused] == [(LIMITS, "u2")]
    assert bundle.unused[0].finding.message_zh


def test_of_versions_that_do_not_fit_together_the_last_is_passed_over() -> None:
    told = Versions()
    row = {"code": "service.odd", "name_zh": "奇", "name_en": "Odd", "words": ["奇怪至极"]}
    grown = told.add(CLASSES, add_row(text(CLASSES), "subtype", row), 10)
    rule = {
        "code": "odd-1",
        "name_zh": "奇",
        "name_en": "Odd",
        "group": "customs",
        "when": {"subtype": "service.odd"},
        "zh": "奇",
        "en": "odd",
    }
    routed = told.add(ROUTING, add_row(text(ROUTING), "rule", rule, 0), 20)
    assert told.look(20).rules.versions[ROUTING] == routed
    told.add(CLASSES, text(CLASSES), 30)  # without the sub-type that the chart names
    bundle = told.look(30)
    assert [one.uid for one in bundle.unused] == ["u3"]
    assert (bundle.rules.versions[CLASSES], bundle.rules.versions[ROUTING]) == (grown, routed)
    told.add(LIMITS, "[[[", 40)
    told.add(COD, "format = 9\n", 40)
    bundle = told.look(40)
    assert {one.uid for one in bundle.unused} == {"u3", "u4", "u5"}
    assert bundle.rules.versions[ROUTING] in (routed, loading.load().versions[ROUTING])
    assert bundle.rules.limits is not None


def test_a_draft_is_laid_over_what_is_in_force() -> None:
    told = Versions()
    told.add(COD, set_value(text(COD), "step[0].limit_minutes", 99), 10)
    draft = RuleSet("d", LIMITS, "d", 1, text=limits("draft"))
    under = told.shelf.under(told.sets, told.text, 20, draft).rules
    assert under.limits.rules[0].name_en == "draft"
    assert under.procedures["cod"].steps[0].limit_ms == 99 * 60_000
    with pytest.raises(Refusal) as caught:
        told.shelf.under(told.sets, told.text, 20, replace(draft, text="limit = 3"))
    assert caught.value.facts["file"] == LIMITS


_VERSIONS = st.lists(
    st.tuples(
        st.sampled_from(["a.toml", "b.toml"]),
        st.sampled_from(["draft", "in_force", "withdrawn"]),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(_VERSIONS, st.integers(0, 10))
def test_there_is_one_version_in_force_and_it_follows_the_moments(
    told: list[tuple[str, str, int, int]], at: int
) -> None:
    sets = tuple(
        RuleSet(f"u{no}", file, "", 1, state=state, from_at=since, activated_at=activated)
        for no, (file, state, since, activated) in enumerate(told)
    )
    for file in ("a.toml", "b.toml"):
        line = begun(sets, file, at)
        assert in_force(sets, file, at) == (line[0] if line else None)
        assert all(one.state == "in_force" and (one.from_at or 0) <= at for one in line)
        assert sorted(line, key=lambda one: (one.from_at, one.activated_at, one.uid))[::-1] == list(
            line
        )
        last = newest(sets, file)
        assert in_force(sets, file, 10**9) == last
    later = changes_after(sets, at)
    assert list(later) == sorted(set(later))
    for file in ("a.toml", "b.toml"):
        for moment in range(at, min(later, default=at + 1)):
            assert in_force(sets, file, moment) == in_force(sets, file, at)


def test_the_next_version_is_one_that_nobody_has() -> None:
    assert next_version([], 2026) == "2026.1"
    assert (
        next_version(["2026.1", "2026.9", "2025.11", "2026-03", "odd", "2026.x"], 2026) == "2026.10"
    )
    assert next_version(["2026.1"], 2027) == "2027.1"
