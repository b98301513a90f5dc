"""Due times and automations on two desks that share a hub."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.sync.office import Desks, do, meet, two_desks
from workstation import clockwork, due_times, profiles
from workstation.actions.automations import FireAutomation
from workstation.actions.intake import NewTicket
from workstation.actions.replies import AddNote
from workstation.actions.tickets import ChangePriority, SetWaiting, TakeTicket
from workstation.changes import Changes
from workstation.clockwork import LEADER_MS, OTHERS_MS, SPREAD_MS, Clockwork
from workstation.desk import Desk, open_desk
from workstation.domain.limits import Planner
from workstation.domain.pages import SyncState
from workstation.domain.ticket import Ticket
from workstation.store.dues import DUE_FIELDS

HOUR = 3_600_000


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    with two_desks(tmp_path, tickets=30) as made:
        yield made


def use(desk: Desk, **facts: Any) -> None:
    """Put other rules in force on a desk."""
    bundle = desk._holder.bundle()
    desk._holder._bundle = replace(bundle, rules=replace(bundle.rules, **facts))


def close_days(desk: Desk, *days: date) -> None:
    calendars = {
        code: item if item.always_open else replace(item, holidays=item.holidays | set(days))
        for code, item in desk.rules.calendars.items()
    }
    use(desk, calendars=calendars)


def coming_days(desk: Desk) -> list[date]:
    """Two weeks: whatever day it is, some of them are open before they are closed."""
    today = datetime.fromtimestamp(desk.clock() / 1000, desk.zone).date()
    return [today + timedelta(days=n) for n in range(1, 15)]


def dues(desk: Desk) -> dict[str, tuple[Any, ...]]:
    rows = desk.read.connection.execute(
        f"SELECT uid,{','.join(DUE_FIELDS)},due_sort FROM ticket WHERE is_open=1"
    )
    return {row[0]: tuple(row[1:]) for row in rows}


def counts(desk: Desk) -> tuple[int, int]:
    read = desk.read.connection
    operations = read.execute("SELECT count(*) FROM operation").fetchone()[0]
    return int(operations), int(read.execute("SELECT sum(rev) FROM ticket").fetchone()[0])


def new_ticket(desk: Desk, **facts: Any) -> Ticket:
    told = {"subject": "花瓶破损", "body": "收到的花瓶碎了", **facts}
    found = desk.read.ticket(str(do(desk, NewTicket(**told)).result))
    assert found is not None
    return found


def test_a_change_of_a_calendar_moves_all_due_times_and_sends_nothing(desks: Desks) -> None:
    one, two = desks
    for desk in desks:
        due_times.all_anew(desk)
    fresh = new_ticket(one, class_code="service", subtype="service.attitude")
    meet(one, two)
    due_times.some_anew(two, [fresh.uid])
    assert dues(one) == dues(two)
    before, sent = dues(one), [counts(desk) for desk in desks]
    days = coming_days(one)
    for desk in desks:
        close_days(desk, *days)
        assert due_times.all_anew(desk) > 0
    assert dues(one) == dues(two) != before
    assert [counts(desk) for desk in desks] == sent
    assert one.read.ticket(fresh.uid).resolve_due > fresh.resolve_due  # type: ignore[union-attr,operator]
    for desk in desks:
        told = desk.verify_replica().result() if desk.courier else None
        assert told is None or (told.repaired, told.dropped) == (0, 0)
        assert due_times.all_anew(desk) == 0  # done once, there is nothing left


def test_what_a_desk_with_older_calendars_says_is_put_right_here(desks: Desks) -> None:
    one, two = desks
    fresh = new_ticket(one)
    meet(one, two)
    close_days(two, *coming_days(one))
    due_times.all_anew(two)
    right = dues(two)[fresh.uid]
    do(one, SetWaiting(fresh.uid, "internal", one.clock() + 90 * HOUR))  # by the old calendar
    meet(one, two)
    due_times.some_anew(two, [fresh.uid])
    ticket = two.read.ticket(fresh.uid)
    assert ticket is not None
    planned = Planner(two.rules).plan(ticket)
    assert (ticket.due_at, ticket.resolve_due) == (planned.due_at, planned.resolve_due)
    assert ticket.resolve_due == right[1]
    do(two, ChangePriority(fresh.uid, 4))  # and its own word is taken without a question
    meet(two, one)
    assert two.read.conflicts() == one.read.conflicts() == ()
    assert one.read.ticket(fresh.uid).priority == 4  # type: ignore[union-attr]


def test_due_times_follow_the_rules_without_being_asked(desks: Desks) -> None:
    one, _ = desks
    fresh = new_ticket(one)
    keeper = due_times.DueTimes(one)
    keeper._round()
    assert one.read.next_due_after(fresh.created_at) is not None
    close_days(one, *coming_days(one))
    keeper._round()
    ticket = one.read.ticket(fresh.uid)
    assert ticket is not None
    assert ticket.resolve_due == Planner(one.rules).plan(ticket).resolve_due
    keeper.stop()


def firing(uid: str, occurrence: str = "waiting:1:2") -> FireAutomation:
    return FireAutomation(uid, "50-waiting-over", occurrence, "reminder")


def lines(desk: Desk, uid: str) -> list[str]:
    detail = desk.read.detail(uid)
    assert detail is not None
    return [one.uid for one in detail.entries if one.data.get("event") == "automation"]


def test_two_desks_that_fire_at_once_leave_one_line(desks: Desks) -> None:
    one, two = desks
    ticket = new_ticket(one)
    do(one, TakeTicket(ticket.uid))
    do(one, SetWaiting(ticket.uid, "customer", one.clock() + HOUR))
    meet(one, two)
    for desk in desks:  # neither has heard of the other: both were cut off
        assert do(desk, firing(ticket.uid)).result is True
    do(two, AddNote(ticket.uid, "之后又写了一条"))
    meet(one, two, one, two)
    for desk in desks:
        assert len(lines(desk, ticket.uid)) == 1
        assert desk.read.refused() == ()
        assert desk.read.conflicts() == ()
        detail = desk.read.detail(ticket.uid)
        assert detail is not None
        assert detail.ticket.status == "open"
        notices = [one for one in detail.entries if one.data.get("event") == "notify"]
        assert len(notices) == 1
        assert any(one.body == "之后又写了一条" for one in detail.entries)
    assert [one.uid for one in desks[0].read.detail(ticket.uid).entries] == [  # type: ignore[union-attr]
        one.uid
        for one in desks[1].read.detail(ticket.uid).entries  # type: ignore[union-attr]
    ]


def test_the_owner_acts_at_once_and_the_others_find_it_done(desks: Desks) -> None:
    one, two = desks
    start = max(one.clock(), two.clock())
    now = [start]
    for desk in desks:
        desk.clock = lambda: now[0]
    clocks = [Clockwork(desk) for desk in desks]
    for clock in clocks:
        clock.turn()  # from now on moments count
    ticket = new_ticket(one)
    do(one, TakeTicket(ticket.uid))
    do(one, SetWaiting(ticket.uid, "customer", start + HOUR))
    meet(one, two)
    now[0] = start + HOUR + 1
    turn(two, clocks[1])
    assert lines(two, ticket.uid) == []
    turn(one, clocks[0])
    assert lines(one, ticket.uid)
    meet(one, two)
    now[0] += 10 * 60_000
    turn(two, clocks[1])
    meet(two, one)
    assert reminded(one, ticket.uid) == reminded(two, ticket.uid)
    assert len(reminded(one, ticket.uid)) == 1
    for clock in clocks:
        clock.stop()


@pytest.mark.parametrize("offline", [False, True])
def test_without_the_owner_another_desk_acts_unless_it_is_cut_off(
    desks: Desks, offline: bool
) -> None:
    one, two = desks
    start = max(one.clock(), two.clock())
    now = [start]
    for desk in desks:
        desk.clock = lambda: now[0]
    clock = Clockwork(two)
    clock.turn()
    ticket = new_ticket(one)
    do(one, TakeTicket(ticket.uid))
    do(one, SetWaiting(ticket.uid, "customer", start + HOUR))
    meet(one, two)
    now[0] = start + HOUR + 1
    turn(two, clock, offline=offline)
    assert reminded(two, ticket.uid) == []
    now[0] += LEADER_MS // 2
    turn(two, clock, offline=offline)
    assert reminded(two, ticket.uid) == []
    now[0] += OTHERS_MS + SPREAD_MS
    turn(two, clock, offline=offline)
    assert len(reminded(two, ticket.uid)) == (0 if offline else 1)
    clock.stop()


class _Line:
    """A courier that only says whether the hub is there."""

    def __init__(self, offline: bool) -> None:
        self._offline = offline

    def state(self) -> SyncState:
        return SyncState("x", last_exchange_at=1, offline_since=1 if self._offline else None)

    def wake(self) -> None:
        pass


def turn(desk: Desk, clock: Clockwork, *, offline: bool = False) -> None:
    """Let a desk act at its moments as if its courier ran."""
    desk.courier = _Line(offline)
    try:
        clock.turn()
    finally:
        desk.courier = None


def reminded(desk: Desk, uid: str) -> list[str]:
    detail = desk.read.detail(uid)
    assert detail is not None
    return [one.uid for one in detail.entries if one.data.get("on") == "reminder"]


def test_what_was_late_before_automations_began_sets_nothing_off(desks: Desks) -> None:
    one, _ = desks
    clock = Clockwork(one)
    clock.turn()
    clock.turn()
    fired = one.read.connection.execute(
        'SELECT count(*) FROM entry WHERE instr(data,\'"event":"automation"\')>0'
    ).fetchone()[0]
    assert fired == 0
    clock.stop()


def test_a_running_desk_wakes_at_its_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clockwork, "FIRST", 0.05)
    profiles.create_profile(tmp_path / "one", "own")
    desk = open_desk(tmp_path / "one")
    fired, heard = threading.Event(), []

    def listen(changes: Changes) -> None:
        heard.append(changes)
        if desk.unread_notices():
            fired.set()

    desk.subscribe(listen)
    try:
        ticket = new_ticket(desk)
        do(desk, TakeTicket(ticket.uid))
        do(desk, SetWaiting(ticket.uid, "customer", desk.clock() + 700))
        assert fired.wait(20)
        (notice,) = desk.notices()
        assert notice.ticket == ticket.uid
        assert desk.read.ticket(ticket.uid).status == "open"  # type: ignore[union-attr]
    finally:
        desk.close()


def test_a_moment_far_ahead_is_not_forgotten(desks: Desks) -> None:
    one, _ = desks
    start = one.clock()
    now = [start]
    one.clock = lambda: now[0]
    clock = Clockwork(one)
    clock.turn()
    ticket = new_ticket(one)
    do(one, TakeTicket(ticket.uid))
    do(one, SetWaiting(ticket.uid, "customer", start + 40 * HOUR))
    while now[0] < start + 40 * HOUR:
        turn(one, clock)
        assert reminded(one, ticket.uid) == []
        now[0] += 7 * HOUR
    turn(one, clock)
    assert len(reminded(one, ticket.uid)) == 1
    turn(one, clock)
    assert len(reminded(one, ticket.uid)) == 1
    clock.stop()
