"""Tables of reply scripts: workbooks with their sheets and merged cells, delimited text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from workstation.readers.delimited import guess_delimiter, source_row, text_encoding, text_lines
from workstation.readers.errors import ReadError
from workstation.readers.records import NO_DELIMITER, Record, records
from workstation.readers.script_columns import (
    OWN_HEADERS,
    columns_of,
    find_header,
    headers_of,
)
from workstation.readers.script_own import facts_of, unguarded
from workstation.readers.script_sheets import Page, page_of, place_of, visible
from workstation.readers.script_source import ColumnUse, Entry, PassedOver, ScriptFile
from workstation.readers.source import SourceRow
from workstation.readers.workbook import load_book, sheltered
from workstation.readers.workbook_guard import inspect

_SAMPLE: Final = 300
_ASIDE: Final = ("variables", "index")
_ZIP: Final = b"PK\x03\x04"


def read_workbook(path: Path, given: Mapping[str, str] | None, sheet: str | None) -> ScriptFile:
    """Read all visible sheets of a workbook, or the one named; a sheet's name is a category.

    Raises `ReadError` as `open_workbook`, and `file_too_large`.
    """
    with path.open("rb") as stream:
        zipped = stream.read(4) == _ZIP
    unworked = list(inspect(path).unworked.values()) if zipped else []
    book = load_book(path)
    names = [sheet] if sheet else visible(book)
    entries: list[Entry] = []
    columns: list[ColumnUse] = []
    passed: list[PassedOver] = []
    read: list[tuple[str, tuple[ColumnUse, ...], tuple[Entry, ...]]] = []
    if sheet and sheet not in book.sheet_names:
        raise ReadError("sheet_unknown", sheet=sheet, sheets=", ".join(book.sheet_names))
    for name in names:
        with sheltered(path.name):
            page = page_of(book, name)
        if page is None or not page.records:
            continue
        several = len(names) > 1
        at = book.sheet_names.index(name)
        if at < len(unworked) and len(unworked) == len(book.sheet_names):
            page.unworked = {place_of(cell) for cell in unworked[at]}
        found = _entries(page, given, name if several else "")
        if found is None:
            passed.append(PassedOver(name, 1, name, "no_column_of_texts"))
            continue
        uses, rows = found
        read.append((name, uses, rows))
    named = any(_is_named(uses) for _, uses, _ in read)
    for name, uses, rows in read:
        if named and not _is_named(uses):  # a page of contents beside pages that name their columns
            passed.append(PassedOver(name, 1, name, "no_column_of_texts"))
            continue
        columns += uses
        entries += rows
    if not entries and not passed:
        raise ReadError("file_empty", file=path.name, sheet=", ".join(names))
    own = _is_own([use.header for use in columns])
    return ScriptFile(
        "xlsx", tuple(entries), tuple(columns), tuple(passed), sheets=tuple(names), own=own
    )


def read_delimited(
    path: Path, given: Mapping[str, str] | None, encoding: str | None, delimiter: str | None
) -> ScriptFile:
    """Read delimited text: comma, semicolon, tab or bar, any encoding that is known here.

    Raises `ReadError` `file_empty`, and as `open_table`.
    """
    guess = text_encoding(path, encoding)
    lines = list(islice(text_lines(path, guess.name), 1_000))
    named = {"tab": "\t", "\\t": "\t"}.get(delimiter or "", delimiter)
    chosen = named or guess_delimiter(lines)
    found = [
        one
        for one in records(text_lines(path, guess.name), chosen)
        if any(cell.strip() for cell in one.cells)
    ]
    if not found:
        raise ReadError("file_empty", file=path.name)
    read = _entries(Page("", found), given, "")
    if read is None:
        raise ReadError("script_column_missing", file=path.name)
    uses, rows = read
    shown = "" if chosen == NO_DELIMITER else chosen
    own = _is_own([use.header for use in uses])
    return ScriptFile("csv", rows, uses, (), guess.name, shown, own=own)


def table_entries(
    rows: list[Record], given: Mapping[str, str] | None
) -> tuple[tuple[ColumnUse, ...], tuple[Entry, ...]] | None:
    """The columns and entries of a table in a text; None where no header names a column of texts."""
    top = rows[0].cells if rows else ()
    if find_header([top]) is None and not (given and set(given) & set(top)):
        return None
    return _entries(Page("", rows), given, "")


def _is_named(uses: tuple[ColumnUse, ...]) -> bool:
    """Whether a column of texts is one by its name, not by its cells."""
    return any(use.field.startswith("body") and use.confidence > 0.4 for use in uses)


def _is_own(headers: Sequence[str]) -> bool:
    return set(OWN_HEADERS) <= set(headers)


def _entries(
    page: Page, given: Mapping[str, str] | None, sheet: str
) -> tuple[tuple[ColumnUse, ...], tuple[Entry, ...]] | None:
    """The columns and entries of a page; None where no column holds texts."""
    rows = [record.cells for record in page.records]
    header = find_header(rows)
    if header is None and given:
        header = next((at for at, row in enumerate(rows[:20]) if set(given) & set(row)), None)
    top = rows[header] if header is not None else None
    body = rows[header + 1 :] if header is not None else rows
    longest = max((len(row) for row in body), default=0)
    width = longest if top is None else len(top)
    if page.name:
        width = max(width, longest)  # a sheet has no cells too many, only columns without a name
    headers = headers_of(top, width)
    uses = columns_of(headers, body[:_SAMPLE], given, sheet, named=top is not None)
    if not any(use.field.startswith("body") for use in uses):
        return None
    first = page.records[header].line if header is not None else 0
    below = [record for record in page.records if record.line > first]
    return uses, tuple(_walk(page, below, headers, uses, sheet))


def _walk(
    page: Page,
    below: list[Record],
    headers: tuple[str, ...],
    uses: tuple[ColumnUse, ...],
    sheet: str,
) -> list[Entry]:
    found: list[Entry] = []
    section: tuple[str, ...] = ()
    carried: dict[str, str] = {}
    grouped = _grouped(uses, below)
    for record in below:
        heading = _heading(page, record, uses)
        if heading:
            section = (heading,)
            continue
        padded = (*record.cells, *[""] * (len(headers) - len(record.cells)))
        row = source_row(Record(record.line, padded, record.text, record.notes), headers)
        entry = _entry(page, row, uses, sheet, section, carried if grouped else None)
        if entry is not None:
            found.append(entry)
    return found


def _grouped(uses: tuple[ColumnUse, ...], below: list[Record]) -> bool:
    """Whether a category stands in the first row of its group alone."""
    at = next((at for at, use in enumerate(uses) if use.field == "category"), None)
    if at is None or len(below) < 3:
        return False
    filled = [at < len(record.cells) and bool(record.cells[at].strip()) for record in below]
    return filled[0] and sum(filled) < len(filled) * 0.7


def _heading(page: Page, record: Record, uses: tuple[ColumnUse, ...]) -> str:
    """The words of a row that is a heading inside the table: one short cell in its first column."""
    filled = [(at, cell.strip()) for at, cell in enumerate(record.cells) if cell.strip()]
    if len(filled) != 1 or len(uses) < 2:
        return ""
    at, text = filled[0]
    if at != 0 or len(text) > 30 or "\n" in text or uses[0].field.startswith("body"):
        return ""
    return text if record.line in page.wide or uses[0].field not in ("title", "code") else ""


def _entry(
    page: Page,
    row: SourceRow,
    uses: tuple[ColumnUse, ...],
    sheet: str,
    section: tuple[str, ...],
    carried: dict[str, str] | None,
) -> Entry | None:
    place = f"{page.name}!{row.line}" if page.name else str(row.line)
    if _is_own([use.header for use in uses]):
        return _own_entry(row, place, spread=bool(page.name))
    values: dict[str, str] = {}
    extra: dict[str, str] = {}
    categories: list[str] = [sheet] if sheet else []
    categories += section
    for use in uses:
        text = row.values.get(use.header, "")
        text = text if page.name else unguarded(text)
        if carried is not None and use.field == "category":
            text = carried[use.header] = text or carried.get(use.header, "")
        if not text.strip() or use.field in _ASIDE:
            continue
        _put(use, text, values, extra, categories)
    for name, text in row.values.items():
        if text.strip() and all(use.header != name for use in uses):
            extra[name] = text
    problem, detail = row.problem or "", dict(row.facts)
    if not problem and (missing := _unworked(page, row, uses)):
        problem, detail = "formula_without_value", {"column": missing}
    if not values and not extra and not problem:
        return None
    return Entry(
        place, row.line, values, extra, tuple(dict.fromkeys(categories)), None, problem, detail
    )


def _own_entry(row: SourceRow, place: str, *, spread: bool) -> Entry:
    """An entry of a table that this program wrote; `spread` says that it is a workbook's."""
    values = {name: text if spread else unguarded(text) for name, text in row.values.items()}
    if row.problem:
        return Entry(place, row.line, values, problem=row.problem, detail=row.facts)
    try:
        return Entry(place, row.line, facts=facts_of(values))
    except (ValueError, RecursionError) as error:
        detail: dict[str, str | int] = {"detail": str(error)}
        return Entry(place, row.line, values, problem="script_facts_broken", detail=detail)


def _put(
    use: ColumnUse,
    text: str,
    values: dict[str, str],
    extra: dict[str, str],
    categories: list[str],
) -> None:
    """Lay a cell where its column says; a second body becomes another one of the entry."""
    if use.field == "category":
        categories.append(text.strip())
    elif not use.field:
        extra[use.header] = text
    elif use.field in values and use.field == "body":
        number = 2
        while f"body#{number}" in values:
            number += 1
        values[f"body#{number}"] = text
    elif use.field in values:
        values[use.field] = f"{values[use.field]}\n{text}"
    else:
        values[use.field] = text


def _unworked(page: Page, row: SourceRow, uses: tuple[ColumnUse, ...]) -> str:
    """The header of a body column whose formula was never worked out in this row."""
    for at, use in enumerate(uses):
        empty = not row.values.get(use.header, "").strip()
        if use.field.startswith("body") and empty and (row.line, at) in page.unworked:
            return use.header
    return ""
