"""Contents of files in an SQLite hub, in chunks: taken in in any order, verified as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from workstation.sync.hub_contents import check_chunk
from workstation.sync.hub_rows import cursor, listed, rows, scalar
from workstation.sync.hub_setup import now_ms
from workstation.sync.hub_tables import blob, blob_chunk
from workstation.sync.protocol import BlobState


def state(connection: Connection, sha256: str) -> BlobState | None:
    """What there is of a content."""
    known = _known(connection, sha256)
    if known is None:
        return None
    sql = "SELECT number FROM hub_blob_chunk WHERE sha256=? ORDER BY number"
    numbers = tuple(number for (number,) in rows(connection, sql, [sha256]))
    return BlobState(sha256, known[0], numbers, bool(known[1]))


def begin(connection: Connection, desk_no: int, sha256: str, size: int) -> bool:
    """Expect a content; False when it is complete already.

    One that was begun with another size is begun anew, for one of the two was wrong.
    """
    known = _known(connection, sha256)
    if known is not None and known[1]:
        return False
    if known is not None and known[0] != size:
        forget(connection, sha256)
        known = None
    if known is None:
        values = {"sha256": sha256, "size": size, "desk_no": desk_no, "added_at": now_ms()}
        connection.execute(insert(blob).values(**values))
    return True


def put(
    connection: Connection, desk_no: int, sha256: str, size: int, number: int, chunk: bytes
) -> None:
    """Keep one chunk."""
    check_chunk(desk_no, sha256, size, number, len(chunk))
    if begin(connection, desk_no, sha256, size):
        connection.exec_driver_sql(
            "INSERT INTO hub_blob_chunk(sha256,number,content) VALUES (?,?,?)"
            " ON CONFLICT(sha256,number) DO UPDATE SET content=excluded.content"
            " WHERE content<>excluded.content",
            (sha256, number, chunk),
        )


def finish(connection: Connection, sha256: str) -> bool:
    """Verify a content; what is wrong is forgotten, what is not all there is kept."""
    known = _known(connection, sha256)
    if known is None or known[1]:
        return known is not None
    sql = "SELECT content FROM hub_blob_chunk WHERE sha256=? ORDER BY number"
    reading = cursor(connection, sql, [sha256])
    told, size = hashlib.sha256(), 0
    while row := reading.fetchone():
        told.update(row[0])
        size += len(row[0])
    if size < known[0]:
        return False
    if size != known[0] or told.hexdigest() != sha256:
        forget(connection, sha256)
        return False
    complete(connection, sha256)
    return True


def complete(connection: Connection, sha256: str) -> None:
    """Say that a content is all there and right."""
    connection.execute(update(blob).where(blob.c.sha256 == sha256).values(complete=True))


def forget(connection: Connection, sha256: str) -> None:
    """Drop a content."""
    for table in (blob_chunk, blob):
        made: Any = table
        connection.execute(delete(made).where(made.c.sha256 == sha256))


def get(connection: Connection, sha256: str, number: int) -> bytes | None:
    """One chunk of a complete content."""
    sql = (
        "SELECT c.content FROM hub_blob b JOIN hub_blob_chunk c ON c.sha256=b.sha256"
        " WHERE b.sha256=? AND c.number=? AND b.complete"
    )
    found: bytes | None = scalar(connection, sql, [sha256, number])
    return found


def lacking(connection: Connection, sha256s: Sequence[str]) -> list[str]:
    """Which of these contents some attachment names, though they are not here whole."""
    sql = (
        "SELECT DISTINCT j.value FROM hub_record r"
        " JOIN json_each(?) j ON j.value=json_extract(r.body,'$.sha256')"
        " WHERE r.kind IN ('attachment','print') AND NOT r.gone"
        " AND NOT EXISTS (SELECT 1 FROM hub_blob b WHERE b.sha256=j.value AND b.complete)"
    )
    return [str(name) for (name,) in rows(connection, sql, [listed(sha256s)])]


def kept_in(connection: Connection) -> str:
    """The object storage's URL; "" when contents are kept here."""
    sql = "SELECT value FROM hub_meta WHERE key='objects'"
    return str(scalar(connection, sql) or "")


def keep_in(connection: Connection, url: str) -> None:
    """Keep contents in object storage from now on; "" for the database."""
    connection.exec_driver_sql(
        "INSERT INTO hub_meta(key,value) VALUES ('objects',?)"
        " ON CONFLICT(key) DO UPDATE SET value=excluded.value",
        (url,),
    )


def _known(connection: Connection, sha256: str) -> Any:
    return connection.execute(
        select(blob.c.size, blob.c.complete).where(blob.c.sha256 == sha256)
    ).first()
