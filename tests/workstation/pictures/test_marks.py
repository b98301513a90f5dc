from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from tests.workstation.picture_making import saved
from workstation.domain.picture import in_order
from workstation.domain.picture_marks import (
    MARK_COLOURS,
    MOST_KEPT,
    Mark,
    marks_from_data,
    marks_to_data,
)
from workstation.domain.refusal import Refusal
from workstation.pictures.copies import outgoing, view
from workstation.pictures.drawing import draw

PLACES = st.integers(0, 10_000)
LINES = st.builds(
    Mark,
    st.sampled_from(("arrow", "box")),
    PLACES,
    PLACES,
    PLACES,
    PLACES,
    st.sampled_from(MARK_COLOURS),
)
WORDS = st.builds(
    Mark,
    st.sampled_from(("number", "text")),
    PLACES,
    PLACES,
    colour=st.sampled_from(MARK_COLOURS),
    text=st.sampled_from(("1", "瓶口碎裂", "A-07", "12")),
)


@given(st.lists(LINES | WORDS, max_size=5))
def test_marks_come_back_as_they_were_kept(marks: list[Mark]) -> None:
    assert marks_from_data(json.loads(json.dumps(marks_to_data(marks)))) == tuple(marks)


@given(LINES | WORDS, st.tuples(st.integers(1, 300), st.integers(1, 300)))
def test_any_mark_is_drawn_on_any_picture(mark: Mark, size: tuple[int, int]) -> None:
    blank = Image.new("RGB", size, (128, 128, 128))
    made = draw(blank, [mark])
    assert made.size == size
    assert blank.getextrema() == ((128, 128),) * 3


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("x", "marks"),
        (["x"], "marks[0]"),
        ([{"kind": "star"}], "marks[0].kind"),
        ([{"kind": "box", "x": 0, "y": 0, "x2": 1, "y2": 10_001}], "marks[0].y2"),
        ([{"kind": "box", "x": True, "y": 0}], "marks[0].x"),
        ([{"kind": "box", "x": 0.5, "y": 0}], "marks[0].x"),
        ([{"kind": "text", "x": 0, "y": 0, "text": " "}], "marks[0].text"),
        ([{"kind": "text", "x": 0, "y": 0, "text": "长" * 201}], "marks[0].text"),
        ([{"kind": "arrow", "x": 0, "y": 0, "colour": "pink"}], "marks[0].colour"),
    ],
)
def test_broken_marks_are_refused_by_place(data: object, place: str) -> None:
    with pytest.raises(Refusal, match="mark_broken") as caught:
        marks_from_data(data)
    assert caught.value.facts["mark"] == place


def test_marks_have_an_end() -> None:
    with pytest.raises(Refusal, match="too_many_marks"):
        marks_from_data(marks_to_data([Mark("text", 0, 0, text="1")] * (MOST_KEPT + 1)))


def test_a_box_and_an_arrow_stand_where_they_were_drawn() -> None:
    blank = Image.new("RGB", (1_000, 800), "white")
    box = draw(blank, [Mark("box", 2_000, 2_500, 6_000, 7_500)])
    changed = ImageChops.difference(blank, box).getbbox()
    assert changed is not None
    assert all(abs(a - b) <= 6 for a, b in zip(changed, (200, 200, 600, 600), strict=True))
    assert box.getpixel((400, 400)) == (255, 255, 255)
    arrow = draw(blank, [Mark("arrow", 1_000, 5_000, 8_000, 5_000, "blue")])
    changed = ImageChops.difference(blank, arrow).getbbox()
    assert changed is not None
    assert abs(changed[0] - 100) <= 6
    assert abs(changed[2] - 800) <= 10
    assert arrow.getpixel((300, 400)) == (20, 90, 200)


def test_a_copy_bears_its_marks_and_is_always_the_same() -> None:
    content = saved(Image.new("RGB", (2_000, 1_500), "white"))
    marks = (Mark("number", 5_000, 5_000, text="1"), Mark("text", 100, 100, text="瓶口碎裂"))
    made = outgoing(content, marks=marks)
    assert made.content != outgoing(content).content
    assert made.content == outgoing(content, marks=marks).content
    assert view(content, 800, 600, marks=marks).bgra != view(content, 800, 600).bgra


def test_a_character_without_a_picture_is_named() -> None:
    with pytest.raises(Refusal, match="glyph_missing") as caught:
        outgoing(
            saved(Image.new("RGB", (200, 200))), marks=(Mark("text", 0, 0, text="a\U0001f4a5"),)
        )
    assert caught.value.facts["code_point"] == "U+1F4A5"


def test_pictures_are_put_in_order() -> None:
    assert in_order(("a", "b", "c"), "c", 0) == ("c", "a", "b")
    assert in_order(("a", "b", "c"), "a", 99) == ("b", "c", "a")
    assert in_order(("a", "b"), "x", 0) == ("a", "b")
