"""Tables written to files for spreadsheets, whole or not at all."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.text.cells import plain_text
from workstation.whole_file import whole_file

FORMATS: Final = (".csv", ".xlsx")
_LONGEST: Final = 32_767


def write_table(
    path: Path, title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """Write rows under their columns. Raises `Refusal`: export_format, file_unusable."""
    writers = {".csv": _csv, ".xlsx": _xlsx}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise Refusal("export_format", path=str(path), known=", ".join(FORMATS))
    with whole_file(path) as partial:
        writer(partial, title, columns, rows)


def _safe(value: object) -> object:
    return plain_text(value) if isinstance(value, str) else value


def _csv(path: Path, _title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows([_safe(value) for value in row] for row in rows)


def _xlsx(path: Path, title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(title)
        head = book.add_format({"bold": True})
        for column, name in enumerate(columns):
            sheet.write_string(0, column, name, head)
        sheet.freeze_panes(1, 1)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(number, column, value)
                elif value:
                    sheet.write_string(number, column, str(value)[:_LONGEST])
