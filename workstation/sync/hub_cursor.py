"""A desk's place in the feed of an SQLite hub, as JSON that only the hub reads.

`at` is the number of the last change that the desk has, `mark` a word for that change: a hub
restored from an older copy has another change there, or none. While a long answer is paged,
`to` is where it goes and `page` how far it got; `bring` says which of the records that come with
tickets have been brought, `scan` the same of the first way through everything.
"""

from __future__ import annotations

import hashlib
import json
import time
from typing import Any, Final

from sqlalchemy import Connection

from workstation.domain.refusal import Refusal
from workstation.sync import hub_scope
from workstation.sync.hub_rows import cursor as query
from workstation.sync.hub_rows import scalar
from workstation.sync.protocol import Scope

FLOOR: Final = "floor_seq"  # of hub_meta: the last change that was taken out of the log
_DAY: Final = 86_400_000


class Restored(Exception):
    """The hub no longer has a change that a desk has: it was put back from an older copy."""

    def __init__(self, epoch: str) -> None:
        super().__init__(epoch)
        self.epoch = epoch


def read(connection: Connection, text: str, epoch: str, scope: Scope) -> dict[str, Any]:
    """A cursor to go on from; a new one for another epoch, another scope, or one too old.

    Raises `Refusal("cursor_unknown")` for what no hub wrote, and `Restored`.
    """
    told = _parsed(text)
    asked = hub_scope.fingerprint(scope)
    known = told.get("epoch") == epoch and told.get("scope", "") == asked
    if not known or ("at" not in told and not isinstance(told.get("scan"), dict)):
        return _begun(connection, epoch, scope)
    if "at" in told:
        at = int(told["at"])
        floor = int(scalar(connection, "SELECT value FROM hub_meta WHERE key=?", [FLOOR]) or 0)
        if at < floor:
            return _begun(connection, epoch, scope)
        if "mark" in told and told["mark"] != mark(connection, at) and at > floor:
            raise Restored(epoch)
    return told


def written(told: dict[str, Any]) -> str:
    """The cursor as it travels."""
    return json.dumps(told, separators=(",", ":"))


def aimed(connection: Connection, told: dict[str, Any]) -> None:
    """Say where an answer goes, before anything is read."""
    told["to"] = newest(connection)
    told["to_mark"] = mark(connection, told["to"])


def arrived(told: dict[str, Any]) -> dict[str, Any]:
    """The cursor once everything up to where it went has been read."""
    kept: dict[str, Any] = {
        name: told[name] for name in ("epoch", "scope", "since") if name in told
    }
    return {**kept, "at": told["to"], "mark": told["to_mark"]}


def newest(connection: Connection) -> int:
    """The number of the last change."""
    return int(scalar(connection, "SELECT max(seq) FROM hub_change") or 0)


def mark(connection: Connection, seq: int) -> str:
    """A word for the change of a number; "" when there is none."""
    sql = "SELECT uid,rev,operation,desk_no FROM hub_change WHERE seq=?"
    row = query(connection, sql, [seq]).fetchone()
    return "" if row is None else hashlib.sha256(repr(tuple(row)).encode()).hexdigest()[:12]


def _begun(connection: Connection, epoch: str, scope: Scope) -> dict[str, Any]:
    told: dict[str, Any] = {"epoch": epoch, "scan": {"part": 0}}
    if asked := hub_scope.fingerprint(scope):
        told["scope"] = asked
    if scope.days > 0:
        told["since"] = time.time_ns() // 1_000_000 - scope.days * _DAY
    aimed(connection, told)
    return told


def _parsed(text: str) -> dict[str, Any]:
    if not text:
        return {}
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    if not isinstance(told, dict) or "epoch" not in told:
        raise Refusal("cursor_unknown")
    return told
