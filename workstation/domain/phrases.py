"""Finding phrases of a rule file in what people write, with care for "not".

A phrase is plain text. `…` stands for up to eight characters inside one clause ("没…收到"), and
a trailing `^3` sets the weight that otherwise comes from the phrase's length. Latin phrases match
whole words and forgive a plural or past ending written as `*` ("damag*").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_CLAUSE_END: Final = r"[^,，。.;；!！?？\n]"
_NOT_ZH: Final = re.compile(
    r"(?:(?:没有?|并?未|并?无|不是|并非|不会|不存在)"
    r"(?:任何|发现|看到|看见|见到|见|出现|发生|造成|明显|什么|一点|被|有|的|是|过)*|不|别)$"
)
_NOT_EN: Final = re.compile(
    r"(?:\b(?:not|no|never|without|nothing|neither|cannot)\b|n't\b)"
    r"(?:(?!\bbut\b)[^,，。.;；!！?？\n]){0,24}$"
)
#: Questions and idioms that hold a "not" without denying anything.
_NO_DENIAL: Final = re.compile(
    r"有没有|是不是|能不能|会不会|要不要|可不可以|有无|不知道|不知|不小心|不仅|不但|不光|不止|not only"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that was found, and what it weighs."""

    word: str
    weight: float


def plain(text: str) -> str:
    """Text as phrases are compared: full-width folded, lower case, spaces single."""
    folded = unicodedata.normalize("NFKC", text).replace("’", "'").lower()
    return re.sub(r"[^\S\n]+", " ", folded).strip()


def find_hits(text: str, words: tuple[str, ...], negatable: bool) -> list[Hit]:
    """The phrases of `words` in a text made by `plain`.

    With `negatable`, a phrase that "not" stands before in its clause is left out.
    """
    hits = []
    for word in words:
        phrase, weight, pattern = _compiled(word)
        for match in pattern.finditer(text):
            if negatable and _denied(text, match.start(), phrase):
                continue
            hits.append(Hit(phrase, weight))
            break
    return hits


def _denied(text: str, start: int, phrase: str) -> bool:
    """Whether the words before `start` in the same clause deny what follows."""
    before = _NO_DENIAL.sub(lambda found: "·" * len(found[0]), text[max(start - 40, 0) : start])
    pattern = _NOT_EN if phrase[0].isascii() else _NOT_ZH
    return pattern.search(before) is not None


@lru_cache(maxsize=4096)
def _compiled(word: str) -> tuple[str, float, re.Pattern[str]]:
    phrase, _, told = plain(word).partition("^")
    gap = _CLAUSE_END + "{0,8}?"
    parts = [_pattern(part) for part in phrase.split("…")]
    latin = phrase[0].isascii()
    body = (_CLAUSE_END + "{0,24}?" if latin else gap).join(parts)
    if latin:
        body = rf"(?<![a-z0-9]){body}(?![a-z0-9])"
    weight = float(told) if told else _weight(phrase, latin)
    return phrase, weight, re.compile(body)


def _pattern(part: str) -> str:
    return re.escape(part).replace(r"\*", "[a-z]*").replace(r"\ ", r"\s+")


def _weight(phrase: str, latin: bool) -> float:
    """One for a weak sign, up to four for a long phrase that says exactly one thing."""
    if latin:
        return min(1.0 + len(phrase.split()), 4.0)
    return min(len(phrase.replace("…", "")) * 0.8, 4.0)
