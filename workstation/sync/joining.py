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

from workstation.store import renewals
from workstation.store.connect import connect
from workstation.store.replica import transaction
from workstation.store.schema import upgrade
from workstation.sync import bootstrap, hub_address, publish
from workstation.sync.exchange import Exchange, RoundResult
from workstation.sync.hub import open_hub
from workstation.sync.protocol import ALL, Progress, Scope

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Joined:
    """What joining did. `url` is what the settings should keep, `address` what may be shown.

    `agent` is the uid of the person whose login the desk uses, "" on a hub without logins.
    """

    desk_no: int
    url: str
    address: str
    pulled: int
    published: int
    pushed: int
    refused: int
    agent: str = ""


def join(
    profile: Path,
    url: str,
    *,
    name: str = "",
    progress: Progress | None = None,
    secret: str = "",
    scope: Scope = ALL,
) -> Joined:
    """Join the replica of a profile folder to the hub of a URL, and fetch its records.

    A new desk gets a ready-made replica if the hub has one, else all open tickets; what is over
    comes when the desk is open, unless it is little. An empty hub is given all that the replica
    has; otherwise what the replica's own operations did is pushed. `secret` is what the hub gave
    this desk's person once. Broken off, it may simply be called again. Raises `Refusal`: hub_url,
    hub_missing, hub_unreachable, hub_newer, hub_older, hub_on_network, hub_standby, and where
    people have logins: secret_missing, secret_used, secret_expired, login_unknown.
    """
    profile.mkdir(parents=True, exist_ok=True)
    kept = with_secret(profile, url, secret)
    begun = _begin(profile, kept, name, scope, progress)
    with closing(connect(profile / "replica.db", private=True)) as connection:
        _hurry(connection)
        with exchange_over(connection, kept, name=name, scope=scope) as exchange:
            published = publish.publish_if_empty(exchange)
            result = exchange.round(progress, until_open=True)
            who = exchange.identity()
            exchange.tend_serials()
            exchange.do(_meant)
            agent = connection.execute(
                "SELECT value FROM desk_state WHERE key='hub_agent'"
            ).fetchone()
    told = (begun + result.pulled, published, result.pushed, result.refused)
    return Joined(
        who.desk_no, kept, hub_address.shown(kept), *told, agent=agent[0] if agent else ""
    )


def _meant(connection: sqlite3.Connection) -> None:
    """Whoever joins knows that it is another hub, and need not be told."""
    with transaction(connection):
        for told in renewals.unread(connection):
            if told.kind == "hub_renewed":
                renewals.read(connection, told.uid)
                renewals.over(connection)


def with_secret(profile: Path, url: str, secret: str) -> str:
    """The URL to keep: the one given, or with a login's password in the profile."""
    whole = hub_address.whole(url.strip())
    if not secret:
        return whole
    from workstation.sync.enrolling import enrol_with_secret

    return enrol_with_secret(whole, secret, profile)


def _begin(profile: Path, url: str, name: str, scope: Scope, progress: Progress | None) -> int:
    """Give a new desk a ready-made replica if there is one; how many records that has."""
    with closing(connect(profile / "replica.db", private=True)) as connection:
        upgrade(connection)
        if not bootstrap.is_fresh(connection):
            return 0
        with exchange_over(connection, url, name=name, scope=scope) as exchange:
            who = exchange.identity()
            made = bootstrap.fitting(exchange.hub, who, scope)
            if made is None:
                return 0
            fetched = bootstrap.fetch(exchange.hub, made, profile, progress)
    if fetched is None:
        return 0
    bootstrap.put_in_place(profile, fetched, made, scope)
    return made.records


def _hurry(connection: sqlite3.Connection) -> None:
    """For filling: what a power cut takes back is taken back together with the place in the feed."""
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA cache_size=-65536")
    connection.execute("PRAGMA wal_autocheckpoint=8000")


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


def catch_up(
    connection: sqlite3.Connection, url: str, progress: Progress | None = None
) -> RoundResult:
    """Bring a replica up to the hub, from wherever it stands; `progress(done, total)`."""
    with exchange_over(connection, url) as exchange:
        return exchange.round(progress)


@contextmanager
def exchange_over(
    connection: sqlite3.Connection,
    url: str,
    *,
    make: bool = False,
    name: str = "",
    scope: Scope = ALL,
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
        yield Exchange(submit, hub, name=name, scope=scope, ahead=True)
    finally:
        hub.close()
