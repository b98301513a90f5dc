"""Summing an SQLite hub up, so that a desk finds out whether its replica says the same.

All that is not gone and within the scope's groups and regions is counted.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from hashlib import md5
from typing import Any

from sqlalchemy import Connection

from workstation.sync import hub_scope
from workstation.sync.digest import bucket, plain
from workstation.sync.hub_rows import cursor
from workstation.sync.protocol import BUCKETS, Scope

_ROWS = 5_000


def digest(
    connection: Connection, scope: Scope, whole: Collection[int] = (), since: int = 0
) -> dict[int, tuple[int, int]]:
    """Number of records and sum of fingerprints of each bucket that has any.

    Computed as `digest.fingerprint` and `digest.bucket` do, without a call for each record.
    """
    counts, sums = [0] * BUCKETS, [0] * BUCKETS
    as_number = int.from_bytes
    reading = _visible(connection, scope, since, "r.body" if whole else "NULL")
    while part := reading.fetchmany(_ROWS):
        for kind, uid, rev, body in part:
            number = md5(uid.encode(), usedforsecurity=False).digest()[0]
            said = f"{kind}:{uid}:{rev}"
            if number in whole:
                said = f"{said}:{plain(json.loads(body))}"
            told = md5(said.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
            counts[number] += 1
            sums[number] ^= as_number(told[:8], "big") >> 4
    return {number: (count, sums[number]) for number, count in enumerate(counts) if count}


def one_bucket(
    connection: Connection, number: int, scope: Scope, since: int = 0
) -> list[tuple[str, str, int]]:
    """Kind, uid and revision of all records of one bucket."""
    found = []
    reading = _visible(connection, scope, since, "NULL")
    while part := reading.fetchmany(_ROWS):
        found += [(kind, uid, rev) for kind, uid, rev, _ in part if bucket(uid) == number]
    return sorted(found)


def _visible(connection: Connection, scope: Scope, since: int, body: str) -> Any:
    within, values = hub_scope.condition(scope)
    if since:
        within += (
            " AND r.ticket IN (SELECT t.uid FROM hub_record t WHERE t.kind='ticket'"
            " AND (t.status IN ('new','open','waiting')"
            " OR coalesce(t.body->>'last_activity_at',t.body->>'created_at')>=?))"
        )
        values = [*values, since]
    sql = (
        f"SELECT r.kind,r.uid,r.rev,{body} FROM hub_record r"
        f" WHERE NOT r.gone AND (r.ticket='' OR ({within}))"
    )
    return cursor(connection, sql, values)
