"""Whether the hub has taken an approval in: until then nothing is printed as approved, nor paid."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from workstation.store import state


def accepted(connection: sqlite3.Connection, claim: str) -> bool:
    """Whether no work on a claim waits for the hub that approves it or alters what is approved.

    A desk that never had a hub is its own: what stands there counts.
    """
    if not state.read(connection, "hub_token"):
        return True
    rows = connection.execute(
        "SELECT o.changes FROM claim c JOIN operation o ON o.ticket=c.ticket"
        " WHERE c.uid=? AND o.state IN ('waiting','owed') AND o.again=0",
        (claim,),
    )
    return not any(_approves(json.loads(changes), claim) for (changes,) in rows)


def taken_in(connection: sqlite3.Connection, kind: str, uid: str) -> bool:
    """Whether no work that makes or alters a record waits for the hub; a desk alone is its own."""
    if not state.read(connection, "hub_token"):
        return True
    rows = connection.execute(
        "SELECT changes FROM operation WHERE state IN ('waiting','owed') AND again=0"
    )
    return not any(
        (change.get("kind"), change.get("uid")) == (kind, uid)
        for (changes,) in rows
        for change in json.loads(changes)
    )


def _approves(changes: list[dict[str, Any]], claim: str) -> bool:
    for change in changes:
        if (change.get("kind"), change.get("uid")) != ("claim", claim):
            continue
        wanted = change.get("set", {})
        if "new" in change or wanted.get("status") == "approved" or wanted.keys() & _DECIDED:
            return True
    return False


_DECIDED = frozenset({"approved_fen", "approved_by", "version"})
