"""The text index: a file of its own that can be thrown away and built anew.

What must be indexed is queued in the replica by the transaction that changed it. Tickets stand
in the index by the hour in which they were created (256 places for each; more go to the next free
place), so that the index itself gives the newest first, also of those imported late, and its
lists stay short. `words` answers phrases; `letters` what begins with a single character.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.store.connect import connect
from workstation.store.replica import transaction
from workstation.text import bigrams, pinyin

Identity = tuple[int, int]  # device and number of a file
_SCHEMA: Final = (
    "CREATE VIRTUAL TABLE words USING fts5(tokens, content='', tokenize='unicode61')",
    "CREATE VIRTUAL TABLE letters USING"
    " fts5(tokens, content='', tokenize='unicode61', detail='none')",
    "CREATE TABLE placed(place INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE)",
    "CREATE TABLE indexed(id INTEGER PRIMARY KEY, source BLOB NOT NULL)",
)
_VERSION: Final = 3
_HOUR: Final = 3_600_000
_SLOTS: Final = 256
_LATEST_HOUR: Final = 1 << 32
_MOST_BODIES: Final = 100


def open_index(path: Path) -> tuple[sqlite3.Connection, bool]:
    """Open the text index, making it anew when missing, damaged or of another version.

    Returns the connection and whether everything must be indexed again: then the caller queues
    everything and calls `settle`, without which the index is made anew at the next start.
    """
    try:
        connection = connect(path, private=True)
        if int(connection.execute("PRAGMA user_version").fetchone()[0]) == _VERSION:
            return connection, False
        connection.close()
    except Refusal:
        pass
    discard(path)
    connection = connect(path, private=True)
    with transaction(connection):
        for statement in _SCHEMA:
            connection.execute(statement)
    return connection, True


def settle(index: sqlite3.Connection) -> None:
    """Say that all that was there when the index was made is queued for it."""
    index.execute(f"PRAGMA user_version={_VERSION}")


def identity_of(path: Path) -> Identity | None:
    """Which file lies at a path; None when there is none."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_dev, told.st_ino


def discard(path: Path) -> None:
    """Throw the index away; raises `OSError` where a file in use cannot be removed."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def queue_everything(replica: sqlite3.Connection) -> None:
    """Mark every ticket for indexing, newest to be taken first."""
    with transaction(replica):
        replica.execute("DELETE FROM index_queue")
        replica.execute("INSERT INTO index_queue(ticket) SELECT id FROM ticket ORDER BY created_at")


class TextIndex:
    """The index being fed: one writing connection to it, one reading one to the replica."""

    def __init__(self, reading: sqlite3.Connection, index: sqlite3.Connection) -> None:
        self._reading = reading
        self._index = index
        self._full: dict[int, int] = {}

    def close(self) -> None:
        """Close both connections."""
        self._reading.close()
        self._index.close()

    def batch(self, done: Callable[[list[int]], None], size: int = 500) -> int:
        """Index the next queued tickets and have their places taken off the queue by `done`.

        Returns how many were indexed; 0 means that the index is up to date.
        """
        queued = self._reading.execute(
            "SELECT n,ticket FROM index_queue ORDER BY n DESC LIMIT ?", (size,)
        ).fetchall()
        if not queued:
            return 0
        with transaction(self._index):
            for row_id in sorted({int(row[1]) for row in queued}):
                self._one(row_id)
        done([int(row[0]) for row in queued])
        return len(queued)

    def _one(self, row_id: int) -> None:
        told = source_of(self._reading, row_id)
        known = self._index.execute(
            "SELECT p.place,i.source FROM indexed i JOIN placed p ON p.id=i.id WHERE i.id=?",
            (row_id,),
        ).fetchone()
        packed = b"" if told is None else zlib.compress(told[1].encode(), 6)
        if known is not None:
            if known[1] == packed:
                return
            self._remove(row_id, *known)
        if told is None:
            return
        place = known[0] if known is not None else self._free(told[0])
        self._write("", place, bigrams.index_tokens(told[1]))
        self._index.execute("INSERT INTO placed(place,id) VALUES (?,?)", (place, row_id))
        self._index.execute("INSERT INTO indexed(id,source) VALUES (?,?)", (row_id, packed))

    def _remove(self, row_id: int, place: int, source: bytes) -> None:
        self._write("delete", place, bigrams.index_tokens(_unpacked(source)))
        self._index.execute("DELETE FROM placed WHERE place=?", (place,))
        self._index.execute("DELETE FROM indexed WHERE id=?", (row_id,))

    def _write(self, order: str, place: int, tokens: str) -> None:
        letters = " ".join(sorted({token[0] for token in tokens.split()}))
        for table, told in (("words", tokens), ("letters", letters)):
            if order:
                sql = f"INSERT INTO {table}({table},rowid,tokens) VALUES ('{order}',?,?)"
            else:
                sql = f"INSERT INTO {table}(rowid,tokens) VALUES (?,?)"
            self._index.execute(sql, (place, told))

    def _free(self, created_at: int) -> int:
        """The next free place of the hour, or of the first hour after it that has one."""
        hour = min(max(created_at // _HOUR, 0), _LATEST_HOUR)
        passed = []
        while True:
            while (onward := self._full.get(hour)) is not None:
                passed.append(hour)
                hour = onward
            first = hour * _SLOTS
            row = self._index.execute(
                "SELECT max(place) FROM placed WHERE place BETWEEN ? AND ?",
                (first, first + _SLOTS - 1),
            ).fetchone()
            place = first if row[0] is None else int(row[0]) + 1
            if place < first + _SLOTS:
                self._full.update((one, hour) for one in passed)
                return place
            self._full[hour] = hour + 1


def forget(replica: sqlite3.Connection, places: list[int]) -> None:
    """Take indexed places off the queue."""
    with transaction(replica):
        replica.executemany("DELETE FROM index_queue WHERE n=?", [(place,) for place in places])


def source_of(reading: sqlite3.Connection, row_id: int) -> tuple[int, str] | None:
    """When a ticket was created and the text by whose words it is found; None when it is gone."""
    row = reading.execute(
        "SELECT created_at,uid,subject,customer_name,order_no,external_no,product,address,tags,"
        "extra,waybill FROM ticket WHERE id=?",
        (row_id,),
    ).fetchone()
    if row is None:
        return None
    created_at, uid, *parts = row
    bodies = reading.execute(
        "SELECT body FROM entry WHERE ticket=? AND body<>'' AND kind IN"
        " ('call','message','note','transfer','urge') ORDER BY id DESC LIMIT ?",
        (uid, _MOST_BODIES),
    )
    parcel = reading.execute(
        "SELECT goods,sender_name,receiver_name FROM parcel WHERE waybill=? LIMIT 1", (parts[-1],)
    ).fetchone()
    names = [parts[1], *(parcel[1:] if parcel else ())]
    keys = " ".join(pinyin.search_keys(name) for name in names if name)
    told = [*parts, *(parcel or ()), keys, *(body[0] for body in bodies)]
    text = "\n".join(part for part in told if part and part not in ("[]", "{}"))
    return int(created_at), bigrams.normalise(text)


def text_at(connection: sqlite3.Connection, schema: str, row_id: int) -> str:
    """The normalised text of an indexed ticket; "" when it is not indexed yet."""
    row = connection.execute(
        f"SELECT source FROM {schema}.indexed WHERE id=?", (row_id,)
    ).fetchone()
    return "" if row is None else _unpacked(row[0])


def _unpacked(source: bytes) -> str:
    return zlib.decompress(source).decode()
