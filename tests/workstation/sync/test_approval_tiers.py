"""Who may approve how much, at both hubs: by the approval file in force, and nothing else."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy

from resources import path
from tests.workstation.sync.test_claims_on_desks import (
    claim_of,
    codes,
    do,
    exchange,
    records,
    refused,
    sound,
    submitted,
)
from tests.workstation.sync.test_rules_on_desks import DAY, Seats, save, seats
from workstation.actions.bundles import ApproveBundle, BundleClaims, UnbundleClaims
from workstation.actions.claims import ApproveClaim, EditClaim
from workstation.actions.rules import ActivateRules
from workstation.actions.undo import Undo
from workstation.desk import Desk
from workstation.domain.approval_rules import (
    BUNDLES,
    ApprovalRules,
    ClaimCase,
    Raise,
    Tier,
    limit_of,
    override_percent,
)
from workstation.domain.approval_words import is_sound, words_of
from workstation.domain.condition import Condition
from workstation.domain.people import ROLES, Agent
from workstation.domain.refusal import Refusal
from workstation.domain.rule_set import RuleSet
from workstation.rules.editing import set_value

__all__ = ["seats"]

APPROVAL = "rules/approval.toml"
TEXT = (path("rules") / "approval.toml").read_text(encoding="utf-8")


def in_force(desk: Desk, text: str, base: str = "", from_at: int | None = None) -> str:
    saved = save(desk, APPROVAL, text, base)
    do(desk, ActivateRules(saved.uid, from_at))
    return saved.uid


def test_another_file_alters_what_desks_and_hub_accept(seats: Seats) -> None:
    amy, ben, lea = seats("amy", "claims"), seats("ben", "claims"), seats("lea", "leader")
    claim = submitted(amy)
    exchange(amy, ben, lea)
    assert refused(ben, ApproveClaim(claim, 150_000, "协商")) == "claim_tier"
    wider = set_value(TEXT, "tier[0].up_to_fen", 300_000)
    first = in_force(lea, wider)
    exchange(lea, ben)
    done = ben.do(ApproveClaim(claim, 150_000, "协商")).result()
    sound(amy, ben, lea)
    line = next(one for one in records(lea, "approval") if one.decision == "approved")
    assert line.tier == "claims"
    do(ben, Undo(done.changes.operation))
    sound(amy, ben, lea)
    tomorrow = in_force(lea, set_value(TEXT, "tier[0].up_to_fen", 5), first, lea.clock() + DAY)
    exchange(lea, ben)
    done = ben.do(ApproveClaim(claim, 150_000, "协商")).result()  # not yet
    sound(amy, ben, lea)
    do(ben, Undo(done.changes.operation))
    sound(amy, ben, lea)
    assert tomorrow


def test_a_desk_that_has_not_heard_is_held_to_what_stands_at_the_hub(seats: Seats) -> None:
    amy, ben, lea = seats("amy", "claims"), seats("ben", "claims"), seats("lea", "leader")
    claim = submitted(amy)
    exchange(amy, ben, lea)
    by_kind = set_value(TEXT, "tier[0].up_to_fen", 1_000_000)
    by_kind = by_kind.replace(
        'roles = ["claims", "leader", "admin"]', f'people = ["{ben.agent.uid}"]'
    )
    by_kind = by_kind.replace("[[raise]]", 'when = { kind = ["damage"] }\n\n[[raise]]', 1)
    wider = TEXT.replace('roles = ["claims", "leader", "admin"]', f'people = ["{ben.agent.uid}"]')
    first = in_force(lea, set_value(wider, "tier[0].up_to_fen", 1_000_000))
    exchange(lea, ben, amy)
    done = ben.do(ApproveClaim(claim, 150_000, "协商")).result()  # by name
    sound(amy, ben, lea)
    do(ben, Undo(done.changes.operation))
    sound(amy, ben, lea)
    narrow = TEXT + (
        '\n[[raise]]\ncode = "damage"\nname_zh = "破损"\nname_en = "Damage"\nto = "leader"\n'
        'when = { kind = "damage", insured = false }\n'
    )
    in_force(lea, narrow, first)
    lea.exchange().result()
    do(ben, ApproveClaim(claim, 100, "协商"))  # has not heard
    exchange(ben, amy, lea)
    assert codes(ben) == ["claim_tier"]
    (told,) = [one for one in ben.read.refused() if one.code == "claim_tier"]
    assert (told.facts["limit_fen"], told.facts["amount_fen"]) == (0, 100)
    assert claim_of(ben, claim).status == "submitted"
    do(lea, ApproveClaim(claim, 100, "协商"))
    exchange(lea, ben, amy)
    assert codes(lea) == []


def test_words_that_say_nothing_never_come_into_force(seats: Seats) -> None:
    lea = seats("lea", "leader")
    now = lea.clock()
    for number, (file, words) in enumerate(
        (
            (APPROVAL, {"approval_tier": ["nothing"]}),
            (APPROVAL, {"approval_tier": ['{"n":0}']}),
            (APPROVAL, {"approval_bundle": ["each"]}),
            ("rules/revisits.toml", words_of(lea.rules.approval)),
        )
    ):
        assert file != APPROVAL or not is_sound(words)
        made = RuleSet(
            f"{number:032}",
            file,
            "9",
            now,
            text=TEXT,
            state="in_force",
            from_at=now,
            activated_at=now,
            compiled=words,
        )
        lea.do(_Add(made)).result()
    exchange(lea)
    assert codes(lea) == ["operation_malformed"] * 4


class _Add:
    def __init__(self, record: RuleSet) -> None:
        self.record = record

    def perform(self, work: Any) -> None:
        work.add(self.record)


_FACTS: dict[str, tuple[Any, ...]] = {
    "kind": ("damage", "loss", "damage.wet"),
    "insured": (True, False),
    "again": (True, False),
    "override_percent": (0, 1, 100, 101, 1000),
    "area": ("", "domestic", "overseas"),
    "proposed_fen": (0, 1, 99_999, 100_000),
}


def _conditions(chance: random.Random) -> tuple[Condition, ...]:
    found = []
    for fact in chance.sample(sorted(_FACTS), chance.choice((0, 0, 1, 2))):
        values = _FACTS[fact]
        some = tuple(chance.sample(values, chance.randint(1, len(values))))
        numbers = isinstance(values[0], int) and not isinstance(values[0], bool)
        tests = ["in", "not_in", "known", *(("min", "max", "above", "below") if numbers else ())]
        test = chance.choice(tests)
        wanted = (chance.random() < 0.5,) if test == "known" else some
        found.append(Condition(fact, test, wanted if test in ("in", "not_in") else wanted[:1]))
    return tuple(found)


def _rules(chance: random.Random) -> ApprovalRules:
    tiers = tuple(
        Tier(
            *(f"t{place}", "", "", chance.choice((1, 500, 100_000, 2**40))),
            roles=tuple(chance.sample(ROLES, chance.randint(0, 3))),
            people=tuple(chance.sample(("p", "8109", ""), chance.randint(0, 1))),
            skills=tuple(chance.sample(("en", "customs"), chance.randint(0, 2))),
            conditions=_conditions(chance),
        )
        for place in range(chance.randint(1, 4))
    )
    raises = tuple(
        Raise(f"r{place}", "", "", chance.choice(tiers).code, _conditions(chance))
        for place in range(chance.randint(0, 2))
    )
    return ApprovalRules("", tiers, raises, chance.choice(BUNDLES))


def test_the_database_reckons_limits_as_the_program_does(postgres_url: str) -> None:
    chance = random.Random(8)
    asked, answers = [], []
    for _ in range(400):
        rules = _rules(chance)
        facts = {name: chance.choice(values) for name, values in _FACTS.items()}
        person = Agent(
            "p",
            "P",
            role=chance.choice(ROLES),
            work_no=chance.choice(("", "8109")),
            skills=tuple(chance.sample(("en", "customs"), chance.randint(0, 2))),
            active=chance.random() < 0.9,
        )
        case = ClaimCase(facts, beside_fen=chance.choice((0, 0, 400, 99_000)))
        answers.append(limit_of(rules, person, case))
        beside = case.beside_fen if rules.bundle == "total" else 0
        told = {"role": person.role, "work_no": person.work_no, "skills": person.skills}
        asked.append((words_of(rules), {**told, "active": person.active}, facts, beside))
    sql = sqlalchemy.text(
        "SELECT hub_own_limit(hub_tiers_of(CAST(:w AS jsonb)), 'p', CAST(:p AS jsonb),"
        " CAST(:f AS jsonb), :b)"
    )
    engine = sqlalchemy.create_engine(_driver(postgres_url))
    with engine.connect() as connection:
        found = [
            connection.scalar(
                sql,
                {"w": json.dumps(words), "p": json.dumps(who), "f": json.dumps(of), "b": beside},
            )
            for words, who, of, beside in asked
        ]
        percent = sqlalchemy.text(
            "SELECT hub_claim_case(CAST(:c AS jsonb), :a) ->> 'override_percent'"
        )
        for amount, proposed in (
            (5, 0),
            (0, 0),
            (150, 100),
            (151, 100),
            (10**9 + 1, 10**9),
            (1, 3),
        ):
            plain = {"proposed_fen": proposed, "insured_fen": 0, "basis": [], "extra": {}}
            told = connection.scalar(percent, {"c": json.dumps(plain), "a": amount})
            assert int(told) == override_percent(amount, proposed)
    engine.dispose()
    assert found == answers
    assert len(set(answers)) > 3


def _driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def test_a_loan_and_the_own_amount_count_by_the_file_in_force(seats: Seats) -> None:
    amy, ben, lea = seats("amy", "claims"), seats("ben", "claims"), seats("lea", "leader")
    claim = submitted(amy)
    do(amy, EditClaim(claim, {"description": "碎了"}))
    exchange(amy, ben, lea)
    nobody = TEXT.replace('["claims", "leader", "admin"]', '["admin"]')
    nobody = nobody.replace('["leader", "admin"]', '["admin"]')
    in_force(lea, nobody)
    exchange(lea, ben)
    with pytest.raises(Refusal, match="claim_tier"):
        do(lea, ApproveClaim(claim, 1, "协商"))
    assert not lea.may_approve(claim_of(lea, claim))
    assert replace(claim_of(lea, claim), uid=claim) == claim_of(lea, claim)


def test_a_bundle_counts_as_a_whole_at_the_hub_too(seats: Seats) -> None:
    amy, ben, lea = seats("amy", "claims"), seats("ben", "claims"), seats("lea", "leader")
    claims = [submitted(amy, f"SF123456789012{n}") for n in range(2)]
    for claim in claims:
        do(
            amy,
            EditClaim(claim, {"loss_fen": 60_000, "claimed_fen": 60_000, "insured_fen": 300_000}),
        )
    exchange(amy, ben, lea)
    do(amy, BundleClaims(tuple(claims)))  # away: the others have not heard
    do(ben, ApproveClaim(claims[0], 60_000, "协商"))
    exchange(amy, ben, lea)
    assert codes(ben) == ["claim_tier"]
    assert claim_of(ben, claims[0]).status == "submitted"
    bundle = lea.read.bundle_of(claim_of(lea, claims[0]))
    assert bundle is not None
    assert refused(ben, ApproveBundle(bundle.uid)) == "claim_tier"
    do(lea, ApproveBundle(bundle.uid, "协商"))
    do(ben, UnbundleClaims(tuple(claims), "分开"))  # has not heard of the approval
    exchange(lea, ben, amy)
    assert (codes(lea), codes(ben)) == ([], ["claim_tier", "claim_frozen"])
    for desk in (amy, ben, lea):
        held = desk.read.bundle_of(claim_of(desk, claims[1]))
        assert held is not None
        assert (held.uid, len(held.of("approved"))) == (bundle.uid, 2)
