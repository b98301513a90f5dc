"""How a desk notices that the hub has something new, without asking all the time."""

from __future__ import annotations

import random
import select
import socket
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Protocol

from workstation.domain.refusal import Refusal
from workstation.store.connect import connect
from workstation.sync.dialling import dial

CHANNEL: Final = "aftercare"
_LOOK: Final = 0.25  # seconds between two looks at the file
_TRIAL: Final = 1.0  # seconds in which our own notification must come back
_SHORTEST: Final = 1.0  # seconds between two questions where none comes through
_LONGEST: Final = 10.0
_EAR: Final = "aftercare wake"  # by what name a listening connection is known
_MOST_EARS: Final = 200
_DEAF_FOR: Final = 600.0  # seconds after which a deaf desk tries to listen again
_EARS: Final = (
    "SELECT count(*) FROM pg_stat_activity WHERE application_name=%s AND datname=current_database()"
)
_SILENCE: Final = 20.0  # seconds after which a silent server is asked what it is


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

    def listening(self) -> bool:
        """Whether changes end a `wait`, as far as is known."""
        ...

    def close(self) -> None:
        """End for good."""
        ...


class FileWaking:
    """Looks at an SQLite file's data version: one small read, no query, no lock."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._file = (0, 0)
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

    def listening(self) -> bool:
        """The file can always be looked at."""
        return True

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
                row = self._opened().execute("PRAGMA data_version").fetchone()
            except (OSError, sqlite3.Error, Refusal):
                return False  # the next exchange finds out what is wrong
            version = int(row[0])
            moved, self._seen = version != self._seen, version
            return moved

    def _opened(self) -> sqlite3.Connection:
        """A connection to the file that is there now; another file than before counts as news."""
        found = self._path.stat()
        if self._connection is not None and self._file != (found.st_dev, found.st_ino):
            self._connection.close()
            self._connection = None
            self._seen = -1
        if self._connection is None:
            self._connection = connect(self._path)
            self._file = (found.st_dev, found.st_ino)
        return self._connection


class ListenWaking:
    """LISTEN on a connection of its own; NOTIFY after the commit, without contents, by `tell(sql)`.

    Whether notifications come through is tried out with one of our own: a pooler that shares
    connections between transactions swallows them. Then there is asking instead, every second
    at first and ever more seldom while nothing happens here. Asking is also what desks do beyond
    the first `_MOST_EARS`: every ear is a process of the server, and each notification wakes all.
    """

    def __init__(self, url: str, tell: Callable[[str], None]) -> None:
        self._url = url
        self._listening: Any = None
        self._tell = tell
        self._near, self._far = socket.socketpair()
        self._near.setblocking(False)  # nobody may listen for hours, and agents work all the time
        self._deaf = False
        self._try_again_at = 0.0
        self._ask_at = 0.0
        self._pause_seconds = _SHORTEST

    def tell(self) -> None:
        """Notify; that it may fail is why there is polling as well."""
        self._tell(f"NOTIFY {CHANNEL}")

    def wait(self, seconds: float) -> bool:
        """Wait for a notification; True as well when one may have been missed."""
        import psycopg

        try:
            if self._deaf and time.monotonic() < self._try_again_at:
                return self._ask_again(seconds)
            if self._listening is None:
                self._listen()
                return True  # what came before the first ear is not heard
            return self._heard(seconds) or self._lost_its_ear()
        except (psycopg.Error, OSError, ValueError):
            self._drop_listening()
            self._pause(min(seconds, _LONGEST))
            return True

    def interrupt(self) -> None:
        """End the wait."""
        try:
            self._near.send(b".")
        except OSError:
            return

    def listening(self) -> bool:
        """Whether there is an ear."""
        return self._listening is not None and not self._deaf

    def close(self) -> None:
        """Close the connection."""
        self.interrupt()
        self._drop_listening()
        self._near.close()
        self._far.close()

    def _listen(self) -> None:
        """Open an ear, unless there are enough or nothing can be heard."""
        self._listening = dial(self._url, name=_EAR, autocommit=True)
        crowded = self._listening.execute(_EARS, (_EAR,)).fetchone()[0] > _MOST_EARS
        if not crowded:
            self._listening.execute(f"LISTEN {CHANNEL}")
            self.tell()
        self._deaf = crowded or not self._heard(_TRIAL)
        if self._deaf:
            self._drop_listening()
            self._try_again_at = time.monotonic() + _DEAF_FOR * random.uniform(0.7, 1.3)

    def _lost_its_ear(self) -> bool:
        """After a long silence: whether the server behind the ear no longer is the one to hear."""
        if time.monotonic() < self._ask_at:
            return False
        self._ask_at = time.monotonic() + _SILENCE
        if self._listening.execute("SELECT pg_is_in_recovery()").fetchone()[0]:
            self._drop_listening()
        return self._listening is None

    def _drop_listening(self) -> None:
        if self._listening is not None:
            self._listening.close()
        self._listening = None

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
        pause = min(seconds, self._pause_seconds * random.uniform(0.75, 1.25))
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
