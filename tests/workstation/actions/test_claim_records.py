"""Evidence, offers, approvals and payments at one desk that decides by itself."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workstation.seat import WAYBILL, Seat
from tests.workstation.test_payment_files import Printed
from workstation.actions.approvals import Delegate, ReverseApproval, RevokeDelegation
from workstation.actions.claim_evidence import (
    AskEvidence,
    DecideEvidence,
    LapseEvidence,
    ReceiveEvidence,
    WaiveEvidence,
    WantEvidence,
)
from workstation.actions.claims import (
    ApproveClaim,
    EditClaim,
    MakeClaim,
    NumberClaim,
    SubmitClaim,
    WithdrawClaim,
)
from workstation.actions.offers import AnswerOffer, MakeOffer
from workstation.actions.payments import (
    CancelPayment,
    ConfirmPayment,
    RequestPayment,
    VoidPaymentFile,
    WritePaymentFile,
)
from workstation.actions.prints import RecordPrint
from workstation.actions.recoveries import RecordRecovery, SettleRecovery
from workstation.actions.undo import Undo
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.store.replica import Done

DAY = 86_400_000


@pytest.fixture
def claim(seat: Seat) -> str:
    """A draft that says everything, made by the agent who owns the ticket."""
    ticket = seat.ticket(waybill=WAYBILL, take=True)
    uid = str(seat.do(MakeClaim(ticket.uid, "damage")).result)
    facts: dict[str, Any] = {"claimant": "收件人", "description": "碎了", "claimed_fen": 200_000}
    items = ({"name": "花瓶", "quantity": 1, "value_fen": 200_000, "loss_fen": 200_000},)
    seat.do(EditClaim(uid, {**facts, "items": items, "payee": "收件人", "payee_account": "1"}))
    return uid


def refused(seat: Seat, action: Any, who: Agent | None = None) -> str:
    with pytest.raises(Refusal) as caught:
        seat.do(action, who)
    return caught.value.code


def approved(seat: Seat, claim: str, fen: int = 150_000) -> Done:
    if seat.claim(claim).status == "draft":
        seat.do(SubmitClaim(claim))
    return seat.do(ApproveClaim(claim, fen, "协商"), seat.leader)


def test_evidence_from_wanted_to_accepted(seat: Seat, claim: str) -> None:
    stage = seat.desk.read.claim_stage(seat.claim(claim), seat.now)
    first = str(seat.do(WantEvidence(claim, "照片", due_at=seat.now + DAY)).result)
    second = str(seat.do(WantEvidence(claim, "发票")).result)
    assert refused(seat, DecideEvidence(first, accepted=True)) == "record_state"
    seat.do(AskEvidence((first, second)))
    assert refused(seat, LapseEvidence(first)) == "record_state"
    told = seat.desk.read.claim_stage(seat.claim(claim), seat.now)
    assert (stage.missing, told.missing, told.next) == (0, 2, "receive_evidence")
    assert told.due_at is not None
    seat.do(ReceiveEvidence(first))
    assert refused(seat, DecideEvidence(first, accepted=False)) == "text_missing"
    seat.do(DecideEvidence(first, accepted=False, reason="模糊"))
    seat.now += 2 * DAY
    seat.do(LapseEvidence(first))
    other = seat.person("Other", "agent")
    assert refused(seat, WaiveEvidence(second, "无"), other) == "not_allowed"
    seat.do(WaiveEvidence(second, "无"))
    states = [(one.state, one.decided_by) for one in seat.desk.read.evidence_of(claim)]
    assert states == [("lapsed", seat.agent.uid), ("waived", seat.agent.uid)]


def test_a_refused_offer_goes_to_the_claims_group(seat: Seat, claim: str) -> None:
    offer = str(seat.do(MakeOffer(claim, 5_000), seat.clerk).result)
    seat.do(AnswerOffer(offer, "accepted"), seat.clerk)
    ticket = seat.claim(claim).ticket
    before = seat.read(ticket).group_code
    assert before != "claims"
    assert seat.claim(claim).agreed_at == seat.now
    assert refused(seat, AnswerOffer(offer, "refused")) == "offer_answered"
    assert refused(seat, MakeOffer(claim, 0)) == "claim_amount"
    again = str(seat.do(MakeOffer(claim, 6_000), seat.clerk).result)
    assert refused(seat, AnswerOffer(again, "countered")) == "claim_amount"
    seat.do(AnswerOffer(again, "refused", note="太少"), seat.clerk)
    assert seat.read(ticket).group_code == "claims"


def test_what_is_beyond_the_limit_goes_to_the_claims_group(seat: Seat, claim: str) -> None:
    offer = str(seat.do(MakeOffer(claim, 5_000)).result)
    seat.do(AnswerOffer(offer, "countered", counter_fen=9_000))
    assert seat.read(seat.claim(claim).ticket).group_code == "claims"


def test_a_correction_after_approval_needs_approval_again(seat: Seat, claim: str) -> None:
    approved(seat, claim)
    assert refused(seat, EditClaim(claim, {"claimed_fen": 1})) == "claim_frozen"
    payment = str(seat.do(RequestPayment(claim), seat.clerk).result)
    seat.do(EditClaim(claim, {"payee_account": "2"}), seat.leader)
    now = seat.claim(claim)
    assert (now.version, now.status, now.approved_fen) == (2, "submitted", None)
    assert refused(seat, ApproveClaim(claim, 150_000, "自己"), seat.leader) == "claim_own"
    assert refused(seat, WritePaymentFile((payment,), "F", "csv", "x"), seat.clerk) == (
        "payment_version"
    )
    second = seat.person("Second", "leader")
    seat.do(ApproveClaim(claim, 150_000, "协商"), second)
    fresh = str(seat.do(RequestPayment(claim), seat.clerk).result)
    assert fresh != payment
    seat.do(CancelPayment(fresh, "误"), seat.clerk)
    assert seat.do(RequestPayment(claim), seat.clerk).result == fresh
    decisions = [(one.version, one.decision) for one in seat.desk.read.approvals_of(claim)]
    assert decisions == [
        *((1, "requested"), (1, "approved")),
        *((2, "requested"), (2, "approved")),
    ]


def test_an_approval_taken_back_leaves_its_line(seat: Seat, claim: str) -> None:
    done = approved(seat, claim)
    seat.do(Undo(done.changes.operation), seat.leader)
    assert (seat.claim(claim).status, seat.claim(claim).version) == ("submitted", 1)
    seat.do(EditClaim(claim, {"claimed_fen": 180_000, "loss_fen": 180_000}))
    assert seat.claim(claim).version == 2  # the first one was approved once
    approved(seat, claim)
    assert refused(seat, ReverseApproval(claim, "错")) == "not_allowed"
    back = seat.do(ReverseApproval(claim, "错"), seat.leader)
    assert seat.claim(claim).version == 3
    assert refused(seat, Undo(back.changes.operation), seat.leader) == "undo_impossible"
    last = seat.desk.read.approvals_of(claim)[-1]
    assert (last.decision, last.reason, last.amount_fen) == ("reversed", "错", 150_000)


def test_a_limit_is_lent_within_ones_own(seat: Seat, claim: str) -> None:
    seat.do(SubmitClaim(claim))
    until = seat.now + DAY
    assert refused(seat, ApproveClaim(claim, 150_000, "协商"), seat.clerk) == "claim_tier"
    too_much = Delegate(seat.clerk.uid, 2_000_000, seat.now, until)
    assert refused(seat, too_much, seat.leader) == "claim_tier"
    to_nobody = Delegate(seat.agent.uid, 100, seat.now, until)
    assert refused(seat, to_nobody, seat.leader) == "not_allowed"
    lent = str(seat.do(Delegate(seat.clerk.uid, 150_000, seat.now, until), seat.leader).result)
    assert refused(seat, ApproveClaim(claim, 150_001, "协商"), seat.clerk) == "claim_tier"
    seat.do(RevokeDelegation(lent), seat.leader)
    assert refused(seat, RevokeDelegation(lent), seat.leader) == "delegation_ended"
    assert refused(seat, ApproveClaim(claim, 150_000, "协商"), seat.clerk) == "claim_tier"


def test_recovering_from_a_unit(seat: Seat, claim: str) -> None:
    assert refused(seat, RecordRecovery(claim, "sz01", 100)) == "not_allowed"
    one = str(seat.do(RecordRecovery(claim, "sz01", 100, "深圳网点"), seat.clerk).result)
    assert refused(seat, SettleRecovery(one, "written_off"), seat.clerk) == "text_missing"
    seat.do(SettleRecovery(one, "agreed"), seat.clerk)
    seat.do(SettleRecovery(one, "received"), seat.clerk)
    assert refused(seat, SettleRecovery(one, "open"), seat.clerk) == "record_state"
    assert seat.desk.read.recoveries_of(claim)[0].settled_at == seat.now - 60_000


def test_an_approval_with_a_payment_is_reversed_not_undone(seat: Seat, claim: str) -> None:
    done = approved(seat, claim)
    seat.do(RequestPayment(claim), seat.leader)
    assert refused(seat, Undo(done.changes.operation), seat.leader) == "undo_overtaken"
    seat.do(ReverseApproval(claim, "金额有误"), seat.leader)
    seat.do(ApproveClaim(claim, 140_000, "协商"), seat.leader)
    seat.do(RequestPayment(claim), seat.leader)
    assert [one.amount_fen for one in seat.desk.read.payments("requested")][-1] == 140_000


def test_an_approved_claim_is_withdrawn_by_who_approves_with_its_payment(
    seat: Seat, claim: str
) -> None:
    approved(seat, claim)
    payment = str(seat.do(RequestPayment(claim), seat.leader).result)
    assert refused(seat, WithdrawClaim(claim, "撤回"), seat.agent) == "not_allowed"
    told = WritePaymentFile((payment,), "F-1", "csv", "cd" * 32)
    assert refused(seat, told, seat.clerk) == "claim_unprinted"
    seat.do(NumberClaim(claim), seat.clerk)
    seat.do(RecordPrint(claim, "claim_form", "ab" * 32, 1, 0), seat.clerk)
    file = seat.do(told, seat.clerk).result
    assert refused(seat, WithdrawClaim(claim, "撤回"), seat.clerk) == "payment_filed"
    seat.do(VoidPaymentFile(str(file), "撤回"), seat.clerk)
    seat.do(WithdrawClaim(claim, "撤回"), seat.clerk)
    stands = seat.desk.read.payment(payment)
    assert stands is not None
    assert (stands.state, seat.claim(claim).status) == ("cancelled", "withdrawn")


def test_what_is_paid_is_the_payment_that_is_confirmed(seat: Seat, claim: str) -> None:
    approved(seat, claim)
    first = str(seat.do(RequestPayment(claim), seat.leader).result)
    seat.do(EditClaim(claim, {"payee_account": "2"}), seat.agent)  # who may not cancel it
    approved(seat, claim)
    seat.do(Printed(claim), seat.clerk)
    second = str(seat.do(RequestPayment(claim), seat.leader).result)
    assert first != second
    assert refused(seat, ConfirmPayment(first, "B-1"), seat.clerk) == "payment_version"
    seat.do(ConfirmPayment(second, "B-2"), seat.clerk)
    assert seat.claim(claim).payment_ref == "B-2"


def test_a_correction_takes_nothing_that_the_program_keeps(seat: Seat, claim: str) -> None:
    seat.do(SubmitClaim(claim))
    kept = seat.claim(claim).extra
    assert kept
    seat.do(EditClaim(claim, {"extra": {"remarks": "易碎"}}))
    assert seat.claim(claim).extra == {**kept, "remarks": "易碎"}
    seat.do(EditClaim(claim, {"extra": {}}))
    assert seat.claim(claim).extra == kept


def test_who_writes_the_payee_does_not_approve_it(seat: Seat, claim: str) -> None:
    seat.do(SubmitClaim(claim))
    told = seat.do(EditClaim(claim, {"payee": "另一人", "payee_account": "2"}), seat.clerk)
    assert refused(seat, ApproveClaim(claim, 50_000, "协商"), seat.clerk) == "claim_own"
    seat.do(Undo(told.changes.operation), seat.clerk)
    assert refused(seat, ApproveClaim(claim, 50_000, "协商"), seat.clerk) == "claim_own"
    seat.do(EditClaim(claim, {"payee_account": "3"}), seat.agent)  # who made the claim
    seat.do(ApproveClaim(claim, 50_000, "协商"), seat.clerk)
