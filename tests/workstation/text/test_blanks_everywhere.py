"""No text with an unfilled placeholder passes, whatever it looks like; ordinary texts do."""

import re
import re._constants as sre
import re._parser as parser
import tomllib
from pathlib import Path

import pytest

import resources
from tests.workstation.text.placeholder_maker import texts
from workstation.domain.script_facts import FACTS, labels
from workstation.text import placeholder_scan
from workstation.text.blanks import raw_placeholders
from workstation.text.placeholder_words import table
from workstation.text.script_library import load_scripts
from workstation.text.templating import gap_text, render


@pytest.mark.parametrize("seed", range(4))
def test_no_text_with_an_unfilled_placeholder_passes(seed):
    missed = [text for text, _ in texts(seed, 2_000) if not raw_placeholders(text)]
    assert missed == []


def test_a_placeholder_is_told_where_it_stands():
    for text, mark in texts(99, 1_000):
        found = raw_placeholders(text)
        told = "".join(text[one.start : one.end] for one in found)
        assert set(told.strip()) & set(mark), (text, found)
        assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize("fact", FACTS)
def test_our_own_facts_are_found_in_any_state(fact):
    for made in (
        "{{ %s",
        "%s }}",
        "{{%s}",
        "{%s}}",
        "{ %s",
        "{%s",
        "%s}",
        "{{ %s | default: 'x' }}",
        "{{\n%s\n}}",
    ):
        assert raw_placeholders(f"您好，{made % fact}，请稍等"), made
    if "." in fact:
        assert raw_placeholders(f"您好，{fact}，请稍等")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_gap_is_found(language):
    for label in (*labels(language).values(), "金额（元）", "a]b", "x【y】", "{{z}}", "多\n行"):
        (found,) = raw_placeholders(f"您好，{gap_text(label, language)}。")
        assert found.text == gap_text(label, language)
        assert found.style == "fill_in"


@pytest.mark.parametrize(
    "text",
    [
        "[Please fill in: amount",
        "【请填写：金额",
        "请填写：金额】",
        "Dear X,",
        "Dear Mr. X, thank you",
        "within X business days",
        "我们会在x个工作日内回复",
        "单号SFXXXXXXXXXX",
        "单号：SF12XXXX，请查收",
        "20XX年X月",
        "请于XX:XX前联系",
        "退款**XX**元",
        "Hi (name), thanks",
        "Dear (Customer Name):",
        "（请输入姓名）您好",
        "您的(order_id)已发货",
        "This is (your name) from support",
        "https://example.com/track?no={tracking_number}",
        "https://example.com/%7Bname%7D",
        "&amp;#123;&amp;#123;name&amp;#125;&amp;#125;",
        "\\u007b\\u007bname\\u007d\\u007d",
        "{{cus\u200btomer.na\u200dme}}",
        "〔姓名〕您好",
        "客服TBD为您服务",
        "lorem ipsum dolor",
        "{{",
        "}}",
        "{%",
        "您好%(name)s",
        "%1$s您好",
        "尊敬的***：",
        "$customer_name 您好",
        "@姓名@您好",
        "##订单号##已发货",
        "#customer_name#您好",
        "__NAME__您好",
        "<%= @ticket.title %>",
        "[[客户姓名]]",
        "*|FNAME|*",
        "«Name»",
        "((name))您好",
        "Dear null,",
        "undefined您好",
        "尊敬的None先生",
        "[object Object]",
        "#REF!",
        "Hi :name,",
        "Hi %NAME,",
        "[客户姓名，您好",
        "您好，客户姓名】",
        "YYYY年MM月DD日前",
        "N个工作日内",
        "金额??元",
        "赔付……元",
        "（待补充）",
        "【补充：原因】",
        "[某公司]",
        "(DATE)前",
        "No.____",
        "您好，[身份证号]已收到",
        "请凭[取件码]领取",
        "〔訂單編號〕已為您登記",
        "單號%訂單編號%",
        "<placeholder>客户姓名</placeholder>您好",
        "your <var>order number</var> left",
        "Dear [c\u0336u\u0336s\u0336t\u0336o\u0336m\u0336e\u0336r name],",
        "〖驿站名称〗请您留意",
        "｟客户姓名｠您好",
        "$(客户姓名)您好",
        "$ 收件人 $您好",
        "% first name % hello",
        "您的快件$NAME已签收",
        "我是客服%@，很高兴为您服务",
        "Track it with #number of days#",
        "Call __phone number__ please",
        "尊敬的!name!您好",
        "地址已改为【收货\n地址】",
        "由于%具体\n原因%，您的包裹延误",
        "Thank you, #order\nnumber# left",
        "(先生/女士)您好",
        "张先生/女士您好",
        "请您联系***处理",
        "您好，**先生",
        "〇月〇日送达",
        "_月_日送达",
        "--月--日送达",
        "赔付——————元",
        "赔付?元",
        "n个工作日内回复",
        "Delivered on DD/MM/YYYY",
        "at HH:MM today",
        "第X次派送",
        "单号null",
        "Your order undefined shipped",
        "Please contact None for details",
        "Dear ??,",
        "他[三选一]已登记",
        "请选择[快递/物流]",
        "尊敬的[名]：",
        "退您……元",
        "回电时间：待填",
    ],
)
def test_single_cases(text):
    assert raw_placeholders(text)


