"""Classes and sub-types suggested from what people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.classify import THRESHOLD, catalogue_from, suggest
from workstation.domain.refusal import Refusal
from workstation.rules import loading

CATALOGUE = loading.load().catalogue

CHINESE = [
    ("约好昨天下午取件，到现在还没上门，迟迟没人来取件", "timeliness.late_pickup"),
    ("下单五天了，商家还没发货，催了几次都说在处理", "timeliness.late_dispatch"),
    ("快递在武汉中转场停了四天，物流信息一直没更新", "timeliness.transit_delay"),
    ("说好周二送到，今天周五了还没送到，你们派件太慢", "timeliness.late_delivery"),
    ("寄到香港的包裹被海关扣了，说清关资料不全", "timeliness.customs_hold"),
    ("我的快递弄丢了，查了一周都找不到", "safety.lost"),
    ("显示已经签收，但是我根本没有收到，门口也没有", "service.false_signing"),
    ("包裹显示签收，调了监控是被别人偷走了", "safety.lost"),
    ("花瓶收到的时候已经摔碎了，外箱也压扁", "safety.damaged"),
    ("打开箱子发现少了两盒，胶带有被拆过的痕迹", "safety.shortage"),
    ("寄的车厘子到的时候都发霉腐烂了，没法吃", "safety.spoiled"),
    ("地址写错了，麻烦帮我改一下收货地址", "request.address_change"),
    ("我人不在，收件人改成我爱人，电话也换一下，要更改收件人", "request.recipient_change"),
    ("我搬家了，能不能转寄到新公司", "request.forward"),
    ("这个件不要了，请原路退回寄件人", "request.return"),
    ("对方是骗子，请马上把快件拦截下来，不要派送", "request.intercept"),
    ("今天必须要用的合同，麻烦加急催一下，急用", "request.urge"),
    ("白天不在家，改为晚上送可以吗，想预约派送时间", "request.time_window"),
    ("衣服不喜欢，申请退货退款", "request.refund"),
    ("鞋子尺码不合适，想换大一码", "request.exchange"),
    ("我拍错了，请帮我取消订单", "request.cancel"),
    ("外包装湿了一大片，我要拒收", "request.refusal"),
    ("快递员态度恶劣，还挂我电话", "service.attitude"),
    ("没打电话就放驿站了，没有经过我的同意", "service.locker"),
    ("签收单上的名字不是我，谁代签的", "service.proxy_signing"),
    ("包裹被送到别人家去了，送错楼栋", "service.wrong_delivery"),
    ("三公斤按五公斤收，运费多收了十二块", "service.charges"),
    ("代收货款还没有打给我，货款拖了半个月", "service.cod_remittance"),
    ("面单上代收三百，快递员收了我三百五", "service.cod_amount"),
    ("预约了上门取件，等了一天没人来取", "service.pickup_not_done"),
    ("客服告诉我错误的时间，前后说法不一，误导客户", "service.wrong_information"),
    ("对处理结果不满，不接受这个金额，要去申诉", "service.dispute"),
    ("帮我查一下快递到哪里了", "enquiry.tracking"),
    ("请问液体可以寄吗，有哪些违禁品", "enquiry.policy"),
    ("忘记密码，登录不了账号", "enquiry.account"),
    ("寄到北京三公斤运费多少，怎么收费", "enquiry.billing"),
    ("快递三天没到", "timeliness.late_delivery"),
    ("没收到快件", "timeliness.late_delivery"),
    ("派送慢", "timeliness.late_delivery"),
    ("代收款没到账", "service.cod_remittance"),
    ("取件没人来", "service.pickup_not_done"),
    ("上门取件迟到", "timeliness.late_pickup"),
    ("查单号", "enquiry.tracking"),
    ("谢谢快递员", "praise.thanks"),
    ("表扬一下8102号客服，服务很好，帮了大忙", "praise.thanks"),
]

ENGLISH = [
    ("The parcel arrived with the vase smashed and the box crushed.", "safety.damaged"),
    ("It says delivered but I have nothing, I think it was stolen", "safety.lost"),
    (
        "My package has been stuck in transit for a week, no tracking updates",
        "timeliness.transit_delay",
    ),
    ("My order still hasn't arrived, it is four days late", "timeliness.late_delivery"),
    ("Please change the delivery address to 5 Hill Road", "request.address_change"),
    ("I want my money back, please refund the order", "request.refund"),
    ("I need to cancel my order, I no longer want it", "request.cancel"),
    ("The courier was rude and shouted at me", "service.attitude"),
    ("He left it in a locker without asking me", "service.locker"),
    ("I was charged twice for the same shipment", "service.charges"),
    ("I forgot my password and cannot log in to my account", "enquiry.account"),
    ("The app keeps crashing with an error message", "enquiry.technical"),
    ("Does it support 5G and is it compatible with my phone?", "enquiry.product"),
    ("Thank you so much, great service and very helpful staff", "praise.thanks"),
]


@pytest.mark.parametrize(("text", "subtype"), CHINESE + ENGLISH)
def test_typical_sentence_gets_its_subtype(text: str, subtype: str) -> None:
    told = suggest(text, CATALOGUE)
    assert told.subtype == subtype, told
    assert told.class_code == subtype.partition(".")[0]
    assert THRESHOLD <= told.confidence <= 1
    assert told.words


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("外箱完好，没有破损，只是晚了两天才送到", "safety.damaged"),
        ("没有发现任何损坏，就是想问一下发票怎么开", "safety.damaged"),
        ("快件并未丢失，已经收到，谢谢", "safety.lost"),
        ("The box is not damaged but it came late", "safety.damaged"),
        ("it wasn't broken, I only want an invoice", "safety.damaged"),
        ("师傅态度不是不耐烦，挺好的", "service.attitude"),
    ],
)
def test_denied_state_does_not_count(text: str, never: str) -> None:
    assert suggest(text, CATALOGUE).subtype != never


def test_question_with_a_not_in_it_denies_nothing() -> None:
    assert suggest("不知道怎么回事，收到杯子摔碎了", CATALOGUE).subtype == "safety.damaged"
    assert suggest("不小心进水了，外箱破损", CATALOGUE).subtype == "safety.damaged"


@pytest.mark.parametrize(
    ("hint", "text", "subtype"),
    [
        ("退换货", "收到的衣服想换大一码", "request.exchange"),
        ("退换货", "不喜欢", "request.refund"),
        ("Technical issue", "please help", "enquiry.technical"),
        (
            "Refund request",
            "The app crashed with an error, firmware setup failed",
            "request.refund",
        ),
        ("物流查询", "帮我看看", "enquiry.tracking"),
        ("订单查询", "想修改收货地址", "request.address_change"),
        ("ＴＥＣＨＮＩＣＡＬ ＩＳＳＵＥ", "", "enquiry.technical"),
    ],
)
def test_type_word_of_another_system_helps(hint: str, text: str, subtype: str) -> None:
    assert suggest(text, CATALOGUE, (hint,)).subtype == subtype


@pytest.mark.parametrize("text", ["", "   ", "你好", "在吗", "hello", "12345", "🙂"])
def test_nothing_said_leaves_the_class_open(text: str) -> None:
    told = suggest(text, CATALOGUE)
    assert (told.class_code, told.subtype) == ("", "")
    assert told.confidence < THRESHOLD


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    told = suggest(text, CATALOGUE, (text[:20],))
    assert 0 <= told.confidence <= 1
    assert bool(told.class_code) == bool(told.subtype)


def test_catalogue_names_and_lists() -> None:
    assert CATALOGUE.name("safety.damaged", "zh_CN") == "破损"
    assert CATALOGUE.name("safety.damaged", "en") == "Damaged"
    assert CATALOGUE.name("timeliness", "zh") == "时效"
    assert CATALOGUE.name("unheard.of", "zh") == "unheard.of"
    assert {item.code for item in CATALOGUE.classes} == {
        "timeliness",
        "safety",
        "request",
        "service",
        "enquiry",
        "praise",
    }
    assert all(item.class_code == "safety" for item in CATALOGUE.subtypes_of("safety"))


def _data(**changes: object) -> dict[str, object]:
    data: dict[str, object] = {
        "version": "1",
        "class": [{"code": "a", "name_zh": "甲", "name_en": "A"}],
        "cause": [{"code": "c", "name_zh": "因", "name_en": "C"}],
        "subtype": [
            {"code": "a.b", "name_zh": "乙", "name_en": "B", "words": ["词"], "causes": ["c"]}
        ],
    }
    return data | changes


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        (
            {"subtype": [{"code": "z.b", "name_zh": "乙", "name_en": "B"}]},
            "rule_reference",
            "subtype[0].code",
        ),
        ({"cause": []}, "rule_reference", "subtype[0].causes"),
        ({"subtype": []}, "class_no_subtype", "class[0].code"),
        ({"colour": "red"}, "rule_unknown_key", "colour"),
        ({"class": "a"}, "rule_type", "class"),
        ({"class": [{"code": "a"}]}, "rule_missing", "class[0].name_zh"),
        ({"format": 99}, "rule_format_newer", "format"),
    ],
)
def test_mistake_is_named_with_its_place(changes: dict[str, object], code: str, place: str) -> None:
    with pytest.raises(Refusal) as caught:
        catalogue_from(_data(**changes))
    assert (caught.value.code, caught.value.facts["place"]) == (code, place)


def test_a_wish_for_compensation_gives_way_to_the_damage_behind_it() -> None:
    told = suggest("客户说花瓶收到时已经摔碎了，要求赔偿", CATALOGUE)
    assert told.subtype == "safety.damaged"
    assert suggest("我要索赔，请赔付我的损失", CATALOGUE).subtype == "request.compensation"


def test_being_late_and_being_urged_do_not_weaken_each_other() -> None:
    told = suggest("没送到，请催派", CATALOGUE)
    assert told.class_code in ("timeliness", "request")
    assert told.confidence >= THRESHOLD
