"""Places left open in the slot of a value, and marks in disguise: none passes; ordinary replies do."""

from pathlib import Path

import pytest

import resources
from tests.workstation.text.slot_maker import texts
from workstation.text.blanks import raw_placeholders


@pytest.mark.parametrize("seed", [11, 2611])
def test_no_open_slot_passes(seed):
    missed = [made for made in texts(seed, 8_000) if not raw_placeholders(made[1])]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("＆ｌｔ；姓名＆ｇｔ；您好", "＆ｌｔ；姓名＆ｇｔ；"),
        ("Hi & lt;name& gt; there", "& lt;name& gt;"),
        ("Hi &#x 7b;name&#x 7d;!", "&#x 7b;name&#x 7d;"),
        (
            "您好&\u200bl\u200bt\u200b;姓名&\u200bg\u200bt\u200b;",
            "&\u200bl\u200bt\u200b;姓名&\u200bg\u200bt\u200b;",
        ),
        ("arriving _ _ETA_ _ today", "_ _ETA_ _"),
        ("您好＄（ 时间 ）前", "＄（ 时间 ）"),
        ("$\u200b(name)您好", "$\u200b(name)"),
        ("＃ 订单号 ＃已发货", "＃ 订单号 ＃"),
        ("[客]您好", "[客]"),
        ("【姓】女士您好", "【姓】"),
        ("尊敬的[收]，您好", "[收]"),
        ("**先生您好", "**"),
        ("您好！＊＊女士，您的件到了", "＊＊"),
        ("Hi @name, thanks", "@name"),
        ("您的@订单号已发货", "@订单号已发货"),
        ("@order_number left", "@order_number"),
        ("单号：待定", "待定"),
        ("您的件会在待定前送达", "待定"),
        ("ETA: to be confirmed.", "to be confirmed"),
        ("your parcel arrives by tbc", "tbc"),
        ("送达时间为TBC", "TBC"),
        ("运单号？？，已发出", "？？"),
        ("请于？？前签收", "？？"),
        ("您好，？？先生", "？？"),
        ("Your parcel arrives by ??", "??"),
        ("您好$1，您的件到了", "$1"),
        ("Dear $1,", "$1"),
        ("您的单号%1已发出", "%1"),
        ("退款$1元", "$1"),
        ("单号：- - - -", "- - - -"),
        ("运单号－－－－，请留意", "－－－－"),
        ("Refund amount: ----", "----"),
    ],
)
def test_single_slots(text, blank):
    assert blank in [one.text for one in raw_placeholders(text)]


#: Replies with the same signs in their ordinary use.
GOOD = (
    "张**先生，您好",
    "李*女士的件到了",
    "欧阳**先生和王**女士都签收了",
    "收件人：陈**先生",
    "**您好！**先生，您的件到了",
    "重点：**先生，您的件已到**",
    "@小王 请跟进一下",
    "@王经理 这票麻烦看下",
    "@客服 这位客户在线",
    "@网点 请核实签收人",
    "@快递小哥 您好",
    "麻烦 @all 看一下",
    "@Home and @Apple are shops",
    "请发到 name@example.com 或 foo.date@mail.example.com",
    "Write to order_number@example.com please",
    "Follow us @sfexpress or @order.com",
    "时间待定，确定后告诉您",
    "具体时间还待定，我一确认就联系您",
    "赔付方案目前是待定的，明天给您答复",
    "方案处于待定状态",
    "The date is to be confirmed by the depot.",
    "It is still to be confirmed, I'll write to you.",
    "The time will be confirmed; to be confirmed means wait.",
    "在吗？？",
    "真的吗？？您先别急",
    "请问您的运单号？？",
    "您的运单号是多少？？",
    "您是问哪个单号？？",
    "麻烦提供一下单号？？",
    "Are you there??",
    "What is your order number, and which city??",
    "运费是$5，另一件$8",
    "It costs $1, not $2.",
    "The fee is $3 and the total: $9",
    "Hello, $5 was refunded to you.",
    "价格$1.50，优惠$2",
    "运费为$6，退款金额：$9",
    "下降%5左右",
    "满100减%5",
    "see https://example.com/%7Euser/%1",
    "说明如下：\n-----\n1. 请拍照",
    "情况是这样的——您的件在杭州",
    "客户反馈———日前已到",
    "单号 --- SF1234567890123",
    "- - -\n祝好",
    "|单号|金额|\n|---|---|",
    "签收前请验货--谢谢",
    "-----",
    "[收]张三 [寄]李四",
    "[客]：在吗 [服]：在的",
    "【左】【右】[新][强][赞]",
    "AT& T; R & D; a & b;",
    "A &amp; B, &nbsp;5 &gt; 3; x & y; done",
    "my _name_ is Lin",
    "#双十一# #好物#",
    "costs $(about 5) and #1 #2",
)


@pytest.mark.parametrize("text", GOOD)
def test_the_same_signs_in_ordinary_use(text):
    assert raw_placeholders(text) == ()


def test_ordinary_replies_pass():
    files = sorted(Path(str(resources.path("learning"))).glob("*.txt"))
    files += sorted((Path(__file__).parents[1] / "speech").glob("good*.txt"))
    lines = [
        line
        for file in files
        for line in file.read_text("utf-8").splitlines()
        if line.strip() and line[0] not in "#["
    ]
    flagged = [line for line in lines if raw_placeholders(line)]
    assert len(lines) > 2_000
    assert len(flagged) * 1_000 <= len(lines), flagged


@pytest.mark.parametrize(
    "unit",
    [
        "& ",
        "&a",
        "&#x ",
        "＆ｌ",
        "? ",
        "??",
        "- ",
        "——",
        "$1",
        "%1",
        "@n",
        "@订单",
        "待定",
        "to be ",
        "**先生",
        "：??",
        "_ ",
        "_ _a",
        "[客]",
    ],
)
def test_long_texts_of_such_signs_are_read_to_their_end(unit):
    """A pattern with many ways through would not come back within the test's time limit."""
    text = (unit * 40_000)[:40_000]
    found = raw_placeholders(f"{text}\n运单号：{{{{ waybill }}}}")
    assert "{{ waybill }}" in [one.text for one in found]
    ends = [one.end for one in found]
    assert ends == sorted(ends)
