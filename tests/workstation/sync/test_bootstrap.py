"""A new desk's beginning: open tickets first, by a ready-made replica, broken off anywhere."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.sync.team import START, AddNote, Faulty, Seat, Team
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.ticket import Ticket
from workstation.store import bulk, state
from workstation.store.connect import connect
from workstation.store.migrations import step_0001, step_0002
from workstation.store.replica import transaction
from workstation.store.schema import VERSION, upgrade, version_of
from workstation.sync import bootstrap, exchange, joining, receiving, snapshots
from workstation.sync.exchange import Exchange
from workstation.sync.hub import open_hub
from workstation.sync.protocol import ALL, Hub, HubUnreachable, Scope


@pytest.fixture
def filled(hub_url: str, tmp_path: Path) -> str:
    """A hub with 40 open and 160 closed tickets and a line on each."""
    folder = tmp_path / "first"
    folder.mkdir()
    with closing(connect(folder / "replica.db")) as connection:
        upgrade(connection)
        people = [Agent(f"agent{n}", f"Agent {n}", groups=("cod",)) for n in range(3)]
        made = [
            Ticket(
                new_uid(),
                f"1-{n:05d}",
                START + n,
                subject=f"件{n}",
                group_code="cod",
                status="open" if n % 5 == 0 else "closed",
            )
            for n in range(200)
        ]
        with transaction(connection):
            bulk.insert(connection, [*people, *made])
    joining.join(folder, hub_url)
    return hub_url


def _counted(path: Path, sql: str) -> int:
    with closing(connect(path)) as connection:
        return int(connection.execute(sql).fetchone()[0])


_OPEN = "SELECT count(*) FROM ticket WHERE is_open=1"
_OVER = "SELECT count(*) FROM ticket WHERE is_open=0"


def test_a_desk_opens_with_its_open_tickets_and_the_rest_follows(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "LITTLE", 10)
    monkeypatch.setattr(receiving, "_FIRST", 20)
    monkeypatch.setattr(receiving.Pages, "took", lambda *_: None)
    joined = joining.join(tmp_path / "two", filled)
    replica = tmp_path / "two" / "replica.db"
    assert _counted(replica, _OPEN) == 40
    assert _counted(replica, _OVER) < 160
    assert joined.pulled < 203
    hub = open_hub(filled)
    seat = Seat(replica, hub, "two")
    staged: list[tuple[str, int, int]] = []
    seat.exchange.staged = lambda *told: staged.append(told)
    uid = seat.rows("SELECT uid FROM ticket WHERE is_open=1 LIMIT 1")[0][0]
    seat.do(AddNote(uid, "while it fills"))
    seat.round()
    assert _counted(replica, _OVER) == 160
    assert {stage for stage, _, _ in staged} == {"history"}
    assert [done for _, done, _ in staged] == sorted(done for _, done, _ in staged)
    assert seat.counts() == (0, 0), "what was done meanwhile went in between"
    assert seat.run(lambda c: state.read(c, "hub_stage")) == ""
    seat.close()
    hub.close()


def test_broken_off_anywhere_it_goes_on(filled: str, tmp_path: Path) -> None:
    hub = open_hub(filled)
    left = [0]

    def trouble() -> str:
        left[0] -= 1
        return "lost" if left[0] < 0 else ""

    line: Any = Faulty(hub, trouble)
    seat = Seat(tmp_path / "two.db", line, "two")
    seat.exchange.pages.size = 20
    seat.exchange.pages.took = lambda seconds: None  # type: ignore[method-assign]
    pulled, breaks = 0, 0
    while True:
        left[0] = 3
        try:
            pulled += seat.round().pulled
            break
        except HubUnreachable:
            breaks += 1
            seat.close()
            seat.open()
            seat.exchange.pages.size = 20
            seat.exchange.pages.took = lambda seconds: None  # type: ignore[method-assign]
    assert breaks > 3
    team = Team(hub, tmp_path)
    team.seats = [seat, Seat(tmp_path / "first" / "replica.db", hub, "first")]
    seat.exchange.hub = hub
    team.settle()
    team.agree()
    team.close()
    hub.close()


def test_what_came_twice_is_there_once(filled: str, tmp_path: Path) -> None:
    """A page whose place in the feed was not kept comes again, to rows that are there already."""
    hub = open_hub(filled)
    seat = Seat(tmp_path / "two.db", hub, "two")
    seat.round()
    uid = seat.rows("SELECT uid FROM ticket LIMIT 1")[0][0]
    seat.run(
        lambda c: (
            c.execute("UPDATE ticket SET rev=rev-1, subject='old' WHERE uid=?", (uid,)).rowcount
        )
    )
    for key in ("hub_cursor", "hub_stage"):
        seat.run(lambda c, key=key: state.write(c, key, ""))
    seat.round()
    assert seat.read(uid).subject != "old"
    assert seat.rows("SELECT count(*) FROM ticket") == [(200,)]
    seat.close()
    hub.close()


def test_a_page_that_took_long_is_followed_by_a_shorter_one() -> None:
    pages = receiving.Pages()
    first = pages.size
    pages.took(9.0)
    assert pages.size == first // 2
    for _ in range(20):
        pages.took(0.001)
    assert first < pages.size <= 8_000
    for _ in range(20):
        pages.took(9.0)
    assert pages.size == 250


# ready-made replicas


@pytest.fixture
def made(filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The hub, with a ready-made replica in it."""
    monkeypatch.setattr(bootstrap, "WORTH", 1)
    hub = open_hub(filled)
    snapshots.make_snapshot(hub, ALL, tmp_path / "scratch")
    hub.close()
    return filled


def _desk_no(profile: Path) -> str:
    with closing(connect(profile / "replica.db")) as connection:
        return state.read(connection, "desk_no")


