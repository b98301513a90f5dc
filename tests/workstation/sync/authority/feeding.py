"""Writers and readers of a PostgreSQL hub's feed that stand below the hub's own functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

import psycopg

from workstation.domain.identity import new_uid
from workstation.sync.hub import open_hub
from workstation.sync.postgres_hub import PostgresHub
from workstation.sync.protocol import ALL, Scope


@contextmanager
def opened(url: str, *, make: bool = False) -> Iterator[PostgresHub]:
    """The hub of a URL; with `make` its tables and functions are made first."""
    hub = open_hub(url)
    assert isinstance(hub, PostgresHub)
    try:
        if make:
            hub.init()
        yield hub
    finally:
        hub.close()


def write(connection: psycopg.Connection, *, uid: str = "", rev: int = 1) -> str:
    """Put a record in with its line in the log, in whatever transaction goes on; its uid."""
    uid = uid or new_uid()
    connection.execute(
        "INSERT INTO hub_record (uid, kind, rev, body, authors, changed_at)"
        " VALUES (%s, 'view', %s, '{\"name\": \"x\"}', '{}', 0)"
        " ON CONFLICT (uid, kind) DO UPDATE SET rev = excluded.rev",
        [uid, rev],
    )
    connection.execute(
        "INSERT INTO hub_change (kind, uid, rev, desk_no, at)"
        " VALUES ('view', %s, %s, 7, hub_now())",
        [uid, rev],
    )
    return uid


class Follower:
    """Pulls, and counts how often it heard of each revision."""

    def __init__(self, hub: PostgresHub, limit: int = 1_000, scope: Scope = ALL) -> None:
        self.hub = hub
        self.limit = limit
        self.scope = scope
        self.cursor = ""
        self.heard: Counter[tuple[str, int]] = Counter()

    def follow(self) -> list[str]:
        """Pull until nothing more is said to be there; the uids that came."""
        found: list[str] = []
        more = True
        while more:
            told = self.hub.pull(0, self.cursor, self.limit, self.scope)
            self.cursor, more = told.cursor, told.more
            found += [state.uid for state in told.changes]
            self.heard.update((state.uid, state.rev) for state in told.changes)
        return found


@contextmanager
def broken(url: str, script: str, function: str, old: str, new: str) -> Iterator[None]:
    """One of the hub's functions with a guard taken out of it; put right at the end."""
    text = (files("workstation.sync.authority") / "sql" / script).read_text("utf-8")
    found = re.search(
        rf"^CREATE OR REPLACE FUNCTION {function}\(.*?^\$\$;", text, re.MULTILINE | re.DOTALL
    )
    assert found is not None, function
    assert old in found[0], old
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(found[0].replace(old, new).encode())
        try:
            yield
        finally:
            connection.execute(found[0].encode())
