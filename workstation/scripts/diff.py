"""What differs between two versions of a reply script: field by field, and bodies word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from workstation.rules.diff import Difference, tables

#: Chinese is told apart by characters, everything else by words; a placeholder is one word.
_WORDS: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|[A-Za-z0-9_]+|\s+|.", re.DOTALL)
#: Longer texts are compared line by line.
_MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: `how` is "same", "removed" (of the older one) or "added" (of the newer)."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class ScriptDifference:
    """One place of a script's table that differs, as `rules.diff.Difference` tells it.

    `place` is such as "body", "translations.en.title", "asks[amount].kind"; `pieces` show the
    difference within texts, () for anything else.
    """

    place: str
    how: str
    before: object = None
    after: object = None
    pieces: tuple[Piece, ...] = ()


def differences(
    before: Mapping[str, object], after: Mapping[str, object]
) -> tuple[ScriptDifference, ...]:
    """What differs between the tables of two versions, title and bodies first."""
    found = [_with_pieces(one) for one in tables(before, after)]
    return tuple(sorted(found, key=lambda one: _rank(one.place)))


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts as one row of parts; those that are the same stand once."""
    split = _lines if max(len(before), len(after)) > _MOST else _WORDS.findall
    return tuple(_joined(_parts(split(before), split(after))))


def _with_pieces(one: Difference) -> ScriptDifference:
    texts = isinstance(one.before, str) and isinstance(one.after, str) and one.how == "changed"
    told = pieces(str(one.before), str(one.after)) if texts else ()
    return ScriptDifference(one.place, one.how, one.before, one.after, told)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _parts(before: list[str], after: list[str]) -> Iterator[Piece]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for how, start, end, begin, stop in matcher.get_opcodes():
        if how == "equal":
            yield Piece("same", "".join(before[start:end]))
            continue
        if end > start:
            yield Piece("removed", "".join(before[start:end]))
        if stop > begin:
            yield Piece("added", "".join(after[begin:stop]))


def _joined(parts: Iterator[Piece]) -> Iterator[Piece]:
    last: Piece | None = None
    for part in parts:
        if last is not None and last.how == part.how:
            last = Piece(last.how, last.text + part.text)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def _rank(place: str) -> tuple[int, str]:
    top = place.partition(".")[0]
    order = ("title", "body", "variants", "translations")
    return (order.index(top) if top in order else len(order)), place if top in order else ""
