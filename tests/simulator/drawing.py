"""A seed drawn out into steps."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from tests.postgres import PostgresServer
from tests.simulator import doing, truth
from tests.simulator.claiming import MONEY
from tests.simulator.ground import postgres_world, sqlite_world
from tests.simulator.laws import Laws
from tests.simulator.line import TROUBLES
from tests.simulator.speaking import FOR_LEADERS, SPEECH
from tests.simulator.world import DAY, TEAM, World

MINUTE: Final = 60_000
YEAR: Final = 365 * DAY


@dataclass(frozen=True)
class Plan:
    """How rough a world is: shares of steps, by name; what is missing does not happen."""

    trouble: float = 0.25
    kill: float = 0.2
    rare: tuple[str, ...] = (
        *("narrow", "restore_hub", "restore_desk", "clone_desk", "full_disk", "wrong_clock"),
        "drift",
    )
    weights: tuple[tuple[str, int], ...] = (
        ("work", 60),
        ("papers", 2),
        ("exchange", 34),
        ("serve", 5),
        ("hold", 3),
        ("narrow", 2),
        ("carry", 3),
        ("open_file", 2),
        ("meet", 1),
        ("post", 2),
        ("write", 1),
        ("restart", 1),
        ("cut_off", 3),
        ("wrong_clock", 1),
        ("drift", 1),
        ("full_disk", 2),
        ("pass_time", 4),
        ("arrive", 4),
        ("restart_hub", 1),
        ("outside", 2),
        ("stop_hub", 1),
        ("save_hub", 1),
        ("restore_hub", 1),
        ("save_desk", 1),
        ("restore_desk", 1),
        ("clone_desk", 1),
    )


_COPIES: Final = ("restore_hub", "restore_desk", "clone_desk")


def raised(often: tuple[str, ...], seldom: tuple[str, ...] = (), times: int = 5) -> Plan:
    """A usual plan in which some steps come more often and others never."""
    usual = Plan()
    return replace(
        usual,
        weights=tuple(
            (name, weight * times if name in often else weight)
            for name, weight in usual.weights
            if name not in seldom
        ),
        rare=tuple(name for name in usual.rare if name not in often),
    )


#: Plans by name, for the command.
PLANS: Final = {
    "usual": Plan(),
    "clones": raised(("clone_desk", "save_desk", "restore_desk"), ("restore_hub",)),
    "restores": raised(("save_hub", "restore_hub", "restore_desk", "save_desk")),
    "groups": raised(("narrow", "post", "write"), ()),
    "clocks": raised(("wrong_clock", "drift", "pass_time", "restart")),
    "disks": raised(("full_disk", "restart", "restart_hub", "carry")),
    "papers": raised(("papers", "cut_off"), ("restore_hub",), 6),
    "crashes": replace(usual := raised((), _COPIES), weights=(*usual.weights, ("crash_hub", 5))),
    "scripts": replace(raised(()), weights=(*Plan().weights, ("scripts", 60))),
    "claims": replace(raised(()), weights=(*Plan().weights, ("money", 60), ("papers", 12))),
    "quiet": replace(raised((), _COPIES), trouble=0.05, kill=0.02),
    "rough": replace(raised(("arrive", "stop_hub", "cut_off"), ()), trouble=0.5, kill=0.4),
}


class Dice:
    """Draws the steps of one seed and has the world go through them."""

    def __init__(self, world: World, seed: int, plan: Plan) -> None:
        self.world = world
        self.chance = random.Random(f"steps {seed}")
        self.plan = plan
        rough = self.chance.choice((0.0, 0.5, 1.0, 1.6))
        self.trouble = plan.trouble * rough
        self.kill = plan.kill * rough
        self.without = {name for name in plan.rare if self.chance.random() < 0.6}
        self.names = [name for name, _ in plan.weights if name not in self.without]
        self.weights = [weight for name, weight in plan.weights if name not in self.without]

    def step(self) -> None:
        """One step, and what must be true after it."""
        name = self.chance.choices(self.names, self.weights)[0]
        number = self.chance.randrange(len(self.world.desks))
        drawn: Callable[[int], Any] = getattr(self, f"_{name}")
        drawn(number)
        truth.after_step(self.world, self.world.desk(number))

    def _troubles(self) -> dict[int, str]:
        return {
            place: self.chance.choice(TROUBLES)
            for place in range(6)
            if self.chance.random() < self.trouble
        }

    def _papers(self, number: int) -> None:
        """An hour of claims: somebody takes them on, step by step."""
        for name in ("claim", *["claim on"] * 7):
            self._work(number, name)

    def _work(self, number: int, name: str = "") -> None:
        draw = self.chance
        name = name or draw.choices(doing.NAMES, doing.WEIGHTS)[0]
        person = number + 3 if draw.random() < 0.6 else draw.randrange(len(TEAM))
        if roles := doing.BY_ROLE.get(name):
            fitting = [n for n, p in enumerate(TEAM) if p.role in roles]
            person = draw.choice(fitting)
        self.world.work(number, name, person, draw.randrange(1000), draw.randrange(1000))

    def _scripts(self, number: int) -> None:
        """Somebody works on scripts, or takes such work back."""
        draw = self.chance
        if draw.random() < 0.1:
            self._work(number, "undo")
            return
        if draw.random() < 0.3:
            self._course(number)
            return
        names, weights = list(SPEECH), [weight for weight, _ in SPEECH.values()]
        name = draw.choices(names, weights)[0]
        leads = name.removeprefix("script ") in FOR_LEADERS and draw.random() < 0.9
        person = draw.randrange(2) if leads else draw.randrange(len(TEAM))
        self.world.work(number, name, person, draw.randrange(1000), draw.randrange(1000))

    def _money(self, number: int) -> None:
        """Somebody who may works on evidence, offers or payments, or takes such work back."""
        draw = self.chance
        if draw.random() < 0.05:
            self._work(number, "undo")
            return
        names, weights = list(MONEY), [weight for weight, _ in MONEY.values()]
        name = draw.choices(names, weights)[0]
        fitting = [n for n, p in enumerate(TEAM) if p.role in ("claims", "leader", "admin")]
        person = draw.choice(fitting) if draw.random() < 0.9 else draw.randrange(len(TEAM))
        self.world.work(number, name, person, draw.randrange(1000), draw.randrange(1000))

    def _course(self, number: int) -> None:
        """A script on its way, by two people at two desks."""
        draw, other = self.chance, self.chance.randrange(len(self.world.desks))
        person = draw.randrange(2)
        for desk, name, who in (
            (number, "script draft", person),
            (number, "script sent in", person),
            (number, "", 0),
            (other, "", 0),
            (other, "script review", 1 - person),
            (other, "script activate", draw.randrange(2)),
        ):
            if name:
                self.world.work(desk, name, who, 0, draw.randrange(1000))
            else:
                self._exchange(desk)

    def _exchange(self, number: int) -> None:
        fuse = self.chance.randrange(12) if self.chance.random() < self.kill else None
        self.world.exchange(number, self._troubles(), fuse)

    def _serve(self, number: int) -> None:
        self.world.serve(number, self.chance.randrange(len(TEAM)), self._troubles())

    def _hold(self, number: int) -> None:
        draw = self.chance
        self.world.hold(number, draw.randrange(len(TEAM)), draw.randrange(6), draw.random() < 0.5)

    def _narrow(self, number: int) -> None:
        draw = self.chance
        groups = tuple(g for g in doing.GROUPS if draw.random() < 0.5)
        regions = ("south",) if draw.random() < 0.15 else ()
        self.world.narrow(number, groups if draw.random() < 0.7 else (), regions)

    def _carry(self, number: int) -> None:
        fuse = self.chance.randrange(8) if self.chance.random() < self.kill else None
        self.world.carry(number, self._troubles(), fuse)

    def _open_file(self, number: int) -> None:
        self.world.open_file(number, self.chance.randrange(4), self._troubles())

    def _meet(self, number: int) -> None:
        draw = self.chance
        self.world.meet(number, draw.randrange(len(TEAM)), draw.randrange(6), draw.random() < 0.5)

    def _post(self, number: int) -> None:
        self.world.post(number)

    def _write(self, number: int) -> None:
        self.world.write(number, self.chance.randrange(6))

    def _restart(self, number: int) -> None:
        self.world.restart(number)

    def _cut_off(self, number: int) -> None:
        self.world.cut_off(number, self.chance.random() < 0.5)

    def _wrong_clock(self, number: int) -> None:
        skews = (0, 5 * MINUTE, -5 * MINUTE, 47 * 60 * MINUTE, -2 * YEAR, 3 * YEAR)
        self.world.wrong_clock(number, self.chance.choice(skews))

    def _drift(self, number: int) -> None:
        rates = (0.0, 1e-5, -1e-4, 1e-3, -0.01, 0.02)
        self.world.drift(number, self.chance.choice(rates))

    def _full_disk(self, number: int) -> None:
        where = self.chance.choice(("hub", str(number)))
        self.world.full_disk(where, self.chance.choice((-1, -1, 0, 3, 12)))

    def _pass_time(self, number: int) -> None:
        spans = (MINUTE, 5 * MINUTE, 20 * MINUTE, 20 * MINUTE, 60 * MINUTE, DAY, 3 * DAY)
        self.world.pass_time(self.chance.choice(spans))

    def _arrive(self, number: int) -> None:
        self.world.arrive(self.chance.randrange(8))

    def _restart_hub(self, number: int) -> None:
        self.world.restart_hub()

    def _crash_hub(self, number: int) -> None:
        self.world.crash_hub()

    def _outside(self, number: int) -> None:
        self.world.outside()

    def _stop_hub(self, number: int) -> None:
        self.world.stop_hub(self.chance.random() < 0.4)

    def _save_hub(self, number: int) -> None:
        self.world.save_hub()

    def _restore_hub(self, number: int) -> None:
        self.world.restore_hub(self.chance.randrange(8))

    def _save_desk(self, number: int) -> None:
        self.world.save_desk(number)

    def _restore_desk(self, number: int) -> None:
        self.world.restore_desk(number, self.chance.randrange(8))

    def _clone_desk(self, number: int) -> None:
        self.world.clone_desk(number)


def run_seed(
    seed: int,
    steps: int = 120,
    plan: Plan | None = None,
    server: PostgresServer | None = None,
) -> World:
    """Go through a seed's steps and check everything; raises `Broken`.

    The hub is an SQLite file, or a database of `server`.
    """
    desks = 2 + random.Random(f"desks {seed}").choice((0, 0, 1, 1, 2, 4))
    laws = Laws(seed)
    with laws.rule():
        if server is None:
            world = sqlite_world(seed, desks, laws)
        else:
            world = postgres_world(seed, desks, laws, server)
        try:
            go(world, seed, steps, plan or Plan())
        finally:
            world.close()
    return world


def go(world: World, seed: int, steps: int, plan: Plan) -> None:
    """Some steps, then healing and all that must be true."""
    dice = Dice(world, seed, plan)
    for number in range(3):
        world.work(0, "new", 3 + number, 4 * number + 1, 6 * number + 1)
    for number in range(len(world.desks)):
        world.exchange(number, {})
    for _ in range(steps):
        dice.step()
    truth.healed(world)
