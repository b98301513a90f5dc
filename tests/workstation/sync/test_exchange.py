"""Two desks and a hub through everything a line and a power cut can do to them."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from tests.workstation.sync.team import (
    AddNote,
    Change,
    Faulty,
    Seat,
    TakeTicket,
    Team,
    ignoring_troubles,
    troubles,
)
from workstation.domain.refusal import Refusal
from workstation.store import operations
from workstation.sync.exchange import Exchange
from workstation.sync.hub import open_hub
from workstation.sync.protocol import HubUnreachable
from workstation.sync.sql_hub import SqlHub


class _Killed(Exception):
    """The process ends here."""


def test_a_desk_that_was_away_catches_up_and_loses_nothing(team: Team) -> None:
    seat, away = team.seat(), team.seat()
    shared = seat.ticket()
    team.settle()
    mine = [seat.ticket() for _ in range(20)]
    theirs = [away.ticket() for _ in range(20)]
    for number in range(10):
        seat.set(shared, urged=number + 1)
        away.do(AddNote(shared, f"noted {number} while away"))
    seat.round()
    assert away.counts() == (30, 0)
    team.settle()
    assert all(away.read(uid) for uid in mine)
    assert all(seat.read(uid) for uid in theirs)
    assert len([entry for entry in seat.notes(shared) if entry.kind == "note"]) == 10
    assert seat.read(shared).urged == away.read(shared).urged == 10
    team.agree()


def test_what_came_in_is_announced_with_its_author(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    seat.run(lambda c: c.execute("BEGIN").close())
    seat.run(lambda c: c.execute("COMMIT").close())
    uid = seat.ticket()
    team.settle()
    other.heard.clear()
    seat.set(uid, priority=4)
    seat.do(AddNote(uid, "hello"))
    team.settle()
    told = [changes for changes in other.heard if uid in changes.tickets]
    names = frozenset[str]().union(*(changes.tickets[uid] for changes in told))
    assert {"priority", "entries"} <= names
    assert told[0].origin == "shared"
    assert told[0].who == "agent-desk1"
    assert told[0].rows[uid] > 0


def test_unsent_work_stays_on_the_screen_while_news_come_in(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    uid = seat.ticket()
    team.settle()
    other.set(uid, subject="theirs", priority=4)
    other.exchange.push()
    seat.set(uid, subject="mine")
    seat.exchange.pull()
    ticket = seat.read(uid)
    assert (ticket.subject, ticket.priority) == ("mine", 4)
    team.settle()
    assert seat.read(uid).subject == "theirs"
    team.agree()


def test_the_loser_of_a_race_keeps_the_words(team: Team) -> None:
    seat, late = team.seat(), team.seat()
    uid = seat.ticket()
    team.settle()
    seat.do(TakeTicket(uid))
    seat.exchange.push()
    late.do(TakeTicket(uid, note="客户要求今天送达"))
    result = late.round()
    assert result.refused == 1
    ticket = late.read(uid)
    assert (ticket.owner, ticket.status) == ("agent-desk1", "open")
    draft = next(iter(late.drafts.values()))
    assert (draft.ticket, draft.editor, draft.body) == (uid, "note", "客户要求今天送达")
    assert draft.reason == "ticket_owned"
    assert late.rows("SELECT code,facts FROM operation WHERE state='refused'") == [
        ("ticket_owned", '{"owner":"agent-desk1"}')
    ]
    assert late.rows("SELECT undone_by FROM journal ORDER BY id DESC LIMIT 1") == [("refused",)]
    late.run(lambda c: operations.settle(c, draft.uid, 1))
    assert late.counts() == (0, 0)
    team.agree()


def test_what_was_said_is_kept_though_somebody_else_took_the_ticket(team: Team) -> None:
    seat, late = team.seat(), team.seat()
    uid = seat.ticket()
    team.settle()
    seat.do(TakeTicket(uid))
    late.do(AddNote(uid, "said meanwhile"))
    team.settle()
    assert late.counts() == (0, 0)
    assert "said meanwhile" in [entry.body for entry in seat.notes(uid)]
    team.agree()


def test_a_desk_that_only_listens_needs_no_number_of_its_own(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    assert (seat.exchange.identity().desk_no, other.exchange.identity().desk_no) == (1, 2)
    assert seat.ticket() != other.ticket()
    assert {row[0][:2] for row in seat.rows("SELECT number FROM ticket")} == {"1-"}
    assert {row[0][:2] for row in other.rows("SELECT number FROM ticket")} == {"2-"}


@pytest.mark.parametrize("seed", range(6))
def test_a_bad_line_only_makes_it_slower(local_team: Team, seed: int) -> None:
    _bad_line(local_team, seed, work=12)


def test_a_bad_line_to_postgresql(postgres_url: str, tmp_path: Path) -> None:
    hub = open_hub(postgres_url)
    team = Team(hub, tmp_path)
    _bad_line(team, 99, work=8)
    team.close()
    hub.close()


def _bad_line(team: Team, seed: int, work: int) -> None:
    seats = [
        team.seat(hub=Faulty(team.hub, troubles(seed * 7 + n, 0.4)))  # type: ignore[arg-type]
        for n in range(2)
    ]
    uid = seats[0].ticket()
    for number in range(work):
        for seat in seats:
            with ignoring_troubles():
                seat.round()
            if seat.find("ticket", uid):
                seat.set(uid, urged=seat.read(uid).urged + 1)
                seat.do(AddNote(uid, f"{seat.name} {number}"))
            seat.ticket()
    for seat in seats:
        seat.hub = team.hub
        seat.exchange.hub = team.hub
    team.settle()
    team.settle()
    said = [entry.body for entry in seats[0].notes(uid) if entry.kind == "note"]
    assert len(said) == len(set(said)) == seats[0].read(uid).urged
    assert len(seats[1].rows("SELECT 1 FROM ticket")) == 2 * work + 1
    assert [seat.counts() for seat in seats] == [(0, 0), (0, 0)]
    team.agree()


def _killing(seat: Seat, step: int) -> Exchange:
    """An exchange whose process ends before its `step`-th use of the replica."""
    left = [step]

    def submit(task: Any) -> Future[Any]:
        left[0] -= 1
        if left[0] < 0:
            raise _Killed
        return seat.writer.submit(task)

    return Exchange(submit, seat.hub, name=seat.name, keep_text=seat._keep)


def test_a_kill_before_any_step_loses_and_repeats_nothing(local_team: Team) -> None:
    seat, other = local_team.seat(), local_team.seat()
    uid = seat.ticket()
    local_team.settle()
    ended = 0
    for step in range(40):
        other.set(uid, urged=other.read(uid).urged + 1)
        other.exchange.push()
        seat.do(AddNote(uid, f"step {step}"))
        seat.set(uid, urged=seat.read(uid).urged + 1)
        exchange = _killing(seat, step)
        try:
            exchange.round()
            ended += 1
        except _Killed:
            seat.close()
            seat.open()
        if ended == 2:
            break
    assert ended == 2
    local_team.settle()
    said = [entry.body for entry in seat.notes(uid) if entry.kind == "note"]
    assert len(said) == len(set(said)) == step + 1
    assert seat.read(uid).urged == 2 * (step + 1)
    assert seat.counts() == (0, 0)
    local_team.agree()


def test_a_restored_desk_becomes_another_and_loses_nothing(team: Team, tmp_path: Path) -> None:
    seat, other = team.seat(), team.seat()
    old = seat.ticket()
    team.settle()
    seat.close()
    copyfile(seat.path, tmp_path / "backup.db")
    seat.open()
    lost = seat.ticket(subject="after the backup")
    seat.round()
    seat.close()
    for suffix in ("-wal", "-shm"):
        Path(f"{seat.path}{suffix}").unlink(missing_ok=True)
    copyfile(tmp_path / "backup.db", seat.path)
    seat.open()
    anew = seat.ticket(subject="after the restore", number="1-90000")
    team.settle()
    team.settle()
    assert seat.exchange.identity().desk_no == 3
    for one in (seat, other):
        assert [one.read(uid).uid for uid in (old, lost, anew)] == [old, lost, anew]
    team.agree()


def test_a_step_that_the_original_sent_counts_once_at_its_copy(team: Team) -> None:
    """The copy saw it in the hub's record, and over that as its own that still waited."""
    one, other, maker = team.seat(), team.seat("copy"), team.seat()
    uid = maker.ticket()
    team.settle()
    one.set(uid, urged=1)  # waits here, and in the copy
    one.run(lambda c: c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    one.close()
    other.close()
    copyfile(one.path, other.path)
    one.open()
    other.open()
    for _ in range(3):  # the copy's key is older than the one before
        one.round()
        one.ticket()
    other.exchange.lease(uid, other.agent.uid, other.name, 60_000)
    assert other.read(uid).urged == 2  # its own, over what the original has sent
    team.settle()
    assert [seat.read(uid).urged for seat in (one, other)] == [1, 1]
    team.agree()


def test_a_hub_restored_from_an_older_copy_gets_back_what_it_lost(
    sqlite_url: str, tmp_path: Path
) -> None:
    hub = open_hub(sqlite_url)
    team = Team(hub, tmp_path)
    seat, other = team.seat(), team.seat()
    early = seat.ticket()
    team.settle()
    hub.close()
    copyfile(tmp_path / "hub.db", tmp_path / "hub.bak")
    late = seat.ticket()
    seat.set(early, priority=4)
    team.settle()
    hub.close()
    for suffix in ("-wal", "-shm"):
        (tmp_path / f"hub.db{suffix}").unlink(missing_ok=True)
    copyfile(tmp_path / "hub.bak", tmp_path / "hub.db")
    restored = open_hub(sqlite_url)
    assert isinstance(restored, SqlHub)
    restored.new_epoch()
    team.hub = restored
    for one in (seat, other):
        one.exchange.hub = restored
    team.settle()
    team.settle()
    team.settle()
    assert seat.read(late) == other.read(late)
    assert other.read(early).priority == 4
    assert [one.counts() for one in (seat, other)] == [(0, 0), (0, 0)]
    team.agree()
    team.close()
    restored.close()


def test_a_hub_out_of_reach_leaves_everything_waiting(tmp_path: Path, sqlite_url: str) -> None:
    hub = open_hub(sqlite_url)
    team = Team(hub, tmp_path)
    seat = team.seat(hub=Faulty(hub, lambda: "lost"))  # type: ignore[arg-type]
    uid = seat.ticket()
    for ask in (seat.round, lambda: seat.exchange.take_next("a", "A", ["cod"], 1)):
        with pytest.raises(HubUnreachable):
            ask()
    assert seat.counts() == (1, 0)
    assert seat.read(uid)
    team.close()
    hub.close()


def test_no_postgresql_there(tmp_path: Path) -> None:
    hub = open_hub("postgresql://nobody@127.0.0.1:9/none?connect_timeout=2")
    with pytest.raises(HubUnreachable):
        hub.info()
    assert not hub.wait(0) or True
    hub.close()


@pytest.mark.parametrize("url", ["mysql://x/y", "hub.db", "sqlite://", "sqlite:///", ""])
def test_an_address_that_names_no_hub_is_refused(url: str) -> None:
    with pytest.raises(Refusal, match="hub_url"):
        open_hub(url)


def test_a_hub_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="hub_missing"):
        open_hub(f"sqlite:///{tmp_path}/hub.db")
    with pytest.raises(HubUnreachable):
        open_hub(f"sqlite:///{tmp_path}/gone/hub.db")


def test_changing_nothing_sends_nothing(team: Team) -> None:
    seat = team.seat()
    uid = seat.ticket()
    team.settle()
    seat.do(Change(uid, {"priority": 2}))
    assert seat.counts() == (0, 0)
