"""Names for reply scripts that have none: a title of the first words, a code of the title's initials."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from workstation.text.pinyin import title_keys

LONGEST_CODE: Final = 24
_GUESSED: Final = 10
_GREETING: Final = re.compile(
    r"^(?:尊敬的?(?:客户|顾客|用户|先生|女士)[/先生女士]*|亲爱?的?|您好|你好|hello|hi|hey|dear)(?:[^\w\s]|\s)+"
    r"(?:there[^\w\s]\s*)?",
    re.IGNORECASE,
)
_ADDRESSED: Final = re.compile(r"^(?:dear|hi|hello)\b[^,，\n]{0,40}[,，]\s*", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[。！？!?；;\n]|\.\s|[，,](?=.{12,}$)", re.DOTALL)
_MARKUP: Final = re.compile(r"\{\{\s*(?:ask\.)?([\w.]+).*?\}\}|\{%.*?%\}")
_LETTERS: Final = re.compile(r"[^a-z0-9_-]+")


def title_of(body: str) -> str:
    """A title of the first words of a text, without the greeting."""
    words = _MARKUP.sub("…", body).strip()
    for pattern in (_ADDRESSED, _GREETING, _GREETING):
        rest = pattern.sub("", words).strip()
        words = rest or words
    first = next((part.strip() for part in _SENTENCE.split(words) if part.strip()), words)
    first = " ".join(first.split())
    most = 20 if any("\u3400" <= letter <= "\u9fff" for letter in first) else 48
    if len(first) <= most:
        return first
    cut = first[:most]
    if " " in cut[most // 2 :]:
        cut = cut[: cut.rindex(" ")]
    return f"{cut.rstrip('，,、 ')}…"


def tidy_code(given: str) -> str:
    """A code that a person gave, in letters that can be typed; "" where none of it can be."""
    bare = given.strip().lstrip("/!#:;：；\\.").casefold()
    if _LETTERS.search(bare):
        bare = _LETTERS.sub("_", bare.replace(".", "_").replace(" ", "-"))
        bare = re.sub(r"_{2,}", "_", bare).strip("_-")
        if not bare or not any(letter.isascii() and letter.isalnum() for letter in bare):
            bare = title_keys(given)[1]
    return bare[:LONGEST_CODE].strip("_-")


def code_of(title: str) -> str:
    """A code of the title's initials: 退货政策说明 is thzcsm, "Order status" is os."""
    initials = title_keys(title)[1]
    return (_LETTERS.sub("", initials) or "hs")[:_GUESSED]


def free_code(wanted: str, taken: Container[str]) -> str:
    """The code itself, or with the first number behind it that nobody has."""
    base = wanted or "hs"
    if base not in taken and len(base) > 1:
        return base
    number = 2
    while f"{base}{number}" in taken:
        number += 1
    return f"{base}{number}"
