"""Putting what a hub tells a new replica into it, as quickly as rows can be inserted."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from workstation.store import bulk
from workstation.store.flat import flat
from workstation.store.kinds import CLASSES

#: Uid, revision and compact facts of a record.
Told = tuple[str, int, Mapping[str, Any]]


def has_unsent(connection: sqlite3.Connection) -> bool:
    """Whether any operation waits: then records come in one by one, under that work."""
    row = connection.execute(
        "SELECT 1 FROM operation WHERE state='waiting' AND again=0 LIMIT 1"
    ).fetchone()
    return row is not None


def fill(connection: sqlite3.Connection, by_kind: Mapping[str, Sequence[Told]]) -> set[str]:
    """Insert records that are not there yet; the uids of kinds of which some are, to be applied.

    The caller holds the transaction; the replica must have no unsent work.
    """
    known: set[str] = set()
    tickets = [item[0] for item in by_kind.get("ticket", ())]
    claimed: set[str] = set()
    talking: set[str] = set()
    for kind in CLASSES:
        told = by_kind.get(kind)
        if not told:
            continue
        turn = flat(kind)
        if kind == "ticket":
            _make_room(connection, told)
        elif kind == "entry":
            talking = {str(facts.get("ticket", "")) for _, _, facts in told if "body" in facts}
        elif kind == "claim":
            claimed = {str(facts["ticket"]) for _, _, facts in told}
        inserted = turn.inserted
        rows = [inserted(uid, facts, rev) for uid, rev, facts in told]
        if connection.executemany(turn.insert(), rows).rowcount < len(rows):
            known.update(item[0] for item in told)
    _queue(connection, [*tickets, *talking.difference(tickets)])
    for ticket in claimed.union(_claimed(connection, tickets)):
        bulk.refresh_claim_status(connection, ticket)
    return known


def _make_room(connection: sqlite3.Connection, told: Sequence[Told]) -> None:
    """A ticket of this desk that bears a shared one's number gets another, until the hub does."""
    numbers = {str(facts.get("number", "")) for _, _, facts in told}
    connection.execute(
        "UPDATE ticket SET number=number||'~'||id WHERE number IN (SELECT value FROM json_each(?))"
        " AND uid NOT IN (SELECT value FROM json_each(?))",  # one that is told again is itself
        (
            json.dumps([number for number in numbers if number]),
            json.dumps([uid for uid, _, _ in told]),
        ),
    )


def _queue(connection: sqlite3.Connection, tickets: list[str]) -> None:
    connection.execute(
        "INSERT INTO index_queue(ticket) SELECT id FROM ticket"
        " WHERE uid IN (SELECT value FROM json_each(?))",
        (json.dumps(tickets),),
    )


def _claimed(connection: sqlite3.Connection, tickets: list[str]) -> set[str]:
    """Those of some tickets that have a claim already."""
    rows = connection.execute(
        "SELECT DISTINCT ticket FROM claim WHERE ticket IN (SELECT value FROM json_each(?))",
        (json.dumps(tickets),),
    )
    return {row[0] for row in rows}
