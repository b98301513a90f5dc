"""Makes texts with places left open in the slot of a value, and replies that only look like them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

_NAMES_ZH = (
    *(
        "姓名",
        "客户姓名",
        "订单号",
        "运单号",
        "快递单号",
        "工单号",
        "预计送达时间",
        "送达时间",
        "处理时间",
    ),
    *(
        "退款金额",
        "赔付金额",
        "客服电话",
        "收货地址",
        "客服姓名",
        "店铺名称",
        "商品名称",
        "物流状态",
        "派送时间",
    ),
)
_NAMES_EN = (
    *("name", "customer_name", "first_name", "order_number", "tracking_number", "eta", "order_id"),
    *(
        "agent_name",
        "ticket_number",
        "amount",
        "date",
        "time",
        "phone_number",
        "delivery_date",
        "company_name",
    ),
)
_OWNERS = ("客", "姓", "名", "号", "址", "顾")
_ADDRESS = ("先生", "女士", "小姐")
_ZH_BEFORE = ("您好，", "", "您的快件", "尊敬的客户：\n", "麻烦您了，", "“")
_ZH_AFTER = ("，请您放心。", "", "已经安排。", "，谢谢", "\n祝好", "”")
_EN_BEFORE = ("Hello, ", "", "Your parcel ", "Thank you. ", "Good news:\n")
_EN_AFTER = (", thank you.", "", " has been sent.", " is on its way.", "\nRegards")
_LABELS_ZH = (
    "运单号",
    "单号",
    "订单号",
    "工单号",
    "客服电话",
    "退款金额",
    "预计送达时间",
    "处理时间",
    "工号",
    "收件人姓名",
)
_LABELS_EN = (
    "Tracking number",
    "Order number",
    "Delivery date",
    "Refund amount",
    "ETA",
    "Your case number",
)
_WIDTHLESS = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def _plain(text: str, draw: random.Random) -> str:
    return text


def _full_width(text: str, draw: random.Random) -> str:
    return text.translate(_FULL)


def _half_full(text: str, draw: random.Random) -> str:
    return "".join(one.translate(_FULL) if draw.random() < 0.5 else one for one in text)


def _widthless(text: str, draw: random.Random) -> str:
    return "".join(one + draw.choice(_WIDTHLESS) * draw.choice((0, 1, 1, 2)) for one in text)


def _both(text: str, draw: random.Random) -> str:
    return _widthless(_full_width(text, draw), draw)


_DISGUISES = (_plain, _full_width, _half_full, _widthless, _both)


def _entities(draw: random.Random) -> str:
    name = draw.choice(_NAMES_ZH + _NAMES_EN)
    left, right = draw.choice(
        (
            ("lt", "gt"),
            ("#60", "#62"),
            ("#x3c", "#x3E"),
            ("#123", "#125"),
            ("#x7b", "#x7D"),
            ("lbrace", "rbrace"),
        )
    )
    gap = draw.choice(("", " ", "\u200b", "\u3000"))
    amp = draw.choice(("&", "&", "&amp;"))

    def made(code: str) -> str:
        split = (
            f"#x{gap}{code[2:]}" if code.startswith("#x") and draw.random() < 0.5 else gap + code
        )
        return f"{amp}{split}{draw.choice(('', gap))};"

    return made(left) + name + made(right)


def _under(draw: random.Random) -> str:
    name = draw.choice(_NAMES_EN)
    name = name.upper() if draw.random() < 0.5 else name
    return draw.choice(("_ _%s_ _", "_ _ %s _ _", "__ %s __", "__%s__", "_ __%s__ _")) % name


def _shell(draw: random.Random) -> str:
    gap = draw.choice(("", " ", "\u3000", "\u00a0"))
    return f"${draw.choice(('', gap))}({gap}{draw.choice(_NAMES_ZH + _NAMES_EN)}{gap})"


def _hash(draw: random.Random) -> str:
    gap = draw.choice(("", " ", "\u3000"))
    return f"#{gap}{draw.choice(_NAMES_ZH + _NAMES_EN)}{gap}#"


def _single(draw: random.Random) -> str:
    gap = draw.choice(("", " "))
    return draw.choice(("[%s]", "【%s】", "［%s］", "〔%s〕")) % f"{gap}{draw.choice(_OWNERS)}{gap}"


def _mention(draw: random.Random) -> str:
    if draw.random() < 0.5:
        return f"@{draw.choice(_NAMES_ZH)}@"
    return f"@{draw.choice(_NAMES_EN + _NAMES_ZH)}"


#: Marks that may stand anywhere; whether what stands before must end a word.
_MARKS: tuple[Callable[[random.Random], str], ...] = (
    *(_entities, _under, _shell, _hash, _single, _mention),
)


def _anywhere(draw: random.Random) -> str:
    make = draw.choice(_MARKS)
    made = draw.choice(_DISGUISES)(make(draw), draw)
    before, after = draw.choice(((_ZH_BEFORE, _ZH_AFTER), (_EN_BEFORE, _EN_AFTER)))
    head, tail = draw.choice(before), draw.choice(after)
    if tail[:1].isalpha() and make is _mention:
        tail = "，" + tail
    return head + made + tail


def _stars(draw: random.Random) -> str:
    head = draw.choice(("", "您好，", "您好！", "尊敬的", "您好\n", "“", "您好：", "你好 ", "您好"))
    mark = draw.choice(_DISGUISES)("**" + draw.choice(_ADDRESS), draw)
    return head + mark + draw.choice(("，您的件到了。", "您好！", "", "，请放心"))


def _later(draw: random.Random) -> str:
    word = draw.choice(("待定", "TBC", "TBD", "tbc", "to be confirmed", "To Be Confirmed", "待 定"))
    word = draw.choice(_DISGUISES)(word, draw)
    kind = draw.random()
    if kind < 0.5:
        return f"您好，{draw.choice(_LABELS_ZH)}{draw.choice(('：', ':', '为', '是', '： '))}{word}{draw.choice(_ZH_AFTER[:2] + ('。', '，请留意。'))}"
    if kind < 0.75:
        return f"您好，我们会{draw.choice(('在', '于'))}{word}前{draw.choice(('送达。', '回复您。', '给您回电，请留意'))}"
    if "待" in word:
        word = "TBC"
    return f"{draw.choice(_LABELS_EN)}: {word}{draw.choice(('', '.', ', thank you', chr(10) + 'Regards'))}"


def _asked(draw: random.Random) -> str:
    mark = draw.choice(("？？", "??", "???", "？？？", "？ ？", "?\u200b?"))
    kind = draw.random()
    if kind < 0.5:
        return f"您好，您的{draw.choice(_LABELS_ZH)}{draw.choice(('', '：', '是', '为', ' '))}{mark}，{draw.choice(('请放心。', '已发出', '请您留意查收。'))}"
    if kind < 0.8:
        return f"您好，请{draw.choice(('于', '在'))}{mark}{draw.choice(('前签收', '前回复', '点到网点', '之前取件'))}，谢谢"
    return f"{draw.choice(_LABELS_EN)}{draw.choice((': ', ' is ', ' #'))}{mark}, thank you"


def _numbered(draw: random.Random) -> str:
    mark = draw.choice(_DISGUISES)(draw.choice(("$1", "%1", "$2", "%2", "{0}", "{1}", "%3")), draw)
    return draw.choice(
        (
            f"您好{mark}，您的件到了",
            f"尊敬的{mark}，您好",
            f"您好，您的运单号{mark}，请留意",
            f"单号：{mark}已发出",
            f"请于{mark}前签收",
            f"您好，{mark}先生，已安排",
            f"我是客服{mark}，很高兴为您服务",
            f"Dear {mark}, thank you",
            f"Hello {mark}, your parcel left",
            f"Your order number {mark} has left",
            f"Tracking number: {mark}",
        )
    )


def _dashes(draw: random.Random) -> str:
    mark = draw.choice(
        ("- - - -", "－－－－", "----", "---", "－ － －", "-----", "————", "–––", "- - -")
    )
    if draw.random() < 0.7:
        return f"您好，{draw.choice(_LABELS_ZH)}{draw.choice(('：', ':', '', '： ', '为', ' '))}{mark}{draw.choice(('，请留意。', '', chr(10) + '祝好', '。', '前请放心'))}"
    return (
        f"{draw.choice(_LABELS_EN)}: {mark}{draw.choice(('', ', thank you', chr(10) + 'Regards'))}"
    )


MAKERS = (_anywhere, _anywhere, _anywhere, _stars, _later, _asked, _numbered, _dashes)


def texts(seed: int, count: int) -> Iterator[tuple[str, str]]:
    """So many texts, each with the name of its maker."""
    draw = random.Random(seed)
    for _ in range(count):
        make = draw.choice(MAKERS)
        yield make.__name__.strip("_"), make(draw)
