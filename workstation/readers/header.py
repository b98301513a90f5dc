"""Where a table begins: its header row, the lines above it, its width."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from workstation.readers.source import OWN_COLUMNS
from workstation.readers.words import plain, rule_names, rule_words

_LOOK: Final = 20
_NUMBER: Final = re.compile(
    r"^[+\-¥￥$€]?[\d.,:/\-\s年月日时分秒TZ+%]*\d[\d.,:/\-\s年月日时分秒TZ+%]*$"
)
_ADDRESS: Final = re.compile(r"^[^@\s]+@[^@\s]+\.\w+$|^https?://")
_ID: Final = re.compile(r"^[A-Za-z]{0,5}[-_#]?\d{3,}[A-Za-z0-9-]*$")
KINDS: Final = ("tickets", "parcels", "customers", "key_accounts")


@dataclass(frozen=True, slots=True)
class Layout:
    """`header` is the index of the header row or None; `width` the number of columns."""

    header: int | None
    width: int


@lru_cache(maxsize=1)
def header_words() -> frozenset[str]:
    """Return every column name that the vocabulary knows, brought to one shape."""
    return frozenset(
        plain(word)
        for kind in KINDS
        for field in rule_names(kind)
        for word in rule_words(kind, field, "words")
    ) | frozenset(map(plain, OWN_COLUMNS))


def find_layout(rows: Sequence[Sequence[str]]) -> Layout:
    """Find the header among the first rows of a table, and the table's width."""
    lengths = Counter(_length(row) for row in rows if _length(row))
    width = max(lengths, key=lambda size: (lengths[size], size), default=0)
    usable = [index for index, row in enumerate(rows[:_LOOK]) if _length(row)]
    header = _named(rows, usable, width)
    if header is None:
        header = _different(rows, usable, width)
    if header is None:
        return Layout(None, max(width, _usual(rows)))
    return Layout(header, _width(rows, header))


def _usual(rows: Sequence[Sequence[str]]) -> int:
    """Return the number of cells, empty ones too, that most rows have."""
    sizes = Counter(len(row) for row in rows if _length(row))
    return max(sizes, key=lambda size: (sizes[size], size), default=0)


def _width(rows: Sequence[Sequence[str]], header: int) -> int:
    """Return the header's width; columns without a name count when they hold something.

    Cells beyond the header are columns only when most rows have them; in a single row they
    come from a delimiter inside the text.
    """
    named = _length(rows[header])
    below = [_length(row) for row in rows[header + 1 :] if _length(row)]
    wide = max(named, min(len(rows[header]), max(below, default=0)))
    beyond = Counter(size for size in below if size > wide)
    if sum(beyond.values()) * 2 > len(below) and len(below) > 1:
        return max(beyond, key=lambda size: (beyond[size], size))
    return wide


def _length(row: Sequence[str]) -> int:
    """Return the number of cells up to the last one that holds something."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0)


def _named(rows: Sequence[Sequence[str]], usable: Sequence[int], width: int) -> int | None:
    """Return the first row of the table proper, if it holds column names that we know.

    Only rows that do not fill the table (titles, dates of export, names of groups of columns)
    may stand above it: a full row is never skipped.
    """
    for index in usable:
        cells = rows[index]
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) < max(min(2, width), width * 0.5):
            continue
        if _known(filled) >= 0.3 and _told(filled) <= 0.25:
            return _below_groups(rows, index)
        if _length(cells) >= width:
            return None
    return None


def _below_groups(rows: Sequence[Sequence[str]], index: int) -> int:
    """Return the row below a header that only names groups of columns, else the header."""
    if index + 1 >= len(rows):
        return index
    upper = [cell for cell in rows[index] if cell.strip()]
    lower = [cell for cell in rows[index + 1] if cell.strip()]
    named = len(lower) > len(upper) and _known(lower) >= max(0.5, _known(upper))
    return index + 1 if named and _told(lower) == 0 else index


def _known(cells: Sequence[str]) -> float:
    return sum(plain(cell) in header_words() for cell in cells) / len(cells)


def _told(cells: Sequence[str]) -> float:
    return sum(map(_is_data, cells)) / len(cells)


def _different(rows: Sequence[Sequence[str]], usable: Sequence[int], width: int) -> int | None:
    """Return the first full row if it reads like names, and unlike what stands below it."""
    for index in usable:
        cells = rows[index]
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) < max(min(2, width), width * 0.5):
            continue
        if len(set(filled)) < len(filled) * 0.8 or any(map(_is_data, filled)):
            return None
        below = [rows[other] for other in range(index + 1, min(len(rows), index + 30))]
        return index if _unlike(cells, below) else None
    return None


def _unlike(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    if not below:
        return len(cells) > 1
    for at, cell in enumerate(cells):
        column = [row[at] for row in below if at < len(row) and row[at].strip()]
        if not column:
            continue
        if sum(map(_is_data, column)) > len(column) * 0.5:
            return True
        if sum(map(len, column)) / len(column) > 3 * len(cell) + 8:
            return True
        if len(column) > 3 and len(set(column)) <= len(column) * 0.5 and cell not in column:
            return True
    return False


def _is_data(cell: str) -> bool:
    text = cell.strip()
    return bool(
        _NUMBER.match(text)
        or _ADDRESS.search(text)
        or _ID.match(text)
        or len(text) > 60
        or ("\n" in text.strip("\n") and len(text) > 40)
    )
