"""Claims worked out by hand, one for each thing that a rule can say, and what always holds."""

from __future__ import annotations

import ast
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from workstation import claim_sentences
from workstation.domain import claim_amount
from workstation.domain.claim_amount import (
    METHODS,
    STEPS,
    ClaimFacts,
    CompensationRule,
    Deduction,
    LossItem,
    Source,
    basis_line_from,
    deductions_of,
    is_voidable,
    items_of,
    propose,
    rules_from,
)
from workstation.domain.refusal import Refusal

RULES = rules_from(tomllib.loads(resources.read_text("rules/compensation.toml")))
LAW = Source("法律", "第一条", "2021-01-01")
NOW = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp() * 1000)
BEFORE = int(datetime(2024, 3, 2, tzinfo=UTC).timestamp() * 1000)
#: Value 3,000, insured for 2,000, freight 18, loss 1,500.
VASE = ClaimFacts("damage", 300_000, 200_000, 1_800, 150_000, NOW)
BARE = replace(VASE, insured_fen=0)
PAIR = (LossItem("瓶", 200_000, 150_000), LossItem("座", 100_000, 0))
LETTER = replace(BARE, product="registered_letter")
MAIL = replace(VASE, product="postal_parcel")


def rule(method: str, **told: object) -> CompensationRule:
    made = replace(CompensationRule("r", "1", method, LAW), **told)
    return made if method[:7] != "insured" else replace(made, insured=True)


