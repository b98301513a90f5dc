"""Who may approve how much, and by whose delegation."""

from __future__ import annotations

import copy
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from workstation.domain.approval_rules import (
    ApprovalRules,
    ClaimCase,
    approval_rules_from,
    case_of,
    may_approve,
    most_of,
    override_percent,
)
from workstation.domain.approval_words import LISTS, is_sound, rules_of, words_of
from workstation.domain.claim import Claim, counted_fen
from workstation.domain.delegation import Delegation
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.rules import loading

TABLES = tomllib.loads(resources.read_text("rules/approval.toml"))
RULES = approval_rules_from(TABLES)
CLERK, LEADER, HEAD, AGENT = (
    Agent(uid, uid, work_no=no, role=role)
    for uid, no, role in (
        ("clerk", "101", "claims"),
        ("leader", "102", "leader"),
        ("head", "103", "admin"),
        ("agent", "104", "agent"),
    )
)
PEOPLE = {one.uid: one for one in (CLERK, LEADER, HEAD, AGENT)}
CLAIM = Claim("c", "C7-1", "t", 0, kind="damage", proposed_fen=80_000, created_by="agent")


def case(amount: int = 80_000, **told: object) -> ClaimCase:
    return case_of(CLAIM, amount, **told)


def lend(giver: str, taker: str, limit: int, start: int = 0, end: int = 100, **more: object):
    return Delegation(
        f"{giver}-{taker}", giver, taker, "claim_approve", limit, start, end, 0, giver, **more
    )


def test_the_shipped_tiers_give_each_role_its_most():
    told = [most_of(RULES, one) for one in (AGENT, CLERK, LEADER, HEAD)]
    assert told == [0, 100_000, 1_000_000, 1_000_000_000]
    assert most_of(RULES, replace(HEAD, active=False)) == 0
    assert loading.load().approval == RULES


def test_the_words_for_the_hub_tell_the_same_rules():
    words = words_of(RULES)
    assert set(words) == set(LISTS)
    assert words_of(rules_of({name: told[::-1] for name, told in words.items()})) == words
    assert words_of(ApprovalRules()) == {}
    assert is_sound(words)
    assert is_sound({})
    for name, word in ((LISTS[0], "{}"), (LISTS[1], "nothing"), (LISTS[2], "half")):
        assert not is_sound({**words, name: [word]})
    assert not is_sound({LISTS[2]: ["each"]})


def test_a_bundle_counts_as_a_whole_where_the_rules_say_so():
    beside = (
        replace(CLAIM, uid="d", approved_fen=70_000),
        replace(CLAIM, uid="e", status="rejected"),
    )
    bundled = case_of(CLAIM, 80_000, (CLAIM, *beside))
    told = may_approve(RULES, CLERK, bundled, 80_000)
    assert (told.ok, told.why, told.tier, told.limit_fen) == (False, "claim_tier", "leader", 30_000)
    assert may_approve(RULES, CLERK, case_of(CLAIM, 30_000, beside), 30_000).ok
    assert may_approve(RULES, LEADER, bundled, 80_000).ok
    each = replace(RULES, bundle="each")
    assert may_approve(each, CLERK, bundled, 80_000).ok
    lent = (lend("leader", "clerk", 140_000),)
    assert not may_approve(RULES, CLERK, bundled, 80_000, lent, 5, PEOPLE).ok
    assert may_approve(RULES, CLERK, bundled, 70_000, lent, 5, PEOPLE).ok


@pytest.mark.parametrize(
    ("agent", "amount", "tier", "ok", "why"),
    [
        (CLERK, 80_000, "claims", True, ""),
        (LEADER, 80_000, "claims", True, ""),
        (AGENT, 80_000, "claims", False, "claim_own"),
        (replace(AGENT, uid="x"), 80_000, "claims", False, "claim_tier"),
        (replace(CLERK, active=False), 80_000, "claims", False, "not_allowed"),
        (CLERK, 0, "claims", False, "claim_amount"),
        (HEAD, 1_000_000_001, "", False, "claim_no_tier"),
    ],
)
def test_tiers_go_by_amount_and_person(agent, amount, tier, ok, why):
    told = may_approve(RULES, agent, case(), amount)
    assert (told.tier, told.ok, told.why) == (tier, ok, why)


