"""What a person reads: masked unless a reason is given, people by their names, nothing written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from workstation.actions.tickets import AssignTicket
from workstation.desk import open_desk
from workstation.terminal.main import main

Say = Callable[..., tuple[int, str]]
PHONE, NAME, STREET = "13800138000", "欧阳小萍", "科技园路1号"


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    def told(*argv: str) -> tuple[int, str]:
        code = main(["--profile", str(tmp_path / "profile"), *argv])
        return code, capsys.readouterr().out

    return told


@pytest.fixture
def tickets(tmp_path: Path) -> Path:
    path = tmp_path / "tickets.csv"
    path.write_text(
        "工单号,客户,电话,地址,描述\n"
        f"A1,{NAME},{PHONE},广东省深圳市南山区{STREET},花瓶碎了 {NAME}请回电{PHONE}\n",
        "utf-8",
    )
    return path


def journal(profile: Path) -> list[str]:
    desk = open_desk(profile, start=False)
    try:
        rows = desk.read.connection.execute("SELECT changes FROM journal ORDER BY id")
        return [str(row[0]) for row in rows if "RecordReading" in row[0]]
    finally:
        desk.close()


def test_people_are_masked_until_a_reason_is_given(say: Say, tickets: Path, tmp_path: Path) -> None:
    assert say("import", str(tickets))[0] == 0
    commands = (("list",), ("find", "花瓶"), ("show", "A1"))
    for command in commands:
        _, told = say(*command)
        assert "欧阳" in told
        assert not any(secret in told for secret in (PHONE, NAME, STREET)), command
    assert "138****8000" in say("show", "A1")[1]
    assert journal(tmp_path / "profile") == []
    for command in commands:
        assert NAME in say(*command, "--unmasked", "客户要求回电")[1]
    assert PHONE in say("show", "A1", "--unmasked", "客户要求回电")[1]
    kept = journal(tmp_path / "profile")
    assert len(kept) == 4
    assert all(json.loads(line)[0]["new"]["reason"] == "客户要求回电" for line in kept)
    code, told = say("show", "A1", "--unmasked", " ")
    assert (code, told) == (1, "")
    answer = json.loads(say("--json", "show", "A1")[1])
    assert answer["ticket"]["phone"] == PHONE


def test_changes_name_people(say: Say, tickets: Path, tmp_path: Path) -> None:
    say("import", str(tickets))
    desk = open_desk(tmp_path / "profile", start=False)
    try:
        ticket = desk.read.ticket_by_number("A1")
        assert ticket is not None
        desk.do(AssignTicket(ticket.uid, desk.agent.uid)).result()
        name, uid = desk.agent.name, desk.agent.uid
    finally:
        desk.close()
    _, told = say("show", "A1")
    assert f"owner: - → {name}" in told
    assert uid not in told


def test_an_import_that_is_only_tried_writes_nothing(
    say: Say, tickets: Path, tmp_path: Path
) -> None:
    with tickets.open("a", encoding="utf-8") as stream:
        stream.write("A2\n")
    before = sorted(tmp_path.iterdir())
    _, told = say("--json", "import", str(tickets), "--dry-run", "--keep-good")
    answer = json.loads(told)
    assert (answer["created"], answer["refused"], answer["refused_file"]) == (1, 1, "")
    assert answer["committed"] is False
    assert sorted(tmp_path.iterdir()) == before
    named = tmp_path / "named.csv"
    _, told = say("--json", "import", str(tickets), "--dry-run", "--refused", str(named))
    assert json.loads(told)["refused_file"] == str(named)
    assert "A2" in named.read_text("utf-8-sig")
    assert not (tmp_path / "profile").exists()
