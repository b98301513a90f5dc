"""Routing: which group, which region, and the sentence that says why."""

from __future__ import annotations

from typing import Any

import pytest

from workstation.domain.refusal import Refusal
from workstation.domain.route import Decision, RouteFacts, decide, rules_from
from workstation.domain.ticket import GROUPS
from workstation.rules import loading

ROUTING = loading.load().routing


def group(**facts: Any) -> str:
    return decide(RouteFacts(**facts), ROUTING).group


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "individual"),
        ({"class_code": "enquiry", "area": "hk_mo_tw", "cod_fen": 100}, "individual"),
        ({"class_code": "praise", "intensity": 2}, "individual"),
        ({"class_code": "timeliness"}, "individual"),
        ({"class_code": "timeliness", "category": "fresh"}, "seasonal"),
        ({"class_code": "safety", "category": "food"}, "seasonal"),
        ({"class_code": "safety"}, "damage_loss"),
        ({"class_code": "safety", "text_words": "收到的荔枝压坏了"}, "seasonal"),
        ({"class_code": "timeliness", "text_words": "大闸蟹三天没到"}, "seasonal"),
        ({"class_code": "service", "text_words": "水果店的快递员态度差"}, "individual"),
        ({"class_code": "service", "text_words": "海鲜在自提柜搁了两天"}, "seasonal"),
        ({"class_code": "service", "text_words": "寄澳门的件派送员不打电话"}, "customs"),
        ({"class_code": "service", "text_words": "税单和代缴的关税不一样"}, "customs"),
        ({"class_code": "service", "text_words": "cod money never reached us"}, "cod"),
        ({"class_code": "timeliness", "batch": "B0412-03"}, "key_account"),
        ({"class_code": "enquiry", "batch": "B0412-03"}, "individual"),
        ({"class_code": "timeliness", "text_words": "品牌仓发的批量件没到"}, "key_account"),
        (
            {"class_code": "safety", "category": "fragile", "text_words": "蛋糕盘碎了"},
            "damage_loss",
        ),
        ({"class_code": "safety", "value_fen": 200_000}, "claims"),
        ({"class_code": "safety", "value_fen": 199_999}, "damage_loss"),
        ({"class_code": "timeliness", "value_fen": 999_999}, "individual"),
        ({"class_code": "service", "offer_refused": True}, "claims"),
        ({"class_code": "service", "intensity": 2}, "escalation"),
        ({"class_code": "service", "text_words": "再不处理我就打12305"}, "escalation"),
        ({"class_code": "enquiry", "text_words": "12305是什么电话"}, "individual"),
        ({"class_code": "timeliness", "area": "overseas"}, "customs"),
        ({"class_code": "timeliness", "subtype": "timeliness.customs_hold"}, "customs"),
        ({"class_code": "service", "key_account": "某品牌"}, "key_account"),
        ({"class_code": "service", "customer_kind": "key_account"}, "key_account"),
        ({"class_code": "service", "customer_kind": "credit"}, "individual"),
        ({"class_code": "request", "cod_fen": 5900}, "cod"),
        ({"class_code": "request", "cod_fen": 0}, "individual"),
        ({"class_code": "service", "subtype": "service.cod_amount"}, "cod"),
    ],
)
def test_group_of_typical_tickets(facts: dict[str, Any], expected: str) -> None:
    assert group(**facts) == expected


def test_precedence_from_claims_down_to_individual() -> None:
    everything: dict[str, Any] = {
        "class_code": "safety",
        "value_fen": 300_000,
        "intensity": 2,
        "area": "hk_mo_tw",
        "key_account": "某品牌",
        "cod_fen": 9900,
        "category": "fresh",
    }
    order = []
    for fact in (*everything, None):
        order.append(group(**everything))
        if fact is None:
            break
        everything[fact] = type(everything[fact])() if fact != "class_code" else "safety"
        if fact == "area":
            everything["area"] = "domestic"
    assert order == [
        "claims",
        "claims",
        "escalation",
        "customs",
        "key_account",
        "cod",
        "seasonal",
        "damage_loss",
    ]


