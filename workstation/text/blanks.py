"""Finds what somebody forgot to fill in: placeholders of any style left in outgoing text.

Used on every text before it leaves, typed, pasted or rendered, however its marks are written: in
full width, with characters without width in between, as `&#123;`, broken over lines. Ordinary
marks are let through: sizes (XXL), masked numbers (138****5678), emoji codes ([微笑]), a sender's
sign (【顺丰速运】), notices (【温馨提示】).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workstation.text import placeholder_words as words
from workstation.text.placeholder_scan import Found, scan
from workstation.text.placeholder_slots import JUDGES as SLOT_JUDGES
from workstation.text.placeholder_slots import PLAIN_NAMES
from workstation.text.plain_view import plain_view

#: Shapes that nobody writes for anything else.
_SURE: Final = frozenset(
    {
        *("fill_in", "liquid", "hash_brace", "embedded", "merge", "double", "bare"),
        *("empty", "letters", "so_and_so", "stars", "line", "parentheses", "later", "format"),
    }
)
#: A number, a day or a time in brackets, such as the ticket's in the subject of an e-mail, or a waybill.
_NUMBER: Final = re.compile(
    r"[A-Za-z]{0,3}[\s./:~-]?\d[\d\s./:~-]*|[A-Za-z]{2,6}-?\d{4}[\dA-Za-z-]*"
)
_TAG: Final = re.compile(
    r"/?(?:a|abbr|b|big|blockquote|body|br|button|center|code|div|em|font|form|h[1-6]|head|hr|html|i"
    r"|img|input|label|li|link|meta|nobr|ol|option|p|pre|q|s|script|select|small|span|strike|strong"
    r"|style|sub|sup|table|tbody|td|textarea|tfoot|th|thead|tr|u|ul|video)(?:\s[^<>]*)?/?|/.*|!.*|\?.*",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"https?:|mailto:|www\.|tel:|[\w.+-]+@[\w-]+\.")
_FACE: Final = re.compile(r"\{[^{}\n]{1,20}\}")
#: One of two numbers is to be chosen: [24/48] hours.
_EITHER: Final = re.compile(r"\d{1,3}\s?[/–~-]\s?\d{1,3}")
#: Who is meant is to be chosen: (先生/女士).
_ONE_OF: Final = re.compile(
    r"先生/(?:女士|小姐)|(?:女士|小姐)/先生|[他她](?:/[他她它])+|(?i:mr/mrs|he/she)"
)
#: One of several words is to be chosen: [快递/物流].
_CHOICE: Final = re.compile(r"[^/\d:]{1,12}(?:/[^/\d:]{1,12})+")
_UNIT: Final = re.compile(
    r"\s?(?:小时|天|个?工作日|分钟|元|hours?|days?|business|working|minutes?)"
)
_HEX: Final = re.compile(r"[0-9A-Fa-f]{2}")
_CALLED: Final = re.compile(
    r"(?:dear|hi|hello|hey|mr\.?|ms\.?|mrs\.?|my name is|i am|i'm|this is|尊敬的|亲爱的|我是)\s*$",
    re.IGNORECASE,
)
_SAYS_FILL: Final = re.compile(
    r"(?:填写|填入|输入|插入|替换|此处|待定|待填|占位|变量)"
    r"|YYYY|yyyy|MM月|DD日|选一$|^某|^补充[：:]|^(?:insert|enter|fill in|specify|your)\b|\b(?:here|placeholder|tbd)$",
    re.IGNORECASE,
)
_ENDS_OWNER: Final = ("", *" ,。!;的您先女小方\n")
_STANDS_IN: Final = re.compile(
    r"此处(?:插入|填写|输入|替换)|^插入|^替换|占位符|变量$|^待(?:补充|填写?|确认|定)$"
)
#: The end of a line within a word or between two.
_BROKEN: Final = re.compile(r"(?<=[\w ])\n(?=[\w. ])")
_FIELD: Final = re.compile(r"[a-z]+(?:[._][a-z0-9]+)+|[a-z]+[A-Z]\w*|[A-Z]{2,}(?:_[A-Z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Blank:
    """A placeholder left in a text: its words, its style code, and where it stands."""

    text: str
    style: str
    start: int
    end: int


def raw_placeholders(text: str) -> tuple[Blank, ...]:
    """Return every placeholder of any known style that still stands in ``text``, in order."""
    view = plain_view(text)
    found: list[Blank] = []
    taken = bytearray(len(view.plain))
    for one in (*_filled_in(view.plain), *_over_lines(view.plain)):
        if any(taken[one.start : one.end]):
            continue
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
        start, end = view.span(one.start, one.end)
        found.append(Blank(text[start:end], one.style, start, end))
    return tuple(sorted(found, key=lambda blank: blank.start))


def _filled_in(plain: str) -> Iterator[Found]:
    return (one for one in scan(plain) if is_blank(one, plain))


def _over_lines(plain: str) -> Iterator[Found]:
    """What is a place to fill in once words that are broken over lines are put together again."""
    broken = [found.start() for found in _BROKEN.finditer(plain)]
    if not broken:
        return
    for one in _filled_in(_BROKEN.sub(" ", plain)):
        if one.inner and "\n" in plain[one.start : one.end]:
            yield one
    ends = [at - before for before, at in enumerate(broken)]
    for one in _filled_in(_BROKEN.sub("", plain)):
        first, last = bisect_right(ends, one.start), bisect_left(ends, one.end)
        if first < last and one.inner:
            yield Found(one.style, one.start + first, one.end + last, one.inner)


def is_blank(found: Found, plain: str) -> bool:
    """Whether a shape found in a plain text is a place that was to be filled in."""
    if found.style in _SURE:
        return True
    return _JUDGES[found.style](found, plain)


def _brace(found: Found, plain: str) -> bool:
    return not (found.inner and words.is_ordinary(found.inner))


def _half(found: Found, plain: str) -> bool:
    """A brace without its other one, beside a word; those around a face are none."""
    begin = max(found.start - 30, 0)
    return not any(
        words.is_ordinary(face[0].strip("{} "))
        for face in _FACE.finditer(plain, begin, found.end + 30)
        if face.start() < found.end and found.start < face.end()
    )


def _lenticular(found: Found, plain: str) -> bool:
    """A sender's sign and a notice stand in the same brackets: only plain names of fields count."""
    inner = found.inner
    if len(inner) == 1 and _one_sign(found, plain):
        return True
    if inner.isdigit() or words.is_ordinary(inner):
        return False
    if not inner or words.is_generic(inner) or _SAYS_FILL.search(inner):
        return True
    if words.is_han(inner):
        return words.fact_of(inner) != "" or words.only_a_slot(inner)
    return words.fact_of(inner) != "" or words.names_a_slot(inner)


