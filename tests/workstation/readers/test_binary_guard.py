"""Binary workbooks that would swell are refused before they are opened."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from workstation.readers.binary_guard import inspect_binary
from workstation.readers.errors import ReadError
from workstation.readers.table import open_table
from workstation.readers.workbook_guard import LARGE, Bounds

SMALL = Bounds(1 << 20, 1_000)


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def sheet(*cells: tuple[int, int]) -> bytes:
    """A sheet of an old workbook with numbers at these places."""
    numbers = (record(0x0203, struct.pack("<HHHd", *cell, 15, 1.0)) for cell in cells)
    return record(0x0809, struct.pack("<HH", 0x0600, 0x0010)) + b"".join(numbers) + record(0x000A)


def compound(stream: bytes, small: bool = False) -> bytes:
    """A compound file that holds a stream named Workbook, in small pieces if wished."""
    stream = stream if small else stream.ljust(4_096, b"\0")
    size, unit = len(stream), 64 if small else 512
    content = stream + b"\0" * (-len(stream) % 512)
    count = len(content) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE, *range(4, 3 + count), 0xFFFFFFFE]
    pieces = -(-size // unit)
    chain = [*range(1, pieces), 0xFFFFFFFE] if small else []

    def entry(name: str, kind: int, start: int, length: int) -> bytes:
        told = name.encode("utf-16-le")
        head = told.ljust(64, b"\0") + struct.pack("<HBB", len(told) + 2, kind, 1)
        return head + b"\xff" * 12 + b"\0" * 36 + struct.pack("<III", start, length, 0)

    root = entry("Root Entry", 5, 3 if small else 0xFFFFFFFE, len(content) if small else 0)
    directory = root + entry("Workbook", 2, 0 if small else 3, size)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6) + struct.pack("<III", 0, 1, 1)
    head += struct.pack("<IIIIII", 0, 4_096, 2 if small else 0xFFFFFFFE, 1, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    sectors = [struct.pack(f"<{len(one)}I", *one).ljust(512, b"\xff") for one in (table, chain)]
    return head + sectors[0] + directory.ljust(512, b"\0") + sectors[1] + content


def binary(path: Path, *cells: tuple[int, int], pad: int = 0) -> Path:
    """A .xlsb whose sheet has numbers at these places."""
    made = b"\x81\x01\x00"
    for row, column in cells:
        made += b"\x00\x08" + struct.pack("<II", row, 0)
        made += b"\x05\x10" + struct.pack("<IId", column, 0, 1.0)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.bin", b"\x83\x01\x00")
        archive.writestr("xl/worksheets/sheet1.bin", made + b"\x82\x01\x00")
        archive.writestr("xl/media/zeros.bin", b"\0" * pad)
    return path


def code(path: Path, bounds: Bounds = SMALL) -> str:
    with pytest.raises(ReadError) as told:
        inspect_binary(path, bounds)
    assert told.value.facts["file"] == path.name
    return told.value.code


@pytest.mark.parametrize("small", [False, True])
def test_an_old_workbook_counts_the_cells_of_all_its_sheets(tmp_path, small):
    path = tmp_path / "a.xls"
    path.write_bytes(compound(sheet((0, 0), (24, 19)) + sheet((5, 5), (20, 20)), small))
    inspect_binary(path, SMALL)
    path.write_bytes(compound(sheet((0, 0), (24, 19)) * 3, small))
    assert code(path) == "file_too_large"


def test_what_a_sheet_says_of_itself_counts_too(tmp_path):
    path = tmp_path / "a.xls"
    told = record(0x0200, struct.pack("<IIHHH", 0, 65_536, 0, 256, 0))
    path.write_bytes(compound(sheet((0, 0)) + (record(0x0809) + told) * 4))
    assert code(path, LARGE) == "file_too_large"
    with pytest.raises(ReadError, match="file_too_large"):
        open_table(path)


def test_a_compound_file_in_circles_is_damaged(tmp_path):
    path = tmp_path / "a.xls"
    whole = bytearray(compound(sheet((0, 0))))
    whole[512 + 4 * 4 : 512 + 4 * 5] = struct.pack("<I", 3)  # the stream's second piece: its first
    path.write_bytes(whole)
    assert code(path) == "file_damaged"
    path.write_bytes(whole[:600])
    assert code(path) == "file_damaged"


def test_a_zipped_binary_workbook_may_neither_span_nor_swell(tmp_path):
    inspect_binary(binary(tmp_path / "a.xlsb", (0, 0), (24, 19)), SMALL)
    assert code(binary(tmp_path / "b.xlsb", (0, 0), (1_048_575, 3))) == "file_too_large"
    assert code(binary(tmp_path / "c.xlsb", (0, 0), pad=2 << 20)) == "file_too_large"
    with pytest.raises(ReadError, match="file_too_large"):
        open_table(binary(tmp_path / "d.xlsb", (0, 0), (1_048_575, 16_383)))


def test_others_pass(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("工单")
    inspect_binary(path, SMALL)
