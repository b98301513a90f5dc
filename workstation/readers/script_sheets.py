"""Sheets of workbooks as rows of texts, merged cells written out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineError, CalamineSheet, SheetVisibleEnum

from workstation.readers.records import Record
from workstation.readers.workbook import cell_text


@dataclass(slots=True)
class Page:
    """A sheet: its rows with their numbers, and what its merged cells say."""

    name: str
    records: list[Record]
    wide: set[int] = field(default_factory=set)  # rows with a cell across several columns
    unworked: set[tuple[int, int]] = field(default_factory=set)


def visible(book: Any) -> list[str]:
    """The names of the sheets that are shown; of all where none is."""
    shown = [meta.name for meta in book.sheets_metadata if meta.visible == SheetVisibleEnum.Visible]
    return [name for name in book.sheet_names if name in shown] or list(book.sheet_names)


def page_of(book: Any, name: str) -> Page | None:
    """A sheet's rows; None for one that cannot be read."""
    try:
        sheet: CalamineSheet = book.get_sheet_by_name(name)
    except CalamineError:
        return None
    if sheet.end is None:
        return Page(name, [])
    grid = [[_words(value) for value in row] for row in sheet.iter_rows()]
    wide = _spread(sheet, grid)
    found = []
    for number, cells in enumerate(grid, start=1):
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            found.append(Record(number, tuple(cells), "\t".join(cells)))
    return Page(name, found, wide)


def _words(value: Any) -> str:
    """A cell's text; line ends of other systems become ours, nothing else is taken out."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return cell_text(value)


def _spread(sheet: CalamineSheet, grid: list[list[str]]) -> set[int]:
    """Write a cell merged downwards into each of its rows; give the rows merged across."""
    wide = set()
    for (top, left), (bottom, right) in _merged(sheet):
        if right > left:
            wide.add(top + 1)
        if top >= len(grid) or left >= len(grid[top]):
            continue
        text = grid[top][left]
        for row in range(top + 1, min(bottom + 1, len(grid))):
            if left < len(grid[row]) and not grid[row][left].strip():
                grid[row][left] = text
    return wide


def _merged(sheet: CalamineSheet) -> Sequence[tuple[tuple[int, int], tuple[int, int]]]:
    try:
        return sheet.merged_cell_ranges or ()
    except (CalamineError, ValueError, AttributeError):
        return ()


def place_of(cell: str) -> tuple[int, int]:
    """Row (from 1) and column (from 0) of a cell named like B12."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]), column - 1
