"""A real PostgreSQL hub for the simulated world: only its clock is the world's."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.rows import dict_row

from tests.postgres import PostgresServer
from tests.simulator.crashing import CrashingServer
from tests.simulator.hubs import new_epoch
from tests.simulator.laws import START, Laws
from workstation.sync.hub import open_hub
from workstation.sync.protocol import Hub

_CLOCK = """
CREATE TABLE sim_clock(at bigint NOT NULL);
INSERT INTO sim_clock VALUES ({start});
GRANT SELECT ON sim_clock TO PUBLIC;
CREATE TABLE sim_login(person text PRIMARY KEY, url text NOT NULL);
CREATE OR REPLACE FUNCTION hub_now() RETURNS bigint
LANGUAGE sql VOLATILE AS $$ SELECT at FROM public.sim_clock $$;
"""
_OUTSIDE = (
    "INSERT INTO hub_record(uid,kind,rev,body,authors,changed_at)"
    " VALUES (%(uid)s,'customer',1,%(body)s,'{}',0)",
    "INSERT INTO hub_change(kind,uid,rev,desk_no) VALUES ('customer',%(uid)s,1,0)",
)


class PostgresBox:
    """A hub in a database of its own; each desk has connections of its own to it."""

    kind = "postgres"
    mark = "%s"

    def __init__(self, server: PostgresServer, template: str, laws: Laws) -> None:
        self.server = server
        self.laws = laws
        self.people: dict[str, str] = {}  # who has the hub open -> person; others run it
        self.name = server.create(template)
        self.url = server.url(self.name)
        self.copies: list[str] = []
        self._open: dict[str, Hub] = {}
        self._admin: Any = None
        self._slow: Any = None
        self.logins = {row["person"]: row["url"] for row in self.rows("SELECT * FROM sim_login")}

    def hub(self, who: str) -> Hub:
        """The hub as a desk's process has it open, by the login of the desk's person."""
        if who not in self._open:
            self._open[who] = open_hub(self._address(who))
        return self._open[who]

    def seat(self, who: str, person: str) -> None:
        """Say whose a desk is."""
        self.people[who] = person

    def _address(self, who: str) -> str:
        if who not in self.people:
            return self.url
        login, here = urlsplit(self.logins[self.people[who]]), urlsplit(self.url)
        place = f"{login.username}@{here.hostname}:{here.port}"
        return urlunsplit(login._replace(netloc=place, path=f"/{self.name}"))

    def left(self, who: str) -> None:
        """A desk's process has ended."""
        if hub := self._open.pop(who, None):
            hub.close()

    def tick(self) -> None:
        """The world's time is the hub's."""
        self._connection().execute("UPDATE sim_clock SET at=%s", (self.laws.now,))

    def outside(self, uid: str) -> str:
        """Another program writes a customer's record, and takes its time to commit it."""
        if self._slow is not None:
            self._slow.commit()
            self._slow.close()
            self._slow = None
            return "commits"
        self._slow = psycopg.connect(self.url)
        told = {"uid": uid, "body": json.dumps({"name": uid})}
        for statement in _OUTSIDE:
            self._slow.execute(statement, told)
        return f"writes {uid}"

    def restart(self) -> None:
        """All connections break, and nobody is told."""
        self._hang_up()
        with psycopg.connect(self.server.address, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname=%s",
                (self.name,),
            )

    def crash(self) -> None:
        """The server loses what it had in memory only, and comes back; see `CrashingServer`."""
        self._hang_up()
        assert isinstance(self.server, CrashingServer)
        self.server.crash()

    def save(self) -> Any:
        """A copy to restore from."""
        self._hang_up()
        for who in tuple(self._open):
            self.left(who)
        self.restart()
        self.copies.append(self.server.create(self.name))
        return self.copies[-1]

    def restore(self, copy: Any) -> None:
        """Put a copy in the hub's place, as the manual says: with a new epoch."""
        self._hang_up()
        self.server.drop(self.name)
        with psycopg.connect(self.server.address, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{copy}"')
        self.tick()
        self.left("operator")
        new_epoch(self.hub("operator"))

    def rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """Rows of the hub's tables, JSON read."""
        found: list[dict[str, Any]] = self._connection().execute(query, values).fetchall()
        return found

    def close(self) -> None:
        self._hang_up()
        for who in tuple(self._open):
            self.left(who)
        for name in (self.name, *self.copies):
            self.server.drop(name)

    def _connection(self) -> Any:
        if self._admin is None:
            self._admin = psycopg.connect(self.url, autocommit=True, row_factory=dict_row)
            self._admin.execute("SET synchronous_commit = off")  # the clock is no agent's work
        return self._admin

    def _hang_up(self) -> None:
        if self._slow is not None:
            self._slow.close()
            self._slow = None
        if self._admin is not None:
            self._admin.close()
            self._admin = None


def make_postgres(url: str) -> None:
    """A new hub in a database, with the world's clock."""
    hub = open_hub(url)
    hub.init()
    hub.close()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_CLOCK.format(start=START))


def keep_logins(url: str, logins: dict[str, str]) -> None:
    """Note in a hub's database by which addresses its people log in."""
    with psycopg.connect(url, autocommit=True) as connection:
        for told in logins.items():
            connection.execute("INSERT INTO sim_login VALUES (%s, %s)", told)
