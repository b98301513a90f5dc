"""The ready-made replicas that an SQLite hub offers."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from workstation.sync import hub_blobs, hub_scope
from workstation.sync.hub_cursor import FLOOR
from workstation.sync.hub_rows import scalar
from workstation.sync.hub_tables import blob, snapshot
from workstation.sync.protocol import Scope, Snapshot


def find(connection: Connection, scope: Scope, epoch: str) -> Snapshot | None:
    """The ready-made replica of exactly this scope, unless it is of another life or too old."""
    row = connection.execute(
        select(snapshot)
        .join(blob, blob.c.sha256 == snapshot.c.sha256)
        .where(
            snapshot.c.scope == hub_scope.told(scope), snapshot.c.epoch == epoch, blob.c.complete
        )
    ).first()
    if row is None:
        return None
    floor = int(scalar(connection, "SELECT value FROM hub_meta WHERE key=?", [FLOOR]) or 0)
    if int(json.loads(row.cursor).get("at", 0)) < floor:
        return None
    return Snapshot(*(getattr(row, name) for name in Snapshot.__slots__))


def put(connection: Connection, scope: Scope, made: Snapshot) -> list[str]:
    """Offer a ready-made replica; the contents that nobody names any longer, now forgotten."""
    named = hub_scope.told(scope)
    former = _contents(connection)
    connection.execute(delete(snapshot).where(snapshot.c.scope == named))
    facts: dict[str, Any] = {name: getattr(made, name) for name in Snapshot.__slots__}
    connection.execute(insert(snapshot).values(scope=named, **facts))
    dropped = sorted(former - _contents(connection))
    for sha256 in dropped:
        hub_blobs.forget(connection, sha256)
    return dropped


def _contents(connection: Connection) -> set[str]:
    return set(connection.scalars(select(snapshot.c.sha256)))
