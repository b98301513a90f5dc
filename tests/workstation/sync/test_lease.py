"""The most urgent ticket, to one agent at a time."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

import pytest

from tests.workstation.sync.team import START, TakeTicket, Team
from workstation.store.work import Work
from workstation.sync.hub import open_hub
from workstation.sync.protocol import Hub

_HOUR = 3_600_000


def _next(hub: Hub, agent: str = "amy", **more: object) -> str | None:
    told: dict[str, object] = {"exclude": (), "request": "", "groups": ["cod"], "ttl_ms": 60_000}
    told |= more
    given = hub.take_next(agent, agent.title(), desk_no=1, **told)  # type: ignore[arg-type]
    return None if given is None else given.ticket


def test_overdue_then_priority_then_urged_then_due(team: Team) -> None:
    seat = team.seat()
    now = seat.now = int(time.time() * 1000) - 60_000
    later = seat.ticket(due_at=now + 9 * _HOUR)
    soon = seat.ticket(due_at=now + _HOUR)
    undated = seat.ticket()
    urged = seat.ticket(due_at=now + 20 * _HOUR, urged=1)
    urgent = seat.ticket(due_at=now + 20 * _HOUR, priority=4)
    overdue = seat.ticket(due_at=now - _HOUR)
    overdue_urgent = seat.ticket(due_at=now - 1, priority=4)
    seat.round()
    order = [_next(team.hub, f"agent{n}") for n in range(8)]
    assert order == [overdue_urgent, overdue, urgent, urged, soon, later, undated, None]


def test_only_free_tickets_of_ones_groups(team: Team) -> None:
    seat = team.seat()
    seat.ticket(owner="ben", status="open")
    seat.ticket(status="resolved")
    seat.ticket(status="waiting")
    seat.ticket(group_code="customs")
    free = seat.ticket()
    seat.round()
    assert _next(team.hub, exclude=[free]) is None
    assert _next(team.hub, groups=[]) is None
    assert _next(team.hub) == free


def test_the_same_question_gets_the_same_ticket(team: Team) -> None:
    seat = team.seat()
    for _ in range(3):
        seat.ticket()
    seat.round()
    first = _next(team.hub, request="question")
    assert _next(team.hub, "ben") != first
    assert _next(team.hub, request="question") == first


def test_a_lease_ends_and_may_be_renewed_or_given_back(team: Team) -> None:
    seat = team.seat()
    uid = seat.ticket()
    seat.round()
    hub = team.hub
    assert hub.lease(uid, "amy", "Amy", 1, 60_000) is not None
    assert hub.lease(uid, "ben", "Ben", 1, 60_000) is None
    assert hub.lease(uid, "amy", "Amy", 1, 60_000) is not None
    assert not hub.release(uid, "ben")
    assert hub.release(uid, "amy")
    assert not hub.release(uid, "amy")
    assert hub.lease(uid, "ben", "Ben", 1, -1) is not None
    assert _next(hub) == uid  # ben's time is over
    assert hub.check() == ()


def test_no_ticket_that_the_hub_lacks_is_leased(team: Team) -> None:
    seat = team.seat()
    uid = seat.ticket()
    assert team.hub.lease(uid, "amy", "Amy", 1, 60_000) is None, "it was not sent yet"
    assert not seat.exchange.lease(uid, seat.agent.uid, "Amy", 60_000)
    seat.round()
    assert seat.exchange.lease(uid, seat.agent.uid, "Amy", 60_000)
    assert team.hub.check() == ()


def test_leases_are_seen_on_other_desks(team: Team) -> None:
    seat, other = team.seat("one"), team.seat("two")
    uid = seat.ticket()
    team.settle()
    taken = seat.exchange.take_next("amy", "Amy", ["cod"], 60_000)
    assert taken == uid
    other.round()
    sql = "SELECT agent,agent_name,desk FROM lease WHERE ticket=?"
    assert seat.rows(sql, uid) == other.rows(sql, uid) == [("amy", "Amy", "one")]
    assert other.exchange.take_next("ben", "Ben", ["cod"], 60_000) is None
    seat.exchange.release(uid, "amy")
    other.round()
    assert other.rows(sql, uid) == []
    assert other.exchange.take_next("ben", "Ben", ["cod"], 60_000) == uid
    team.agree()


def test_a_ticket_that_is_leased_comes_into_the_replica(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    uid = seat.ticket(subject="新的")
    seat.exchange.push()
    assert other.exchange.take_next(other.agent.uid, "Two", ["cod"], 60_000) == uid
    assert other.read(uid).subject == "新的"
    other.do(TakeTicket(uid))
    team.settle()
    assert seat.read(uid).owner == "agent-desk2"
    team.agree()


def test_work_not_yet_sent_is_sent_before_the_next_is_asked_for(team: Team) -> None:
    seat = team.seat()
    uid = seat.ticket()
    seat.round()
    assert seat.exchange.take_next("agent-desk1", "One", ["cod"], 60_000) == uid
    seat.do(TakeTicket(uid))
    assert seat.exchange.take_next("agent-desk1", "One", ["cod"], 60_000) is None
    assert seat.counts() == (0, 0)


@pytest.mark.parametrize("agents", [8])
def test_a_race_for_tickets_has_no_two_winners(hub_url: str, team: Team, agents: int) -> None:
    seat = team.seat()
    tickets = 60
    for _ in range(tickets):
        seat.ticket()
    seat.round()
    won: list[str] = []
    guard = threading.Lock()
    start = threading.Barrier(agents)

    def race(number: int) -> None:
        hub = open_hub(hub_url)
        start.wait()
        turn = 0
        while (ticket := _next(hub, f"agent{number}-{turn}")) is not None:
            turn += 1
            with guard:
                won.append(ticket)
        hub.close()

    threads = [threading.Thread(target=race, args=(number,)) for number in range(agents)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == len(set(won)) == tickets
    assert team.hub.check() == ()
    assert seat.now > START


def test_who_holds_the_lease_takes_the_ticket(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    uid = seat.ticket()
    team.settle()
    seat.exchange.take_next(seat.agent.uid, "One", ["cod"], 60_000)
    other.do(TakeTicket(uid, note="mine?"))
    assert other.round().refused == 1
    seat.do(TakeTicket(uid))
    team.settle()
    assert other.read(uid).owner == seat.agent.uid
    assert other.rows("SELECT code FROM operation WHERE state='refused'") == [("ticket_leased",)]
    assert next(iter(other.drafts.values())).body == "mine?"
    team.agree()


@dataclass(frozen=True)
class SkipTicket:
    """Pass over a ticket, under the name that the hub knows."""

    ticket: str

    def perform(self, work: Work) -> None:
        work.say(self.ticket, "system", "not mine")


def test_what_is_put_back_is_free_for_others_at_once(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    uid = seat.ticket()
    team.settle()
    me, them = seat.agent.uid, other.agent.uid
    assert seat.exchange.take_next(me, "One", ["cod"], 60_000) == uid
    seat.do(TakeTicket(uid))
    seat.round()
    seat.set(uid, owner="", status="new")
    seat.round()
    assert other.exchange.take_next(them, "Two", ["cod"], 60_000) == uid
    other.do(SkipTicket(uid))
    other.round()
    assert seat.exchange.take_next(me, "One", ["cod"], 60_000) == uid
    team.settle()
    assert other.rows("SELECT agent FROM lease") == [(me,)]
    team.agree()
