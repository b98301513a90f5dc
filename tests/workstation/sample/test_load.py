"""A sample in a replica: all of it, once, and such that a desk finds nothing wrong."""

import pytest

from tests.workstation.sample.samples import NOW, cases
from workstation.desk import Desk
from workstation.domain.people import Agent
from workstation.sample.content import pictures
from workstation.sample.load import load_into, load_sample, load_team
from workstation.sample.people import team
from workstation.store.connect import connect
from workstation.store.kinds import codec
from workstation.store.schema import upgrade


@pytest.fixture
def replica(tmp_path):
    connection = connect(tmp_path / "replica.db")
    upgrade(connection)
    yield connection
    connection.close()


def count(connection, table):
    return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_all_is_there_and_a_second_load_changes_nothing(replica):
    told = cases()
    load_team(replica, team(1))
    heard = []
    for _ in range(2):
        assert load_into(replica, told, heard.append) == len(told)
        assert count(replica, "ticket") == len(told)
        assert count(replica, "entry") == sum(len(case.entries) for case in told)
        assert count(replica, "claim") == sum(case.claim is not None for case in told)
        assert count(replica, "agent") == 12
    assert heard == [len(told)] * 2
    loaded = {row[0] for row in replica.execute("SELECT uid FROM parcel")}
    assert loaded == {case.parcel.uid for case in told}


def test_cancelled_after_a_batch(replica):
    many = (case for _ in range(20) for case in cases())
    assert load_into(replica, many, cancelled=lambda: True) == 2_000
    assert count(replica, "ticket") == len(cases())


def test_a_desk_of_the_sample_is_sound(tmp_path, replica):
    heard = []
    who = load_sample(
        replica, tickets=400, seed=1, now=NOW, progress=lambda done, of: heard.append((done, of))
    )
    assert heard == [(400, 400)]
    first = codec(Agent).record(
        replica.execute(f"{codec(Agent).select} WHERE uid=?", (who,)).fetchone()
    )
    assert first == team(1).agents[0]
    desk = Desk(tmp_path, agent=who, clock=lambda: NOW)
    try:
        assert desk.check().result() == ()
        for picture in pictures():
            assert desk.blob(picture.sha256) is not None
        for told in cases():
            assert all(desk.blob(one.sha256) is not None for one in told.attachments)
        case = next(case for case in cases() if case.claim and case.attachments)
        detail = desk.read.detail(case.ticket.uid)
        assert detail.ticket == case.ticket
        assert detail.customer == case.customer
        assert detail.parcel == case.parcel
        assert detail.traces == case.traces
        assert detail.claims == (case.claim,)
        assert detail.entries == case.entries
    finally:
        desk.close()
