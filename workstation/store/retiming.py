"""Correcting what was done under a wrong clock, before anybody else hears of it.

Every moment that an operation took from the desk's clock moves by the same step, in the operation
and in the replica's rows: when it was done, and the times that were reckoned from it.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from typing import Any, Final

from workstation.store import bulk
from workstation.store.kinds import CLASSES, codec_of

Key = tuple[str, str]  # kind and uid of a record
Moves = dict[str, dict[int, int]]  # by field: which moment becomes which
#: Fields that hold a moment, by the end of their names; `waits` holds "from-until" texts.
_MOMENTS: Final = ("_at", "_due", "_until", "_since")
_SPELL: Final = re.compile(r"(\d+)-(\d+)")
_HALF_A_DAY: Final = 12 * 3_600_000
#: A time limit or a chosen day lies within two years of the work.
_FARTHEST: Final = 2 * 366 * 86_400_000
_SMALLEST: Final = 100_000_000  # below it a number in a text is no moment that a clock told


def correct(connection: sqlite3.Connection, offset: int, least: int) -> set[tuple[str, str]]:
    """Correct operations that were not sent yet; the records (kind, uid) that changed.

    `offset` is what must be added to the machine's clock; an operation knows what was added when
    it was made. Differences up to `least` milliseconds stay. The caller holds the transaction.
    """
    rows = connection.execute(
        "SELECT n,uid,at,clock_offset,args,changes FROM operation"
        " WHERE state='waiting' AND sent=0 AND abs(?-clock_offset)>? ORDER BY n",
        (offset, least),
    ).fetchall()
    if not rows:
        return set()
    moves: dict[Key, Moves] = {}
    made: set[Key] = set()
    for n, uid, at, made_by, args, changes in rows:
        step = offset - made_by
        moved = {at: at + step}
        changes_told = json.loads(changes)
        for change in changes_told:
            key = change["kind"], change["uid"]
            if "new" in change:
                made.add(key)
            moved |= _reckoned(_values(change), at, step, made=key in made)
        told = [
            _corrected(change, moved, moves.setdefault((change["kind"], change["uid"]), {}))
            for change in changes_told
        ]
        text = _packed(told)
        connection.execute(
            "UPDATE operation SET at=?, clock_offset=?, args=?, changes=? WHERE n=?",
            (at + step, offset, _packed(_shifted(json.loads(args), moved)), text, n),
        )
        connection.execute(
            "UPDATE journal SET at=?, changes=? WHERE operation=?", (at + step, text, uid)
        )
    return {key for key, fields in moves.items() if _row(connection, *key, fields)}


def _values(change: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = change.get("new") or change.get("set") or {}
    return values


def _corrected(change: Mapping[str, Any], own: Mapping[int, int], fields: Moves) -> dict[str, Any]:
    """A change with its moments moved; `fields` learns which value of which field becomes which.

    What stood before moves only as far as an earlier operation corrected now has set it: the
    same moment in another record, or by a right clock, stays.
    """
    told = dict(change)
    if "base" in told:
        told["base"] = {
            name: _shifted(value, fields.get(name, {}), name)
            for name, value in told["base"].items()
        }
    for name in _values(change):
        begun = fields.get("waiting_since", {}) if name == "waits" else {}  # a spell's first half
        fields[name] = {**begun, **fields.get(name, {}), **own}
    for part in ("new", "set"):
        if told.get(part):
            told[part] = {
                name: _shifted(value, fields[name], name) for name, value in told[part].items()
            }
    return told


def _reckoned(told: Mapping[str, Any], at: int, step: int, *, made: bool) -> dict[int, int]:
    """The times that were reckoned from the desk's clock, and what they become.

    Limits run from a ticket's making, and on from the end of a wait. A day that a person chose
    is moved when the clock was so wrong that the person saw another day.
    """
    names = [name for name in told if name.endswith("_due") or name == "due_at"]
    if not made and "waits" not in told:
        names = []
    if abs(step) > _HALF_A_DAY:
        names.append("waiting_until")
    return {
        told[name]: told[name] + step
        for name in names
        if type(told.get(name)) is int and abs(told[name] - at) < _FARTHEST
    }


def _is_moment(name: str) -> bool:
    return name == "at" or name.endswith(_MOMENTS)


def _packed(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _shifted(told: Any, moved: Mapping[int, int], name: str = "") -> Any:
    if isinstance(told, dict):
        return {key: _shifted(value, moved, key) for key, value in told.items()}
    if isinstance(told, list):
        return [_shifted(value, moved, name) for value in told]
    if type(told) is int and (_is_moment(name) or told > _SMALLEST):
        return moved.get(told, told)
    if isinstance(told, str) and name == "waits":
        return _SPELL.sub(lambda spell: _spell(spell, moved), told)
    return told


def _spell(spell: re.Match[str], moved: Mapping[int, int]) -> str:
    begun, ended = (int(part) for part in spell.groups())
    return f"{moved.get(begun, begun)}-{moved.get(ended, ended)}"


def _row(connection: sqlite3.Connection, kind: str, uid: str, fields: Moves) -> bool:
    """Correct a record's row; tell whether it changed."""
    if kind not in CLASSES:
        return False
    coder = codec_of(kind)
    row = connection.execute(f"{coder.select} WHERE uid=?", (uid,)).fetchone()
    if row is None:
        return False
    values: dict[str, Any] = {}
    for name, value in zip(coder.names, row, strict=True):
        moved = fields.get(name, {})
        if type(value) is int and _is_moment(name):
            after: Any = moved.get(value, value)
        elif isinstance(value, str) and value[:1] in "[{" and value not in ("[]", "{}"):
            after = _json_again(value, moved, name)
        else:
            continue
        if after != value:
            values[name] = after
    if values:
        bulk.update_columns(connection, kind, uid, values)
    return bool(values)


def _json_again(value: str, moved: Mapping[int, int], name: str) -> str:
    try:
        told = json.loads(value)
    except ValueError:  # words that begin like JSON
        return value
    after = _shifted(told, moved, name)
    if after == told:
        return value
    return json.dumps(after, ensure_ascii=False, separators=(",", ":"))
