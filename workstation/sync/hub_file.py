"""The file of an SQLite hub: transactions over it, and what becomes of it meanwhile."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from workstation.sync import hub_blobs, hub_history, hub_setup
from workstation.sync.hub_address import SQLITE
from workstation.sync.hub_engine import run, sqlite_engine, translated
from workstation.sync.protocol import BlobState, HubUnreachable

T = TypeVar("T")


class HubFile:
    """Transactions over an SQLite hub's file, which may be replaced or removed at any time.

    `read` and `write` raise `Refusal`: hub_missing, hub_newer, hub_older, desk_too_old,
    hub_failed; and `HubUnreachable` when the file is away, busy or full.
    """

    def __init__(self, path: Path) -> None:
        self.address = f"{SQLITE}{path}"
        self._engine = sqlite_engine(path)
        self._path = path
        self._file: tuple[int, int] | None = None
        self._facts: dict[str, str] | None = None
        self._guard = threading.Lock()

    def make(self) -> None:
        """Make what is not there yet."""
        run(self._engine, lambda c: hub_setup.make(c, self.address))
        run(self._engine, _index)

    def read(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in a transaction that only reads."""
        self._look()
        return self._run(work, writing=False)

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in a transaction; in a file that was replaced meanwhile nothing counts."""
        before = self._look()
        done = self._run(work, writing=True)
        if self._look() != before:
            raise HubUnreachable(f"{self._path} was replaced")
        return done

    def known(self, connection: Connection) -> dict[str, str]:
        """The hub's own facts; the schema is checked once, the epoch asked each time."""
        if self._facts is None:
            self._facts = hub_setup.checked(connection, self.address)
            return self._facts
        return {**self._facts, "epoch": hub_setup.epoch(connection)}

    def renew(self, epoch: str) -> None:
        """Begin another life of the hub, unless somebody else has just done so."""

        def work(connection: Connection) -> None:
            if hub_setup.epoch(connection) == epoch:
                hub_setup.new_epoch(connection)

        self.write(work)

    def hang_up(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _run(self, work: Callable[[Connection], T], *, writing: bool) -> T:
        def checked(connection: Connection) -> T:
            if self._facts is None:
                self.known(connection)
            return work(connection)

        try:
            return run(self._engine, checked, writing=writing)
        except sqlite3.Error as error:  # from the driver itself; see `hub_rows`
            raise translated(DBAPIError(None, None, error)) from error

    def _look(self) -> tuple[int, int]:
        """Which file it is now; connections to another one are given up.

        Raises `HubUnreachable` when there is none: it may come back.
        """
        try:
            found = self._path.stat()
        except OSError as error:
            raise HubUnreachable(f"no file {self._path}") from error
        now = (found.st_dev, found.st_ino)
        if now != self._file:
            with self._guard:
                if self._file is not None and now != self._file:
                    self._engine.dispose()
                    self._facts = None
                self._file = now
        return now


class InFile:
    """Contents of files that the file itself keeps; see `hub_contents.Inside`."""

    def __init__(self, hub: HubFile) -> None:
        self._hub = hub

    def blob_state(self, sha256: str) -> BlobState | None:
        """What there is of a content."""
        return self._hub.read(lambda c: hub_blobs.state(c, sha256))

    def blob_put(self, desk_no: int, sha256: str, size: int, number: int, chunk: bytes) -> None:
        """Keep one chunk."""
        self._hub.write(lambda c: hub_blobs.put(c, desk_no, sha256, size, number, chunk))

    def blob_finish(self, sha256: str) -> bool:
        """Verify a content."""
        return self._hub.write(lambda c: hub_blobs.finish(c, sha256))

    def blob_get(self, sha256: str, number: int) -> bytes | None:
        """One chunk of a complete content."""
        return self._hub.read(lambda c: hub_blobs.get(c, sha256, number))

    def objects_url(self) -> str:
        """The object storage's URL; "" when contents are kept here."""
        return self._hub.read(hub_blobs.kept_in)

    def object_begin(self, desk_no: int, sha256: str, size: int) -> bool:
        """Expect a content elsewhere; False when it is complete already."""
        known = self.blob_state(sha256)
        if known is not None and known.size == size:
            return not known.complete
        return self._hub.write(lambda c: hub_blobs.begin(c, desk_no, sha256, size))

    def object_done(self, sha256: str) -> None:
        """Say that a content is complete elsewhere."""
        self._hub.write(lambda c: hub_blobs.complete(c, sha256))


def _index(connection: Connection) -> None:
    for statement in hub_history.INDEXES:
        connection.execute(text(statement))
