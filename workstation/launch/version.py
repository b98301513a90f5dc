"""Refuse a Python that is too old, in words that such a Python can still read.

This module alone is kept to what Python 3.6 understands; everything else needs 3.11.
"""

import os
import sys

OLDEST = (3, 11)
NEWEST = (3, 14)
EXIT_CODE = 4


def demand() -> None:
    """Leave with one sentence if this Python is older than 3.11."""
    if sys.version_info >= OLDEST:
        return
    found = ".".join(map(str, sys.version_info[:2]))
    better = newer_on_path()
    remedy = f"Use {better} instead." if better else "Install it and use it instead."
    sys.stderr.write(f"Aftercare needs Python 3.11 or newer; this is {found}. {remedy}\n")
    sys.exit(EXIT_CODE)


def newer_on_path() -> str:
    """The command of a Python on the PATH that is new enough, or nothing."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        name = f"python3.{minor}"
        if any(os.access(os.path.join(folder, name), os.X_OK) for folder in folders):
            return name
    return ""
