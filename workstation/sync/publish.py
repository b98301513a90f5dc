"""Giving a new, empty hub all that a replica has: a sample team, or years of work on one desk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.store import leaving, operations, state
from workstation.store.connect import connect
from workstation.store.flat import flat
from workstation.store.kinds import CLASSES, codec_of
from workstation.store.replica import transaction
from workstation.sync import identity
from workstation.sync.exchange import Exchange
from workstation.sync.protocol import Facts, Progress

_BATCH: Final = 2_000
_MARK: Final = "publishing"


def publish_if_empty(exchange: Exchange) -> int:
    """Publish if the hub has no records, or a publication of this desk was broken off."""
    who = exchange.identity()
    marked, here = exchange.do(lambda c: (state.read(c, _MARK), _has_records(c)))
    broken_off = marked.startswith(f"{who.epoch}:")
    if not here or (not broken_off and exchange.hub.info().records):
        return 0
    return publish_all(exchange)


def publish_all(exchange: Exchange, progress: Progress | None = None) -> int:
    """Put all records of the replica into the hub in bulk; how many were new there.

    Operations made before count as sent, for the records bear what they did. May be broken off
    and called again. Raises `Refusal("hub_not_empty")` when the hub has records of others.
    """
    path = exchange.do(_file_of)
    with closing(connect(path, read_only=True)) as reading:
        reading.execute("BEGIN")
        up_to = _start(exchange, operations.last_n(reading))
        tops = {kind: _top(reading, kind) for kind in CLASSES}
        total = sum(count for _, count in tops.values())
        who = exchange.identity()
        given = done = 0
        for batch in _batches(reading):
            given += exchange.hub.seed(who.desk_no, who.token, batch)
            done += len(batch)
            if progress:
                progress(done, total)
            if exchange.stopped():
                return given
    now = exchange.heard_at or exchange.clock()  # this machine's clock may be wrong by years
    exchange.do(lambda c: _finish(c, up_to, {kind: top for kind, (top, _) in tops.items()}, now))
    return given


def _start(exchange: Exchange, last: int) -> int:
    """Mark the beginning; the place of the last operation whose work the records bear.

    The desk takes its place in the feed first, so that it is not told its own records.
    """
    who = exchange.identity()
    begun = exchange.do(lambda c: _begun(c, who.epoch))
    if begun is not None:
        return begun
    if exchange.hub.info().records:
        raise Refusal("hub_not_empty", hub=exchange.hub.address)
    exchange.do(lambda c: _begin(c, who.epoch, last))
    exchange.pull()
    return last


def _file_of(connection: sqlite3.Connection) -> Path:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def _batches(reading: sqlite3.Connection) -> Iterator[list[tuple[str, Facts]]]:
    for kind in CLASSES:
        coder, turn = codec_of(kind), flat(kind)
        rows = reading.execute(f"{coder.select} WHERE rev=0 ORDER BY id")
        while part := rows.fetchmany(_BATCH):
            yield [(kind, turn.facts(row)) for row in part]


def _has_records(connection: sqlite3.Connection) -> bool:
    return any(connection.execute(f'SELECT 1 FROM "{kind}" LIMIT 1').fetchone() for kind in CLASSES)


def _top(reading: sqlite3.Connection, kind: str) -> tuple[int, int]:
    row = reading.execute(
        f'SELECT coalesce(max(id),0), count(*) FROM "{kind}" WHERE rev=0'
    ).fetchone()
    return int(row[0]), int(row[1])


def _begun(connection: sqlite3.Connection, epoch: str) -> int | None:
    """The last operation of a publication that was broken off."""
    at, _, n = state.read(connection, _MARK).partition(":")
    return int(n) if at == epoch else None


def _begin(connection: sqlite3.Connection, epoch: str, last: int) -> None:
    with transaction(connection):
        leaving.unmark_all(connection)
        state.write(connection, _MARK, f"{epoch}:{last}")


def _finish(connection: sqlite3.Connection, up_to: int, tops: dict[str, int], now: int) -> None:
    with transaction(connection):
        for kind, top in tops.items():
            connection.execute(f'UPDATE "{kind}" SET rev=1 WHERE rev=0 AND id<=?', (top,))
        operations.all_done(connection, up_to, now)
        identity.blobs_again(connection)
        state.write(connection, _MARK, "")
