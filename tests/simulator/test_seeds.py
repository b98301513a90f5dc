"""Many seeds: whatever lines, disks, clocks and backups do, nothing is lost or done twice.

A failure prints its seed and its story; `python -m tests.simulator --seed N` tells it again.
"""

from __future__ import annotations

import pytest

from tests.postgres import PostgresServer
from tests.simulator.drawing import PLANS, run_seed

_TOGETHER = 5


@pytest.mark.parametrize("first", range(0, 200, _TOGETHER))
def test_on_sqlite(first: int) -> None:
    for seed in range(first, first + _TOGETHER):
        run_seed(seed, 90)


@pytest.mark.parametrize("seed", range(1_000, 1_006))
def test_on_postgresql(seed: int, postgres_server: PostgresServer) -> None:
    run_seed(seed, 70, server=postgres_server)


def test_a_seed_tells_one_story() -> None:
    first, again = (run_seed(4242, 40).story for _ in range(2))
    assert first == again


@pytest.mark.parametrize("seed", range(2_000, 2_006))
def test_lives_of_scripts(seed: int) -> None:
    run_seed(seed, 90, PLANS["scripts"])


def test_lives_of_scripts_on_postgresql(postgres_server: PostgresServer) -> None:
    run_seed(2_100, 90, PLANS["scripts"], server=postgres_server)


@pytest.mark.parametrize("seed", range(3_000, 3_006))
def test_lives_of_claims(seed: int) -> None:
    run_seed(seed, 90, PLANS["claims"])


def test_lives_of_claims_on_postgresql(postgres_server: PostgresServer) -> None:
    run_seed(3_100, 90, PLANS["claims"], server=postgres_server)
