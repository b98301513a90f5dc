"""Money in figures and words."""

from __future__ import annotations

import re

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.money import LIMIT_FEN, allocate, capital, format_fen, parse_fen
from workstation.domain.refusal import Refusal

AMOUNTS = st.one_of(
    st.integers(0, 10**6),
    st.integers(0, LIMIT_FEN - 1),
    st.builds(lambda digit, power: digit * 10**power, st.integers(1, 99), st.integers(0, 15)),
)


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (140950, "壹仟肆佰零玖元伍角整"),
        (600714, "陆仟零柒元壹角肆分"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (32504, "叁佰贰拾伍元零肆分"),
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角整"),
        (55, "伍角伍分"),
        (1000, "壹拾元整"),
        (10_000_00, "壹万元整"),
        (10_950_00, "壹万零玖佰伍拾元整"),
        (11_000_00, "壹万壹仟元整"),
        (1_1000_0000_00, "壹亿壹仟万元整"),
        (100_050_00, "壹拾万零伍拾元整"),
        (107_000_53, "壹拾万零柒仟元伍角叁分"),
        (100_000_001_00, "壹亿零壹元整"),
        (1_0000_0000_0000_00, "壹万亿元整"),
        (9999_9999_9999_99, "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        (-100, "负壹元整"),
    ],
)
def test_capital_amounts_follow_the_voucher_rules(fen, words):
    assert capital(fen) == "人民币" + words


@given(AMOUNTS.filter(lambda fen: fen < 10**14))
def test_capital_agrees_with_another_implementation(fen):
    # cn2an leaves out the 整 after 角 and the 零 before 仟; both forms are allowed, ours are those
    # of the examples in the rules.
    theirs = cn2an.an2cn(f"{fen // 100}.{fen % 100:02d}", "rmb")
    ours = re.sub("(?<=[万亿])零(?=.仟)", "", capital(fen).removeprefix("人民币"))
    assert ours.removesuffix("整") == theirs.removesuffix("整")


@given(AMOUNTS, st.sampled_from([1, -1]))
def test_every_way_of_writing_is_read_back(fen, sign):
    assert parse_fen(capital(sign * fen)) == sign * fen
    assert parse_fen(format_fen(sign * fen)) == sign * fen
    assert parse_fen(f"¥{format_fen(sign * fen)}") == sign * fen


def test_amounts_beyond_the_limit_are_refused():
    most = format_fen(LIMIT_FEN - 1)
    assert parse_fen(most) == LIMIT_FEN - 1
    assert parse_fen(capital(1 - LIMIT_FEN)) == 1 - LIMIT_FEN
    for act in (
        lambda: capital(LIMIT_FEN),
        lambda: capital(-LIMIT_FEN),
        lambda: parse_fen("9" * 30),
        lambda: parse_fen(format_fen(LIMIT_FEN)),
        lambda: parse_fen(format_fen(-LIMIT_FEN)),
    ):
        with pytest.raises(Refusal) as caught:
            act()
        assert caught.value.code == "amount_out_of_range"


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,409.50", 140950),
        ("￥12", 1200),
        ("１，４０９．５０", 140950),
        ("12元5角", 1250),
        ("12元5角3分", 1253),
        ("12元零5分", 1205),
        ("12块5", 1250),
        ("5毛", 50),
        ("1.2万元", 1200000),
        ("12.5 RMB", 1250),
        ("人民币 12 元整", 1200),
        ("-¥5", -500),
        ("−3.00", -300),
        ("负3元", -300),
        ("3。5", 350),
        ("12.500", 1250),
        ("0", 0),
        ("壹拾贰圆", 1200),
    ],
)
def test_amounts_are_read_as_people_write_them(text, fen):
    assert parse_fen(text) == fen


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "1,4", "1,40,000", "1 409", "1 409,50", "--5", "元", "整", "1e3", "12元5"]
    + ["拾元", "壹壹元", "壹万壹万元", "٣", "12..5", "nan"],
)
def test_what_may_mean_two_things_or_none_is_refused(text):
    with pytest.raises(Refusal) as caught:
        parse_fen(text)
    assert caught.value.code == "amount_unreadable"
    assert caught.value.facts["text"] == text


def test_a_part_of_a_fen_is_refused():
    with pytest.raises(Refusal) as caught:
        parse_fen("12.345")
    assert caught.value.code == "amount_too_fine"


@given(st.text(max_size=20))
def test_reading_answers_or_refuses_and_never_breaks(text):
    try:
        assert isinstance(parse_fen(text), int)
    except Refusal as refusal:
        if not refusal.code.startswith("amount_"):
            raise


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=20))
def test_sharing_out_loses_no_fen(fen, weights):
    if not sum(weights):
        with pytest.raises(Refusal):
            allocate(fen, weights)
        return
    parts = allocate(fen, weights)
    assert sum(parts) == fen
    for part, weight in zip(parts, weights, strict=True):
        exact = abs(fen) * weight / sum(weights)
        assert abs(abs(part) - exact) <= 1
        assert weight or not part


def test_sharing_out_refuses_negative_weights():
    with pytest.raises(Refusal) as caught:
        allocate(100, [2, -1])
    assert caught.value.code == "weights_invalid"
