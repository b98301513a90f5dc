"""Makes texts with an unfilled placeholder: every style, word, place and disguise, from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

#: Shapes that are placeholders whatever stands in them.
SURE = (
    *(
        "{{%s}}",
        "{{ %s }}",
        "{{{%s}}}",
        "{%s}",
        "{ %s }",
        "${%s}",
        "#{%s}",
        "%%{%s}",
        "@{%s}",
        "$%s$",
    ),
    *(
        "<<%s>>",
        "«%s»",
        "[[%s]]",
        "*|%s|*",
        "<%%= %s %%>",
        "{%% if %s %%}",
        "%%%s%%",
        "{{%s",
        "%s}}",
        "${%s|0}",
    ),
    *(
        "【请填写：%s】",
        "【请输入%s】",
        "[请填写%s]",
        "（请填写%s）",
        "[Please fill in: %s]",
        "[insert %s here]",
    ),
)
#: Shapes that have other uses, with words that only name something to be filled in.
NAMED = (
    "[%s]",
    "<%s>",
    "【%s】",
    "[ %s ]",
    "【 %s 】",
    "< %s >",
    "[变量:%s]",
    "[请输入%s]",
    "##%s##",
    "@%s@",
)
WORDLESS = (
    *(
        "XX",
        3 * "X",
        "xx",
        "××",
        "____",
        "＿＿＿",
        "_ _ _",
        "某某",
        "○○",
        "△△",
        "（ ）",
        "( )",
        "[ ]",
        "【 】",
    ),
    *(
        "[  ]",
        "{}",
        "{0}",
        "{{}}",
        "%s",
        "%d",
        "%1$s",
        "%(name)s",
        "[变量]",
        "【变量】",
        "[XX]",
        "【XX】",
        "[xxx]",
    ),
    *(
        "[待填写]",
        "[占位符]",
        "TBD",
        "***",
        "ＸＸ",
        "XX月XX日",
        "20XX年",
        "□□□",
        "[...]",
        "[…]",
        "[___]",
    ),
)
ZH = (
    *(
        "客户姓名",
        "姓名",
        "订单号",
        "运单号",
        "快递单号",
        "预计送达时间",
        "退款金额",
        "金额",
        "工号",
        "联系电话",
    ),
    *(
        "公司名称",
        "商品名称",
        "处理时间",
        "日期",
        "地址",
        "具体时间",
        "赔付金额",
        "网点名称",
        "快递公司",
        "天数",
    ),
    *(
        "客户称呼",
        "您的姓名",
        "原因",
        "客服姓名",
        "工单号",
        "收件人",
        "承诺时间",
        "链接",
        "门店名称",
        "理赔单号",
    ),
)
EN = (
    *(
        "name",
        "customer_name",
        "customer.name",
        "Customer Name",
        "order_id",
        "Order Number",
        "tracking number",
    ),
    *(
        "TRACKING_NUMBER",
        "firstName",
        "first_name",
        "Your Name",
        "Company Name",
        "date",
        "amount",
        "refund amount",
    ),
    *(
        "ticket.customer.firstname",
        "agent name",
        "delivery_date",
        "Reason for Delay",
        "product name",
        "phone number",
    ),
)
BEFORE = (
    "您好，",
    "",
    "尊敬的",
    "您的快件",
    "Dear ",
    "Your parcel ",
    "明天前会联系您：",
    "\n",
    "“",
)
AFTER = (
    "，请您放心。",
    "",
    "先生，您好！",
    "已经安排。",
    ", thank you.",
    " has been sent.",
    "\n祝好",
    "”",
    "元",
)
_WIDTHLESS = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_LOOKS = str.maketrans(
    {
        "{": "❴",
        "}": "❵",
        "[": "〔",
        "]": "〕",
        "<": "〈",
        ">": "〉",
        "a": "а",
        "e": "е",
        "o": "о",
        "X": "Х",
    }
)
_ENTITY = {
    "{": "&#123;",
    "}": "&#125;",
    "<": "&lt;",
    ">": "&gt;",
    "[": "&#91;",
    "]": "&#x5D;",
    "%": "&#37;",
}
_URL = {"{": "%7B", "}": "%7D", "[": "%5B", "]": "%5D"}


def plain(text: str, draw: random.Random) -> str:
    return text


def full_width(text: str, draw: random.Random) -> str:
    return text.translate(_FULL)


def widthless(text: str, draw: random.Random) -> str:
    return "".join(one + draw.choice(_WIDTHLESS) for one in text)


def look_alike(text: str, draw: random.Random) -> str:
    return text.translate(_LOOKS)


def html_written(text: str, draw: random.Random) -> str:
    return "".join(_ENTITY.get(one, one) for one in text)


def twice_written(text: str, draw: random.Random) -> str:
    return html_written(text, draw).replace("&", "&amp;")


def url_written(text: str, draw: random.Random) -> str:
    return "".join(_URL.get(one, one) for one in text)


def escaped(text: str, draw: random.Random) -> str:
    return "".join(f"\\{one}" if one in "{}[]<>_%$#*" else one for one in text)


def bold(text: str, draw: random.Random) -> str:
    return f"**{text}**"


def broken(text: str, draw: random.Random) -> str:
    """With a line break inside, beside the words."""
    at = draw.choice([1, len(text) - 1])
    if text[:2] in ("{{", "[[", "<<") or text[-2:] in ("}}", "]]", ">>"):
        at = 2 if text[:2] in ("{{", "[[", "<<") else len(text) - 2
    return f"{text[:at]}\n{text[at:]}"


def spaced(text: str, draw: random.Random) -> str:
    return text.replace(" ", "\u00a0") if " " in text else text


DISGUISES = (
    plain,
    full_width,
    widthless,
    look_alike,
    html_written,
    twice_written,
    url_written,
    escaped,
    bold,
    broken,
    spaced,
)
#: Disguises that can be put on anything without making other words of it.
_EVERYWHERE = (plain, full_width, widthless, spaced, bold)


def texts(seed: int, count: int) -> Iterator[tuple[str, str]]:
    """So many texts with the placeholder that each has."""
    draw = random.Random(seed)
    for _ in range(count):
        kind = draw.random()
        if kind < 0.5:
            mark = draw.choice(SURE) % draw.choice(ZH + EN)
            disguise = draw.choice(DISGUISES)
        elif kind < 0.8:
            mark = draw.choice(NAMED) % draw.choice(ZH + EN)
            disguise = draw.choice(DISGUISES)
        else:
            mark = draw.choice(WORDLESS)
            disguise = draw.choice(_EVERYWHERE)
        if mark.startswith(("%", "$", "#", "@", "*")) and disguise in (broken, url_written):
            disguise = plain
        made = disguise(mark, draw)
        before, after = draw.choice(BEFORE), draw.choice(AFTER)
        if made[:1].isascii() and made[:1].isalnum() and before[-1:].isascii():
            before = "您好，"
        yield f"{before}{made}{after}", made
