"""Where a world stands: a hub with people in it and empty replicas, made once and copied."""

from __future__ import annotations

import atexit
import os
import random
import shutil
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from tests.postgres import PostgresServer
from tests.rundir import claim_run_folder
from tests.simulator.hub_on_postgres import PostgresBox, keep_logins, make_postgres
from tests.simulator.hubs import SqliteBox, make_sqlite
from tests.simulator.laws import Laws
from tests.simulator.world import TEAM, World
from workstation.store.connect import connect
from workstation.store.drafts import Drafts
from workstation.store.flat import compact
from workstation.store.kinds import codec_of
from workstation.store.schema import upgrade
from workstation.sync import enrolling, hub_admin
from workstation.sync.hub import open_hub
from workstation.sync.hub_people import Wanted
from workstation.sync.protocol import Hub


def fast_folder() -> Path:
    """A folder for one world, in memory where the system has such a place."""
    memory = Path("/dev/shm")
    fit = memory.is_dir() and os.access(memory, os.W_OK | os.X_OK)
    return Path(tempfile.mkdtemp(prefix="world-", dir=memory if fit else None))


@cache
def templates() -> Path:
    """A hub and a replica to copy, made once in a process."""
    folder = fast_folder()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with Laws(0).rule():
        make_sqlite(folder / "hub.db")
        box = SqliteBox(folder, Laws(0))
        people(box.hub("operator"))
        box.close()
        with closing(connect(folder / "replica.db")) as connection:
            upgrade(connection)
        Drafts(folder / "drafts.db").close()
    return folder


def people(hub: Hub) -> None:
    """Put the team into a new hub."""
    given = hub.enrol("desk-of-the-operator", "operator")
    coder = codec_of("agent")
    records = [("agent", {"uid": p.uid, **compact("agent", coder.facts(p))}) for p in TEAM]
    hub.seed(given.desk_no, given.token, records)


def sqlite_world(seed: int, desks: int, laws: Laws) -> World:
    """Desks around an SQLite hub; the laws must be in force."""
    folder = fast_folder()
    shutil.copyfile(templates() / "hub.db", folder / "hub.db")
    return furnished(World(folder, SqliteBox(folder, laws), laws, seed), desks)


def postgres_world(seed: int, desks: int, laws: Laws, server: PostgresServer, *seats: str) -> World:
    """Desks around a PostgreSQL hub, each with its person's login; the laws must be in force.

    Anna sits at the first; who sits at the others is the seed's choice unless all are named.
    """
    box = PostgresBox(server, postgres_template(server), laws)
    anna, *others = (f"person-{name}" for name in _SEATS)
    random.Random(f"seats {seed}").shuffle(others)
    people = tuple(f"person-{name}" for name in seats) or (anna, *others)
    return furnished(World(fast_folder(), box, laws, seed), desks, people)


_SEATS = ("anna", "leader", "admin", "clerk", "bert", "cora")


def postgres_template(server: PostgresServer) -> str:
    """A database with a hub and its people, made once on a server, to copy."""
    return server.template("simulator", _peopled)


def _peopled(url: str) -> None:
    """Make the hub, its people, and for each of them a login whose secret is used already."""
    make_postgres(url)
    hub = open_hub(url)
    people(hub)
    hub.close()
    secrets = Path(tempfile.mkdtemp(prefix="simulator-people-", dir=claim_run_folder()))
    found = {}
    for person in TEAM:
        added = hub_admin.add_person(url, Wanted(person.name), 7)
        join = hub_admin.join_url(url, added.role_name)
        found[person.uid] = enrolling.enrol_with_secret(join, added.secret, secrets / person.uid)
    keep_logins(url, found)


def furnished(world: World, desks: int, people: tuple[str, ...] = ()) -> World:
    """The world with so many desks, each of which has met the hub; with `people`, each is one's."""
    for number in range(desks):
        folder = world.folder / f"desk{number + 1}"
        folder.mkdir()
        for name in ("replica.db", "drafts.db"):
            shutil.copyfile(templates() / name, folder / name)
        desk = world.add_desk(folder, person=people[number] if people else "")
        with desk.acting():
            desk.round()
        desk.number = int(desk.state("hub_desk_no") or 0)
    world.story.clear()
    return world
