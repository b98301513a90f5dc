"""Open a foreign file, whatever it is: `open_table` is the one way in."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from workstation.readers.delimited import open_delimited
from workstation.readers.errors import ReadError
from workstation.readers.jsonfile import open_json
from workstation.readers.source import SourceRow, Table
from workstation.readers.workbook import open_workbook

__all__ = ["SourceRow", "Table", "open_table"]

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_WORKBOOKS: Final = (b"xl/", b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", b"[Content")
_BINARY: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"SQLite format 3\0",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"BZh",
    b"\xfd7zXZ",
    b"\x7fELF",
    b"MZ\x90",
    b"PAR1",
)


def open_table(
    path: Path | str,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> Table:
    """Open a CSV, workbook, JSON or JSON Lines file; its contents decide, not its name.

    `encoding`, `delimiter` and `sheet` override what would be guessed. Raises `ReadError` when
    the file as a whole cannot be read; its code is one of `errors.READ_CODES`.
    """
    file = Path(path)
    head = file_head(file)
    if workbook_kind(file, head):
        return open_workbook(file, sheet)
    bare = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    if not bare:
        raise ReadError("file_empty", file=file.name)
    if is_markup(bare):
        raise ReadError("file_is_web_page", file=file.name)
    if is_json(bare, file.suffix.lower()):
        return open_json(file, encoding)
    return open_delimited(file, encoding, delimiter)


def file_head(file: Path) -> bytes:
    """The first 64 KiB; raises `ReadError` `file_missing`, `file_not_readable`."""
    if not file.exists():
        raise ReadError("file_missing", file=str(file))
    try:
        with file.open("rb") as opened:
            return opened.read(1 << 16)
    except OSError as error:
        raise ReadError("file_not_readable", file=str(file), detail=error.strerror or "") from None


def workbook_kind(file: Path, head: bytes) -> bool:
    """Whether a file is a workbook; one that no program here reads raises `ReadError`.

    `file_encrypted`, `file_is_archive`, `file_binary`.
    """
    if head.startswith(_OLE):
        if _ENCRYPTED in head:
            raise ReadError("file_encrypted", file=file.name)
        return True
    if head.startswith(_BINARY):
        raise ReadError("file_binary", file=file.name)
    if head.startswith(_ZIP):
        _check_archive(file)
        return True
    return False


def _check_archive(file: Path) -> None:
    """A workbook is a zip archive; another archive is not read."""
    with file.open("rb") as opened:
        data = opened.read(1 << 20)
        opened.seek(max(0, file.stat().st_size - (1 << 18)))
        data += opened.read()
    if not any(mark in data for mark in _WORKBOOKS):
        raise ReadError("file_is_archive", file=file.name)


def is_markup(bare: bytes) -> bool:
    """Whether a text begins like a web page or XML."""
    start = bare[:2048].replace(b"\0", b"").lower()
    return start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<meta"))


def is_json(bare: bytes, suffix: str) -> bool:
    """Whether a text begins like JSON."""
    start = bare[:4096].replace(b"\0", b"").lstrip()
    if suffix in (".json", ".jsonl", ".ndjson"):
        return start[:1] in (b"{", b"[")
    if start[:1] == b"{":
        return start[1:].lstrip()[:1] in (b'"', b"}")
    return start[:1] == b"[" and start[1:].lstrip()[:1] in (b"{", b"[")
