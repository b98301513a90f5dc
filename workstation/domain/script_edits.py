"""How people change a script before they send it: which words go, which come, and how often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

#: Latin words, numbers, blanks and single other characters.
_TOKEN: Final = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|\d+(?:[.,:]\d+)*|\s+|.", re.DOTALL)
_LONG_NUMBER: Final = re.compile(r"\d{4,}")
_LONGEST: Final = 4_000
_LONGEST_WORDS: Final = 40
#: Two changes with no more than this between them are one.
_BETWEEN: Final = 1


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that were replaced: `before` "" for words put in, `after` "" for words taken out."""

    before: str
    after: str
    times: int = 1


def edits_between(put: str, sent: str) -> tuple[Edit, ...]:
    """The changes from the words put in to those sent, in their order.

    Long numbers are told as #, so that changes of values are alike and tell nobody's.
    """
    before, after = _tokens(put), _tokens(sent)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[list[int]] = []
    for tag, one, two, three, four in matcher.get_opcodes():
        if tag == "equal":
            continue
        if found and one - found[-1][1] <= _BETWEEN and found[-1][1] != 0:
            found[-1][1], found[-1][3] = two, four
        else:
            found.append([one, two, three, four])
    told = (
        Edit(_words(before[one:two]), _words(after[three:four])) for one, two, three, four in found
    )
    return tuple(edit for edit in told if edit.before != edit.after)


def common_edits(pairs: Iterable[tuple[str, str]], most: int = 10) -> tuple[Edit, ...]:
    """The changes made most often in pairs of words put in and sent, each counted once a pair."""
    counts: Counter[tuple[str, str]] = Counter()
    for put, sent in pairs:
        counts.update({(edit.before, edit.after) for edit in edits_between(put, sent)})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Edit(before, after, times) for (before, after), times in ranked[:most])


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.strip()[:_LONGEST])


def _words(tokens: list[str]) -> str:
    text = " ".join(_LONG_NUMBER.sub("#", "".join(tokens)).split())
    return text if len(text) <= _LONGEST_WORDS else f"{text[: _LONGEST_WORDS - 1]}…"
