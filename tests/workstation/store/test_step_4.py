"""A replica of the third schema becomes one of the fourth."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from workstation.store import schema, state
from workstation.store.kinds import CLASSES, codec_of


def older(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for statements in schema.STEPS[:3]:
        for statement in statements:
            connection.execute(statement)
    connection.execute("PRAGMA user_version=3")
    for key, value in (("hub_cursor", "far"), ("hub_stage", "history"), ("hub_epoch", "e1")):
        state.write(connection, key, value)
    return connection


def test_it_has_the_new_kinds_and_asks_the_hub_for_all_once_more(tmp_path: Path) -> None:
    connection = older(tmp_path / "replica.db")
    assert schema.upgrade(connection)
    assert schema.version_of(connection) == schema.VERSION
    for kind in CLASSES:
        assert connection.execute(codec_of(kind).select).fetchall() == []
    told = {key: state.read(connection, key) for key in ("hub_cursor", "hub_stage", "hub_epoch")}
    assert told == {"hub_cursor": "", "hub_stage": "", "hub_epoch": "e1"}
    assert not state.read(connection, "sweeping")  # nothing is dropped for it
    assert not schema.upgrade(connection)
    connection.close()
