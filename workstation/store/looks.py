"""What is known of pictures by their content: facts, looks found by likeness, copies made.

A file of its own (`pictures.db`) that can be thrown away: all in it follows from the contents.

A look has 64 coarse points. Two that differ in at most 7 of them differ in at most one of 16 points
in one of four bands, so that looking up each band as it is and with each point flipped finds them
all, among a million as among a thousand. Bands take every fourth point, to be filled evenly.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, TypeVar

from workstation.domain.picture import Alike, PictureFacts
from workstation.domain.refusal import Refusal
from workstation.store.connect import connect, is_damage
from workstation.store.replica import transaction

T = TypeVar("T")
_log = logging.getLogger(__name__)
_VERSION: Final = 1
_SCHEMA: Final = (
    "CREATE TABLE picture(id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, look BLOB NOT NULL,"
    " refused TEXT NOT NULL, facts TEXT NOT NULL)",
    "CREATE TABLE band(key INTEGER NOT NULL, picture INTEGER NOT NULL, coarse INTEGER NOT NULL,"
    " PRIMARY KEY(key,picture)) WITHOUT ROWID",
    "CREATE TABLE copy(source TEXT NOT NULL, kind TEXT NOT NULL, sha256 TEXT NOT NULL,"
    " width INTEGER NOT NULL, height INTEGER NOT NULL, size INTEGER NOT NULL,"
    " PRIMARY KEY(source,kind)) WITHOUT ROWID",
)
_BANDS: Final = 4
_WIDE: Final = 16
_COARSE: Final = (1 << 64) - 1
_SIGN: Final = 1 << 63
#: Looks that are held against one another at most: beyond it only if thousands are nearly the same.
_MOST: Final = 50_000
_TOLD: Final = 200


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made of a picture: its content, its size in pixels and in bytes."""

    sha256: str
    width: int
    height: int
    size: int


