"""Ready-made replicas: a file that a new desk fetches instead of reading every record.

The file is a replica as `store.schema` makes it, filled through the same way as a desk's own,
with nothing in it of any desk: no number, no key, no operations. Its stamp says where in the feed
it stands; a desk goes on from there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.store import incoming, state
from workstation.store.connect import connect
from workstation.store.incoming import Altered, Incoming
from workstation.store.kinds import CLASSES
from workstation.store.schema import VERSION, upgrade
from workstation.sync import hub_scope
from workstation.sync.merge import lay_over
from workstation.sync.protocol import (
    CHUNK_BYTES,
    PULL_LIMIT,
    Hub,
    Progress,
    Pulled,
    Scope,
    Snapshot,
)
from workstation.sync.snapshot_files import pack

#: The key of a replica's state under which a ready-made one says what it is.
STAMP: Final = "snapshot"
_OURS: Final = 0  # the hub's own number among the desks
_KEPT: Final = ("claim_ticket",)  # an index that filling asks
_TRIES: Final = 3


def make_snapshot(
    hub: Hub, scope: Scope, folder: Path, progress: Progress | None = None
) -> Snapshot:
    """Build the ready-made replica of a scope, store it in the hub and offer it to desks.

    Takes room for the replica twice in `folder`, until it is done. `progress` is told records.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kept = hub_scope.in_order(scope)
    with _scratch(folder) as path:
        last, records = _filled(hub, kept, path, progress)
        packed = path.with_suffix(".packed")
        sha256, size = pack(path, packed)
        told = Snapshot(sha256, size, last.epoch, last.cursor, VERSION, records, last.now)
        _store(hub, told, packed)
    hub.put_snapshot(kept, told)
    return told


def stamp_of(connection: sqlite3.Connection) -> dict[str, Any]:
    """What a ready-made replica says of itself: epoch, cursor and scope; {} for another."""
    told = state.read(connection, STAMP)
    found: dict[str, Any] = json.loads(told) if told else {}
    return found


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A path for a new replica; all files of it are removed in the end."""
    path = folder / f"snapshot-{new_uid()}.db"
    try:
        yield path
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                path.with_name(path.name + ending).unlink(missing_ok=True)
        with suppress(OSError):
            path.with_suffix(".packed").unlink(missing_ok=True)


def _filled(hub: Hub, scope: Scope, path: Path, progress: Progress | None) -> tuple[Pulled, int]:
    """Fill a new replica; the last answer of the hub, and how many records there are now."""
    total = hub.info().records
    for _ in range(_TRIES):
        path.unlink(missing_ok=True)
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA journal_mode=OFF")
            connection.execute("PRAGMA synchronous=OFF")
            upgrade(connection)
            indexes = _without_indexes(connection)
            last = _pulled(hub, scope, connection, progress, total)
            if last is None:
                continue
            for statement in indexes:
                connection.execute(statement)
            stamp = {"epoch": last.epoch, "cursor": last.cursor, "scope": hub_scope.told(scope)}
            state.write(connection, STAMP, json.dumps(stamp))
            connection.execute("PRAGMA journal_mode=DELETE")
            return last, _count(connection)
    raise Refusal("hub_changed", hub=hub.address)


def _pulled(
    hub: Hub, scope: Scope, connection: sqlite3.Connection, progress: Progress | None, total: int
) -> Pulled | None:
    """All of a scope, page by page; None when the hub began another life meanwhile."""
    cursor, epoch, done, more = "", "", 0, True
    last: Pulled | None = None
    connection.execute("BEGIN")
    while more:
        told = hub.pull(_OURS, cursor, PULL_LIMIT, scope)
        if told.epoch != (epoch or told.epoch):
            return None
        states = [
            Incoming(item.kind, item.uid, item.rev, None if item.gone else item.body, item.author)
            for item in told.changes
        ]
        incoming.apply(connection, states, lay_over, Altered())
        cursor, epoch, more, last = told.cursor, told.epoch, told.more, told
        done += len(states)
        if progress:
            progress(done, max(total, done))
    connection.execute("COMMIT")
    return last


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drop the indexes that filling does not need; the statements that make them again."""
    marks = ",".join("?" * len(_KEPT))
    found = connection.execute(
        "SELECT name,sql FROM sqlite_schema WHERE type='index' AND sql LIKE 'CREATE INDEX%'"
        f" AND name NOT IN ({marks}) ORDER BY rowid",
        _KEPT,
    ).fetchall()
    for name, _ in found:
        connection.execute(f'DROP INDEX "{name}"')
    return [sql for _, sql in found]


def _count(connection: sqlite3.Connection) -> int:
    return sum(
        int(connection.execute(f'SELECT count(*) FROM "{kind}"').fetchone()[0]) for kind in CLASSES
    )


def _store(hub: Hub, told: Snapshot, packed: Path) -> None:
    """Put the packed file into the hub, chunk by chunk."""
    there = hub.blob_state(told.sha256)
    if there is not None and there.complete:
        return
    have = set(there.chunks) if there is not None else set()
    with packed.open("rb") as reading:
        for number in range(-(-told.size // CHUNK_BYTES)):
            chunk = reading.read(CHUNK_BYTES)
            if number not in have:
                hub.blob_put(_OURS, told.sha256, told.size, number, chunk)
    if not hub.blob_finish(told.sha256):
        raise Refusal("snapshot_damaged", sha256=told.sha256)
