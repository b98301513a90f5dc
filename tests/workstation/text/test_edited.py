"""How much of a script was changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workstation.text.edited import common, edited_percent

WORDS = st.text(alphabet="甲乙丙丁ab ", max_size=30)


def slowly(one: str, other: str) -> int:
    """The same by the table that everybody knows."""
    row = [0] * (len(other) + 1)
    for sign in one:
        before = row
        row = [0]
        for place, met in enumerate(other):
            row.append(before[place] + 1 if sign == met else max(before[place + 1], row[place]))
    return row[-1]


@given(WORDS, WORDS)
def test_what_two_texts_have_in_common(one: str, other: str) -> None:
    assert common(one, other) == common(other, one) == slowly(one, other)


@given(WORDS, WORDS)
def test_nothing_changed_is_nothing_and_little_is_something(one: str, other: str) -> None:
    told = edited_percent(one, other)
    assert (told == 0) == (one.strip() == other.strip())
    assert told <= 100


def test_shares() -> None:
    assert edited_percent("您好，请稍候。", "您好，请稍候。\n") == 0
    assert edited_percent("您好，请稍候。", "完全两样") == 100
    assert edited_percent("甲乙丙丁", "甲乙丙丁甲乙丙丁") == 33
    assert edited_percent("请" * 999 + "甲", "请" * 999) == 1
    assert edited_percent("", "您好") == 100
