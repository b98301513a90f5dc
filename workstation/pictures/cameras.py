"""New pictures in the folder of a camera or a phone, and pictures from the clipboard."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Final

from workstation.domain.picture import CameraPicture
from workstation.domain.refusal import Refusal
from workstation.pictures.kinds import KINDS, kind_of

#: Endings of files that may be pictures.
_ENDINGS: Final = frozenset(
    (
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".gif", ".webp", ".tif", ".tiff"),
        *(".bmp", ".avif", ".heic", ".heif", ".hif", ".pdf"),
    )
)
_DEEP: Final = 4
_MOST_SEEN: Final = 50_000
_MOST_TOLD: Final = 1_000


def watch_folder(folder: Path, since: int = 0) -> tuple[CameraPicture, ...]:
    """The pictures that came into a folder after a moment, newest first, at most a thousand.

    It is looked into four levels deep and through 50,000 names at most; hidden files, links, and
    what has no content yet are passed over. A camera that is pulled out meanwhile ends the list.
    Raises `Refusal("file_unreadable")` where the folder itself cannot be read.
    """
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise Refusal("file_unreadable", name=str(folder), reason=str(error)) from error
    found = []
    for entry in _files(folder):
        try:
            told = entry.stat(follow_symlinks=False)
        except OSError:
            continue
        changed_at = told.st_mtime_ns // 1_000_000
        if told.st_size and changed_at > since:
            found.append(CameraPicture(entry.path, entry.name, told.st_size, changed_at))
    found.sort(key=lambda one: (-one.changed_at, one.path))
    return tuple(found[:_MOST_TOLD])


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    waiting = [(str(folder), 0)]
    seen = 0
    while waiting:
        path, deep = waiting.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    seen += 1
                    if seen > _MOST_SEEN:
                        return
                    if entry.name.startswith(".") or entry.is_symlink():
                        continue
                    if entry.is_dir():
                        if deep < _DEEP:
                            waiting.append((entry.path, deep + 1))
                    elif os.path.splitext(entry.name)[1].lower() in _ENDINGS:
                        yield entry
        except OSError:
            continue


def camera_folders(roots: Iterable[Path] | None = None) -> tuple[Path, ...]:
    """The picture folders (DCIM) of the cameras and phones that are connected now.

    `roots` are the places where the system shows what is connected.
    """
    found = []
    for root in _places() if roots is None else roots:
        for device in _below(root):
            found += [one for one in (device / "DCIM", *_dcim(device)) if _is_folder(one)]
    return tuple(sorted(set(found)))


def _dcim(device: Path) -> list[Path]:
    """A phone shows its storages as folders, each with a DCIM of its own."""
    return [storage / "DCIM" for storage in _below(device)[:20]]


def _below(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return sorted(Path(entry.path) for entry in entries if entry.is_dir())[:100]
    except OSError:
        return []


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _places() -> list[Path]:
    if sys.platform == "win32":
        return [Path(f"{letter}:\\") for letter in "DEFGHIJKLMNOPQRSTUVWXYZ"]
    if sys.platform == "darwin":
        return [Path("/Volumes")]
    user = os.environ.get("USER", "")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    told = [Path("/media") / user, Path("/run/media") / user, Path("/media"), Path("/mnt")]
    return [*told, Path(runtime) / "gvfs"] if runtime else told


def from_clipboard(content: bytes, taken_at: int, zone: tzinfo) -> tuple[bytes, str]:
    """What was pasted, with a name by its moment: `pasted-20261122-173005.png`.

    Raises `Refusal`: file_empty, picture_kind.
    """
    kind = kind_of(content)
    moment = datetime.fromtimestamp(taken_at / 1000, zone)
    return content, f"pasted-{moment:%Y%m%d-%H%M%S}{KINDS[kind][0]}"
