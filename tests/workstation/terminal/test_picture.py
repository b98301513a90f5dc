"""`picture`: a procedure as a file, with and without a desk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.workstation.actions.walker import Walker
from tests.workstation.seat import Seat
from workstation import settings
from workstation.terminal.main import main


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict[str, object]]:
    code = main([*map(str, words), "--json"])
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return code, told


def test_a_shipped_procedure_without_a_desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "seasonal.svg"
    code, told = run(capsys, "--profile", tmp_path / "none", "picture", "seasonal", "--to", file)
    assert (code, told["kind"]) == (0, "svg")
    assert "与寄方协商理赔" in file.read_text(encoding="utf-8")
    assert not (tmp_path / "none").exists()


def test_the_way_of_a_ticket_on_a_page(
    seat: Seat, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    walk = Walker(seat, "seasonal")
    walk.to_contacted()
    number, profile = walk.ticket.number, seat.desk.profile
    settings.write(profile, settings.Settings(kind="own"))
    file = tmp_path / "way.pdf"
    told = ("picture", "--ticket", number, "--paper", "a3", "--palette", "grey", "--to", file)
    code, answer = run(capsys, "--profile", profile, "--as", "agent", *told)
    assert (code, answer["ticket"]) == (0, number)
    assert file.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("seasonal", "--to", "x.png"), "export_format"),
        (("weather", "--to", "x.svg"), "procedure_missing"),
        (("--to", "x.svg"), "used_wrongly"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    words: tuple[str, ...], error: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = run(capsys, "--profile", tmp_path / "none", "picture", *words)
    assert code != 0
    assert told["error"] == error
