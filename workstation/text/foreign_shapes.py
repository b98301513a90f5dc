"""Which shapes of an imported text are placeholders: more than in a text that is to be sent."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from workstation.text import placeholder_words as words
from workstation.text.blanks import is_blank
from workstation.text.placeholder_scan import Found, scan
from workstation.text.plain_view import View

_LETTER: Final = re.compile(r"[A-Za-z\u3400-\u9fff]")
_NO_NAME: Final = re.compile(r"[\"'=;\\^|+*?]|://|@\w|^\d+$|\d[:.]\d")
_ROUNDS: Final = 3
_COVER: Final = "、"
_CHECKBOX: Final = re.compile(r"(?:^|\n)\s*(?:[-*]|\d+\.)\s*$")
_BEFORE: Final = re.compile(r"(?:[A-Za-z']+|[\u3400-\u9fff]{1,6})\s*$")


def candidates(view: View, hints: Collection[str]) -> list[Found]:
    """The placeholders of a text in their order; where two overlap the surer shape stands."""
    taken = bytearray(len(view.plain))
    found: list[Found] = []
    plain = view.plain
    for _ in range(_ROUNDS):
        new = _untaken(plain, hints, taken)
        found += new
        if not new:
            break
        # what a placeholder hid of another beside it is seen once the first is covered
        plain = "".join(_COVER if hidden else one for one, hidden in zip(plain, taken, strict=True))
    return sorted(found, key=lambda one: one.start)


def _untaken(plain: str, hints: Collection[str], taken: bytearray) -> list[Found]:
    found = []
    for one in scan(plain):
        if any(taken[one.start : one.end]) or not _is_placeholder(one, plain, hints):
            continue
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
        found.append(one)
    return found


def _is_placeholder(found: Found, plain: str, hints: Collection[str]) -> bool:
    if found.style == "bracket" and found.inner.casefold() in ("", "x"):
        begin = max(plain.rfind("\n", 0, found.start), 0)
        if _CHECKBOX.search(plain, begin, found.start):
            return False
    if is_blank(found, plain):
        return True
    inner = found.inner
    if not inner or words.is_ordinary(inner) or _NO_NAME.search(inner) or not _LETTER.search(inner):
        return False
    if found.style in hints and len(inner) <= 30:
        return found.style != "round" or bool(words.fact_of(inner)) or words.names_a_slot(inner)
    reader = _GENEROUS.get(found.style)
    return reader is not None and reader(inner, found, plain)


def _lenticular(inner: str, found: Found, plain: str) -> bool:
    """At the beginning of a line it may be a sign or a heading, elsewhere names of fields count."""
    first = not plain[max(plain.rfind("\n", 0, found.start), 0) : found.start].strip()
    return not first and words.names_a_slot(inner) and len(inner) <= 8


def _bracket(inner: str, found: Found, plain: str) -> bool:
    if plain[found.end : found.end + 1] == "(":
        return False
    if words.is_han(inner):
        return 3 <= len(inner) <= 20
    return len(words.words_of(inner)) > 1 or inner.isupper()


def _round(inner: str, found: Found, plain: str) -> bool:
    """Words in round brackets: a placeholder where they say no more of the word before them."""
    named = words.fact_of(inner) or _plain_name(inner)
    if len(inner) > 24 or not (named or (words.is_han(inner) and words.only_a_slot(inner))):
        return False
    before = _BEFORE.search(plain, max(found.start - 12, 0), found.start)
    told = before[0].strip() if before else ""
    return not told or not (words.names_a_slot(told) or _ends_with_a_fact(told))


def _ends_with_a_fact(told: str) -> bool:
    """Whether words end with something that is a fact by itself: 麻烦提供收件人."""
    known = words.table().facts
    return any(told[first:] in known for first in range(len(told) - 1))


def _signs(inner: str, found: Found, plain: str) -> bool:
    """Between upright strokes: a name alone, not one of several words (a|b|c)."""
    around = plain[found.start - 1 : found.start] + plain[found.end : found.end + 1]
    return words.fact_of(inner) != "" and not any(one.isalnum() and one.isascii() for one in around)


def _plain_name(inner: str) -> bool:
    return re.fullmatch(r"[a-z]+(?:[ _][a-z]+){0,3}", inner) is not None and words.names_a_slot(
        inner
    )


_GENEROUS: Final = {
    "lenticular": _lenticular,
    "bracket": _bracket,
    "round": _round,
    "signs": _signs,
}
