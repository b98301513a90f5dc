"""Joining a shared database: a number for the desk, and all records into its replica.

Everything here works on a replica that no desk has open, on the calling thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from workstation.store.connect import connect
from workstation.store.schema import upgrade
from workstation.sync import hub_address, publish
from workstation.sync.exchange import Exchange, RoundResult
from workstation.sync.hub import open_hub
from workstation.sync.protocol import Progress

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Joined:
    """What joining did. `url` is what the settings should keep, `address` what may be shown."""

    desk_no: int
    url: str
    address: str
    pulled: int
    published: int
    pushed: int
    refused: int


def join(profile: Path, url: str, *, name: str = "", progress: Progress | None = None) -> Joined:
    """Join the replica of a profile folder to the hub of a URL, and fetch all records.

    An empty hub is given all that the replica has; otherwise what the replica's own operations
    did is pushed. Broken off, it may simply be called again. Raises `Refusal`: hub_url,
    hub_missing, hub_unreachable, hub_newer, hub_older, hub_on_network, hub_standby.
    """
    profile.mkdir(parents=True, exist_ok=True)
    with closing(connect(profile / "replica.db")) as connection:
        upgrade(connection)
        with exchange_over(connection, url, name=name) as exchange:
            published = publish.publish_if_empty(exchange)
            result = exchange.round(progress)
            desk_no = exchange.identity().desk_no
    kept = hub_address.whole(url)
    told = (result.pulled, published, result.pushed, result.refused)
    return Joined(desk_no, kept, hub_address.shown(kept), *told)


def enrol(connection: sqlite3.Connection, url: str, *, make: bool = False, name: str = "") -> int:
    """Enrol a replica at a hub and return the desk's number; with `make` the hub is made first.

    Raises `Refusal` as `join` does.
    """
    with exchange_over(connection, url, make=make, name=name) as exchange:
        return exchange.identity().desk_no


def publish_all(connection: sqlite3.Connection, url: str, progress: Progress | None = None) -> int:
    """Give an empty hub all records of a replica; how many. Raises `Refusal("hub_not_empty")`."""
    with exchange_over(connection, url) as exchange:
        return publish.publish_all(exchange, progress)


def bootstrap(
    connection: sqlite3.Connection, url: str, progress: Progress | None = None
) -> RoundResult:
    """Bring a replica up to the hub, from wherever it stands; `progress(done, total)`."""
    with exchange_over(connection, url) as exchange:
        return exchange.round(progress)


@contextmanager
def exchange_over(
    connection: sqlite3.Connection, url: str, *, make: bool = False, name: str = ""
) -> Iterator[Exchange]:
    """An exchange between an open replica and the hub of a URL, on this thread."""

    def submit(task: Callable[[sqlite3.Connection], T]) -> Future[T]:
        done: Future[T] = Future()
        done.set_result(task(connection))
        return done

    hub = open_hub(hub_address.whole(url), make=make)
    try:
        if make:
            hub.init()
        yield Exchange(submit, hub, name=name)
    finally:
        hub.close()
