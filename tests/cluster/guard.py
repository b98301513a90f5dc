"""Ends what a run of these tests started, also when the run itself was killed.

Run as a program, it waits until its standard input is closed, which the end of its parent does.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import time
from pathlib import Path


def end_all(folder: Path) -> None:
    """Kill every process whose working directory lies in `folder`, and remove the folder."""
    deadline = time.monotonic() + 20
    while (found := _within(folder)) and time.monotonic() < deadline:
        for pid in found:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)
    shutil.rmtree(folder, ignore_errors=True)


def _within(folder: Path) -> list[int]:
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            where = Path(os.readlink(place / "cwd").removesuffix(" (deleted)"))
            state = (place / "stat").read_text().rpartition(")")[2].split()[0]
            if state not in "ZX" and (where == folder or folder in where.parents):
                found.append(int(place.name))
    return found


if __name__ == "__main__":
    sys.stdin.read()
    end_all(Path(sys.argv[1]))