def _bracket(found: Found, plain: str) -> bool:
    inner = found.inner
    if not inner.strip(" _.…-"):
        before = plain[found.start - 1 : found.start]
        return not (before.isascii() and before.isalnum())
    if len(inner) == 1 and _one_sign(found, plain):
        return True
    if _EITHER.fullmatch(inner) and _UNIT.match(plain, found.end):
        return True
    if plain[found.end : found.end + 5].startswith("(http") or _NUMBER.fullmatch(inner):
        return False
    if _CHOICE.fullmatch(inner) and words.is_han(inner):
        return True
    return not words.is_ordinary(inner) and _means_a_place(inner)


def _one_sign(found: Found, plain: str) -> bool:
    """One character of a name alone: [客]; who speaks ([客]: …) and whose place it is ([收]张三) are none."""
    after = plain[found.end : found.end + 1]
    if found.inner in words.table().single:
        return after != ":"
    return found.inner in words.table().single_owners and after in _ENDS_OWNER


def _angle(found: Found, plain: str) -> bool:
    inner = found.inner
    if _TAG.fullmatch(inner) or _LINK.match(inner):
        return False
    if f"</{inner}>" in plain and not words.is_generic(inner):
        return False
    return not words.is_ordinary(inner) and _means_a_place(inner)


