"""Scripts of others: every placeholder is recognised or named, and nothing else is taken for one."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workstation.text.foreign_samples import SAMPLES
from tests.workstation.text.placeholder_maker import EN, NAMED, SURE, ZH, texts
from workstation.domain.script_ask import ASK_KINDS, Ask
from workstation.domain.script_facts import FACTS
from workstation.text.foreign_placeholders import left_raw, styles_of, translate
from workstation.text.script_library import load_scripts
from workstation.text.templating import placeholders, render

NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")


def names(body):
    found = re.findall(r"\{\{ ([\w.]+)", body)
    return " ".join("?" if name.startswith("ask.") else name for name in found)


@pytest.mark.parametrize(("text", "expected", "kinds"), SAMPLES)
def test_placeholders_of_others_become_ours(text, expected, kinds):
    done = translate(text)
    assert names(done.body) == expected
    assert ",".join(ask.kind for ask in done.asks) == kinds
    assert left_raw(done.body) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("退货地址：{退货地址}，收件人：{收件人}", "? ?"),
        ("请寄到{收件人}处", "customer.name"),
        ("补发单号：________", "?"),
        ("您的新单号是[新单号]，原单号[快递单号]", "? parcel.waybill"),
        ("退货单号[退货单号]", "?"),
        ("Your new tracking number is {tracking_number}", "?"),
        ("phone {{contact.phone}}, call us at [Contact Phone]", "? team.phone"),
        ("XX先生/女士，您好", "customer.name customer.title"),
    ],
)
def test_what_belongs_to_another_is_asked_for(text, expected):
    assert names(translate(text).body) == expected


def test_thousands_of_places_have_names_of_their_own():
    done = translate("某某" * 3_000 + "[原因]" + "[原 因]" + "[原因]")
    told = [ask.name for ask in done.asks]
    assert len(set(told)) == len(told) >= 3_001
    assert done.body.count("{{ ask.yuanyin }}") >= 2


def test_there_are_enough_samples():
    assert len(SAMPLES) >= 150


@pytest.mark.parametrize(
    "text",
    [
        "满意度100%，50%-80%，5折起，满100减20元，10%优惠",
        "A 50% discount, then 20% off; 100% sure",
        "您好{笑}[微笑][呲牙][玫瑰][图片]",
        "【顺丰速运】您好，您的快件已签收",
        "【温馨提示】请点击【查看物流】按钮",
        "尺码XS、XXL，X光机，手机138****5678，138XXXX5678",
        "请提供收件人（姓名、电话）和运单号（快递单号）。",
        "费用（含运费）50元（约3天）",
        "[查看详情](https://example.com/a) 和 [link](https://x.y)",
        "<b>重要</b><br>请看<a href='https://x.y'>这里</a>",
        "网址https://a.b/c__d?x=1&y=%20z&q=%E4%BD%A0",
        "a[0]=1; 3<5 and 7>2; {} 之外",
        "[1] 见附件 [2]",
        "(free of charge) (see attachment) (optional)",
        "foo_bar@example.com，#双十一#，@客服小美 您好",
        "订单号：12345；时间：18:30",
        "价格$100和$20",
        "- [ ] 拍照\n- [x] 打包",
        "他/她，是/否",
        "(APP|流程|包装)，A&B，T&C&D",
    ],
)
def test_what_is_no_placeholder_stays(text):
    done = translate(text)
    assert done.recognised == ()
    if "{}" not in text:
        assert done.body == text
        assert done.unknown == ()


def test_our_own_scripts_come_back_as_they_were():
    for script in load_scripts():
        for language in script.languages:
            words = script.words_in(language)
            for body in (words.body, *(said for _, said in words.variants)):
                done = translate(body)
                assert done.body == body, (script.code, language)
                assert done.unknown == ()


def test_what_was_found_is_told_with_its_place_and_style():
    text = "您好[姓名]，退款{退款金额}元，{退款金额}元整，[%s]"
    done = translate(text)
    assert done.recognised == (("[姓名]", "customer.name"),)
    assert [(one.foreign, one.style) for one in done.unknown[:2]] == [
        ("{退款金额}", "brace"),
        ("{退款金额}", "brace"),
    ]
    assert all(text[one.place :].startswith(one.foreign) for one in done.unknown)
    assert done.asks[0] == Ask("tuikuanjine", "money", "退款金额")
    assert dict(done.asked)["{退款金额}"] == "tuikuanjine"
    assert done.body.startswith(
        "您好{{ customer.name }}，退款{{ ask.tuikuanjine }}，{{ ask.tuikuanjine }}整，"
    )


def test_the_same_words_in_another_text_of_a_script_ask_for_the_same():
    first = translate("[退款金额]元已退")
    second = translate("已退[退款金额]元，[快递员姓名]", asks=first.asks)
    assert second.asks[0] == first.asks[0]
    assert second.asks[1].name == "kuaidiyuanxingming"


def test_the_style_of_a_set_of_scripts_is_a_hint():
    texts_of_others = ("【客户姓名】您好", "【运单号】已发出", "【赠品甲】已备好，祝【节庆祝福】")
    styles = styles_of(texts_of_others)
    assert "lenticular" in styles
    assert translate(texts_of_others[2]).unknown == ()
    assert len(translate(texts_of_others[2], styles).unknown) == 2
    assert translate("【温馨提示】您好[微笑]", {"lenticular", "bracket"}).unknown == ()


def test_every_style_with_every_word_is_recognised_or_named():
    for style in (*SURE, *NAMED):
        for word in (*ZH, *EN):
            mark = style % word
            done = translate(f"您好，{mark}，请稍等")
            assert done.recognised or done.unknown, mark
            assert left_raw(done.body) == (), mark


@pytest.mark.parametrize("seed", range(2))
def test_whatever_blocks_sending_is_translated(seed):
    for text, mark in texts(1_000 + seed, 1_000):
        done = translate(text)
        assert done.recognised or done.unknown, text
        assert left_raw(done.body) == (), (text, mark, done.body)
        check(done)


def check(done):
    """A translated text is a sound template of ours that names nothing unknown."""
    asks = {f"ask.{ask.name}" for ask in done.asks}
    for name in placeholders(done.body):
        assert name in FACTS or name in asks, (name, done)
    for ask in done.asks:
        assert NAME.fullmatch(ask.name)
        assert ask.kind in ASK_KINDS
        assert ask.zh or ask.en
    assert len({ask.name for ask in done.asks}) == len(done.asks)


@settings(deadline=None, max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            [
                *"{}[]【】<>%#$@&|~^_=:()（）\\ \n'\"./x0X1月日元",
                "姓名",
                "name",
                "if",
                "请填写",
                "\u200b",
                "｛",
                "&#123;",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_any_text_becomes_a_sound_template(text):
    done = translate(text)
    check(done)
    render(done.body, {})
