"""What somebody without the right is refused, and the edges of what the actions on claims take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.workstation.actions.test_bundles import batch, made
from tests.workstation.actions.test_claim_records import approved, claim, refused
from tests.workstation.seat import Seat
from tests.workstation.test_payment_files import Printed, payable
from workstation.actions.approvals import Delegate, ReverseApproval, RevokeDelegation
from workstation.actions.bundles import (
    ApproveBundle,
    BundleClaims,
    RequestBundlePayment,
    UnbundleClaims,
)
from workstation.actions.claim_evidence import AskEvidence, ReceiveEvidence, WantEvidence
from workstation.actions.claim_files import PlaceFile
from workstation.actions.claims import (
    ApproveClaim,
    EditClaim,
    NumberClaim,
    PayClaim,
    RejectClaim,
    SubmitClaim,
    WithdrawClaim,
)
from workstation.actions.objections import AnswerObjection, NoteObjection
from workstation.actions.offers import AnswerOffer, MakeOffer
from workstation.actions.payments import (
    CancelPayment,
    ConfirmPayment,
    FailPayment,
    RequestPayment,
    ReversePayment,
    VoidPaymentFile,
    WritePaymentFile,
)
from workstation.actions.prints import ExplainSerial, NumberForm, RecordPrint, VoidPrint
from workstation.actions.recoveries import RecordRecovery, SettleRecovery
from workstation.actions.replies import AddAttachment
from workstation.domain.approval_rules import most_of
from workstation.domain.refusal import Refusal

__all__ = ["batch", "claim", "payable"]

DAY = 86_400_000

#: Actions that want a right, by the uid of a claim, of another record, and of a colleague.
WANTING: tuple[Callable[[str, str, str], Any], ...] = (
    lambda of, one, to: ApproveClaim(of, 1, "x"),
    lambda of, one, to: RejectClaim(of, "x"),
    lambda of, one, to: ReverseApproval(of, "x"),
    lambda of, one, to: Delegate(to, 1, 0, 2**42),
    lambda of, one, to: RequestPayment(of),
    lambda of, one, to: PayClaim(of, "x"),
    lambda of, one, to: WritePaymentFile((one,), "F-1", "csv", "ab"),
    lambda of, one, to: VoidPaymentFile(one, "x"),
    lambda of, one, to: FailPayment(one, "x"),
    lambda of, one, to: CancelPayment(one, "x"),
    lambda of, one, to: ReversePayment(one, "x"),
    lambda of, one, to: NumberClaim(of),
    lambda of, one, to: NumberForm(of),
    lambda of, one, to: VoidPrint(one, "x"),
    lambda of, one, to: ExplainSerial("L701", "x"),
    lambda of, one, to: RecordRecovery(of, "sz01", 1),
    lambda of, one, to: SettleRecovery(one, "agreed"),
    lambda of, one, to: BundleClaims((of, one)),
    lambda of, one, to: UnbundleClaims((of,), "x"),
    lambda of, one, to: MakeOffer(of, 100),
    lambda of, one, to: WantEvidence(of, "照片"),
    lambda of, one, to: NoteObjection(of, "x"),
    lambda of, one, to: AnswerObjection(of, "x"),
)


@pytest.mark.parametrize("act", WANTING, ids=lambda act: type(act("", "", "")).__name__)
def test_who_has_no_right_and_does_not_own_the_ticket_is_refused(
    seat: Seat, claim: str, act: Callable[[str, str, str], Any]
) -> None:
    other = seat.person("Other", "agent")
    assert refused(seat, act(claim, claim, seat.clerk.uid), other) == "not_allowed"


def test_a_limit_is_lent_for_a_time_that_is_to_come_and_for_what_may_be_lent(seat: Seat) -> None:
    def lend(fen: int, start: int, end: int, act: str = "claim_approve", to: str = "") -> Any:
        now = seat.now + 60_000  # when it is done
        return Delegate(to or seat.clerk.uid, fen, now + start, now + end, act)

    assert refused(seat, lend(1, 0, DAY, "claim_pay"), seat.leader) == "value_unknown"
    assert refused(seat, lend(1, 0, DAY, to=seat.leader.uid), seat.leader) == "value_unknown"
    for start, end in ((DAY, DAY), (DAY, 1), (-DAY, 0), (-DAY, -1)):
        assert refused(seat, lend(1, start, end), seat.leader) == "value_unknown"
    most = most_of(seat.desk.rules.approval, seat.leader)
    for fen in (0, -1, most + 1):
        assert refused(seat, lend(fen, 0, DAY), seat.leader) == "claim_tier"
    seat.do(lend(most, 0, DAY), seat.leader)
    lent = str(seat.do(lend(1, -DAY, 1), seat.leader).result)
    assert refused(seat, RevokeDelegation(lent), seat.clerk) == "not_allowed"
    seat.do(RevokeDelegation(lent), seat.person("Head", "admin"))


def test_an_offer_is_of_a_sum_by_a_known_channel_to_a_known_party(seat: Seat, claim: str) -> None:
    assert refused(seat, MakeOffer(claim, 100, channel="pigeon")) == "value_unknown"
    assert refused(seat, MakeOffer(claim, 100, kind="cake")) == "value_unknown"
    assert refused(seat, MakeOffer(claim, 100, party="neighbour")) == "value_unknown"
    assert refused(seat, MakeOffer(claim, -1, kind="repair")) == "claim_amount"
    for kind in ("compensation", "freight", "coupon"):
        assert refused(seat, MakeOffer(claim, 0, kind=kind)) == "claim_amount"
    offer = str(seat.do(MakeOffer(claim, 0, kind="replacement")).result)
    assert refused(seat, AnswerOffer(offer, "")) == "value_unknown"
    assert refused(seat, AnswerOffer(offer, "countered", -1)) == "claim_amount"
    assert refused(seat, AnswerOffer(offer, "refused", 5)) == "claim_amount"
    before = seat.read(seat.claim(claim).ticket).group_code
    seat.do(AnswerOffer(offer, "lapsed"))
    assert seat.read(seat.claim(claim).ticket).group_code == before != "claims"
    stands = seat.desk.read.offers_of(claim)[0]
    assert (stands.answer, stands.answered_at, stands.answered_by) == (
        *("lapsed", seat.now),
        seat.agent.uid,
    )
    seat.do(WithdrawClaim(claim, "撤回"))
    assert refused(seat, MakeOffer(claim, 100)) == "claim_status"


def test_what_is_accepted_above_the_own_limit_is_handed_on(seat: Seat, claim: str) -> None:
    ticket = seat.claim(claim).ticket
    most = seat.desk.rules.approval.tiers[0].up_to_fen
    seat.do(EditClaim(claim, {"insured_fen": 200_000}), seat.clerk)
    helper = seat.person("Helper", "claims")
    first = str(seat.do(MakeOffer(claim, most), helper).result)
    seat.do(AnswerOffer(first, "accepted"), helper)
    assert seat.read(ticket).group_code != "claims"
    second = str(seat.do(MakeOffer(claim, most + 1), helper).result)
    seat.do(AnswerOffer(second, "accepted"), helper)
    assert seat.read(ticket).group_code == "claims"


def test_a_claim_s_next_version_takes_its_payments_with_it(seat: Seat, claim: str) -> None:
    approved(seat, claim)
    payment = str(seat.do(RequestPayment(claim), seat.leader).result)
    seat.do(ReverseApproval(claim, "金额有误"), seat.clerk)
    stands = seat.desk.read.payment(payment)
    assert stands is not None
    assert (stands.state, stands.reason) == ("cancelled", "v2")


def test_a_bundle_s_payments_are_asked_for_where_none_stands(
    seat: Seat, batch: tuple[str, ...]
) -> None:
    uid = str(seat.do(BundleClaims(batch), seat.clerk).result)
    assert refused(seat, ApproveBundle("nobody"), seat.leader) == "not_found"
    assert refused(seat, ApproveBundle(""), seat.leader) == "not_found"
    for one in batch:
        seat.do(SubmitClaim(one))
    seat.do(ApproveBundle(uid), seat.leader)
    assert refused(seat, RequestBundlePayment(uid), seat.person("No", "agent")) == "not_allowed"
    first = seat.do(RequestBundlePayment(uid), seat.leader).result
    seat.do(CancelPayment(first[1], "误"), seat.clerk)  # type: ignore[index]
    second = seat.do(RequestBundlePayment(uid), seat.leader).result
    assert second == (first[1],)  # type: ignore[index]
    seat.do(EditClaim(batch[0], {"payee": "另一人"}), seat.clerk)  # its first version's stands
    seat.do(ApproveClaim(batch[0], 60_000), seat.leader)
    (third,) = seat.do(RequestBundlePayment(uid), seat.leader).result  # type: ignore[misc]
    assert third not in first  # type: ignore[operator]


def test_linked_is_what_has_something_in_common(seat: Seat) -> None:
    nobody = [made(seat, "") for _ in range(2)]
    assert refused(seat, BundleClaims(tuple(nobody)), seat.clerk) == "bundle_mixed"
    one, other = made(seat, "王芳"), made(seat, "李强")
    assert refused(seat, BundleClaims((one, other)), seat.clerk) == "bundle_mixed"
    seat.do(EditClaim(other, {"claimant": " 王芳 "}))
    assert seat.do(BundleClaims((one, other)), seat.clerk).result
    assert refused(seat, UnbundleClaims((one,), " "), seat.clerk) == "text_missing"


def test_an_objection_that_was_answered_may_be_followed_by_another(seat: Seat, claim: str) -> None:
    seat.do(SubmitClaim(claim))
    seat.do(RejectClaim(claim, "无损"), seat.leader)
    seat.do(NoteObjection(claim, "不服"), seat.clerk)
    seat.do(AnswerObjection(claim, "维持"), seat.clerk)
    assert refused(seat, AnswerObjection(claim, "维持"), seat.clerk) == "objection_missing"
    seat.do(NoteObjection(claim, "仍不服"), seat.clerk)
    assert "appeal_answered_at" not in seat.claim(claim).extra
    assert refused(seat, NoteObjection(claim, "不服"), seat.clerk) == "objection_open"
    seat.do(AnswerObjection(claim, "再维持"), seat.clerk)
    assert seat.claim(claim).extra["appeal_answered_at"] == str(seat.now)
    assert refused(seat, NoteObjection(claim, " "), seat.clerk) == "text_missing"


def test_a_file_holds_each_payment_once_and_something(seat: Seat, payable: tuple[str, ...]) -> None:
    one, two, _ = payable
    file = seat.do(WritePaymentFile((one, one, two), "F-1", "csv", "ab"), seat.clerk).result
    told = seat.desk.read.payment_file(str(file))
    assert told is not None
    assert (told.count, told.total_fen, told.state) == (2, 20_001, "written")
    empty = WritePaymentFile((), "F-2", "csv", "ab")
    assert refused(seat, empty, seat.clerk) == "text_missing"
    assert refused(seat, WritePaymentFile((one,), "F-2", "csv", "ab"), seat.clerk) == (
        "record_state"
    )
    seat.do(ConfirmPayment(one, "B-1"), seat.clerk)
    assert seat.desk.read.payment_file(str(file)).state == "written"  # type: ignore[union-attr]
    seat.do(FailPayment(two, "户名不符"), seat.clerk)
    assert seat.desk.read.payment_file(str(file)).state == "answered"  # type: ignore[union-attr]
    assert refused(seat, VoidPaymentFile(str(file), "误"), seat.clerk) == "record_state"
    claim = seat.desk.read.payment(one).claim  # type: ignore[union-attr]
    assert refused(seat, RequestPayment(claim), seat.leader) == "claim_status"  # it was paid


def test_a_file_whose_payments_were_recorded_on_their_claims_is_answered(
    seat: Seat, payable: tuple[str, ...]
) -> None:
    one, two, _ = payable
    file = str(seat.do(WritePaymentFile((one, two), "F-1", "csv", "ab"), seat.clerk).result)
    for payment, state in ((one, "written"), (two, "answered")):
        claim = seat.desk.read.payment(payment).claim  # type: ignore[union-attr]
        seat.do(PayClaim(claim, "B-1"), seat.clerk)
        assert seat.desk.read.payment_file(file).state == state  # type: ignore[union-attr]


def test_what_came_back_is_not_paid_again_before_it_is_approved_again(
    seat: Seat, payable: tuple[str, ...]
) -> None:
    one = payable[0]
    seat.do(ConfirmPayment(one, "B-1"), seat.clerk)
    claim = seat.desk.read.payment(one).claim  # type: ignore[union-attr]
    assert refused(seat, ReversePayment(one, " "), seat.clerk) == "text_missing"
    seat.do(ReversePayment(one, "退票"), seat.clerk)
    stands = seat.claim(claim)
    assert (stands.status, stands.version, stands.paid_by) == ("submitted", 2, "")
    assert (stands.payment_ref, stands.paid_at, stands.approved_fen) == ("", None, None)
    assert refused(seat, RequestPayment(claim), seat.leader) == "claim_status"
    seat.do(ApproveClaim(claim, 10_000, "再付"), seat.leader)
    seat.do(Printed(claim), seat.clerk)
    assert seat.do(RequestPayment(claim), seat.leader).result != one


def test_a_line_of_the_register_is_voided_once_and_says_which_copy(seat: Seat, claim: str) -> None:
    approved(seat, claim)
    serial = str(seat.do(NumberForm(claim), seat.clerk).result)
    assert seat.do(NumberForm(claim), seat.clerk).result == serial
    lines = [
        str(seat.do(RecordPrint(claim, "claim_form", "ab" * 32, 1, 0), seat.clerk).result),
        str(
            seat.do(
                RecordPrint(claim, "claim_form", "ab" * 32, 1, 1, copy="customer"), seat.clerk
            ).result
        ),
    ]
    again = RecordPrint(claim, "claim_form", "ab" * 32, 1, 2)
    assert refused(seat, again, seat.clerk) == "text_missing"  # a second copy for the file
    overtaken = RecordPrint(claim, "claim_form", "ab" * 32, 1, 1, "污损")
    assert refused(seat, overtaken, seat.clerk) == "print_overtaken"
    for told in ({"kind": "wax"}, {"copy": "mine"}):
        wrong = RecordPrint(claim, "claim_form", "ab" * 32, 1, 2, "污损", **told)
        assert refused(seat, wrong, seat.clerk) == "value_unknown"
    assert seat.claim(claim).prints == 2
    assert seat.do(VoidPrint(lines[1], "作废"), seat.clerk).result == 1
    with pytest.raises(Refusal, match="print_void") as caught:
        seat.do(VoidPrint(lines[1], "作废"), seat.clerk)
    assert caught.value.facts == {"serial": serial, "copy": 2}
    assert seat.do(NumberForm(claim), seat.clerk).result == serial  # the first copy stands
    assert seat.do(VoidPrint(lines[1], "全部", whole=True), seat.clerk).result == 1
    fresh = str(seat.do(NumberForm(claim), seat.clerk).result)
    assert fresh != serial
    other = str(seat.do(NumberForm(claim, "payment_notice"), seat.clerk).result)
    assert len({serial, fresh, other}) == 3
    for known in (serial, fresh, other, "nothing"):
        told_of = refused(seat, ExplainSerial(known, "丢失"), seat.clerk)
        assert told_of == "serial_not_missing", known


def test_a_run_enters_each_of_its_forms_once(seat: Seat, claim: str) -> None:
    approved(seat, claim)
    seat.do(NumberForm(claim), seat.clerk)
    told = RecordPrint(claim, "claim_form", "ab" * 32, 1, 0, job="run-1")
    line = seat.do(told, seat.clerk).result
    assert seat.do(told, seat.clerk).result == line
    assert seat.claim(claim).prints == 1
    mine = RecordPrint(claim, "claim_form", "ab" * 32, 1, 1, job="run-1", copy="customer")
    assert seat.do(mine, seat.clerk).result != line


def test_a_file_stays_where_it_is_put_again(seat: Seat, claim: str) -> None:
    ticket = seat.claim(claim).ticket
    files = [
        str(seat.do(AddAttachment(ticket, f"{n}" * 64, f"{n}.jpg", "image/jpeg", 9)).result)
        for n in (1, 2)
    ]
    first, second = (str(seat.do(WantEvidence(claim, title)).result) for title in ("照片", "发票"))
    seat.do(AskEvidence((first, second)))
    seat.do(ReceiveEvidence(first, tuple(files)))
    seat.do(PlaceFile(claim, files[0], second))

    def stands() -> list[tuple[str, tuple[str, ...]]]:
        return [(one.state, one.attachments) for one in seat.desk.read.evidence_of(claim)]

    moved = [("received", (files[1],)), ("received", (files[0],))]
    assert stands() == moved
    seat.do(PlaceFile(claim, files[0], second))
    assert stands() == moved
