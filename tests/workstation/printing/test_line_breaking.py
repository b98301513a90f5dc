"""Where lines of Chinese text end."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.printing.fonts import claim_font
from workstation.printing.line_breaking import (
    MAX_GAP,
    MAX_PAUSE,
    NO_END,
    NO_START,
    break_lines,
    justified,
    one_line,
)

PIECES = st.lists(
    st.sampled_from(
        ["包裹", "理赔申请", "，", "。", "（", "）", "《", "》", "“", "”", "、", "：", "！", "……"]
        + ["——", "SF1234567890123", "1,409.50", "iPhone 15 Pro", "E-07", " ", "\n", "50%", "￥12"]
    ),
    max_size=60,
).map("".join)
ROOMS = st.integers(9_000, 60_000)


def lines_of(text: str, room: int) -> list[str]:
    return [line.text for line in break_lines(text, claim_font().width, room)]


@given(PIECES, ROOMS)
def test_nothing_is_lost_and_nothing_sticks_out(text, room):
    lines = break_lines(text, claim_font().width, room)
    assert re.sub(r"\s", "", "".join(line.text for line in lines)) == re.sub(r"\s", "", text)
    for line in lines:
        assert line.width <= room
        assert line.text == line.text.rstrip(" ")


@given(PIECES, ROOMS)
def test_breaking_is_stable(text, room):
    once = "\n".join(lines_of(text, room))
    assert "\n".join(lines_of(once, room)) == once


@given(PIECES.filter(lambda text: not re.search(r"[，。（）《》“”、：！…—%￥]{3}", text)), ROOMS)
def test_marks_stand_where_they_may(text, room):
    for paragraph in text.split("\n"):
        lines = lines_of(paragraph.strip(), room)
        for before, after in pairwise(lines):
            assert after[0] not in NO_START, lines
            assert before[-1] not in NO_END, lines


def test_words_and_numbers_stay_whole():
    text = "联系电话13800138000金额1,409.50元地址E-07室单号SF1234567890123备注iPhone"
    whole = ["13800138000", "1,409.50", "E-07", "SF1234567890123", "iPhone"]
    for room in range(9_000, 30_000, 500):
        joined = "\n".join(lines_of(text, room))
        for word in whole:
            assert word in joined, room


def test_a_word_wider_than_the_line_is_split_at_its_joints():
    assert lines_of("https://example.com/track/SF123", 10_000)[0] == "https://example."[:16]
    assert "".join(lines_of("X" * 100, 5_000)) == "X" * 100


def test_adjacent_marks_move_together():
    font = claim_font()
    assert one_line("他说：“好。”（完）", font.width).width == 8_000
    assert one_line("好", font.width).moves == ()


def test_paragraphs_and_blank_lines_stay():
    lines = break_lines("一\n\n二\n", claim_font().width, 9_000)
    assert [line.text for line in lines] == ["一", "", "二", ""]
    assert all(line.last for line in lines)


@given(PIECES, ROOMS)
def test_no_line_is_wider_than_its_room(text, room):
    for line in break_lines(text, claim_font().width, room):
        assert line.width <= room


@pytest.mark.parametrize("room", range(9_000, 13_000, 40))
def test_air_counts_where_a_line_is_almost_full(room):
    lines = break_lines("2026年9月21日14点13分到3件", claim_font().width, room)
    assert all(line.width <= room for line in lines)


@given(PIECES, ROOMS)
def test_justified_lines_fill_the_room_with_small_gaps(text, room):
    for line in break_lines(text, claim_font().width, room):
        filled = justified(line, room)
        assert filled.text == line.text
        if filled is not line:
            assert not line.last
            assert filled.width == room
            before = dict(line.moves)
            grown = [units - before.get(i, 0) for i, units in filled.moves]
            assert all(units <= MAX_GAP + MAX_PAUSE + 1 for units in grown)
            wide = [i for (i, _), units in zip(filled.moves, grown, strict=True) if units > MAX_GAP]
            assert all(_pause(line.text[i : i + 2]) for i in wide)


def _pause(pair):
    """Whether two neighbours may stand wide apart: a blank, a stop, Han beside Latin."""
    if pair[0] in NO_END or pair[1] in NO_START:
        return False
    han = ["\u3400" <= one <= "\u9fff" for one in pair]
    return pair[0] in " 、，。；：！？,;:!?…" or han[0] != han[1]


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("共3件", {0: 80, 1: 80}),
        ("型号HX-30的", {1: 80, 6: 80}),
        ("共 3 件", {}),
        ("（3件）", {1: 80}),
        ("カ3", {}),
    ],
)
def test_a_little_air_stands_between_han_and_latin(text, moves):
    line = one_line(text, claim_font().width)
    assert dict(line.moves) == moves
    assert claim_font().text_width(text, 10) == pytest.approx(line.width / 100)


@pytest.mark.parametrize("text", ["", "一", " 一 ", "e\u0301" * 30])
def test_odd_texts_break(text):
    lines = break_lines(text, lambda _: 500, 2_000)
    assert all(not line.text.startswith("\u0301") for line in lines)


def test_a_number_in_groups_stays_on_its_line():
    text = "付至账户：账号 6222 0210 0111 6245 702，开户银行工商银行。"
    for room in range(18_000, 30_000, 500):
        assert any("6222 0210 0111 6245 702" in line for line in lines_of(text, room))


def test_a_list_of_numbers_is_no_number_in_groups():
    lines = lines_of("1234 " * 200, 20_000)
    assert len(lines) < 30
    assert all(line.endswith("1234") for line in lines)


def test_a_line_to_write_on_is_not_broken():
    text = "该快件由＿＿＿＿＿＿于＿＿＿＿＿＿交寄，收件人为＿＿＿＿＿＿。"
    for room in range(8_000, 30_000, 500):
        assert sum(line.count("＿＿＿＿＿＿") for line in lines_of(text, room)) == 3


def test_a_box_stands_off_a_little_from_its_word_and_never_ends_a_line():
    for text in ("☐丢失　☑损毁　☐延误", "☐loss ☑damage ☐delay"):
        line = one_line(text, claim_font().width)
        assert [text[place] for place, _ in line.moves if text[place] in "☐☑"] == ["☐", "☑", "☐"]
        for room in range(4_000, 12_000, 100):
            assert not any(one.rstrip()[-1] in "☐☑" for one in lines_of(text, room))


def test_a_line_to_write_on_has_no_gaps_when_it_is_stretched():
    line = break_lines("收件人为＿＿＿＿，托寄物为" * 9, claim_font().width, 12_300)[0]
    moved = {place for place, units in justified(line, 12_300).moves if units > 0}
    assert moved
    assert not any(line.text[place : place + 2] == "＿＿" for place in moved)
