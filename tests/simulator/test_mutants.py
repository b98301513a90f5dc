"""Each guard is broken on purpose, and the simulator has to notice.

Guards that only PostgreSQL has are broken in the database; the one that needs a killed server is in
`test_crashes`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import psycopg
import pytest
from sqlalchemy import delete, select

from tests.postgres import PostgresServer
from tests.simulator import hubs, truth
from tests.simulator.drawing import Plan, run_seed
from tests.simulator.ground import postgres_world, sqlite_world
from tests.simulator.laws import Laws
from tests.simulator.world import Broken, World
from workstation.actions import claims
from workstation.actions.intake import NewTicket
from workstation.actions.tickets import EditTicket
from workstation.store import leaving, operations
from workstation.sync import (
    hub_cursor,
    hub_feed,
    hub_lease,
    hub_push,
    hub_serials,
    merge,
    policy,
    sending,
)
from workstation.sync.authority.install import scripts
from workstation.sync.hub_tables import desk, operation

Patch = pytest.MonkeyPatch
_SEEDS = 60


@dataclass(frozen=True)
class Mutant:
    """A guard that is broken, and the invariants of which one must notice."""

    name: str
    guard: Callable[[Patch], None]
    noticed: str
    often: tuple[str, ...] = ()
    seldom: tuple[str, ...] = ()
    steps: int = 90

    def plan(self) -> Plan:
        """Steps that concern the guard come more often."""
        usual = Plan()
        weights = {name: weight * 5 for name, weight in usual.weights if name in self.often}
        told = ((name, weights.get(name, weight)) for name, weight in usual.weights)
        return replace(
            usual,
            weights=tuple((n, w) for n, w in told if n not in self.seldom),
            rare=tuple(name for name in usual.rare if name not in self.often),
        )


_COPIES = ("restore_hub", "restore_desk", "clone_desk")


def _replay_again(patch: Patch) -> None:
    """An operation that arrives again is taken in again."""

    def nothing_known(connection: Any, desk_no: int, told: Any, last_n: int) -> dict[str, Any]:
        uids = [one.uid for one in told]
        connection.execute(delete(operation).where(operation.c.uid.in_(uids)))
        return {}

    patch.setattr(hub_push, "_answered", nothing_known)


def _any_key(patch: Patch) -> None:
    """Whoever names a desk's number is that desk, in any order."""
    check, answered = hub_push.check_desk, hub_push._answered

    def checked(connection: Any, desk_no: int, token: str) -> Any:
        query = select(desk.c.token).where(desk.c.desk_no == desk_no)
        return check(connection, desk_no, str(connection.scalar(query)))

    def known(connection: Any, desk_no: int, told: Any, last_n: int) -> Any:
        return answered(connection, desk_no, told, -1)

    patch.setattr(hub_push, "check_desk", checked)
    patch.setattr(hub_push, "_answered", known)
    patch.setattr(hub_push, "_completes", lambda *given: True)


def _any_lease(patch: Patch) -> None:
    """A lease is given though another agent's is not over."""
    give = hub_lease._give

    def given(connection: Any, ticket: str, agent: str, name: str, *rest: Any) -> Any:
        connection.execute(hub_lease.update(hub_lease.lease).values(until=0))
        return give(connection, ticket, agent, name, *rest)

    patch.setattr(hub_lease, "_give", given)


def _merged_as(rule: str) -> Callable[[Patch], None]:
    """Fields of one policy are taken though somebody else has changed them."""

    def guard(patch: Patch) -> None:
        merged = merge.merge_field

        def without_base(told: str, base: Any, mine: Any, theirs: Any, *rest: Any) -> Any:
            known = theirs if told == rule else base
            return merged(told, known, mine, theirs, *rest)

        patch.setattr(merge, "merge_field", without_base)

    return guard


def _epoch_ignored(patch: Patch) -> None:
    """A restored hub goes by its old name, and nobody looks where in the feed a desk stands."""
    patch.setattr(hubs, "new_epoch", lambda hub: None)
    patch.setattr(hub_cursor, "mark", lambda connection, seq: "")


def _no_evict(patch: Patch) -> None:
    """Nobody says that a ticket has left a desk's groups."""
    patch.setattr(hub_feed._Page, "_evict", lambda *given: None)


def _other_order(patch: Patch) -> None:
    """The newest work is sent first."""
    waiting = operations.waiting
    patch.setattr(operations, "waiting", lambda *given, **more: waiting(*given, **more)[::-1])


def _serials_twice(patch: Patch) -> None:
    """Every desk is given the first numbers."""
    lease = hub_serials.lease

    def first(connection: Any, desk_no: int, name: str, count: int) -> Any:
        given = lease(connection, desk_no, name, count)
        return replace(given, first=1, last=count)

    patch.setattr(hub_serials, "lease", first)


def _no_draft(patch: Patch) -> None:
    """The words of refused work are thrown away."""
    patch.setattr(sending, "drafts_of", lambda *given: ())


def _kept_for_good(patch: Patch) -> None:
    """What the hub no longer has is kept after everything was told anew."""
    patch.setattr(leaving, "sweep", lambda *given: 0)


def _no_conflict(patch: Patch) -> None:
    """The later author is not asked."""
    patch.setattr(sending, "_keep_conflicts", lambda *given: 0)


