"""Versions of reply scripts in the replica, what people say of them, and their marks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, Final

from workstation.domain.script_version import ScriptMark, ScriptNote, ScriptVersion
from workstation.store.kinds import codec

#: What a head leaves out: the words themselves.
_HEAVY: Final = {"content": "'{}'"}
#: States in which a version is, was or will be said.
_SAID: Final = "state IN ('in_force','retired') AND from_at IS NOT NULL"
_PART: Final = 400
_USED: Final = (
    *("uid", "code", "version", "title", "made_at", "owner", "scope", "state"),
    *("from_at", "until_at", "activated_at", "retired_at"),
)


def heads(connection: sqlite3.Connection, code: str = "") -> tuple[ScriptVersion, ...]:
    """All versions (of one script) without their words, the one made last first."""
    where, values = ("WHERE code=?", (code,)) if code else ("", ())
    return _heads(connection, f"{where} ORDER BY made_at DESC, id DESC", *values)


def used(connection: sqlite3.Connection) -> tuple[ScriptVersion, ...]:
    """The versions that were put in force, also those of the future: what tells which is in use."""
    rows = connection.execute(f"SELECT {','.join(_USED)} FROM script WHERE {_SAID}")
    return tuple(_head(dict(zip(_USED, row, strict=True))) for row in rows)


def waiting(connection: sqlite3.Connection) -> tuple[ScriptVersion, ...]:
    """The versions that wait for something, without their words."""
    return _heads(connection, "WHERE state IN ('draft','sent_in','reviewed')")


def _head(facts: dict[str, Any]) -> ScriptVersion:
    scope = facts.pop("scope")
    return ScriptVersion(**facts, scope=() if scope == "[]" else tuple(json.loads(scope)))


def used_stamp(connection: sqlite3.Connection) -> tuple[int, ...]:
    """What differs as soon as `used` would: drafts and their changes leave it as it is."""
    row = connection.execute(
        "SELECT count(*),sum(made_at),sum(changed_at),sum(from_at),sum(until_at),sum(retired_at)"
        f" FROM script WHERE {_SAID}"
    ).fetchone()
    return tuple(int(number or 0) for number in row)


def version(connection: sqlite3.Connection, uid: str) -> ScriptVersion | None:
    """A version with its words."""
    return next(iter(_versions(connection, "WHERE uid=?", uid)), None)


def versions(connection: sqlite3.Connection, uids: Iterable[str]) -> Iterator[ScriptVersion]:
    """Versions with their words, by their uids."""
    wanted = list(uids)
    for start in range(0, len(wanted), _PART):
        part = wanted[start : start + _PART]
        yield from _versions(connection, f"WHERE uid IN ({','.join('?' * len(part))})", *part)


def version_named(
    connection: sqlite3.Connection, code: str, name: str, owner: str = ""
) -> ScriptVersion | None:
    """The version of a script that bears a name and was said, with its words."""
    found = _versions(
        connection,
        f"WHERE code=? AND version=? AND owner IN ('',?) AND {_SAID}"
        " ORDER BY owner<>'', from_at DESC LIMIT 1",
        *(code, name, owner),
    )
    return next(iter(found), None)


def notes(
    connection: sqlite3.Connection, code: str = "", *, open_only: bool = False, limit: int = 500
) -> tuple[ScriptNote, ...]:
    """What people say of one script or of all, newest first."""
    coder = codec(ScriptNote)
    tests = [*(["code=?"] if code else []), *(["state='open'"] if open_only else [])]
    where = f"WHERE {' AND '.join(tests)}" if tests else ""
    rows = connection.execute(
        f"{coder.select} {where} ORDER BY at DESC, id DESC LIMIT {limit:d}",
        (code,) if code else (),
    )
    return tuple(coder.record(row) for row in rows)


def note_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many open notes each script has."""
    rows = connection.execute(
        "SELECT code,count(*) FROM script_note WHERE state='open' GROUP BY code"
    )
    return {code: int(count) for code, count in rows}


def waiting_for(connection: sqlite3.Connection, agent: str) -> int:
    """What waits for a leader: versions of others that were sent in, and open notes."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM script WHERE state='sent_in' AND owner=''"
        " AND made_by<>? AND changed_by<>?)"
        " + (SELECT count(*) FROM script_note WHERE state='open')",
        (agent, agent),
    ).fetchone()
    return int(row[0])


def marks(connection: sqlite3.Connection, agent: str) -> tuple[ScriptMark, ...]:
    """One person's favourites and hotkeys."""
    coder = codec(ScriptMark)
    rows = connection.execute(f"{coder.select} WHERE agent=? ORDER BY id", (agent,))
    return tuple(coder.record(row) for row in rows)


def recents(connection: sqlite3.Connection, agent: str, limit: int, look: int = 300) -> list[str]:
    """The codes that a person said last, the latest first, among the last `look` uses."""
    rows = connection.execute(
        "SELECT script FROM entry WHERE author=? AND script<>'' ORDER BY at DESC LIMIT ?",
        (agent, look),
    )
    return list(dict.fromkeys(str(code) for (code,) in rows))[:limit]


def rule_versions(connection: sqlite3.Connection) -> set[str]:
    """The names of all versions of the team's own script files."""
    rows = connection.execute("SELECT DISTINCT version FROM rule WHERE file LIKE 'scripts/%'")
    return {str(name) for (name,) in rows}


def _heads(connection: sqlite3.Connection, rest: str, *values: object) -> tuple[ScriptVersion, ...]:
    coder = codec(ScriptVersion)
    columns = ",".join(_HEAVY.get(name, f'"{name}"') for name in coder.names)
    rows = connection.execute(f"SELECT {columns} FROM script {rest}", values)
    return tuple(coder.record(row) for row in rows)


def _versions(
    connection: sqlite3.Connection, rest: str, *values: object
) -> Iterator[ScriptVersion]:
    coder = codec(ScriptVersion)
    for row in connection.execute(f"{coder.select} {rest}", values).fetchall():
        yield coder.record(row)
