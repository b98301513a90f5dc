"""The primary dies, hangs or changes while desks work: nothing acknowledged is lost."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.cluster.machines import Group, Machine, until
from tests.cluster.office import Office, now_ms

_CAUSES: dict[str, Callable[[Machine], None]] = {
    "machine killed": Machine.kill,
    "server killed": Machine.kill_server,
    "machine frozen": Machine.freeze,
}


@pytest.mark.parametrize("cause", _CAUSES)
def test_the_primary_goes_under_load(group: Group, office: Office, cause: str) -> None:
    before = group.timeline()
    first = group.primary()
    assert first is not None
    with office.working():
        until(lambda: len(office.acknowledged()) > 30, office.where)
        moment = now_ms()
        _CAUSES[cause](first)
        kept = office.acknowledged()
        until(lambda: group.primary() not in (None, first), "nobody took over")
        until(lambda: len(office.acknowledged()) > len(kept) + 30, office.where)
        if cause == "machine frozen":
            first.thaw()  # it believes to be the primary for a moment
            time.sleep(1)
    assert group.timeline() > before
    received = office.received(kept)
    assert received.keys() == kept  # acknowledged once, there for good
    assert all(at <= moment + 500 for at in received.values())  # not only because it was sent again
    office.verify()


def test_a_planned_switchover(group: Group, office: Office) -> None:
    before = group.timeline()
    with office.working():
        until(lambda: len(office.acknowledged()) > 20, office.where)
        group.switch_over()
        done = len(office.acknowledged())
        until(lambda: len(office.acknowledged()) > done + 20, office.where)
    assert group.timeline() > before
    office.verify()
