"""The hub on PostgreSQL, where the database itself decides what is allowed.

Each method is one function of the server, called in one round trip; see `authority/sql`. Desks
connect as themselves and have no right to any table. What the operator of the hub does (making
it, checking it) works on the tables, with the operator's own rights.
"""

from __future__ import annotations

from workstation.sync import hub_setup
from workstation.sync.feed_postgres import SnapshotFeed
from workstation.sync.hub_address import shown
from workstation.sync.hub_engine import postgres_engine, run
from workstation.sync.postgres_calls import Calls
from workstation.sync.sql_hub import SqlHub
from workstation.sync.waking import ListenWaking


class PostgresHub(Calls, SqlHub):
    """A shared PostgreSQL database; see `protocol.Hub` for what each method promises."""

    def __init__(self, url: str) -> None:
        Calls.__init__(self, url)
        engine = postgres_engine(url)
        feed = SnapshotFeed(lambda: run(engine, hub_setup.touch))
        SqlHub.__init__(self, engine, shown(url), feed, ListenWaking(url))

    def close(self) -> None:
        """Close all connections."""
        self._hang_up()
        SqlHub.close(self)
