"""The group of machines that the tests of this folder share, and desks around it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cluster.configuration import missing
from tests.cluster.machines import Group
from tests.cluster.office import Office
from tests.rundir import claim_run_folder
from workstation.sync.hub import open_hub


def pytest_configure(config: pytest.Config) -> None:
    if lacking := missing():
        raise pytest.UsageError(
            "The tests of tests/cluster need programs that are not installed; on Debian or Ubuntu: "
            f"sudo apt-get install {' '.join(lacking)}"
        )


@pytest.fixture(scope="session")
def machines() -> Iterator[Group]:
    """Three machines, started once."""
    made = Group(claim_run_folder() / "machines")
    try:
        made.start()
        yield made
    finally:
        made.close()


@pytest.fixture
def group(machines: Group) -> Iterator[Group]:
    """The machines, all well before and after."""
    machines.heal()
    yield machines
    machines.heal()


@pytest.fixture
def database(group: Group) -> Iterator[str]:
    """The name of a database with a hub in it."""
    name = f"aftercare_{secrets.token_hex(4)}"
    first = group.primary()
    assert first is not None
    with group.connect(first) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
    hub = open_hub(group.url(name))
    hub.init()
    hub.close()
    yield name
    group.heal()
    first = group.primary()
    assert first is not None
    with group.connect(first) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def office(group: Group, database: str, tmp_path: Path) -> Iterator[Office]:
    """Three real desks that work with the hub on the machines."""
    made = Office(tmp_path, group.url(database))
    yield made
    made.close()
