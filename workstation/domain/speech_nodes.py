"""What patterns of speech rules are made of, and the regular expression that says the same.

A node is a kind with what it holds: "text" (a word), "words" (words by their first character),
"choice" (several sequences), "gap", "mark", "number", "space", "begin" and "end".
"""

from __future__ import annotations

import re
from typing import Final

from workstation.domain.speech_text import ENDS, HIDDEN

#: So many characters a gap spans at most.
GAP: Final = 8
#: What numbers are written with, and how many characters of one are looked at.
DIGITS: Final = frozenset("0123456789零〇一二两三四五六七八九十百千万半")
FIGURES: Final = 12
#: What a gap does not reach over.
BREAK: Final = frozenset(ENDS + HIDDEN)
#: What Latin words are made of.
LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")

#: So many characters beyond a place are looked at for one pattern.
LONGEST: Final = 80

Node = tuple[str, object]
Seq = tuple[Node, ...]

#: A pattern that could match in more ways than this at one place has no expression.
_MOST_WAYS: Final = 60_000
_WHOLE: Final = "(?:(?<![a-z0-9])|(?![a-z0-9]))"
_SIGNS: Final = "".join(sorted(DIGITS))
_FIXED: Final = {
    "begin": f"(?:(?<=[{ENDS}])|\\A)",
    "end": f"(?=[{ENDS}]|\\Z)",
    "gap": f"[^{ENDS}{HIDDEN}]{{0,{GAP}}}",
    "mark": f"[{ENDS} ]{{0,3}}",
    "space": " {0,8}",
    "number": f"[{_SIGNS}][{_SIGNS}.,]{{0,{FIGURES - 1}}}",
}
_WAYS: Final = {"gap": GAP + 1, "mark": 4, "number": 1}


def expression(nodes: Seq) -> str:
    """The regular expression of a pattern, greedy; "" for one that could take long."""
    if ways(nodes) > _MOST_WAYS:
        return ""
    return _WHOLE + _written(nodes) + _WHOLE


def ways(nodes: Seq) -> int:
    """In how many ways at most a sequence can match at one place."""
    number = 1
    for kind, told in nodes:
        if kind == "words":
            assert isinstance(told, dict)
            number *= max(_nested(words) for words in told.values())
        elif kind == "choice":
            assert isinstance(told, tuple)
            number *= _choices(told)
        else:
            number *= _WAYS.get(kind, 1)
    return number


def _choices(told: tuple[Seq, ...]) -> int:
    """Ways that begin with other letters shut each other out."""
    by_first: dict[str, int] = {}
    loose = 0
    for way in told:
        first = str(way[0][1])[:1] if way and way[0][0] == "text" else ""
        if first:
            by_first[first] = by_first.get(first, 0) + ways(way)
        else:
            loose += ways(way)
    return max(by_first.values(), default=0) + loose


def _nested(words: tuple[str, ...]) -> int:
    """How many of the words can stand at one place at most."""
    return max(sum(word.startswith(other) for other in words) for word in words)


def _written(nodes: Seq) -> str:
    return "".join(_one(kind, told) for kind, told in nodes)


def _one(kind: str, told: object) -> str:
    if kind == "text":
        return re.escape(str(told))
    if kind == "words":
        assert isinstance(told, dict)
        every = sorted((word for words in told.values() for word in words), key=len, reverse=True)
        return _any([re.escape(word) for word in every])
    if kind == "choice":
        assert isinstance(told, tuple)
        ordered = sorted(told, key=_length, reverse=True)
        loose = "?" if () in told else ""
        return _any([_written(way) for way in ordered if way]) + loose
    return _FIXED[kind]


def _any(written: list[str]) -> str:
    return f"(?:{'|'.join(dict.fromkeys(written))})"


def _length(way: Seq) -> int:
    """The longer way is tried first."""
    return sum(len(str(told)) if kind == "text" else 2 for kind, told in way)
