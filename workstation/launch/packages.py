"""Put the packages of a lock into an environment, with uv if it is there, otherwise with pip."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
import venv
from pathlib import Path

from workstation.launch import debian
from workstation.launch.place import Place, lock_path
from workstation.launch.progress import say
from workstation.launch.step import Step
from workstation.launch.trouble import Trouble

_EXACTLY = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
_PIP_QUIET = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
_DEBIAN_WHEELS = Path("/usr/share/python-wheels")
_LARGE_MEGABYTES = 5.0
_DOWNLOAD = re.compile(r"Downloading (\S+) \(([0-9.]+) ?Mi?B\)")
_NEUTRAL = {"PIP_USER": "0", "PIP_TARGET": "", "PIP_PREFIX": "", "PYTHONPATH": ""}
"""Settings for other purposes that would lead pip away from the environment."""


def make_environment(place: Place) -> None:
    """Make an empty environment of the base interpreter at `place`."""
    builder = venv.EnvBuilder(symlinks=sys.platform != "win32", with_pip=False)
    builder.create(place.folder)


def install(place: Place, lock: str, log: Path) -> None:
    """Install what `lock` lists; packages that are there in the same version are left alone.

    Each download is compared with its recorded hash. Raises `Trouble`.
    """
    step = Step("python_packages", "package_index", log)
    say("python_packages")
    if not _install_with_uv(place, lock, step):
        command = [*_pip(place, log), "--python", str(place.python), "install", *_PIP_QUIET]
        _run(step, command, lock, {})


def _install_with_uv(place: Place, lock: str, step: Step) -> bool:
    """Whether uv did it. It knows the system's certificates only when told; pip may do better."""
    uv = shutil.which("uv")
    if uv is None:
        return False
    command = [uv, "pip", "install", "--python", str(place.python), "--compile-bytecode"]
    for certificates in ({}, {"UV_SYSTEM_CERTS": "1"}):
        try:
            _run(step, command, lock, certificates)
        except Trouble as trouble:
            if trouble.code not in {"no_trust", "failed"}:
                raise
        else:
            return True
    return False


def _run(step: Step, command: list[str], lock: str, variables: dict[str, str]) -> None:
    step.run(
        [*command, *_EXACTLY, "-r", lock_path(lock)],
        variables={**_NEUTRAL, **variables},
        on_line=_tell_downloads,
    )


def _pip(place: Place, log: Path) -> list[str]:
    """A command that runs some pip of this machine; on Debian one is fetched if there is none."""
    private = place.folder / "pip"
    fetched = private / _DEBIAN_WHEELS.relative_to("/")
    fetched_before = Path(sys.prefix) / "pip" / _DEBIAN_WHEELS.relative_to("/")
    for folder in (_bundled(), _DEBIAN_WHEELS, fetched, fetched_before):
        if wheel := _pip_wheel(folder):
            return [sys.executable, wheel]
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    if not debian.available():
        raise Trouble("no_pip")
    say("debian_pip")
    debian.fetch(["python3-pip-whl"], private, Step("debian_pip", "debian_archive", log))
    wheel = _pip_wheel(fetched)
    if wheel is None:
        raise Trouble("no_pip")
    return [sys.executable, wheel]


def _bundled() -> Path | None:
    """The folder of the wheels that come with the interpreter; Debian takes it away."""
    spec = importlib.util.find_spec("ensurepip")
    return Path(spec.origin).parent / "_bundled" if spec and spec.origin else None


def _pip_wheel(folder: Path | None) -> str | None:
    """A pip can be run from inside its wheel."""
    wheels = sorted(folder.glob("pip-*.whl")) if folder else []
    return os.fspath(wheels[-1] / "pip") if wheels else None


def _tell_downloads(line: str) -> None:
    """Name the large downloads, which are those that one waits for."""
    if found := _DOWNLOAD.search(line):
        name = re.split(r"-[0-9]", found[1].rsplit("/", 1)[-1])[0]
        if float(found[2]) >= _LARGE_MEGABYTES:
            say("fetching", name=name, size=f"{found[2]} MB")
    elif line.startswith(("Installing collected", "Prepared")):
        say("installing")
