"""Marks that are placeholders only where a value is due: 单号：待定, 请于??前, 您好$1, @name, 单号：----.

Their shapes, for :mod:`workstation.text.placeholder_scan`, and what must stand around them. What
stands around is looked at over a fixed length alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workstation.text import placeholder_words as words

if TYPE_CHECKING:
    from workstation.text.placeholder_scan import Found

#: Style, triggers and shape, as in :data:`workstation.text.placeholder_scan.SHAPES`.
SHAPES: Final = (
    (
        "awaited",
        ("待", "tb", "tB", "Tb", "TB", "o be", "o Be", "O BE", "O Be", "o  "),
        r"待 ?定|(?<![A-Za-z])t(?:b[cda]|o {1,3}be {1,3}(?:confirmed|advised|determined|announced))(?![A-Za-z])",
    ),
    (
        "nobody",
        "*",
        r"(?:(?<=[,:;!。(“\"的好请给找为\s])|^)\* ?\*(?= ?(?:先生|女士|小姐)(?![^\n]{0,80}\*\*))",
    ),
    ("asked", "?", r"\?(?: ?\?)++"),
    ("numbered", "$%", r"(?<![A-Za-z0-9$%./])[$%][1-9](?![A-Za-z0-9%$]|[.,]\d)"),
    ("dashes", "-–—―─━", r"[-–—―─━](?: ?[-–—―─━]){2,}+"),
    (
        "mention",
        "@",
        r"(?<![A-Za-z0-9_.+/@-])@ ?(?:(?P<in>[a-z][a-z0-9_]{1,40})(?![\w@-]|\.\w)"
        r"|(?P<in2>[\u3400-\u9fff]{2,10}+))",
    ),
)

#: What stands between the name of a field and its value.
_LINK: Final = re.compile(r"\s?(?:[:#]|为|是|\b(?i:is|are))?[^\S\n]?$")
_HAN_TAIL: Final = re.compile(r"[\u3400-\u9fff]{2,8}$")
_LATIN_TAIL: Final = re.compile(r"[A-Za-z]{2,20}$")
_CLAUSE: Final = re.compile(r"[^,。!;?\n、~]*$")
_CALLED: Final = re.compile(
    r"(?:(?:您好|你好|尊敬的|亲爱的|我是|客服|坐席|座席|工号)\s?|\b(?:dear|hi|hello|hey|mr\.?|ms\.?|mrs\.?)\s)$",
    re.IGNORECASE,
)
_FORM: Final = re.compile(r" ?(?:先生|女士|小姐)")
_BY: Final = re.compile(r"\b(?:by|on|at|before|until|no\.?) $", re.IGNORECASE)
_AT: Final = re.compile(r"[于在] ?$")
_THEN: Final = re.compile(r" ?(?:之?前|以前|之?后|点|时|[日号](?!码)|左右)")
_ASKS: Final = re.compile(
    r"请问|什么|哪|吗|呢|多少|提供|告[诉知]|发[给我一下来]|知道|没有|给[我一下]|几|怎|谁|报一?下|核[实对]|说一?下"
    r"|what|which|your .{0,30} is it",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(r" ?(?:[的中事之状稿价岗]|(?:by|with|after|once|when|later|soon|in)\b)")
_MONEY: Final = re.compile(r"[价费额款金]|比例|折扣|数量|重量|amount|price|fee|cost|total|sum")
_RUNS_ON: Final = re.compile(r"[^\S\n]?[\w(【\[](?<![前后元先女小到])")
#: The ends of names that are of no person and no firm, who are called with the same sign.
_NAME_ENDS: Final = re.compile(
    r"(?:[名称号码址话线态置因]|时间|日期|金额|称呼|方式)$"
    r"|(?:name|number|num|_?id|code|date|time|amount|price|address|phone|eta|status|reason|waybill)$",
    re.IGNORECASE,
)
#: Names of fields that are no fact by themselves.
PLAIN_NAMES: Final = frozenset(
    {"date", "time", "amount", "number", "address", "id", "price", "order_id", "phone"}
)


def is_awaited(found: Found, plain: str) -> bool:
    """待定 and TBC as a value; a sentence that says what is not settled yet is none."""
    before = plain[max(found.start - 24, 0) : found.start]
    if _OPEN.match(plain, found.end):
        return False
    if _AT.search(before) is not None:
        return plain[found.start] != "待" or _THEN.match(plain, found.end) is not None
    if plain[found.start] != "待" and (_BY.search(before) or before[-1:] in tuple("为是")):
        return True
    told = plain[found.start : found.end]
    if before.casefold().endswith(" is ") and " " in told:
        return False  # the date is to be confirmed
    return before.rstrip(" ")[-1:] in (*":#为是", "s") and _is_labelled(before)


def is_nobody(found: Found, plain: str) -> bool:
    """Two stars before a form of address: 张**先生 is masked, and **您好！**先生 has bold words."""
    line = plain[max(found.start - 80, 0) : found.start].rpartition("\n")[2]
    return line.count("**") % 2 == 0


def is_asked(found: Found, plain: str) -> bool:
    """Question marks instead of a value; those of a question are none."""
    before = plain[max(found.start - 24, 0) : found.start]
    clause = _CLAUSE.search(before)
    if clause is None or _ASKS.search(clause[0]):
        return False
    if _AT.search(before):
        return _THEN.match(plain, found.end) is not None
    if _BY.search(before) or _CALLED.search(before):
        return before[-1:] != "好" or _FORM.match(plain, found.end) is not None
    if _FORM.match(plain, found.end):
        return before[-1:] in ("", *",:的好!。\n")
    return _is_labelled(before)


def is_numbered(found: Found, plain: str) -> bool:
    """$1 and %1 for the first value; sums and shares are none."""
    before = plain[max(found.start - 24, 0) : found.start]
    if _CALLED.search(before) or _FORM.match(plain, found.end):
        return True
    if _AT.search(before):
        return _THEN.match(plain, found.end) is not None
    if plain[found.end : found.end + 1] == "元":
        return True
    return _MONEY.search(before[-14:].casefold()) is None and _is_labelled(before)


def is_dashes(found: Found, plain: str) -> bool:
    """Dashes instead of a value behind the name of a field."""
    if _RUNS_ON.match(plain, found.end):
        return False
    return _is_labelled(plain[max(found.start - 24, 0) : found.start])


def is_mention(found: Found, plain: str) -> bool:
    """The name of a field behind @; people and firms are called with it."""
    inner = found.inner
    if inner.isascii():
        told = inner.casefold()
        parts = words.words_of(inner)
        known = words.fact_of(inner) != "" or told in PLAIN_NAMES
        known = known or (len(parts) > 1 and words.table().slots_en.issuperset(parts))
        return known and _NAME_ENDS.search(told) is not None
    known_names = words.table().facts
    for last in range(len(inner), 1, -1):
        name = words.simple(inner[:last])
        if (name in known_names or words.only_a_slot(name)) and _NAME_ENDS.search(name):
            return True
    return False


def _is_labelled(before: str) -> bool:
    """Whether a text ends with the name of a field, with or without a colon behind it."""
    told = before[: -len(link[0])] if (link := _LINK.search(before)) and link[0] else before
    if han := _HAN_TAIL.search(told):
        tail = words.simple(han[0])
        known, slots = words.table().facts, words.table().slot_words
        return tail.endswith(slots) or any(tail[at:] in known for at in range(len(tail) - 1))
    latin = _LATIN_TAIL.search(told)
    return latin is not None and latin[0].casefold() in words.table().slots_en


JUDGES: Final = {
    "awaited": is_awaited,
    "nobody": is_nobody,
    "asked": is_asked,
    "numbered": is_numbered,
    "dashes": is_dashes,
    "mention": is_mention,
}
