"""Build the private environment under another name and put it in place when it is whole."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from workstation.launch.packages import install, make_environment
from workstation.launch.place import Place, Stamp, base_interpreter, places, read_stamp, write_stamp
from workstation.launch.progress import say
from workstation.launch.trouble import Trouble

DOWNLOAD_MEGABYTES = {"run": 110, "test": 60}
_DISK_MEGABYTES = {"run": 700, "test": 400}
_LARGEST_SCRIPT = 100_000


def choose_place() -> Place:
    """The checkout's ``.venv``, or this user's cache folder if that is foreign or read-only."""
    candidates = places()
    for place in candidates:
        if _is_usable(place):
            if place != candidates[0]:
                say("elsewhere", folder=candidates[0].folder.parent, place=place.folder)
            return place
    first, second = (place.folder.parent for place in candidates)
    raise Trouble("no_place", first=first, second=second)


def bring(place: Place, lock: str, log: Path) -> Stamp:
    """Make the environment at `place` hold what `lock` lists, and stamp it.

    The tests' packages are added to a whole environment as it stands: they alter none of its
    versions. Anything else is built beside it and then takes its place.
    """
    stamp = read_stamp(place)
    if lock == "test" and stamp.holds("run"):
        _demand_space(place, "test")
        say("adding_tests", place=place.folder, megabytes=DOWNLOAD_MEGABYTES["test"])
        install(place, "test", log)
        stamp = stamp.with_lock("test")
        write_stamp(place, stamp)
        return stamp
    return _build(place, lock, log)


def _build(place: Place, lock: str, log: Path) -> Stamp:
    kinds = ("run", "test") if lock == "test" else ("run",)
    _demand_space(place, *kinds)
    fetched = sum(DOWNLOAD_MEGABYTES[kind] for kind in kinds)
    say("preparing", place=place.folder, megabytes=fetched)
    for left in place.folder.parent.glob(f"{place.folder.name}.new*"):
        shutil.rmtree(left, ignore_errors=True)  # by a start that was killed
    fresh = Place(place.beside(f".new{os.getpid()}"))  # an orphan of it may still be writing
    try:
        make_environment(fresh)
        install(fresh, lock, log)
        stamp = Stamp(interpreter=base_interpreter(fresh)).with_lock(lock)
        write_stamp(fresh, stamp)
        _keep_libraries(place, fresh)
        _name_finally(fresh, place)
        _swap(fresh, place)
    finally:
        shutil.rmtree(fresh.folder, ignore_errors=True)
    return stamp


def _is_usable(place: Place) -> bool:
    if place.folder.exists():
        return place.holds_ours() and os.access(place.folder, os.W_OK)
    parent = place.folder.parent
    while not parent.exists():
        parent = parent.parent
    return parent.is_dir() and os.access(parent, os.W_OK)


def _demand_space(place: Place, *kinds: str) -> None:
    place.folder.parent.mkdir(parents=True, exist_ok=True)
    needed = sum(_DISK_MEGABYTES[kind] for kind in kinds)
    free = shutil.disk_usage(place.folder.parent).free // 1_000_000
    if free < needed:
        raise Trouble("no_space", place=place.folder.parent, needed=needed, free=free)


def _keep_libraries(old: Place, fresh: Place) -> None:
    """Private system libraries outlive the packages; they are looked at again all the same."""
    if old.libraries.is_dir():
        shutil.copytree(old.libraries, fresh.libraries, symlinks=True)


def _name_finally(fresh: Place, place: Place) -> None:
    """Scripts name the folder they were made in; let them name the one they will be in."""
    before, after = os.fsencode(fresh.folder.name), os.fsencode(place.folder.name)
    for script in fresh.python.parent.iterdir():
        if script.is_symlink() or not script.is_file():
            continue
        if script.stat().st_size < _LARGEST_SCRIPT and sys.platform != "win32":
            content = script.read_bytes()
            if before in content:
                script.write_bytes(content.replace(before, after))


def _swap(fresh: Place, place: Place) -> None:
    old = place.beside(".old")
    shutil.rmtree(old, ignore_errors=True)
    try:
        if place.folder.exists():
            place.folder.rename(old)
        fresh.folder.rename(place.folder)
    except OSError as error:
        if old.exists() and not place.folder.exists():
            old.rename(place.folder)
        raise Trouble("occupied", place=place.folder) from error
    shutil.rmtree(old, ignore_errors=True)
