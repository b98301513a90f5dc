"""Whether a workbook may be opened: no archive that swells, no sheet of billions of empty cells.

The reader of workbooks keeps the whole rectangle that a sheet spans, and a sheet may name a cell a
million rows away. So the places of cells are looked at first, in pieces.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from workstation.readers.errors import ReadError
from workstation.readers.shared_strings import Strings, read_items, use_values

MOST_PARTS: Final = 5_000
#: The last row and column that the format knows.
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CHUNK: Final = 1 << 20
_STRINGS: Final = "xl/sharedstrings.xml"
_MEDIA: Final = (".png", ".jpg", ".jpeg", ".gif", ".bin", ".emf", ".wmf")
#: Where a row or cell says that it stands, however it is written.
_PLACE: Final = re.compile(rb"""[\s"']r\s*=\s*(?:"([^"]{0,64})"|'([^']{0,64})')""")
_CELL: Final = re.compile(rb"\$?([A-Za-z]{0,4})\$?([0-9]{0,8})")
_REPEATED: Final = re.compile(rb"""number-(rows|columns)-repeated\s*=\s*["']([0-9]{1,12})["']""")
_FORMULA: Final = re.compile(
    rb'<(?:\w+:)?c\b[^>]{0,200}?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]{0,200}>\s*'
    rb"<(?:\w+:)?f\b[^>]{0,200}?(?:/>|>[^<]{0,8192}</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_OVERLAP: Final = 9_000
_DIGITS: Final = b"0123456789"
_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large a workbook may be.

    `most_bytes` are those of all its parts together, unpacked; `most_cells` those of the rectangle
    that a sheet spans: the reader keeps all of them, some 30 bytes each.
    """

    most_bytes: int = 256 << 20
    most_cells: int = 25_000_000


#: For collections of scripts, and for a year of a large house's tickets.
USUAL: Final = Bounds()
LARGE: Final = Bounds(2 << 30, 50_000_000)


@dataclass(slots=True)
class Inspected:
    """What was seen in a workbook: cells with a formula that was never worked out, by sheet part."""

    unworked: dict[str, list[str]] = field(default_factory=dict)
    values: int = 0  # no fewer than the cells that have one


@dataclass(slots=True)
class _Extent:
    """The rectangle of the cells seen so far."""

    top: int = 1 << 30
    bottom: int = 0
    left: int = 1 << 30
    right: int = 0

    def take(self, column: int, row: int) -> None:
        if row:
            self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        if column:
            self.left, self.right = min(self.left, column), max(self.right, column)

    @property
    def cells(self) -> int:
        rows = max(0, self.bottom - self.top + 1)
        return rows * max(1, self.right - self.left + 1)


def inspect(path: Path, bounds: Bounds = USUAL) -> Inspected:
    """Read through a zipped workbook in pieces.

    Raises `ReadError`: `file_too_large` for what swells or spans beyond the bounds, `file_damaged`
    for an archive that cannot be read, or a place that no sheet has.
    """
    found = Inspected()
    try:
        with zipfile.ZipFile(path) as archive:
            parts = parts_of(archive, path.name, bounds)
            strings = Strings(path.name, bounds.most_bytes)
            for part in parts:
                if part.filename.lower() == _STRINGS:
                    with archive.open(part) as stream:
                        read_items(stream, strings)
            for part in parts:
                # to its end: a part longer than it says has a wrong sum, and is told
                with archive.open(part) as stream:
                    _part(stream, part.filename, path.name, found, bounds.most_cells)
            if strings.may_swell(found.values):
                for part in filter(_may_be_sheet, parts):
                    with archive.open(part) as stream:
                        use_values(stream, strings)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise ReadError("file_damaged", file=path.name, detail=str(error)) from None
    return found


def parts_of(archive: zipfile.ZipFile, file: str, bounds: Bounds) -> list[zipfile.ZipInfo]:
    """The parts of an archive; raises `ReadError` where they are too many or say they are too large."""
    parts = archive.infolist()
    told = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or told > bounds.most_bytes:
        raise ReadError("file_too_large", file=file, size=told, most=bounds.most_bytes)
    return parts


def _may_be_sheet(part: zipfile.ZipInfo) -> bool:
    name = part.filename.lower()
    return name != _STRINGS and not name.endswith(_MEDIA)


def _part(stream: IO[bytes], name: str, file: str, found: Inspected, most: int) -> None:
    """Follow the cells of a part, whatever it is called: how wide and long it is."""
    extent, carry = _Extent(), b""
    sheet = name.endswith(".xml") and "worksheets/" in name
    while chunk := stream.read(_CHUNK):
        data = carry + chunk
        found.values += chunk.count(b"<v") + chunk.count(b":v") + 1
        _take_all(extent, [one or other for one, other in _PLACE.findall(data)], file)
        for axis, times in _REPEATED.findall(data):
            _check_repeated(axis == b"rows", int(times), file)
        if extent.cells > most:
            raise ReadError("file_too_large", file=file, size=extent.cells, most=most)
        if sheet and (b"<f" in data or b":f" in data):
            cells = found.unworked.setdefault(name, [])
            cells += [cell[1].decode() for cell in _FORMULA.finditer(data)]
        carry = data[-_OVERLAP:]
    if name in found.unworked:
        found.unworked[name] = list(dict.fromkeys(found.unworked[name]))


def _take_all(extent: _Extent, places: list[bytes], file: str) -> None:
    """Reckon with the places of cells and rows: usual ones together, odd ones one by one."""
    columns = {place.rstrip(_DIGITS) for place in places}
    rows = {place.lstrip(_LETTERS) for place in places}
    usual = all(len(one) <= 3 and not one.strip(_LETTERS) for one in columns)
    if not usual or not all(len(one) <= 7 and not one.strip(_DIGITS) for one in rows):
        for place in places:
            _take(extent, place, file)
        return
    for column in columns:
        _take(extent, column, file)
    numbers = {int(row) for row in rows if row} - {0}
    for edge in (min(numbers, default=0), max(numbers, default=0)):
        _take(extent, str(edge).encode(), file)


def _take(extent: _Extent, place: bytes, file: str) -> None:
    """Reckon with the place of a cell or row; one that is none of a sheet is a damage."""
    if b"&" in place:
        raise ReadError("file_damaged", file=file, detail="a cell's place is written in signs")
    found = _CELL.fullmatch(place.strip())
    if found is None:
        if any(48 <= letter <= 57 for letter in place):
            detail = place[:40].decode("ascii", "replace")
            raise ReadError("file_damaged", file=file, detail=f"no cell stands at {detail}")
        return
    column, row = _number(found[1].upper()), int(found[2] or 0)
    if row > LAST_ROW or column > LAST_COLUMN:
        detail = f"no cell stands at {place[:40].decode('ascii', 'replace')}"
        raise ReadError("file_damaged", file=file, detail=detail)
    extent.take(column, row)


def _check_repeated(rows: bool, times: int, file: str) -> None:
    """Cells of an OpenDocument table may say how often they come."""
    if times > (LAST_ROW if rows else LAST_COLUMN):
        raise ReadError("file_damaged", file=file, detail=f"a cell is repeated {times} times")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
