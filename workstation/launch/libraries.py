"""The system's graphical libraries that Qt's wheels expect: which are missing, where to get them."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from workstation.launch import debian
from workstation.launch.progress import say
from workstation.launch.sonames import LIBRARIES, UNNEEDED, Family, Library
from workstation.launch.step import Step
from workstation.launch.trouble import Trouble

OS_RELEASE = (Path("/etc/os-release"), Path("/usr/lib/os-release"))
_PLUGINS = {"base": "libqoffscreen.so", "x11": "libqxcb.so", "wayland": "libqwayland.so"}
_PROOF = """
import ctypes, os, sys
import PySide6.QtNetwork, PySide6.QtPrintSupport, PySide6.QtSvg, PySide6.QtWidgets
folder = os.path.join(os.path.dirname(PySide6.__file__), "Qt", "plugins", "platforms")
for name in sys.argv[1:]:
    ctypes.CDLL(os.path.join(folder, name))
"""
_INSTALL: dict[Family, str] = {
    "debian": "sudo apt-get install {}",
    "fedora": "sudo dnf install {}",
    "suse": "sudo zypper install {}",
    "arch": "sudo pacman -S --needed {}",
}
_FAMILIES: dict[Family, set[str]] = {
    "debian": {"debian", "ubuntu", "uos", "deepin", "linuxmint"},
    "fedora": {"fedora", "rhel", "centos", "rocky", "openeuler", "kylin", "anolis", "alinux"},
    "suse": {"suse", "opensuse", "sles"},
    "arch": {"arch", "manjaro"},
}


def missing(sets: Collection[str], private: Path) -> list[Library]:
    """The libraries of `sets` that neither the system nor the folder `private` has."""
    folders = list(library_folders(private))
    return [
        library
        for library in LIBRARIES
        if library.group in sets
        and not _loads(library.soname)
        and not any((folder / library.soname).exists() for folder in folders)
    ]


def demand_obtainable(lacking: Collection[Library]) -> None:
    """Raise `Trouble` with the distribution's own package names if we cannot fetch by ourselves."""
    if lacking and not debian.available():
        raise lacking_trouble(lacking)


def obtain(lacking: Collection[Library], private: Path, step: Step) -> None:
    """Fetch what is missing into `private`; Debian and its relatives only."""
    if not lacking:
        return
    say("system_libraries", count=len(lacking))
    debian.fetch([library.debian for library in lacking], private, step, closure=UNNEEDED)
    folders = list(library_folders(private))
    still = [one for one in lacking if not any((at / one.soname).exists() for at in folders)]
    if still:
        raise lacking_trouble(still)
    for name in ("doc", "man", "lintian", "bug"):
        shutil.rmtree(private / "usr" / "share" / name, ignore_errors=True)


def prove(python: Path, sets: Collection[str], private: Path, step: Step) -> None:
    """Load Qt with its plugins once, so that what is still missing is told now and by name."""
    plugins = [_PLUGINS[name] for name in sets]
    step.run([python, "-c", _PROOF, *plugins], variables=variables(private))


def library_folders(private: Path) -> Iterator[Path]:
    """The folders below `private` that hold shared libraries, whatever the architecture."""
    for pattern in ("usr/lib/*-linux-*", "lib/*-linux-*", "usr/lib64", "usr/lib"):
        yield from (folder for folder in sorted(private.glob(pattern)) if folder.is_dir())


def variables(private: Path) -> dict[str, str]:
    """The environment that lets a program find what was unpacked below `private`."""
    folders = [str(folder) for folder in library_folders(private)]
    if not folders:
        return {}
    earlier = os.environ.get("LD_LIBRARY_PATH")
    found = {"LD_LIBRARY_PATH": os.pathsep.join([*folders, *([earlier] if earlier else [])])}
    keyboards = private / "usr/share/X11/xkb"
    if keyboards.is_dir() and not Path("/usr/share/X11/xkb").exists():
        found["XKB_CONFIG_ROOT"] = str(keyboards)
    fonts = private / "etc/fonts"
    if fonts.is_dir() and not Path("/etc/fonts/fonts.conf").exists():
        found["FONTCONFIG_PATH"] = str(fonts)
    return found


def lacking_trouble(lacking: Collection[Library]) -> Trouble:
    """The trouble that names the libraries and the command that installs them here."""
    family = _family()
    packages = list(dict.fromkeys(library.package(family) for library in lacking))
    return Trouble(
        "libraries",
        missing=", ".join(library.soname for library in lacking),
        command=_INSTALL[family].format(" ".join(packages)),
    )


def _family() -> Family:
    """The distribution's family by /etc/os-release; Debian's names where it is unknown."""
    words: set[str] = set()
    for path in OS_RELEASE:
        if path.is_file():
            for line in path.read_text("utf-8", "replace").splitlines():
                if line.startswith(("ID=", "ID_LIKE=")):
                    words |= set(line.partition("=")[2].strip("\"'").lower().split())
            break
    return next((name for name, ids in _FAMILIES.items() if words & ids), "debian")


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True
