"""Throwaway servers are killed, copied and promoted as the tests that need them suppose."""

from __future__ import annotations

import psycopg
import pytest

from tests.clusters import Cluster, Clusters, clusters

__all__ = ["clusters"]


def _keep(cluster: Cluster, number: int) -> None:
    with cluster.connect() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
        connection.execute("INSERT INTO kept VALUES (%s)", [number])


def _kept(cluster: Cluster) -> list[int]:
    with cluster.connect() as connection:
        return [row[0] for row in connection.execute("SELECT n FROM kept ORDER BY n")]


def test_what_was_committed_outlives_a_kill_and_open_work_does_not(clusters: Clusters) -> None:
    server = clusters.make()
    _keep(server, 1)
    with psycopg.connect(server.url()) as open_work:
        open_work.execute("INSERT INTO kept VALUES (2)")
        server.kill()
        assert not server.running
        with pytest.raises(psycopg.OperationalError):
            open_work.commit()
    server.start()
    assert _kept(server) == [1]


def test_a_standby_follows_is_promoted_and_a_backup_stands_alone(clusters: Clusters) -> None:
    server = clusters.make()
    _keep(server, 1)
    backup = clusters.backup(server)
    other = clusters.standby(server)
    _keep(server, 2)
    other.caught_up(server)
    assert _kept(other) == [1, 2]
    server.kill()
    other.promote()
    _keep(other, 3)
    assert _kept(other) == [1, 2, 3]
    assert _kept(backup.start()) == [1]
