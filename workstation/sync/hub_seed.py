"""Putting many whole records into a hub at once, as when a team's data moves in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from workstation.sync.bulk_insert import insert_rows
from workstation.sync.hub_push import check_desk
from workstation.sync.hub_setup import now_ms
from workstation.sync.hub_tables import columns_of, record
from workstation.sync.protocol import Facts
from workstation.sync.standing import chunks, log

_CHUNK = 500


def seed(
    connection: Connection, desk_no: int, token: str, records: Sequence[tuple[str, Facts]]
) -> int:
    """Insert records, told by their compact facts, that are not there yet; how many were.

    A record whose uid, number or live claim is there already is left out. Raises
    `Refusal("desk_unknown")`.
    """
    check_desk(connection, desk_no, token)
    now = now_ms()
    total = 0
    for part in chunks(records, _CHUNK):
        keys = [facts["uid"] for _, facts in part]
        before = _present(connection, keys)
        rows = [_row(kind, facts, now) for kind, facts in part]
        insert_rows(connection, record, rows, unless_there=True)
        lines = [
            _line(kind, uid, group, desk_no)
            for kind, uid, group in _present(connection, keys) - before
        ]
        log(connection, lines)
        total += len(lines)
    return total


def _present(connection: Connection, uids: list[str]) -> set[tuple[str, str, str]]:
    query = select(record.c.kind, record.c.uid, func.coalesce(record.c.grp, ""))
    return {
        (row[0], row[1], row[2]) for row in connection.execute(query.where(record.c.uid.in_(uids)))
    }


def _row(kind: str, facts: Facts, now: int) -> dict[str, Any]:
    return {
        "uid": facts["uid"],
        "kind": kind,
        "rev": 1,
        "body": {name: value for name, value in facts.items() if name != "uid"},
        "gone": False,
        "author": "",
        "authors": {},
        "changed_at": now,
        **columns_of(kind, facts["uid"], facts),
    }


def _line(kind: str, uid: str, group: str, desk_no: int) -> dict[str, Any]:
    return {
        "kind": kind,
        "uid": uid,
        "rev": 1,
        "grp": group,
        "old_grp": "",
        "desk_no": desk_no,
        "operation": "",
    }
