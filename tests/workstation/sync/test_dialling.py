"""The server that takes writes is found among several, and one that stands still is given up."""

from __future__ import annotations

import threading

import psycopg
import pytest

from tests.clusters import Cluster, Clusters, clusters
from tests.postgres import PostgresServer
from workstation.sync import dialling
from workstation.sync.hub import open_hub
from workstation.sync.hub_address import shown
from workstation.sync.postgres_hub import PostgresHub
from workstation.sync.protocol import HubUnreachable

__all__ = ["clusters"]


def _url(*servers: Cluster, more: str = "") -> str:
    places = ",".join(f"127.0.0.1:{server.port}" for server in servers)
    return f"postgresql://aftercare:aftercare@{places}/postgres{more}"


def _port(connection: psycopg.Connection) -> int:
    return connection.info.port


def test_what_the_address_leaves_open_is_filled_in() -> None:
    told = dialling.parameters("postgresql://li@one:1,two:2/team?connect_timeout=2")
    assert told["target_session_attrs"] == "read-write"
    assert told["connect_timeout"] == "2"
    assert int(told["tcp_user_timeout"]) < 60_000
    alone = dialling.parameters("postgresql+psycopg://li@one/team")
    assert "target_session_attrs" not in alone
    assert dialling.parameters("postgresql://one,two/t?target_session_attrs=any")[
        "target_session_attrs"
    ] == ("any")


def test_no_password_is_shown() -> None:
    assert shown("postgresql://li:secret@one:1,two:2/t") == "postgresql://li@one:1,two:2/t"
    assert "secret" not in shown("postgresql:///t?host=one&user=li&password=secret")
    assert "secret" not in shown("postgresql://li@one/t?sslpassword=secret&connect_timeout=3")
    assert shown("sqlite:////srv/hub.db") == "sqlite:////srv/hub.db"


def test_the_one_that_takes_writes_is_found(clusters: Clusters) -> None:
    primary = clusters.make()
    standby = clusters.standby(primary)
    for order in ((primary, standby), (standby, primary)):
        with dialling.dial(_url(*order)) as connection:
            assert _port(connection) == primary.port
    with dialling.dial(_url(standby, primary, more="?target_session_attrs=any")) as connection:
        assert _port(connection) == standby.port
    primary.kill()
    with pytest.raises(psycopg.OperationalError, match="takes no writes"):
        dialling.dial(_url(primary, standby))
    standby.promote()
    with dialling.dial(_url(primary, standby), autocommit=True) as connection:
        assert _port(connection) == standby.port
        connection.execute("CREATE TABLE kept(n int)")


def test_a_server_that_stands_still_is_given_up(
    clusters: Clusters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialling, "PATIENCE", 0.3)
    monkeypatch.setattr(dialling, "CONNECT_SECONDS", 2)
    server = clusters.make()
    hub = open_hub(_url(server))
    hub.init()
    server.freeze()
    try:
        with pytest.raises(HubUnreachable):
            hub.epoch()
    finally:
        server.thaw()
    assert hub.epoch()
    hub.close()


def test_what_was_only_sent_holds_nobody_up_either(
    clusters: Clusters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialling, "PATIENCE", 0.3)
    monkeypatch.setattr(dialling, "CONNECT_SECONDS", 2)
    server = clusters.make()
    hub = open_hub(_url(server))
    hub.init()
    assert isinstance(hub, PostgresHub)
    server.freeze()
    try:
        hub._send("NOTIFY aftercare")
        with pytest.raises(HubUnreachable):
            hub.epoch()
    finally:
        server.thaw()
    assert hub.epoch()
    hub.close()


def test_one_that_only_takes_long_is_waited_for(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialling, "PATIENCE", 0.1)
    with dialling.dial(postgres_server.address) as connection:
        assert connection.execute("SELECT 1 FROM pg_sleep(0.5)").fetchone() == (1,)


def test_a_hub_goes_on_at_the_server_that_took_over(clusters: Clusters) -> None:
    primary = clusters.make()
    standby = clusters.standby(primary, {"wal_receiver_status_interval": "1s"})
    url = _url(primary, standby)
    hub = open_hub(url)
    hub.init()
    before = hub.epoch()
    desk = hub.enrol("a-desk", "desk")
    standby.caught_up(primary)
    primary.kill()
    with pytest.raises(HubUnreachable):
        hub.epoch()
    standby.promote()
    assert hub.epoch() != before  # another timeline
    assert hub.enrol("a-desk", "desk").desk_no == desk.desk_no
    hub.close()


def test_a_connection_behind_a_pooler_is_dialled_anew(clusters: Clusters) -> None:
    """What a pooler does when roles change: the same connection leads to a standby now."""
    primary = clusters.make()
    hub = open_hub(_url(primary))
    hub.init()
    standby = clusters.standby(primary)
    other = open_hub(_url(standby, primary, more="?target_session_attrs=any"))
    for _ in range(2):
        with pytest.raises(Exception, match="hub_standby"):
            other.epoch()
    assert other._spare == []  # type: ignore[attr-defined]
    other.close()
    hub.close()


def test_many_may_dial_at_once(postgres_server: PostgresServer) -> None:
    found: list[int] = []

    def dial() -> None:
        with dialling.dial(postgres_server.address) as connection:
            found.append(connection.execute("SELECT 1").fetchone()[0])

    threads = [threading.Thread(target=dial) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 8
