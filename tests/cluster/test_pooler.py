"""A pgbouncer in transaction mode stands between desks and every server."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.cluster.machines import Group, until
from tests.cluster.office import Office
from tests.cluster.test_persons import Persons
from workstation.actions.intake import NewTicket
from workstation.actions.replies import AddNote
from workstation.sync import waking
from workstation.sync.hub import open_hub
from workstation.sync.postgres_hub import PostgresHub


@pytest.fixture
def pooled(
    group: Group, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """Three desks whose address names the poolers alone."""
    monkeypatch.setattr(waking, "_LONGEST", 2.0)
    for machine in group.machines.values():
        machine.start_bouncer()
    made = Office(tmp_path, group.url(database, pooled=True))
    yield made
    made.close()


def test_desks_ask_where_no_notification_comes_through(pooled: Office) -> None:
    one, two = pooled.desks["desk0"], pooled.desks["desk1"]
    hub = PostgresHub(pooled.url)
    try:
        hub.wait(5)
        assert hub._waking._deaf
    finally:
        hub.close()
    uid = str(one.do(NewTicket("催件", body="怎么还没到")).result().result)
    until(lambda: two.read.ticket(uid), "the new ticket did not come")
    two.do(AddNote(uid, "客户又来电")).result()
    until(lambda: len(one.read.detail(uid).entries) == 2, "the note did not come")
    with pooled.working():
        time.sleep(4)
    assert len(pooled.acknowledged()) > 50
    pooled.verify()


def test_everything_that_a_hub_does_works_through_a_pooler(pooled: Office) -> None:
    one, two = pooled.desks["desk0"], pooled.desks["desk1"]
    for number in range(4):
        one.do(NewTicket(f"咨询{number}", body="怎么寄件", group_code="individual")).result()
    one.sync_now().result()
    served = [str(desk.take_next().result().result) for desk in (one, two, one, two)]
    assert len(set(served)) == 4
    hub = open_hub(pooled.url)
    try:
        enrolled = hub.enrol("a-desk-of-this-test", "desk")
        given = hub.lease_serials(enrolled.desk_no, "LP2026", 20)
        assert given.last - given.first == 19
        assert hub.return_serials(enrolled.desk_no, given, "test")
        assert hub.present(enrolled.desk_no, "somebody", "Somebody", served[0], "typing") == ()
        assert isinstance(hub, PostgresHub)
        hub.take_next("somebody", "Somebody", ["individual"], enrolled.desk_no, 1_000)
        assert [known.direct for known in hub._prepared.values()] == [False]
        digest = hub.digest()
        assert sum(count for count, _ in digest.values()) > 4
    finally:
        hub.close()
    pooled.verify()


def test_a_change_of_roles_behind_poolers_is_noticed(group: Group, pooled: Office) -> None:
    with pooled.working():
        until(lambda: len(pooled.acknowledged()) > 20, pooled.where)
        group.switch_over()
        done = len(pooled.acknowledged())
        until(lambda: len(pooled.acknowledged()) > done + 20, pooled.where, 60)
    pooled.verify()


@pytest.fixture
def pooled_persons(
    group: Group, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Persons]:
    """Desks with a login for each person, whom the poolers know by asking the server."""
    monkeypatch.setattr(waking, "_LONGEST", 2.0)
    for machine in group.machines.values():
        machine.start_bouncer()
    made = Persons(tmp_path, group.url(database), group.url(database, pooled=True))
    yield made
    made.close()


def test_people_with_logins_of_their_own_work_through_poolers(pooled_persons: Persons) -> None:
    with pooled_persons.working():
        until(lambda: len(pooled_persons.acknowledged()) > 40, pooled_persons.where)
    pooled_persons.verify()
    with psycopg.connect(pooled_persons.url) as asking:
        logins = {
            str(row[0])
            for row in asking.execute(
                "SELECT usename FROM pg_stat_activity WHERE datname = current_database()"
                " AND backend_type = 'client backend'"
            )
        }
        ((people,),) = asking.execute("SELECT count(*) FROM hub_login").fetchall()
    assert len(logins) > people  # a pool for each, and the operator's
    for desk in pooled_persons.desks.values():
        assert desk.sync_state().authority
