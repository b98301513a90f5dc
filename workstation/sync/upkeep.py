"""Keeping a hub small: old change lines, contents that nobody names, leftovers.

Nothing here is needed for desks to work, and all of it may be done while they do, again and again,
and broken off at any moment. `archive` has what becomes of old operations.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, delete, exists, func, select, text
from sqlalchemy.dialects.sqlite import insert

from workstation.domain.refusal import Refusal
from workstation.store.connect import connect
from workstation.sync import hub_setup
from workstation.sync.hub_address import POSTGRES, SQLITE, file_of, shown
from workstation.sync.hub_engine import postgres_engine, run, sqlite_engine
from workstation.sync.hub_tables import blob, blob_chunk, change_log, meta, record, snapshot
from workstation.sync.protocol import HubUnreachable

DAY_MS: Final = 86_400_000
#: Days for which a desk may be away and still go on where it was.
CHANGE_DAYS: Final = 90
#: Days for which contents that no record names are kept all the same.
GRACE_DAYS: Final = 30
_NAMING: Final = ("attachment", "print")
_DENIED: Final = "42501"
_SPARE_SHARE: Final = 0.2  # of an SQLite file, beyond which it is written anew


@dataclass(frozen=True, slots=True)
class Kept:
    """What upkeep did.

    `months` were made ahead (PostgreSQL), `lines` of the change log dropped; `waiting` names
    months that may go and could not yet, because a transaction from before goes on; `contents` of
    files and `presences` were forgotten; `freed` is by how many bytes the file shrank (SQLite).
    """

    months: tuple[str, ...] = ()
    lines: int = 0
    waiting: tuple[str, ...] = ()
    contents: int = 0
    presences: int = 0
    freed: int = 0


def upkeep(
    url: str,
    *,
    days: int = CHANGE_DAYS,
    grace_days: int = GRACE_DAYS,
    patience: float = 30.0,
    now: int | None = None,
) -> Kept:
    """Keep the hub of a URL small; `patience` is how long (seconds) readers are waited for.

    A desk that was away for longer than `days` begins the feed anew and keeps its unsent work.
    Raises `Refusal`: hub_missing, hub_standby, hub_older, hub_newer, operator_needed.
    """
    moment = hub_setup.now_ms() if now is None else now
    before, unnamed = moment - days * DAY_MS, moment - grace_days * DAY_MS
    if url.startswith(SQLITE):
        return _file(url, before, unnamed, moment)
    with closing(_Server(url)) as server:
        return server.keep(before, unnamed, moment, patience)


def opened(url: str) -> Engine:
    """An engine over the hub of a URL, which is there and which this program knows.

    Raises `Refusal`: hub_url, hub_missing, hub_standby, hub_older, hub_newer, operator_needed.
    """
    if url.startswith(POSTGRES):
        engine = postgres_engine(url)
    elif file_of(url).exists():
        engine = sqlite_engine(file_of(url))
    else:
        raise Refusal("hub_missing", hub=shown(url), remedy="hub init")
    try:
        run(engine, lambda c: hub_setup.checked(c, shown(url)), writing=False)
    except Refusal as refusal:
        engine.dispose()
        raise _for_operators(refusal, url) from refusal
    return engine


def _for_operators(refusal: Refusal, url: str) -> Refusal:
    """What it means that the database does not permit something."""
    if refusal.facts.get("sqlstate") == _DENIED:
        return Refusal("operator_needed", hub=shown(url))
    return refusal


class _Server:
    """A PostgreSQL hub, by the functions of sql/15_upkeep.sql."""

    def __init__(self, url: str) -> None:
        self._engine = opened(url)
        self._url = url

    def close(self) -> None:
        self._engine.dispose()

    def keep(self, before: int, unnamed: int, now: int, patience: float) -> Kept:
        self._tried("SELECT hub_change_by_month()")
        months = tuple(row[0] for row in self._tried("SELECT hub_months_ahead()"))
        ripe = [str(row[0]) for row in self._ask("SELECT * FROM hub_raise_floor(:at)", at=before)]
        lines, waiting = self._drop(ripe, patience)
        contents = sum(row[0] for row in self._tried("SELECT hub_forget_unnamed(:at)", at=unnamed))
        presences = 0
        if self._ask("SELECT to_regclass('public.hub_presence') IS NOT NULL")[0][0]:
            gone = "DELETE FROM hub_presence WHERE until < :now RETURNING 1"
            presences = len(self._ask(gone, now=now))
        return Kept(months, lines, waiting, int(contents), presences)

    def _drop(self, ripe: list[str], patience: float) -> tuple[int, tuple[str, ...]]:
        """Drop what lies below the floor, once nobody reads who began before it was raised."""
        lines = 0
        if ripe and not self._readers_gone(patience):
            return 0, tuple(ripe)
        while ripe:
            done = self._tried("SELECT hub_drop_month(:month)", month=ripe[0])
            if not done:
                break
            lines += int(done[0][0])
            ripe = ripe[1:]
        return lines, tuple(ripe)

    def _readers_gone(self, patience: float) -> bool:
        deadline = time.monotonic() + patience
        query = "SELECT hub_transactions_now()"
        before = {row[0] for row in self._ask(query)}
        while before:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)
            before &= {row[0] for row in self._ask(query)}
        return True

    def _tried(self, query: str, **values: Any) -> list[Any]:
        """The answer of what needs a table for itself; none while others hold that table.

        Waiting long would make everybody wait behind us; the next run does it.
        """
        with suppress(HubUnreachable):
            return self._ask(query, locking=True, **values)
        return []

    def _ask(self, query: str, *, locking: bool = False, **values: Any) -> list[Any]:
        def work(connection: Connection) -> list[Any]:
            if locking:
                connection.execute(text("SET LOCAL lock_timeout='500ms'"))
            return list(connection.execute(text(query), values))

        try:
            return run(self._engine, work)
        except Refusal as refusal:
            raise _for_operators(refusal, self._url) from refusal


def _file(url: str, before: int, unnamed: int, now: int) -> Kept:
    path = file_of(url)
    engine = opened(url)
    try:
        lines = run(engine, lambda c: _forget_lines(c, before))
        contents = run(engine, lambda c: _forget_contents(c, unnamed))
    finally:
        engine.dispose()
    presences = _forget_presences(path.with_name(f"{path.name}.presence"), now)
    return Kept(lines=lines, contents=contents, presences=presences, freed=_shrink(path))


def _forget_lines(connection: Connection, before: int) -> int:
    """Drop old lines and raise the floor in one transaction: SQLite's readers see both or none."""
    old = (change_log.c.at > 0, change_log.c.at < before)
    seq, at = connection.execute(
        select(func.max(change_log.c.seq), func.max(change_log.c.at)).where(*old)
    ).one()
    if seq is None:
        return 0
    for key, value in (("floor_seq", seq), ("floor_at", at + 1)):
        put = insert(meta).values(key=key, value=str(value))
        connection.execute(put.on_conflict_do_update(["key"], set_={"value": str(value)}))
    return int(connection.execute(delete(change_log).where(change_log.c.seq <= seq)).rowcount)


