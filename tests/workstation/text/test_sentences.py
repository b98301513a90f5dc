"""Texts sentence by sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.text.sentences import sentences_of, split
from workstation.text.templating import render


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("您好，张先生！请问您方便吗？好的。", ("您好，张先生！", "请问您方便吗？", "好的。")),
        ("我记下了……明天见；再见", ("我记下了……", "明天见；", "再见")),
        ("他说：“没问题！”，然后走了。", ("他说：“没问题！”，然后走了。",)),
        ("真的吗？！太好了", ("真的吗？！", "太好了")),
        ("重1.5公斤，3.14元。下一句", ("重1.5公斤，3.14元。", "下一句")),
        ("第一行\n第二行\n\n第三行", ("第一行", "第二行", "第三行")),
        (
            "No. 12 is Mr. Smith's, e.g. this one. Yes!",
            ("No. 12 is Mr. Smith's, e.g. this one.", "Yes!"),
        ),
        ("It arrives at 6 p.m. today. Fine.", ("It arrives at 6 p.m. today.", "Fine.")),
        ("We close at 6 p.m. Call us.", ("We close at 6 p.m.", "Call us.")),
        ("See https://a.b/c.d?x=1 for more. Bye.", ("See https://a.b/c.d?x=1 for more.", "Bye.")),
        ('She said "Stop!" Then she left.', ('She said "Stop!"', "Then she left.")),
        ("Best, J. Smith", ("Best, J. Smith",)),
        ("Wait... what? OK", ("Wait... what?", "OK")),
        ("It costs CNY 1,234.50. Fine.", ("It costs CNY 1,234.50.", "Fine.")),
        ("   \n ", ()),
    ],
)
def test_sentences_of_a_text(text, sentences):
    assert split(text) == sentences


def test_values_and_gaps_stay_whole_and_are_told():
    facts = {"customer": {"name": "J. Smith!"}, "parcel": {"last_event": "已到。请等。"}}
    made = render(
        "您好{{ customer.name }}。状态{{ parcel.last_event }}，{{ promise.time }}见。完", facts
    )
    found = sentences_of(made)
    assert [one.text for one in found] == [
        "您好J. Smith!。",
        "状态已到。请等。，【请填写：promise.time】见。",
        "完",
    ]
    kinds = [(piece.kind, piece.name) for piece in found[1].segments if piece.kind != "plain"]
    assert kinds == [("value", "parcel.last_event"), ("gap", "promise.time")]
    assert all(made.text[one.start : one.end] == one.text for one in found)


@given(st.text(alphabet=[*"您好。！？；…!?.;\n ,，“”\"')a1 B"], max_size=120))
def test_nothing_but_blanks_is_lost(text):
    assert "".join("".join(split(text)).split()) == "".join(text.split())
