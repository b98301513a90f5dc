"""What desks read from a PostgreSQL hub; the functions are in `authority/sql/5*.sql`.

A place in the feed is a snapshot, not a number; 50_feed.sql says why and how. `pull` waits for
nothing and takes one round trip. The cursor is JSON that only the hub's functions read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from workstation.domain.refusal import Refusal
from workstation.sync.postgres_calls import Calls, as_json
from workstation.sync.protocol import (
    ALL,
    PULL_LIMIT,
    Key,
    Pulled,
    RecordState,
    Scope,
    Snapshot,
)


class FeedPart(Calls):
    """The reading half of `PostgresHub`; see `protocol.Hub` for what each method promises."""

    def pull(
        self, desk_no: int, cursor: str, limit: int = PULL_LIMIT, scope: Scope = ALL
    ) -> Pulled:
        """Changes after a cursor; raises `Refusal("cursor_unknown")` for what no hub wrote."""
        if cursor and not _is_object(cursor):
            raise Refusal("cursor_unknown")
        rows = self._call(
            "SELECT * FROM hub_pull(%s, %s, %s, %s)", desk_no, cursor, limit, _asked(scope)
        )
        told = json.loads(rows.pop()[3])
        return Pulled(
            tuple(_states(rows)),
            told["cursor"],
            told["more"],
            told["epoch"],
            told["stage"],
            _given(told["scope"]) if told["scope"] else ALL,
            told["now"],
        )

    def fetch(self, keys: Iterable[Key]) -> list[RecordState]:
        """The present states of some records, leases among them."""
        wanted = sorted(set(keys))
        if not wanted:
            return []
        return _states(self._call("SELECT * FROM hub_fetch(%s)", as_json(wanted)))

    def history(self, words: str, limit: int = 50) -> list[str]:
        """Uids of tickets, newest first, whose number, phone, waybill or customer is `words`."""
        return [str(row[0]) for row in self._call("SELECT hub_history(%s, %s)", words, limit)]

    def tickets(self, uids: Sequence[str]) -> list[RecordState]:
        """Tickets with all that hangs on them, their customers, parcels and leases."""
        return _states(self._call("SELECT * FROM hub_tickets(%s)", list(uids)))

    def digest(
        self, scope: Scope = ALL, *, whole: Collection[int] = (), since: int = 0
    ) -> dict[int, tuple[int, int]]:
        """Number of records and sum of fingerprints of each bucket that has any."""
        asked = _asked(scope, whole=sorted(whole), since=since)
        rows = self._call("SELECT * FROM hub_digest(%s)", asked)
        return {bucket: (count, total) for bucket, count, total in rows}

    def bucket(
        self, number: int, scope: Scope = ALL, *, since: int = 0
    ) -> list[tuple[str, str, int]]:
        """Kind, uid and revision of all records of one bucket."""
        rows = self._call("SELECT * FROM hub_bucket(%s, %s)", number, _asked(scope, since=since))
        return [(kind, uid, rev) for kind, uid, rev in rows]

    def snapshot(self, scope: Scope = ALL) -> Snapshot | None:
        """The newest ready-made replica of what the asker gets to see of a scope."""
        sql = (
            "SELECT sha256, size, epoch, cursor, schema, records, made_at FROM hub_snapshot_for(%s)"
        )
        rows = self._call(sql, _asked(scope))
        return Snapshot(*rows[0]) if rows else None


def _asked(scope: Scope, **more: Any) -> Any:
    """A scope as hub_pull takes it: what is not narrowed is not named."""
    told: dict[str, Any] = {name: value for name, value in more.items() if value}
    if scope.groups:
        told["groups"] = list(scope.groups)
    if scope.regions:
        told["regions"] = list(scope.regions)
    if scope.days:
        told["days"] = scope.days
    return as_json(told)


def _given(told: dict[str, Any]) -> Scope:
    return Scope(tuple(told["groups"] or ()), tuple(told["regions"] or ()), told["days"])


def _is_object(cursor: str) -> bool:
    try:
        return isinstance(json.loads(cursor), dict)
    except ValueError:
        return False


def _states(rows: Sequence[tuple[Any, ...]]) -> list[RecordState]:
    """Rows of hub_state as states; their facts are read all at once."""
    bodies = json.loads(f"[{','.join([row[3] or 'null' for row in rows])}]")
    return [
        RecordState(kind, uid, rev, body, gone, author, evicted)
        for (kind, uid, rev, _, gone, author, evicted), body in zip(rows, bodies, strict=True)
    ]
