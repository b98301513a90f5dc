"""Giving tickets to people: there, able, with room; and the green lane."""

from __future__ import annotations

import pytest

from tests.workstation.seat import Seat
from workstation.actions.assigning import AutoAssign, SetAvailability, SetWorkload
from workstation.actions.intake import SaveCustomer
from workstation.actions.tickets import TakeTicket
from workstation.domain.identity import new_uid
from workstation.domain.people import Customer
from workstation.domain.refusal import Refusal
from workstation.domain.view import Filter


def reasons(seat: Seat, ticket: str) -> dict[str, str]:
    found = seat.desk.people_for(ticket).result()
    return {one.agent.name: one.reason for one in found}


def test_a_ticket_goes_to_the_person_with_the_most_room(seat: Seat) -> None:
    seat.do(TakeTicket(seat.ticket().uid), seat.agent)
    seat.do(TakeTicket(seat.ticket().uid), seat.clerk)
    ticket = seat.ticket()
    seat.do(AutoAssign(ticket.uid), seat.leader)
    after = seat.read(ticket.uid)
    assert (after.owner, after.status) == (seat.leader.uid, "open")


def test_who_is_away_busy_or_full_gets_nothing(seat: Seat) -> None:
    seat.do(SetAvailability("away"), seat.agent)
    seat.do(SetAvailability("busy", seat.clerk.uid), seat.leader)
    seat.do(SetWorkload(seat.leader.uid, (), 1), seat.leader)
    seat.do(TakeTicket(seat.ticket().uid), seat.leader)
    ticket = seat.ticket()
    told = reasons(seat, ticket.uid)
    assert (told["Agent"], told["Clerk"], told["Leader"]) == ("away", "busy", "full")
    with pytest.raises(Refusal, match="nobody_free"):
        seat.do(AutoAssign(ticket.uid), seat.leader)


def test_somebody_with_the_skill_comes_first(seat: Seat) -> None:
    seat.do(SetWorkload(seat.clerk.uid, ("customs",)), seat.leader)
    ticket = seat.ticket(group_code="customs")
    best = seat.desk.people_for(ticket.uid).result()[0]
    assert (best.agent.uid, best.missing) == (seat.clerk.uid, ())


def test_only_leaders_say_what_others_can_do(seat: Seat) -> None:
    with pytest.raises(Refusal, match="not_allowed"):
        seat.do(SetAvailability("away", seat.clerk.uid), seat.agent)
    with pytest.raises(Refusal, match="not_allowed"):
        seat.do(SetWorkload(seat.agent.uid, (), 5), seat.agent)
    with pytest.raises(Refusal, match="value_unknown"):
        seat.do(SetWorkload(seat.agent.uid, ("juggling",)), seat.leader)


def test_who_is_away_is_not_served_the_next_ticket(seat: Seat) -> None:
    from workstation.attending import _check_room

    _check_room(seat.desk, seat.agent)
    seat.do(SetAvailability("away"), seat.agent)
    with pytest.raises(Refusal, match="agent_away"):
        _check_room(seat.desk, seat.agent)
    seat.do(SetAvailability("available"), seat.agent)
    seat.do(SetWorkload(seat.agent.uid, (), 1), seat.leader)
    seat.do(TakeTicket(seat.ticket().uid), seat.agent)
    with pytest.raises(Refusal, match="load_full"):
        _check_room(seat.desk, seat.agent)


def test_a_vip_goes_by_the_green_lane(seat: Seat) -> None:
    vip = Customer(new_uid(), "贵宾", phone="13800138000", vip=True)
    seat.do(SaveCustomer(vip))
    ticket = seat.ticket(customer=vip.uid, phone=vip.phone)
    assert (ticket.lane, ticket.priority) == ("vip", 3)
    assert seat.desk.read.count(Filter(open=True, lane="vip")) == 1
    assert seat.ticket().lane == ""