def test_amounts_at_the_edge():
    plain = replace(CLAIM, proposed_fen=100_001)
    told = may_approve(RULES, CLERK, case_of(plain, 100_000), 100_000)
    assert (told.ok, told.tier, told.limit_fen) == (True, "claims", 100_000)
    refused = may_approve(RULES, CLERK, case_of(plain, 100_001), 100_001)
    assert (refused.tier, refused.why, refused.limit_fen) == ("leader", "claim_tier", 100_000)


@pytest.mark.parametrize(
    ("told", "raised"),
    [(case(again=True), "again"), (case(160_001), "override")],
)
def test_some_claims_need_a_higher_tier_whatever_the_amount(told, raised):
    refused = may_approve(RULES, CLERK, told, 1_000)
    assert (refused.tier, refused.ok, refused.why, refused.raised) == (
        *("leader", False, "claim_tier"),
        raised,
    )
    assert may_approve(RULES, LEADER, told, 1_000).ok


def test_an_amount_by_hand_where_nothing_was_proposed_stays_in_its_tier():
    nothing = case_of(replace(CLAIM, proposed_fen=0), 5_000)
    assert may_approve(RULES, CLERK, nothing, 5_000).ok
    assert may_approve(RULES, CLERK, case(160_000), 1_000).ok


def test_the_share_of_an_override_is_exact():
    assert [
        override_percent(*pair) for pair in ((100, 100), (120, 100), (121, 100), (80, 100))
    ] == [
        *(0, 20, 21, 20),
    ]
    assert override_percent(100_001, 100_000) == 1
    assert override_percent(5, 0) == 1_000
    assert override_percent(0, 0) == 0


def test_people_and_skills_may_be_named():
    tables = copy.deepcopy(TABLES)
    tables["tier"][0] |= {"roles": [], "people": ["104"], "skills": ["damage", "en"]}
    made = approval_rules_from(tables)
    named = replace(AGENT, uid="y")
    assert may_approve(made, named, case(), 500).ok
    skilled = replace(AGENT, uid="z", work_no="", skills=("en", "damage", "cod"))
    assert may_approve(made, skilled, case(), 500).ok
    assert not may_approve(made, replace(skilled, skills=("en",)), case(), 500).ok


def test_of_several_raises_the_highest_counts_and_the_first_is_named():
    tables = copy.deepcopy(TABLES)
    told = {"name_zh": "一", "name_en": "one", "when": {"kind": "damage"}}
    top = tables["tier"][-1]["code"]
    tables["raise"] = [
        {"code": "one", "to": "leader", **told},
        {"code": "two", "to": "leader", **told},
    ]
    made = approval_rules_from(tables)
    assert may_approve(made, LEADER, case(), 500).raised == "one"
    tables["raise"].append({"code": "three", "to": top, **told})
    made = approval_rules_from(tables)
    told = may_approve(made, LEADER, case(), 500)
    assert (told.ok, told.tier, told.raised, told.limit_fen) == (False, top, "three", 0)
    assert may_approve(made, HEAD, case(), 500).ok


def test_the_facts_of_a_claim_are_those_that_stand():
    marked = replace(CLAIM, basis=({"code": "ceiling"}, {"code": "voidable"}), insured_fen=1)
    told = case_of(marked, 80_000).facts
    assert (told["insured"], told["voidable"], told["again"]) == (True, True, False)
    plain = case_of(replace(CLAIM, extra={"paid_before": "C7-9"}), 80_000).facts
    assert (plain["insured"], plain["voidable"], plain["again"]) == (False, False, True)


def test_a_tier_may_be_for_skills_or_people_alone():
    for name in ("people", "skills"):
        tables = copy.deepcopy(TABLES)
        tables["tier"][0] |= {"roles": [], "people": [], "skills": [], name: ["104"]}
        assert approval_rules_from(tables).tiers[0].roles == ()


def test_a_tier_may_be_for_some_kinds_alone():
    tables = copy.deepcopy(TABLES)
    tables["tier"][0]["when"] = {"kind": "delay"}
    made = approval_rules_from(tables)
    assert may_approve(made, CLERK, case(), 500).tier == "leader"
    assert not may_approve(made, CLERK, case(), 500).ok
    assert may_approve(made, CLERK, case_of(replace(CLAIM, kind="delay"), 80_000), 500).ok


