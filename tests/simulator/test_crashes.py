"""A hub's server that is killed: nothing acknowledged is lost, nothing is missed afterwards.

A killed server gives transaction ids out again that were never on disk. A desk's place in the feed
may count them as seen; that it goes on from its last settled place is the guard that is broken here.
"""

from __future__ import annotations

from collections.abc import Iterator
from secrets import token_hex

import psycopg
import pytest

from tests.clusters import Cluster
from tests.rundir import claim_run_folder
from tests.simulator import truth
from tests.simulator.crashing import CrashingServer
from tests.simulator.drawing import PLANS, run_seed
from tests.simulator.ground import postgres_template, postgres_world
from tests.simulator.laws import Laws
from tests.simulator.world import Broken, World
from workstation.actions.intake import NewTicket
from workstation.sync.authority.install import scripts


@pytest.fixture(scope="module")
def server() -> Iterator[CrashingServer]:
    """One cluster for all of these tests."""
    cluster = Cluster(claim_run_folder() / f"crashes-{token_hex(4)}").init().start()
    try:
        made = CrashingServer(cluster.url(), cluster)
        postgres_template(made)  # by the laws of no world, so that no world gives the same names
        yield made
    finally:
        cluster.remove()


def _crashed(world: World) -> None:
    """A desk has heard of transactions that the server then forgets, and does not hear of others."""
    for number in (0, 1, 1):
        world.exchange(number, {})
    for _ in range(8):
        world.pass_time(1_000)  # each takes an id that is not on disk
    world.exchange(1, {})
    world.crash_hub()
    world.act(0, NewTicket("破损", body="碎了"), "anna")
    for _ in range(2):
        for number in (0, 1):
            world.exchange(number, {})
    truth.healed(world)


def _break(url: str) -> None:
    """Have desks go on from wherever they had got to, in whichever life of the server."""
    script, guard = scripts()["50_feed.sql"], "told ->> 'boot' <> boot"
    assert guard in script
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET check_function_bodies = off")
        connection.execute(script.replace(guard, "false").encode())


@pytest.mark.parametrize("settled", [True, False], ids=["settled", "unsettled"])
def test_a_place_that_was_not_settled_is_noticed(settled: bool, server: CrashingServer) -> None:
    laws = Laws(1)
    with laws.rule():
        world = postgres_world(1, 2, laws, server, "anna", "leader")
        try:
            if settled:
                _crashed(world)
                return
            _break(world.box.url)
            with pytest.raises(Broken, match=r"I3|repaired"):
                _crashed(world)
        finally:
            world.close()


@pytest.mark.parametrize("seed", range(3))
def test_crashes_lose_nothing(seed: int, server: CrashingServer) -> None:
    run_seed(seed, 40, PLANS["crashes"], server)