#: Replies as good agents write them, with everything that looks a little like a placeholder.
GOOD = (
    "【顺丰速运】您的快件已由本人签收，感谢使用。",
    "您好【圆通快递】，请点击【查看物流】按钮，再点【我的订单】。",
    "【温馨提示】近期降雨，部分快件可能延误[微笑][玫瑰]",
    "您好呀{笑}，已经帮您备注了~",
    "运单SF1234567890123，尾号0123，手机138****5678，卡号6222********1234",
    "手机138XXXX5678这样隐去中间四位即可",
    "尺码有XS、XXL和XXXL，A0x型，3X3米，2x4，X光机一台，4x4越野",
    "您的快件（SF1234567890123）和 [JDVA95505391469]、(GD-20261122-0034) 都到了",
    "Your parcel (YT8888888888888) has left; the refund went to your card **** 4242.",
    "尊敬的先生/女士，您好！各位先生/女士请留意",
    "重点：**先生，您的件已到**，请查收",
    "节假日安排——元旦放假三天；客户反馈——日前已到；编号__1__",
    "没问题！客户！我们马上办",
    "The parcel was sent null and void of damage; none of it is lost. None were broken.",
    "单号\n姓名\n电话\n请您都发给我",
    "好的……元旦后再送；材料待填写完再寄；[抱拳]",
    "50%\n收件人还有20%",
    "café naïve résumé, crème brûlée",
    "满意度100%，时效98%，50%-80%之间，满100减20%的券",
    "A 50% discount, then 20% off; save 10% today and 5% tomorrow.",
    "价格是$100，另一件$20和€5，#1楼，@客服小美 请看，#双十一#活动",
    "网址https://a.b/c__d?x=1&y=%20z&q=%E4%BD%A0%E5%A5%BD#top",
    "Please see https://example.com/a_b/%7Euser?id=5&ref=mail for details.",
    "邮箱foo_bar@example.com，或 zhang.san@mail.example.com",
    "张**先生，您好；欧阳***女士的件也到了",
    "第（一）项、（2）项和（含运费）——谢谢",
    "请提供收件人（姓名、电话）和运单号（快递单号）。",
    "请您提供订单号、收货人姓名和联系电话，我帮您查一下。",
    "麻烦您填写一下理赔申请书，金额一栏写商品的购买价。",
    "Please send us your order number, full name and phone number.",
    "Your tracking number (waybill number) is SF1234567890123.",
    "I understand (and I'm sorry) that the parcel is late [see photo].",
    "a[0] = b[1]; 2*3=6; 3<5 and 7>2; x>y",
    "<b>重要</b>：请于18:00前<br>签收 <https://a.b/c>",
    "[1] 请准备发票；[2] 请拍照；[OK] 收到",
    "[1] Take photos. [2] Send them. [sic] (optional)",
    "二〇二六年十一月二十五日，〇七五五是区号",
    "《快递暂行条例》第二十七条，“保价”与“未保价”不同……",
    "Dr. X-ray, Generation X, iPhone X and Model X arrived.",
    "Xavier and Xi'an: the Xbox series X is here.",
    "会员等级：V3→V4；进度 3/5；2026-11-25 18:30；3:2",
    "A&B公司 R&D部门 &nbsp; AT&T;",
    "温度-5℃~8℃，±2，×3件，长×宽×高：30×20×10",
    "_斜体_ 和 **粗体**，snake_case 与 my__var",
    "：）(^_^) (T_T) orz 233 ~~~ —— ……",
    "客服工号8101，我是小林，稍后（约10分钟）回电",
    "您的件在深圳（南山）网点，派件员李师傅（男）",
    "退款50元+运费8元=58元（人民币伍拾捌元整）",
    "Le prix est 5 % et « merci »",
    "您说的“【】”和「」是什么意思？",
    "- [ ] 已拍照\n- [x] 已打包",
    "See the [return policy](https://example.com/returns).",
    "Order #12345 was sent on 11/25; ticket 7-00042.",
    "他/她，先生/女士，是/否，and/or",
    "P.S. We're open 9:00-18:00, Mon.-Fri.",
    "在吗？？您稍等……元旦期间照常派送；N95口罩，N次，DN50，A(B)C",
    "The value is null and void; nobody (None) was there. @Home and :smile: ok",
    "（待收到材料后处理），（已补充）【重要】[提示]您好【已签收】[强]",
    "您的订单【已发货】，[详情]显示【派送中】，((笑))",
)


