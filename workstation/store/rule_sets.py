"""Versions of rule files in the replica: their heads without the texts, and a text by its uid."""

from __future__ import annotations

import sqlite3
from typing import Final

from workstation.domain.rule_set import RuleSet
from workstation.store.kinds import codec

#: What a head leaves out: a text may be long, and few are wanted.
_HEAVY: Final = {"text": "''", "compiled": "'{}'"}


def heads(connection: sqlite3.Connection, file: str = "") -> tuple[RuleSet, ...]:
    """All versions (of one file) without texts, the one made last first."""
    coder = codec(RuleSet)
    columns = ",".join(_HEAVY.get(name, f'"{name}"') for name in coder.names)
    where, values = ("WHERE file=?", (file,)) if file else ("", ())
    rows = connection.execute(
        f"SELECT {columns} FROM rule {where} ORDER BY made_at DESC, id DESC", values
    )
    return tuple(coder.record(row) for row in rows)


def text_of(connection: sqlite3.Connection, uid: str) -> str:
    """A version's text; "" for one that is not here."""
    row = connection.execute("SELECT text FROM rule WHERE uid=?", (uid,)).fetchone()
    return "" if row is None else str(row[0])
