"""The common face of every foreign file: headers, and rows that can be walked again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

#: Columns that the file of refused rows carries besides the foreign ones.
REFUSED_LINE: Final = "refused_line"
REFUSED_REASON: Final = "refused_reason"
#: Carries the text of a JSON value that could not be read.
REFUSED_RAW: Final = "refused_raw"
OWN_COLUMNS: Final = (REFUSED_LINE, REFUSED_REASON, REFUSED_RAW)

#: Reasons in `SourceRow.problem`: the row cannot be trusted and is refused.
ROW_PROBLEMS: Final = ("undecodable", "too_many_cells", "unclosed_quote", "broken_json")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One record of the file.

    `line` is where it begins: the physical line of a text file (from 1), the row of a sheet.
    `values` holds a text for every header ("" when empty). `problem` is one of `ROW_PROBLEMS`
    or None; `facts` place it. `raw` is the record's text where the values cannot show it.
    """

    line: int
    values: Mapping[str, str]
    problem: str | None = None
    facts: Mapping[str, str | int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A foreign file, opened: its shape is known, its rows are read on demand.

    `format` is csv, xlsx (any workbook), json or jsonl. `encoding_confidence` runs from 0 to 1;
    1 means proven (a byte order mark, strict UTF-8) or chosen by the user. `header_line` is None
    when the file has no header and the headers are ours. `preamble` keeps the lines above it.
    `row_estimate` is exact for workbooks.
    """

    path: Path
    format: str
    headers: tuple[str, ...]
    reader: Callable[[], Iterator[SourceRow]]
    encoding: str = "utf-8"
    encoding_confidence: float = 1.0
    encodings: tuple[str, ...] = ()
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header_line: int | None = None
    preamble: tuple[str, ...] = ()
    size_bytes: int = 0
    row_estimate: int = 0

    def rows(self) -> Iterator[SourceRow]:
        """Walk all rows from the start; blank rows are left out. May be called again."""
        return self.reader()

    def sample(self, count: int = 500) -> tuple[SourceRow, ...]:
        """Return the first `count` rows."""
        return tuple(islice(self.rows(), count))

    @property
    def has_header(self) -> bool:
        """Whether the file itself names its columns."""
        return self.header_line is not None


def column_name(index: int) -> str:
    """Name the column at `index` (from 0) that the file leaves without a name."""
    return f"column_{index + 1}"


def unique_headers(cells: Iterable[str]) -> tuple[str, ...]:
    """Make headers usable as keys: empty ones are numbered, repeated ones get " (2)"."""
    found: list[str] = []
    for index, cell in enumerate(cells):
        name = " ".join(cell.split()) or column_name(index)
        unique, count = name, 1
        while unique in found:
            count += 1
            unique = f"{name} ({count})"
        found.append(unique)
    return tuple(found)


def without_own(headers: tuple[str, ...]) -> tuple[str, ...]:
    """Return `headers` without the columns that the file of refused rows adds."""
    return tuple(header for header in headers if header not in OWN_COLUMNS)
