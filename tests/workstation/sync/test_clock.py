"""Desks whose clocks are wrong by years work by the hub's time."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.workstation.sync.team import NO_RULES, Add, AddNote, Seat, Team
from workstation.domain.claim import Claim
from workstation.domain.identity import new_uid
from workstation.domain.pages import SyncState
from workstation.domain.ticket import Ticket
from workstation.store import state
from workstation.store.replica import Writer, perform
from workstation.store.work import Work
from workstation.sync.clock import HubClock
from workstation.sync.exchange import Exchange
from workstation.sync.protocol import Hub
from workstation.sync.upkeeping import Upkeep

_YEAR = 365 * 86_400_000
_NEAR = 60_000


def _now() -> int:
    return time.time_ns() // 1_000_000


class _Off(Seat):
    """A seat whose machine's clock is off; work is done by the desk's clock, as in a desk."""

    def __init__(self, path: Any, hub: Hub, name: str, off: int) -> None:
        self.off = off
        super().__init__(path, hub, name)

    def open(self) -> None:
        self.writer = Writer(self.path)
        self.clock = HubClock(self.machine)
        self.clock.offset = self.writer.submit(lambda c: state.number(c, "clock_offset")).result()
        self.exchange = Exchange(
            self.writer.submit,
            self.hub,
            name=self.name,
            keep_text=self._keep,
            told=self.heard.append,
            clock=self.clock,
        )

    def machine(self) -> int:
        return _now() + self.off

    def do(self, action: Any, who: Any = None) -> Any:
        now = self.clock()
        return self.run(lambda c: perform(c, action, who or self.agent, now, NO_RULES))


def _seat(team: Team, off: int, *, met: bool = False) -> _Off:
    """A desk with a number, which has not heard the hub's time yet unless it `met` it."""
    made = _Off(team.folder / f"off{len(team.seats)}.db", team.hub, f"off{len(team.seats)}", off)
    made.exchange.identity()
    if met:
        made.round()
    team.seats.append(made)
    return made


@pytest.mark.parametrize("off", [-26 * _YEAR, -3_600_000, 2 * _YEAR, 40 * _YEAR])
def test_what_was_done_under_a_wrong_clock_is_corrected_before_it_is_sent(
    team: Team, off: int
) -> None:
    wrong, other = _seat(team, off), team.seat()
    begun = wrong.machine()
    uid = wrong.ticket(due_at=begun + 3_600_000, resolve_due=begun + 7_200_000)
    wrong.do(AddNote(uid, "noted"))
    wrong.set(uid, priority=4, last_activity_at=wrong.clock())
    assert wrong.counts() == (3, 0)
    team.settle()
    team.agree()
    ticket = other.read(uid)
    assert abs(ticket.created_at - _now()) < _NEAR
    assert abs(ticket.due_at - _now() - 3_600_000) < _NEAR
    assert abs(ticket.resolve_due - _now() - 7_200_000) < _NEAR
    assert all(abs(entry.at - _now()) < _NEAR for entry in other.notes(uid))
    ((due_sort,),) = wrong.rows("SELECT due_sort FROM ticket WHERE uid=?", uid)
    assert due_sort == ticket.due_at, "derived columns follow"
    assert wrong.rows("SELECT 1 FROM operation WHERE state='refused'") == []
    told = wrong.rows("SELECT at FROM journal UNION ALL SELECT at FROM operation")
    assert all(abs(at - _now()) < _NEAR for (at,) in told)
    assert wrong.heard, "screens hear of it"


def test_from_the_first_contact_on_the_desk_counts_by_the_hub(team: Team) -> None:
    wrong = _seat(team, -26 * _YEAR, met=True)
    assert abs(wrong.clock() - _now()) < _NEAR
    uid = wrong.ticket()
    assert abs(wrong.read(uid).created_at - _now()) < _NEAR
    wrong.close()
    wrong.open()
    assert abs(wrong.clock() - _now()) < _NEAR, "also after a restart, before it meets the hub"


def test_work_that_may_have_been_sent_is_never_altered(team: Team) -> None:
    wrong = _seat(team, -3 * _YEAR, met=True)
    uid = wrong.ticket()
    (before,) = wrong.rows("SELECT at,changes FROM operation ORDER BY n DESC LIMIT 1")
    wrong.off = 5 * _YEAR  # set again, before the answer came
    wrong.exchange.pull()
    (after,) = wrong.rows("SELECT at,changes FROM operation ORDER BY n DESC LIMIT 1")
    assert after == before
    team.settle()
    assert wrong.counts() == (0, 0)
    assert abs(wrong.read(uid).created_at - _now()) < _NEAR


