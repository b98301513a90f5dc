"""Whether a binary workbook may be opened: .xls (a compound file) and .xlsb (a zip of records).

The reader keeps the whole rectangle that a sheet spans, and an old workbook is read with all of its
sheets at once. So the places of cells are looked at first ([MS-XLS] 2.1.4, [MS-XLSB] 2.1.4,
[MS-CFB] 2).
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from workstation.readers.errors import ReadError
from workstation.readers.shared_strings import Strings, old_lengths
from workstation.readers.workbook_guard import Bounds, parts_of

_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Sector numbers from here on mean an end, not a place.
_ENDS: Final = 0xFFFFFFFA
_STREAMS: Final = ("Workbook", "Book")
#: Records of an old workbook: where a sheet begins, how large it says it is, and cells.
_BEGIN: Final = frozenset({0x0809, 0x0409, 0x0209, 0x0009})
_DIMENSIONS: Final = frozenset({0x0200, 0x0000})
_CELLS: Final = frozenset(
    {0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x00BD, 0x00D6, 0x00FD}
    | {0x0201, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x0406}
)
#: Records of a new binary sheet: a row, and cells in it.
_ROW: Final = 0
_BINARY_CELLS: Final = frozenset({*range(1, 12), 62})
_SHEET: Final = b"\x81\x01"
#: Texts that cells share: of a new binary workbook, and of an old one.
_BINARY_STRINGS: Final = "xl/sharedstrings.bin"
_STRING, _SHARED = 19, 7
_OLD_STRINGS, _CONTINUED, _OLD_SHARED = 0x00FC, 0x003C, 0x00FD


def inspect_binary(path: Path, bounds: Bounds) -> None:
    """Raise `ReadError` `file_too_large` for a workbook beyond the bounds, else `file_damaged`
    for one whose parts cannot be followed. What is no binary workbook passes."""
    try:
        with path.open("rb") as stream:
            old = stream.read(8) == _OLD
        if old:
            _check_old(path, bounds)
        elif zipfile.is_zipfile(path):
            _check_new(path, bounds)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise ReadError("file_damaged", file=path.name, detail=str(error)) from None
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise ReadError("file_damaged", file=path.name, detail=str(error)) from None


class _Extents:
    """The rectangles of all sheets together."""

    def __init__(self, file: str, most: int) -> None:
        self._file, self._most = file, most
        self._before = 0
        self.begin()

    def begin(self) -> None:
        """Another sheet begins."""
        self._before += self._cells() if hasattr(self, "_top") else 0
        self._top, self._left = 1 << 32, 1 << 32
        self._bottom = self._right = -1

    def take(self, row: int, column: int) -> None:
        """A cell stands there."""
        self._top, self._bottom = min(self._top, row), max(self._bottom, row)
        self._left, self._right = min(self._left, column), max(self._right, column)

    def check(self) -> None:
        """Raise for more cells than may be."""
        size = self._before + self._cells()
        if size > self._most:
            raise ReadError("file_too_large", file=self._file, size=size, most=self._most)

    def _cells(self) -> int:
        high = max(0, self._bottom - self._top + 1)
        return high * max(0, self._right - self._left + 1)


def _check_new(path: Path, bounds: Bounds) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = parts_of(archive, path.name, bounds)
        strings = Strings(path.name, bounds.most_bytes)
        for part in parts:
            if part.filename.lower() == _BINARY_STRINGS:
                for kind, data in _binary_records(archive.read(part)):
                    if kind == _STRING:
                        strings.add(len(data))
        for part in parts:
            extents = _Extents(path.name, bounds.most_cells)
            content = archive.read(part)
            if content.startswith(_SHEET):
                _follow(content, extents, strings)
            extents.check()


def _follow(content: bytes, extents: _Extents, strings: Strings) -> None:
    """Take the places and shared texts of the cells of a binary sheet."""
    row = 0
    for kind, data in _binary_records(content):
        if kind == _ROW:
            row = int.from_bytes(data[:4], "little")
        elif kind in _BINARY_CELLS:
            extents.take(row, int.from_bytes(data[:4], "little"))
            if kind == _SHARED:
                strings.use(int.from_bytes(data[8:12], "little"))


def _binary_records(content: bytes) -> Iterator[tuple[int, bytes]]:
    at, end = 0, len(content)
    while at < end:
        kind = content[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (content[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        for _ in range(4):
            byte = content[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, content[at : at + size]
        at += size


def _check_old(path: Path, bounds: Bounds) -> None:
    size = path.stat().st_size
    if size > bounds.most_bytes:
        raise ReadError("file_too_large", file=path.name, size=size, most=bounds.most_bytes)
    extents = _Extents(path.name, bounds.most_cells)
    content = _stream(path.read_bytes())
    strings = _old_strings(content, path.name, bounds)
    for kind, data in _records(content):
        if kind in _BEGIN:
            extents.begin()
        elif kind in _DIMENSIONS:
            _take_dimensions(data, extents)
        elif kind in _CELLS and len(data) >= 4:
            row, column = struct.unpack_from("<HH", data)
            extents.take(row, column)
            if kind == _OLD_SHARED and len(data) >= 10:
                strings.use(struct.unpack_from("<I", data, 6)[0])
            if kind == 0x00BD and len(data) >= 6:  # several cells of a row
                extents.take(row, struct.unpack_from("<H", data, len(data) - 2)[0])
        extents.check()


def _old_strings(content: bytes, file: str, bounds: Bounds) -> Strings:
    """The texts that an old workbook shares, as far as they can be followed."""
    strings, pieces = Strings(file, bounds.most_bytes), list[bytes]()
    for kind, data in _records(content):
        if kind == _OLD_STRINGS or (pieces and kind == _CONTINUED):
            pieces.append(data)
        elif pieces:
            break
    if pieces:
        for length in old_lengths(pieces):
            strings.add(length)
    return strings


def _take_dimensions(data: bytes, extents: _Extents) -> None:
    """The rectangle that a sheet says it has: the reader makes room for it."""
    if len(data) >= 12:
        top, bottom, left, right = struct.unpack_from("<IIHH", data)
    elif len(data) >= 8:
        top, bottom, left, right = struct.unpack_from("<HHHH", data)
    else:
        return
    if bottom > top and right > left:
        extents.take(top, left)
        extents.take(bottom - 1, right - 1)


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, at)
        yield kind, content[at + 4 : at + 4 + size]
        at += 4 + size


def _stream(content: bytes) -> bytes:
    """The stream of the workbook in a compound file."""
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError("sectors of an unknown size")
    first, small_most, small_first = (
        struct.unpack_from("<I", content, at)[0] for at in (48, 56, 60)
    )
    file = _Sectors(content[1 << shift :] if shift == 12 else content[512:], 1 << shift)
    file.table = _table(content, file)
    names = {name: (kind, start, size) for name, kind, start, size in _entries(file.chain(first))}
    found = next((names[name] for name in _STREAMS if name in names), None)
    if found is None:
        raise ValueError("no workbook inside")
    _, start, size = found
    if size >= small_most:
        return file.chain(start)[:size]
    root = next((start for kind, start, _ in names.values() if kind == 5), _ENDS)
    small = _Sectors(file.chain(root), 1 << small_shift)
    numbers = file.chain(small_first)
    small.table = struct.unpack(f"<{len(numbers) // 4}I", numbers)
    return small.chain(start)[:size]


class _Sectors:
    """Pieces of one size that are chained by a table."""

    def __init__(self, content: bytes, size: int) -> None:
        self._content, self._size = content, size
        self.table: tuple[int, ...] = ()

    def piece(self, number: int) -> bytes:
        """A sector by its number."""
        return self._content[number * self._size : (number + 1) * self._size]

    def chain(self, first: int) -> bytes:
        """The sectors from one on; raises `ValueError` for a chain that bites its tail."""
        pieces: list[bytes] = []
        number = first
        while number < _ENDS:
            if len(pieces) > len(self.table) or number >= len(self.table):
                raise ValueError("a chain of sectors without an end")
            pieces.append(self.piece(number))
            number = self.table[number]
        return b"".join(pieces)


def _table(content: bytes, file: _Sectors) -> tuple[int, ...]:
    """Which sector follows which."""
    more, count = struct.unpack_from("<II", content, 68)
    numbers = list(struct.unpack_from("<109I", content, 76))
    for _ in range(min(count, len(content) >> 9)):
        if more >= _ENDS:
            break
        part = file.piece(more)
        listed = struct.unpack(f"<{len(part) // 4}I", part)
        numbers += listed[:-1]
        more = listed[-1]
    pieces = b"".join(file.piece(one) for one in dict.fromkeys(numbers) if one < _ENDS)
    return struct.unpack(f"<{len(pieces) // 4}I", pieces[: len(pieces) // 4 * 4])


def _entries(directory: bytes) -> Iterator[tuple[str, int, int, int]]:
    """Name, kind, first sector and size of each entry."""
    for at in range(0, len(directory) - 127, 128):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        start, size = struct.unpack_from("<II", directory, at + 116)
        if kind:
            yield name, kind, start, size
