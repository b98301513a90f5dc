"""Attachments as files named by their content."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal

#: The largest file taken in, in bytes.
LARGEST: Final = 50 * 1024 * 1024
_TAKEN: Final = ("image/", "application/pdf", "text/")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file taken in."""

    sha256: str
    name: str
    media_type: str
    size: int


class Blobs:
    """A folder of files by hash; the same content is kept once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where a file of this content is or would be."""
        return self.folder / sha256[:2] / sha256

    def get(self, sha256: str) -> Path | None:
        """The file, or None when this desk does not have it."""
        path = self.path(sha256)
        return path if path.exists() else None

    def names(self) -> list[str]:
        """The hashes of all contents that are here."""
        return sorted(path.name for path in self.folder.glob("??/*") if len(path.name) == 64)

    def sound(self, sha256: str) -> Path | None:
        """The file if it is what its name says; one that was damaged is thrown away."""
        path = self.get(sha256)
        if path is None or _digest(path) == sha256:
            return path
        path.unlink()
        return None

    def partial(self, sha256: str) -> Path:
        """Where a content is put together while it is being fetched."""
        return self.path(sha256).with_name(f".{sha256}.part")

    def accept(self, sha256: str) -> Path | None:
        """Keep what was fetched if it is what its name says; else throw it away."""
        partial, target = self.partial(sha256), self.path(sha256)
        if _digest(partial) != sha256:
            partial.unlink()
            return None
        partial.replace(target)
        return target

    def add_file(self, source: Path, name: str = "") -> Stored:
        """Take a file in. Raises `Refusal`: file_unreadable, file_too_large, file_empty,
        file_kind."""
        try:
            if source.stat().st_size > LARGEST:
                raise Refusal("file_too_large", name=source.name, most=LARGEST)
            content = source.read_bytes()
        except OSError as error:
            raise Refusal("file_unreadable", name=source.name, reason=str(error)) from error
        return self.add(content, name or source.name)

    def add(self, content: bytes, name: str) -> Stored:
        """Take bytes in, durably; raises as `add_file`."""
        if not content:
            raise Refusal("file_empty", name=name)
        if len(content) > LARGEST:
            raise Refusal("file_too_large", name=name, most=LARGEST)
        media_type = media_type_of(content, name)
        if not media_type.startswith(_TAKEN):
            raise Refusal("file_kind", name=name, kind=media_type)
        digest = hashlib.sha256(content).hexdigest()
        target = self.path(digest)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            partial = target.with_name(f".{digest}.{new_uid()}")
            with partial.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(target)
        return Stored(digest, name, media_type, len(content))


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def media_type_of(content: bytes, name: str) -> str:
    """The kind of a file by its first bytes, else by its name."""
    for start, kind in _MAGIC:
        if content.startswith(start):
            return kind
    if content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:12] in (b"ftypavif", b"ftypavis"):
        return "image/avif"
    if content[4:11] in (b"ftyphei", b"ftyphev", b"ftypmif", b"ftypmsf"):
        return "image/heic"
    import mimetypes

    return mimetypes.guess_type(name)[0] or "application/octet-stream"


_MAGIC: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)
