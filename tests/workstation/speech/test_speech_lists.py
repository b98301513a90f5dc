"""Forbidden phrases and good replies that the rules were not made from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from workstation import rules
from workstation.domain.speech_check import check
from workstation.domain.speech_rules import Given

HERE = Path(__file__).parent


@cache
def lines(name: str) -> tuple[str, ...]:
    return tuple((HERE / name).read_text("utf-8").splitlines())


def caught(text: str) -> bool:
    """Whether more than a missing 您 is found."""
    found = check(text, rules.load().speech)
    return any(finding.rule.code != "no_polite_you" for finding in found)


def test_at_least_95_of_100_forbidden_phrases_are_caught() -> None:
    assert len(lines("bad.txt")) >= 150
    missed = [text for text in lines("bad.txt") if not caught(text)]
    assert len(missed) <= len(lines("bad.txt")) * 0.05, missed


def test_phrases_written_after_the_rules_are_caught() -> None:
    missed = [text for text in lines("unseen.txt") if not check(text, rules.load().speech)]
    assert len(missed) <= len(lines("unseen.txt")) * 0.05, missed


def test_at_most_one_good_reply_in_50_is_flagged() -> None:
    assert len(lines("good.txt")) >= 300
    flagged = [text for text in lines("good.txt") if check(text, rules.load().speech)]
    assert len(flagged) <= len(lines("good.txt")) / 50, flagged


def test_no_rule_catches_a_counter_example_of_another() -> None:
    speech = rules.load().speech
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
    speech = rules.load().speech
    wrong = [
        (script.code, finding.rule.code, finding.words)
        for script in rules.scripts()
        for finding in check(script.body_for(channel), speech, Given(channel=channel))
    ]
    assert wrong == []