def test_a_clock_that_is_put_right_offline_spoils_only_what_was_not_known(team: Team) -> None:
    wrong = _seat(team, -26 * _YEAR, met=True)
    wrong.close()
    wrong.off = 0  # a new battery while the desk was closed
    wrong.open()
    uid = wrong.ticket()  # 26 years ahead by what the desk believes
    assert wrong.read(uid).created_at - _now() > 25 * _YEAR
    team.settle()
    assert abs(wrong.read(uid).created_at - _now()) < _NEAR
    team.agree()


def test_times_that_people_told_are_left_alone(team: Team) -> None:
    wrong, other = _seat(team, -2 * _YEAR), team.seat()
    uid = wrong.ticket(extra={"note": "1782000000000", "count": 7}, promise_kept=3)
    claimed = 1_500_000_000_000  # when the parcel was broken
    claim = Claim(new_uid(), "C1", uid, wrong.clock(), discovered_at=claimed)
    wrong.do(Add(claim))
    team.settle()
    found = other.claim(claim.uid)
    assert found.discovered_at == claimed
    ticket = other.read(uid)
    assert (ticket.extra, ticket.promise_kept) == ({"note": "1782000000000", "count": 7}, 3)


@dataclass(frozen=True)
class _Wait:
    ticket: str

    def perform(self, work: Work) -> None:
        ticket = work.get(Ticket, self.ticket)
        work.keep(ticket, replace(ticket, status="waiting", waiting_since=work.now))


@dataclass(frozen=True)
class _Resume:
    ticket: str

    def perform(self, work: Work) -> None:
        ticket = work.get(Ticket, self.ticket)
        spell = f"{ticket.waiting_since}-{work.now}"
        due = work.now + 1_000
        work.keep(
            ticket, replace(ticket, status="open", waiting_since=None, waits=(spell,), due_at=due)
        )


def test_waiting_spells_move_with_their_work(team: Team) -> None:
    wrong, other = _seat(team, -2 * _YEAR), team.seat()
    uid = wrong.ticket()
    wrong.do(_Wait(uid))
    wrong.do(_Resume(uid))
    team.settle()
    ticket = other.read(uid)
    (spell,) = ticket.waits
    assert all(abs(int(part) - _now()) < _NEAR for part in spell.split("-"))
    assert abs(ticket.due_at - _now()) < _NEAR
    team.agree()


def test_a_limit_that_was_reckoned_at_the_hubs_time_stays(team: Team) -> None:
    seat, wrong = team.seat(), _seat(team, -2 * _YEAR)
    due = _now() + 86_400_000
    uid = seat.ticket(due_at=due)
    seat.round()
    wrong.exchange.pull()
    wrong.close()
    wrong.off = -4 * _YEAR
    wrong.open()
    wrong.set(uid, due_at=due + 5, priority=4)
    team.settle()
    assert seat.read(uid).due_at == due + 5
    team.agree()


# measuring


def test_the_quickest_answer_of_the_last_is_believed() -> None:
    clock = HubClock(lambda: 0)
    assert clock.measured(1_000, 1_100, 61_050) == 60_000
    clock.offset = 60_000
    assert clock.measured(5_000, 9_900, 69_900) is None, "slow, and near enough"
    assert clock.measured(20_000, 20_010, 80_005) is None
    assert clock.measured(20_000, 26_000, 999_999) is None, "too slow to tell anything"
    assert clock.measured(5, 1, 99) is None, "set while it was asked"
    assert clock.measured(1, 2, 0) is None, "a hub that does not tell"


def test_a_clock_that_is_set_is_measured_anew() -> None:
    clock = HubClock(lambda: 0)
    clock.offset = clock.measured(0, 10, 100_005) or 0
    assert clock.offset == 100_000
    assert clock.measured(200_000, 200_400, 100_200) == -100_000


def test_a_jump_of_the_machines_clock_is_noticed_once() -> None:
    told = [_now()]
    clock = HubClock(lambda: told[0])
    assert not clock.jumped()
    told[0] += 10 * _YEAR
    assert clock.jumped()
    assert not clock.jumped()


def test_a_ticket_of_a_right_clock_is_not_touched(team: Team) -> None:
    right = _seat(team, 0)
    uid = right.ticket(due_at=_now() + 1_000)
    before = right.read(uid)
    right.round()
    assert right.read(uid) == before


@pytest.mark.parametrize("off", [-2 * _YEAR, 2 * _YEAR])
def test_sent_work_is_kept_by_the_hubs_time(team: Team, off: int) -> None:
    """A clock that is set between two contacts makes nothing sent look a month old."""
    seat = _seat(team, 0, met=True)
    uid = str(seat.ticket())
    seat.off = off  # nobody has asked the hub for the time since
    seat.exchange.push()
    upkeep = Upkeep(30)
    upkeep.tend(seat.exchange, lambda: SyncState("in_step"))
    seat.set(uid, subject="还在")
    seat.round()
    seat.off = 0
    upkeep.tend(seat.exchange, lambda: SyncState("in_step"))
    assert seat.rows("SELECT count(*) FROM operation WHERE state='done'") == [(2,)]
