"""Texts and filled scripts sentence by sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.script_pieces import Piece, sentences, words


def split(text):
    return tuple(words(one) for one in sentences([Piece("plain", text)]))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "您好，张女士和先生！请问您现在方便吗？那就这样说好了。",
            ("您好，张女士和先生！", "请问您现在方便吗？", "那就这样说好了。"),
        ),
        (
            "这件事我已经记下了……我们明天再联系；祝您生活愉快",
            ("这件事我已经记下了……", "我们明天再联系；", "祝您生活愉快"),
        ),
        ("他说：“没问题！”，然后走了。", ("他说：“没问题！”，然后走了。",)),
        ("您说的是真的吗？！那真是太好了", ("您说的是真的吗？！", "那真是太好了")),
        ("重1.5公斤，3.14元。下一句也是一句话", ("重1.5公斤，3.14元。", "下一句也是一句话")),
        (
            "这里是第一行话\n这里是第二行话\n\n这里是第三行话",
            ("这里是第一行话", "这里是第二行话", "这里是第三行话"),
        ),
        (
            "No. 12 is Mr. Smith's, e.g. this one. Thank you!",
            ("No. 12 is Mr. Smith's, e.g. this one.", "Thank you!"),
        ),
        (
            "It arrives at 6 p.m. today. That is all.",
            ("It arrives at 6 p.m. today.", "That is all."),
        ),
        ("We close at 6 p.m. Call us.", ("We close at 6 p.m.", "Call us.")),
        (
            "See https://a.b/c.d?x=1 for more. Goodbye.",
            ("See https://a.b/c.d?x=1 for more.", "Goodbye."),
        ),
        ('She said "Stop!" Then she left.', ('She said "Stop!"', "Then she left.")),
        ("Best regards, J. Smith", ("Best regards, J. Smith",)),
        ("Wait... what? All right", ("Wait... what?", "All right")),
        ("It costs CNY 1,234.50. That is fine.", ("It costs CNY 1,234.50.", "That is fine.")),
        ("您好！请问有什么可以帮您？", ("您好！请问有什么可以帮您？",)),
        ("   \n ", ()),
    ],
)
def test_sentences_of_a_text(text, parts):
    assert split(text) == parts


def test_values_and_gaps_stay_whole_and_are_told():
    pieces = (
        Piece("plain", "您好"),
        Piece("value", "J. Smith! 先生", "customer.name"),
        Piece("plain", "。现在的状态是"),
        Piece("value", "已到。请等。", "parcel.last_event"),
        Piece("plain", "，"),
        Piece("gap", "【请填写：时间】", "promise.time", "时间"),
        Piece("plain", "再见。事情就是这样"),
    )
    found = sentences(pieces)
    assert [words(one) for one in found] == [
        "您好J. Smith! 先生。",
        "现在的状态是已到。请等。，【请填写：时间】再见。",
        "事情就是这样",
    ]
    assert [one.name for one in found[1] if one.kind != "plain"] == [
        "parcel.last_event",
        "promise.time",
    ]


@given(
    st.lists(
        st.tuples(
            st.booleans(), st.text(alphabet=[*"您好。！？；…!?.;\n ,，“”\"')a1 B"], max_size=30)
        ),
        max_size=6,
    )
)
def test_nothing_but_blanks_is_lost(told):
    pieces = [Piece("value" if value else "plain", text) for value, text in told if text]
    said = "".join(words(one) for one in sentences(pieces))
    assert "".join(said.split()) == "".join(words(pieces).split())
    kept = [one.text for sentence in sentences(pieces) for one in sentence if one.kind == "value"]
    assert kept == [one.text for one in pieces if one.kind == "value"]