#: Facts, amount, freight back, rule that is found among the shipped ones.
SHIPPED = [
    (VASE, 100_000, 1_800, "express.insured@2"),
    (replace(VASE, insured_fen=300_000), 150_000, 1_800, "express.insured@2"),
    (replace(VASE, insured_fen=999_900), 150_000, 1_800, "express.insured@2"),
    (replace(VASE, occurred_at=BEFORE), 100_000, 1_800, "express.insured@1"),
    (replace(VASE, items=PAIR), 100_000, 1_800, "express.insured@2"),
    (replace(VASE, kind="loss", loss_fen=0), 200_000, 1_800, "express.insured@2"),
    (replace(VASE, kind="shortage", loss_fen=30_000), 20_000, 1_800, "express.insured@2"),
    (replace(VASE, kind="spoilage", loss_fen=300_000), 200_000, 1_800, "express.insured@2"),
    (replace(VASE, salvage_fen=30_000), 80_000, 1_800, "express.insured@2"),
    (replace(VASE, salvage_fen=150_000), 0, 1_800, "express.insured@2"),
    (replace(VASE, earlier_fen=40_000), 60_000, 1_800, "express.insured@2"),
    (replace(VASE, earlier_fen=101_000), 0, 800, "express.insured@2"),
    (replace(VASE, earlier_fen=500_000), 0, 0, "express.insured@2"),
    (BARE, 12_600, 1_800, "express.uninsured@2"),
    (replace(BARE, loss_fen=9_000), 9_000, 1_800, "express.uninsured@2"),
    (replace(BARE, loss_fen=12_600), 12_600, 1_800, "express.uninsured@2"),
    (replace(BARE, customer_class="credit"), 16_200, 1_800, "express.uninsured.account@2"),
    (replace(BARE, customer_class="key_account"), 16_200, 1_800, "express.uninsured.account@2"),
    (replace(BARE, carrier="sf", customer_class="credit"), 12_600, 1_800, "express.uninsured.sf@2"),
    (replace(BARE, carrier="顺丰"), 12_600, 1_800, "express.uninsured.sf@2"),
    (replace(VASE, kind="delay"), 0, 1_800, "express.delay@1"),
    (replace(BARE, kind="delay", loss_fen=0), 0, 1_800, "express.delay@1"),
    (replace(BARE, kind="cod", loss_fen=88_800), 88_800, 0, "cod.unremitted@1"),
    (replace(BARE, kind="cod", value_fen=100, loss_fen=88_800), 88_800, 0, "cod.unremitted@1"),
    (replace(BARE, product="ordinary_mail"), 0, 0, "post.ordinary@1"),
    (MAIL, 100_000, 0, "post.insured@2"),
    (replace(MAIL, loss_fen=300_000), 200_000, 0, "post.insured.total@1"),
    (replace(MAIL, kind="loss", loss_fen=0), 200_000, 0, "post.insured.total@1"),
    (replace(MAIL, partial="total"), 200_000, 0, "post.insured.total@1"),
    (replace(MAIL, kind="shortage", loss_fen=60_000), 40_000, 0, "post.insured@2"),
    (replace(MAIL, insured_fen=0), 5_400, 0, "post.uninsured@2"),
    (replace(MAIL, insured_fen=0, loss_fen=2_000), 2_000, 0, "post.uninsured@2"),
    (LETTER, 5_400, 0, "post.letter@1"),
    (replace(LETTER, loss_fen=100), 5_400, 0, "post.letter@1"),
    (replace(LETTER, kind="shortage"), 5_400, 0, "post.uninsured@2"),
    (replace(LETTER, kind="shortage", loss_fen=100), 100, 0, "post.uninsured@2"),
    (replace(BARE, kind="other"), 12_600, 1_800, "express.uninsured@2"),
]
#: Facts, rule, amount, freight back.
SHARE = rule("insured_share")
FULL = rule("full_loss")
BY_ITEM = replace(FULL, per_item=True)
WHOLE = (LossItem("瓶", 200_000, 0), LossItem("座", 100_000, 0))
MADE = [
    (VASE, replace(SHARE, ceiling_fen=70_000), 70_000, 1_800),
    (VASE, replace(SHARE, ceiling_fen=100_000), 100_000, 1_800),
    (VASE, replace(SHARE, item_cap_fen=60_000), 60_000, 1_800),
    (VASE, replace(FULL, freight="none"), 150_000, 0),
    (VASE, replace(FULL, freight="proportional"), 150_000, 900),
    (replace(VASE, loss_fen=300_000), replace(FULL, freight="proportional"), 300_000, 1_800),
    (replace(VASE, loss_fen=1), replace(FULL, freight="proportional"), 1, 0),
    (replace(VASE, salvage_fen=30_000), replace(SHARE, salvage="amount"), 70_000, 1_800),
    (replace(VASE, salvage_fen=30_000), replace(SHARE, salvage="ignore"), 100_000, 1_800),
    (replace(VASE, deductions=(Deduction("包装不当", 25_000),)), SHARE, 75_000, 1_800),
    (replace(VASE, deductions=(Deduction("x", 90_000), Deduction("y", 90_000))), SHARE, 0, 1_800),
    (replace(VASE, loss_fen=100_001), replace(SHARE, rounding="down"), 66_667, 1_800),
    (replace(VASE, loss_fen=100_000), replace(SHARE, rounding="down"), 66_666, 1_800),
    (replace(VASE, loss_fen=100_000), replace(SHARE, rounding="up"), 66_667, 1_800),
    (replace(VASE, loss_fen=100_000), replace(SHARE, round_to_fen=100), 66_700, 1_800),
    (replace(VASE, loss_fen=149), replace(FULL, round_to_fen=100, rounding="up"), 149, 1_800),
    (replace(VASE, loss_fen=149), replace(FULL, round_to_fen=100, rounding="down"), 100, 1_800),
    (replace(VASE, loss_fen=500), replace(FULL, minimum_fen=2_000), 2_000, 1_800),
    (replace(VASE, loss_fen=0), replace(FULL, minimum_fen=2_000), 0, 1_800),
    (replace(VASE, items=PAIR), replace(FULL, per_item=True, item_cap_fen=50_000), 50_000, 1_800),
    (
        replace(VASE, loss_fen=160_000, items=(PAIR[0], LossItem("座", 100_000, 10_000))),
        replace(FULL, per_item=True, item_cap_fen=50_000),
        60_000,
        1_800,
    ),
    (
        replace(VASE, loss_fen=250_000, items=(LossItem("瓶", 200_000, 250_000), PAIR[1])),
        replace(FULL, per_item=True),
        200_000,
        1_800,
    ),
    # rounding goes neither over the ceiling nor below what stands
    (VASE, replace(SHARE, ceiling_fen=70_050, round_to_fen=100), 70_050, 1_800),
    (replace(VASE, loss_fen=104_940), replace(SHARE, ceiling_fen=70_000, round_to_fen=100))
    + (70_000, 1_800),
    # what goes by no loss knows neither items nor salvage of the loss
    (LETTER, replace(rule("freight_fixed", multiple=3), item_cap_fen=10), 5_400, 1_800),
    (replace(VASE, salvage_fen=30_000), rule("insured_sum"), 170_000, 1_800),
    # a value that nobody stated caps nothing
    (replace(VASE, value_fen=0), FULL, 150_000, 1_800),
    (replace(VASE, kind="loss", value_fen=0, loss_fen=0), FULL, 0, 1_800),
    (replace(VASE, kind="loss", loss_fen=40_000), FULL, 40_000, 1_800),
    # where nothing is lost yet, what the goods are worth is not paid unless the parcel is lost
    (replace(VASE, loss_fen=0, items=WHOLE), BY_ITEM, 0, 1_800),
    (replace(VASE, kind="loss", loss_fen=0, items=WHOLE), BY_ITEM, 300_000, 1_800),
    (replace(VASE, kind="loss", loss_fen=500, items=WHOLE), BY_ITEM, 500, 1_800),
    (replace(VASE, kind="loss", value_fen=350_000, loss_fen=0, items=WHOLE), BY_ITEM)
    + (350_000, 1_800),
    (replace(VASE, loss_fen=0, items=PAIR), BY_ITEM, 150_000, 1_800),  # the items tell it
    # money that was collected is paid whole, whatever the goods are worth
    (
        replace(VASE, kind="cod", loss_fen=250_000, items=(LossItem("瓶", 200_000, 250_000),)),
        replace(BY_ITEM, freight="none"),
        250_000,
        0,
    ),
    (replace(VASE, salvage_fen=150_000), replace(SHARE, salvage="amount"), 0, 1_800),
    (replace(VASE, loss_fen=149), replace(FULL, round_to_fen=2, rounding="down"), 148, 1_800),
    # without per_item the items cap nothing, nor where one of them has no value
    (
        replace(VASE, loss_fen=250_000, items=(LossItem("瓶", 200_000, 250_000), PAIR[1])),
        FULL,
        250_000,
        1_800,
    ),
    (
        replace(VASE, loss_fen=200_000, items=(LossItem("瓶", 0, 50_000), PAIR[0])),
        BY_ITEM,
        200_000,
        1_800,
    ),
    # items that do not agree with the whole are left aside
    (
        replace(VASE, items=(LossItem("瓶", 200_000, 1),)),
        replace(FULL, per_item=True),
        150_000,
        1_800,
    ),
]


