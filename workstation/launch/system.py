"""Whether the packages are built for this system at all, told before anything is fetched."""

from __future__ import annotations

import os
import platform
import sys

from workstation.launch.trouble import Trouble
from workstation.launch.version import NEWEST

_GLIBC_NEEDED = {"x86_64": (2, 34), "aarch64": (2, 39)}
"""What the wheels of PySide6-Essentials 6.11 were built against, by their file names."""


def demand_supported() -> None:
    """Raise `Trouble` where the installation could only fail."""
    if sys.version_info[:2] > NEWEST:
        found = ".".join(map(str, sys.version_info[:2]))
        raise Trouble("too_new", found=found, newest=".".join(map(str, NEWEST)))
    if sys.platform.startswith("linux"):
        _demand_glibc()


def _demand_glibc() -> None:
    machine = platform.machine()
    needed = _GLIBC_NEEDED.get(machine)
    found = glibc_version()
    if needed is None or found is None:
        libc = "glibc" if found else "musl"
        raise Trouble(
            "no_build",
            package="PySide6",
            system=f"Linux {machine}, {libc}",
            python=platform.python_version(),
        )
    if found < needed:
        raise Trouble("old_system", found=_dotted(found), needed=_dotted(needed))


def glibc_version() -> tuple[int, ...] | None:
    """The version of the C library, or nothing where it is another one."""
    try:
        answer = os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (ValueError, OSError):
        return None
    name, _, version = answer.partition(" ")
    return tuple(map(int, version.split(".")[:2])) if name == "glibc" else None


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
