"""A text sentence by sentence, for somebody who reads it aloud, in Chinese and in English.

Values and gaps of a filled script are never parted: 1.5公斤, J. Smith and 3 p.m. stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from workstation.text.templating import Rendered, Segment

#: What ends a sentence, several of them together, with the quotes and brackets that it closes.
_END: Final = re.compile(r"(?:[。！？；!?…．.]|\n)+[”’」』）)》】\"'\]]*\s*")
#: Stands for each character of a value while the ends of sentences are looked for.
_WHOLE: Final = "甲"
_GOES_ON: Final = "，、：,:;；"
_ABBREVIATIONS: Final = frozenset(
    {
        *("mr", "mrs", "ms", "dr", "prof", "st", "no", "nos", "vs", "approx", "dept", "tel", "fig"),
        *(
            "e.g",
            "i.e",
            "cf",
            "inc",
            "ltd",
            "co",
            "corp",
            "jr",
            "sr",
            "messrs",
            "ext",
            "min",
            "max",
        ),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    }
)
#: These may end a sentence: they do where a capital follows.
_OPEN: Final = frozenset({"a.m", "p.m", "etc", "inc", "ltd", "co", "corp", "u.s", "u.k"})
_WORD_BEFORE: Final = re.compile(r"[A-Za-z][A-Za-z.]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its pieces with their places in the whole text."""

    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(one.text for one in self.segments)

    @property
    def start(self) -> int:
        """Where it begins in the whole text."""
        return self.segments[0].start

    @property
    def end(self) -> int:
        """Where it ends in the whole text."""
        return self.segments[-1].end


def sentences_of(rendered: Rendered) -> tuple[Sentence, ...]:
    """The sentences of a filled script, blanks at their ends left out."""
    segments = rendered.segments or (Segment("plain", rendered.text, 0),)
    shown = "".join(one.text if one.kind == "plain" else _WHOLE * len(one.text) for one in segments)
    edges = [0, *_ends(shown), len(shown)]
    found = (_between(rendered.text, segments, start, end) for start, end in pairwise(edges))
    return tuple(one for one in found if one is not None)


def split(text: str) -> tuple[str, ...]:
    """The sentences of a plain text."""
    return tuple(one.text for one in sentences_of(Rendered(text)))


def _ends(text: str) -> Iterator[int]:
    """The places after the ends of sentences."""
    return (found.end() for found in _END.finditer(text) if _is_end(text, found))


def _is_end(text: str, found: re.Match[str]) -> bool:
    marks = found[0].strip(" \t")
    if "\n" in marks:
        return True
    after = text[found.end() : found.end() + 1]
    if not after:
        return False
    if after in _GOES_ON:
        return False
    if marks.startswith("..") and after.islower():
        return False
    if marks[0] in ".．":
        return _is_full_stop(text, found, after)
    if marks[0] in "!?" and not found[0][-1].isspace():
        return not after.isascii() or not after.isalnum()
    return True


def _is_full_stop(text: str, found: re.Match[str], after: str) -> bool:
    """Whether a point ends a sentence: not in 1.5, a.b, Mr., J. Smith."""
    if not found[0][-1].isspace() and after.isascii():
        return found[0].rstrip()[-1] in "”’」』）)\"'" and not after.isalnum()
    word = _WORD_BEFORE.search(text, max(found.start() - 12, 0), found.start())
    if word is None:
        return True
    told = word[0].casefold().strip(".")
    if told in _OPEN:
        return after.isupper() or not after.isascii()
    return told not in _ABBREVIATIONS and not (len(told) == 1 and told.isalpha() and told != "i")


def _between(text: str, segments: tuple[Segment, ...], start: int, end: int) -> Sentence | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    pieces = []
    for one in segments:
        first, last = max(one.start, start), min(one.end, end)
        if first < last:
            pieces.append(replace(one, text=text[first:last], start=first))
    return Sentence(tuple(pieces)) if pieces else None
