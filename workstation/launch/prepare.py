"""From a request to an interpreter that can carry it out, preparing what is missing."""

from __future__ import annotations

import errno
import os
import sys
import time
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from workstation.launch.place import Place, cache_folder, places, read_stamp, write_stamp
from workstation.launch.request import Request


@dataclass(frozen=True)
class Runner:
    """An interpreter that has the packages, and the folder of private libraries beside it."""

    python: Path
    libraries: Path
    path: str = ""
    """The PYTHONPATH that it needs besides ours."""


def prepared(request: Request) -> Runner | None:
    """What an earlier start made, or nothing; this is the whole cost of every later start."""
    sets = _library_sets(request)
    for place in places():
        stamp = read_stamp(place)
        if stamp.holds(request.lock) and set(sets) <= set(stamp.libraries):
            return Runner(place.python, place.libraries)
    return None


def in_active(request: Request) -> Runner | None:
    """The running interpreter, if someone gave it the packages (by a venv, conda, uv, pip)."""
    if find_spec("PySide6") is None or Place(Path(sys.prefix)).holds_ours():
        return None  # the quick answer of nearly every start
    path = os.environ.get("PYTHONPATH", "")
    return _foreign(request, sys.path, Path(sys.executable), path)


def in_foreign(request: Request) -> Runner | None:
    """A ``.venv`` in the checkout that another tool made (uv does), if it has the packages."""
    place = places()[0]
    if place.holds_ours() or not place.python.exists():
        return None
    found = [*place.folder.glob("lib/python*/site-packages"), place.folder / "Lib/site-packages"]
    return _foreign(request, list(map(str, found)), place.python)


def _foreign(request: Request, folders: list[str], python: Path, path: str = "") -> Runner | None:
    from workstation.launch.bounds import suffices

    if not suffices(request.lock, folders):
        return None
    runner = Runner(python, cache_folder() / "libraries", path)
    if sets := _library_sets(request):
        _complete_foreign(sets, runner.libraries)
    return runner


def prepare(request: Request) -> Runner:
    """Build or complete the environment. Raises `Trouble` with one sentence for the person."""
    from workstation.launch.environment import choose_place
    from workstation.launch.guard import held
    from workstation.launch.trouble import Trouble

    place = choose_place()
    try:
        with held(place.beside(".lock")):
            return prepared(request) or _prepare(request, place)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Trouble("disk_full") from error
        raise Trouble("failed", step=place.folder, last=error) from error


def _prepare(request: Request, place: Place) -> Runner:
    from workstation.launch.debian import tidy
    from workstation.launch.progress import say

    started = time.monotonic()
    log = place.beside(".log")
    log.write_text("", "utf-8")
    tidy(log)
    try:
        _complete(request, place, log)
    finally:
        tidy(log)
    say("ready", seconds=round(time.monotonic() - started))
    return Runner(place.python, place.libraries)


def _complete(request: Request, place: Place, log: Path) -> None:
    from workstation.launch import libraries, system
    from workstation.launch.environment import bring
    from workstation.launch.step import Step

    sets = _library_sets(request)
    system.demand_supported()
    if sets:
        libraries.demand_obtainable(libraries.missing(sets, place.libraries))
    stamp = read_stamp(place)
    if not stamp.holds(request.lock):
        stamp = bring(place, request.lock, log)
    if not set(sets) <= set(stamp.libraries):
        _obtain_libraries(sets, place.libraries, log)
        proof = Step("proof", "package_index", log)
        libraries.prove(place.python, sets, place.libraries, proof)
        write_stamp(place, replace(stamp, libraries=tuple({*stamp.libraries, *sets})))


def _complete_foreign(sets: tuple[str, ...], private: Path) -> None:
    from workstation.launch.debian import tidy
    from workstation.launch.guard import held
    from workstation.launch.libraries import missing

    if missing(sets, private):
        log = private.with_suffix(".log")
        with held(private.with_suffix(".lock")):
            try:
                _obtain_libraries(sets, private, log)
            finally:
                tidy(log)


def _obtain_libraries(sets: tuple[str, ...], private: Path, log: Path) -> None:
    from workstation.launch import libraries
    from workstation.launch.step import Step

    lacking = libraries.missing(sets, private)
    libraries.demand_obtainable(lacking)
    libraries.obtain(lacking, private, Step("system_libraries", "debian_archive", log))


def _library_sets(request: Request) -> tuple[str, ...]:
    if not request.screen or not sys.platform.startswith("linux"):
        return ()
    from workstation.launch.display import wanted_sets

    return wanted_sets(hidden=request.hidden or request.kind == "test")
