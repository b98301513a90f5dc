"""Texts that cells share are added up as often as cells name them, before a workbook is read."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.workstation.readers.test_binary_guard import compound, record
from workstation.readers.binary_guard import inspect_binary
from workstation.readers.errors import ReadError
from workstation.readers.shared_strings import old_lengths
from workstation.readers.table import open_table
from workstation.readers.workbook_guard import Bounds, inspect

SMALL = Bounds(4 << 20, 1_000_000)


def zipped(path: Path, text: str, cells: int, value: str = "<v>0</v>") -> Path:
    """A workbook with two shared texts, of which cells name the first."""
    shared = f"<sst><si><t>{text}</t></si><si><t>kurz</t></si></sst>"
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s">{value}</c></row>' for n in range(1, cells + 1))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet>{rows}</worksheet>")
        archive.writestr("xl/sharedStrings.xml", shared)
    return path


def code(path: Path) -> str:
    with pytest.raises(ReadError) as told:
        (inspect_binary if path.suffix in (".xls", ".xlsb") else inspect)(path, SMALL)
    return told.value.code


def test_a_text_counts_as_often_as_cells_name_it(tmp_path: Path) -> None:
    inspect(zipped(tmp_path / "a.xlsx", "碎" * 1_000, 1_000), SMALL)
    assert code(zipped(tmp_path / "b.xlsx", "碎" * 1_000, 2_000)) == "file_too_large"
    inspect(zipped(tmp_path / "c.xlsx", "碎" * 1_000, 9_000, "<v>1</v>"), SMALL)


@pytest.mark.parametrize(
    "value", ['<v a=">">0</v>', "<v><!-- -->0</v>", "<x:v> +0</x:v>", "<v>&#48;</v>"]
)
def test_a_number_that_is_written_oddly_counts_as_the_longest(tmp_path: Path, value: str) -> None:
    assert code(zipped(tmp_path / "a.xlsx", "碎" * 1_000, 2_000, value)) == "file_too_large"


def test_comments_hide_no_text(tmp_path: Path) -> None:
    hidden = "</t></si><!-- <si> --><si><t>" + "碎" * 1_000
    assert code(zipped(tmp_path / "a.xlsx", hidden, 2_000, "<v>1</v>")) == "file_too_large"


def test_a_text_that_no_cell_can_hold_is_refused(tmp_path: Path) -> None:
    assert code(zipped(tmp_path / "a.xlsx", "a" * (2 << 20), 1)) == "file_too_large"


def test_a_large_usual_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    for row in range(400):
        page.write_row(row, 0, [f"单号{row}", "收到的花瓶碎了" * 40, row, "客户要求赔付"])
    book.close()
    assert len(list(open_table(path).rows())) >= 399


def shared_binary(path: Path, text: str, cells: int) -> Path:
    told = text.encode("utf-16-le")
    size, item = len(told) + 5, b""
    while size >= 0x80:
        item, size = item + bytes([size & 0x7F | 0x80]), size >> 7
    item = b"\x13" + item + bytes([size]) + b"\0" + struct.pack("<I", len(text)) + told
    sheet = b"\x81\x01\x00"
    for row in range(cells):
        sheet += b"\x00\x08" + struct.pack("<II", row, 0)
        sheet += b"\x07\x0c" + struct.pack("<III", 0, 0, 0)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.bin", b"\x83\x01\x00")
        archive.writestr("xl/worksheets/sheet1.bin", sheet + b"\x82\x01\x00")
        archive.writestr("xl/sharedStrings.bin", b"\x9f\x01\x00" + item + b"\xa0\x01\x00")
    return path


def test_binary_workbooks_count_alike(tmp_path: Path) -> None:
    inspect_binary(shared_binary(tmp_path / "a.xlsb", "碎" * 1_000, 1_000), SMALL)
    assert code(shared_binary(tmp_path / "b.xlsb", "碎" * 1_000, 3_000)) == "file_too_large"


def old(text: str, cells: int, cut: int) -> bytes:
    """An old workbook whose text is cut after so many characters and goes on in narrow ones."""
    first = struct.pack("<HB", len(text), 1) + text[:cut].encode("utf-16-le")
    told = record(0x00FC, struct.pack("<II", cells, 1) + first)
    told += record(0x003C, b"\0" + text[cut:].encode("latin-1"))
    named = (record(0x00FD, struct.pack("<HHHI", n, 0, 15, 0)) for n in range(cells))
    return record(0x0809) + told + record(0x0809) + b"".join(named) + record(0x000A)


def test_old_workbooks_count_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    text = "碎" * 500 + "x" * 500
    path.write_bytes(compound(old(text, 500, 500)))
    inspect_binary(path, SMALL)
    path.write_bytes(compound(old(text, 1_800, 500)))
    assert code(path) == "file_too_large"


def test_the_texts_of_an_old_workbook_are_followed_over_their_pieces() -> None:
    rich = struct.pack("<HBH", 3, 8, 2) + b"abc" + b"\0" * 8
    asian = struct.pack("<HBI", 2, 5, 6) + "花瓶".encode("utf-16-le") + b"\0" * 6
    pieces = [struct.pack("<II", 3, 3) + rich, asian + struct.pack("<HB", 4, 0) + b"ab", b"\0cd"]
    assert list(old_lengths(pieces)) == [9, 6, 12]
