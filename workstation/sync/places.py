"""Where an SQLite hub may live: on a disk of this machine, never on a network file system.

Write-ahead logging shares memory between processes, which no network file system can do
(SQLite's documentation, "Write-Ahead Logging", read 2025).
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path
from typing import Final

from workstation.domain.refusal import Refusal

_NETWORK: Final = frozenset(
    {
        "afs",
        "afpfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.sshfs",
        "gfs2",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "smb2",
        "smb3",
        "smbfs",
        "webdav",
    }
)
_DRIVE_REMOTE: Final = 4


def check_local(path: Path, mounts: str | None = None) -> None:
    """Raise `Refusal("hub_on_network")` when `path` lies on a network file system.

    `mounts` is the text of the mount table, for tests; it is read from the system otherwise.
    """
    found = file_system(path, mounts)
    if found in _NETWORK:
        raise Refusal("hub_on_network", path=str(path), file_system=found, remedy="postgresql://…")


def file_system(path: Path, mounts: str | None = None) -> str:
    """The type of the file system that `path` lies or would lie on; "" when unknown."""
    if sys.platform == "win32":
        return _windows(path)
    whole = path.resolve()
    if mounts is None:
        mounts = _mounts()
    best, found = "", ""
    for place, kind in _entries(mounts):
        inside = place == "/" or whole == Path(place) or Path(place) in whole.parents
        if inside and len(place) >= len(best):
            best, found = place, kind
    return found


def _mounts() -> str:
    table = Path("/proc/self/mounts")
    if table.exists():
        return table.read_text("utf-8", "replace")
    if sys.platform == "darwin":
        done = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
        return done.stdout
    return ""


def _entries(mounts: str) -> list[tuple[str, str]]:
    """Place and type of each line, of Linux ("dev place type …") or macOS ("dev on place (type"."""
    entries = []
    for line in mounts.splitlines():
        _, marked, rest = line.partition(" on ")
        if marked and " (" in rest:
            place, _, told = rest.rpartition(" (")
            entries.append((place, told.split(",")[0].rstrip(")")))
            continue
        parts = line.split(" ")
        if len(parts) > 2:
            entries.append((parts[1].replace("\\040", " "), parts[2]))
    return entries


def _windows(path: Path) -> str:
    drive = path.absolute().drive
    if drive.startswith("\\\\"):
        return "cifs"
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (there is none elsewhere)
    return "cifs" if kernel.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE else ""
