"""Summing an SQLite hub up, so that a desk finds out whether its replica says the same.

All that is not gone and within the scope's groups and regions is counted; its age is not asked.
"""

from __future__ import annotations

from hashlib import md5
from typing import Any

from sqlalchemy import Connection

from workstation.sync import hub_scope
from workstation.sync.digest import bucket
from workstation.sync.hub_rows import cursor
from workstation.sync.protocol import BUCKETS, Scope

_ROWS = 5_000


def digest(connection: Connection, scope: Scope) -> dict[int, tuple[int, int]]:
    """Number of records and sum of fingerprints of each bucket that has any.

    Computed as `digest.fingerprint` and `digest.bucket` do, without a call for each record.
    """
    counts, sums = [0] * BUCKETS, [0] * BUCKETS
    whole = int.from_bytes
    reading = _visible(connection, scope)
    while part := reading.fetchmany(_ROWS):
        for kind, uid, rev in part:
            number = md5(uid.encode(), usedforsecurity=False).digest()[0]
            told = md5(f"{kind}:{uid}:{rev}".encode(), usedforsecurity=False).digest()
            counts[number] += 1
            sums[number] ^= whole(told[:8], "big") >> 4
    return {number: (count, sums[number]) for number, count in enumerate(counts) if count}


def one_bucket(connection: Connection, number: int, scope: Scope) -> list[tuple[str, str, int]]:
    """Kind, uid and revision of all records of one bucket."""
    found = []
    reading = _visible(connection, scope)
    while part := reading.fetchmany(_ROWS):
        found += [(kind, uid, rev) for kind, uid, rev in part if bucket(uid) == number]
    return sorted(found)


def _visible(connection: Connection, scope: Scope) -> Any:
    within, values = hub_scope.condition(scope)
    sql = (
        "SELECT r.kind,r.uid,r.rev FROM hub_record r"
        f" WHERE NOT r.gone AND (r.ticket='' OR ({within}))"
    )
    return cursor(connection, sql, values)
