"""Plain short lines on standard error; standard output belongs to the program that is started."""

from __future__ import annotations

import sys

from workstation.launch.sentences import sentence


def say(code: str, **facts: object) -> None:
    """Tell the person who waits, at once and in one line."""
    tell(sentence(code, **facts))


def tell(line: str) -> None:
    """Write one line to standard error; a closed or missing one is no reason to stop."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        pass
