"""Writing the tickets of a view to a file for other programs: CSV, XLSX or JSON Lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.domain.view import View
from workstation.text import masks
from workstation.text.cells import plain_text
from workstation.whole_file import whole_file

if TYPE_CHECKING:
    from workstation.desk import Desk

FORMATS: Final = (".csv", ".xlsx", ".jsonl")
_PAGE: Final = 500
_COLUMNS: Final = tuple(item.name for item in fields(Ticket))
_MOMENTS: Final = frozenset(
    name for name in _COLUMNS if name.endswith(("_at", "_due", "_until", "_since"))
)
Row = dict[str, Any]


def export_tickets(
    desk: Desk,
    view: View,
    path: Path,
    *,
    unmasked: str = "",
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> int:
    """Write the tickets of a view and give how many there were.

    Times are ISO 8601 in the desk's zone. Phones and addresses are masked unless `unmasked`
    names a reason, which is kept in the journal. Raises `Refusal`: export_format,
    file_unusable, export_stopped. The file appears whole or not at all.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise Refusal("export_format", path=str(path), known=", ".join(FORMATS))
    counted = _Counted(_rows(desk, view, masked=not unmasked), cancelled, progress)
    counted.total = desk.read.count(view.filter)
    writers = {".csv": _write_csv, ".xlsx": _write_xlsx, ".jsonl": _write_jsonl}
    with whole_file(path) as partial:
        writers[suffix](partial, counted)
    if unmasked:
        from workstation.actions.privacy import RecordExport

        desk.do(RecordExport(view.name or view.code, path.name, counted.done, unmasked)).result()
    return counted.done


class _Counted:
    """Rows on their way, counted; stops when cancelled."""

    def __init__(
        self,
        rows: Iterable[Row],
        cancelled: Callable[[], bool],
        progress: Callable[[int, int], None],
    ) -> None:
        self._rows = rows
        self._cancelled = cancelled
        self._progress = progress
        self.done = 0
        self.total = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            if self._cancelled():
                raise Refusal("export_stopped")
            self.done += 1
            if self.done % _PAGE == 0:
                self._progress(self.done, self.total)
            yield row


def _rows(desk: Desk, view: View, *, masked: bool) -> Iterator[Row]:
    ids = desk.read.ids(view.filter, view.order)
    names = {agent.uid: agent.name for agent in desk.read.agents()}
    for start in range(0, len(ids), _PAGE):
        chosen = ids[start : start + _PAGE]
        rows = desk.read.rows_by_id(chosen)
        for row_id in chosen:
            if row_id not in rows:
                continue
            ticket = desk.read.ticket(rows[row_id].uid)
            if ticket is not None:
                yield _row(ticket, names, desk, masked=masked)


def _row(ticket: Ticket, names: dict[str, str], desk: Desk, *, masked: bool) -> Row:
    told: Row = {name: getattr(ticket, name) for name in _COLUMNS}
    for name in _MOMENTS:
        if told[name] is not None:
            moment = datetime.fromtimestamp(told[name] / 1000, desk.zone)
            told[name] = moment.isoformat(timespec="seconds")
    told["owner"] = names.get(ticket.owner, "")
    if masked:
        told["phone"] = masks.phone(ticket.phone)
        told["address"] = masks.address(ticket.address)
        told["email"] = masks.email(ticket.email)
        told["customer_name"] = masks.name(ticket.customer_name)
    return told


def _flat(value: Any) -> Any:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return "" if value is None else value


def _safe(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula is written as text."""
    flat = _flat(value)
    return plain_text(flat) if isinstance(flat, str) else flat


def _write_csv(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(_COLUMNS)
        for row in rows:
            writer.writerow([_safe(row[name]) for name in _COLUMNS])


def _write_jsonl(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def _write_xlsx(path: Path, rows: Iterable[Row]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    try:
        sheet = book.add_worksheet("tickets")
        head = book.add_format({"bold": True})
        for column, name in enumerate(_COLUMNS):
            sheet.write_string(0, column, name, head)
        sheet.freeze_panes(1, 2)
        for number, row in enumerate(rows, start=1):
            for column, name in enumerate(_COLUMNS):
                value = _flat(row[name])
                if isinstance(value, int):
                    sheet.write_number(number, column, value)
                elif value:
                    sheet.write_string(number, column, str(value)[:32_767])
    finally:
        book.close()
