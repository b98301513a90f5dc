"""Rules of assignment, call-backs, diagnosis and knowledge: read with care, decided the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.assignment import assignment_from, candidates, lane_of, room_of
from workstation.domain.diagnosis import standing, trees_from
from workstation.domain.knowledge import articles_from, proposals
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.domain.revisit_rules import drawn, revisit_rules_from
from workstation.rules import loading

RULES = loading.load()
NAMES = {"name_zh": "名", "name_en": "name"}


def question(code: str, *choices: dict[str, str]) -> dict[str, Any]:
    made = [{"code": f"c{n}", **NAMES, **one} for n, one in enumerate(choices)]
    return {"code": code, "zh": "问", "en": "ask", "choice": made}


def tree(questions: list[dict[str, Any]], ends: tuple[str, ...] = ("done",)) -> dict[str, object]:
    told = [{"code": code, "zh": "止", "en": "end"} for code in ends]
    made = {"code": "t", **NAMES, "question": questions, "conclusion": told}
    return {"format": 1, "version": "1", "tree": [made]}


@pytest.mark.parametrize(
    ("questions", "ends", "code", "place"),
    [
        ([], ("done",), "rule_missing", "tree[0].question"),
        ([question("a", {"to": "a"})], ("done",), "diagnosis_loop", "tree[0].question[0]"),
        (
            [question("a", {"to": "b"}), question("b", {"to": "a"})],
            ("done",),
            "diagnosis_loop",
            "tree[0].question[0]",
        ),
        (
            [question("a", {"ends": "done"}), question("b", {"ends": "done"})],
            ("done",),
            "diagnosis_unreachable",
            "tree[0].question[1]",
        ),
        (
            [question("a", {"ends": "done"})],
            ("done", "a"),
            "diagnosis_unreachable",
            "tree[0].conclusion[1]",
        ),
        ([question("a", {})], ("done",), "rule_value", "tree[0].question[0].choice[0].to"),
        (
            [question("a", {"to": "x"})],
            ("done",),
            "rule_reference",
            "tree[0].question[0].choice[0].to",
        ),
    ],
)
def test_a_tree_without_a_way_through_is_refused(
    questions: list[dict[str, Any]], ends: tuple[str, ...], code: str, place: str
) -> None:
    with pytest.raises(Refusal) as refused:
        trees_from(tree(questions, ends))
    assert (refused.value.code, refused.value.facts["place"]) == (code, place)


@given(st.data())
def test_every_way_through_a_shipped_tree_ends_in_a_conclusion(data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(RULES.diagnosis))
    answers: dict[str, str] = {}
    told = standing(chosen, answers)
    while told.asked is not None:
        choice = data.draw(st.sampled_from(told.asked.choices))
        answers[told.asked.code] = choice.code
        told = standing(chosen, answers)
        assert [one.code for one, _ in told.answered] == list(answers)
    assert told.conclusion is not None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("你们怎么又没经过我同意就放驿站了", "locker"),
        ("理赔大概要多久啊", "claim_how_long"),
        ("我想把收货地址改一下", "change_address"),
        ("花瓶碎了怎么赔", "damage_what"),
        ("where is my parcel?", "track"),
        ("代收的钱怎么还没到账", "cod_back"),
        ("要去12305投诉你们", "appeal"),
    ],
)
def test_a_common_question_finds_its_article(text: str, wanted: str) -> None:
    assert proposals(RULES.knowledge, text)[0].article.code == wanted


@pytest.mark.parametrize("text", ["", "   ", "今天天气不错", "\x00\x01", "哈" * 100_000])
def test_what_is_no_question_proposes_nothing(text: str) -> None:
    assert proposals(RULES.knowledge, text, "service.attitude", "individual") == ()


def test_an_article_that_is_sent_alone_has_an_answer() -> None:
    article = {
        **{"code": "a", "title_zh": "题", "title_en": "t", "questions": ["问"]},
        **{"body_zh": "文", "alone": True},
    }
    with pytest.raises(Refusal) as refused:
        articles_from({"format": 1, "version": "1", "article": [article]})
    assert refused.value.facts["place"] == "article[0].answer_zh"


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"hours": 1, "days": 1}, "rule[0].hours"),
        ({}, "rule[0].hours"),
        ({"hours": 1, "share": 101}, "rule[0].share"),
        ({"hours": 1, "tries": 0}, "rule[0].tries"),
        ({"hours": -1}, "rule[0].hours"),
        ({"hours": 1, "when": {"colour": "red"}}, "rule[0].when.colour"),
    ],
)
def test_a_call_back_that_cannot_be_reckoned_is_refused(facts: dict[str, Any], place: str) -> None:
    row = {"code": "r", **NAMES, "calendar": "office", "ask_zh": "问", "ask_en": "ask", **facts}
    with pytest.raises(Refusal) as refused:
        revisit_rules_from({"format": 1, "version": "1", "rule": [row]})
    assert refused.value.facts["place"] == place


def test_the_same_share_of_cases_is_drawn_everywhere() -> None:
    rule = next(one for one in RULES.revisits.rules if one.code == "sample")
    picked = [drawn(rule, f"{n:032x}") for n in range(4_000)]
    assert picked == [drawn(rule, f"{n:032x}") for n in range(4_000)]
    assert 0.17 < sum(picked) / len(picked) < 0.23
    assert all(drawn(replace(rule, share=100), f"{n:032x}") for n in range(50))
    assert not any(drawn(replace(rule, share=0), f"{n:032x}") for n in range(50))


people = st.lists(
    st.builds(
        Agent,
        uid=st.uuids().map(lambda uid: uid.hex),
        name=st.just("某"),
        groups=st.sampled_from([(), ("cod",), ("customs", "cod")]),
        active=st.booleans(),
        skills=st.sampled_from([(), ("customs",), ("en", "customs")]),
        load_limit=st.integers(0, 3),
        availability=st.sampled_from(["available", "busy", "away"]),
    ),
    max_size=8,
    unique_by=lambda agent: agent.uid,
)


@given(people, st.randoms())
def test_the_order_of_people_does_not_depend_on_how_they_were_read(
    agents: list[Agent], chance: Any
) -> None:
    loads = {agent.uid: number % 4 for number, agent in enumerate(agents)}
    skills = RULES.assignment.skills[:1]
    found = candidates(agents, loads, RULES.assignment, "customs", "", skills)
    shuffled = list(agents)
    chance.shuffle(shuffled)
    again = candidates(shuffled, loads, RULES.assignment, "customs", "", skills)
    assert [one.agent.uid for one in found] == [one.agent.uid for one in again]
    suitable = [one.suitable for one in found]
    assert suitable == sorted(suitable, reverse=True)
    for one in found:
        if one.suitable:
            assert one.agent.active
            assert one.agent.availability == "available"
            assert not one.agent.groups or "customs" in one.agent.groups
            assert one.load < room_of(one.agent, RULES.assignment)


def test_the_first_lane_whose_conditions_hold_counts() -> None:
    lane = lane_of(RULES.assignment, {"vip": True, "category": "medicine"})
    assert lane is not None
    assert lane.code == "vip"
    assert lane_of(RULES.assignment, {"vip": False, "category": "food"}) is None


def test_a_lane_without_conditions_is_refused() -> None:
    row = {"code": "all", **NAMES, "priority": 2}
    with pytest.raises(Refusal) as refused:
        assignment_from({"format": 1, "version": "1", "lane": [row]})
    assert (refused.value.code, refused.value.facts["place"]) == ("rule_missing", "lane[0].when")
