"""Who may approve a claim and why not, what its versions were, and what looks odd about its payee."""

from __future__ import annotations

from tests.workstation.actions.test_claim_records import approved, claim
from tests.workstation.seat import Seat
from tests.workstation.test_payment_files import Printed, payable
from workstation.actions.approvals import Delegate
from workstation.actions.claims import EditClaim, PayClaim, SubmitClaim
from workstation.approval_view import ApprovalLook, look_at_approval
from workstation.domain.people import Agent
from workstation.payee_checks import payee_warnings

__all__ = ["claim", "payable"]

DAY = 86_400_000


def look(seat: Seat, claim: str, who: Agent) -> ApprovalLook:
    desk = seat.desk
    return look_at_approval(desk.read, seat.claim(claim), who, seat.now, desk.rules)


def test_who_may_approve_is_told_with_tier_and_loan(seat: Seat, claim: str) -> None:
    seat.do(EditClaim(claim, {"insured_fen": 200_000}))
    seat.do(SubmitClaim(claim))
    told = look(seat, claim, seat.clerk)
    assert told.amount_fen == seat.claim(claim).proposed_fen == 200_000
    assert (told.mine.ok, told.mine.why, told.mine.limit_fen) == (False, "claim_tier", 100_000)
    assert told.tier is not None
    assert (told.tier.code, told.raised, told.lent, told.giver) == ("leader", None, None, "")
    assert [one.uid for one in told.able] == [seat.leader.uid]
    assert look(seat, claim, seat.agent).mine.why == "claim_own"
    seat.do(Delegate(seat.clerk.uid, 250_000, seat.now, seat.now + DAY), seat.leader)
    lent = look(seat, claim, seat.clerk)
    assert lent.lent is not None
    assert (lent.mine.ok, lent.lent.from_agent, lent.giver) == (True, seat.leader.uid, "Leader")
    assert {one.uid for one in lent.able} == {seat.leader.uid, seat.clerk.uid}


def test_versions_are_told_with_what_differs(seat: Seat, claim: str) -> None:
    approved(seat, claim)
    assert look(seat, claim, seat.leader).amount_fen == 150_000
    seat.do(EditClaim(claim, {"payee_account": "2"}))
    seat.do(EditClaim(claim, {"claimed_fen": 190_000, "loss_fen": 190_000}))
    told = look(seat, claim, seat.leader)
    assert [one.version for one in told.versions] == [2, 1]
    assert [line.decision for line in told.versions[1].lines] == ["requested", "approved"]
    assert told.versions[1].differs == ()
    (changed,) = told.versions[0].differs
    assert (changed.field, changed.before, changed.after) == ("payee_account", "1", "2")


def test_a_payee_is_looked_at_with_what_was_paid_before(
    seat: Seat, payable: tuple[str, ...], claim: str
) -> None:
    def odd(claim_uid: str, **typed: str) -> set[str]:
        told = payee_warnings(seat.desk.read, seat.claim(claim_uid), typed)
        return {one.code for one in told}

    payment = seat.desk.read.payment(payable[0])
    assert payment is not None
    assert odd(claim, payee="  ", payee_bank="建设银行") == set()
    same = {"payee": "王芳", "payee_account": "6217000"}
    assert "account_of_another" not in odd(claim, payee="李强", payee_account="6217000")
    seat.do(PayClaim(payment.claim, "B-1"), seat.clerk)
    told = odd(claim, payee="李强", payee_account="6217000")
    assert {"account_of_another", "name_differs"} <= told
    assert "account_changed" in odd(claim, payee="王芳", payee_account="9999999999")
    # the claim's own payment is not one of before
    assert not {"account_of_another", "paid_often"} & odd(payment.claim, **same)
    assert "account_changed" not in odd(payment.claim, payee="王芳", payee_account="9999999999")
    assert "name_differs" in odd(claim, payee="李强", payee_account="1")
    seat.do(EditClaim(claim, {"authorisation": "委托书"}))
    assert "name_differs" not in odd(claim, payee="李强", payee_account="1")
    approved(seat, claim)
    seat.do(Printed(claim), seat.clerk)
    assert "amount_above_claim" not in odd(claim, payee="李强", payee_account="1")
