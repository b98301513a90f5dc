"""What stands around a placeholder without words of its own: 工号XX, XX小时, 亲爱的____."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from workstation.text import placeholder_words as words
from workstation.text.placeholder_scan import HAN, Found

_LINK: Final = re.compile(r"(?:是|为|:|：|\s|[“\"「'(（【\[]|#|号为|叫)+$")
#: Words before a place where a name stands, and whose name it is.
_CALLS: Final = tuple(
    (re.compile(rf"(?:{before}|\b(?:{en}))\s*$", re.IGNORECASE), fact)
    for before, en, fact in (
        (
            "亲爱的|尊敬的|敬爱的|您好|你好",
            r"dear|hi|hello|hey|mr\.?|ms\.?|mrs\.?",
            "customer.name",
        ),
        (
            "我是|这里是客服|客服|为您服务的是|我叫",
            "i am|i'm|my name is|this is|regards,|sincerely,",
            "agent.name",
        ),
        (
            "感谢(?:您)?(?:选择|致电|联系|使用)|欢迎(?:致电|光临|来到)|这里是",
            "thank you for (?:choosing|contacting|calling)|welcome to",
            "team.name",
        ),
    )
)
_AFTER: Final = (
    (
        re.compile(r"\s?(?:先生/女士|先生或女士|先生|女士|小姐|太太|同学|老师)"),
        "customer.name",
        "",
        "",
    ),
    (re.compile(r"\s?(?:号客服|号坐席|号座席|号话务员|号为您服务)"), "agent.work_no", "", ""),
    (re.compile(r"\s?(?:元|块|RMB\b|CNY\b|yuan\b)", re.I), "", "金额", "money"),
    (re.compile(r"\s?(?:个?小时|hours?\b|hrs?\b)", re.I), "", "小时数|hours", "number"),
    (
        re.compile(r"\s?(?:个?工作日|(?:business|working) days?\b)", re.I),
        "",
        "工作日数|working days",
        "number",
    ),
    (re.compile(r"\s?(?:天|日内|days?\b)", re.I), "", "天数|days", "number"),
    (re.compile(r"\s?(?:分钟|minutes?\b|mins?\b)", re.I), "", "分钟数|minutes", "number"),
    (re.compile(r"\s?(?:个?星期|周|weeks?\b)", re.I), "", "周数|weeks", "number"),
    (re.compile(r"\s?(?:点|时)"), "", "几点", "number"),
    (re.compile(r"\s?(?:月)"), "", "月份", "number"),
    (re.compile(r"\s?(?:日|号(?![码线]))"), "", "几号", "number"),
    (re.compile(r"\s?(?:年)"), "", "年份", "number"),
    (re.compile(r"\s?(?:公斤|千克|kg\b|克|斤)", re.I), "", "重量|weight", "number"),
    (re.compile(r"\s?(?:%|折)"), "", "比例|percentage", "percent"),
    (
        re.compile(r"\s?(?:件|个|票|单|箱|次|pieces?\b|items?\b)", re.I),
        "",
        "数量|quantity",
        "number",
    ),
    (re.compile(r"\s?(?:快递|速运|速递|物流)"), "parcel.carrier", "", ""),
    (re.compile(r"\s?(?:公司|旗舰店|专营店|专卖店|官方)"), "team.name", "", ""),
)
_DAY: Final = re.compile(
    r"[\dxX_]{0,9}(?:年[xX_ ]{1,9})?月[xX_ ]{1,9}[日号](?:[xX_ ]{1,9}[点时:](?:[xX_ ]{1,9}分?|整|半)?)?"
    r"|[xX_ ]{0,9}[/-][xX_]{1,9}[/-][xX_]{1,9}"
)
_CLOCK: Final = re.compile(r"[xX_]{0,9}[:：点时][xX_]{1,9}分?")
_HAN_TAIL: Final = re.compile(rf"[{HAN}]{{1,12}}$")
_LATIN_TAIL: Final = re.compile(r"(?:[A-Za-z][\w']*[ ]){0,3}[A-Za-z][\w']*$")
#: So many letters stand for a number: 快递XXXXXXXXXX is a waybill, 快递XX a carrier.
_LONG: Final = 6
_NUMBERED: Final = {"parcel.carrier": "parcel.waybill"}
_EMPTY: Final = ("letters", "line", "so_and_so", "stars")


@dataclass(frozen=True, slots=True)
class Near:
    """What the words around say: a fact, or a label and a kind; `taken` goes with it (XX月XX日)."""

    fact: str = ""
    label: str = ""
    kind: str = ""
    taken: tuple[int, int] | None = None


def look_around(plain: str, found: Found) -> Near:
    """Read what stands before and after a placeholder."""
    if found.inner and not words.is_generic(found.inner):
        return Near()
    if found.style in _EMPTY:
        for pattern, label in ((_DAY, "日期"), (_CLOCK, "时间")):
            day = pattern.match(plain, found.start)
            if day and day.end() > found.end:
                timed = label == "时间" or re.search("[点时:]", day[0])
                kind = "time" if timed else "date"
                said = _before(plain, found.start).label
                return Near("", said or label, kind, (found.start, day.end()))
    before = _before(plain, found.start)
    if found.style == "letters" and found.end - found.start >= _LONG and before.fact in _NUMBERED:
        return Near(_NUMBERED[before.fact])
    for pattern, fact, label, kind in _AFTER:
        if pattern.match(plain, found.end):
            zh, _, en = label.partition("|")
            chinese = not en or words.is_han(plain[found.end : found.end + 6])
            told = before.label if before.label and not fact else zh if chinese else en
            return Near(fact, told, kind)
    if not before.fact and not before.label:
        slot = words.table().slots.match(plain, found.end)
        return Near("", slot[0]) if slot else before
    return before


def _before(plain: str, start: int) -> Near:
    ahead = plain[max(start - 40, 0) : start]
    for pattern, fact in _CALLS:
        if pattern.search(ahead):
            return Near(fact)
    ahead = _LINK.sub("", ahead)
    tail = _HAN_TAIL.search(ahead)
    if tail is not None:
        return _named(tail[0])
    latin = _LATIN_TAIL.search(ahead)
    if latin is None:
        return Near()
    told = latin[0].split(" ")
    for first in range(len(told)):
        some = " ".join(told[first:])
        if fact := words.table().facts.get("".join(words.words_of(some)), ""):
            return Near(fact)
    return Near("", told[-1]) if words.names_a_slot(told[-1]) else Near()


def _named(tail: str) -> Near:
    """The fact or the field that Chinese words end with."""
    for first in range(len(tail) - 1):
        some = tail[first:]
        if len(some) >= 2 and (fact := words.table().facts.get(some, "")):
            return Near(fact)
    for first in range(max(len(tail) - 6, 0), len(tail) - 1):
        if words.names_a_slot(tail[first:]):
            return Near("", words.bare(tail[first:]))
    return Near()
