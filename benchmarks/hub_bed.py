"""What the measurements of the exchange stand on: a hub with tickets, a desk, and the floor beside it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, LiteralString

import psycopg

from benchmarks.common import Desk, tickets
from benchmarks.hub_floor import Floor
from workstation.domain.identity import new_uid
from workstation.store import bulk
from workstation.store.connect import connect
from workstation.store.replica import transaction
from workstation.store.schema import upgrade
from workstation.sync import publish
from workstation.sync.hub import open_hub


def one(connection: psycopg.Connection, query: LiteralString, *values: Any) -> Any:
    """The one value that a query gives."""
    row = connection.execute(query, values or None).fetchone()
    assert row is not None
    return row[0]


class Bed:
    """A hub with tickets, a desk that has them, and the floor beside it."""

    def __init__(self, folder: Path, url: str, count: int) -> None:
        self.folder = folder
        self.url = url
        self.made = list(tickets(count))
        self.hub = open_hub(url)
        self.hub.init()
        self.one = Desk(folder / "one.db", self.hub)
        with transaction(self.one.connection):
            bulk.insert(self.one.connection, self.made)
        publish.publish_all(self.one.exchange)
        self.one.exchange.round()
        self.floor = Floor(url)
        self.floor.fill(self.made)
        self.floor.connection.execute("VACUUM ANALYZE")
        self.raw = self._raw_replica(folder / "raw.db")
        self.raw.execute("CREATE TABLE beside(n INTEGER PRIMARY KEY, said TEXT)")

    def another(self) -> Path:
        """A new file for another desk."""
        return self.folder / f"{new_uid()}.db"

    def _raw_replica(self, path: Path) -> sqlite3.Connection:
        connection = connect(path)
        upgrade(connection)
        with transaction(connection):
            bulk.insert(connection, self.made)
        return connection

    def raw_save(self, uid: str, subject: str) -> None:
        """Write a subject by sqlite3 alone, with as many words beside it as a journal has."""
        with transaction(self.raw):
            self.raw.execute("UPDATE ticket SET subject=? WHERE uid=?", (subject, uid))
            self.raw.execute("INSERT INTO beside(said) VALUES (?)", ("x" * 400,))