@pytest.mark.parametrize(
    ("lent", "at", "ok"),
    [
        ([lend("leader", "clerk", 500_000)], 50, True),
        ([lend("leader", "clerk", 199_999)], 50, False),
        ([lend("leader", "clerk", 9_999_999)], 50, True),
        ([lend("leader", "clerk", 500_000)], 100, False),
        ([lend("leader", "clerk", 500_000, start=51)], 50, False),
        ([lend("leader", "clerk", 500_000, revoked_at=40)], 50, False),
        ([lend("leader", "clerk", 500_000, revoked_at=50)], 50, False),
        ([lend("leader", "clerk", 500_000, revoked_at=60)], 50, True),
        ([lend("leader", "clerk", 500_000, start=50, end=51)], 50, True),
        ([lend("leader", "agent", 500_000)], 50, False),
        ([lend("agent", "clerk", 500_000)], 50, False),
        ([lend("nobody", "clerk", 500_000)], 50, False),
        ([lend("leader", "clerk", 150_000), lend("head", "clerk", 150_000)], 50, False),
        ([lend("leader", "clerk", 150_000), lend("head", "clerk", 300_000)], 50, True),
    ],
)
def test_what_is_lent(lent, at, ok):
    plain = case_of(replace(CLAIM, proposed_fen=200_000), 200_000)
    told = may_approve(RULES, CLERK, plain, 200_000, lent, at, PEOPLE)
    assert told.ok is ok
    assert told.delegation == (lent[-1].uid if ok else "")


def test_nobody_lends_the_right_over_their_own_claim():
    own = case_of(replace(CLAIM, submitted_by="leader", proposed_fen=200_000), 200_000)
    lent = [lend("leader", "clerk", 500_000)]
    assert may_approve(RULES, CLERK, own, 200_000, lent, 50, PEOPLE).why == "claim_tier"


@given(st.integers(1, 2 * 10**9), st.integers(1, 2 * 10**9), st.sampled_from(list(PEOPLE.values())))
def test_who_may_approve_more_may_approve_less(one, other, agent):
    free = ClaimCase({"kind": "damage"})
    if may_approve(RULES, agent, free, max(one, other)).ok:
        assert may_approve(RULES, agent, free, min(one, other)).ok


@pytest.mark.parametrize(
    ("table", "key", "value", "place"),
    [
        ("tier", "roles", ["king"], "tier[1].roles[0]"),
        ("tier", "roles", [], "tier[1].roles"),
        ("tier", "up_to_fen", 0, "tier[1].up_to_fen"),
        ("tier", "up_to_fen", 5, "tier[1].up_to_fen"),
        ("tier", "words", "x", "tier[1].words"),
        ("raise", "words", "x", "raise[1].words"),
        ("tier", "when", {"moon": "full"}, "tier[1].when.moon"),
        ("raise", "to", "nowhere", "raise[1].to"),
        ("raise", "when", {}, "raise[1].when"),
    ],
)
def test_a_mistake_is_placed(table, key, value, place):
    tables = copy.deepcopy(TABLES)
    tables[table][1][key] = value
    with pytest.raises(Refusal) as caught:
        approval_rules_from(tables)
    assert caught.value.facts["place"] == place


@pytest.mark.parametrize("table", ["tier", "raise"])
def test_codes_are_told_apart(table):
    tables = copy.deepcopy(TABLES)
    tables[table][1]["code"] = tables[table][0]["code"]
    with pytest.raises(Refusal, match="rule_duplicate"):
        approval_rules_from(tables)


def test_a_bundle_counts_in_a_known_way():
    with pytest.raises(Refusal) as caught:
        approval_rules_from({**TABLES, "bundle": "half"})
    assert caught.value.facts["place"] == "bundle"


def test_what_a_claim_comes_to_is_approved_else_proposed_else_claimed():
    claim = replace(CLAIM, claimed_fen=7, proposed_fen=0)
    assert counted_fen(claim) == 7
    assert counted_fen(replace(claim, proposed_fen=5)) == 5
    assert counted_fen(replace(claim, proposed_fen=5, approved_fen=3)) == 3
    assert counted_fen(replace(claim, approved_fen=0)) == 0
    for status in ("rejected", "withdrawn"):
        assert counted_fen(replace(claim, status=status, approved_fen=3)) == 0


@pytest.mark.parametrize("fen", [0, -1])
def test_a_tier_is_for_some_money(fen):
    tables = copy.deepcopy(TABLES)
    tables["tier"][0]["up_to_fen"] = fen  # the first, which is below all others anyway
    with pytest.raises(Refusal) as caught:
        approval_rules_from(tables)
    assert caught.value.facts["place"] == "tier[0].up_to_fen"


def test_without_tiers_nobody_approves():
    assert not may_approve(ApprovalRules(), HEAD, case(), 1).ok
    with pytest.raises(Refusal, match="rule_missing"):
        approval_rules_from({"version": "1"})
