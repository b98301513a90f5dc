"""What changed on an SQLite hub since a desk last asked.

A sequence number is a safe place here, for there is one writer at a time. What comes is the
present state of what changed; a ticket that left the desk's scope is told as evicted, one that
came into it brings all that hangs on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection

from workstation.domain.refusal import Refusal
from workstation.sync import hub_cursor, hub_scan, hub_scope
from workstation.sync.hub_rows import LEASE, leases_of, listed, of_keys, rows, scalar, states
from workstation.sync.hub_setup import now_ms
from workstation.sync.protocol import Key, Pulled, RecordState, Scope

_LINES: Final = 250  # of the log, looked at together
_NOTED_MS: Final = 600_000
_SQL: Final = (
    "SELECT seq,kind,uid,rev,desk_no,old_grp,operation FROM hub_change"
    " WHERE seq>? AND seq<=? ORDER BY seq LIMIT ?"
)


def pull(
    connection: Connection, epoch: str, desk_no: int, text: str, limit: int, scope: Scope
) -> Pulled:
    """The next changes after a cursor.

    Raises `Refusal`: desk_unknown, cursor_unknown; and `Restored`.
    """
    if desk_no:
        _check_desk(connection, desk_no)
    asked = hub_scope.in_order(scope)
    told = hub_cursor.read(connection, text, epoch, asked)
    stage = ""
    if "scan" in told:
        changes, stage = hub_scan.page(connection, told, asked, limit)
        done = "scan" not in told
    else:
        if "to" not in told:
            hub_cursor.aimed(connection, told)
        page = _Page(connection, desk_no, asked, told, limit)
        done = page.read()
        changes = page.changes
    if done:
        told = hub_cursor.arrived(told)
    more = not done or hub_cursor.newest(connection) > told["at"]
    return Pulled(tuple(changes), hub_cursor.written(told), more, epoch, stage, asked, now_ms())


def heard(connection: Connection, desk_no: int) -> None:
    """Note when a desk last asked."""
    sql = "UPDATE hub_desk SET pulled_at=? WHERE desk_no=?"
    connection.exec_driver_sql(sql, (now_ms(), desk_no))


def is_late(connection: Connection, desk_no: int) -> bool:
    """Whether it is time to note that a desk asked: not each time, for it wakes the others."""
    sql = "SELECT pulled_at FROM hub_desk WHERE desk_no=?"
    return int(scalar(connection, sql, [desk_no]) or 0) < now_ms() - _NOTED_MS


def _check_desk(connection: Connection, desk_no: int) -> None:
    sql = "SELECT 1 FROM hub_desk WHERE desk_no=? AND removed_at IS NULL"
    if scalar(connection, sql, [desk_no]) is None:
        raise Refusal("desk_unknown", desk_no=desk_no)


def fetch(connection: Connection, keys: Iterable[Key]) -> list[RecordState]:
    """The present states of records and leases."""
    wanted = set(keys)
    held = [uid for kind, uid in wanted if kind == LEASE]
    found = states(of_keys(connection, wanted))
    return [*found, *leases_of(connection, held)] if held else found


def tickets(connection: Connection, uids: Sequence[str]) -> list[RecordState]:
    """Tickets with all that hangs on them, their customers, parcels and leases."""
    hanging = states(rows(connection, _WHOLE, [listed(uids)]))
    others: dict[str, None] = {}
    for state in hanging:
        for name in ("customer", "parcel"):
            if state.kind == "ticket" and state.body and state.body.get(name):
                others[str(state.body[name])] = None
    beside = hub_scan.companions(connection, others) if others else []
    return [*beside, *hanging, *leases_of(connection, uids)]


_WHOLE: Final = (
    "SELECT r.kind,r.uid,r.rev,r.body,r.gone,r.author FROM json_each(?) j"
    " CROSS JOIN hub_record r ON r.ticket=j.value AND r.ticket<>''"
    " ORDER BY r.kind<>'ticket', r.rowid"
)


@dataclass(slots=True)
class _Page:
    """One answer's worth of the log: read in parts until it is long enough."""

    connection: Connection
    desk_no: int
    scope: Scope
    told: dict[str, Any]
    limit: int
    changes: list[RecordState] = field(default_factory=list)
    seen: set[Key] = field(default_factory=set)
    size: int = 0

    def read(self) -> bool:
        """Read on; tell whether all up to where the cursor goes has been read."""
        told = self.told
        lines_read = 0
        while True:
            after = told.get("page", told["at"])
            upto = told.get("bring", {}).get("upto", told["to"])
            most = min(_LINES, max(1, self.limit - lines_read))
            lines = rows(self.connection, _SQL, [after, upto, most])
            lines_read += len(lines)
            if not self._part(lines):
                told["bring"]["upto"] = lines[-1][0]
                return False
            told.pop("bring", None)
            if len(lines) < most and upto == told["to"]:
                return True
            if lines:
                told["page"] = lines[-1][0]
            if lines_read >= self.limit or self.size >= hub_scan.MOST_BYTES:
                return bool(told.get("page", told["at"]) >= told["to"])

    def _part(self, lines: Sequence[Any]) -> bool:
        """Take in what some lines are about; False when not all that came with them fits."""
        begun = "bring" in self.told
        known = {(row[0], row[1]): row for row in of_keys(self.connection, _keys(lines))}
        inside = self._inside(lines, known)
        arrived: set[str] = set()
        own: dict[Key, int] = {}
        others: dict[Key, None] = {}
        for _, kind, uid, rev, desk_no, old_group, operation in lines:
            key = (kind, uid)
            if kind == "ticket":
                moved = self._moved(key, known, old_group, operation)
                if moved and not inside[key] and not begun:
                    self._evict(key, known)
                elif inside[key] and (moved or self._older(known.get(key))):
                    arrived.add(uid)
            if not inside[key] or key in self.seen or begun:
                continue
            if desk_no == self.desk_no and key not in others and kind != LEASE:
                own[key] = rev
            else:
                own.pop(key, None)
                others[key] = None
        self.changes += [RecordState(*key, rev=rev, body=None) for key, rev in own.items()]
        self._take([known[key] for key in others if key in known])
        held = [uid for kind, uid in others if kind == LEASE]
        if held:
            self.changes += leases_of(self.connection, held)
        self.seen.update(others)
        return self._bring(sorted(arrived))

    def _take(self, found: Sequence[Any]) -> None:
        self.changes += states(found)
        self.size += sum(len(row[3]) for row in found)

    def _evict(self, key: Key, known: dict[Key, Any]) -> None:
        row = known.get(key)
        rev = 0 if row is None else int(row[2])
        author = "" if row is None else str(row[5])
        self.changes.append(RecordState(*key, rev, None, True, author, evicted=True))
        self.seen.add(key)

    def _bring(self, arrived: list[str]) -> bool:
        """Bring what hangs on tickets that came into the scope, as far as there is room."""
        if not arrived:
            return True
        place = self.told.get("bring", {}).get("at", {})
        room = max(1, self.limit - len(self.changes))
        found, whole = hub_scan.hanging(self.connection, arrived, place, room)
        self._take([row for row in found if (row[0], row[1]) not in self.seen])
        self.seen.update((row[0], row[1]) for row in found)
        self.changes += leases_of(self.connection, [row[1] for row in found if row[0] == "ticket"])
        if not whole:
            self.told["bring"] = {"at": place}
        return whole

    def _inside(self, lines: Sequence[Any], known: dict[Key, Any]) -> dict[Key, bool]:
        """Which of the records that lines are about are within the scope."""
        keys = _keys(lines)
        if not (self.scope.groups or self.scope.regions):
            return dict.fromkeys(keys, True)
        held = [uid for kind, uid in keys if kind == LEASE]
        where = {row[1]: row for row in of_keys(self.connection, [("ticket", uid) for uid in held])}
        told = {}
        for key in keys:
            row = where.get(key[1]) if key[0] == LEASE else known.get(key)
            told[key] = row is not None and (
                row[6] == "" or hub_scope.holds(self.scope, row[7], row[8])
            )
        return told

    def _moved(self, key: Key, known: dict[Key, Any], old_group: str, operation: str) -> bool:
        """Whether a ticket may have come into the scope, or gone out of it, with a change."""
        row = known.get(key)
        if row is None or row[4]:
            return False
        scope = self.scope
        if scope.groups and old_group and (old_group in scope.groups) != (row[7] in scope.groups):
            return True
        return bool(scope.regions) and self._region_changed(key[1], row[2], operation)

    def _region_changed(self, uid: str, rev: int, operation: str) -> bool:
        """Whether an operation set a ticket's region; the log does not tell the former one."""
        if not operation:
            return rev > 1
        sql = "SELECT told FROM hub_operation WHERE uid=?"
        found = rows(self.connection, sql, [operation])
        if not found:
            return True
        changes = json.loads(found[0][0]).get("changes")
        return changes is None or any(
            change.get("uid") == uid and "region" in (change.get("set") or ()) for change in changes
        )

    def _older(self, row: Any) -> bool:
        """Whether a ticket may be one that was left out for its age: it comes whole."""
        if "since" not in self.told or row is None or row[4]:
            return False
        return int(json.loads(row[3]).get("created_at", 0)) < int(self.told["since"])


def _keys(lines: Sequence[Any]) -> dict[Key, None]:
    return {(line[1], line[2]): None for line in lines}
