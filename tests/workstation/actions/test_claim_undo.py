"""Work on claims that is taken back: what was made is ended, as far as nobody built on it."""

from __future__ import annotations

from tests.workstation.actions.test_claim_records import approved, claim, refused
from tests.workstation.seat import Seat
from workstation.actions.approvals import Delegate, RevokeDelegation
from workstation.actions.claim_evidence import AskEvidence, ReceiveEvidence, WantEvidence
from workstation.actions.claims import SubmitClaim
from workstation.actions.offers import AnswerOffer, MakeOffer
from workstation.actions.payments import CancelPayment, RequestPayment
from workstation.actions.recoveries import RecordRecovery, SettleRecovery
from workstation.actions.undo import Undo
from workstation.store.replica import Done

__all__ = ["claim"]

DAY = 86_400_000


def back(done: Done) -> Undo:
    return Undo(done.changes.operation)


def test_a_loan_that_is_taken_back_ends(seat: Seat) -> None:
    lend = Delegate(seat.clerk.uid, 5, seat.now, seat.now + DAY)
    done = seat.do(lend, seat.leader)
    seat.do(back(done), seat.leader)
    assert seat.desk.read.delegations(seat.now, seat.clerk.uid) == ()
    ended = seat.do(lend, seat.leader)
    seat.do(RevokeDelegation(str(ended.result)), seat.leader)
    seat.do(back(ended), seat.leader)  # it is over, and stays so
    assert seat.desk.read.delegations(seat.now, seat.clerk.uid) == ()


def test_a_thing_that_was_wanted_is_not_wanted_any_more(seat: Seat, claim: str) -> None:
    done = seat.do(WantEvidence(claim, "照片"))
    seat.do(back(done))
    (item,) = seat.desk.read.evidence_of(claim)
    assert (item.state, item.decided_by, item.decided_at) == ("waived", seat.agent.uid, seat.now)
    came = seat.do(WantEvidence(claim, "发票"))
    seat.do(AskEvidence((str(came.result),)))
    seat.do(ReceiveEvidence(str(came.result)))
    assert refused(seat, back(came)) == "undo_overtaken"


def test_an_offer_that_is_taken_back_has_lapsed(seat: Seat, claim: str) -> None:
    done = seat.do(MakeOffer(claim, 100))
    seat.do(back(done))
    (offer,) = seat.desk.read.offers_of(claim)
    assert (offer.answer, offer.answered_by, offer.answered_at) == (
        *("lapsed", seat.agent.uid),
        seat.now,
    )
    answered = seat.do(MakeOffer(claim, 200))
    seat.do(AnswerOffer(str(answered.result), "accepted"))
    assert refused(seat, back(answered)) == "undo_overtaken"


def test_a_payment_that_was_asked_for_is_cancelled(seat: Seat, claim: str) -> None:
    approved(seat, claim)
    done = seat.do(RequestPayment(claim), seat.leader)
    seat.do(back(done), seat.leader)
    payment = seat.desk.read.payment(str(done.result))
    assert payment is not None
    assert payment.state == "cancelled"
    again = seat.do(RequestPayment(claim), seat.leader)
    assert again.result == done.result
    seat.do(CancelPayment(str(done.result), "误"), seat.clerk)
    assert refused(seat, back(again), seat.leader) == "undo_overtaken"


def test_a_recovery_that_is_taken_back_is_written_off(seat: Seat, claim: str) -> None:
    done = seat.do(RecordRecovery(claim, "sz01", 100), seat.clerk)
    seat.do(back(done), seat.clerk)
    (one,) = seat.desk.read.recoveries_of(claim)
    assert (one.state, one.settled_at) == ("written_off", seat.now)
    agreed = seat.do(RecordRecovery(claim, "sz01", 100), seat.clerk)
    seat.do(SettleRecovery(str(agreed.result), "agreed"), seat.clerk)
    assert refused(seat, back(agreed), seat.clerk) == "undo_overtaken"


def test_handing_in_leaves_its_line_and_no_other(seat: Seat, claim: str) -> None:
    done = seat.do(SubmitClaim(claim))
    seat.do(back(done))
    assert seat.claim(claim).status == "draft"
    assert [one.decision for one in seat.desk.read.approvals_of(claim)] == ["requested"]
    given = approved(seat, claim)
    seat.do(back(given), seat.leader)
    decisions = [one.decision for one in seat.desk.read.approvals_of(claim)]
    assert decisions == ["requested", "requested", "approved", "reversed"]
