"""Putting a sample into a replica: the team, the cases, and the pictures they refer to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from workstation.rules import loading
from workstation.sample.case import SampleCase
from workstation.sample.claim_papers import lent_limits
from workstation.sample.content import pictures
from workstation.sample.generate import generate
from workstation.sample.people import SampleTeam, team
from workstation.store.blobs import Blobs
from workstation.store.bulk import insert
from workstation.store.replica import transaction

_BATCH: Final = 2_000
ZONE: Final = "Asia/Shanghai"


def load_sample(
    connection: sqlite3.Connection,
    *,
    tickets: int,
    seed: int,
    now: int,
    progress: Callable[[int, int], None] | None = None,
    blobs: Blobs | None = None,
) -> str:
    """Put the team and so many tickets into a replica; return the uid of the first agent.

    `now` is in milliseconds UTC. `progress` hears how many of how many are in. Pictures go to
    `blobs`, by default the folder `blobs` beside the replica's file, where a profile has them.
    """
    if blobs is None:
        file = connection.execute("PRAGMA database_list").fetchone()[2]
        blobs = Blobs(Path(file).parent / "blobs") if file else None
    staff = team(seed, now)
    load_team(connection, staff)
    with transaction(connection):
        insert(connection, lent_limits(staff, now))
    cases = generate(tickets, seed, now, ZONE, loading.load())

    def told(done: int) -> None:
        if progress is not None:
            progress(done, tickets)

    load_into(connection, cases, told, blobs=blobs)
    return staff.agents[0].uid


def load_team(connection: sqlite3.Connection, team: SampleTeam) -> None:
    """Insert the agents and key accounts; those that are there already are left as they are."""
    with transaction(connection):
        insert(connection, (*team.agents, *team.key_accounts))


def load_into(
    connection: sqlite3.Connection,
    cases: Iterable[SampleCase],
    progress: Callable[[int], None] | None = None,
    *,
    cancelled: Callable[[], bool] | None = None,
    blobs: Blobs | None = None,
) -> int:
    """Insert cases in batches, each in a transaction of its own; return how many.

    `progress` hears the number of cases that are safe on disk. Loading the same cases again
    changes nothing, so that a broken-off load can be repeated. With `cancelled` the load ends
    after the batch in hand; what is in stays. With `blobs` the pictures of evidence are put
    into the attachment folder first. The caller's connection must have no transaction open.
    Raises `Refusal("not_saved")` when the disk refuses.
    """
    if blobs is not None:
        for picture in pictures():
            blobs.add(picture.content, picture.name)
    stream = iter(cases)
    total = 0
    while batch := list(islice(stream, _BATCH)):
        if blobs is not None:
            for picture in (one for case in batch for one in case.pictures):
                blobs.add(picture.content, picture.name)
        with transaction(connection):
            insert(connection, _records(batch))
        total += len(batch)
        if progress is not None:
            progress(total)
        if cancelled is not None and cancelled():
            break
    return total


def _records(batch: list[SampleCase]) -> Iterator[object]:
    for case in batch:
        yield from case.records()