@pytest.mark.parametrize(("facts", "amount", "freight", "found"), SHIPPED)
def test_shipped_rules_give_what_was_worked_out_by_hand(facts, amount, freight, found):
    told = propose(facts, RULES)
    assert (told.amount_fen, told.freight_refund_fen) == (amount, freight)
    assert f"{told.rule_id}@{told.rule_version}" == found


@pytest.mark.parametrize(("facts", "made", "amount", "freight"), MADE)
def test_what_a_rule_can_say(facts, made, amount, freight):
    told = propose(facts, [made])
    assert (told.amount_fen, told.freight_refund_fen) == (amount, freight)


def test_items_have_their_parts_and_their_lines():
    items = (LossItem("瓶", 100, 100), LossItem("座", 100, 100), LossItem("盖", 100, 100))
    facts = replace(VASE, value_fen=300, insured_fen=100, loss_fen=300, items=items)
    told = propose(facts, [replace(SHARE, per_item=True)])
    assert told.amount_fen == 100
    assert sorted(told.item_fen) == [33, 33, 34]
    lines = [line for line in told.basis if line.code == "item"]
    assert [dict(line.texts)["name"] for line in lines] == ["瓶", "座", "盖"]
    assert [dict(line.facts)["result_fen"] for line in lines] == list(told.item_fen)
    assert [dict(line.facts).keys() for line in lines] == [
        {"value_fen", "loss_fen", "result_fen"}
    ] * 3


def codes(facts: ClaimFacts, made: CompensationRule) -> list[str]:
    return [line.code for line in propose(facts, [made]).basis]


def test_parts_follow_what_came_out_for_each_item():
    items = (LossItem("瓶", 100_000, 30_000), LossItem("座", 200_000, 60_000), LossItem("盖", 1, 0))
    told = propose(replace(VASE, loss_fen=90_000, items=items), [BY_ITEM])
    assert told.item_fen == (30_000, 60_000, 0)
    halves = replace(BY_ITEM, method="insured_share", insured=True)
    small = (LossItem("瓶", 3, 1), LossItem("座", 3, 2))
    facts = replace(VASE, value_fen=6, insured_fen=4, loss_fen=3, items=small)
    assert propose(facts, [halves]).item_fen == (1, 1)
    assert propose(facts, [replace(FULL, per_item=False)]).item_fen == ()
    assert propose(facts, [rule("freight_fixed", multiple=3, per_item=True)]).item_fen == ()
    least = replace(BY_ITEM, item_cap_fen=0, minimum_fen=9)
    assert propose(facts, [least]).item_fen == (5, 4)  # by their values


