"""Wishes, questions, what is over and what is only granted."""

from __future__ import annotations

import pytest

from workstation.domain.classify import suggest
from workstation.domain.mood import main_clauses, mood, still_meant
from workstation.rules import loading

CATALOGUE = loading.load().catalogue


@pytest.mark.parametrize(
    ("text", "felt"),
    [
        ("搁门卫那就行", "request"),
        ("麻烦送到楼上，谢谢", "request"),
        ("could you bring it upstairs", "request"),
        ("打听一下，摔坏了你们赔吗", "enquiry"),
        ("如果压坏了谁负责", "enquiry"),
        ("can i ship honey?", "enquiry"),
        ("没打电话就放门卫那，谢谢你们啊", ""),
        ("为什么不能送上楼", ""),
        ("箱子瘪了", ""),
    ],
)
def test_a_mood_is_heard(text: str, felt: str) -> None:
    assert mood(text) == felt


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("上次少件的事已经解决了，这回箱子瘪了", "，这回箱子瘪了"),
        ("上次少件的事还没解决", "上次少件的事还没解决"),
        ("no complaint today, thank you", "today, thank you"),
        ("i have a complaint", "i have a complaint"),
        ("不是要投诉，箱子瘪了", "，箱子瘪了"),
        ("上次的已经解决了", "上次的已经解决了"),
    ],
)
def test_what_is_over_or_denied_is_left_out(text: str, left: str) -> None:
    assert still_meant(text) == left


def test_the_clause_after_a_but_weighs_more() -> None:
    (granted, less), (meant, whole) = main_clauses("小哥人倒不错，可是箱子瘪了")
    assert (granted, meant) == ("小哥人倒不错，", "箱子瘪了")
    assert less < whole == 1.0
    assert main_clauses("箱子瘪了") == [("箱子瘪了", 1.0)]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("客服态度恶劣", "service"),
        ("转人工", "request.callback"),
        ("放门卫那就行", "request"),
        ("别放驿站，送到家里来，谢谢", "request"),
        ("打听一下，瓷器路上碎了你们赔吗", "enquiry"),
        ("到付改成寄付", "request.other"),
        ("the COD money was not transferred to us", "service.cod_remittance"),
        ("一周没送到，我要打12305", "timeliness"),
        ("小哥态度挺好，可是花瓶碎了", "safety.damaged"),
        ("No complaint from me, thank you, great service", "praise"),
        ("上次破损的已经赔完了，这次想改一下收货地址", "request.address_change"),
    ],
)
def test_what_is_easily_mistaken_is_told_apart(text: str, of: str) -> None:
    told = suggest(text, CATALOGUE)
    assert of in (told.class_code, told.subtype), told
