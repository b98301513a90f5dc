"""The proposed compensation and the rules it is computed by."""

from __future__ import annotations

import copy
import json
import tomllib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from workstation.domain.claim_amount import (
    ClaimFacts,
    Proposal,
    basis_line_from,
    propose,
    rules_from,
)
from workstation.domain.refusal import Refusal

TABLES = tomllib.loads(resources.read_text("rules/compensation.toml"))
RULES = rules_from(TABLES)
LAST = len(RULES) - 1


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


VASE = ClaimFacts(
    kind="damage",
    value_fen=300_000,
    insured_fen=200_000,
    freight_fen=1_800,
    loss_fen=150_000,
    occurred_at=at("2026-03-02"),
)


def amounts(proposal: Proposal) -> tuple[int, int, int]:
    return proposal.amount_fen, proposal.freight_refund_fen, proposal.total_fen


def test_an_underinsured_parcel_gets_its_share_and_the_freight():
    proposal = propose(VASE, RULES)
    assert amounts(proposal) == (100_000, 1_800, 101_800)
    assert (proposal.rule_id, proposal.rule_version) == ("express.insured", "2")
    assert [line.code for line in proposal.basis] == ["insured_share", "freight_refund", "total"]
    assert dict(proposal.basis[0].facts)["result_fen"] == 100_000
    assert proposal.basis[0].source.article == "第二十八条"


def test_a_fully_insured_parcel_gets_its_loss():
    assert amounts(propose(replace(VASE, insured_fen=900_000), RULES))[0] == 150_000


def test_a_share_of_a_fen_is_rounded_half_up():
    half = replace(VASE, value_fen=2, insured_fen=1, loss_fen=1)
    assert propose(half, RULES).amount_fen == 1
    third = replace(VASE, value_fen=3, insured_fen=1, loss_fen=1)
    assert propose(third, RULES).amount_fen == 0


def test_an_uninsured_parcel_is_limited_by_the_freight():
    uninsured = replace(VASE, insured_fen=0)
    assert amounts(propose(uninsured, RULES)) == (7 * 1_800, 1_800, 8 * 1_800)
    assert propose(replace(uninsured, loss_fen=500), RULES).amount_fen == 500


def test_the_multiple_depends_on_the_customer_and_the_carrier():
    account = replace(VASE, insured_fen=0, customer_class="credit")
    assert propose(account, RULES).amount_fen == 9 * 1_800
    assert propose(replace(account, carrier="sf"), RULES).amount_fen == 7 * 1_800


def test_the_postal_law_holds_for_registered_mail_only():
    mail = replace(VASE, insured_fen=0, product="registered_mail")
    assert amounts(propose(mail, RULES)) == (3 * 1_800, 0, 3 * 1_800)


def test_the_law_of_the_day_is_used():
    last_day = replace(VASE, occurred_at=at("2025-05-31T15:59:59"))
    first_day = replace(VASE, occurred_at=at("2025-05-31T16:00:00"))
    assert propose(last_day, RULES).rule_version == "1"
    assert propose(first_day, RULES).rule_version == "2"


def test_a_total_loss_without_a_figure_is_the_value():
    lost = replace(VASE, kind="loss", insured_fen=300_000, loss_fen=0)
    proposal = propose(lost, RULES)
    assert proposal.amount_fen == 300_000
    assert proposal.basis[0].code == "loss_is_value"


def test_nobody_loses_more_than_the_value():
    proposal = propose(replace(VASE, loss_fen=400_000, insured_fen=300_000), RULES)
    assert proposal.amount_fen == 300_000
    assert proposal.basis[0].code == "loss_capped"


def test_delay_gives_back_the_freight_and_unremitted_money_is_paid_whole():
    assert amounts(propose(replace(VASE, kind="delay"), RULES)) == (0, 1_800, 1_800)
    cod = replace(VASE, kind="cod", value_fen=100, loss_fen=88_800)
    assert amounts(propose(cod, RULES)) == (88_800, 0, 88_800)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"value_fen": 0}, "value_fen"), ({"insured_fen": 0, "freight_fen": 0}, "freight_fen")],
)
def test_a_missing_fact_is_named(change, field):
    with pytest.raises(Refusal) as caught:
        propose(replace(VASE, **change), RULES)
    assert caught.value.code == "claim_fact_missing"
    assert caught.value.facts["field"] == field


