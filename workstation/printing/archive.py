"""The archive of printed forms: their exact bytes by content, verified whenever they are read.

A form lies in the folder of contents under its SHA-256, as attachments do, and so travels to the
hub and comes back from there. Beside it, in `printed`, the same file has a name for people.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workstation.domain.claim import Print
from workstation.domain.refusal import Refusal
from workstation.store.blobs import Blobs

#: Fetches a content from the hub into the folder of contents; raises `Refusal` when it cannot.
Fetch = Callable[[str], Path]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was found of a line's bytes: "sound", "restored", "missing" or "damaged".

    `damaged` says where the bytes lie that were put aside because they are not those of the line.
    """

    line: Print
    state: str
    path: Path | None = None
    damaged: Path | None = None


class Archive:
    """The printed forms of a desk. `named` is the folder with their names for people."""

    def __init__(self, blobs: Blobs, named: Path, fetch: Fetch | None = None) -> None:
        self._blobs = blobs
        self._named = named
        self._fetch = fetch

    def path_of(self, name: str) -> Path:
        """Where a form lies under its name."""
        return self._named / name

    def keep(self, content: bytes, name: str) -> Path:
        """Keep a form durably, for its owner's eyes alone; its named file.

        Raises `Refusal("archive_failed")`.
        """
        target = self._named / name
        try:
            self._named.mkdir(parents=True, exist_ok=True)
            stored = self._blobs.add(content, name)
            kept = self._blobs.path(stored.sha256)
            if kept.read_bytes() != content:  # an earlier file of this name was damaged
                _aside(kept)
                self._blobs.add(content, name)
            os.chmod(kept, 0o600)
            _sync_folder(kept.parent)
            self._name(kept, target)
        except OSError as error:
            raise Refusal("archive_failed", path=str(target), reason=str(error)) from error
        return target

    def look(self, line: Print) -> Kept:
        """What there is of a line's bytes; what is damaged is put aside, and restored if it can be.

        The named file, then the hub's copy, are what it is restored from.
        """
        kept = self._blobs.get(line.sha256) if line.sha256 else None
        if kept is not None and digest(kept) == line.sha256:
            return Kept(line, "sound", kept)
        damaged = _aside(kept) if kept is not None else None
        found = self._from_name(line) or self._from_hub(line)
        if found is None:
            return Kept(line, "damaged" if damaged else "missing", None, damaged)
        with suppress(OSError):
            os.chmod(found, 0o600)
            self._name(found, self._named / name_of(line))
        return Kept(line, "restored", found, damaged)

    def read(self, line: Print) -> Path:
        """The file of a line, as it was printed. Raises `Refusal`: copy_elsewhere (not on this
        desk and not at the hub), archive_damaged.
        """
        found = self.look(line)
        if found.path is None:
            if found.damaged is not None:
                raise Refusal("archive_damaged", serial=line.serial, path=str(found.damaged))
            raise Refusal("copy_elsewhere", serial=line.serial)
        return found.path

    def _from_name(self, line: Print) -> Path | None:
        named = self._named / name_of(line)
        if not named.is_file() or digest(named) != line.sha256:
            return None
        self._blobs.add_file(named, named.name)
        return self._blobs.get(line.sha256)

    def _from_hub(self, line: Print) -> Path | None:
        if self._fetch is None or not line.sha256:
            return None
        with suppress(Refusal):
            return self._fetch(line.sha256)
        return None

    def _name(self, kept: Path, target: Path) -> None:
        """Give the content its name: a second name of the file, or a copy where that is not had."""
        partial = target.with_name(f".{target.name}.{kept.name[:12]}")
        partial.unlink(missing_ok=True)
        self._named.mkdir(parents=True, exist_ok=True)
        try:
            os.link(kept, partial)
        except OSError:
            shutil.copyfile(kept, partial)
            os.chmod(partial, 0o600)
        os.replace(partial, target)
        partial.unlink(missing_ok=True)  # both were names of one file already
        _sync_folder(self._named)


def name_of(line: Print) -> str:
    """The name for people of a line's file."""
    return f"{line.serial or line.claim}-{line.reprint + 1}.pdf"


def digest(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _aside(path: Path) -> Path:
    """Put a damaged file aside, so that nobody takes it for the form and nothing is lost."""
    target = path.with_name(f"{path.name}.damaged-{digest(path)[:8]}")
    os.replace(path, target)
    return target


def _sync_folder(folder: Path) -> None:
    """Have the names in a folder survive a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
