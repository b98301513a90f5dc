"""Phrases and the learned model together: conversations, denials, a team's own types, bad input."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workstation.domain.classify import THRESHOLD, SubType, suggest
from workstation.rules import loading

CATALOGUE = loading.load().catalogue


@pytest.mark.parametrize(
    ("text", "subtype"),
    [
        (
            "用户：在吗\n客服：您好，请问包裹破损了吗\n用户：不是，是一直没人送，三天了",
            "late_delivery",
        ),
        ("客服：是丢失了吗\n客户：没丢，箱子压扁了，里面盘子碎了", "damaged"),
        ("上次丢的那个已经赔了，这回是快递员骂人，态度太差", "attitude"),
        ("没有破损，也没有少件，就是想查一下到哪了", "tracking"),
        ("我 的 快递 显示 签收 但是 我 没 收到", "false_signing"),
        (
            "客服小王 2026-03-02 09:00:00\n您好\n客户 09:01:10\n代收货款半个月没打给我",
            "cod_remittance",
        ),
    ],
)
def test_the_matter_of_a_conversation_is_found(text: str, subtype: str) -> None:
    assert suggest(text, CATALOGUE).subtype.partition(".")[2] == subtype


def test_what_an_agent_says_is_no_matter() -> None:
    told = suggest("客服：请问是破损、丢失还是延误呢，我们会理赔的", CATALOGUE)
    assert (told.subtype, told.confidence, told.choices) == ("", 0.0, ())


def test_the_words_that_decided_stand_in_the_text() -> None:
    text = "昨天收到的包裹外箱完好，里面的花瓶碎成渣了"
    told = suggest(text, CATALOGUE)
    assert told.subtype == "safety.damaged"
    assert told.words
    assert all(piece in text for word in told.words for piece in word.split("…"))


@pytest.mark.parametrize(
    "text",
    ["", " \n\t ", "🙂🙂", "1234567", "你好在吗", "嗯嗯好的谢谢", "客服：您好", "\x00\x01\x02"],
)
def test_noise_is_neither_guessed_nor_asked_about_with_choices(text: str) -> None:
    told = suggest(text, CATALOGUE)
    assert (told.class_code, told.subtype, told.choices) == ("", "", ())
    assert told.confidence < THRESHOLD


def test_an_open_class_comes_with_what_to_ask() -> None:
    told = suggest("快递的事情", CATALOGUE)
    assert told.class_code == ""
    assert len(told.choices) <= 3
    assert set(told.choices) <= {item.code for item in CATALOGUE.subtypes}


def test_a_type_of_the_teams_own_lives_by_its_phrases() -> None:
    own = SubType("service.drone", "service", "无人机", "Drone", ("无人机^4", "机巢^4"))
    wider = replace(CATALOGUE, subtypes=(*CATALOGUE.subtypes, own))
    assert suggest("无人机没降落，机巢打不开", wider).subtype == "service.drone"
    assert suggest("花瓶摔碎了", wider).subtype == "safety.damaged"


def test_a_type_that_a_team_took_out_is_never_proposed() -> None:
    fewer = tuple(item for item in CATALOGUE.subtypes if item.code != "safety.damaged")
    told = suggest("收到的花瓶碎了，外箱破损", replace(CATALOGUE, subtypes=fewer))
    assert "safety.damaged" not in (told.subtype, *told.choices)


def test_without_a_model_phrases_alone_decide() -> None:
    bare = replace(CATALOGUE, model=None)
    assert suggest("花瓶摔碎了，外箱破损", bare).subtype == "safety.damaged"
    assert suggest("俺那坛子成渣渣了", bare).subtype == ""


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.lists(st.text(max_size=12), max_size=3))
def test_any_text_is_answered_alike_twice(text: str, hints: list[str]) -> None:
    told = suggest(text, CATALOGUE, tuple(hints))
    assert told == suggest(text, CATALOGUE, tuple(hints))
    assert 0 <= told.confidence <= 1
    assert bool(told.class_code) == bool(told.subtype) == (told.confidence >= THRESHOLD)


@pytest.mark.parametrize(
    "text",
    [
        "快递破了。" * 20_000,
        "破" * 100_000,
        "a" * 100_000,
        "客服：" * 30_000,
        "用户：破了\n客服：好\n" * 9_000,
        "".join(chr(number) for number in range(1, 5_000)),
        "没有" * 40_000,
    ],
    ids=range(7),
)
def test_hostile_text_is_answered(text: str) -> None:
    assert 0 <= suggest(text, CATALOGUE).confidence <= 1
