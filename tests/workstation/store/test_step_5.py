"""A replica of the fourth schema gets tables for scripts, and its uses of them an index."""

from __future__ import annotations

import sqlite3

from workstation.domain.script_version import ScriptMark, ScriptNote, ScriptVersion
from workstation.store import bulk, schema, scripts, state
from workstation.store.kinds import codec


def test_a_replica_of_the_fourth_schema_is_brought_up() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statements in schema.STEPS[:4]:
        for statement in statements:
            connection.execute(statement)
    connection.execute("PRAGMA user_version=4")
    state.write(connection, "hub_cursor", "c")
    connection.execute(
        "INSERT INTO entry(uid,ticket,at,author,script) VALUES ('e1','t',1,'amy','kcb'),"
        " ('e2','t',2,'amy',''),('e3','t',3,'amy','ap'),('e4','t',4,'amy','kcb')"
    )
    assert schema.upgrade(connection)
    assert state.read(connection, "hub_cursor") == ""  # the hub is asked for what was passed over
    assert scripts.recents(connection, "amy", 5) == ["kcb", "ap"]
    made = ScriptVersion(
        "s1", "zz", "2026.1", "t", 1, scope=("cod",), content={"a": [1, {"b": None}]}, from_at=2
    )
    mark, note = ScriptMark("m1", "amy", "zz", True, 3), ScriptNote("n1", "zz", "1", 5, body="x")
    bulk.insert(connection, [made, mark, note])
    assert scripts.version(connection, "s1") == made
    assert scripts.marks(connection, "amy") == (mark,)
    assert scripts.notes(connection, "zz", open_only=True) == (note,)
    assert scripts.note_counts(connection) == {"zz": 1}
    assert codec(ScriptVersion).names[0] == "uid"
    connection.close()
