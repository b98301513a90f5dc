"""A hub of each kind, made anew for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import PostgresServer
from tests.workstation.sync.team import Team
from workstation.sync.hub import open_hub
from workstation.sync.protocol import Hub


def _make(url: str) -> None:
    hub = open_hub(url)
    hub.init()
    hub.close()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A PostgreSQL hub, made, with no records."""
    name = postgres_server.create(postgres_server.template("hub", _make))
    yield postgres_server.url(name)
    postgres_server.drop(name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """An SQLite hub, made, with no records."""
    url = f"sqlite:///{tmp_path / 'hub.db'}"
    hub = open_hub(url, make=True)
    hub.init()
    hub.close()
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def hub_url(request: pytest.FixtureRequest) -> str:
    """Both kinds, one after the other."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def hub(hub_url: str) -> Iterator[Hub]:
    """A hub of either kind."""
    opened = open_hub(hub_url)
    yield opened
    opened.close()


@pytest.fixture
def team(hub: Hub, tmp_path: Path) -> Iterator[Team]:
    """Desks around a hub of either kind."""
    made = Team(hub, tmp_path)
    yield made
    made.close()


@pytest.fixture
def local_team(sqlite_url: str, tmp_path: Path) -> Iterator[Team]:
    """Desks around an SQLite hub."""
    opened = open_hub(sqlite_url)
    made = Team(opened, tmp_path)
    yield made
    made.close()
    opened.close()
