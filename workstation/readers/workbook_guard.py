"""Whether a workbook may be opened: no archive that swells, no sheet of billions of empty cells."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from workstation.readers.errors import ReadError

#: Bytes of all parts of a workbook together, unpacked.
MOST_BYTES: Final = 256 << 20
MOST_PARTS: Final = 5_000
#: Cells of the rectangle that a sheet spans; the reader keeps all of them.
MOST_CELLS: Final = 25_000_000
_CHUNK: Final = 1 << 20
_CELL: Final = re.compile(rb'<(?:\w+:)?c\b[^>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"')
_FORMULA: Final = re.compile(
    rb'<(?:\w+:)?c\b[^>]{0,200}?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]{0,200}>\s*'
    rb"<(?:\w+:)?f\b[^>]{0,200}?(?:/>|>[^<]{0,8192}</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_OVERLAP: Final = 9_000


@dataclass(slots=True)
class Inspected:
    """What was seen in a workbook: cells with a formula that was never worked out, by sheet part."""

    unworked: dict[str, list[str]] = field(default_factory=dict)


def inspect(path: Path) -> Inspected:
    """Read through a zipped workbook in pieces.

    Raises `ReadError`: `file_too_large` for what swells beyond `MOST_BYTES` or a sheet that spans
    more than `MOST_CELLS`, `file_damaged` for an archive that cannot be read.
    """
    found = Inspected()
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            told = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or told > MOST_BYTES:
                raise ReadError("file_too_large", file=path.name, size=told, most=MOST_BYTES)
            for part in parts:
                with archive.open(part) as stream:
                    if part.filename.endswith(".xml") and "worksheets/" in part.filename:
                        _sheet(stream, part.filename, path.name, found)
                    else:
                        _drain(stream)  # a part longer than it says has a wrong sum and is told
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        raise ReadError("file_damaged", file=path.name, detail=str(error)) from None
    return found


def _drain(stream: IO[bytes]) -> None:
    while stream.read(_CHUNK):
        pass


def _sheet(stream: IO[bytes], part: str, file: str, found: Inspected) -> None:
    """Follow a sheet's cells: how wide and long it is, and which formulas have no value."""
    top, bottom, left, right = 1 << 30, 0, 1 << 30, 0
    carry, taken = b"", 0
    while chunk := stream.read(_CHUNK):
        taken += len(chunk)
        if taken > MOST_BYTES:
            raise ReadError("file_too_large", file=file, size=taken, most=MOST_BYTES)
        data = carry + chunk
        for cell in _CELL.finditer(data):
            column, row = _number(cell[1]), int(cell[2])
            top, bottom = min(top, row), max(bottom, row)
            left, right = min(left, column), max(right, column)
        cells = (bottom - top + 1) * (right - left + 1) if bottom else 0
        if cells > MOST_CELLS:
            raise ReadError("file_too_large", file=file, size=cells, most=MOST_CELLS)
        if b"<f" in data or b":f" in data:
            cells_of = found.unworked.setdefault(part, [])
            cells_of += [cell[1].decode() for cell in _FORMULA.finditer(data)]
        carry = data[-_OVERLAP:]
    if part in found.unworked:
        found.unworked[part] = list(dict.fromkeys(found.unworked[part]))


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
