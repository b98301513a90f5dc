"""What goes wrong outside the rules: a line nobody can read, files out of reach, our mistakes."""

from __future__ import annotations

import argparse
import sqlite3
import sys
import traceback
from pathlib import Path
from typing import NoReturn

from workstation.domain.refusal import Refusal
from workstation.terminal.sitting import profile_of

_LARGEST = 1_000_000_000


class Misused(Exception):
    """The command line cannot be understood; `usage` is how it is used."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """A parser that raises `Misused`, so that the mistake can be told as JSON too."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong."""
        raise Misused(message, self.format_usage())


def whole(text: str) -> int:
    """A count on the command line: a whole number from 0 to a thousand million."""
    try:
        told = int(text)
    except ValueError:
        told = -1
    if not 0 <= told <= _LARGEST:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 to {_LARGEST:,}")
    return told


def unusable(error: OSError | sqlite3.Error, given: argparse.Namespace) -> Refusal:
    """The refusal for a file or folder that cannot be used."""
    if isinstance(error, OSError):
        path = error.filename if error.filename is not None else profile_of(given)
        return Refusal("file_unusable", path=str(path), reason=error.strerror or str(error))
    return Refusal("file_unusable", path=str(profile_of(given)), reason=str(error))


def note_unexpected(error: BaseException, profile: Path) -> str:
    """Keep the whole story of a mistake of ours in the profile's log; where it is kept.

    Without a profile it is told on standard error.
    """
    if not profile.is_dir():
        traceback.print_exception(error, file=sys.stderr)
        return "above"
    from workstation import logs

    logs.start(profile / "logs")
    try:
        logs.log("workstation.terminal").error("unexpected: %r", error, exc_info=error)
    finally:
        logs.stop()
    return str(profile / "logs" / logs.FILE)