def _two_claims(patch: Patch) -> None:
    """A parcel may have several live claims, as far as the operation's check goes."""
    from workstation.sync.guards import Guards

    patch.setattr(Guards, "single_claim", lambda *given: None)


def _pay_again(patch: Patch) -> None:
    """A paid claim may be paid once more."""
    patch.setattr(merge, "_check_claim", lambda *given: None)
    patch.setattr(merge, "check_claim_move", lambda *given: None)
    _merged_as(policy.REFUSE)(patch)


MUTANTS = (
    Mutant(
        "replay taken in again", _replay_again, "I2|overwritten|accepted|I6|money", ("exchange",)
    ),
    Mutant("clone's key accepted", _any_key, "one desk|I1|I9|I6|I10", ("clone_desk",)),
    Mutant("lease not waited for", _any_lease, "I7", ("serve", "hold"), _COPIES),
    Mutant("base not compared", _merged_as(policy.ASK), "overwritten silently"),
    Mutant("money merged", _merged_as(policy.REFUSE), "money is never merged"),
    Mutant("epoch ignored", _epoch_ignored, "I1|I3|I8|I10|I6|I2", ("restore_hub", "save_hub")),
    Mutant("old group ignored", _no_evict, "I8|repaired", ("narrow",), _COPIES),
    Mutant("words thrown away", _no_draft, "I6 refused words"),
    Mutant("not swept", _kept_for_good, "I8|I3", ("narrow",)),
    Mutant("conflict not told", _no_conflict, "overwritten silently"),
    Mutant("paid once more", _pay_again, "money is never merged|paid twice", (), _COPIES, 200),
)


def two_forms(world: World) -> None:
    """Two desks each make a claim, have it approved and give its form a number."""
    for number, waybill in enumerate(("SF1234567890123", "SF1234567890999")):
        ticket = world.act(number, NewTicket("破损", waybill=waybill), "anna")
        claim = world.act(number, claims.MakeClaim(ticket), "anna")
        told = {"claimed_fen": 5_000, "loss_fen": 5_000, "claimant": "收件人"}
        world.act(number, claims.EditClaim(claim, told), "anna")
        world.act(number, claims.SubmitClaim(claim), "anna")
        world.act(number, claims.ApproveClaim(claim, 5_000, "照价"), "leader")
        world.exchange(number, {})
        serial = world.act(number, claims.NumberClaim(claim), "clerk")
        assert str(serial).startswith("LP2026-")
    truth.healed(world)


def test_serials_given_twice_are_noticed(monkeypatch: Patch) -> None:
    laws = Laws(1)
    with laws.rule():
        world = sqlite_world(1, 2, laws)
        two_forms(world)
        world.close()
        _serials_twice(monkeypatch)
        world = sqlite_world(1, 2, laws)
        with pytest.raises(Broken, match="no serial twice"):
            two_forms(world)
        world.close()


def in_a_row(world: World) -> None:
    """One person corrects one field again and again, then the desk exchanges."""
    ticket = world.act(0, NewTicket("破损", body="碎了"), "anna")
    world.exchange(0, {})
    for name in ("甲", "乙", "丙"):
        world.act(0, EditTicket(ticket, {"address": name}), "anna")
    world.exchange(0, {})
    truth.healed(world)


def test_another_order_is_noticed(monkeypatch: Patch) -> None:
    laws = Laws(1)
    with laws.rule():
        world = sqlite_world(1, 2, laws)
        in_a_row(world)
        world.close()
        _other_order(monkeypatch)
        world = sqlite_world(1, 2, laws)
        with pytest.raises(Broken):
            in_a_row(world)
        world.close()


def late_commit(world: World) -> None:
    """Somebody's long transaction commits after desks have pulled what came later."""
    world.act(0, NewTicket("破损", body="碎了"), "anna")
    world.outside()
    for _ in range(2):
        for number in range(2):
            world.exchange(number, {})
        world.act(0, NewTicket("少件", body="少了"), "anna")
    world.outside()
    truth.healed(world)


@pytest.mark.parametrize("kept", [True, False], ids=["snapshot", "number"])
def test_a_number_for_a_cursor_is_noticed(kept: bool, postgres_server: PostgresServer) -> None:
    laws = Laws(1)
    with laws.rule():
        world = postgres_world(1, 2, laws, postgres_server)
        try:
            if kept:
                late_commit(world)
                return
            script = scripts()["52_changes.sql"]
            seen = "ARRAY(SELECT x FROM pg_snapshot_xip(base) AS x WHERE x >= after_xid)"
            assert seen in script
            with psycopg.connect(world.box.url, autocommit=True) as connection:
                connection.execute("SET check_function_bodies = off")
                connection.execute(script.replace(seen, "'{}'"))
            with pytest.raises(Broken, match=r"I3|repaired"):
                late_commit(world)
        finally:
            world.close()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_broken_guard_is_noticed(mutant: Mutant, monkeypatch: Patch) -> None:
    mutant.guard(monkeypatch)
    for seed in range(_SEEDS):
        try:
            run_seed(seed, mutant.steps, mutant.plan())
        except Broken as broken:
            if re.search(mutant.noticed, broken.invariant):
                return
    pytest.fail(f"{_SEEDS} seeds went by and nobody noticed: {mutant.name}")
