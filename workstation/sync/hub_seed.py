"""Putting many whole records into a hub at once, as when a team's data moves in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from workstation.sync.bulk_insert import insert_rows
from workstation.sync.hub_push import check_desk
from workstation.sync.hub_setup import now_ms
from workstation.sync.hub_tables import columns_of, record
from workstation.sync.protocol import Facts, Key
from workstation.sync.rule_guards import keep_words
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
        rows = placed(connection, [row_of(kind, facts, now) for kind, facts in part])
        insert_rows(connection, record, rows, unless_there=True)
        lines = [
            _line(kind, uid, group, desk_no, now)
            for kind, uid, group in _present(connection, keys) - before
        ]
        log(connection, lines)
        total += len(lines)
    if any(kind == "rule" for kind, _ in records):
        keep_words(connection)
    return total


def _present(connection: Connection, uids: list[str]) -> set[tuple[str, str, str]]:
    query = select(record.c.kind, record.c.uid, func.coalesce(record.c.grp, ""))
    return {
        (row[0], row[1], row[2]) for row in connection.execute(query.where(record.c.uid.in_(uids)))
    }


def placed(connection: Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with the ticket, group and region of what they hang on."""
    found = {(row["kind"], row["uid"]): row for row in rows}
    for row in rows:
        if row["kind"] == "print":
            holder = _holder(connection, found, "claim", row["body"].get("claim", ""))
            row["ticket"] = holder["ticket"] if holder else ""
        if row["ticket"] and row["kind"] != "ticket":
            holder = _holder(connection, found, "ticket", row["ticket"])
            if holder:
                row |= {"grp": holder["grp"], "region": holder["region"]}
    return rows


def _holder(
    connection: Connection, found: dict[Key, Any], kind: str, uid: str
) -> Mapping[str, Any] | None:
    """What a record hangs on: among those found already, or in the hub."""
    key = (kind, uid)
    if key not in found:
        query = select(record.c.ticket, record.c.grp, record.c.region)
        asked = query.where(record.c.uid == uid, record.c.kind == kind)
        found[key] = connection.execute(asked).mappings().first()
    holder: Mapping[str, Any] | None = found[key]
    return holder


def row_of(kind: str, facts: Facts, now: int) -> dict[str, Any]:
    """A new record's row, by its compact facts."""
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


def _line(kind: str, uid: str, group: str, desk_no: int, now: int) -> dict[str, Any]:
    return {
        "kind": kind,
        "uid": uid,
        "rev": 1,
        "grp": group,
        "old_grp": "",
        "old_owner": "",
        "at": now,
        "desk_no": desk_no,
        "operation": "",
    }
