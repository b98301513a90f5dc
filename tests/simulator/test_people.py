"""Faults that showed once desks used their people's own logins, each with the few steps to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.postgres import PostgresServer
from tests.simulator import truth
from tests.simulator.ground import postgres_world
from tests.simulator.laws import Laws
from tests.simulator.world import World
from workstation.actions import settling, tickets
from workstation.actions.intake import NewTicket

Make = Callable[..., World]


@pytest.fixture
def office(postgres_server: PostgresServer) -> Iterator[Make]:
    """Makes a world with these people at its desks, its laws in force to the end of the test."""
    laws = Laws(7)
    made: list[World] = []

    def make(*people: str) -> World:
        made.append(postgres_world(7, len(people), laws, postgres_server, *people))
        return made[0]

    with laws.rule():
        yield make
        for world in made:
            world.close()


def _ticket(world: World, number: int, person: str, **facts: Any) -> str:
    return str(world.act(number, NewTicket("花瓶破损", body="碎了", **facts), person))


def _together(world: World) -> None:
    for _ in range(2):
        for number in range(len(world.desks)):
            world.exchange(number, {})


def test_a_ticket_lost_from_sight_goes_whole_once_its_refusal_is_settled(office: Make) -> None:
    """Refused work on it dropped the ticket alone, and left what hung on it."""
    world = office("bert", "leader")
    uid = _ticket(world, 1, "leader", group_code="individual")
    _together(world)
    world.act(1, tickets.TransferTicket(uid, "claims", "转理赔"), "leader")
    world.exchange(1, {})
    world.act(0, tickets.TransferTicket(uid, "cod", "转代收"), "bert")
    world.exchange(0, {})
    truth.healed(world)
    desk = world.desks[0]
    assert desk.find("ticket", uid)  # Bert's words stand on it
    (refused,) = desk.rows("SELECT uid FROM operation WHERE state='refused'")
    world.act(0, settling.SettleRefused(refused[0], "算了"), "bert")
    truth.healed(world)
    assert desk.find("ticket", uid) is None
    assert desk.rows("SELECT * FROM entry WHERE ticket=?", uid) == []


def test_a_ticket_from_a_group_asked_for_but_not_seen_comes_whole(office: Make) -> None:
    """It came alone: the desk asked for its former group, and the person did not see that."""
    world = office("cora", "leader")
    world.narrow(0, ("individual", "cod", "claims"))
    uid = _ticket(world, 1, "leader", group_code="individual")
    _together(world)
    assert world.desks[0].find("ticket", uid) is None
    world.act(1, tickets.TransferTicket(uid, "claims", "转理赔"), "leader")
    world.exchange(1, {})
    world.exchange(0, {})
    assert len(world.desks[0].rows("SELECT * FROM entry WHERE ticket=?", uid)) >= 2
    truth.healed(world)
