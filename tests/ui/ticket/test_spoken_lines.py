"""A script sentence by sentence: what was said of it, left out, or said otherwise."""

from __future__ import annotations

from ui.ticket.spoken_lines import SpokenLine, SpokenLines
from workstation.domain.script_pieces import Piece


def lines(english: bool = False) -> SpokenLines:
    gap = Piece("gap", "【金额】", "ask.amount")
    sentences = [
        (Piece("plain", "您好。"),),
        (Piece("plain", "退"), gap),
        (Piece("plain", "再见。"),),
    ]
    return SpokenLines(english, [SpokenLine(one) for one in sentences])


def test_what_is_left_out_or_jumped_over_is_not_told() -> None:
    script = lines()
    script.say(said=True)
    script.say(said=False)
    assert script.told() == "您好。"
    script.say(said=True)
    assert script.over
    assert script.now is None
    assert script.told() == "您好。再见。"
    script.go(-4)
    assert script.at == 0
    script.go(99)
    assert script.over
    assert lines(english=True).told() == ""


def test_a_value_fills_every_sentence_and_its_gap_is_missing_no_more() -> None:
    script = lines()
    assert script.missing() is None
    script.go(1)
    missing = script.missing()
    assert missing is not None
    assert missing.name == "ask.amount"
    script.take("ask.amount", "12元")
    assert script.missing() is None
    script.say(said=True)
    assert script.told() == "退12元"


def test_words_said_otherwise_lack_nothing_and_the_same_words_are_the_scripts() -> None:
    script = lines()
    script.say_otherwise("您好。")
    assert script.lines[0].otherwise is None
    script.go(1)
    script.say_otherwise("马上退。")
    assert script.missing() is None
    script.say(said=True)
    assert script.told() == "马上退。"
