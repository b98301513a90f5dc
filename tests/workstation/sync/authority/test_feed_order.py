"""Transactions become visible in any order; nothing is missed, and nothing comes twice."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from tests.clusters import Clusters, clusters
from tests.workstation.sync.authority.feeding import Follower, broken, opened, write
from workstation.sync.postgres_hub import PostgresHub

__all__ = ["clusters"]
_WRITERS = 16
_EACH = 15


@pytest.fixture
def hub(postgres_url: str) -> Iterator[PostgresHub]:
    with opened(postgres_url) as made:
        yield made


class Numbers:
    """The mutant: a reader whose place is a sequence number."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.place = 0
        self.heard: set[str] = set()

    def follow(self) -> None:
        rows = self.connection.execute(
            "SELECT seq, uid FROM hub_change WHERE seq > %s ORDER BY seq", [self.place]
        ).fetchall()
        self.heard.update(uid for _, uid in rows)
        self.place = rows[-1][0] if rows else self.place


class Writers:
    """Many writers that hold transactions open, roll some back, and commit some in two phases."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.durable: set[tuple[str, int]] = set()
        self._guard = threading.Lock()

    @contextmanager
    def working(self) -> Iterator[threading.Event]:
        """Meanwhile they write; the event is set when all have ended."""
        ended = threading.Event()
        threads = [threading.Thread(target=self._write, args=(n,)) for n in range(_WRITERS)]

        def watch() -> None:
            for thread in threads:
                thread.join()
            ended.set()

        watcher = threading.Thread(target=watch)
        for thread in (*threads, watcher):
            thread.start()
        try:
            yield ended
        finally:
            watcher.join()

    def _write(self, number: int) -> None:
        chance = random.Random(number)
        uid = ""
        with psycopg.connect(self.url, autocommit=True) as connection:
            for n in range(_EACH):
                rev = n // 3 + 1
                uid = uid if n % 3 else ""
                done = self._one(connection, chance, uid, rev, f"{number}_{n}")
                uid = done or uid

    def _one(
        self, connection: psycopg.Connection, chance: random.Random, uid: str, rev: int, name: str
    ) -> str:
        connection.execute("BEGIN")
        if chance.random() < 0.3:
            connection.execute("SAVEPOINT a")
            write(connection)
            connection.execute("ROLLBACK TO a")
        if chance.random() < 0.3:
            connection.execute("SAVEPOINT b")
        done = write(connection, rev=rev)
        time.sleep(chance.random() * 0.02)
        end = chance.random()
        if end < 0.2:
            connection.execute("ROLLBACK")
            return uid
        if end < 0.4:
            connection.execute(f"PREPARE TRANSACTION 'stress_{name}'".encode())
            time.sleep(chance.random() * 0.02)
            connection.execute(f"COMMIT PREPARED 'stress_{name}'".encode())
        else:
            connection.execute("COMMIT")
        with self._guard:
            self.durable.add((done, rev))
        return done


def test_commits_in_any_order_lose_nothing_where_a_number_would(clusters: Clusters) -> None:
    server = clusters.make({"synchronous_commit": "off"})
    with opened(server.url(), make=True) as hub, server.connect() as beside:
        desk, mutant = Follower(hub, limit=7), Numbers(beside)
        desk.follow()
        writers = Writers(server.url())
        with writers.working() as ended:
            while not ended.is_set():
                desk.follow()
                mutant.follow()
        desk.follow()
        mutant.follow()
        assert set(desk.heard) == writers.durable
        assert set(desk.heard.values()) == {1}
        missed = {uid for uid, _ in writers.durable} - mutant.heard
        assert missed, "the stress does not bite"


def test_a_first_way_under_stress_comes_to_the_same(clusters: Clusters) -> None:
    server = clusters.make({"synchronous_commit": "off"})
    with opened(server.url(), make=True) as hub, server.connect() as beside:
        for _ in range(50):
            write(beside)
        writers = Writers(server.url())
        seen: set[str] = set()
        with writers.working() as ended:
            while not ended.is_set():
                seen = set(Follower(hub, limit=10).follow())
        late = Follower(hub)
        late.follow()
        assert {uid for uid, _ in writers.durable} <= {uid for uid, _ in late.heard}
        assert seen <= {uid for uid, _ in late.heard}


def test_who_commits_late_is_not_missed(hub: PostgresHub, postgres_url: str) -> None:
    desk = Follower(hub)
    desk.follow()
    with psycopg.connect(postgres_url) as slow, psycopg.connect(postgres_url) as quick:
        late = write(slow)
        early = write(quick)
        quick.commit()
        assert desk.follow() == [early]
        assert desk.follow() == []
        slow.commit()
        assert desk.follow() == [late]
        assert desk.follow() == []


def test_gaps_of_what_was_rolled_back_mean_nothing(hub: PostgresHub, postgres_url: str) -> None:
    desk = Follower(hub)
    desk.follow()
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        for _ in range(3):
            with connection.transaction(force_rollback=True):
                write(connection)
            kept = write(connection)
            assert desk.follow() == [kept]
    assert desk.follow() == []


def test_many_lines_of_one_old_transaction_come_in_pages(
    hub: PostgresHub, postgres_url: str
) -> None:
    desk = Follower(hub, limit=3)
    desk.follow()
    with psycopg.connect(postgres_url) as slow, psycopg.connect(postgres_url) as other:
        late = [write(slow) for _ in range(8)]
        for _ in range(2):
            write(other)
            other.commit()
            desk.follow()
        slow.commit()
        more = write(other)
        other.commit()
        assert sorted(desk.follow()) == sorted([*late, more])
    assert set(desk.heard.values()) == {1}


def test_what_commits_between_two_pages_comes_after_them(
    hub: PostgresHub, postgres_url: str
) -> None:
    desk = Follower(hub, limit=2)
    desk.follow()
    with psycopg.connect(postgres_url) as slow, psycopg.connect(postgres_url) as quick:
        late = write(slow)
        first = [write(quick) for _ in range(5)]
        quick.commit()
        told = hub.pull(0, desk.cursor, 2)
        assert told.more
        slow.commit()
        desk.cursor = told.cursor
        found = [state.uid for state in told.changes] + desk.follow()
        if late not in found:
            found += desk.follow()
    assert sorted(found) == sorted([*first, late])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("WHERE x >= after_xid", "WHERE false"),
        ("AND pg_visible_in_snapshot(c.xid, goal)", ""),
    ],
    ids=["open ones forgotten", "page runs on"],
)
def test_a_feed_with_a_hole_is_noticed(
    hub: PostgresHub, postgres_url: str, old: str, new: str
) -> None:
    """What the tests above would say if a part of the snapshot were not asked after."""
    desk = Follower(hub, limit=2)
    with (
        broken(postgres_url, "52_changes.sql", "hub_lines", old, new),
        psycopg.connect(postgres_url) as slow,
        psycopg.connect(postgres_url) as quick,
    ):
        desk.follow()
        for _ in range(3):
            write(quick)
        late = write(slow)
        quick.commit()
        write(quick)
        quick.commit()
        told = hub.pull(0, desk.cursor, 2)
        desk.cursor = told.cursor
        desk.heard.update((state.uid, state.rev) for state in told.changes)
        slow.commit()
        desk.follow()
        desk.follow()
    assert desk.heard[late, 1] != 1


def test_lines_that_were_taken_out_of_the_log_begin_the_feed_anew(
    hub: PostgresHub, postgres_url: str
) -> None:
    desk = Follower(hub)
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        first = write(connection)
        assert desk.follow() == [first]
        second = write(connection)
        connection.execute(
            "INSERT INTO hub_meta SELECT 'floor_xid', max(xid)::text FROM hub_change"
        )
        connection.execute("DELETE FROM hub_change")
        assert sorted(desk.follow()) == sorted([first, second])
        third = write(connection)
        assert desk.follow() == [third]
