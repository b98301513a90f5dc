"""Promises and calls back: made on the telephone, watched by a chip, kept; the finished are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.conftest import Sit
from tests.stories.person import Person
from workstation.domain.revisit import Revisit

MINUTE = 60_000
HOUR = 60 * MINUTE


class Watch:
    """The clock on the wall: `wait` lets time pass for the desk and its window."""

    def __init__(self, me: Person) -> None:
        self._me = me

    def wait(self, length: int) -> None:
        """So many milliseconds later everything that ticks has ticked."""
        self._me.pass_time(length)
        self._me.page._tick()
        self._me.window.side.count()
        self._me.queue._clock._on_passed()
        self._me.rest()


@pytest.fixture
def me(office: Path, sit: Sit) -> Person:
    """At my desk with a call that I have just noted."""
    person = sit(office)
    person.open(person.noted_call(take=True))
    return person


def chips(me: Person) -> dict[str, str]:
    """The chips of the head that speak of promises, with their looks."""
    flow = me.page.header._flow
    widgets = [flow.itemAt(n).widget() for n in range(flow.count())]
    return {w.text: w.chip_look for w in widgets if w.text.startswith("Promise")}


def test_a_promise_is_made_watched_and_kept_without_the_mouse(me: Person) -> None:
    watch = Watch(me)
    uid = me.page.current()
    me.press("G")
    me.say("下午四点前回电告知查件结果")
    me.press("Tab")
    me.say("in 4 h")
    me.press("Return", "Ctrl+Return")
    me.until(lambda: chips(me))
    assert list(chips(me).values()) == ["time_calm"]
    watch.wait(3 * HOUR + 10 * MINUTE)
    ((text, look),) = chips(me).items()
    assert look == "time_soon"
    assert text.endswith("min left")
    me.window.side.choose("view:promises")
    me.until(lambda: me.shown.number in me.numbers())
    me.press("F6")
    me.page.activate()
    me.press("Shift+G")
    me.until(lambda: not chips(me))
    (kept,) = me.desk.read.promises(uid)
    assert (kept.state, kept.settled_by) == ("kept", me.desk.agent.uid)
    me.until(lambda: me.shown.number not in me.numbers())
    me.until(lambda: "Promise kept" in me.page.timeline.items[-1].about)


def test_a_promise_that_ran_out_is_owned_up_to(me: Person) -> None:
    watch = Watch(me)
    uid = me.page.current()
    me.press("G")
    me.say("回电")
    me.press("Ctrl+Return")
    me.until(lambda: chips(me))
    watch.wait(3 * HOUR)
    assert set(chips(me).values()) == {"time_overdue"}
    me.press("Shift+G")  # too late for a plain yes
    me.until(lambda: me.page.acting.panel is not None)
    me.press("Tab")
    me.say("网点未回复，已向客户致歉并另约时间")
    me.press("Ctrl+Return")
    me.until(lambda: me.desk.read.promises(uid)[0].state == "broken")
    assert "致歉" in me.desk.read.promises(uid)[0].reason
    me.until(lambda: not chips(me))


def test_the_finished_are_called_back_one_after_the_other(me: Person) -> None:
    watch = Watch(me)
    uid = me.page.current()
    me.press("V")
    me.say("赔款是否到账，对处理是否满意")
    me.press("Ctrl+Return")
    me.until(lambda: me.desk.read.revisits(uid))
    me.press("Ctrl+Return")  # resolve
    me.press("Ctrl+Return")
    me.until(lambda: not me.shown.is_open)
    watch.wait(25 * HOUR)
    me.window.side.choose("view:revisits")
    me.until(lambda: me.shown.number in me.numbers())
    waiting = len(me.numbers())
    me.click_row(me.shown.number, twice=True)
    assert "赔款是否到账" in me.page.call_bar.text
    me.page.activate()
    me.press("Shift+V")
    me.say("已到账，很满意")
    me.press("Tab")
    me.say("Satisfied")
    me.press("Return", "Ctrl+Return")

    def asked() -> Revisit:
        found = me.desk.read.revisits(uid)
        return next(one for one in found if one.purpose.startswith("赔款"))

    me.until(lambda: asked().state != "due")
    done = asked()
    assert (done.state, done.satisfaction, done.result) == ("done", 3, "已到账，很满意")
    me.until(lambda: len(me.numbers()) == waiting - 1)
    if waiting > 1:
        me.until(lambda: me.page.current() != uid)
        assert me.page.call_bar.text
