"""The check of safe speech: its language, its places, and that nothing makes it slow or fall."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from workstation.domain.private_numbers import private_numbers
from workstation.domain.refusal import Refusal
from workstation.domain.speech_check import MOST, Watched, check, speech_rules_from, worst
from workstation.domain.speech_patterns import PatternError, pattern
from workstation.domain.speech_rules import Given
from workstation.domain.speech_text import folded
from workstation.rules import loading

SPEECH = loading.load().speech


def found(text: str, given: Given | None = None) -> list[tuple[str, str]]:
    return [(one.kind, one.words) for one in check(text, SPEECH, given)]


@pytest.mark.parametrize(
    "text",
    ["滚 蛋", "滚\u200b蛋", "有·完·没·完", "你,问,我,我,问,谁", "閉嘴", "ＳＢ", "n m s l", "S.B"],
)
def test_hidden_words_are_found(text: str) -> None:
    assert worst(check(text, SPEECH)) == "block"


def test_places_are_exact_behind_emoji_and_in_full_width() -> None:
    text = "😀您好👩‍👧，\u200b请稍等。Ｓ　Ｂ"
    (one,) = check(text, SPEECH)
    assert text[one.start : one.end] == one.words == "Ｓ　Ｂ"


def test_quoted_speech_is_not_the_agents() -> None:
    assert found("您说的“有完没完”我听到了，抱歉。") == []
    assert found("> 你们爱送不送\n您好，我来处理。") == []
    assert found("您转述的「滚」我已记下。") == []
    assert found("“不知道”")  # a text that is one quotation is the agent's own


@pytest.mark.parametrize(
    "text", ["不造", "布吉岛啊", "bu zhi dao", "木有办法", "妳媽的", "ta ma de"]
)
def test_words_that_only_sound_like_it_are_found(text: str) -> None:
    assert found(text)


def test_the_old_mail_below_a_reply_is_not_the_agents() -> None:
    below = "\n\n----- 原始邮件 -----\n发件人：王先生\n你们有完没完！滚！"
    assert found("您好，我来处理，请您放心。" + below) == []
    assert found("滚。" + below) == [("abuse", "滚")]


def test_curt_words_count_where_nothing_kind_stands_near() -> None:
    assert found("寄不了。") == [("refusal", "寄不了")]
    assert found("您好，寄不了。") == [("refusal", "寄不了")]
    assert found("今天寄不了，我帮您约明天上午。") == []
    assert [one.severity for one in check("补票去！", SPEECH)] == ["warn"]


def test_a_number_from_abroad_is_private() -> None:
    assert found("Call +44 7700 900123, please.") == [("privacy", "+44 7700 900123")]


def test_a_number_is_private_wherever_it_stands() -> None:
    assert found("您说“打13812345678”")[0] == ("privacy", "13812345678")
    assert found("> 13812345678")[0][0] == "privacy"
    assert [one.kind for one in private_numbers("6222 0212 3456 7894")] == ["card"]


def test_the_tickets_own_number_may_be_named() -> None:
    text = "您的运单号 13812345678 已签收，请查收。"
    assert found(text) == [("privacy", "13812345678")]
    assert found(text, Given(allowed=frozenset({"13812345678"}))) == []


def test_promises_are_measured_by_what_may_be_promised() -> None:
    given = Given(limit_fen=50_000, hours=24)
    assert found("我们赔您500元，24小时内回复您。", given) == []
    assert found("我们赔您501元，请放心。", given) == [("promise", "501元")]
    assert found("三天内回复您。", given) == [("promise", "三天内")]


def test_typing_finds_what_the_whole_finds() -> None:
    text = (
        "您好，请稍等。\n不知道！你问我，我问谁？\n“有完没完”是您说的。" + "好的，我马上办。" * 40
    )
    watched = Watched(SPEECH)
    for end in range(0, len(text), 7):
        watched.check(text[:end])
    assert watched.check(text) == check(text, SPEECH)


def test_both_ways_of_matching_say_the_same() -> None:
    for rule in SPEECH.rules:
        for one in (*rule.patterns, *rule.unless):
            for text in (*rule.examples, *rule.counter_examples):
                plain = next(folded(text)).text
                for at in range(len(plain)):
                    assert (one.end(plain, at) < 0) == (one.longest(plain, at) < 0), one.written


def test_a_paragraph_without_a_full_stop_is_judged_like_any_other() -> None:
    calm = "您的快件今天到了网点，我会一直为您跟进，请您放心，" * 60
    rude = "急什么急，催什么催，"
    for at in range(0, len(calm), 97):
        words = [one.words for one in check(calm[:at] + "，" + rude + calm[at:], SPEECH)]
        assert words == ["急什么急", "催什么催"], at


def test_what_is_held_back_is_told_however_much_is_only_warned_of() -> None:
    found = check("好🙄" * 400 + "傻逼", SPEECH)
    assert worst(found) == "block"
    assert len(found) == MOST


ROW = {
    "code": "a",
    "kind": "taboo",
    "severity": "block",
    "zh": "甲",
    "en": "a",
    "better_zh": "乙",
    "better_en": "b",
    "patterns": ["急(什么|啥)"],
    "examples": ["急什么"],
    "counter_examples": ["不急"],
}


@pytest.mark.parametrize(
    ("changed", "code", "place"),
    [
        ({"examples": ["急什么", "慢"]}, "speech_example", "rule[0].examples[1]"),
        (
            {"counter_examples": ["别急啥"]},
            "speech_counter_example",
            "rule[0].counter_examples[0]",
        ),
        ({"patterns": ["急(什么"]}, "speech_pattern", "rule[0].patterns[0]"),
        ({"patterns": ["<nobody>"]}, "speech_pattern", "rule[0].patterns[0]"),
        ({"patterns": ["…急"]}, "speech_pattern", "rule[0].patterns[0]"),
        ({"kind": "odd"}, "rule_value", "rule[0].kind"),
        ({"severity": "odd"}, "rule_value", "rule[0].severity"),
        ({"examples": []}, "rule_missing", "rule[0].examples"),
        ({"test": "phone"}, "rule_missing", "rule[0].patterns"),
        ({"colour": 1}, "rule_unknown_key", "rule[0].colour"),
    ],
)
def test_a_mistake_is_refused_with_its_place(
    changed: dict[str, object], code: str, place: str
) -> None:
    data: dict[str, object] = {"format": 1, "version": "1", "rule": [{**ROW, **changed}]}
    with pytest.raises(Refusal) as refused:
        speech_rules_from(data)
    assert (refused.value.code, refused.value.facts["place"]) == (code, place)


@drawn(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_fall(text: str) -> None:
    for one in check(text, SPEECH, Given(limit_fen=0, hours=1, earlier=(text,))):
        assert 0 <= one.start < one.end <= len(text)
        assert one.words == text[one.start : one.end]


@drawn(st.text(alphabet="(|)?<>…，#^$ab你", max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_pattern_makes_it_fall(written: str) -> None:
    try:
        made = pattern(written, {"ab": ("a", "b")})
    except PatternError:
        return
    assert made.end("ab你ab你", 0) <= 6


@pytest.mark.parametrize(
    "seed", ["你", "“", "你怎么不你自己", "1 ", "滚*", "a ", "(", "你,", "\ud800", "😀"]
)
def test_ten_times_the_text_takes_no_hundred_times_the_steps(seed: str) -> None:
    def steps(size: int) -> int:
        """Lines of the program that are run for a text, counted; no clock is asked."""
        text, count = (seed * size)[:size], 0

        def traced(frame: Any, event: str, arg: Any) -> Any:
            nonlocal count
            count += 1
            return traced

        before = sys.gettrace()
        sys.settrace(traced)
        try:
            check(text, SPEECH)
        finally:
            sys.settrace(before)
        return count

    steps(100)
    assert steps(4_000) < 20 * max(steps(400), 1_000)
