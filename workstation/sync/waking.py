"""How a desk notices that the hub has something new, without asking all the time."""

from __future__ import annotations

import select
import socket
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any, Final, Protocol

from workstation.domain.refusal import Refusal
from workstation.store.connect import connect
from workstation.sync.hub_address import libpq

CHANNEL: Final = "aftercare"
_LOOK: Final = 0.25  # seconds between two looks at the file
_TRIAL: Final = 1.0  # seconds in which our own notification must come back
_SHORTEST: Final = 1.0  # seconds between two questions where none comes through
_LONGEST: Final = 10.0


class Waking(Protocol):
    """One way of being woken."""

    def tell(self) -> None:
        """Something was changed: wake the others."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait until something was changed, at most so long; True when it may have been."""
        ...

    def interrupt(self) -> None:
        """End the `wait` that is going on, or else the next one."""
        ...

    def close(self) -> None:
        """End for good."""
        ...


class FileWaking:
    """Looks at an SQLite file's data version: one small read, no query, no lock."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._seen = -1
        self._event = threading.Event()
        self._guard = threading.Lock()

    def tell(self) -> None:
        """The file itself tells."""

    def wait(self, seconds: float) -> bool:
        """Look until the version differs from the one seen last."""
        deadline = time.monotonic() + seconds
        while True:
            if self._moved():
                return True
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            if self._event.wait(min(_LOOK, left)):
                self._event.clear()
                return False

    def interrupt(self) -> None:
        """End the wait."""
        self._event.set()

    def close(self) -> None:
        """Close the file."""
        self._event.set()
        with self._guard:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _moved(self) -> bool:
        with self._guard:
            try:
                if self._connection is None:
                    if not self._path.exists():
                        return False
                    self._connection = connect(self._path)
                row = self._connection.execute("PRAGMA data_version").fetchone()
            except (sqlite3.Error, Refusal):
                return False  # the next exchange finds out what is wrong
            version = int(row[0])
            moved, self._seen = version != self._seen, version
            return moved


class ListenWaking:
    """LISTEN on a connection of its own; NOTIFY after the commit, without contents.

    Whether notifications come through is tried out with one of our own: a pooler that shares
    connections between transactions swallows them. Then there is asking instead, every second
    at first and ever more seldom while nothing happens here.
    """

    def __init__(self, url: str) -> None:
        self._url = libpq(url)
        self._listening: Any = None
        self._telling: Any = None
        self._guard = threading.Lock()
        self._near, self._far = socket.socketpair()
        self._deaf = False
        self._pause_seconds = _SHORTEST

    def tell(self) -> None:
        """Notify; that it may fail is why there is polling as well."""
        import psycopg

        with self._guard:
            try:
                if self._telling is None:
                    self._telling = self._dial()
                self._telling.execute(f"NOTIFY {CHANNEL}")
            except psycopg.Error:
                self._telling = None

    def wait(self, seconds: float) -> bool:
        """Wait for a notification."""
        import psycopg

        try:
            if self._listening is None:
                self._listening = self._dial()
                self._listening.execute(f"LISTEN {CHANNEL}")
                self.tell()
                self._deaf = not self._heard(_TRIAL)
                return True  # what came before the first ear is not heard
            if self._deaf:
                return self._ask_again(seconds)
            return self._heard(seconds)
        except (psycopg.Error, OSError, ValueError):
            self._listening = None
            self._pause(min(seconds, _LONGEST))
            return True

    def interrupt(self) -> None:
        """End the wait."""
        try:
            self._near.send(b".")
        except OSError:
            return

    def close(self) -> None:
        """Close both connections."""
        self.interrupt()
        for connection in (self._listening, self._telling):
            if connection is not None:
                connection.close()
        self._listening = self._telling = None
        self._near.close()
        self._far.close()

    def _dial(self) -> Any:
        import psycopg

        return psycopg.connect(
            self._url, autocommit=True, connect_timeout=6, application_name="aftercare wake"
        )

    def _heard(self, seconds: float) -> bool:
        heard = list(self._listening.notifies(timeout=0))
        if not heard:
            ready, _, _ = select.select([self._listening.fileno(), self._far], [], [], seconds)
            if self._far in ready:
                self._far.recv(4096)
                return False
            heard = list(self._listening.notifies(timeout=0)) if ready else []
        return bool(heard)

    def _ask_again(self, seconds: float) -> bool:
        pause = min(seconds, self._pause_seconds)
        self._pause_seconds = min(self._pause_seconds * 1.5, _LONGEST)
        if self._pause(pause):
            self._pause_seconds = _SHORTEST
            return False
        return True

    def _pause(self, seconds: float) -> bool:
        """Wait; True when interrupted."""
        ready, _, _ = select.select([self._far], [], [], seconds)
        if ready:
            self._far.recv(4096)
        return bool(ready)
