"""Placeholders of other systems in imported scripts, made ours: every one recognised or named.

Whatever style another system writes (``[变量]``, ``{name}``, ``%name%``, ``#{ticket.customer.name}``,
``XX``, ``____``), a known name becomes the fact that it means, and all else a value that is asked
for; nothing is lost, and nothing is left raw. What stands in brackets for other reasons stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from workstation.domain.refusal import Refusal
from workstation.domain.script_ask import Ask
from workstation.domain.script_facts import FACTS
from workstation.text import blanks, templating
from workstation.text import placeholder_words as words
from workstation.text.foreign_context import Near, look_around
from workstation.text.foreign_shapes import candidates
from workstation.text.foreign_tags import TAGS, translate_tag
from workstation.text.placeholder_scan import Found
from workstation.text.plain_view import View, plain_view

#: Facts that are said with their unit, so that none must follow.
_MONEY: Final = frozenset(
    {
        "parcel.insured",
        "parcel.declared",
        "parcel.freight",
        "parcel.cod",
        "claim.amount",
        "claim.claimed",
    }
)
_UNIT_AFTER: Final = re.compile(r"\s?(?:元钱?|块钱?|人民币|RMB\b|CNY\b|yuan\b)", re.IGNORECASE)
_UNIT_BEFORE: Final = re.compile(r"(?:[¥￥]|\b(?:RMB|CNY))\s?$", re.IGNORECASE)
_OTHER_MONEY: Final = re.compile(r"[$€£]\s?$")
#: Words with which a fact would be somebody else's: who takes returns in, the waybill of a second parcel.
_OF_ANOTHER: Final = {
    "customer.name": re.compile(
        r"(?:(?:退货|退回|寄回|退件)(?:地址|信息)|return address)[^。！？!?]{0,50}"
        r"(?:收件人|收货人|联系人|recipient|receiver)[^。！？!?]{0,6}$",
        re.IGNORECASE,
    ),
    "parcel.waybill": re.compile(
        r"(?:退货|退回|补发|换货|重发|新)的?(?:快递|物流|运)?单号?[是为:：\s]{0,3}$"
        r"|\b(?:return|replacement|new)\s(?:tracking|waybill)(?:\s(?:number|no\.?|id))?[\s:]{0,2}(?:is)?\s?$",
        re.IGNORECASE,
    ),
}
_NEVER: Final = re.compile(r"(?!)")
#: First and last name of others are one name of ours.
_TWICE: Final = re.compile(r"(\{\{ (?:customer|agent)\.name \}\})(?:[ ·]?\1)+")
#: Words of the template language, and those that it reads off any value.
_RESERVED: Final = frozenset(
    {
        *("and", "or", "not", "contains", "if", "else", "in", "as", "for", "with", "true", "false"),
        *("nil", "null", "none", "undefined", "empty", "blank", "size", "first", "last", "limit"),
        *("offset", "reversed", "cols", "required", "continue", "break"),
    }
)
_LONGEST_NAME: Final = 24


class Unknown(NamedTuple):
    """A placeholder that means none of our facts: its words, its place in the text, its style."""

    foreign: str
    place: int
    style: str


@dataclass(frozen=True, slots=True)
class Translated:
    """A text with its placeholders made ours.

    `recognised` are pairs of what stood there and the fact that it became. What is `unknown` is
    asked for: `asks` says what, in the order of the text, and `asked` pairs what stood there with
    the name of its ask.
    """

    body: str
    recognised: tuple[tuple[str, str], ...] = ()
    unknown: tuple[Unknown, ...] = ()
    asks: tuple[Ask, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()


def translate(text: str, hints: Collection[str] = (), asks: Iterable[Ask] = ()) -> Translated:
    """Make the placeholders of a text ours.

    `hints` are styles that this set of scripts uses for placeholders (:func:`styles_of`): in them
    anything counts that is no face or notice. `asks` are those of the same script's other texts:
    the same words ask for the same value.
    """
    if any(one.style == "round" for one in candidates(plain_view(text), hints)):
        hints = {*hints, "round"}
    made = _Making(text, plain_view(text), list(asks))
    if not _is_ours(text):
        made.keep_tags = False
    made.run(hints)
    done = made.done()
    if made.keep_tags and not _is_ours(done.body):
        made = _Making(text, plain_view(text), list(asks), keep_tags=False)
        made.run(hints)
        done = made.done()
    return done


def styles_of(texts: Iterable[str]) -> frozenset[str]:
    """The styles in which a set of scripts has names that are known: its placeholders' styles."""
    found: dict[str, int] = {}
    for text in texts:
        for one in candidates(plain_view(text), ()):
            if one.inner and words.fact_of(one.inner):
                found[one.style] = found.get(one.style, 0) + 1
    most = max(found.values(), default=0)
    return frozenset(style for style, times in found.items() if times * 4 >= most and times > 1)