class Looks:
    """The facts of pictures on this desk; safe on any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._closed = False

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._closed = True
            self._drop()

    def facts(self, sha256: str) -> PictureFacts | None:
        """What is known of a content; raises the `Refusal` that it met when it was looked into."""
        row = self._run(
            lambda c: c.execute(
                "SELECT facts,refused FROM picture WHERE sha256=?", (sha256,)
            ).fetchone()
        )
        if row is None:
            return None
        told = json.loads(row[0])
        if row[1]:
            raise Refusal(row[1], **told)
        return PictureFacts(**told)

    def unknown(self, contents: Iterable[str]) -> list[str]:
        """The contents among them that nothing is known of yet."""
        wanted = list(dict.fromkeys(contents))

        def find(c: sqlite3.Connection) -> list[str]:
            sql = "SELECT 1 FROM picture WHERE sha256=?"
            return [one for one in wanted if c.execute(sql, (one,)).fetchone() is None]

        return self._run(find)

    def keep(self, facts: Sequence[PictureFacts]) -> None:
        """Keep what was found out; what is known already stays."""
        told = [(one, json.dumps(asdict(one))) for one in facts]

        def write(c: sqlite3.Connection) -> None:
            with transaction(c):
                for one, text in told:
                    _insert(c, one, text)

        self._run(write)

    def refuse(self, sha256: str, refusal: Refusal) -> None:
        """Keep why a content is not looked into again."""
        told = json.dumps({name: str(value) for name, value in refusal.facts.items()})
        sql = "INSERT OR IGNORE INTO picture(sha256,look,refused,facts) VALUES (?,x'',?,?)"
        self._run(lambda c: c.execute(sql, (sha256, refusal.code, told)))

    def alike(self, turned: Sequence[int], coarse: int, fine: int) -> tuple[Alike, ...]:
        """The pictures like one of these looks (as it is, then turned and mirrored), nearest first.

        They differ in at most `coarse` (up to 7) coarse points and `fine` of all. Of very many that
        are nearly the same the first 200 are told.
        """
        keys: dict[int, list[int]] = {}
        for place, look in enumerate(turned):
            for band in range(_BANDS):
                value = _band(look, band)
                for flipped in (0, *(1 << bit for bit in range(_WIDE))):
                    keys.setdefault(band << _WIDE | value ^ flipped, []).append(place)
        rows = self._run(lambda c: _candidates(c, list(keys)))
        near: dict[int, int] = {}
        for key, picture, signed in rows:
            found = signed & _COARSE
            for place in keys[key]:
                if (found ^ turned[place] & _COARSE).bit_count() <= coarse:
                    near[picture] = min(place, near.get(picture, place))
        return self._run(lambda c: _judged(c, near, turned, fine))

    def copy_of(self, source: str, kind: str) -> Made | None:
        """The copy of a kind that was made of a content; None when there is none yet."""
        sql = "SELECT sha256,width,height,size FROM copy WHERE source=? AND kind=?"
        row = self._run(lambda c: c.execute(sql, (source, kind)).fetchone())
        return Made(*row) if row else None

    def keep_copy(self, source: str, kind: str, made: Made) -> None:
        """Keep which copy was made."""
        told = (source, kind, made.sha256, made.width, made.height, made.size)
        sql = "INSERT OR REPLACE INTO copy VALUES (?,?,?,?,?,?)"
        self._run(lambda c: c.execute(sql, told))

    def copied(self) -> list[str]:
        """The contents of which there are copies."""
        rows = self._run(lambda c: c.execute("SELECT DISTINCT source FROM copy").fetchall())
        return [row[0] for row in rows]

    def forget_copies(self, source: str) -> list[str]:
        """Forget the copies of a content; those that no other content has."""

        def write(c: sqlite3.Connection) -> list[str]:
            rows = c.execute("SELECT sha256 FROM copy WHERE source=?", (source,)).fetchall()
            c.execute("DELETE FROM copy WHERE source=?", (source,))
            sql = "SELECT 1 FROM copy WHERE sha256=?"
            return [row[0] for row in rows if c.execute(sql, row).fetchone() is None]

        return self._run(write)

    def _run(self, task: Callable[[sqlite3.Connection], T]) -> T:
        """Do it on the connection; a damaged file is thrown away and made anew, once."""
        with self._lock:
            if self._closed:
                raise Refusal("desk_closed")
            for attempt in (1, 2):
                try:
                    if self._connection is None:
                        self._connection = _open(self._path)
                    return task(self._connection)
                except (sqlite3.DatabaseError, Refusal) as error:
                    cause = error if isinstance(error, sqlite3.Error) else error.__cause__
                    if attempt == 2 or not is_damage(cause):
                        if isinstance(error, sqlite3.OperationalError):  # full, or out of reach
                            raise Refusal("not_saved", reason=str(error)) from error
                        raise
                    _log.warning("what was known of pictures is damaged; it is found out anew")
                    self._drop()
                    _discard(self._path)
        raise AssertionError

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _open(path: Path) -> sqlite3.Connection:
    connection = connect(path, private=True)
    connection.execute("PRAGMA synchronous=NORMAL")  # all of it can be found out again
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version == _VERSION:
        return connection
    with transaction(connection):
        for table in ("picture", "band", "copy"):
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _SCHEMA:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={_VERSION}")
    return connection


def _discard(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _insert(connection: sqlite3.Connection, facts: PictureFacts, text: str) -> None:
    look = bytes.fromhex(facts.look)
    done = connection.execute(
        "INSERT OR IGNORE INTO picture(sha256,look,refused,facts) VALUES (?,?,'',?)",
        (facts.sha256, look, text),
    )
    if not done.rowcount or not look:
        return
    points = int.from_bytes(look, "big") & _COARSE
    signed = points - (1 << 64) if points & _SIGN else points
    connection.executemany(
        "INSERT INTO band(key,picture,coarse) VALUES (?,?,?)",
        [(band << _WIDE | _band(points, band), done.lastrowid, signed) for band in range(_BANDS)],
    )


def _band(points: int, band: int) -> int:
    """Every fourth of the coarse points, beginning with one of the first four."""
    found = 0
    for place in range(_WIDE):
        found |= (points >> place * _BANDS + band & 1) << place
    return found


def _candidates(connection: sqlite3.Connection, keys: list[int]) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for start in range(0, len(keys), 500):
        part = keys[start : start + 500]
        marks = ",".join("?" * len(part))
        sql = f"SELECT key,picture,coarse FROM band WHERE key IN ({marks}) LIMIT ?"
        found += connection.execute(sql, (*part, _MOST - len(found))).fetchall()
        if len(found) >= _MOST:
            break
    return found


def _judged(
    connection: sqlite3.Connection, near: dict[int, int], turned: Sequence[int], fine: int
) -> tuple[Alike, ...]:
    """Those of the near ones that are alike in all points."""
    found: list[Alike] = []
    for picture, place in near.items():
        row = connection.execute(
            "SELECT sha256,look FROM picture WHERE id=?", (picture,)
        ).fetchone()
        look = int.from_bytes(row[1], "big")
        apart = min((look ^ one).bit_count() for one in turned)
        if apart <= fine:
            found.append(Alike(row[0], "alike", apart, place > 0))
    found.sort(key=lambda one: (one.distance, one.sha256))
    return tuple(found[:_TOLD])
