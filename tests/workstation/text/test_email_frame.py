"""The salutation and the close of e-mails that have no words of their own."""

from __future__ import annotations

import pytest

from workstation.domain.script import Script, Words
from workstation.text.asking import asks_of, fill
from workstation.text.email_frame import CLOSE, OPENING, body_of

PARTS = {
    OPENING: Script(
        OPENING,
        "抬头",
        "{{ customer.name }}：",
        snippet=True,
        translations=(Words("en", "Salutation", "Dear {{ customer.name }},"),),
    ),
    CLOSE: Script(
        CLOSE,
        "落款",
        "{{ agent.name }}",
        snippet=True,
        translations=(Words("en", "Close", "Regards, {{ agent.name }}"),),
    ),
}
PARTED = f'{{% snippet "{OPENING}" %}}\n\n正在查。\n\n{{%- snippet "{CLOSE}" -%}}\n'
FACTS = {"customer": {"name": "王芳"}, "agent": {"name": "林晓雯"}}


def test_an_email_is_framed_and_nothing_else_is() -> None:
    script = Script("a", "题", "正在查。", translations=(Words("en", "T", "Looking."),))
    email = fill(script, FACTS, channel="email", snippets=PARTS)
    assert email.text == "王芳：\n\n正在查。\n\n林晓雯"
    assert fill(script, FACTS, channel="phone", snippets=PARTS).text == "正在查。"
    english = fill(script, FACTS, channel="email", language="en", snippets=PARTS)
    assert english.text == "Dear 王芳,\n\nLooking.\n\nRegards, 林晓雯"


def test_what_the_frame_lacks_is_a_gap_and_asked_for_as_others_are() -> None:
    script = Script("a", "题", "{{ promise.time }}前回您。")
    assert [gap.name for gap in fill(script, {}, channel="email", snippets=PARTS).gaps] == [
        "customer.name",
        "promise.time",
        "agent.name",
    ]
    assert [one.name for one in asks_of(script, PARTS, "email")] == ["promise.time"]


@pytest.mark.parametrize(
    "words",
    [
        Words("zh", "题", "您好，正在查。"),
        Words("en", "T", "Dear Ms Wang, we are looking."),
        Words("zh", "题", "正在查。", (("email", "整封信"),)),
    ],
)
def test_words_that_are_a_letter_already_stand_as_they_are(words: Words) -> None:
    assert body_of(words, "email", PARTS) == words.body_for("email")


def test_without_both_snippets_there_is_no_frame() -> None:
    words = Words("zh", "题", "正在查。")
    assert body_of(words, "email", {OPENING: PARTS[OPENING]}) == "正在查。"


@pytest.mark.parametrize(
    "words",
    [
        Words("zh", "题", "正在查。"),
        Words("zh", "题", "电话里的话", (("email", PARTED),)),
    ],
)
def test_what_comes_into_a_letter_has_no_frame_of_its_own(words: Words) -> None:
    assert body_of(words, "email", PARTS, part=True) == "正在查。"
    assert body_of(words, "phone", PARTS, part=True) == words.body_for("phone")