def _takes(filters: str) -> bool:
    """Whether our templates have these filters."""
    try:
        templating.render(f"{{{{ value | {filters} }}}}", {"value": "1"})
    except Refusal:
        return False
    return True


def _is_ours(body: str) -> bool:
    """Whether a text is a template of ours as it stands."""
    try:
        templating.placeholders(body)
    except Refusal:
        return False
    return True


class _Making:
    """One text on its way."""

    def __init__(self, text: str, view: View, asks: list[Ask], keep_tags: bool = True) -> None:
        self.text, self.view, self.keep_tags = text, view, keep_tags
        self.parts: list[str] = []
        self.end = 0
        self.given = asks
        self.asks: list[Ask] = []
        self.taken = {one.name for one in asks}
        self.numbers: dict[str, int] = {}
        self.recognised: list[tuple[str, str]] = []
        self.unknown: list[Unknown] = []
        self.asked: dict[str, str] = {}

    def run(self, hints: Collection[str]) -> None:
        """Go through the placeholders from first to last."""
        for found in candidates(self.view, hints):
            start, end = self.view.span(found.start, found.end)
            if start < self.end:
                continue
            near = look_around(self.view.plain, found)
            foreign = self.text[start:end]
            told = self._own(found, foreign) or self._fact(found, foreign, near)
            self._put(told or self._ask(found, foreign, start, near), start, end, near)

    def done(self) -> Translated:
        """What came out."""
        body = _TWICE.sub(r"\1", "".join((*self.parts, self.text[self.end :])))
        return Translated(
            body,
            tuple(dict.fromkeys(self.recognised)),
            tuple(self.unknown),
            tuple(self.asks),
            tuple(self.asked.items()),
        )

    def _put(self, told: str, start: int, end: int, near: Near) -> None:
        before = self.text[self.end : start]
        name = told.strip("{} ").split("|")[0].strip()
        if name in _MONEY or self._kind(name) == "money":
            if unit := _UNIT_BEFORE.search(before):
                before = before[: unit.start()]
            if unit := _UNIT_AFTER.match(self.text, end):
                end = unit.end()
        if near.taken:
            end = self.view.span(near.taken[0], near.taken[1])[1]
        self.parts += (_literal(before), told)
        self.end = end

    def _kind(self, name: str) -> str:
        return next((one.kind for one in self.asks if f"ask.{one.name}" == name), "")

    def _own(self, found: Found, foreign: str) -> str:
        """A placeholder or a tag that is ours already."""
        if found.style != "liquid":
            return ""
        if found.inner and foreign.lstrip().startswith("{%"):
            return translate_tag(foreign, found.inner) if self.keep_tags else ""
        name, _, filters = (part.strip() for part in found.inner.partition("|"))
        fact = name if name in FACTS or name.startswith("ask.") else words.fact_of(name)
        if not fact or foreign.startswith("{{{"):
            return ""
        if fact.startswith("ask.") and not re.fullmatch(r"ask\.[a-z][a-z0-9_]{0,30}", fact):
            return ""
        told = f"{{{{ {fact} | {filters} }}}}" if filters else f"{{{{ {fact} }}}}"
        if filters and not _takes(filters):
            told = f"{{{{ {fact} }}}}"
        self.recognised.append((foreign, fact))
        return told

    def _fact(self, found: Found, foreign: str, near: Near) -> str:
        inner, _, fallback = found.inner.partition(",fallback=")
        if near.kind in ("number", "percent"):
            return ""
        if foreign.startswith("{%") and inner.strip("- ").split(" ")[0] in TAGS:
            return ""
        fact = words.fact_of(inner) if inner and not words.is_generic(inner) else near.fact
        if found.style == "bare":
            fact = found.inner if found.inner in FACTS else ""
        before = self.text[self.end : self.view.place(found.start)]
        if not fact or (fact in _MONEY and _OTHER_MONEY.search(before)):
            return ""
        said = self.view.plain[max(found.start - 60, 0) : found.start]
        another = _OF_ANOTHER.get(fact, _NEVER)
        if any(another.search(one) for one in (said, inner, f"{said}{inner}")):
            return ""
        if fact == "clock.now" and near.kind == "date":
            fact = "today"
        self.recognised.append((foreign, fact))
        words_else = fallback.strip("%{} ").replace('"', "")
        return f'{{{{ {fact} | default: "{words_else}" }}}}' if words_else else f"{{{{ {fact} }}}}"

    def _ask(self, found: Found, foreign: str, start: int, near: Near) -> str:
        """A placeholder that is asked for: by its own words, else by what stands around it."""
        generic = words.is_generic(found.inner)
        if generic and foreign in self.asked and any(one.isdigit() for one in found.inner):
            self.unknown.append(Unknown(foreign, start, found.style))
            return f"{{{{ ask.{self.asked[foreign]} }}}}"
        label = "" if generic else words.bare(found.inner)
        kind = words.kind_of(label) if label else near.kind or words.kind_of(near.label)
        if kind == "money" and _OTHER_MONEY.search(self.text[self.end : start]):
            kind = "number"
        ask = self._known(_clean(label or near.label), kind if kind != "percent" else "number")
        self.unknown.append(Unknown(foreign, start, found.style))
        self.asked.setdefault(foreign, ask.name)
        return f"{{{{ ask.{ask.name} }}}}"

    def _known(self, label: str, kind: str) -> Ask:
        """The ask of these words; made where there is none yet."""
        zh, en = (label, "") if words.is_han(label) else ("", label)
        for one in (*self.asks, *self.given) if label else ():
            if (one.zh, one.en) == (zh, en) and one.kind in (kind, "choice"):
                if one not in self.asks:
                    self.asks.append(one)
                return one
        number = len(self.taken) + 1
        if not label:
            zh, en = f"内容{number}", f"value {number}"
        made = Ask(self._free(_name(label)), kind, zh, en)
        self.taken.add(made.name)
        self.asks.append(made)
        return made

    def _free(self, name: str) -> str:
        """The name, or with the next number that is free."""
        free, number = name, self.numbers.get(name, 1)
        while free in self.taken:
            number, free = number + 1, f"{name}_{number + 1}"
        self.numbers[name] = number
        return free


def _literal(text: str) -> str:
    """Words between placeholders: braces that would make one of them with the next stand apart."""
    plain = text.replace("{{", "｛｛").replace("{%", "｛%")
    return f"{plain} " if plain.endswith("{") else plain


def _clean(label: str) -> str:
    """The words of a label: without marks, and not too long."""
    return re.sub(r"[\[\]【】{}<>|%\s]+", " ", label).strip()[:40]


def _name(label: str) -> str:
    """The name of an ask: its words in small letters, Chinese ones in pinyin."""
    from workstation.text import pinyin

    told = pinyin.title_keys(label[:8])[0] if words.is_han(label) else label
    name = re.sub(r"[^a-z0-9]+", "_", "_".join(words.words_of(told)))[:_LONGEST_NAME].strip("_")
    if name in _RESERVED:
        return f"{name}_value"
    return name if name[:1].isalpha() else f"value_{name}".strip("_")


def left_raw(body: str) -> tuple[str, ...]:
    """What would still be taken for a placeholder in a translated body's own words."""
    plain = re.sub(r"\{\{[^{}]*\}\}|\{%[^{}%]*%\}", "、", body)
    return tuple(one.text for one in blanks.raw_placeholders(plain))
