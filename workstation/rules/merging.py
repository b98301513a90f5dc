"""Two drafts of the same text brought together: what either changed is in, line by line.

Where both changed the same lines, mine stand, and the others' follow as comments, so that the file
can still be read and nobody's words are lost.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

#: From-to in the base, and the lines that stand there instead.
_Change = tuple[int, int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Merged:
    """The text with both's changes, and how many places both changed differently."""

    text: str
    clashes: int


def merged(base: str, mine: str, theirs: str, mark: str = "theirs") -> Merged:
    """My changes and theirs to a base, in one text; `mark` begins the comments of clashes."""
    lines = base.splitlines(keepends=True)
    one = _changes(lines, mine.splitlines(keepends=True))
    other = _changes(lines, theirs.splitlines(keepends=True))
    made: list[str] = []
    at = clashes = 0
    while one or other:
        begin = min(part[0][0] for part in (one, other) if part)
        made += lines[at:begin]
        my, their, end = _together(one, other, begin)
        ours, others = _applied(lines, begin, end, my), _applied(lines, begin, end, their)
        if not their or ours == others:
            made += ours
        elif not my:
            made += others
        else:
            clashes += 1
            made += [*ours, *(_comment(line, mark) for line in others)]
        at = end
    return Merged("".join([*made, *lines[at:]]), clashes)


def _changes(before: Sequence[str], after: Sequence[str]) -> list[_Change]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [(a, b, after[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _together(
    one: list[_Change], other: list[_Change], begin: int
) -> tuple[list[_Change], list[_Change], int]:
    """The next changes of both that touch one another, taken off their lists, and their end."""
    my: list[_Change] = []
    their: list[_Change] = []
    end = begin
    grown = True
    while grown:
        grown = False
        for ahead, taken in ((one, my), (other, their)):
            while ahead and ahead[0][0] <= end:
                taken.append(ahead.pop(0))
                end = max(end, taken[-1][1])
                grown = True
    return my, their, end


def _applied(lines: Sequence[str], begin: int, end: int, changes: Sequence[_Change]) -> list[str]:
    made: list[str] = []
    at = begin
    for since, until, put in changes:
        made += [*lines[at:since], *put]
        at = until
    return [*made, *lines[at:end]]


def _comment(line: str, mark: str) -> str:
    bare = line.rstrip("\r\n")
    return f"# {mark}: {bare}\n" if bare.strip() else "#\n"
