"""A row that somebody deleted at the hub comes back from a desk, or is declared gone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.workstation.sync.team import AddNote, Seat, Team
from workstation.domain.refusal import Refusal
from workstation.sync import hub_mend
from workstation.sync.hub_engine import postgres_engine, run, sqlite_engine
from workstation.sync.protocol import RecordState
from workstation.sync.verifying import verify
from workstation.terminal.main import main


@pytest.fixture
def by_hand(hub_url: str) -> Iterator[Callable[[str], list[Any]]]:
    """Whatever somebody does to the hub's tables with a tool."""
    path = Path(hub_url.removeprefix("sqlite:///"))
    engine = sqlite_engine(path) if hub_url.startswith("sqlite") else postgres_engine(hub_url)

    def do(sql: str) -> list[Any]:
        def work(connection: Any) -> list[Any]:
            done = connection.execute(text(sql))
            return list(done) if done.returns_rows else []

        return run(engine, work)

    yield do
    engine.dispose()


@pytest.fixture
def pair(team: Team) -> tuple[Seat, Seat]:
    seat, other = team.seat(), team.seat()
    for number in range(3):
        uid = seat.ticket(subject=f"{number}", waybill=f"SF{number}", group_code="customs")
        seat.do(AddNote(uid, "noted"))
    team.settle()
    seat.set(uid, subject="later", owner="agent-desk1", region="south")
    team.settle()
    return seat, other


def _first(seat: Seat) -> str:
    return str(seat.rows("SELECT uid FROM ticket ORDER BY subject DESC LIMIT 1")[0][0])


def _codes(team: Team) -> set[str]:
    return {finding.code for finding in team.hub.check()}


def test_a_deleted_row_comes_back_from_a_desk(
    team: Team, pair: tuple[Seat, Seat], hub_url: str, by_hand: Callable[[str], list[Any]]
) -> None:
    seat, other = pair
    uid = _first(seat)
    columns = "kind,uid,ticket,grp,region,opened_by,number,status,owner,waybill"
    before = by_hand(f"SELECT {columns} FROM hub_record WHERE uid='{uid}'")
    body = team.hub.fetch([("ticket", uid)])[0].body
    by_hand(f"DELETE FROM hub_record WHERE uid='{uid}'")
    assert "record_lost" in _codes(team)
    (missing,) = hub_mend.lost(hub_url)
    assert (missing.key, missing.desks) == (("ticket", uid), ())
    told = verify(seat.exchange)
    assert (told.repaired, told.dropped) == (0, 0)
    assert seat.read(uid).subject == "later"
    (missing,) = hub_mend.lost(hub_url)
    assert missing.desks == (seat.exchange.identity().desk_no,)
    done = hub_mend.mend(hub_url, restore=True)
    assert (done.restored, done.gone, done.left) == ((("ticket", uid),), (), ())
    assert _codes(team) == set()
    assert by_hand(f"SELECT {columns} FROM hub_record WHERE uid='{uid}'") == before
    (state,) = team.hub.fetch([("ticket", uid)])
    assert state.body == body
    assert team.hub.history("SF2") == [uid]
    team.settle()
    team.agree()
    assert verify(other.exchange).repaired == 0
    seat.set(uid, subject="and work goes on")
    team.settle()
    assert other.read(uid).subject == "and work goes on"
    ((action, told_json),) = by_hand(
        "SELECT action, CAST(told AS text) FROM hub_operation WHERE desk_no=0"
    )
    assert action == "MendHub"
    args = json.loads(told_json)["args"]
    assert args["by"] == done.by != ""
    assert args["restored"] == [["ticket", uid, [1]]]


def test_many_deleted_rows_are_offered_too(
    team: Team,
    pair: tuple[Seat, Seat],
    hub_url: str,
    by_hand: Callable[[str], list[Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("workstation.sync.verifying._TOO_MANY", 2)
    seat, _ = pair
    by_hand("DELETE FROM hub_record WHERE kind IN ('ticket','entry')")
    verify(seat.exchange)
    done = hub_mend.mend(hub_url, restore=True)
    assert len(done.restored) >= 9
    assert done.left == ()
    assert _codes(team) == set()
    team.settle()
    team.agree()


def test_what_no_desk_has_is_declared_gone_and_desks_drop_it(
    team: Team, pair: tuple[Seat, Seat], hub_url: str, by_hand: Callable[[str], list[Any]]
) -> None:
    seat, other = pair
    uid = _first(seat)
    by_hand(f"DELETE FROM hub_record WHERE uid='{uid}'")
    with pytest.raises(Refusal, match="record_not_lost"):
        hub_mend.mend(hub_url, gone=["nowhere"])
    done = hub_mend.mend(hub_url, gone=[])
    assert done.gone == (("ticket", uid),)
    assert _codes(team) == set()
    team.settle()
    for one in pair:
        assert one.find("ticket", uid) is None
        assert one.notes(uid) == []
        assert verify(one.exchange).repaired == 0
    team.agree()
    assert other.rows("SELECT count(*) FROM ticket") == [(2,)]


def test_nobody_offers_what_was_never_here_or_is_here(team: Team, pair: tuple[Seat, Seat]) -> None:
    seat, _ = pair
    who = seat.exchange.identity()
    told = [
        RecordState("ticket", "invented", 5, {"number": "9-9", "created_at": 1}),
        RecordState("ticket", _first(seat), 9, {"number": "9-9", "created_at": 1}),
    ]
    assert team.hub.offer(who.desk_no, who.token, told) == []
    with pytest.raises(Refusal, match="desk_cloned"):
        team.hub.offer(who.desk_no, "another", told)


def test_the_command(
    team: Team,
    pair: tuple[Seat, Seat],
    hub_url: str,
    by_hand: Callable[[str], list[Any]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    seat, _ = pair
    assert main(["hub", "mend", hub_url]) == 0
    by_hand(f"DELETE FROM hub_record WHERE uid='{_first(seat)}'")
    assert main(["hub", "mend", hub_url]) == 1
    assert "no desk has offered it yet" in capsys.readouterr().out
    verify(seat.exchange)
    assert main(["hub", "mend", hub_url, "--restore"]) == 0
    assert "restored" in capsys.readouterr().out
    assert main(["hub", "check", hub_url]) == 0
