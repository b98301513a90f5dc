"""Finding tickets: numbers and their tails by b-trees, words by the text index.

The text index is a file of its own that can be thrown away and built anew. What must be
indexed is queued in the replica by the transaction that changed it.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from workstation.domain.refusal import Refusal
from workstation.store.connect import connect
from workstation.store.replica import transaction
from workstation.text import bigrams, pinyin

CAP: Final = 1_000
_SCHEMA: Final = (
    "CREATE VIRTUAL TABLE words USING fts5(tokens, content='', tokenize='unicode61', prefix='1')",
    "CREATE TABLE indexed(id INTEGER PRIMARY KEY, source BLOB NOT NULL)",
)
_INDEX_VERSION: Final = 1
_FEWEST_DIGITS: Final = 3
_TAIL: Final = 4


# the index


def open_index(path: Path) -> tuple[sqlite3.Connection, bool]:
    """Open the text index, making it anew when missing, damaged or of another version.

    Returns the connection and whether everything must be indexed again.
    """
    try:
        connection = connect(path)
        if int(connection.execute("PRAGMA user_version").fetchone()[0]) == _INDEX_VERSION:
            return connection, False
        connection.close()
    except Refusal:
        pass
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    connection = connect(path)
    connection.execute("PRAGMA synchronous=NORMAL")
    with transaction(connection):
        for statement in _SCHEMA:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={_INDEX_VERSION}")
    return connection, True


def queue_everything(replica: sqlite3.Connection) -> None:
    """Mark every ticket for indexing, newest to be taken first."""
    with transaction(replica):
        replica.execute("INSERT INTO index_queue(ticket) SELECT id FROM ticket ORDER BY id")


def index_batch(
    reading: sqlite3.Connection,
    index: sqlite3.Connection,
    done: Callable[[list[int]], None],
    size: int = 500,
) -> int:
    """Index the next queued tickets and have their places taken off the queue by `done`.

    Returns how many were indexed; 0 means that the index is up to date.
    """
    queued = reading.execute(
        "SELECT n,ticket FROM index_queue ORDER BY n DESC LIMIT ?", (size,)
    ).fetchall()
    if not queued:
        return 0
    with transaction(index):
        for row_id in dict.fromkeys(int(row[1]) for row in queued):
            _index_one(index, row_id, source_text(reading, row_id))
    done([int(row[0]) for row in queued])
    return len(queued)


def forget(replica: sqlite3.Connection, places: list[int]) -> None:
    """Take indexed places off the queue."""
    with transaction(replica):
        replica.executemany("DELETE FROM index_queue WHERE n=?", [(place,) for place in places])


def source_text(reading: sqlite3.Connection, row_id: int) -> str:
    """The text under which a ticket is found by words."""
    row = reading.execute(
        "SELECT uid,subject,customer_name,order_no,external_no,product,address,tags,extra,waybill"
        " FROM ticket WHERE id=?",
        (row_id,),
    ).fetchone()
    if row is None:
        return ""
    uid, *parts = row
    bodies = reading.execute(
        "SELECT body FROM entry WHERE ticket=? AND body<>'' AND kind IN"
        " ('call','message','note','transfer','urge') ORDER BY id DESC LIMIT 100",
        (uid,),
    )
    parcel = reading.execute(
        "SELECT goods,sender_name,receiver_name FROM parcel WHERE waybill=? LIMIT 1", (parts[-1],)
    ).fetchone()
    names = [parts[1], *(parcel[1:] if parcel else ())]
    keys = " ".join(pinyin.search_keys(name) for name in names if name)
    told = [*parts, *(parcel or ()), keys, *(body[0] for body in bodies)]
    return bigrams.normalise("\n".join(part for part in told if part and part not in ("[]", "{}")))


def _index_one(index: sqlite3.Connection, row_id: int, source: str) -> None:
    packed = zlib.compress(source.encode(), 1)
    known = index.execute("SELECT source FROM indexed WHERE id=?", (row_id,)).fetchone()
    if known is not None:
        if known[0] == packed:
            return
        index.execute(
            "INSERT INTO words(words,rowid,tokens) VALUES ('delete',?,?)",
            (row_id, bigrams.index_tokens(zlib.decompress(known[0]).decode())),
        )
    index.execute(
        "INSERT INTO words(rowid,tokens) VALUES (?,?)", (row_id, bigrams.index_tokens(source))
    )
    index.execute("INSERT OR REPLACE INTO indexed(id,source) VALUES (?,?)", (row_id, packed))


# finding


def find(
    replica: sqlite3.Connection, index: Path, text: str, limit: int
) -> tuple[list[int], int, bool]:
    """Row numbers of matching tickets, newest first, with the total up to `CAP`.

    Words divided by blanks must all match. A word of three or more digits matches a ticket
    number, a waybill or a phone by its whole or its tail, and words of the text besides.
    """
    words = bigrams.normalise(text).split()
    if not words:
        return [], 0, False
    exact = _by_number(replica, words)
    found: set[int] | None = None
    for word in words:
        matched = _by_tail(replica, word) | _by_words(replica, index, word)
        found = matched if found is None else found & matched
        if not found:
            break
    if len(words) > 1 and (together := _by_words(replica, index, " ".join(words))):
        found = (found or set()) | together
    ids = sorted((found or set()) - set(exact), reverse=True)
    ids = [*exact, *ids]
    return ids[:limit], min(len(ids), CAP), len(ids) > CAP


def _by_number(replica: sqlite3.Connection, words: list[str]) -> list[int]:
    """The ticket whose own number is written, put before all others."""
    if len(words) != 1:
        return []
    word = words[0].lstrip("#")
    rows = replica.execute(
        "SELECT id FROM ticket WHERE number=?1 UNION SELECT id FROM ticket WHERE external_no"
        " IN (?1,?2) AND external_no<>'' LIMIT 20",
        (word, word.upper()),
    )
    return [int(row[0]) for row in rows]


def _by_tail(replica: sqlite3.Connection, word: str) -> set[int]:
    digits = sum(character.isdigit() for character in word)
    if digits < _FEWEST_DIGITS or digits * 2 < len(word):
        return set()
    upper = word.upper()
    found: set[int] = set()
    for column in ("waybill", "phone"):
        found |= _ids(replica, *_tail_query("ticket", "id", column, upper))
    by_parcel = _tail_query("parcel", "waybill", "waybill", upper)
    for row in replica.execute(*by_parcel):
        found |= _ids(replica, "SELECT id FROM ticket WHERE waybill=?", (row[0],))
    for column in ("sender_phone", "receiver_phone"):
        for row in replica.execute(
            f"SELECT waybill FROM parcel WHERE {column}=? LIMIT 100", (upper,)
        ):
            found |= _ids(replica, "SELECT id FROM ticket WHERE waybill=?", (row[0],))
    for row in replica.execute(*_tail_query("customer", "uid", "phone", upper)):
        found |= _ids(replica, "SELECT id FROM ticket WHERE customer=?", (row[0],))
    return found


def _tail_query(table: str, wanted: str, column: str, word: str) -> tuple[str, tuple[Any, ...]]:
    if len(word) >= _TAIL:
        return (
            f"SELECT {wanted} FROM {table} WHERE {column}<>'' AND substr({column},-4)=?"
            f" AND substr({column},-{len(word):d})=? ORDER BY id DESC LIMIT {CAP + 1}",
            (word[-_TAIL:], word),
        )
    digits = "".join(f"'{digit}{word}'," for digit in "0123456789").rstrip(",")
    return (
        (
            f"SELECT {wanted} FROM {table} WHERE {column}<>'' AND substr({column},-4) IN ({digits})"
            f" ORDER BY id DESC LIMIT {CAP + 1}",
            (),
        )
        if word.isdigit()
        else (f"SELECT {wanted} FROM {table} WHERE 0", ())
    )


def _by_words(replica: sqlite3.Connection, index: Path, word: str) -> set[int]:
    query = bigrams.match_query(word)
    if not query or not index.exists():
        return set()
    _attach(replica, index)
    try:
        return _ids(
            replica,
            "SELECT rowid FROM finding.words WHERE words MATCH ? ORDER BY rowid DESC"
            f" LIMIT {CAP * 5}",
            (query,),
        )
    except sqlite3.OperationalError:
        return set()


def _attach(replica: sqlite3.Connection, index: Path) -> None:
    attached = {row[1] for row in replica.execute("PRAGMA database_list")}
    if "finding" not in attached:
        replica.execute("ATTACH DATABASE ? AS finding", (str(index),))


def _ids(connection: sqlite3.Connection, sql: str, values: tuple[Any, ...]) -> set[int]:
    return {int(row[0]) for row in connection.execute(sql, values)}
