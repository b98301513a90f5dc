"""One temporary folder for one run of the tests, shared by all of its workers."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_VARIABLE = "AFTERCARE_TEST_RUN"
PREFIX = "aftercare-tests-"


def claim_run_folder() -> Path:
    """The folder of this run: made by the first process, inherited by the workers it starts."""
    named = os.environ.get(_VARIABLE)
    if named is None:
        named = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=_common_ground())
        Path(named).chmod(0o755)  # the PostgreSQL server may have to run as another user
        os.environ[_VARIABLE] = named
    return Path(named)


def abandoned_folders() -> list[Path]:
    """Folders of earlier runs that were killed before they could tidy up."""
    found = Path(_common_ground()).glob(f"{PREFIX}*-*")
    return [folder for folder in found if _is_ours(folder) and not _is_alive(_owner(folder))]


def _owner(folder: Path) -> int:
    return int(folder.name.removeprefix(PREFIX).split("-")[0])


def _is_ours(folder: Path) -> bool:
    if not hasattr(os, "getuid"):
        return True
    try:
        return folder.stat().st_uid == os.getuid()
    except FileNotFoundError:
        return False  # another run has just tidied it up


def _is_alive(process: int) -> bool:
    if os.name != "posix":
        return True  # asking about a process by a signal would end it on Windows
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _common_ground() -> str:
    """A temporary folder that another user may walk into (a private TMPDIR is none)."""
    for place in (tempfile.gettempdir(), "/tmp", "/var/tmp"):
        if Path(place).is_dir() and _open_to_all(Path(place)) and os.access(place, os.W_OK):
            return place
    return tempfile.gettempdir()


def _open_to_all(place: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in (place, *place.resolve().parents))
