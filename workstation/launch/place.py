"""Where the private environment lies, and the stamp that says what is in it."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
LOCKS = Path(__file__).resolve().parent
STAMP = "aftercare.json"


@dataclass(frozen=True)
class Place:
    """A folder that holds, or will hold, an environment made by the launcher."""

    folder: Path

    @property
    def python(self) -> Path:
        """The interpreter inside."""
        if sys.platform == "win32":
            return self.folder / "Scripts" / "python.exe"
        return self.folder / "bin" / "python"

    @property
    def libraries(self) -> Path:
        """Where private system libraries are unpacked."""
        return self.folder / "libraries"

    def beside(self, ending: str) -> Path:
        """A neighbour of the folder with a longer name, on the same disk."""
        return self.folder.with_name(self.folder.name + ending)

    def holds_ours(self) -> bool:
        """Whether the launcher made what is there (a foreign environment is never touched)."""
        return (self.folder / STAMP).is_file()


@dataclass(frozen=True)
class Stamp:
    """What was installed: the hashes of the locks, the base interpreter, libraries looked for."""

    interpreter: str = ""
    run: str = ""
    test: str = ""
    libraries: tuple[str, ...] = ()

    def holds(self, lock: str) -> bool:
        """Whether what the present lock lists is installed."""
        return bool(self.run if lock == "run" else self.test) and lock_hash(lock) == (
            self.run if lock == "run" else self.test
        )

    def with_lock(self, lock: str) -> Stamp:
        """This stamp after `lock` was installed; the tests' lock contains the other one."""
        if lock == "run":
            return replace(self, run=lock_hash("run"))
        return replace(self, run=lock_hash("run"), test=lock_hash("test"))


def lock_path(lock: str) -> Path:
    """The file of hashed requirements named ``run`` or ``test``."""
    return LOCKS / f"{lock}.lock"


def lock_hash(lock: str) -> str:
    """SHA-256 of a lock, which changes when any of its packages does."""
    return hashlib.sha256(lock_path(lock).read_bytes()).hexdigest()


def read_stamp(place: Place) -> Stamp:
    """The stamp of a usable environment; an empty one if there is none or its Python is gone."""
    try:
        stored = json.loads((place.folder / STAMP).read_text("utf-8"))
        stamp = Stamp(**{**stored, "libraries": tuple(stored["libraries"])})
    except (OSError, ValueError, TypeError, KeyError):
        return Stamp()
    if not stamp.interpreter or base_interpreter(place) != stamp.interpreter:
        return Stamp()
    return stamp if os.path.exists(stamp.interpreter) else Stamp()


def base_interpreter(place: Place) -> str:
    """What the environment's Python stands on; it may be removed or replaced by the system."""
    if sys.platform != "win32":
        return os.path.realpath(place.python)
    text = (place.folder / "pyvenv.cfg").read_text("utf-8")
    home = next(line for line in text.splitlines() if line.startswith("home"))
    return str(Path(home.partition("=")[2].strip()) / "python.exe")


def write_stamp(place: Place, stamp: Stamp) -> None:
    """Put the stamp down in one step, so that it is either the old or the new one."""
    fresh = place.folder / f"{STAMP}.new"
    text = json.dumps({**vars(stamp), "libraries": list(stamp.libraries)}, indent=1)
    fresh.write_text(text, "utf-8")
    fresh.replace(place.folder / STAMP)


def places() -> list[Place]:
    """Where an environment may lie: the checkout, then this user's cache folder."""
    key = hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:12]
    return [Place(CHECKOUT / ".venv"), Place(cache_folder() / f"environment-{key}")]


def cache_folder() -> Path:
    """This user's folder for what can be fetched again."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local") / "aftercare/Cache"
    if sys.platform == "darwin":
        return home / "Library/Caches/aftercare"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "aftercare"
