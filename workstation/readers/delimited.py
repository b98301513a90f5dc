"""CSV and its kin: delimiter, header and rows of a text table, read as a stream."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from workstation.readers.encoding import (
    MARK_BYTES,
    EncodingGuess,
    guess_encoding,
    named_encoding,
    show_marked,
)
from workstation.readers.errors import ReadError
from workstation.readers.flatten import flatten
from workstation.readers.header import find_layout
from workstation.readers.records import NO_DELIMITER, Record, records
from workstation.readers.source import (
    OWN_COLUMNS,
    REFUSED_RAW,
    SourceRow,
    Table,
    unique_headers,
    without_own,
)

DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE_LINES: Final = 1_000
_SAMPLE_CHARS: Final = 1 << 20
_BAD: Final = re.compile("[\udc00-\udcff]")
_SEP: Final = re.compile(r"^sep=(.)$", re.IGNORECASE)


def text_lines(path: Path, encoding: str) -> Iterator[str]:
    """Yield physical lines with their ends; undecodable bytes become lone surrogates."""
    with path.open(encoding=encoding, errors=MARK_BYTES, newline="") as file:
        for number, line in enumerate(file):
            yield line.removeprefix("\ufeff") if number == 0 else line


def text_encoding(path: Path, encoding: str | None) -> EncodingGuess:
    """Take the encoding that was asked for, else guess it."""
    return named_encoding(encoding) if encoding else guess_encoding(path)


def open_delimited(path: Path, encoding: str | None, delimiter: str | None) -> Table:
    """Open a delimited text file; raises `ReadError` when it holds no line of text."""
    guess = text_encoding(path, encoding)
    lines = _sample_lines(path, guess.name)
    sep = _SEP.match(lines[0].strip("\r\n")) if lines else None
    chosen = _asked(delimiter) or (sep.group(1) if sep else guess_delimiter(lines))
    skip = 1 if sep else 0
    sample = list(records(lines, chosen))[skip:][:300]
    if not any(cell.strip() for record in sample for cell in record.cells):
        raise ReadError("file_empty", file=path.name)
    layout = find_layout([record.cells for record in sample])
    top = sample[layout.header] if layout.header is not None else None
    cells = [show_marked(cell) for cell in top.cells] if top else []
    headers = unique_headers((cells + [""] * layout.width)[: layout.width])
    size = path.stat().st_size
    first = top.line if top else skip

    def rows() -> Iterator[SourceRow]:
        for record in records(text_lines(path, guess.name), chosen):
            if record.line > first and any(cell.strip() for cell in record.cells):
                yield source_row(record, headers)

    return Table(
        path=path,
        format="csv",
        headers=without_own(headers),
        reader=rows,
        encoding=guess.name,
        encoding_confidence=guess.confidence,
        encodings=guess.others,
        delimiter="" if chosen == NO_DELIMITER else chosen,
        header_line=top.line if top else None,
        preamble=_preamble(sample, layout.header),
        size_bytes=size,
        row_estimate=_estimate(sample, guess.name, size),
    )


def source_row(record: Record, headers: Sequence[str]) -> SourceRow:
    """Lay the cells of a record under the headers; what does not fit is a problem or a note."""
    cells, notes = record.cells, record.notes
    problem, facts = _problem(record, headers)
    if REFUSED_RAW in headers and problem is None:
        mended = _mended(record, headers)
        if mended is not None:
            return mended
    if len(cells) < len(headers):
        notes = (*notes, "row_too_short")
        cells = (*cells, *[""] * (len(headers) - len(cells)))
    if problem == "undecodable":
        cells = tuple(map(show_marked, cells))
    values = {
        name: cell.strip()
        for name, cell in zip(headers, cells, strict=False)
        if name not in OWN_COLUMNS
    }
    for at in range(len(headers), len(cells)):
        if cells[at].strip():
            values[f"column_{at + 1}"] = cells[at].strip()
    raw = show_marked(record.text) if problem else ""
    return SourceRow(record.line, values, problem, facts, notes, raw)


def _mended(record: Record, headers: Sequence[str]) -> SourceRow | None:
    """Read the JSON text of a row that was refused before; None when the row has none."""
    at = headers.index(REFUSED_RAW)
    text = record.cells[at].strip() if at < len(record.cells) else ""
    if not text:
        return None
    try:
        return SourceRow(record.line, flatten(json.loads(text, strict=False)))
    except (ValueError, RecursionError) as error:
        facts: dict[str, str | int] = {"detail": str(error), "line": record.line}
        return SourceRow(record.line, {}, "broken_json", facts, (), text)


def _problem(record: Record, headers: Sequence[str]) -> tuple[str | None, dict[str, str | int]]:
    if not record.text.isascii() and _BAD.search(record.text):
        return "undecodable", _bad_place(record, headers)
    filled = next((at for at in range(len(record.cells), 0, -1) if record.cells[at - 1].strip()), 0)
    counts: dict[str, str | int] = {"cells": filled, "expected": len(headers)}
    if "quote_unclosed" in record.notes and filled != len(headers):
        return "unclosed_quote", counts
    if filled > len(headers):
        return "too_many_cells", counts
    return None, {}


def _bad_place(record: Record, headers: Sequence[str]) -> dict[str, str | int]:
    for at, cell in enumerate(record.cells):
        found = _BAD.search(cell)
        if found is not None:
            name = headers[at] if at < len(headers) else f"column_{at + 1}"
            byte = f"0x{ord(found.group()) - 0xDC00:02X}"
            return {"column": name, "place": found.start() + 1, "byte": byte}
    return {}


def _asked(delimiter: str | None) -> str | None:
    if delimiter is None or delimiter == "":
        return None
    named = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
    chosen = named.get(delimiter.lower(), delimiter)
    if len(chosen) != 1 or chosen in '"\r\n':
        raise ReadError("delimiter_unknown", delimiter=delimiter)
    return chosen


def _sample_lines(path: Path, encoding: str) -> list[str]:
    found: list[str] = []
    size = 0
    for line in islice(text_lines(path, encoding), _SAMPLE_LINES):
        found.append(line)
        size += len(line)
        if size > _SAMPLE_CHARS:
            break
    return found


def guess_delimiter(lines: Sequence[str]) -> str:
    """Guess the delimiter: the one that cuts most records into the same number of cells."""
    best, most = NO_DELIMITER, 0.0
    for delimiter in DELIMITERS:
        if not any(delimiter in line for line in lines):
            continue
        counts = [len(record.cells) for record in records(lines, delimiter)][:300]
        score = _evenness(counts)
        if score > most:
            best, most = delimiter, score
    return best


def _evenness(counts: list[int]) -> float:
    if len(counts) > 3:
        counts = counts[:-1]  # the sample may break off inside the last record
    common = Counter(count for count in counts if count > 1)
    if not common:
        return 0.0
    width, often = max(common.items(), key=lambda item: (item[1] * math.log2(item[0]), item[0]))
    share = often / len(counts)
    return share * share * (1 + math.log2(width)) if share >= 0.35 else 0.0


def _preamble(sample: Sequence[Record], header: int | None) -> tuple[str, ...]:
    above = sample[: header or 0]
    joined = (" ".join(cell.strip() for cell in record.cells if cell.strip()) for record in above)
    return tuple(show_marked(text) for text in joined if text)


def _estimate(sample: Sequence[Record], encoding: str, size: int) -> int:
    text = "\n".join(record.text for record in sample)
    used = len(text.encode(encoding, "replace")) / max(1, len(sample))
    return max(0, round(size / max(1.0, used)) - 1)