def _forget_contents(connection: Connection, before: int) -> int:
    named = exists().where(
        record.c.kind.in_(_NAMING), record.c.body["sha256"].as_string() == blob.c.sha256
    )
    ready = exists().where(snapshot.c.sha256 == blob.c.sha256)
    gone = connection.execute(
        delete(blob).where(blob.c.added_at < before, ~named, ~ready).returning(blob.c.sha256)
    )
    found = [row[0] for row in gone]
    for sha256 in found:
        connection.execute(delete(blob_chunk).where(blob_chunk.c.sha256 == sha256))
    return len(found)


def _forget_presences(path: Path, now: int) -> int:
    if path.exists():
        with suppress(sqlite3.Error, Refusal), closing(connect(path)) as connection:
            return connection.execute("DELETE FROM present WHERE until < ?", (now,)).rowcount
    return 0


def _shrink(path: Path) -> int:
    """Give room back to the disk when there is much of it and nobody is at work."""
    size = path.stat().st_size
    with suppress(sqlite3.Error), closing(connect(path)) as connection:
        connection.execute("PRAGMA optimize")
        spare, pages = (
            int(connection.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("freelist_count", "page_count")
        )
        if pages and spare / pages > _SPARE_SHARE:
            connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return max(0, size - path.stat().st_size)


def month_start(month: str) -> int:
    """The first millisecond (UTC) of a month such as "2025-11"; raises `Refusal`."""
    try:
        return int(datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC).timestamp() * 1000)
    except ValueError:
        raise Refusal("value_unknown", field="YYYY-MM", value=month) from None
