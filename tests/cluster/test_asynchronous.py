"""Without synchronous replication a failover forgets; desks remember and say it again."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from tests.cluster.machines import Group, until
from tests.cluster.office import Office, now_ms


@pytest.fixture
def careless(group: Group) -> Iterator[Group]:
    """The machines, replicating when they find time."""
    group.configure(synchronous_mode=False, synchronous_mode_strict=False)
    until(group.healthy, "not asynchronous")
    yield group
    group.heal()
    group.configure(synchronous_mode=True, synchronous_mode_strict=True)
    group.heal()


def _receivers(group: Group) -> list[int]:
    found = []
    for machine in group.standbys():
        for pid in machine.server():
            with open(f"/proc/{pid}/cmdline", "rb") as told:
                if b"walreceiver" in told.read():
                    found.append(pid)
    return found


def test_what_a_lagging_standby_never_heard_is_sent_again(careless: Group, office: Office) -> None:
    first = careless.primary()
    assert first is not None
    receivers = _receivers(careless)
    assert len(receivers) == 2
    before = careless.timeline()
    with office.working():
        until(lambda: len(office.acknowledged()) > 20, office.where)
        old = office.acknowledged()
        for pid in receivers:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(2)
        kept = office.acknowledged()
        first.kill()
        moment = now_ms()
        for pid in receivers:
            os.kill(pid, signal.SIGKILL)
        until(lambda: careless.primary() not in (None, first), "nobody took over")
        done = len(office.acknowledged())
        until(lambda: len(office.acknowledged()) > done + 20, office.where, 60)
    assert len(kept) > len(old)
    assert careless.timeline() > before
    office.verify()
    received = office.received(kept)
    assert received.keys() == kept  # nothing acknowledged is missing
    again = [uid for uid, at in received.items() if at > moment]
    assert again  # and it had been lost
