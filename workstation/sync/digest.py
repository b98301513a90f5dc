"""Summing a replica up, so that desk and hub can tell whether they hold the same.

Each record has a fingerprint of its kind, uid and revision; records are put into 256 buckets by
their uid, and of each bucket the number of records and the xor of their fingerprints is compared.
Of some buckets the facts count too: a row that was changed by hand has its revision still.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import md5
from typing import Any, Final

from workstation.store.flat import flat
from workstation.store.kinds import CLASSES, TICKET_OF

#: Rows whose ticket does not count: it is leaving, was fetched on demand, or is too old.
_PASSED_OVER: Final = "(SELECT ticket FROM on_demand UNION ALL SELECT ticket FROM leaving{old})"
_OLD: Final = (
    " UNION ALL SELECT uid FROM ticket WHERE is_open=0"
    " AND coalesce(last_activity_at,created_at)<{since:d}"
)
_PART: Final = 400
Sums = dict[int, tuple[int, int]]
Line = tuple[str, str, int]


def fingerprint(kind: str, uid: str, rev: int, facts: Mapping[str, Any] | None = None) -> int:
    """A number of 60 bits that stands for a record at a revision, and for its compact facts."""
    said = f"{kind}:{uid}:{rev}" + ("" if facts is None else f":{plain(facts)}")
    told = md5(said.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
    return int.from_bytes(told[:8], "big") >> 4


def plain(facts: Mapping[str, Any]) -> str:
    """Facts as PostgreSQL writes JSON: the same text for the same facts."""
    return _text({name: _in_order(facts[name]) for name in sorted(facts, key=_place)})


_text: Final = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


@lru_cache(4_096)
def _place(name: str) -> tuple[int, bytes]:
    told = name.encode("utf-8", "surrogatepass")
    return len(told), told


def _in_order(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _in_order(value[name]) for name in sorted(value, key=_place)}
    if isinstance(value, list | tuple):
        return [_in_order(item) for item in value]
    return value


def bucket(uid: str) -> int:
    """The bucket, from 0 to 255, in which a record is counted."""
    return md5(uid.encode(), usedforsecurity=False).digest()[0]


def sums(connection: sqlite3.Connection, whole: Collection[int] = (), since: int = 0) -> Sums:
    """Number of records and xor of fingerprints of each bucket that is not empty.

    In the buckets `whole` facts count; tickets that are over since before `since` (ms) do not.
    """
    counts, folded = [0] * 256, [0] * 256
    for kind in CLASSES:
        start = f"{kind}:".encode()
        looked_at: list[str] = []
        for uid, rev in _rows(connection, kind, since):
            name = uid.encode()
            place = md5(name, usedforsecurity=False).digest()[0]
            counts[place] += 1
            if place in whole:
                looked_at.append(uid)
                continue
            told = md5(b"%b%b:%d" % (start, name, rev), usedforsecurity=False).digest()
            folded[place] ^= int.from_bytes(told[:8], "big") >> 4
        for uid, rev, facts in contents(connection, kind, looked_at):
            folded[bucket(uid)] ^= fingerprint(kind, uid, rev, facts)
    return {n: (count, folded[n]) for n, count in enumerate(counts) if count}


def lines(connection: sqlite3.Connection, number: int, since: int = 0) -> list[Line]:
    """Kind, uid and revision of the records of one bucket."""
    return [
        (kind, uid, rev)
        for kind in CLASSES
        for uid, rev in _rows(connection, kind, since)
        if bucket(uid) == number
    ]


def contents(
    connection: sqlite3.Connection, kind: str, uids: Iterable[str]
) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Uid, revision and compact facts of some records."""
    turn = flat(kind)
    names = ",".join(f'"{name}"' for name in turn.names)
    wanted = list(uids)
    for start in range(0, len(wanted), _PART):
        rows = connection.execute(
            f'SELECT rev,{names} FROM "{kind}" WHERE uid IN (SELECT value FROM json_each(?))',
            (json.dumps(wanted[start : start + _PART]),),
        )
        for rev, *row in rows:
            facts = turn.facts(row)
            yield facts.pop("uid"), rev, facts


def _rows(connection: sqlite3.Connection, kind: str, since: int) -> Iterator[tuple[str, int]]:
    passed_over = _PASSED_OVER.format(old=_OLD.format(since=since) if since else "")
    condition = "1"
    if kind in TICKET_OF:
        condition = f"{TICKET_OF[kind]} NOT IN {passed_over}"
    elif kind == "print":
        condition = f"claim NOT IN (SELECT uid FROM claim WHERE ticket IN {passed_over})"
    return connection.execute(f'SELECT uid,rev FROM "{kind}" WHERE rev>0 AND {condition}')
