"""What whoever runs a hub says to it on a terminal."""

from __future__ import annotations

import json
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from workstation.terminal.main import main


def _ask(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict[str, Any]]:
    code = main([*map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def _kept(capsys: pytest.CaptureFixture[str], url: str, tmp_path: Path) -> None:
    """A hub from its making until its one desk is gone."""
    code, told = _ask(capsys, "hub", "init", url)
    assert (code, told["schema"]) == (0, 2)
    code, added = _ask(capsys, "hub", "add-person", url, "沈青", "--role", "admin")
    assert (code, added["fresh"], added["work_no"]) == (0, True, "1001")
    _, program, *words = shlex.split(added["join"])
    assert program == "main.py"
    code, joined = _ask(capsys, *words, "--profile", tmp_path / "desk")
    assert (code, joined["agent"]) == (0, "沈青")
    assert "secret" not in joined["hub"]
    figures = tmp_path / "figures.prom"
    code, status = _ask(capsys, "hub", "status", url, "--prometheus", figures)
    assert (code, status["records"], status["kinds"]) == (0, 1, {"agent": 1})
    assert [desk["desk_no"] for desk in status["desks"]] == [1]
    assert 'aftercare_hub_records{kind="agent"} 1' in figures.read_text("utf-8")
    code, checked = _ask(capsys, "hub", "check", url)
    assert (code, checked["findings"]) == (0, [])
    assert _ask(capsys, "hub", "upgrade", url)[1]["epoch"] == status["epoch"]
    assert _ask(capsys, "hub", "new-epoch", url)[1]["epoch"] != status["epoch"]
    code, removed = _ask(capsys, "hub", "remove-desk", url, 1)
    assert (code, removed["desk_no"]) == (0, 1)
    code, told = _ask(capsys, "hub", "remove-desk", url, 1)
    assert (code, told["error"]) == (1, "desk_missing")
    assert main(["hub", "status", url]) == 0
    assert "PostgreSQL" in (out := capsys.readouterr().out) or "SQLite" in out


def test_an_sqlite_hub(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _kept(capsys, f"sqlite:///{tmp_path}/hub.db", tmp_path)


def test_a_postgresql_hub(
    capsys: pytest.CaptureFixture[str], fresh_database: str, tmp_path: Path
) -> None:
    _kept(capsys, fresh_database, tmp_path)


def test_no_hub_is_said_in_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/none.db"
    for words in (("status",), ("check",), ("upgrade",), ("new-epoch",), ("remove-desk", "1")):
        code, told = _ask(capsys, "hub", words[0], url, *words[1:])
        assert (code, told["error"]) == (1, "hub_missing")
    code, told = _ask(capsys, "hub", "add-person", url, "沈青", "--group", "cod")
    assert (code, told["error"]) == (1, "hub_missing")
    assert "hub init" in told["message"]


def test_sync_says_what_keeps_the_hub_away(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/hub.db"
    _ask(capsys, "hub", "init", url)
    _ask(capsys, "hub", "add-person", url, "沈青")
    _ask(capsys, "--profile", tmp_path / "desk", "--as", "1001", "join", url)
    with closing(sqlite3.connect(tmp_path / "hub.db")) as connection, connection:
        connection.execute("UPDATE hub_meta SET value='99' WHERE key='schema'")
    assert main(["--profile", str(tmp_path / "desk"), "sync"]) == 1
    told = capsys.readouterr().out
    assert told.splitlines()[-1].endswith("hub.db is of a newer schema; update this program")
