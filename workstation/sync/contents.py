"""Contents of files between desk and hub: sent beside the operations, fetched when wanted.

The operation that names a file travels at once; its content follows in pieces, from where it was
broken off. Nothing here holds the replica's writer while it waits for the hub, and operations
always go first.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Final, TypeVar

from workstation.domain.refusal import Refusal
from workstation.store import state
from workstation.store.blobs import Blobs
from workstation.store.replica import now_ms, transaction
from workstation.sync.collecting import collect
from workstation.sync.identity import OFFER_FOLDER
from workstation.sync.protocol import CHUNK_BYTES, Hub, HubUnreachable, Progress

T = TypeVar("T")
_log = logging.getLogger("aftercare.sync")
#: Images up to this size come without being asked for, for tickets that an agent owns or opens.
SMALL: Final = 256 * 1024
_AT_ONCE: Final = 20
_REST: Final = 60.0
_FIRST_COLLECT: Final = 600.0  # seconds after the start
_AWAY: Final = 10.0  # until a hub that was out of reach is tried again
_FIRST_RETRY_MS: Final = 30_000
_LAST_RETRY_MS: Final = 3_600_000
_HOUR_MS: Final = 3_600_000
_DAY_MS: Final = 24 * _HOUR_MS
_NAMES: Final = 500  # of contents, asked about at once


def fetch(hub: Hub, blobs: Blobs, sha256: str, progress: Progress | None = None) -> Path:
    """Fetch a content piece by piece, going on where an earlier attempt ended; its file.

    A content that is not what its name says is thrown away and fetched once more. Raises
    `Refusal`: hub_unreachable, content_missing, content_damaged.
    """
    for _ in range(2):
        size = _download(hub, blobs, sha256, progress)
        path = blobs.accept(sha256)
        if path is not None:
            return path
        _log.warning("content %s came damaged (%s bytes)", sha256, size)
    raise Refusal("content_damaged", sha256=sha256)


def _download(hub: Hub, blobs: Blobs, sha256: str, progress: Progress | None) -> int:
    known = hub.blob_state(sha256)
    if known is None or not known.complete:
        raise Refusal("content_missing", sha256=sha256)
    partial = blobs.partial(sha256)
    partial.parent.mkdir(parents=True, exist_ok=True)
    done = partial.stat().st_size if partial.exists() else 0
    done -= done % CHUNK_BYTES  # a piece that was cut off is fetched again
    if done > known.size:
        done = 0
    with partial.open("r+b" if partial.exists() else "wb") as stream:
        stream.truncate(done)
        stream.seek(done)
        while done < known.size:
            chunk = hub.blob_get(sha256, done // CHUNK_BYTES)
            if not chunk:
                raise Refusal("content_missing", sha256=sha256)
            stream.write(chunk)
            done += len(chunk)
            if progress:
                progress(min(done, known.size), known.size)
        stream.flush()
        os.fsync(stream.fileno())
    return done


class Contents:
    """What a desk sends and fetches of files; `step` does the next bit of it.

    `asked(ask)` gives the hub, `busy()` says that operations are on their way. All is remembered
    in the replica, so that a restart goes on where it was.
    """

    def __init__(
        self,
        submit: Callable[..., Any],
        asked: Callable[[Callable[[Hub, int], Any]], Any],
        blobs: Blobs,
        *,
        busy: Callable[[], bool] = lambda: False,
        stopped: Callable[[], bool] = lambda: False,
        agent: Callable[[], str] = lambda: "",
        clock: Callable[[], int] = now_ms,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._submit = submit
        self._asked = asked
        self._blobs = blobs
        self._busy = busy
        self._stopped = stopped
        self._clock = clock
        self._pause = pause
        self._agent = agent
        self._wanted: set[str] = set()
        self._sent: tuple[str, int] = ("", 0)
        self._asked_folder = 0
        self._collected: float | None = None  # when, on the machine's own count

    def sent(self) -> tuple[str, int]:
        """The content that is being sent, and how many percent of it the hub has; ("", 0): none."""
        return self._sent

    def waiting(self) -> int:
        """How many contents wait to be sent."""
        return self._do(_count)

    def want(self, ticket: str) -> None:
        """Have the small images of a ticket fetched soon."""
        self._wanted.add(ticket)

    def step(self) -> float | None:
        """Send what is due, some at a time, and fetch what is wanted; seconds until there may be more."""
        try:
            self._offer_folder()
            for sha256 in self._do(lambda c: _due(c, self._clock())):
                if self._stopped():
                    return None
                self._send_one(sha256)
            self._fetch_small()
            if self._do(lambda c: _due(c, self._clock())):
                return 0.0
            self._collect()
        except HubUnreachable:
            return _AWAY
        except Refusal as refusal:
            _log.info("contents: %s", refusal)
        return _REST

    def _offer_folder(self) -> None:
        """Once this desk or the hub is another: offer what is here and the hub lacks.

        Files that were put back from a copy may lack the work that named a content. What was on
        its way then may reach the hub later, so that it is asked for a day.
        """
        now = self._clock()
        lately = abs(now - self._asked_folder) < _HOUR_MS
        if not self._do(lambda c: _offering(c, now, lately)):
            return
        names = self._blobs.names()
        lacking: list[str] = []
        try:
            for start in range(0, len(names), _NAMES):
                lacking += self._lacking(names[start : start + _NAMES])
        except HubUnreachable:
            raise
        except Refusal as refusal:  # an older hub cannot say
            _log.info("contents: %s", refusal)
        self._asked_folder = now
        self._do(lambda c: _offered(c, lacking, now))

    def _collect(self) -> None:
        """Once a day: drop files that nothing here names any more."""
        now = time.monotonic()
        if self._collected is None:
            self._collected = now - _DAY_MS / 1000 + _FIRST_COLLECT
        if now - self._collected >= _DAY_MS / 1000:
            self._collected = now
            collect(self._do, self._asked, self._blobs, self._stopped)

    def _lacking(self, names: Sequence[str]) -> list[str]:
        found: list[str] = self._asked(lambda hub, desk_no: hub.blobs_lacking(names))
        return found

    def _send_one(self, sha256: str) -> None:
        path = self._blobs.get(sha256)
        if path is None:
            self._do(lambda c: _settled(c, sha256))  # another desk has it, and sends it
            return
        try:
            if self.send(path, sha256):
                self._do(lambda c: _settled(c, sha256))
                self._sent = "", 0
                return
        except HubUnreachable:
            raise
        except Refusal as refusal:
            _log.warning("content %s is not sent: %s", sha256, refusal)
            if refusal.code == "file_too_large":
                self._do(lambda c: _settled(c, sha256))
                return
        self._do(lambda c: _later(c, sha256, self._clock()))

    def send(self, path: Path, sha256: str) -> bool:
        """Send one content from where it stands; whether the hub has it whole now."""
        size = path.stat().st_size
        known = self._asked(lambda hub, desk_no: hub.blob_state(sha256))
        if known is not None and known.complete:
            return True
        there = set(known.chunks) if known is not None and known.size == size else set()
        pieces = max(1, -(-size // CHUNK_BYTES))
        with path.open("rb") as stream:
            for number in range(pieces):
                if number in there:
                    continue
                if self._stopped():
                    return False
                self._sent = sha256, number * 100 // pieces
                stream.seek(number * CHUNK_BYTES)
                self._put(sha256, size, number, stream.read(CHUNK_BYTES))
        return bool(self._asked(lambda hub, desk_no: hub.blob_finish(sha256)))

    def _put(self, sha256: str, size: int, number: int, chunk: bytes) -> None:
        """Send one piece, once no operation waits, and leave the line free as long again."""
        while self._busy() and not self._stopped():
            self._pause(0.05)
        begun = time.monotonic()
        self._asked(lambda hub, desk_no: hub.blob_put(desk_no, sha256, size, number, chunk))
        self._pause(min(time.monotonic() - begun, 2.0))

    def _fetch_small(self) -> None:
        """The small images of tickets that were opened, or that the agent owns."""
        wanted, self._wanted = self._wanted, set()
        owner = self._agent()
        for sha256 in self._do(lambda c: _small(c, sorted(wanted), owner)):
            if self._stopped():
                return
            if self._blobs.get(sha256) is None:
                self._fetch_one(sha256)

    def _fetch_one(self, sha256: str) -> None:
        try:
            self._asked(lambda hub, desk_no: fetch(hub, self._blobs, sha256))
        except HubUnreachable:
            raise
        except Refusal as refusal:  # its owner has not sent it yet
            _log.debug("content %s: %s", sha256, refusal)

    def _do(self, task: Callable[[sqlite3.Connection], T]) -> T:
        done: Future[T] = self._submit(task)
        return done.result()


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM upload").fetchone()[0])


def _due(connection: sqlite3.Connection, now: int) -> list[str]:
    rows = connection.execute(
        "SELECT sha256 FROM upload WHERE next_at<=? ORDER BY added_at LIMIT ?", (now, _AT_ONCE)
    )
    return [row[0] for row in rows]


def _offering(connection: sqlite3.Connection, now: int, lately: bool) -> bool:
    """Whether to ask if the hub lacks contents that only the folder knows of."""
    until = state.number(connection, OFFER_FOLDER)
    return until == 1 or (until > now and not lately)


def _offered(connection: sqlite3.Connection, lacking: Sequence[str], now: int) -> None:
    with transaction(connection):
        if state.number(connection, OFFER_FOLDER) == 1:
            state.write(connection, OFFER_FOLDER, str(now + _DAY_MS))
        connection.executemany(
            "INSERT OR IGNORE INTO upload(sha256,added_at) VALUES (?,?)",
            [(sha256, now) for sha256 in lacking],
        )


def _settled(connection: sqlite3.Connection, sha256: str) -> None:
    with transaction(connection):
        connection.execute("DELETE FROM upload WHERE sha256=?", (sha256,))


def _later(connection: sqlite3.Connection, sha256: str, now: int) -> None:
    with transaction(connection):
        connection.execute(
            "UPDATE upload SET tries=tries+1, next_at=?+min(? << min(tries,10), ?) WHERE sha256=?",
            (now, _FIRST_RETRY_MS, _LAST_RETRY_MS, sha256),
        )


def _small(connection: sqlite3.Connection, tickets: list[str], owner: str) -> list[str]:
    asked = tickets
    if owner:
        rows = connection.execute(
            "SELECT uid FROM ticket WHERE owner=? AND is_open=1 LIMIT 500", (owner,)
        )
        asked = [*tickets, *(row[0] for row in rows)]
    found = connection.execute(
        "SELECT DISTINCT sha256 FROM attachment WHERE ticket IN (SELECT value FROM json_each(?))"
        " AND size<=? AND media_type LIKE 'image/%'",
        (json.dumps(asked), SMALL),
    )
    return [row[0] for row in found]