def test_a_line_stands_only_where_it_says_something():
    over = (LossItem("瓶", 200_000, 250_000), LossItem("座", 100_000, 0))
    assert "items_capped" in codes(replace(VASE, loss_fen=250_000, items=over), BY_ITEM)
    assert "items_capped" not in codes(replace(VASE, items=PAIR), BY_ITEM)
    assert "loss_capped" not in codes(replace(VASE, loss_fen=300_000), FULL)
    assert "loss_is_value" not in codes(replace(VASE, kind="loss", value_fen=0, loss_fen=0), FULL)
    assert "salvage" not in codes(replace(VASE, loss_fen=0, salvage_fen=5), FULL)
    assert "salvage" not in codes(replace(VASE, salvage_fen=5), rule("insured_sum"))
    shared = replace(FULL, freight="proportional")
    assert "freight_refund" in codes(replace(VASE, loss_fen=300_000), shared)
    assert "freight_share" in codes(VASE, shared)


def test_a_limit_that_the_law_can_void_is_marked_where_it_cuts():
    cut = propose(BARE, RULES)
    assert cut.voidable
    mark = next(line for line in cut.basis if line.code == "voidable")
    assert (dict(mark.facts)["loss_fen"], mark.source.article) == (
        150_000,
        "第四百九十六条、第五百零六条",
    )
    stored = [line.as_dict() for line in cut.basis]
    assert is_voidable(stored)
    assert [basis_line_from(line) for line in stored] == list(cut.basis)
    whole = propose(replace(BARE, loss_fen=5_000), RULES)
    assert not whole.voidable
    assert not is_voidable([line.as_dict() for line in whole.basis])
    assert propose(LETTER, RULES).basis[1].source.article == "第四十七条第二款"


def test_stored_items_and_deductions_become_facts():
    stored = ({"name": "杯", "quantity": 3, "value_fen": 500, "loss_fen": 700}, {"name": "盘"})
    assert items_of(stored) == (LossItem("杯", 1_500, 700), LossItem("盘", 0, 0))
    assert deductions_of(({"what": "旧", "amount_fen": 5},)) == (Deduction("旧", 5),)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (replace(VASE, salvage_fen=-1), "salvage_fen"),
        (replace(VASE, earlier_fen=-1), "earlier_fen"),
        (replace(VASE, items=(LossItem("x", -1, 0),)), "items"),
        (replace(VASE, deductions=(Deduction("x", -1),)), "deductions"),
    ],
)
def test_nothing_below_zero_is_taken(facts, field):
    with pytest.raises(Refusal) as caught:
        propose(facts, RULES)
    assert (caught.value.code, caught.value.facts["field"]) == ("claim_fact_negative", field)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("facts", "made", "amount", "freight"), MADE)
def test_a_customer_can_read_every_line(facts, made, amount, freight, language):
    lines = propose(facts, [made]).basis
    told = claim_sentences.explanation(lines, language)
    assert len(told) == len(lines) + 1
    assert "法律" in told[-1]
    assert not any("?" in line or "{" in line for line in told)


def test_every_code_has_a_sentence_everywhere():
    from ui.text.basis import STEPS as SHOWN

    codes = {*METHODS, *STEPS}
    assert set(claim_sentences.SENTENCES) == codes
    assert set(SHOWN) - {"insured_full"} == codes


def test_no_float_comes_near_an_amount():
    folder = Path(claim_amount.__file__).parent
    names = ("claim_amount", "claim_facts", "claim_shares", "compensation_rules", "money")
    names += ("spoken_money", "approval_rules", "approval", "offer", "payment", "recovery")
    for file in (folder / f"{name}.py" for name in names):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))) if file.exists() else ():
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), file
            assert not isinstance(node, ast.Div), (file, node)
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            assert not (called and node.func.id in ("float", "round")), (file, node.lineno)


