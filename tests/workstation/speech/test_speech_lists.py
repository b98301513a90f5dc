"""Forbidden phrases and good replies, half of which the rules were not made from.

`published.txt` holds phrases that the press has reported from lists of trades, each with its kind; every
second one was never looked at while the rules were written. `negative.txt` are single words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from workstation.domain.speech_check import check, worst
from workstation.domain.speech_rules import KINDS, Given
from workstation.rules import loading

HERE = Path(__file__).parent
FULL_WIDTH = {at: at + 0xFEE0 for at in range(0x21, 0x7F)}
TRADITIONAL = str.maketrans(
    "们这个没对说话吗为问谁还过给来时间点会应该让请谢从后关开门听见买卖钱贵费赔偿责错帮办处规定务单号运输车货发",
    "們這個沒對說話嗎為問誰還過給來時間點會應該讓請謝從後關開門聽見買賣錢貴費賠償責錯幫辦處規定務單號運輸車貨發",
)


@cache
def lines(name: str) -> tuple[str, ...]:
    return tuple((HERE / name).read_text("utf-8").splitlines())


def caught(text: str) -> bool:
    """Whether more than a missing 您 is found."""
    found = check(text, loading.load().speech)
    return any(finding.rule.code != "no_polite_you" for finding in found)


def test_at_least_95_of_100_forbidden_phrases_are_caught() -> None:
    assert len(lines("bad.txt")) >= 150
    missed = [text for text in lines("bad.txt") if not caught(text)]
    assert len(missed) <= len(lines("bad.txt")) * 0.05, missed


def test_phrases_written_after_the_rules_are_caught() -> None:
    missed = [text for text in lines("unseen.txt") if not check(text, loading.load().speech)]
    assert len(missed) <= len(lines("unseen.txt")) * 0.05, missed


def published() -> list[str]:
    """The phrases without their kinds."""
    return [line.partition("\t")[2] for line in lines("published.txt")]


def share(texts: list[str]) -> float:
    """How many of the texts are caught, 0 to 1."""
    return sum(map(caught, texts)) / len(texts)


def test_phrases_that_the_press_reported_are_caught() -> None:
    every = published()
    assert len(every) >= 240
    assert share(every[::2]) >= 0.98, [text for text in every[::2] if not caught(text)]
    assert share(every[1::2]) >= 0.95


def test_every_kind_of_the_reported_phrases_is_a_kind_of_the_rules() -> None:
    assert {line.partition("\t")[0] for line in lines("published.txt")} <= set(KINDS)


HAN = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("least", "change"),
    [
        (0.95, lambda text: " ".join(text)),
        (0.95, lambda text: "·".join(text)),
        (0.95, lambda text: "\u200b".join(text)),
        (0.95, lambda text: f"{text[:2]} {text[2:]}"),
        (0.95, lambda text: text.rstrip("。！？") + "！！！"),
        (0.95, lambda text: text.rstrip("。！？") + "……"),
        (0.95, lambda text: re.sub("[，。！？]", " ", text)),
        (0.95, lambda text: f"您好，{text}"),
        (0.95, lambda text: f"先生，{text}"),
        (0.95, lambda text: text.rstrip("。！？") + "。请问还有别的事吗？"),
        (0.95, lambda text: text.translate(FULL_WIDTH)),
        (0.95, lambda text: text.translate(TRADITIONAL)),
        (0.95, lambda text: text.replace("儿", "")),
        (0.93, lambda text: text.replace("我们", "咱们").replace("你", "您")),
        (0.93, lambda text: re.sub("([。？！])$", r"啊\1", text)),
        (0.93, lambda text: re.sub("，", "呢，", text)),
        (0.9, lambda text: re.sub("[，。！？]", "", text)),
    ],
)
def test_phrases_are_caught_however_they_are_written(
    least: float, change: Callable[[str], str]
) -> None:
    assert share([change(text) for text in published() if HAN.search(text)]) >= least


def test_negative_words_are_warned_of() -> None:
    missed = [text for text in lines("negative.txt") if not check(text, loading.load().speech)]
    assert len(lines("negative.txt")) >= 290
    assert len(missed) <= len(lines("negative.txt")) * 0.02, missed


def test_rude_answers_of_all_kinds_are_caught() -> None:
    missed = [text for text in lines("rude.txt") if not caught(text)]
    assert len(missed) <= len(lines("rude.txt")) * 0.05, missed


@pytest.mark.parametrize("name", ["good.txt", "good_unseen.txt"])
def test_at_most_one_good_reply_in_100_is_warned_of_and_none_held_back(name: str) -> None:
    assert len(lines(name)) >= 300
    found = {text: check(text, loading.load().speech) for text in lines(name)}
    flagged = [text for text, told in found.items() if told]
    assert len(flagged) <= len(found) / 100, flagged
    assert not [text for text, told in found.items() if worst(told) in ("block", "leader")]


def test_better_words_are_good_words() -> None:
    speech = loading.load().speech
    wrong = [
        (rule.code, better, finding.words)
        for rule in speech.rules
        if rule.instead == "say"
        for better in (rule.better_zh, rule.better_en)
        for finding in check(better, speech)
    ]
    assert wrong == []


def test_no_rule_catches_a_counter_example_of_another() -> None:
    speech = loading.load().speech
    wrong = [
        (rule.code, text, finding.rule.code, finding.words)
        for rule in speech.rules
        if rule.kind not in ("emoji", "politeness")
        for text in rule.counter_examples
        for finding in check(text, speech)
    ]
    assert wrong == []


@pytest.mark.parametrize("channel", ["", "phone", "sms", "email", "chat"])
def test_every_shipped_script_may_be_said(channel: str) -> None:
    speech = loading.load().speech
    wrong = [
        (script.code, finding.rule.code, finding.words)
        for script in loading.scripts()
        for language in ("", "en")
        for finding in check(script.body_for(channel, language), speech, Given(channel=channel))
    ]
    assert wrong == []