def test_every_group_can_be_reached() -> None:
    assert {rule.group for rule in ROUTING.rules} == set(GROUPS)


def test_sentence_says_why_in_both_languages() -> None:
    decision = decide(
        RouteFacts(class_code="timeliness", area="hk_mo_tw", destination="香港"), ROUTING
    )
    assert decision.sentence("zh_CN", ROUTING) == "收件地为香港，按规则 关务-1 归入关务组"
    assert (
        decision.sentence("en", ROUTING)
        == "The parcel goes to 香港: rule Customs-1 sends it to Customs"
    )
    money = decide(RouteFacts(class_code="safety", value_fen=1_234_500), ROUTING)
    assert "12,345.00" in money.sentence("zh", ROUTING)
    fresh = decide(RouteFacts(class_code="request", category="fresh"), ROUTING)
    assert fresh.sentence("zh", ROUTING) == "托寄物为生鲜，按规则 时令-1 归入时令组"


@pytest.mark.parametrize("rule", ROUTING.rules, ids=lambda rule: rule.code)
def test_every_rule_has_whole_sentences(rule: Any) -> None:
    facts = {
        name: "x"
        for name in ("destination", "area", "category", "key_account", "class_code", "batch")
    }
    decision = Decision(
        rule.group, rule.code, ROUTING.version, {**facts, "value_fen": 1, "cod_fen": 1}
    )
    for language in ("zh", "en"):
        told = decision.sentence(language, ROUTING)
        assert "{" not in told
        assert "—" not in told


def test_decision_keeps_what_it_used_and_survives_its_rule() -> None:
    decision = decide(RouteFacts(class_code="request", cod_fen=5900, text_words="secret"), ROUTING)
    assert decision.facts == {"cod_fen": 5900}
    assert decision.version == ROUTING.version
    gone = Decision("cod", "cod-99", "0", {})
    assert "cod-99" in gone.sentence("zh", ROUTING)


@pytest.mark.parametrize(
    ("party", "region"), [("receiver", "south"), ("sender", "east"), ("merchant", "east")]
)
def test_region_follows_who_complains(party: str, region: str) -> None:
    facts = RouteFacts(party=party, region_sender="east", region_receiver="south")
    assert decide(facts, ROUTING).region == region
    assert decide(RouteFacts(party=party, region_sender="north"), ROUTING).region == "north"
    assert decide(RouteFacts(party=party), ROUTING).region == ""


def _rule(**changes: object) -> dict[str, object]:
    rule: dict[str, object] = {
        "code": "a",
        "name_zh": "甲",
        "name_en": "A",
        "group": "cod",
        "zh": "因",
        "en": "why",
    }
    return rule | changes


@pytest.mark.parametrize(
    ("listed", "code", "place"),
    [
        ([_rule(when={"cod_fen": 1})], "route_no_default", "rule[0].when"),
        ([_rule(), _rule(code="b")], "route_unreachable", "rule[1]"),
        ([_rule(), _rule()], "rule_duplicate", "rule[1].code"),
        ([_rule(when={"colour": "red"}), _rule(code="b")], "condition_fact", "rule[0].when.colour"),
        (
            [_rule(when={"cod_fen": {"min": "lots"}}), _rule(code="b")],
            "condition_value",
            "rule[0].when.cod_fen.min",
        ),
        (
            [_rule(when={"cod_fen": {"near": 1}}), _rule(code="b")],
            "condition_test",
            "rule[0].when.cod_fen",
        ),
        ([_rule(zh="{colour}")], "route_fact_unknown", "rule[0].zh"),
        ([_rule(zh="{0}")], "route_fact_unknown", "rule[0].zh"),
    ],
)
def test_broken_chart_is_refused(listed: list[object], code: str, place: str) -> None:
    with pytest.raises(Refusal) as caught:
        rules_from({"version": "1", "rule": listed})
    assert (caught.value.code, caught.value.facts["place"]) == (code, place)
