"""Where a text may have placeholders, by their shape alone; what their words mean is for others.

The text is one seen plainly (:mod:`workstation.text.plain_view`). All patterns are bounded: no
stretch is looked at more than a fixed number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workstation.domain.script_facts import FACTS
from workstation.text.placeholder_letters import letters
from workstation.text.placeholder_slots import SHAPES as SLOT_SHAPES

HAN: Final = "\u3400-\u9fff"


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the plain text in the shape of a placeholder, and what stands in it."""

    style: str
    start: int
    end: int
    inner: str


_ANY: Final = rf"[A-Za-z_{HAN}][\w.\- {HAN}]{{0,40}}?"
_DOTTED: Final = "|".join(re.escape(fact) for fact in FACTS if "." in fact)
_TABLES: Final = tuple({f"{fact.partition('.')[0]}." for fact in FACTS if "." in fact} | {"ask."})
#: Style, the characters without one of which it need not be looked for, and its shape. Where two
#: stand at one place the earlier one counts. The group `in` is what stands in the placeholder.
SHAPES: Final = tuple(
    (style, triggers, re.compile(pattern, re.IGNORECASE))
    for style, triggers, pattern in (
        (
            "fill_in",
            "请",
            r"【\s*(?P<in>请[^】【]{0,60})】|[\[(]\s*(?P<in2>请\s*(?:填写|输入|补充|插入|替换|选择)[^\])]{0,60})[\])]",
        ),
        (
            "fill_in",
            "[",
            r"\[\s*(?P<in>please\s+(?:fill|enter|insert|specify|type|add)[^\]\[]{0,80})\]",
        ),
        ("liquid", "{", r"\{\{\{?(?P<in>[^{}]{0,200})\}\}\}?|\{%(?P<in2>[^{}%]{0,200})%\}"),
        ("hash_brace", "{", r"[#$@%]\{(?P<in>[^{}]{0,100})\}"),
        ("embedded", "<", r"<%=?(?P<in>[^<>%]{0,100})%>"),
        ("merge", "|", r"\*\|(?P<in>[^|*\n]{1,60})\|\*"),
        ("double", "[", r"\[\[(?P<in>[^\[\]]{1,60})\]\]"),
        ("double", "<", r"<<(?P<in>[^<>]{1,60})>>"),
        ("quoted", "«", r"«(?P<in>[^«»]{1,60})»"),
        ("brace", "{", r"\{(?P<in>[^{}]{0,100})\}"),
        ("lenticular", "【", r"【(?P<in>[^】【]{0,40})】"),
        ("bracket", "[", r"\[(?P<in>[^\]\[]{0,200})\]"),
        ("angle", "<", r"<(?P<in>[^<>]{1,60})>"),
        ("percent", "%", r"(?<![\d折])%\s?(?P<in>" + _ANY + r")\s?%"),
        (
            "format",
            "%",
            r"(?<![\d%])%(?:\((?P<in>\w{1,40})\)|\d\$)?[sdf](?![A-Za-z0-9_%])"
            r"|(?<![A-Za-z0-9%])%@",
        ),
        (
            "dollar",
            "$",
            rf"\$ ?(?P<in>[A-Za-z_{HAN}][\w. {HAN}]{{0,40}}?)\$|\$ ?\( ?(?P<in2>[a-z_{HAN}][\w. {HAN}]{{0,40}}) ?\)",
        ),
        ("variable", "$", r"(?<![A-Za-z0-9_$])\$(?P<in>[a-z_][a-z0-9_.]{1,40})"),
        ("at", "@", rf"@(?P<in>[A-Za-z_{HAN}][\w. {HAN}]{{0,40}}?)@"),
        ("hashes", "#", rf"##(?P<in>[\w. {HAN}]{{1,40}}?)##"),
        ("hash", "#", rf"#(?P<in>[\w. {HAN}]{{1,40}})#"),
        (
            "signs",
            "~^|&=:!",
            rf"(?<![A-Za-z0-9~^|&=:!])(?P<sign>[~^|&=!]|::)(?P<in>[A-Za-z_{HAN}][\w.{HAN}]{{0,30}})(?P=sign)",
        ),
        (
            "under",
            "_",
            r"(?<![A-Za-z0-9_])_ ?_ ?(?P<in>[a-z][a-z0-9]{0,20}(?:[_ ][a-z0-9]{1,20}){0,4}) ?_ ?_(?![A-Za-z0-9_])",
        ),
        (
            "half",
            "{}",
            r"\{{1,3}\s{0,3}(?P<in>[\w.]{1,40})|(?P<in2>[\w.]{1,40})\s{0,3}\}{1,3}|\{\{\{?|\}\}|\{%|%\}",
        ),
        (
            "half",
            "请P",
            rf"【\s{{0,3}}请\s{{0,3}}填写|请填写:\s{{0,3}}[\w{HAN}]{{1,20}}】|\[\s{{0,3}}please fill in\b",
        ),
        ("bare", _TABLES, rf"(?<![\w.@/-])(?:{_DOTTED}|ask\.[a-z]\w{{0,30}})(?![\w@/-])(?!\.\w)"),
        (
            "so_and_so",
            "某○〇△□◯☐/",
            r"某某|(?<=[^\s,。:、“(的位])(?P<in>先生/(?:女士|小姐))"
            r"|[○◯]{2,}+|(?<![一二三四五六七八九零〇\d])〇{2,}+(?![一二三四五六七八九零\d])|[△□☐]{2,}+",
        ),
        (
            "stars",
            "*",
            r"(?:(?<=[的为是号件单码名额间期址在于到给服系员由找电::,，。“(\s])|^)\*{3,}+(?! ?[\d*])",
        ),
        (
            "line",
            "_",
            r"(?<![A-Za-z0-9@/:=?&_-])_(?:[ ]?_)++(?![A-Za-z0-9])|(?<=:)_(?:[ ]?_)++(?![A-Za-z0-9])",
        ),
        ("parentheses", "(", r"(?<![A-Za-z0-9_])\([\s_]{0,40}\)"),
        ("round", "(", r"\((?P<in>[^()\n]{1,60})\)"),
        ("quoted", "(", r"\(\((?P<in>[^()\n]{1,40})\)\)"),
        (
            "prefixed",
            ":@%",
            r"(?<![A-Za-z0-9_.:@%/&])[:@%](?P<in>[A-Za-z_][A-Za-z_.]{1,30})(?![\w%@:/])",
        ),
        (
            "half_bracket",
            "【[】]",
            rf"[【\[]\s?(?P<in>[{HAN}]{{2,10}}+)(?![\w\]】])|(?<![\w【\[])(?P<in2>[{HAN}]{{2,10}}+)[】\]]",
        ),
        (
            "letters",
            ("YYYY", "yyyy", "N", "DD", "dd", "HH", "hh", "n"),
            r"(?-i:(?<![A-Za-z])(?:YYYY|yyyy)(?:年(?:MM月)?(?:DD日)?|[-/.](?:MM|mm)(?:[-/.](?:DD|dd))?)"
            r"|(?<![A-Za-z])(?:DD[-/.]MM|MM[-/.]DD|dd[-/.]mm|mm[-/.]dd)(?:[-/.](?:YYYY|yyyy|YY|yy))?(?![A-Za-z])"
            r"|(?<![A-Za-z])(?:HH:MM|hh:mm)(?![A-Za-z])|(?<![A-Za-z0-9])n(?=\s?(?:个工作日|个小时|小时|天内))"
            r"|(?<![A-Za-z0-9])N(?=\s?(?:个?工作日|个?小时|天|元|分钟|个月)|\s(?:(?:business|working)\s)?(?:days|hours)))",
        ),
        (
            "so_and_so",
            "?…-—月",
            r"[〇○_]月[〇○_]日|(?<![-—])[-—]{2,}+月[-—]{2,}+日|(?<![-—])[-—]{3,}+元(?![旦宵])|(?<=[付款额为计共])\?(?=元)"
            r"|\?{2,}+(?=元|天内|小时|个工作日|月|日)|…{1,2}(?=元(?![旦宵气]))|…{1,2}(?=天内|小时内)",
        ),
        (
            "empty",
            ("ull", "ULL", "ndefined", "one", "aN", "bject", "#", "?"),
            rf"(?<=[{HAN}])(?:null|undefined|none|nan)(?=[{HAN}])|^(?:null|undefined|none|nan)(?=[{HAN}])"
            rf"|(?<=[{HAN}:])(?-i:null|NULL|undefined|None|NaN)(?![A-Za-z0-9_])"
            r"|(?-i:(?<![\w./])(?:undefined|NaN|null(?! and void))(?![\w/])|(?<=[a-z] )None(?=[ .,!]|$))"
            r"|\b(?:dear|hi|hello)\s(?:(?:null|undefined|none|nan)\b|\?{1,3}(?![\w?]))|\[object object\]"
            r"|#(?:REF!|N/A|VALUE!|NAME\?)",
        ),
        (
            "later",
            "TtLl待",
            r"待填(?![写报单])|(?-i:(?<![A-Za-z])(?:TBD|TBC|TO[D]O)(?![A-Za-z]))|lorem ipsum",
        ),
        *SLOT_SHAPES,
    )
)


def scan(plain: str) -> Iterator[Found]:
    """What has the shape of a placeholder in a plain text, style by style."""
    for style, triggers, pattern in SHAPES:
        if not any(one in plain for one in triggers):
            continue
        for match in pattern.finditer(plain):
            groups = match.groupdict()
            inner = groups.get("in") or groups.get("in2") or ""
            yield Found(style, match.start(), match.end(), inner.strip())
    yield from (Found("letters", start, end, "") for start, end in letters(plain))
