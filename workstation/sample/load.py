"""Putting a sample into a replica: the team, the cases, and the pictures they refer to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from workstation.sample.case import SampleCase
from workstation.sample.content import pictures
from workstation.sample.people import SampleTeam
from workstation.store.blobs import Blobs
from workstation.store.bulk import insert
from workstation.store.replica import transaction

_BATCH: Final = 2_000


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
