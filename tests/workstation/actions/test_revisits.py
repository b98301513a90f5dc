"""Call-backs: set by the rules when a case is solved, or by hand; tried, done, dropped."""

from __future__ import annotations

import pytest

from tests.workstation.seat import Seat
from workstation.actions.revisits import (
    CancelRevisit,
    FinishRevisit,
    MoveRevisit,
    SetRevisit,
    TryRevisit,
)
from workstation.actions.tickets import EscalateTicket, ReopenTicket, ResolveTicket
from workstation.actions.undo import Undo
from workstation.domain.refusal import Refusal
from workstation.domain.revisit import Revisit
from workstation.domain.ticket import Ticket
from workstation.domain.view import Filter

HOUR = 3_600_000


def solved(seat: Seat) -> Ticket:
    """An escalated case that was solved: the rules always call those back."""
    ticket = seat.ticket()
    seat.do(EscalateTicket(ticket.uid, "客户要求上级处理"))
    seat.do(ResolveTicket(ticket.uid, "solved"))
    return seat.read(ticket.uid)


def only(seat: Seat, ticket: str) -> Revisit:
    (found,) = seat.desk.read.revisits(ticket)
    return found


def test_a_solved_case_is_called_back_by_rule(seat: Seat) -> None:
    ticket = solved(seat)
    made = only(seat, ticket.uid)
    assert made.rule.startswith("escalated@")
    assert made.due_at > seat.now + 20 * HOUR
    assert made.purpose
    view = Filter(revisit_within_ms=0)
    assert seat.desk.read.count(view) == 0
    seat.now = made.due_at
    assert [row.uid for row in seat.desk.read.page(view, "due_at")] == [ticket.uid]
    owed = seat.desk.read.owed_revisits(seat.now)
    assert [(one.number, one.revisit.uid) for one in owed] == [(ticket.number, made.uid)]


def test_a_reopened_case_is_not_called_back(seat: Seat) -> None:
    ticket = solved(seat)
    seat.do(ReopenTicket(ticket.uid, "又来电"))
    assert only(seat, ticket.uid).state == "cancelled"
    seat.do(ResolveTicket(ticket.uid, "solved"))
    assert [one.state for one in seat.desk.read.revisits(ticket.uid)] == ["cancelled", "due"]


def test_undoing_the_solution_drops_the_call_back(seat: Seat) -> None:
    ticket = seat.ticket()
    seat.do(EscalateTicket(ticket.uid, "要求上级"))
    done = seat.do(ResolveTicket(ticket.uid, "solved"))
    seat.do(Undo(done.operation))
    assert only(seat, ticket.uid).state == "cancelled"


def test_a_duplicate_is_never_called_back(seat: Seat) -> None:
    ticket = seat.ticket()
    seat.do(EscalateTicket(ticket.uid, "要求上级"))
    seat.do(ResolveTicket(ticket.uid, "duplicate"))
    assert seat.desk.read.revisits(ticket.uid) == ()


def test_who_does_not_answer_is_tried_again_and_given_up_in_the_end(seat: Seat) -> None:
    ticket = solved(seat)
    states = []
    for _ in range(3):
        made = only(seat, ticket.uid)
        seat.now = made.due_at
        states.append(seat.do(TryRevisit(made.uid, "无人接听")).result)
    assert states == ["due", "due", "unreachable"]
    assert only(seat, ticket.uid).attempts == 3


def test_what_the_customer_says_is_kept_and_may_reopen_the_case(seat: Seat) -> None:
    ticket = solved(seat)
    made = only(seat, ticket.uid)
    seat.now = made.due_at
    seat.do(FinishRevisit(made.uid, "赔款没到账", satisfaction=1, reopen=True))
    after = seat.read(ticket.uid)
    assert (after.status, after.satisfaction, after.reopened) == ("open", 1, 1)
    assert only(seat, ticket.uid).done_by == seat.agent.uid
    with pytest.raises(Refusal, match="revisit_settled"):
        seat.do(CancelRevisit(made.uid, "重复"))


def test_a_call_back_by_hand_is_moved_and_cancelled_with_a_reason(seat: Seat) -> None:
    ticket = seat.ticket()
    due = seat.now + 5 * HOUR
    uid = str(seat.do(SetRevisit(ticket.uid, due, "确认是否收到", seat.clerk.uid)).result)
    assert seat.desk.read.owed_revisits(due, seat.clerk.uid)[0].revisit.uid == uid
    seat.do(MoveRevisit(uid, due + HOUR, seat.agent.uid))
    assert seat.desk.read.owed_revisits(due + HOUR, seat.clerk.uid) == ()
    with pytest.raises(Refusal, match="text_missing"):
        seat.do(CancelRevisit(uid, "  "))
    seat.do(CancelRevisit(uid, "客户不愿再接电话"))
    assert only(seat, ticket.uid).state == "cancelled"
