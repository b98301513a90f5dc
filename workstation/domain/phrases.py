"""Finding phrases of a rule file in what people write, with care for "not".

A phrase is plain text. `…` stands for up to eight characters inside one clause ("没…收到"), and
a trailing `^3` sets the weight that otherwise comes from the phrase's length. Latin phrases match
whole words and forgive a plural or past ending written as `*` ("damag*"); a Chinese one does not
stand in the name of a shop ("水果" in "水果店").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from workstation.domain.refusal import Refusal

_CLAUSE: Final = r"[^,，。.;；!！?？\n]"
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
#: What is only feared, suspected or asked about.
_FEAR: Final = re.compile(
    r"(?:担心|害怕|生怕|怕|怀疑|会不会|是不是|是否|万一|避免|以免|防止|有没有"
    r"|worried|afraid|might be|may be|in case)[^,，。.;；!！?？\n]{0,8}$"
)
_FEARED: Final = 0.4
_NO_SHOP: Final = "(?!店(?![家铺主员长]))"
_WEIGHT: Final = re.compile(r"[0-9]{1,2}(?:\.[0-9])?")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that was found, and what it weighs."""

    word: str
    weight: float


def plain(text: str) -> str:
    """Text as phrases are compared: full-width folded, lower case, spaces single."""
    folded = unicodedata.normalize("NFKC", text).replace("’", "'").lower()
    return re.sub(r"[^\S\n]+", " ", folded).strip()


def check_phrases(words: tuple[str, ...], place: str) -> None:
    """Raise `Refusal("phrase_unusable")` for a phrase that says nothing or has a broken weight."""
    for number, word in enumerate(words):
        told, mark, weight = word.partition("^")
        pieces = [piece.strip(" *") for piece in told.split("…")]
        if not all(pieces) or (mark and not _WEIGHT.fullmatch(weight)):
            raise Refusal("phrase_unusable", place=f"{place}[{number}]", value=word)


def find_hits(text: str, words: tuple[str, ...], negatable: bool) -> list[Hit]:
    """The phrases of `words` in a text made by `plain`.

    With `negatable`, a phrase that "not" stands before in its clause is left out, and one that is
    only feared or asked about weighs less.
    """
    hits = []
    for word in words:
        phrase = _compiled(word)
        if phrase.sign not in text:
            continue
        for match in phrase.pattern.finditer(text):
            weight = phrase.weight
            if negatable:
                weight *= _certainty(text, match.start(), phrase.text[0].isascii())
            if weight > 0:
                hits.append(Hit(phrase.text, weight))
                break
    return hits


def without_denied(text: str, words: tuple[str, ...]) -> str:
    """A text made by `plain` without those of the phrases that it denies ("没有破损")."""
    for word in words:
        phrase = _compiled(word)
        if phrase.sign in text:
            latin = phrase.text[0].isascii()
            for match in reversed(list(phrase.pattern.finditer(text))):
                if not _certainty(text, match.start(), latin):
                    text = f"{text[: match.start()]},{text[match.end() :]}"
    return text


def _certainty(text: str, start: int, latin: bool) -> float:
    """0 if the words before `start` in the same clause deny what follows, 1 if they affirm it."""
    before = _NO_DENIAL.sub(lambda found: "·" * len(found[0]), text[max(start - 40, 0) : start])
    if (_NOT_EN if latin else _NOT_ZH).search(before):
        return 0.0
    return _FEARED if _FEAR.search(text[max(start - 12, 0) : start]) else 1.0


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase ready for use; `sign` is a piece of it that every text with it holds."""

    text: str
    weight: float
    sign: str
    pattern: re.Pattern[str]


@lru_cache(maxsize=8192)
def _compiled(word: str) -> _Phrase:
    told, _, weight = word.partition("^")
    parts = [plain(part) for part in told.split("…")]
    latin = parts[0][:1].isascii()
    gap = _CLAUSE + ("{0,24}?" if latin else "{0,8}?")
    body = gap.join(_pattern(part) for part in parts)
    if latin:
        body = rf"(?<![a-z0-9]){body}(?![a-z0-9])"
    else:
        body += _NO_SHOP
    pieces = re.split(r"[ *…]+", "…".join(parts))
    return _Phrase(
        text="…".join(parts),
        weight=float(weight) if weight else _weight("".join(parts), " ".join(parts), latin),
        sign=max(pieces, key=len),
        pattern=re.compile(body),
    )


def _pattern(part: str) -> str:
    return re.escape(part).replace(r"\*", "[a-z]*").replace(r"\ ", r"\s+")


def _weight(letters: str, words: str, latin: bool) -> float:
    """About one for a weak sign, up to four for a long phrase that says exactly one thing."""
    return min(1.0 + len(words.split()) if latin else len(letters) * 0.8, 4.0)
