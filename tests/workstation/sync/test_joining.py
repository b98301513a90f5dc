"""Joining a hub, filling an empty one, and starting again after a break."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.workstation.sync.team import Seat, Team
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.store import bulk, state
from workstation.store.connect import connect
from workstation.store.kinds import CLASSES
from workstation.store.replica import transaction
from workstation.store.schema import upgrade
from workstation.sync import joining, publish
from workstation.sync.exchange import Exchange
from workstation.sync.hub import open_hub


def _fill(folder: Path, tickets: int) -> Path:
    """A replica with records that no operation made, as a sample has them."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(connect(folder / "replica.db")) as connection:
        upgrade(connection)
        people = [Agent(f"agent{n}", f"Agent {n}", groups=("cod",)) for n in range(3)]
        made = [Ticket(new_uid(), f"1-{n:05d}", n, subject=f"件{n}") for n in range(tickets)]
        with transaction(connection):
            bulk.insert(connection, [*people, *made])
            state.write(connection, "desk_no", "1")
            state.write(connection, "count:ticket", str(tickets))
    return folder


def test_a_full_replica_fills_an_empty_hub_and_others_join_it(hub_url: str, tmp_path: Path) -> None:
    first = _fill(tmp_path / "one", 2_500)
    told = joining.join(first, hub_url, name="一号")
    assert (told.published, told.refused, told.desk_no) == (2_503, 0, 1)
    heard: list[tuple[int, int]] = []
    second = joining.join(tmp_path / "two", hub_url, progress=lambda *p: heard.append(p))
    assert (second.pulled, second.published, second.desk_no) == (2_503, 0, 2)
    assert heard[-1] == (2_503, 2_503)
    assert heard == sorted(heard)
    hub = open_hub(hub_url)
    assert hub.check() == ()
    seats = [Seat(tmp_path / name / "replica.db", hub, name) for name in ("one", "two")]
    team = Team(hub, tmp_path)
    team.seats = seats
    team.settle()
    team.agree()
    uid = seats[1].rows("SELECT uid FROM ticket LIMIT 1")[0][0]
    seats[1].set(uid, priority=4)
    team.settle()
    assert seats[0].read(uid).priority == 4
    team.agree()
    team.close()
    hub.close()


def test_joining_again_changes_nothing(sqlite_url: str, tmp_path: Path) -> None:
    profile = _fill(tmp_path / "one", 5)
    first = joining.join(profile, sqlite_url)
    again = joining.join(profile, sqlite_url)
    assert again.desk_no == first.desk_no
    assert (again.pulled, again.published) == (0, 0)


def test_work_done_before_joining_counts(sqlite_url: str, tmp_path: Path) -> None:
    hub = open_hub(sqlite_url)
    _fill(tmp_path / "one", 1)
    seat = Seat(tmp_path / "one" / "replica.db", hub, "one")
    uid = seat.rows("SELECT uid FROM ticket")[0][0]
    seat.set(uid, urged=1)
    fresh = seat.ticket()
    seat.close()
    assert joining.join(tmp_path / "one", sqlite_url).published == 6
    states = {told.uid: told.body for told in hub.fetch([("ticket", uid), ("ticket", fresh)])}
    assert states[uid] is not None
    assert states[uid]["urged"] == 1
    assert fresh in states
    hub.close()


def test_a_publication_that_was_broken_off_goes_on(sqlite_url: str, tmp_path: Path) -> None:
    profile = _fill(tmp_path / "one", 4_500)
    hub = open_hub(sqlite_url)
    seat = Seat(profile / "replica.db", hub, "one")
    asked = [0]

    def stopped() -> bool:
        asked[0] += 1
        return asked[0] > 2

    broken = Exchange(seat.writer.submit, hub, stopped=stopped)
    assert 0 < publish.publish_all(broken) < 4_503
    uid = seat.rows("SELECT uid FROM ticket ORDER BY id DESC LIMIT 1")[0][0]
    seat.set(uid, priority=4)
    assert publish.publish_if_empty(seat.exchange) > 0
    seat.round()
    assert hub.info().records == 4_503 + 1
    team = Team(hub, tmp_path)
    team.seats = [seat]
    team.seat("two")
    team.settle()
    team.agree()
    assert team.seats[1].read(uid).priority == 4
    team.close()
    hub.close()


def test_a_hub_with_records_of_others_is_not_published_to(sqlite_url: str, tmp_path: Path) -> None:
    joining.join(_fill(tmp_path / "one", 3), sqlite_url)
    other = _fill(tmp_path / "two", 3)
    with closing(connect(other / "replica.db")) as connection:
        assert joining.enrol(connection, sqlite_url) == 2
        with pytest.raises(Refusal, match="hub_not_empty"):
            joining.publish_all(connection, sqlite_url)
        assert joining.catch_up(connection, sqlite_url).pulled == 6


def test_a_hub_made_on_the_way(tmp_path: Path) -> None:
    profile = _fill(tmp_path / "one", 3)
    url = f"sqlite:///{tmp_path}/new/folder/hub.db"
    with closing(connect(profile / "replica.db")) as connection:
        assert joining.enrol(connection, url, make=True) == 1
        assert joining.publish_all(connection, url) == 6


def test_joining_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="hub_missing"):
        joining.join(tmp_path / "p", f"sqlite:///{tmp_path}/none.db")
    with pytest.raises(Refusal, match="hub_unreachable"):
        joining.join(tmp_path / "p", "postgresql://nobody@127.0.0.1:9/none")


def test_going_to_another_hub_takes_everything_along(tmp_path: Path, sqlite_url: str) -> None:
    profile = _fill(tmp_path / "one", 3)
    joining.join(profile, sqlite_url)
    url = f"sqlite:///{tmp_path}/other.db"
    hub = open_hub(url, make=True)
    hub.init()
    assert joining.join(profile, url).published == 6
    assert hub.info().records == 6
    assert hub.check() == ()
    hub.close()


def test_a_sample_team_arrives_as_it_was_made(sqlite_url: str, tmp_path: Path) -> None:
    """Every column, derived ones included, is the same whether made here or fetched."""
    from workstation.sample.load import load_sample

    first = tmp_path / "one"
    first.mkdir()
    with closing(connect(first / "replica.db")) as connection:
        upgrade(connection)
        load_sample(connection, tickets=25, seed=3, now=1_782_000_000_000)
        made = _tables(connection)
    joining.join(first, sqlite_url)
    joining.join(tmp_path / "two", sqlite_url)
    with closing(connect(tmp_path / "two" / "replica.db")) as connection:
        assert _tables(connection) == made
        queued = "SELECT count(DISTINCT ticket) FROM index_queue"
        assert connection.execute(queued).fetchone() == (25,)


def _tables(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    told = {}
    for kind in CLASSES:
        cursor = connection.execute(f'SELECT * FROM "{kind}" ORDER BY uid')
        names = [item[0] for item in cursor.description]
        skipped = {names.index("id"), names.index("rev")}
        told[kind] = [
            tuple(value for place, value in enumerate(row) if place not in skipped)
            for row in cursor
        ]
    return told
