"""From one schema of the hub to the next, in numbered steps, on both kinds of database.

Each step is one transaction: done, or not begun. Who works with a hub of another schema is
refused and told what to do; only a hub that lives in a desk's own profile is brought up by the
desk itself, after a copy was laid beside it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text, update

from workstation.domain.refusal import Refusal
from workstation.store.connect import connect
from workstation.sync import hub_setup, hub_step_2
from workstation.sync.hub import open_hub
from workstation.sync.hub_address import POSTGRES, file_of, shown, whole
from workstation.sync.hub_engine import postgres_engine, run, sqlite_engine
from workstation.sync.hub_tables import meta
from workstation.sync.protocol import HUB_SCHEMA, Hub, HubInfo

#: Schema -> what makes it from the one before.
STEPS: Final[dict[int, Callable[[Connection], None]]] = {2: hub_step_2.step}


def upgrade(url: str) -> HubInfo:
    """Bring a hub to this program's schema and install its functions; what it then says.

    Raises `Refusal`: hub_missing, hub_newer, hub_standby, hub_role_needed, hub_schema_open.
    """
    url = whole(url)
    if url.startswith(POSTGRES):
        engine = postgres_engine(url)
    elif file_of(url).exists():
        engine = sqlite_engine(file_of(url))
    else:
        raise Refusal("hub_missing", hub=shown(url), remedy=f"hub init {shown(url)}")
    try:
        run(engine, lambda connection: _up(connection, shown(url)))
    finally:
        engine.dispose()
    with closing(open_hub(url)) as hub:
        return hub.init()


def open_embedded(url: str, *, make: bool = False) -> Hub:
    """The hub of a desk's own profile, brought up to this program's schema if it is older."""
    hub = open_hub(url, make=make)
    try:
        if file_of(url).exists():
            hub.epoch()
    except Refusal as refusal:
        hub.close()
        if refusal.code == "hub_missing" and make:
            return open_hub(url, make=make)
        if refusal.code != "hub_older":
            raise
        lay_copy(file_of(url))
        upgrade(url)
        return open_hub(url)
    return hub


def lay_copy(path: Path) -> Path:
    """A copy of an SQLite hub as it stands, beside it; one of that schema is not written over."""
    with closing(connect(path)) as source:
        row = source.execute("SELECT value FROM hub_meta WHERE key='schema'").fetchone()
        copy = path.with_name(f"{path.name}.schema-{row[0] if row else 0}")
        if not copy.exists():
            partial = copy.with_name(f"{copy.name}.part")
            partial.unlink(missing_ok=True)
            with closing(sqlite3.connect(partial)) as target:
                source.backup(target)
            partial.replace(copy)
    return copy


def _up(connection: Connection, address: str) -> None:
    """Take every step that is missing."""
    if connection.dialect.name == "postgresql":
        hub_setup.lock(connection)
    if not inspect(connection).has_table(meta.name):
        raise Refusal("hub_missing", hub=address, remedy=f"hub init {address}")
    found = int(hub_setup.settings(connection).get("schema", "0"))
    if found > HUB_SCHEMA:
        raise Refusal("hub_newer", hub=address, found=found, known=HUB_SCHEMA)
    for number in range(found + 1, HUB_SCHEMA + 1):
        STEPS[number](connection)
        connection.execute(update(meta).where(meta.c.key == "schema").values(value=str(number)))
    if found < HUB_SCHEMA and connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA optimize"))
