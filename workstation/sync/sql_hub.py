"""The hub over SQLAlchemy: one class for PostgreSQL and SQLite."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sqlalchemy import Connection, Engine

from workstation.domain.refusal import Refusal
from workstation.sync import hub_check, hub_feed, hub_lease, hub_push, hub_seed, hub_setup
from workstation.sync.feed_postgres import SnapshotFeed
from workstation.sync.feed_sqlite import SequenceFeed
from workstation.sync.hub_address import POSTGRES, SQLITE, file_of, shown
from workstation.sync.hub_engine import postgres_engine, run, sqlite_engine
from workstation.sync.protocol import (
    ALL,
    PULL_LIMIT,
    Enrolment,
    Facts,
    Finding,
    HubInfo,
    HubUnreachable,
    Key,
    Leased,
    Operation,
    Pulled,
    Pushed,
    RecordState,
    Scope,
)
from workstation.sync.waking import FileWaking, ListenWaking, Waking

T = TypeVar("T")


class SqlHub:
    """A shared database; see `protocol.Hub` for what each method promises."""

    def __init__(self, engine: Engine, address: str, feed: hub_feed.Feed, waking: Waking) -> None:
        self.address = address
        self._engine = engine
        self._feed = feed
        self._waking = waking
        self._facts: dict[str, str] | None = None
        self._guard = threading.Lock()

    def init(self) -> HubInfo:
        """Make the hub's tables unless they are there."""
        run(self._engine, hub_setup.make)
        return self.info()

    def info(self) -> HubInfo:
        """What the hub says of itself."""
        return self._read(lambda c: hub_setup.told(c, self.address, self._known(c)))

    def epoch(self) -> str:
        """The name of the hub's present life."""
        return self._read(lambda c: self._known(c)["epoch"])

    def check(self) -> tuple[Finding, ...]:
        """Verify the invariants over everything."""
        return self._read(lambda c: hub_check.check(c))

    def enrol(self, desk_uid: str, name: str) -> Enrolment:
        """Give a desk its number and key."""
        return self._write(lambda c: hub_setup.enrol(c, desk_uid, name, self._known(c)["epoch"]))

    def push(self, desk_no: int, token: str, operations: Sequence[Operation]) -> Pushed:
        """Take operations in, each at most once."""
        outcomes = self._write(lambda c: hub_push.push(c, desk_no, token, operations))
        if any(outcome.revs for outcome in outcomes):
            self._waking.tell()
        return Pushed(tuple(outcomes), token, hub_setup.now_ms())

    def seed(self, desk_no: int, token: str, records: Iterable[tuple[str, Facts]]) -> int:
        """Put whole records in that are not there yet."""
        given = list(records)
        count = self._write(lambda c: hub_seed.seed(c, desk_no, token, given))
        self._waking.tell()
        return count

    def pull(
        self, desk_no: int, cursor: str, limit: int = PULL_LIMIT, scope: Scope = ALL
    ) -> Pulled:
        """Changes after a cursor."""
        return self._read(
            lambda c: hub_feed.pull(c, self._feed, self._known(c)["epoch"], desk_no, cursor, limit)
        )

    def fetch(self, keys: Iterable[Key]) -> list[RecordState]:
        """The present states of some records."""
        wanted = list(keys)
        return self._read(lambda c: hub_feed.fetch(c, wanted))

    def take_next(
        self,
        agent: str,
        agent_name: str,
        groups: Sequence[str],
        desk_no: int,
        ttl_ms: int,
        exclude: Sequence[str] = (),
        request: str = "",
    ) -> Leased | None:
        """Lease the most urgent free ticket."""
        given = self._write(
            lambda c: hub_lease.take_next(
                c, agent, agent_name, groups, desk_no, ttl_ms, exclude, request
            )
        )
        if given:
            self._waking.tell()
        return given

    def lease(
        self, ticket: str, agent: str, agent_name: str, desk_no: int, ttl_ms: int
    ) -> Leased | None:
        """Lease or renew one ticket."""
        given = self._write(lambda c: hub_lease.take(c, ticket, agent, agent_name, desk_no, ttl_ms))
        if given:
            self._waking.tell()
        return given

    def release(self, ticket: str, agent: str) -> bool:
        """Give a lease back."""
        done = self._write(lambda c: hub_lease.release(c, ticket, agent))
        if done:
            self._waking.tell()
        return done

    def wait(self, seconds: float) -> bool:
        """Wait until something was changed, at most so long."""
        return self._waking.wait(seconds)

    def interrupt(self) -> None:
        """End a `wait` now."""
        self._waking.interrupt()

    def close(self) -> None:
        """Close all connections."""
        self._waking.close()
        self._engine.dispose()

    def new_epoch(self) -> str:
        """Begin a new life of the hub, as after a restore."""
        self._facts = None
        return self._write(hub_setup.new_epoch)

    def _known(self, connection: Connection) -> dict[str, str]:
        """The hub's own facts; the schema is checked once, the epoch asked each time."""
        if self._facts is None:
            self._facts = hub_setup.checked(connection, self.address)
            return self._facts
        return {**self._facts, "epoch": hub_setup.epoch(connection)}

    def _read(self, work: Callable[[Connection], T]) -> T:
        return run(self._engine, self._ready(work), writing=False)

    def _write(self, work: Callable[[Connection], T]) -> T:
        return run(self._engine, self._ready(work))

    def _ready(self, work: Callable[[Connection], T]) -> Callable[[Connection], T]:
        def checked(connection: Connection) -> T:
            if self._facts is None:
                self._known(connection)
            return work(connection)

        return checked


def open_sql_hub(url: str, *, make: bool) -> SqlHub:
    """The hub of a URL; with `make` its file's folder is made when missing."""
    if url.startswith(SQLITE):
        path = file_of(url)
        if make:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif not path.exists():
            raise _missing(path.parent.exists(), url)
        engine = sqlite_engine(path)
        return SqlHub(engine, f"{SQLITE}{path}", SequenceFeed(), FileWaking(path))
    if url.startswith(POSTGRES):
        engine = postgres_engine(url)
        feed = SnapshotFeed(lambda: run(engine, hub_setup.touch))
        return SqlHub(engine, shown(url), feed, ListenWaking(url))
    raise Refusal("hub_url", url=shown(url), example="sqlite:///PATH or postgresql://HOST/NAME")


def _missing(folder: bool, url: str) -> Exception:
    if not folder:  # such as a disk that is not there at the moment
        return HubUnreachable(f"no folder for {url}")
    return Refusal("hub_missing", hub=url, remedy=f"hub init {url}")