def test_a_new_desk_begins_with_a_ready_made_replica(
    made: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = open_hub(made)
    one = Seat(tmp_path / "first" / "replica.db", hub, "first")
    late = one.ticket(subject="after it was made")
    one.round()
    pulled: list[int] = []
    real = receiving._taken
    monkeypatch.setattr(
        receiving, "_taken", lambda *told: (pulled.append(len(told[3])), real(*told))[1]
    )
    joined = joining.join(tmp_path / "two", made)
    assert sum(pulled) < 20, "only the difference is read"
    assert joined.pulled >= 203
    assert _desk_no(tmp_path / "two") == str(joined.desk_no)
    two = Seat(tmp_path / "two" / "replica.db", hub, "two")
    assert two.read(late).subject == "after it was made"
    team = Team(hub, tmp_path)
    team.seats = [one, two]
    two.set(late, priority=4)
    team.settle()
    team.agree()
    assert one.read(late).priority == 4
    assert (
        sorted(path.name for path in (tmp_path / "two").iterdir() if "snapshot" in path.name) == []
    )
    team.close()
    hub.close()


def test_fetching_it_goes_on_after_a_break(
    made: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = bootstrap.put_in_place

    def cut(*_: object) -> None:
        raise HubUnreachable("cut")

    monkeypatch.setattr(bootstrap, "put_in_place", cut)
    with pytest.raises(HubUnreachable):
        joining.join(tmp_path / "two", made)
    number = _desk_no(tmp_path / "two")
    monkeypatch.setattr(bootstrap, "put_in_place", real)
    joining.join(tmp_path / "two", made)
    assert _desk_no(tmp_path / "two") == number
    assert _counted(tmp_path / "two" / "replica.db", _OVER) == 160


def test_one_that_is_damaged_is_not_used(
    made: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = open_hub(made)
    real = type(hub).blob_get
    monkeypatch.setattr(type(hub), "blob_get", lambda *told: b"x" * len(real(*told) or b""))
    hub.close()
    joining.join(tmp_path / "two", made)
    assert _counted(tmp_path / "two" / "replica.db", _OVER) == 160


@pytest.mark.parametrize("case", ["another epoch", "newer", "small", "none"])
def test_one_that_does_not_fit_is_left_alone(
    made: str, case: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from dataclasses import replace

    hub = open_hub(made)
    seat = Seat(tmp_path / "two.db", hub, "two")
    who = seat.exchange.identity()
    found = bootstrap.fitting(hub, who, ALL)
    assert found is not None
    other = {
        "another epoch": replace(found, epoch="x"),
        "newer": replace(found, schema=VERSION + 1),
        "small": replace(found, records=0),
        "none": None,
    }[case]
    line: Any = Faulty(hub, lambda: "")
    line.snapshot = lambda scope: other
    assert bootstrap.fitting(line, who, ALL) is None
    assert bootstrap.fitting(hub, who, Scope(groups=("customs",))) is None
    seat.close()
    hub.close()


def test_a_desk_that_has_worked_keeps_its_replica(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "replica.db")) as connection:
        upgrade(connection)
        assert bootstrap.is_fresh(connection)
        with transaction(connection):
            bulk.insert(connection, [Agent("a", "A")])
        assert not bootstrap.is_fresh(connection)


# another hub in a lost one's place


def _emptied(hub: Hub, tmp_path: Path) -> Hub:
    hub.close()
    for suffix in ("", "-wal", "-shm"):
        (tmp_path / f"hub.db{suffix}").unlink(missing_ok=True)
    fresh = open_hub(f"sqlite:///{tmp_path / 'hub.db'}", make=True)
    fresh.init()
    return fresh


def test_an_empty_hub_in_anothers_place_costs_a_desk_nothing(
    sqlite_url: str, tmp_path: Path
) -> None:
    hub = open_hub(sqlite_url)
    seat = Seat(tmp_path / "seat.db", hub, "one")
    seat.exchange.identity()
    uids = [seat.ticket() for _ in range(3)]
    seat.round()
    fresh = _emptied(hub, tmp_path)
    seat.exchange = Exchange(seat.writer.submit, fresh, name="one")
    seat.exchange.pull()
    seat.exchange.pull()
    assert [seat.read(uid).uid for uid in uids] == uids
    from workstation.sync import publish

    assert publish.publish_if_empty(seat.exchange) > 0
    other = Seat(tmp_path / "other.db", fresh, "two")
    other.round()
    assert [other.read(uid).uid for uid in uids] == uids
    assert fresh.check() == ()
    for one in (seat, other):
        one.close()
    fresh.close()


# older replicas


def test_a_replica_of_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "replica.db"
    with closing(connect(path)) as connection:
        for statement in (*step_0001.STATEMENTS, *step_0002.STATEMENTS):
            connection.execute(statement)
        connection.execute("PRAGMA user_version=2")
        connection.execute(
            "INSERT INTO operation(uid,at,agent,action,ticket,args,changes)"
            " VALUES ('o',1,'a','AddNote','t','{}','[]')"
        )
        connection.execute(
            "INSERT INTO attachment(uid,ticket,sha256,name,media_type,size,added_at)"
            " VALUES ('f','t','abc','x.png','image/png',1,5)"
        )
        assert upgrade(connection)
        assert version_of(connection) == VERSION
        assert _row(connection, "SELECT sent,again,tries,clock_offset FROM operation") == (
            1,
            0,
            0,
            0,
        )
        assert _row(connection, "SELECT sha256,added_at FROM upload") == ("abc", 5)
        assert not upgrade(connection)


def _row(connection: sqlite3.Connection, sql: str) -> tuple[Any, ...]:
    found: tuple[Any, ...] = connection.execute(sql).fetchone()
    return found
