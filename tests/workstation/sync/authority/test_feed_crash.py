"""After a crash the server gives transaction ids out again: what is new then is not lost.

Each test also takes the guard out and sees the loss, so that it is known to test something.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import psycopg

from tests.clusters import Cluster, Clusters, clusters
from tests.workstation.sync.authority.feeding import Follower, broken, opened, write
from workstation.sync.protocol import HubUnreachable

__all__ = ["clusters"]


def _notify(connection: psycopg.Connection) -> None:
    connection.execute("NOTIFY anything")


def _roll_back(connection: psycopg.Connection) -> None:
    with connection.transaction(force_rollback=True):
        write(connection)


def _forget(connection: psycopg.Connection) -> None:
    with connection.transaction():
        connection.execute("SET LOCAL synchronous_commit = off")
        write(connection)


def test_ids_given_out_twice_lose_nothing(clusters: Clusters) -> None:
    server = clusters.make()
    url = server.url()
    with opened(url, make=True) as hub:
        for spend in (_notify, _roll_back, _forget):
            _one_crash(server, Follower(hub), spend)


def _one_crash(
    server: Cluster, desk: Follower, spend: Callable[[psycopg.Connection], None]
) -> None:
    url = server.url()
    with server.connect() as connection:
        write(connection)
        desk.follow()
        write(connection)
        desk.follow()  # the place before is settled now
        for _ in range(5):
            spend(connection)  # takes ids that are not on disk
        desk.follow()
        place = json.loads(desk.cursor)
        assert place["at"] != place["next"]
        server.kill()
    server.start()
    with server.connect() as connection:
        uid = write(connection)
        row = connection.execute("SELECT max(xid)::text FROM hub_change").fetchone()
        assert row is not None
        assert int(row[0]) < int(place["next"].split(":")[1]), "no id was given out twice"
    before = desk.cursor
    with broken(url, "50_feed.sql", "hub_place", "told ->> 'boot' <> boot", "false"):
        assert uid not in _again(desk)
    desk.cursor = before
    assert uid in desk.follow()
    assert desk.follow() == []


def _again(desk: Follower) -> list[str]:
    """Follow; connections of before the crash may be found broken once."""
    before = desk.cursor
    try:
        return desk.follow()
    except HubUnreachable:
        desk.cursor = before
        return desk.follow()


def test_a_restart_in_peace_is_gone_on_from(clusters: Clusters) -> None:
    server = clusters.make()
    with opened(server.url(), make=True) as hub:
        desk = Follower(hub)
        with server.connect() as connection:
            first = write(connection)
            assert desk.follow() == [first]
            second = write(connection)
            desk.follow()
        server.stop()
        server.start()
        with server.connect() as connection:
            third = write(connection)
        assert third in _again(desk)
        assert first not in [uid for (uid, _), times in desk.heard.items() if times > 1]
        assert second in [uid for uid, _ in desk.heard]


def test_work_prepared_before_a_crash_and_committed_after_it_comes(clusters: Clusters) -> None:
    server = clusters.make()
    with opened(server.url(), make=True) as hub:
        desk = Follower(hub)
        with server.connect() as connection:
            desk.follow()
            connection.execute("BEGIN")
            uid = write(connection)
            connection.execute("PREPARE TRANSACTION 'one'")
            later = write(connection)
            assert desk.follow() == [later]
            server.kill()
        server.start()
        assert uid not in _again(desk)
        with server.connect() as connection:
            connection.execute("COMMIT PREPARED 'one'")
        assert uid in desk.follow()


def test_the_first_way_begins_anew_when_its_beginning_was_not_settled(clusters: Clusters) -> None:
    server = clusters.make()
    with opened(server.url(), make=True) as hub:
        desk = Follower(hub, limit=2)
        with server.connect() as connection:
            written = [write(connection) for _ in range(6)]
            _roll_back(connection)
            told = hub.pull(0, "", 2)
            desk.cursor = told.cursor
            assert "at" not in json.loads(told.cursor)
            server.kill()
        server.start()
        with server.connect() as connection:
            late = write(connection)
        assert sorted(_again(desk)) == sorted([*written, late])
