"""The laws of a simulated world: time, chance, disks that fill up, and sudden ends.

While a world rules, nothing in this process hears the real clock or real chance, and every
SQLite connection is watched: a commit may be the last thing that its process does.
"""

from __future__ import annotations

import logging
import os
import random
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from workstation.domain import identity
from workstation.sync import exchange, receiving

START = 1_782_000_000_000  # a Sunday in June 2026
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLAC", "COMMIT")
_REAL_CONNECT = sqlite3.connect
_ruling: list[Laws] = []


class Killed(BaseException):
    """The process of a desk ends here."""


class Laws:
    """One world's time, chance, full disks and fuse.

    `now` is the true time in milliseconds; who acts reads it through a clock of its own, which
    is `skew` off. With a `fuse` of n the n-th step boundary from now kills who acts. `room`
    says how many more writes fit on a disk, by a part of the file's path.
    """

    def __init__(self, seed: int) -> None:
        self.now = START
        self.skew = 0
        self.fuse: int | None = None
        self.room: dict[str, int] = {}
        self.boundaries = 0
        self.errors: list[str] = []
        self._chance = random.Random(f"ids {seed}")
        self._ids: dict[str, int] = {}

    def clock(self) -> int:
        """The time as who acts just now sees it."""
        return self.now + self.skew

    def boundary(self, place: str) -> None:
        """A step ends here; the process may, too."""
        self.boundaries += 1
        if self.fuse is not None:
            self.fuse -= 1
            if self.fuse < 0:
                self.fuse = None
                raise Killed(place)

    def wrote(self, path: str) -> None:
        """Something is about to be written to a file; raises when its disk is full."""
        for part, left in self.room.items():
            if part in path:
                if left <= 0:
                    error = sqlite3.OperationalError("database or disk is full")
                    error.sqlite_errorcode = sqlite3.SQLITE_FULL
                    error.sqlite_errorname = "SQLITE_FULL"
                    raise error
                self.room[part] = left - 1

    @contextmanager
    def acting(self, who: str, skew: int = 0) -> Iterator[None]:
        """Somebody acts, with a clock of their own and ids that their own process makes."""
        before = self.skew, identity._last
        self.skew = skew
        identity._last = self._ids.get(who, 0)
        try:
            yield
        finally:
            self._ids[who] = identity._last
            self.skew, identity._last = before

    def rule(self) -> ExitStack:
        """Put these laws into force until the stack that is given is closed."""
        stack = ExitStack()
        _ruling.append(self)
        stack.callback(_ruling.remove, self)
        for owner, name, law in (
            (time, "time_ns", lambda: self.clock() * 1_000_000),
            (time, "monotonic_ns", lambda: self.now * 1_000_000),
            (time, "sleep", lambda seconds: None),
            (os, "urandom", self._chance.randbytes),
            (secrets, "token_hex", lambda size=32: self._chance.randbytes(size or 32).hex()),
            (random, "uniform", lambda low, high: low),
            (sqlite3, "connect", _connect),
            (receiving, "ThreadPoolExecutor", AtOnce),
            (exchange, "SERIALS", 1),  # so few that a desk that is cut off runs out of them
            (exchange, "FEW_SERIALS", 1),
        ):
            stack.enter_context(patch.object(owner, name, law))
        listener = _Listener(self.errors)
        logger = logging.getLogger("aftercare")
        logger.addHandler(listener)
        stack.callback(logger.removeHandler, listener)
        stack.enter_context(patch.object(logger, "propagate", False))
        return stack


class AtOnce:
    """What would run on a thread of its own runs at once: chance and time belong to one actor."""

    def __init__(self, *values: Any, **named: Any) -> None:
        pass

    def submit(self, call: Callable[..., Any], *values: Any) -> Future[Any]:
        """Call it; what it raises is told to who asks for the answer."""
        done: Future[Any] = Future()
        try:
            done.set_result(call(*values))
        except Exception as error:
            done.set_exception(error)
        return done

    def shutdown(self, **named: Any) -> None:
        """Nothing goes on."""


class _Listener(logging.Handler):
    """Hears of errors that somebody caught and wrote to the log."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.ERROR)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))


class Cursor(sqlite3.Cursor):
    """A cursor whose commits are step boundaries."""

    def execute(self, sql: str, *values: Any) -> Any:
        head = sql[:6].upper()
        if head == "PRAGMA" and "synchronous" in sql:
            sql = "PRAGMA synchronous=OFF"  # kills happen at commits, not in the midst of them
        elif head in _WRITES:
            return self._write(head, sql, *values)
        return super().execute(sql, *values)

    def executemany(self, sql: str, values: Any) -> Any:
        if _ruling:
            _ruling[-1].wrote(self.connection.path)  # type: ignore[attr-defined]
        return super().executemany(sql, values)

    def _write(self, head: str, sql: str, *values: Any) -> Any:
        laws = _ruling[-1] if _ruling else None
        if laws is None:
            return super().execute(sql, *values)
        path = self.connection.path  # type: ignore[attr-defined]
        if head == "COMMIT":
            laws.boundary("before a commit")
        laws.wrote(path)
        done = super().execute(sql, *values)
        if head == "COMMIT":
            laws.boundary("after a commit")
        return done


class Connection(sqlite3.Connection):
    """A connection that its world watches."""

    path = ""

    def cursor(self, factory: Any = Cursor) -> Any:
        return super().cursor(Cursor)

    def execute(self, sql: str, *values: Any) -> Any:
        return self.cursor().execute(sql, *values)

    def executemany(self, sql: str, values: Any) -> Any:
        return self.cursor().executemany(sql, values)

    def commit(self) -> None:
        laws = _ruling[-1] if _ruling else None
        if laws is None or not self.in_transaction:
            super().commit()
            return
        if self.total_changes != getattr(self, "_told", 0):
            laws.boundary("before a commit")
            laws.wrote(self.path)
            super().commit()
            self._told = self.total_changes
            laws.boundary("after a commit")
        else:
            super().commit()


def _connect(address: Any, *values: Any, **named: Any) -> Any:
    made = _REAL_CONNECT(address, *values, **{**named, "factory": Connection})
    made.path = str(address)
    return made