MONEY = st.one_of(st.integers(0, 2_000), st.integers(0, 10**9))
ITEMS = st.lists(st.builds(LossItem, st.sampled_from("瓶座盖杯"), MONEY, MONEY), max_size=5)
CAP = st.one_of(st.none(), MONEY)
RULE = st.builds(
    rule,
    st.sampled_from(METHODS),
    multiple=st.integers(1, 10),
    ceiling_fen=CAP,
    item_cap_fen=CAP,
    per_item=st.booleans(),
    freight=st.sampled_from(["full", "proportional", "none"]),
    salvage=st.sampled_from(["loss", "amount", "ignore"]),
    rounding=st.sampled_from(["half_up", "up", "down"]),
    round_to_fen=st.sampled_from([1, 1, 10, 100]),
    voidable=st.booleans(),
)


@st.composite
def cases(draw: st.DrawFn) -> ClaimFacts:
    items = tuple(draw(ITEMS))
    loss = sum(item.loss_fen for item in items) if items else draw(MONEY)
    return ClaimFacts(
        kind=draw(st.sampled_from(["loss", "damage", "shortage", "cod", "delay", "other"])),
        value_fen=draw(MONEY),
        insured_fen=draw(st.integers(1, 10**9)),
        freight_fen=draw(st.integers(1, 10**5)),
        loss_fen=loss,
        occurred_at=NOW,
        items=items,
        salvage_fen=draw(st.sampled_from([0, 0, 7, 10**6])),
        deductions=tuple(draw(st.lists(st.builds(Deduction, st.just("x"), MONEY), max_size=2))),
        earlier_fen=draw(st.sampled_from([0, 0, 13, 10**6])),
    )


def given_or_none(facts, made):
    try:
        return propose(facts, [replace(made, insured=None)])
    except Refusal as refusal:
        if refusal.code != "claim_fact_missing":
            raise
        return None


@settings(max_examples=120)
@given(cases(), RULE)
def test_lines_add_up_and_bounds_hold(facts, made):
    told = given_or_none(facts, made)
    if told is None:
        return
    assert min(told.amount_fen, told.freight_refund_fen) >= 0
    assert sum(line.adds_fen for line in told.basis) == told.total_fen
    assert told.total_fen == told.amount_fen + told.freight_refund_fen
    assert told.freight_refund_fen <= facts.freight_fen
    if made.method not in ("insured_sum", "freight_fixed"):
        worth = max(facts.value_fen, sum(item.value_fen for item in facts.items))
        beyond = facts.kind in ("cod", "delay") or not worth
        assert told.amount_fen <= (max(facts.loss_fen, worth) if beyond else worth)
    if made.ceiling_fen is not None:
        assert told.amount_fen <= made.ceiling_fen
    if told.item_fen:
        assert len(told.item_fen) == len(facts.items)


@settings(max_examples=120)
@given(cases(), RULE, st.randoms(use_true_random=False))
def test_the_order_of_items_and_deductions_does_not_matter(facts, made, chance):
    items, deductions = list(facts.items), list(facts.deductions)
    chance.shuffle(items)
    chance.shuffle(deductions)
    shuffled = replace(facts, items=tuple(items), deductions=tuple(deductions))
    one, other = given_or_none(facts, made), given_or_none(shuffled, made)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert (one.amount_fen, one.total_fen) == (other.amount_fen, other.total_fen)
        mine = sorted(zip(map(repr, facts.items), one.item_fen, strict=False))
        assert mine == sorted(zip(map(repr, items), other.item_fen, strict=False))


@settings(max_examples=120)
@given(cases().filter(lambda facts: not facts.items), RULE, st.integers(1, 10**9))
def test_a_larger_loss_is_never_paid_less(facts, made, more):
    small, large = replace(facts, kind="damage"), replace(facts, kind="damage")
    large = replace(large, loss_fen=facts.loss_fen + more)
    one, other = given_or_none(small, made), given_or_none(large, made)
    if one is not None and other is not None:
        assert one.total_fen <= other.total_fen


@settings(max_examples=120)
@given(cases().filter(lambda facts: facts.items), RULE, st.integers(1, 10**9), st.data())
def test_a_larger_loss_of_an_item_is_never_paid_less(facts, made, more, data):
    place = data.draw(st.integers(0, len(facts.items) - 1))
    items = list(facts.items)
    items[place] = replace(items[place], loss_fen=items[place].loss_fen + more)
    plain = {"kind": "damage", "value_fen": 0}
    if any(not item.value_fen for item in items):
        return
    small = replace(facts, **plain)
    large = replace(small, items=tuple(items), loss_fen=facts.loss_fen + more)
    made = replace(made, per_item=True)
    one, other = given_or_none(small, made), given_or_none(large, made)
    if one is not None and other is not None and facts.loss_fen:
        assert one.total_fen <= other.total_fen
