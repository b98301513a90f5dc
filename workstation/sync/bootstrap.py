"""A new desk's beginning: a ready-made replica when the hub has one, else all records in turn."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.store import dues, state
from workstation.store.connect import connect
from workstation.store.kinds import CLASSES
from workstation.store.replica import transaction
from workstation.store.schema import VERSION, upgrade
from workstation.sync import snapshot_files
from workstation.sync.identity import Identity
from workstation.sync.protocol import Hub, Progress, Scope, Snapshot

_log = logging.getLogger("aftercare.sync")
#: Below so many records it is quicker to read them one by one.
WORTH: Final = 20_000
_FILE: Final = "snapshot.db"


def is_fresh(connection: sqlite3.Connection) -> bool:
    """Whether nothing was ever done or kept in a replica."""
    for table in (*CLASSES, "operation", "journal"):
        if connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone():
            return False
    return not state.read(connection, "hub_cursor")


def fitting(hub: Hub, who: Identity, scope: Scope) -> Snapshot | None:
    """The ready-made replica to begin with; None when there is none for this program and hub."""
    made = hub.snapshot(scope)
    if made is None or made.epoch != who.epoch or made.schema > VERSION or made.records < WORTH:
        return None
    return made


def fetch(
    hub: Hub,
    made: Snapshot,
    profile: Path,
    progress: Progress | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Path | None:
    """Fetch a ready-made replica beside the profile's own, going on where it was broken off.

    None when it cannot be had after all: then the records are read in turn.
    """
    target = profile / _FILE
    try:
        done = snapshot_files.fetch(hub, made, target, progress, stopped)
    except Refusal as refusal:
        if refusal.code not in ("snapshot_gone", "snapshot_damaged"):
            raise
        _log.warning("the ready-made replica is not used: %s", refusal)
        return None
    return target if done else None


def put_in_place(profile: Path, fetched: Path, made: Snapshot, scope: Scope) -> None:
    """Make a fetched replica this profile's own, with this desk's identity; all or nothing.

    No other connection may have the profile's replica open.
    """
    replica = profile / "replica.db"
    with closing(connect(replica)) as own:
        known = own.execute("SELECT key,value FROM desk_state").fetchall()
    with closing(connect(fetched)) as connection:
        upgrade(connection)
        with transaction(connection):
            connection.execute("DELETE FROM desk_state")
            for key, value in known:
                state.write(connection, key, value)
            state.write(connection, "hub_cursor", made.cursor)
            state.write(connection, "hub_stage", "")
            state.write(connection, dues.STAMP, "")  # those that came are as old as the snapshot
            told = json.dumps([asdict(scope), asdict(scope)], sort_keys=True)
            state.write(connection, "hub_scope", told)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")  # one file alone, to be put in place
    for suffix in ("-wal", "-shm"):
        Path(f"{replica}{suffix}").unlink(missing_ok=True)
    fetched.replace(replica)
