"""Workbooks: .xlsx, .xlsm, .xlsb, .xls and .ods through calamine."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
    load_workbook,
)

from workstation.readers.binary_guard import inspect_binary
from workstation.readers.delimited import source_row
from workstation.readers.errors import ReadError
from workstation.readers.header import find_layout
from workstation.readers.records import Record
from workstation.readers.source import SourceRow, Table, unique_headers, without_own
from workstation.readers.workbook_guard import LARGE, inspect


def open_workbook(path: Path, sheet: str | None) -> Table:
    """Open one sheet of a workbook, the fullest when `sheet` is None.

    Raises `ReadError`: `file_encrypted`, `file_damaged`, `file_too_large`, `sheet_unknown`,
    `file_empty`.
    """
    if _is_of_text(path):
        inspect(path, LARGE)
    book = load_book(path)
    name = sheet or _fullest(book)
    if name not in book.sheet_names:
        raise ReadError("sheet_unknown", sheet=name, sheets=", ".join(book.sheet_names))
    page = book.get_sheet_by_name(name)
    sample = [record for _, record in zip(range(300), _records(page), strict=False)]
    if not sample:
        raise ReadError("file_empty", file=path.name, sheet=name)
    width = max(len(record.cells) for record in _records(page))
    layout = find_layout([record.cells for record in sample])
    top = sample[layout.header] if layout.header is not None else None
    cells = list(top.cells) if top else []
    headers = unique_headers((cells + [""] * width)[:width])
    first = top.line if top else 0

    def rows() -> Iterator[SourceRow]:
        for record in _records(page):
            if record.line > first:
                yield source_row(_padded(record, len(headers)), headers)

    above = sample[: layout.header or 0]
    return Table(
        path=path,
        format="xlsx",
        headers=without_own(headers),
        reader=rows,
        encoding="",
        sheet=name,
        sheets=tuple(book.sheet_names),
        header_line=top.line if top else None,
        preamble=tuple(" ".join(filter(None, record.cells)) for record in above),
        size_bytes=path.stat().st_size,
        row_estimate=max(0, page.total_height - first),
    )


def _padded(record: Record, width: int) -> Record:
    """Give a sheet's row its full width: a sheet does not store what is empty."""
    missing = width - len(record.cells)
    return Record(record.line, (*record.cells, *[""] * missing), record.text)


@contextmanager
def sheltered(file: str) -> Iterator[None]:
    """A panic of the reader of workbooks becomes `ReadError` `file_damaged`."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise ReadError("file_damaged", file=file, detail=str(error)) from None


def _is_of_text(path: Path) -> bool:
    """Whether a file is an archive whose sheets are texts, not the binary ones of .xlsb."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    return "xl/workbook.bin" not in names or "xl/workbook.xml" in names


def load_book(path: Path) -> CalamineWorkbook:
    """Open a workbook; raises `ReadError` `file_encrypted`, `file_damaged` or `file_too_large`."""
    if not _is_of_text(path):
        inspect_binary(path, LARGE)
    try:
        with sheltered(path.name):
            return load_workbook(str(path))
    except PasswordError:
        raise ReadError("file_encrypted", file=path.name) from None
    except (CalamineError, OSError, ValueError) as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise ReadError("file_encrypted", file=path.name) from None
        raise ReadError("file_damaged", file=path.name, detail=str(error)) from None


def _fullest(book: CalamineWorkbook) -> str:
    """Return the visible sheet with the most filled cells; the first among equals."""
    shown = [meta.name for meta in book.sheets_metadata if meta.visible == SheetVisibleEnum.Visible]
    names = [name for name in book.sheet_names if name in shown] or list(book.sheet_names)
    sizes = {name: _size(book, name) for name in names}
    return max(names, key=lambda name: sizes[name]) if names else ""


def _size(book: CalamineWorkbook, name: str) -> int:
    try:
        page = book.get_sheet_by_name(name)
    except CalamineError:
        return -1
    return int(page.height) * max(1, int(page.width))


def _records(page: CalamineSheet) -> Iterator[Record]:
    """Yield the rows that hold something, with their row numbers and without trailing blanks."""
    if page.end is None:
        return
    for number, row in enumerate(page.iter_rows(), start=1):
        cells = [cell_text(value) for value in row]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield Record(number, tuple(cells), _joined(cells))


def _joined(cells: Sequence[str]) -> str:
    return "\t".join(cells)


def cell_text(value: Any) -> str:
    """Write a cell as text: ISO dates, whole numbers without ".0", long numbers in full."""
    if isinstance(value, str):
        return value.replace("_x000D_", "").replace("\r\n", "\n").replace("\0", "")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e21 else repr(value)
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
    return "" if value is None else str(value)