def test_a_negative_fact_and_a_missing_rule_are_refused():
    with pytest.raises(Refusal) as caught:
        propose(replace(VASE, loss_fen=-1), RULES)
    assert (caught.value.code, caught.value.facts["field"]) == ("claim_fact_negative", "loss_fen")
    with pytest.raises(Refusal) as caught:
        propose(VASE, ())
    assert caught.value.code == "compensation_rule_missing"


def test_a_ceiling_limits_the_amount_and_says_so():
    rule = {**TABLES["rule"][-1], "ceiling_fen": 5_000}
    proposal = propose(replace(VASE, insured_fen=0), rules_from({"rule": [rule]}))
    assert amounts(proposal) == (5_000, 1_800, 6_800)
    assert "ceiling" in [line.code for line in proposal.basis]


MONEY = st.integers(0, 10**10)


@given(
    st.sampled_from(["loss", "damage", "shortage", "spoilage", "delay", "cod", "other"]),
    st.sampled_from(["cash", "credit", "key_account"]),
    st.sampled_from(["", "registered_mail", "ordinary_mail"]),
    MONEY,
    MONEY,
    MONEY,
    MONEY,
)
def test_any_facts_give_a_bounded_amount_that_adds_up(
    kind, customer_class, product, value, insured, freight, loss
):
    facts = ClaimFacts(
        kind, value, insured, freight, loss, at("2026-01-01"), product, customer_class
    )
    try:
        proposal = propose(facts, RULES)
    except Refusal as refusal:
        if refusal.code != "claim_fact_missing":
            raise
        return
    most = insured if proposal.rule_id == "post.insured.total" else max(loss, value)
    assert 0 <= proposal.amount_fen <= most
    assert proposal.freight_refund_fen in (0, freight)
    assert proposal.total_fen == proposal.amount_fen + proposal.freight_refund_fen
    assert dict(proposal.basis[-1].facts)["result_fen"] == proposal.total_fen
    stored = json.loads(json.dumps([line.as_dict() for line in proposal.basis]))
    assert tuple(basis_line_from(line) for line in stored) == proposal.basis


@pytest.mark.parametrize(
    ("key", "value", "code", "place"),
    [
        ("method", "guess", "rule_value", f"rule[{LAST}].method"),
        ("multiple", 0, "rule_value", f"rule[{LAST}].multiple"),
        ("multiple", "7", "rule_type", f"rule[{LAST}].multiple"),
        ("kinds", "loss", "rule_type", f"rule[{LAST}].kinds"),
        ("since", "2025-13-01", "rule_value", f"rule[{LAST}].since"),
        ("ceiling_fen", -1, "rule_value", f"rule[{LAST}].ceiling_fen"),
        ("limit", 3, "rule_unknown_key", f"rule[{LAST}].limit"),
        ("id", "", "rule_missing", f"rule[{LAST}].id"),
        ("source", {}, "rule_missing", f"rule[{LAST}].source.title"),
    ],
)
def test_a_mistake_in_the_file_is_placed(key, value, code, place):
    tables = copy.deepcopy(TABLES)
    tables["rule"][LAST][key] = value
    with pytest.raises(Refusal) as caught:
        rules_from(tables)
    assert (caught.value.code, caught.value.facts["place"]) == (code, place)


def test_rules_that_end_before_they_begin_or_repeat_or_are_none_are_refused():
    tables = copy.deepcopy(TABLES)
    tables["rule"][0] |= {"since": "2026-01-02", "until": "2026-01-01"}
    with pytest.raises(Refusal, match="rule_value"):
        rules_from(tables)
    with pytest.raises(Refusal, match="rule_duplicate"):
        rules_from({"rule": [TABLES["rule"][0], TABLES["rule"][0]]})
    with pytest.raises(Refusal, match="rule_missing"):
        rules_from({"rule": []})
