"""A simulated office for tests that tell a story step by step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.simulator.ground import sqlite_world
from tests.simulator.laws import Laws
from tests.simulator.telling import Make
from tests.simulator.world import World


@pytest.fixture
def office() -> Iterator[Make]:
    """Makes a world of so many desks, with its laws in force to the end of the test."""
    laws = Laws(7)
    made: list[World] = []

    def make(desks: int) -> World:
        made.append(sqlite_world(7, desks, laws))
        return made[0]

    with laws.rule():
        yield make
        for world in made:
            world.close()
