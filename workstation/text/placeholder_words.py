"""The words of placeholders (``rules/placeholders.toml``): which fact is meant, what is one at all."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import resources

_HAN: Final = re.compile("[\u3400-\u9fff]")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_WORD: Final = re.compile(r"[^a-z0-9]+")
_NOT_NAME: Final = re.compile(r"[\s：:，,。.、；;“”\"'`*~_\-—…!！?？|#$%@&=+]+")
#: Traditional characters of the names of fields, as the simplified ones that the table holds.
_SIMPLE: Final = str.maketrans(
    "訂單編號運遞電話時間額網點門聯繫絡稱訊產項類處結連鏈優惠賬帳戶數圖貨櫃顧買賣價費職歷證檔請輸填寫補選擇內變",
    "订单编号运递电话时间额网点门联系络称讯产项类处结连链优惠账帐户数图货柜顾买卖价费职历证档请输填写补选择内变",
)
_OF_CONTACT: Final = re.compile(r"contact\.\w*(?:phone|mobile|tel)", re.IGNORECASE)
_IDENTIFIER: Final = re.compile(
    r"[A-Za-z]\w*(?:[._]\w+)+|[a-z]+[A-Z]\w*|[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*"
)


@dataclass(frozen=True, slots=True)
class _Table:
    facts: dict[str, str]
    kinds: tuple[tuple[str, tuple[str, ...]], ...]
    generic: frozenset[str]
    fill: tuple[str, ...]
    fill_en: frozenset[str]
    slot_words: tuple[str, ...]
    owners: tuple[str, ...]
    slots: re.Pattern[str]
    slots_en: frozenset[str]
    single: frozenset[str]
    single_owners: frozenset[str]
    faces: frozenset[str]
    notices: frozenset[str]


@cache
def table() -> _Table:
    """The words, read once."""
    data = tomllib.loads(resources.read_text("rules/placeholders.toml"))
    words = {name: tuple(text.split()) for name, text in data["words"].items()}
    facts: dict[str, str] = {}
    for fact, told in data["fact"].items():
        for word in (*told["zh"].split(), *told["en"].split(), fact.replace(".", "")):
            facts.setdefault(_key(word), fact)
    return _Table(
        facts=facts,
        kinds=tuple((kind, tuple(text.split())) for kind, text in data["kind"].items()),
        generic=frozenset(_key(word) for word in words["generic"]),
        fill=tuple(sorted(words["fill"], key=len, reverse=True)),
        fill_en=frozenset(words["fill_en"]),
        slot_words=words["slots"],
        owners=words["owners"],
        slots=re.compile("(?:" + "|".join(sorted(words["slots"], key=len, reverse=True)) + ")"),
        slots_en=frozenset(words["slots_en"]),
        single=frozenset(words["single"]),
        single_owners=frozenset(words["single_owners"]),
        faces=frozenset(_key(word) for word in words["faces"]),
        notices=frozenset(_key(word) for word in words["notices"]),
    )


def is_han(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return _HAN.search(text) is not None


def simple(text: str) -> str:
    """A text with the simplified characters in which the names of fields are kept."""
    return text.translate(_SIMPLE)


@lru_cache(maxsize=4096)
def fact_of(inner: str) -> str:
    """The fact that the words in a placeholder mean, "" for none that is known."""
    known = table().facts
    if _OF_CONTACT.match(inner):  # the customer's own number, which nobody is told in full
        return ""
    if inner.casefold().startswith("user."):  # who is signed in, not who is written to
        inner = f"agent.{inner[5:]}"
    told = bare(inner)
    if found := known.get(_key(inner)) or known.get(_key(told)):
        return found
    if is_han(told):
        return known.get(told.removeprefix("客户").removeprefix("的"), "")
    words = words_of(told)
    while words and words[0] in table().fill_en:
        words = words[1:]
    for first in range(len(words)):
        rest = words[first:]
        if (len(rest) > 1 or first == 0) and (found := known.get("".join(rest))):
            return found
    return ""


def bare(inner: str) -> str:
    """The words without what only says that something is to be filled in (请填写, insert)."""
    told = (
        simple(_NOT_NAME.sub(" ", inner).strip())
        if is_han(inner)
        else inner.strip(" *_`~:\"'.!?=-")
    )
    changed = True
    while changed:
        changed = False
        for word in table().fill:
            if told.startswith(word) and len(told) > len(word):
                told, changed = told[len(word) :].strip(" ：:的"), True
    if not is_han(told):
        words = told.split()
        while len(words) > 1 and words[0].casefold().rstrip(":") in table().fill_en:
            words = words[1:]
        told = " ".join(words)
    return told


def words_of(text: str) -> list[str]:
    """The English words of a name: customerName, customer_name and Customer name are two."""
    split = _CAMEL.sub(" ", text) if not text.isupper() else text
    return [word for word in _NOT_WORD.split(split.casefold()) if word]


@lru_cache(maxsize=4096)
def is_generic(inner: str) -> bool:
    """Whether the words only say that something is to be filled in."""
    key = _key(inner)
    told = table().generic
    return (
        not key
        or key.isdigit()
        or key in told
        or key.rstrip("0123456789") in told
        or _key(bare(inner)) in told
    )


@lru_cache(maxsize=4096)
def is_ordinary(inner: str) -> bool:
    """Whether the words in brackets are a face, the mark of a notice, or a sign on a screen."""
    key = _key(inner)
    return key in table().faces or key in table().notices


@lru_cache(maxsize=4096)
def names_a_slot(inner: str) -> bool:
    """Whether the words name something that is to be filled in."""
    if is_han(inner):
        told = simple(_NOT_NAME.sub("", inner))
        ends = [found.end() for found in table().slots.finditer(told)]
        return bool(ends) and ends[-1] >= len(told) - 1
    if _IDENTIFIER.fullmatch(inner.strip()):
        return True
    return any(word in table().slots_en for word in words_of(inner))


@lru_cache(maxsize=1024)
def only_a_slot(inner: str) -> bool:
    """Whether Chinese words are nothing but the name of a field: 预计送达时间, not 顺丰快递公司."""
    inner = simple(inner)
    slots, owners = table().slot_words, table().owners
    reached = {0}
    for place in range(len(inner)):
        if place in reached:
            for word in (*slots, *owners):
                if inner.startswith(word, place):
                    reached.add(place + len(word))
    return len(inner) in reached and inner.endswith(slots)


def kind_of(inner: str) -> str:
    """The kind of value that the words ask for: "text", "number", "money", "date" or "time"."""
    told = _NOT_NAME.sub("", inner)
    last = (words_of(inner) or [""])[-1]
    for kind, ends in table().kinds:
        if is_han(inner):
            if any(told.endswith(end) for end in ends if not end.isascii()):
                return kind
        elif last in ends:
            return kind
    return "text"


def _key(word: str) -> str:
    text = simple(word.casefold())
    return re.sub(r"[\s\W_]+", "", text) if not _HAN.search(text) else _NOT_NAME.sub("", text)
