"""Where sentences end, in Chinese and in English: not in 1.5, Mr. Smith, p.m. or “好！”，."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

#: What ends a sentence, several of them together, with the quotes and brackets that it closes.
_END: Final = re.compile(r"(?:[。！？；!?…．.]|\n)+[”’」』）)》】\"'\]]*\s*")
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


def ends(text: str) -> Iterator[int]:
    """The places in a text after the ends of its sentences, and after the blanks behind them."""
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
