"""The small language in which speech rules are written, and its matcher.

A pattern is plain text in which

- `(好|行|可以)` is one of several, `(了)?` or `了?` may be left out, and they may stand inside each other;
- `<you>` is a set of words that the file names under `[words]`;
- `…` is up to eight characters of the same clause;
- `，` is a mark that may stand there or not, and as one of several (`(吧|，)`) the end of a clause;
- `#` is a number in figures or in Chinese;
- `^` is the beginning of a clause and `$` its end.

Nothing in it repeats without bound. A pattern with few ways to match is matched by a regular
expression; one with many goes forward by sets of places, never back, so that no pattern can take more
than its length times the clause's for one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from workstation.domain.speech_nodes import (
    BREAK,
    DIGITS,
    FIGURES,
    GAP,
    LETTERS,
    Node,
    Seq,
    expression,
)
from workstation.domain.speech_text import ENDS

_LONGEST: Final = 6_000
_DEEPEST: Final = 6
_MANY: Final = 5  # words from which on they are looked up by their first character
_MOST_FIRSTS: Final = 3_000


class PatternError(ValueError):
    """A pattern that cannot be used; the words say why."""


@dataclass(frozen=True)
class Pattern:
    """A pattern ready for use. `firsts` are the one or two characters it can begin with."""

    written: str
    nodes: Seq = field(compare=False, repr=False)
    firsts: frozenset[str] = field(compare=False, repr=False)

    @cached_property
    def quick(self) -> re.Pattern[str] | None:
        """The same as a regular expression; None where that could take long."""
        written = expression(self.nodes)
        return re.compile(written) if written else None

    def end(self, text: str, at: int) -> int:
        """Where a match that begins at `at` ends, -1 for none."""
        if self.quick is None:
            return self.longest(text, at)
        found = self.quick.match(text, at)
        return found.end() if found else -1

    def longest(self, text: str, at: int) -> int:
        """Where the longest match ends, -1 for none; slower, but never slow."""
        if at and text[at] in LETTERS and text[at - 1] in LETTERS:
            return -1
        ends = [end for end in _ends(self.nodes, text, {at}) if end > at and _whole(text, end)]
        return max(ends, default=-1)


def patterns_of(
    written: Iterable[str], words: Mapping[str, tuple[str, ...]]
) -> tuple[Pattern, ...]:
    """Read patterns; raises `PatternError` for the first that cannot be used."""
    return tuple(pattern(one, words) for one in written)


def pattern(written: str, words: Mapping[str, tuple[str, ...]]) -> Pattern:
    """Read one pattern; `words` are the sets that it may name. Raises `PatternError`."""
    if not written.strip() or len(written) > _LONGEST:
        raise PatternError("empty or too long")
    reader = _Reader(written.lower(), words)
    nodes = reader.sequence(0)
    if reader.at < len(reader.text):
        raise PatternError("a bracket is closed that was never opened")
    firsts = _firsts(nodes)
    if "" in firsts or len(firsts) > _MOST_FIRSTS:
        raise PatternError("it must begin with words that are not left out")
    return Pattern(written, nodes, frozenset(firsts))


class _Reader:
    def __init__(self, text: str, words: Mapping[str, tuple[str, ...]]) -> None:
        self.text = text
        self.at = 0
        self._words = words

    def sequence(self, deep: int) -> Seq:
        """Nodes up to the end or a mark that ends an alternative."""
        if deep > _DEEPEST:
            raise PatternError("brackets stand too deep in each other")
        nodes: list[Node] = []
        letters = ""
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            mark = self.text[self.at]
            if mark == "?":
                letters = self._loose(letters, nodes)
                continue
            if mark not in "(<…，,#^$ ":
                letters += mark
                self.at += 1
                continue
            if letters:
                nodes.append(("text", letters))
                letters = ""
            nodes.append(self._node(mark, deep))
        if letters:
            nodes.append(("text", letters))
        return tuple(nodes)

    def _loose(self, letters: str, nodes: list[Node]) -> str:
        """A question mark: what stands before it, a character or a mark, may be left out."""
        self.at += 1
        if letters:
            if letters[:-1]:
                nodes.append(("text", letters[:-1]))
            nodes.append(("choice", ((("text", letters[-1]),), ())))
        elif not nodes or nodes[-1][0] != "mark":
            raise PatternError("there is nothing before the question mark")
        return ""

    def _node(self, mark: str, deep: int) -> Node:
        self.at += 1
        if mark == "(":
            return self._choice(deep)
        if mark == "<":
            name, found, _ = self.text[self.at :].partition(">")
            if not found or name not in self._words:
                raise PatternError(f"there are no words {name!r}")
            self.at += len(name) + 1
            return self._optional([(("text", word.lower()),) for word in self._words[name]])
        kinds = {"…": "gap", "，": "mark", ",": "mark", "#": "number", "^": "begin", "$": "end"}
        return (kinds.get(mark, "space"), None)

    def _choice(self, deep: int) -> Node:
        ways = [self.sequence(deep + 1)]
        while self.text[self.at : self.at + 1] == "|":
            self.at += 1
            ways.append(self.sequence(deep + 1))
        if self.text[self.at : self.at + 1] != ")":
            raise PatternError("a bracket is not closed")
        self.at += 1
        ends = (("mark", None),)  # a mark as one of several is the end of a clause
        return self._optional([(("end", None),) if way == ends else way for way in ways])

    def _optional(self, ways: list[Seq]) -> Node:
        if self.text[self.at : self.at + 1] == "?":
            self.at += 1
            ways = [*ways, ()]
        if len(ways) >= _MANY and all(len(way) == 1 and way[0][0] == "text" for way in ways):
            return ("words", _by_first(str(way[0][1]) for way in ways))
        return ("choice", tuple(ways))


def _by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by the character that they begin with."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[0], []).append(word)
    return {first: tuple(told) for first, told in found.items()}


def _ends(nodes: Seq, text: str, places: set[int]) -> set[int]:
    """Where a sequence can end that begins at one of the places."""
    for kind, told in nodes:
        if kind == "text":
            word = str(told)
            size = len(word)
            places = {at + size for at in places if text.startswith(word, at)}
        elif kind == "words":
            assert isinstance(told, dict)
            places = {
                at + len(word)
                for at in places
                for word in told.get(text[at : at + 1], ())
                if text.startswith(word, at)
            }
        elif kind == "choice":
            assert isinstance(told, tuple)
            places = set().union(*(_ends(way, text, places) for way in told))
        else:
            places = {end for at in places for end in _steps(kind, text, at)}
        if not places:
            break
    return places


def _steps(kind: str, text: str, at: int) -> Iterator[int]:
    size = len(text)
    if kind == "begin":
        if at == 0 or text[at - 1] in ENDS:
            yield at
    elif kind == "end":
        if at == size or text[at] in ENDS:
            yield at
    elif kind == "gap":
        last = min(size, at + GAP)
        yield at
        while at < last and text[at] not in BREAK:
            at += 1
            yield at
    elif kind == "mark":
        yield at
        for _ in range(3):
            if at >= size or text[at] not in ", \n":
                return
            at += 1
            yield at
    elif kind == "space":
        while at < size and text[at] == " ":
            at += 1
            yield at
    elif kind == "number":
        start = at
        while at < size and at - start < FIGURES and (text[at] in DIGITS or text[at] in ".,"):
            at += 1
        if at > start and text[start] in DIGITS:
            yield at


def _whole(text: str, end: int) -> bool:
    """Whether a match does not end inside a Latin word."""
    return end == len(text) or text[end - 1] not in LETTERS or text[end] not in LETTERS


def _firsts(nodes: Seq, size: int = 2) -> set[str]:
    """The first characters of all that a sequence matches, at most `size`; "" for anything."""
    if not nodes or size == 0:
        return {""}
    (kind, told), rest = nodes[0], nodes[1:]
    if kind == "text":
        word = str(told)[:size]
        return {word + more for more in _firsts(rest, size - len(word))}
    if kind == "words":
        assert isinstance(told, dict)
        words = [word[:size] for found in told.values() for word in found]
        more = {short: _firsts(rest, size - short) for short in {len(word) for word in words}}
        return {word + end for word in words for end in more[len(word)]}
    if kind == "choice":
        assert isinstance(told, tuple)
        return set().union(*(_firsts((*way, *rest), size) for way in told))
    if kind in ("begin", "end"):
        return _firsts(rest, size)
    if kind == "number":
        return set(DIGITS)
    if kind == "space":
        return {" "}
    if kind == "mark":
        return _firsts(rest, size) | set(ENDS) | {" "}
    return {""}
