"""A server that is another one than before, or went back in time, is noticed by the feed."""

from __future__ import annotations

import json

import pytest

from tests.clusters import Clusters, clusters
from tests.workstation.sync.authority.feeding import Follower, broken, opened, write
from workstation.domain.refusal import Refusal
from workstation.sync import hub_admin

__all__ = ["clusters"]


def test_a_standby_refuses_and_a_promoted_one_is_another_life(clusters: Clusters) -> None:
    server = clusters.make()
    with opened(server.url(), make=True) as hub, server.connect() as connection:
        desk = Follower(hub)
        first = write(connection)
        assert desk.follow() == [first]
        other = clusters.standby(server)
        second = write(connection)
        other.caught_up(server)
        with opened(other.url()) as standby, pytest.raises(Refusal, match="hub_standby"):
            standby.pull(0, desk.cursor)
        epoch = hub.epoch()
    with other.connect() as there, pytest.raises(Exception, match="hub_standby"):
        there.execute("SELECT hub_pull(0, '', 10, '{}')")  # whoever asks, and however
    server.kill()
    other.promote()
    with opened(other.url()) as hub, other.connect() as connection:
        third = write(connection)
        told = hub.pull(0, desk.cursor)
        assert told.epoch != epoch
        assert told.epoch == hub.epoch()
        desk.hub = hub
        assert sorted(desk.follow()) == sorted([first, second, third])


def test_a_copy_that_lacks_what_a_desk_has_seen_begins_anew(clusters: Clusters) -> None:
    """A base backup started as it is: the same server and timeline, but an earlier moment."""
    server = clusters.make()
    with opened(server.url(), make=True) as hub, server.connect() as connection:
        desk = Follower(hub)
        write(connection)
        desk.follow()
        copy = clusters.backup(server)
        for _ in range(5):
            write(connection)
        desk.follow()
        write(connection)
        desk.follow()
        place = json.loads(desk.cursor)
        before = desk.cursor
    server.stop()
    copy.start()
    with opened(copy.url()) as hub, copy.connect() as connection:
        desk.hub = hub
        assert hub.epoch() == place["epoch"], "nothing but the ids tells that it went back"
        missed = write(connection)
        guard = "pg_snapshot_xmax(at) > coalesce(("
        with broken(copy.url(), "45_life.sql", "hub_life_lost", guard, f"false AND {guard}"):
            assert missed not in desk.follow()
        desk.cursor = before
        assert missed in desk.follow()


def test_a_cold_copy_is_told_by_the_life_it_does_not_know(clusters: Clusters) -> None:
    server = clusters.make()
    with opened(server.url(), make=True) as hub, server.connect() as connection:
        write(connection)
        Follower(hub).follow()
    copy = clusters.backup(server)
    server.stop()
    server.start()
    with opened(server.url()) as hub, server.connect() as connection:
        desk = Follower(hub)
        desk.follow()
        for _ in range(3):
            write(connection)
            desk.follow()
    server.stop()
    copy.start()
    with opened(copy.url()) as hub, copy.connect() as connection:
        desk.hub = hub
        written = [write(connection) for _ in range(9)]  # beyond the ids that the desk has seen
        assert set(written) <= set(desk.follow())


def test_a_dump_put_into_another_server_is_another_life(clusters: Clusters) -> None:
    server, fresh = clusters.make(), clusters.make(alike=False)
    with opened(server.url(), make=True) as hub, server.connect() as connection:
        desk = Follower(hub)
        first = write(connection)
        for _ in range(40):
            connection.execute("NOTIFY anything")
        second = write(connection)
        desk.follow()
    dump = server.folder / "dump.sql"
    roles = server.folder / "roles.sql"
    told = (
        ("pg_dumpall", "--globals-only", "-d", server.url(), "-f", roles),
        ("pg_dump", "-d", server.url(), "-f", dump),
    )
    for words in told:
        done = server.command(*words)
        assert done.returncode == 0, done.stdout
    for script in (roles, dump):
        done = fresh.command("psql", "-q", "-d", fresh.url(), "-f", script)
        assert done.returncode == 0, done.stdout
    with fresh.connect() as connection, opened(fresh.url()) as hub:
        with pytest.raises(Refusal, match="hub_restored"):
            hub.pull(0, desk.cursor)
        hub_admin.new_epoch(fresh.url())
        third = write(connection)
        desk.hub = hub
        assert sorted(desk.follow()) == sorted([first, second, third])
        assert desk.follow() == []