def _percent(found: Found, plain: str) -> bool:
    inner = found.inner
    if _HEX.fullmatch(inner) or _in_link(found, plain):
        return False
    if inner.isascii() and " " not in inner:
        return True
    return _means_a_place(inner)


def _named(found: Found, plain: str) -> bool:
    """Marks that have other uses, too: only the name of a field counts between them."""
    inner = found.inner
    if inner.isdigit() or _in_link(found, plain):
        return False
    if inner.casefold() in PLAIN_NAMES:
        return True
    if words.fact_of(inner) != "" or words.is_generic(inner) or _FIELD.fullmatch(inner):
        return True
    if words.is_han(inner):
        return words.only_a_slot(inner)
    return inner[:1].isalpha() and " " in inner and words.names_a_slot(inner)


def _prefixed(found: Found, plain: str) -> bool:
    """A name behind a sign (:name, @name): only the fields of programs, or where one is called."""
    if words.fact_of(found.inner) == "":
        return False
    called = _CALLED.search(plain, max(found.start - 20, 0), found.start)
    return _FIELD.fullmatch(found.inner) is not None or called is not None


def _half_bracket(found: Found, plain: str) -> bool:
    """A bracket without its other one beside the name of a field."""
    return words.fact_of(found.inner) != "" and len(found.inner) > 2


def _signs(found: Found, plain: str) -> bool:
    """Signs that part words as well (a|b|c, a&b): only a name of a field as programs write it."""
    sign = plain[found.start]
    ours = sign != "|" and words.fact_of(found.inner) != ""
    if sign == "!" and not found.inner.isascii():
        return False  # a cry
    return bool(_FIELD.fullmatch(found.inner)) or (ours and not _in_link(found, plain))


def _between_signs(found: Found, plain: str) -> bool:
    """Words between two signs: any name, or words that name a field."""
    inner = found.inner
    if _in_link(found, plain) or inner.isdigit():
        return False
    if found.style == "dollar" and inner.isascii() and " " not in inner:
        return True
    return not words.is_ordinary(inner) and _means_a_place(inner)


def _round(found: Found, plain: str) -> bool:
    """Brackets in which anything may stand: only what asks to be filled in, or stands for a name."""
    inner = found.inner
    if (_STANDS_IN.search(inner) and len(inner) <= 16) or _ONE_OF.fullmatch(inner):
        return True
    if _NUMBER.fullmatch(inner):
        return False
    if inner.isupper() and len(inner) > 3 and words.names_a_slot(inner):
        return True
    if _SAYS_FILL.search(inner) and len(inner) <= 30:
        return words.names_a_slot(inner) or words.is_generic(inner)
    if _FIELD.fullmatch(inner):
        return words.names_a_slot(inner) and _LINK.search(inner) is None
    called = _CALLED.search(plain, max(found.start - 20, 0), found.start)
    return called is not None and words.names_a_slot(inner)


_JUDGES: Final = {
    "brace": _brace,
    "half": _half,
    "lenticular": _lenticular,
    "bracket": _bracket,
    "angle": _angle,
    "percent": _percent,
    "dollar": _between_signs,
    "hashes": _between_signs,
    "quoted": _between_signs,
    "variable": _named,
    "at": _between_signs,
    "hash": _named,
    "under": _named,
    "signs": _signs,
    "prefixed": _prefixed,
    "half_bracket": _half_bracket,
    "round": _round,
    **SLOT_JUDGES,
}


def _means_a_place(inner: str) -> bool:
    return (
        words.is_generic(inner)
        or _SAYS_FILL.search(inner) is not None
        or words.fact_of(inner) != ""
        or words.names_a_slot(inner)
    )


def _in_link(found: Found, plain: str) -> bool:
    """Whether it stands within an address of the web."""
    begin = max(plain.rfind(" ", 0, found.start), plain.rfind("\n", 0, found.start)) + 1
    return "://" in plain[max(begin, found.start - 300) : found.start]
