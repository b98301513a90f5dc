"""What the hub asks a right for: giving a ticket to somebody else, paying for a parcel again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.workstation.sync.team import Add, Change, Open, Seat, Team
from workstation.actions.undo import Undo
from workstation.domain.claim import Claim
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.ticket import Ticket
from workstation.store.work import Work


@dataclass(frozen=True)
class AssignTicket:
    """Give a ticket to somebody, as the desk's own action does, without its own check."""

    ticket: str
    owner: str

    def perform(self, work: Work) -> None:
        ticket = work.get(Ticket, self.ticket)
        work.keep(ticket, replace(ticket, owner=self.owner))


@dataclass(frozen=True)
class ImportBatch:
    """What an import does to a ticket that the file tells anew."""

    ticket: str
    owner: str

    def perform(self, work: Work) -> None:
        ticket = work.get(Ticket, self.ticket)
        work.keep(ticket, replace(ticket, owner=self.owner))


@pytest.fixture
def seat(team: Team) -> Seat:
    made = team.seat()
    for name, role in (("amy", "agent"), ("ben", "agent"), ("lea", "leader")):
        made.do(Add(Agent(name, name, role=role, groups=("cod",))))
    made.round()
    return made


def _as(name: str, role: str = "agent") -> Agent:
    return Agent(name, name, role=role, groups=("cod",))


def _code(seat: Seat, action: Any, who: Agent) -> str:
    """The hub's word on one operation."""
    uid = seat.do(action, who).operation
    seat.round()
    return str(seat.rows("SELECT code FROM operation WHERE uid=?", uid)[0][0])


def test_giving_a_ticket_away_needs_its_owner_or_the_right(seat: Seat) -> None:
    uid = seat.ticket()
    assert _code(seat, AssignTicket(uid, "ben"), _as("amy")) == "not_allowed"
    assert seat.read(uid).owner == ""
    assert _code(seat, AssignTicket(uid, "amy"), _as("amy")) == ""
    assert _code(seat, AssignTicket(uid, "ben"), _as("amy")) == ""
    assert _code(seat, AssignTicket(uid, "lea"), _as("amy")) == "not_allowed"
    assert _code(seat, AssignTicket(uid, "lea"), _as("lea", "leader")) == ""
    assert seat.read(uid).owner == "lea"


def test_a_new_ticket_is_given_to_others_by_leaders_and_imports(seat: Seat) -> None:
    assert _code(seat, Open(facts={"owner": "ben"}), _as("amy")) == "not_allowed"
    assert _code(seat, Open(facts={"owner": "amy"}), _as("amy")) == ""
    assert _code(seat, Open(facts={"owner": "ben"}), _as("lea", "leader")) == ""
    imported = {"owner": "ben", "source": "file:x"}
    assert _code(seat, Open(facts=imported), _as("amy")) == ""


def test_an_import_names_whom_the_file_names(seat: Seat) -> None:
    uid = seat.ticket(source="file:x")
    assert _code(seat, ImportBatch(uid, "ben"), _as("amy")) == ""
    assert _code(seat, AssignTicket(uid, "lea"), _as("amy")) == "not_allowed"
    assert _code(seat, ImportBatch(seat.ticket(), "ben"), _as("amy")) == "not_allowed"


@pytest.mark.parametrize("together", [False, True])
def test_an_undo_puts_back_the_owner_whom_the_same_person_took(seat: Seat, together: bool) -> None:
    uid = seat.ticket()
    seat.do(AssignTicket(uid, "ben"), _as("lea", "leader"))
    seat.round()
    done = seat.do(Change(uid, {"owner": "", "group_code": "customs"}), _as("amy"))
    if not together:
        seat.round()
    assert _code(seat, Undo(done.operation), _as("amy")) == ""
    assert seat.read(uid).owner == "ben"


def test_an_undo_of_something_else_gives_nothing_away(seat: Seat) -> None:
    uid = seat.ticket()
    forged = seat.do(Change(uid, {"subject": "x"}), _as("amy")).operation

    @dataclass(frozen=True)
    class Undo:
        operation: str

        def perform(self, work: Work) -> None:
            ticket = work.get(Ticket, uid)
            work.keep(ticket, replace(ticket, owner="ben"))

    assert _code(seat, Undo(forged), _as("amy")) == "not_allowed"


def _claim(ticket: str, maker: str, **facts: Any) -> Claim:
    told = {"waybill": "SF1", "created_by": maker, **facts}
    return Claim(new_uid(), f"C-{new_uid()[-6:]}", ticket, 5, **told)


def _paid(seat: Seat, ticket: str) -> None:
    claim = _claim(ticket, "lea", status="paid", payment_ref="R1")
    facts = {"uid": claim.uid, "number": claim.number, "ticket": ticket, "created_at": 5}
    facts |= {"waybill": "SF1", "status": "paid", "payment_ref": "R1"}
    who = seat.exchange.identity()
    seat.hub.seed(who.desk_no, who.token, [("claim", facts)])


def test_a_parcel_is_paid_for_again_by_leaders_with_a_reason(seat: Seat) -> None:
    uid, other = seat.ticket(waybill="SF1"), seat.ticket(waybill="SF1")
    seat.round()
    _paid(seat, uid)
    excused = {"extra": {"paid_before": "second half of the parcel"}}
    for ticket in (uid, other):
        assert _code(seat, Add(_claim(ticket, "lea")), _as("lea", "leader")) == "claim_paid_before"
        assert _code(seat, Add(_claim(ticket, "amy", **excused)), _as("amy")) == "not_allowed"
    claim = _claim(other, "lea", **excused)
    assert _code(seat, Add(claim), _as("lea", "leader")) == ""
    sent = {"status": "submitted", "submitted_by": "amy"}
    assert _code(seat, Change(claim.uid, sent, "claim"), _as("amy")) == ""


def test_a_claim_does_not_move_to_a_parcel_that_was_paid_for(seat: Seat) -> None:
    uid, other = seat.ticket(waybill="SF1"), seat.ticket()
    seat.round()
    _paid(seat, uid)
    claim = _claim(other, "amy", waybill="SF2")
    assert _code(seat, Add(claim), _as("amy")) == ""
    moved = Change(claim.uid, {"waybill": "SF1"}, "claim")
    assert _code(seat, moved, _as("amy")) == "claim_paid_before"
