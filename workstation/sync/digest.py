"""Summing a replica up, so that desk and hub can tell whether they hold the same.

Each record has a fingerprint of its kind, uid and revision; records are put into 256 buckets by
their uid, and of each bucket the number of records and the xor of their fingerprints is compared.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import md5
from typing import Final

from workstation.store.kinds import CLASSES

#: Kinds that hang on a ticket, with the rows whose ticket does not count: it is leaving or was
#: fetched on demand.
_PASSED_OVER: Final = "(SELECT ticket FROM on_demand UNION ALL SELECT ticket FROM leaving)"
_CONDITIONS: Final = {
    "ticket": f"uid NOT IN {_PASSED_OVER}",
    "entry": f"ticket NOT IN {_PASSED_OVER}",
    "attachment": f"ticket NOT IN {_PASSED_OVER}",
    "claim": f"ticket NOT IN {_PASSED_OVER}",
    "print": f"claim NOT IN (SELECT uid FROM claim WHERE ticket IN {_PASSED_OVER})",
}
Sums = dict[int, tuple[int, int]]
Line = tuple[str, str, int]


def fingerprint(kind: str, uid: str, rev: int) -> int:
    """A number of 60 bits that stands for a record at a revision."""
    told = md5(f"{kind}:{uid}:{rev}".encode(), usedforsecurity=False).digest()
    return int.from_bytes(told[:8], "big") >> 4


def bucket(uid: str) -> int:
    """The bucket, from 0 to 255, in which a record is counted."""
    return md5(uid.encode(), usedforsecurity=False).digest()[0]


def sums(connection: sqlite3.Connection) -> Sums:
    """Number of records and xor of fingerprints of each bucket that is not empty."""
    counts, folded = [0] * 256, [0] * 256
    for kind in CLASSES:
        start = f"{kind}:".encode()
        for uid, rev in _rows(connection, kind):
            name = uid.encode()
            place = md5(name, usedforsecurity=False).digest()[0]
            told = md5(b"%b%b:%d" % (start, name, rev), usedforsecurity=False).digest()
            counts[place] += 1
            folded[place] ^= int.from_bytes(told[:8], "big") >> 4
    return {n: (count, folded[n]) for n, count in enumerate(counts) if count}


def lines(connection: sqlite3.Connection, number: int) -> list[Line]:
    """Kind, uid and revision of the records of one bucket."""
    return [
        (kind, uid, rev)
        for kind in CLASSES
        for uid, rev in _rows(connection, kind)
        if bucket(uid) == number
    ]


def _rows(connection: sqlite3.Connection, kind: str) -> Iterator[tuple[str, int]]:
    condition = _CONDITIONS.get(kind, "1")
    return connection.execute(f'SELECT uid,rev FROM "{kind}" WHERE rev>0 AND {condition}')
