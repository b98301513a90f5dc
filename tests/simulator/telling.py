"""What stories about the simulated world are told with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from tests.simulator.world import World
from workstation.actions.intake import NewTicket
from workstation.domain.pages import SyncState

Make = Callable[[int], World]
MINUTE: Final = 60_000


def ticket(world: World, number: int = 0, **facts: Any) -> str:
    """Somebody makes a ticket at a desk; its uid."""
    return str(world.act(number, NewTicket("花瓶破损", body="碎了", **facts), "anna"))


def together(world: World) -> None:
    """Everybody exchanges, twice."""
    for _ in range(2):
        for number in range(len(world.desks)):
            world.exchange(number, {})


def state(world: World, number: int) -> SyncState:
    """What a desk's courier says of itself."""
    return world.desks[number].courier.state()


def last_work(world: World, number: int) -> str:
    """The uid of the newest operation of a desk."""
    return str(world.desks[number].rows("SELECT uid FROM operation ORDER BY n DESC LIMIT 1")[0][0])
