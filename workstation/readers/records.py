"""Delimited text taken apart: lines in, records out, whatever the quotes do."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

#: A quoted cell that runs on longer than this is taken for a quote that was never closed.
MAX_LINES: Final = 5_000
MAX_CHARS: Final = 32_000_000
#: Stands for "no delimiter": a file of one column.
NO_DELIMITER: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the physical line where it begins (from 1), its cells, and what was odd."""

    line: int
    cells: tuple[str, ...]
    text: str
    notes: tuple[str, ...] = ()


class _UnclosedError(Exception):
    """The quote at `place` in the first line of a record is never closed."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


class _Lines:
    """Lines that can be given back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._source = iter(lines)
        self._waiting: deque[str] = deque()
        self.number = 0
        self.taken: list[str] = []

    def take(self) -> str | None:
        line = self._waiting.popleft() if self._waiting else next(self._source, None)
        if line is not None:
            self.number += 1
            self.taken.append(line)
        return line

    def give_back(self, keep: int) -> None:
        """Put back all lines of the present record but the first `keep`."""
        self._waiting.extendleft(reversed(self.taken[keep:]))
        self.number -= len(self.taken) - keep
        del self.taken[keep:]


def records(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """Split `lines` into records; quoted cells may hold line ends, delimiters, doubled quotes.

    A quote that is never closed, or whose cell would swallow the beginning of another quoted
    cell, is taken for an ordinary character and noted (`quote_unclosed`); no line is lost.
    """
    source = _Lines(lines)
    while (first := source.take()) is not None:
        start = source.number
        literal: set[int] = set()
        while True:
            try:
                cells = _cells(first, source, delimiter, literal)
                break
            except _UnclosedError as found:
                literal.add(found.place)
                source.give_back(1)
        text = "".join(source.taken) if len(source.taken) > 1 else first
        source.taken.clear()
        notes: tuple[str, ...] = ("quote_unclosed",) if literal else ()
        if "\0" in text:
            cells = [cell.replace("\0", "") for cell in cells]
            notes = (*notes, "nul_removed")
        yield Record(start, tuple(cells), text.rstrip("\r\n"), notes)


def _cells(first: str, source: _Lines, delimiter: str, literal: set[int]) -> list[str]:
    line = first.rstrip("\r\n")
    if '"' not in line:
        return line.split(delimiter)
    cells: list[str] = []
    opening = re.compile(r' *"' if delimiter != " " else '"')
    at = 0
    while True:
        quote = opening.match(line, at)
        if quote is not None and not (source.taken[-1] is first and at in literal):
            cell, line, at = _quoted(line, quote.end(), source, delimiter, at)
        else:
            end = line.find(delimiter, at)
            end = len(line) if end < 0 else end
            cell, at = line[at:end], end
        cells.append(cell)
        if at >= len(line):
            return cells
        at += len(delimiter)
        if at >= len(line):
            return [*cells, ""]


def _quoted(
    line: str, at: int, source: _Lines, delimiter: str, opened: int
) -> tuple[str, str, int]:
    """Read a quoted cell from `at`; return it, the line it ends on and where it ends there."""
    parts: list[str] = []
    begin = scan = at
    depth = len(source.taken)
    if depth > 1:
        opened = -1  # not in the first line: cannot be taken back singly
    while True:
        quote = line.find('"', scan)
        if quote < 0:
            parts.append(line[begin:] + "\n")
            following = source.take()
            if following is None or _runaway(source):
                raise _UnclosedError(max(opened, 0) if opened >= 0 else _first_quote(source))
            line, begin, scan = following.rstrip("\r\n"), 0, 0
            continue
        if line.startswith('"', quote + 1):
            scan = quote + 2
            continue
        end = _closed(line, quote, delimiter)
        if end is None and len(source.taken) > depth and _opens(line, quote, delimiter):
            raise _UnclosedError(opened if opened >= 0 else _first_quote(source))
        if end is None and '"' in line[quote + 1 :]:
            scan = quote + 1
            continue
        parts.append(line[begin:quote])
        cell = "".join(parts).replace('""', '"')
        if end is None:  # text after the last quote of the line belongs to the cell
            end = line.find(delimiter, quote)
            end = len(line) if end < 0 else end
            cell += line[quote + 1 : end]
        return cell, line, end


def _runaway(source: _Lines) -> bool:
    count = len(source.taken)
    return count > MAX_LINES or (count % 256 == 0 and sum(map(len, source.taken)) > MAX_CHARS)


def _first_quote(source: _Lines) -> int:
    """Return the place of the last cell of the first line that opens with a quote."""
    first = source.taken[0]
    return max(0, first.rfind('"'))


def _closed(line: str, quote: int, delimiter: str) -> int | None:
    """Return where the cell ends if the quote at `quote` closes it."""
    end = quote + 1
    while line.startswith(" ", end) and delimiter != " ":
        end += 1
    return end if end >= len(line) or line.startswith(delimiter, end) else None


def _opens(line: str, quote: int, delimiter: str) -> bool:
    return line[:quote].rstrip(" ").endswith(delimiter)