def test_good_replies_pass():
    flagged = {text: [one.text for one in raw_placeholders(text)] for text in GOOD}
    flagged = {text: found for text, found in flagged.items() if found}
    # a quoted empty pair of brackets and a list to tick are placeholders of others
    allowed = {"您说的“【】”和「」是什么意思？", "- [ ] 已拍照\n- [x] 已打包"}
    assert set(flagged) <= allowed, flagged


def test_shipped_scripts_and_what_customers_write_pass():
    flagged, seen = [], 0
    known = {}
    for name in FACTS:
        first, _, rest = name.partition(".")
        if rest:
            known.setdefault(first, {})[rest] = "事实"
        else:
            known[first] = "事实"
    for script in load_scripts():
        asks = {one.name: "事实" for one in script.asks}
        for language in script.languages:
            words = script.words_in(language)
            for body in (words.body, *(said for _, said in words.variants)):
                if "snippet" in body:
                    continue
                made = render(body, {**known, "ask": asks}, language=language)
                flagged += [(script.code, one.text) for one in raw_placeholders(made.text)]
    assert flagged == []
    for file in sorted(Path(str(resources.path("learning"))).glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            if line.strip() and line[0] not in "#[":
                seen += 1
                flagged += [(line, one.text) for one in raw_placeholders(line)]
    assert seen > 5_000
    assert len(flagged) * 2_000 < seen, flagged


def _repeats(tree, inside=1):
    """Each repeat of a pattern with how often it may run within the others."""
    for code, told in tree:
        if code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, high, inner = told
            yield code, high, inside
            yield from _repeats(inner, inside * (300 if high is sre.MAXREPEAT else max(high, 1)))
        elif code is sre.SUBPATTERN:
            yield from _repeats(told[3], inside)
        elif code is sre.BRANCH:
            for branch in told[1]:
                yield from _repeats(branch, inside)
        elif code in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeats(told[1], inside)
        elif code is sre.ATOMIC_GROUP:
            yield from _repeats(told, inside)


def test_no_shape_looks_at_a_stretch_again_and_again():
    for style, _, pattern in placeholder_scan.SHAPES:
        for code, most, inside in _repeats(parser.parse(pattern.pattern, pattern.flags)):
            endless = most is sre.MAXREPEAT
            # endless ones are of blanks or of one sign alone, and never stand in another
            assert not endless or inside == 1, (style, pattern.pattern)
            assert inside * (1 if endless else most) <= 300, (style, pattern.pattern, code)


@pytest.mark.parametrize(
    "unit",
    [
        *"[{<%$#@(*&\\_xX×某【】（）\u200b",
        "{{",
        "%a",
        "【请",
        "xX",
        "$a",
        "##a",
        "{a",
        "a}",
        "&#",
        "&amp;",
        "x月",
        "请填写:",
        "[please ",
        "customer.",
        "%7B",
        "_ ",
        "XX ",
        "dear x",
    ],
)
def test_hostile_repeats_give_no_more_than_they_hold(unit, monkeypatch):
    looked = 0
    scan = placeholder_scan.scan

    def counted(plain):
        nonlocal looked
        for found in scan(plain):
            looked += 1
            yield found

    monkeypatch.setattr("workstation.text.blanks.scan", counted)
    text = (unit * 10_000)[:10_000]
    raw_placeholders(text)
    assert looked <= 2 * len(text)


def test_the_words_are_sound():
    told = table()
    assert set(told.facts.values()) == set(FACTS) - {
        "ticket.class",
        "ticket.step",
        "ticket.response_due",
        "ticket.update_due",
    }
    data = tomllib.loads(resources.read_text("rules/placeholders.toml"))
    assert set(data["fact"]) <= set(FACTS)
    assert not told.faces & told.generic
    assert not {word for word in told.faces if re.fullmatch("[一-鿿]{2,}", word)} & set(told.facts)
