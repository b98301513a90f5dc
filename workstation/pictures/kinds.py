"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from typing import Final

from workstation.domain.picture import PDF
from workstation.domain.refusal import Refusal

#: What is taken in, with the ending its name should have and the decoder's names for it.
KINDS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "image/jpeg": (".jpg", ("JPEG", "MPO")),
    "image/png": (".png", ("PNG",)),
    "image/gif": (".gif", ("GIF",)),
    "image/webp": (".webp", ("WEBP",)),
    "image/tiff": (".tif", ("TIFF",)),
    "image/bmp": (".bmp", ("BMP",)),
    "image/avif": (".avif", ("AVIF",)),
    "image/heic": (".heic", ("HEIF",)),
    PDF: (".pdf", ()),
}
#: Endings that mean the same kind.
_ALSO: Final = {
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"),
    "image/tiff": (".tif", ".tiff"),
    "image/png": (".png", ".apng"),
    "image/heic": (".heic", ".heif", ".hif"),
}
_STARTS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),
    (b"MM\0+", "image/tiff"),
    (b"%PDF-", PDF),
)
_HEIC: Final = frozenset(
    (
        *(b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"),
        *(b"mif1", b"mif2", b"msf1", b"heif"),
    )
)
#: What people send in place of pictures, so that the refusal can name it.
_OTHERS: Final = (
    (b"PK\x03\x04", "ZIP / Office"),
    (b"\xd0\xcf\x11\xe0", "Office"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "GZIP"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"{\\rtf", "RTF"),
    (b"8BPS", "PSD"),
    (b"\x1aE\xdf\xa3", "MKV / WebM"),
)


def kind_of(content: bytes, name: str = "") -> str:
    """The media type of a picture or PDF that can be taken in.

    Raises `Refusal`: file_empty, picture_kind.
    """
    if not content:
        raise Refusal("file_empty", name=name)
    head = content[:32]
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return _boxed(content, name)
    raise Refusal("picture_kind", name=name, kind=_other(content))


def _boxed(content: bytes, name: str) -> str:
    """What lies in a box of the ISO base media format, by its brands (ISO/IEC 23008-12)."""
    length = min(int.from_bytes(content[:4], "big"), 256)
    brands = {content[8:12], *(content[at : at + 4] for at in range(16, length, 4))}
    if brands & {b"avif", b"avis"}:
        return "image/avif"
    if brands & _HEIC:
        return "image/heic"
    raise Refusal("picture_kind", name=name, kind="MP4 / MOV")


def _other(content: bytes) -> str:
    for start, kind in _OTHERS:
        if content.startswith(start):
            return kind
    words = content[:1_024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if words.startswith(b"<") and b"<svg" in words:
        return "SVG"
    if words.startswith((b"<!doctype html", b"<html", b"<script", b"<head", b"<body")):
        return "HTML"
    if words.startswith(b"<"):
        return "XML"
    return "?"


def right_name(name: str, media_type: str) -> str:
    """A file's name with the ending of what it is: `花瓶.jpg` that is a PNG is `花瓶.png`."""
    ending = KINDS[media_type][0]
    stem, dot, told = name.rpartition(".")
    if not dot:
        return f"{name or 'picture'}{ending}"
    if f".{told.lower()}" in _ALSO.get(media_type, (ending,)):
        return name
    return f"{stem or 'picture'}{ending}"
