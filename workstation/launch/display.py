"""Where a window would show, and the variables that Qt reads before it starts."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_NO_BUS = {"DBUS_SESSION_BUS_ADDRESS": "disabled:", "QT_IM_MODULE": "compose"}
"""For a machine without an identity, as bare containers are: there D-Bus ends the process that
asks for its bus, and input methods ask."""
_WRONG_INPUT_METHODS = {"fcitx", "fcitx5"}


def has_display() -> bool:
    """Whether this session has a screen; Windows and macOS always do."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def wanted_sets(*, hidden: bool) -> tuple[str, ...]:
    """Which groups of graphical libraries a start on Linux needs."""
    shown = not hidden and os.environ.get("QT_QPA_PLATFORM") != "offscreen"
    x11 = ("x11",) if shown and os.environ.get("DISPLAY") else ()
    wayland = ("wayland",) if shown and os.environ.get("WAYLAND_DISPLAY") else ()
    return ("base", *x11, *wayland)


def variables(*, hidden: bool) -> dict[str, str]:
    """What Qt should read: no screen where there is none, and an input method it can speak to.

    The wheels bring no plugin for fcitx, but fcitx 5 answers to ibus, as its makers advise.
    """
    found: dict[str, str] = {}
    if not os.environ.get("QT_QPA_PLATFORM") and (hidden or not has_display()):
        found["QT_QPA_PLATFORM"] = "offscreen"
    if os.environ.get("QT_IM_MODULE", "").lower() in _WRONG_INPUT_METHODS:
        found["QT_IM_MODULE"] = "ibus"
    if sys.platform.startswith("linux") and not any(path.exists() for path in _MACHINE_IDS):
        found |= _NO_BUS
    return found
