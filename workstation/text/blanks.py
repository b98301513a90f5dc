"""Finds what somebody forgot to fill in: placeholders of any style left in outgoing text.

Used on every text before it leaves, typed, pasted or rendered. Ordinary marks are let through:
sizes (XXL), masked numbers (138****5678), emoji codes ([微笑]), a sender's sign (【顺丰速运】).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_HAN: Final = "\u3400-\u9fff"
#: Words by which people mark a place still to be filled in, in Chinese and in English.
_SAYS_BLANK: Final = "变量|占位|参数|字段|填写|输入|插入|补充|替换|待定|此处|xx|××|某|TBD|T(?:ODO)"
_OWNER: Final = (
    "客户|顾客|买家|用户|收件人?|寄件人?|收方|寄方|商家|店铺|您的|你的|我的|具体|预计|快递|运单|订单|"
    "工单|包裹|联系|公司|产品|商品|物品|赔付|赔偿|理赔|退款|派送|送达|回复|处理|承诺|坐席|客服|网点|"
    "承运|的|新|原"
)
_SLOT: Final = (
    "姓名|名字|名称|称呼|先生/女士|单号|运单号|订单号|工单号|编号|时间|日期|时刻|时限|期限|天数|小时数|"
    "金额|价格|数量|电话|手机号?|号码|地址|地点|城市|工号|原因|链接|网址|型号|网点|公司|公司名|品牌名|"
    "店铺名|产品|商品|产品名|商品名"
)
_ENGLISH: Final = (
    r"(?:your|the|insert|enter|customer|client|agent|user|first|last|full|company|order|ticket|"
    r"tracking|waybill|parcel|product|item|phone|email|name|date|time|amount|number|address|"
    r"title|link|url|reason|placeholder|to_?do|tbd|xx+)"
)
_ASKS: Final = (
    rf"(?:(?=[^\]\[】【<>\n]{{0,60}}(?:{_SAYS_BLANK}|(?<![a-z]){_ENGLISH}(?![a-z])|[a-z]+[._][a-z]+))"
    rf"|(?=\s*(?:{_OWNER}){{0,3}}(?:{_SLOT})\s*[\]］】>＞]))"
)

#: Style codes with their patterns; where two meet at one place the earlier one is reported.
_STYLES: Final = tuple(
    (style, re.compile(pattern, re.IGNORECASE))
    for style, pattern in (
        ("liquid", r"\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}|\{\{\{?|\}\}"),
        ("hash_brace", r"[#$@]\{[^{}\n]{0,100}\}"),
        ("brace", r"[{｛][^{}｛｝\n]{0,100}[}｝]"),
        (
            "fill_in",
            r"【\s*请[^】\n]{0,60}】|[\[［(（]\s*请(?:填写|输入|补充|插入)[^\])］）\n]{0,60}[\])］）]",
        ),
        ("lenticular", rf"【{_ASKS}[^】【\n]{{1,40}}】|【\s*】"),
        ("bracket", rf"[\[［]{_ASKS}[^\]［\[］\n]{{1,40}}[\]］]|[\[［][\s_.…]*[\]］]"),
        ("angle", rf"<<[^<>\n]{{1,60}}>>|[<＜]{_ASKS}[^<>＜＞\n]{{1,40}}[>＞]"),
        (
            "percent",
            rf"(?<![\d折])%[a-z_{_HAN}][\w.\- {_HAN}]{{0,40}}?%|(?<![\d%])%(?:\(\w+\))?[sd](?![A-Za-z0-9_%])",
        ),
        ("dollar", r"\$[a-z_][\w.]{0,40}\$"),
        ("letters", r"(?<![0-9A-Za-z*＊])[xXｘＸ×]{2,}(?![0-9A-Za-z*＊])"),
        ("letters", r"(?<![0-9A-Za-z*])[xX](?=(?:月|日|点|元|天|小时|分钟|个|号|件|先生|女士))"),
        ("so_and_so", r"某某|○{2,}|〇{2,}|△{2,}|＊{3,}(?!\d)"),
        ("line", r"(?<![\w@/.:])_{2,}(?!\w)|(?<=[\u3000-\u9fff：:])_{2,}|＿{2,}|﹍{2,}"),
        ("parentheses", r"（[\s_]*）|(?<![A-Za-z0-9_])\([\s_]*\)"),
    )
)


@dataclass(frozen=True, slots=True)
class Blank:
    """A placeholder left in a text: its words, its style code, and where it stands."""

    text: str
    style: str
    start: int
    end: int


def raw_placeholders(text: str) -> tuple[Blank, ...]:
    """Return every placeholder of any known style that still stands in ``text``, in order."""
    found: list[Blank] = []
    taken = bytearray(len(text))
    for style, pattern in _STYLES:
        for match in pattern.finditer(text):
            blank = Blank(match[0], style, match.start(), match.end())
            if not any(taken[blank.start : blank.end]):
                found.append(blank)
                taken[blank.start : blank.end] = b"\1" * (blank.end - blank.start)
    return tuple(sorted(found, key=lambda blank: blank.start))
