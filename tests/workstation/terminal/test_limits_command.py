"""`limits` and `automations` as a shell meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.seat import Seat
from workstation import settings
from workstation.actions.claims import MakeClaim
from workstation.actions.tickets import ResumeTicket, SetWaiting, TakeTicket, UrgeTicket
from workstation.limit_lines import STATES
from workstation.terminal.limit_words import _WORDS, words
from workstation.terminal.main import main

HOUR = 3_600_000


@pytest.fixture
def number(tmp_path: Path) -> str:
    """A profile with a ticket that has waited, been urged three times, and has a claim."""
    seat = Seat(tmp_path / "desk")
    seat.now += 26 * HOUR  # a Monday morning
    ticket = seat.ticket(class_code="safety", subtype="safety.damaged", phone="13800000000")
    seat.do(TakeTicket(ticket.uid))
    seat.do(SetWaiting(ticket.uid, "customer"))
    seat.now += HOUR
    seat.do(ResumeTicket(ticket.uid))
    seat.do(MakeClaim(ticket.uid, "damage"))
    for _ in range(3):
        seat.do(UrgeTicket(ticket.uid))
    seat.desk.close()
    settings.write(tmp_path / "desk", settings.Settings(kind="own", language="zh_CN"))
    return ticket.number


def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], *argv: str) -> dict[str, Any]:
    assert main(["--json", "--profile", str(tmp_path / "desk"), *argv]) == 0
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told, dict)
    return told


def test_all_limits_are_told_with_their_arithmetic(
    number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = run(tmp_path, capsys, "limits", number)
    by_kind = {(one["kind"], one["layer"]): one for one in told["limits"]}
    internal, law = by_kind["resolve", "internal"], by_kind["legal", "legal"]
    assert internal["pauses"][0]["open_ms"] == internal["paused_ms"] > 0
    assert law["paused_ms"] == 0
    assert law["span_ms"] == 7 * 24 * HOUR
    assert {one["state"] for one in told["limits"]} <= set(STATES)
    claims = [one for one in told["limits"] if one["claim"]]
    assert [one["kind"] for one in claims] == ["answer"]
    assert any(one["follows"] for one in told["limits"])
    assert all(one["source"] and one["due"].endswith("Z") for one in told["limits"])


def test_a_person_reads_them_in_chinese(
    number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--profile", str(tmp_path / "desk"), "limits", number]) == 0
    said = capsys.readouterr().out
    assert "投诉七日内处理并告知" in said
    assert "起算" in said
    assert "到期" in said
    assert "started" not in said


def test_automations_are_listed_and_tried(
    number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = run(tmp_path, capsys, "automations", "list")
    codes = [one["code"] for one in told["automations"]]
    assert codes == sorted(codes)
    assert told["loops"] == []
    tried = run(tmp_path, capsys, "automations", "preview", "20-urged-thrice")
    assert [one["number"] for one in tried["tickets"]] == [number]
    assert main(["--profile", str(tmp_path / "desk"), "automations", "preview", "none"]) == 1


def test_every_word_is_there_in_both_languages() -> None:
    for english, chinese in _WORDS.values():
        assert english
        assert chinese
    for state in STATES:
        assert words(f"state_{state}", "en")
