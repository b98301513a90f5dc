"""The same world, driven by Hypothesis, which shrinks a failure to its shortest story."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.simulator import doing, truth
from tests.simulator.ground import sqlite_world
from tests.simulator.laws import Laws
from tests.simulator.line import TROUBLES
from tests.simulator.world import DAY

_DESKS = st.integers(0, 2)
_PEOPLE = st.integers(0, 5)
_ANY = st.integers(0, 50)
_BAD = st.dictionaries(st.integers(0, 4), st.sampled_from(TROUBLES), max_size=2)


class Office(RuleBasedStateMachine):
    """What people do and what befalls them, in any order; then everything heals."""

    @initialize(desks=st.integers(2, 3))
    def begin(self, desks: int) -> None:
        self.laws = Laws(0)
        with self.laws.rule():
            self.world = sqlite_world(0, desks, self.laws)
            self.world.work(0, "new", 3, 1, 1)
            for number in range(desks):
                self.world.exchange(number, {})

    def _step(self, name: str, *values: Any) -> None:
        with self.laws.rule():
            getattr(self.world, name)(*values)

    @rule(desk=_DESKS, what=st.sampled_from(doing.NAMES), person=_PEOPLE, pick=_ANY, more=_ANY)
    def work(self, desk: int, what: str, person: int, pick: int, more: int) -> None:
        self._step("work", desk, what, person, pick, more)

    @rule(desk=_DESKS, troubles=_BAD, fuse=st.none() | st.integers(0, 30))
    def exchange(self, desk: int, troubles: dict[int, str], fuse: int | None) -> None:
        self._step("exchange", desk, troubles, fuse)

    @rule(desk=_DESKS, person=_PEOPLE, troubles=_BAD)
    def serve(self, desk: int, person: int, troubles: dict[int, str]) -> None:
        self._step("serve", desk, person, troubles)

    @rule(desk=_DESKS, away=st.booleans())
    def cut_off(self, desk: int, away: bool) -> None:
        self._step("cut_off", desk, away)

    @rule(desk=_DESKS, skew=st.sampled_from((0, -400 * DAY, 400 * DAY)))
    def wrong_clock(self, desk: int, skew: int) -> None:
        self._step("wrong_clock", desk, skew)

    @rule(ms=st.sampled_from((60_000, 1_200_000, DAY)))
    def pass_time(self, ms: int) -> None:
        self._step("pass_time", ms)

    @rule(pick=_ANY)
    def arrive(self, pick: int) -> None:
        self._step("arrive", pick)

    @rule(where=st.sampled_from(("hub", "0", "1")), room=st.integers(-1, 6))
    def full_disk(self, where: str, room: int) -> None:
        self._step("full_disk", where, room)

    @rule()
    def save_hub(self) -> None:
        self._step("save_hub")

    @rule(pick=_ANY)
    def restore_hub(self, pick: int) -> None:
        self._step("restore_hub", pick)

    @rule(desk=_DESKS)
    def save_desk(self, desk: int) -> None:
        self._step("save_desk", desk)

    @rule(desk=_DESKS, pick=_ANY)
    def restore_desk(self, desk: int, pick: int) -> None:
        self._step("restore_desk", desk, pick)

    @rule(desk=_DESKS)
    def clone_desk(self, desk: int) -> None:
        self._step("clone_desk", desk)

    @invariant()
    def holds(self) -> None:
        if hasattr(self, "world"):
            with self.laws.rule():
                for desk in self.world.desks:
                    truth.after_step(self.world, desk)

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        with self.laws.rule():
            try:
                truth.healed(self.world)
            finally:
                self.world.close()


Office.TestCase.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
test_office = Office.TestCase
