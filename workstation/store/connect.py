"""Opening SQLite files the one right way; nothing heavier than the standard library here."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from workstation.domain.refusal import Refusal

_BUSY_MS: Final = 10_000
_FLOOR: Final = (3, 35, 0)
_DAMAGED: Final = (11, 26)  # SQLITE_CORRUPT, SQLITE_NOTADB


def connect(path: Path, *, read_only: bool = False, private: bool = False) -> sqlite3.Connection:
    """Open an SQLite file in WAL mode, durable at every commit.

    A `private` file is made so that only its owner may read it, where the system knows that.

    The connection may be handed between threads but used by one at a time. Transactions are
    begun by the caller (`BEGIN IMMEDIATE`). Raises `Refusal("file_unusable")` when the file
    cannot be opened or is no database, `Refusal("sqlite_too_old")` below SQLite 3.35.
    """
    if sqlite3.sqlite_version_info < _FLOOR:
        raise Refusal("sqlite_too_old", version=sqlite3.sqlite_version)
    if private:
        _make_private(path)
    address = path.resolve().as_uri() + ("?mode=ro" if read_only else "")
    try:
        connection = sqlite3.connect(
            address, uri=True, isolation_level=None, check_same_thread=False, timeout=10.0
        )
        connection.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
        if not read_only:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cache_size=-32000")
        connection.execute("PRAGMA mmap_size=268435456")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error as error:
        raise Refusal("file_unusable", path=str(path), reason=str(error)) from error
    return connection


def _make_private(path: Path) -> None:
    """Make an empty file for its owner alone; SQLite's files beside it get the same rights."""
    with suppress(OSError):  # it is there, or opening it says why it cannot be made
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def is_damage(error: BaseException | None) -> bool:
    """Whether an error says that a file's content is broken (and not that it is out of reach)."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, sqlite3.DatabaseError) and code is not None and code & 255 in _DAMAGED


@contextmanager
def unbroken(path: Path) -> Iterator[None]:
    """Turn the driver's word of a broken file into `Refusal("file_unusable")` with the way out."""
    try:
        yield
    except (sqlite3.DatabaseError, Refusal) as error:
        cause = error if isinstance(error, sqlite3.Error) else error.__cause__
        if not is_damage(cause):
            raise
        reason = f"{cause}; move it away and join the shared database anew, which has all it took"
        raise Refusal("file_unusable", path=str(path), reason=reason) from error
