"""The claim's way, seen through the desk."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from tests.workstation.seat import WAYBILL, Seat
from workstation.actions.claims import (
    ApproveClaim,
    EditClaim,
    MakeClaim,
    PayClaim,
    RedraftClaim,
    RejectClaim,
    SubmitClaim,
    WithdrawClaim,
)
from workstation.actions.intake import SaveParcel
from workstation.actions.payments import RequestPayment
from workstation.domain.identity import new_uid
from workstation.domain.parcel import Parcel
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.store.replica import Action


def refused(seat: Seat, action: Action, who: Agent | None = None) -> str:
    with pytest.raises(Refusal) as caught:
        seat.do(action, who)
    return caught.value.code


@pytest.fixture
def vase(seat: Seat) -> str:
    """A claim over a broken vase: value 3,000, insured 2,000, loss 1,500, freight 23 yuan."""
    parcel = Parcel(
        new_uid(),
        WAYBILL,
        carrier="SF",
        goods="水晶花瓶",
        declared_fen=300_000,
        insured_fen=200_000,
        freight_fen=2_300,
        sender_name="景德工坊",
        receiver_name="王女士",
    )
    seat.do(SaveParcel(parcel))
    ticket = seat.ticket(waybill=WAYBILL, class_code="safety", subtype="safety.damaged")
    claim = str(seat.do(MakeClaim(ticket.uid)).result)
    seat.do(EditClaim(claim, {"loss_fen": 150_000, "claimed_fen": 150_000}))
    return claim


def test_a_claim_takes_over_the_parcel_and_computes_its_amount(seat: Seat, vase: str) -> None:
    claim = seat.claim(vase)
    assert (claim.goods, claim.value_fen, claim.insured_fen) == ("水晶花瓶", 300_000, 200_000)
    assert claim.proposed_fen == 102_300
    assert claim.basis
    assert claim.rule


def test_one_live_claim_per_parcel(seat: Seat, vase: str) -> None:
    assert refused(seat, MakeClaim(seat.claim(vase).ticket)) == "claim_exists"
    seat.do(WithdrawClaim(vase, "客户撤回"))
    assert seat.do(MakeClaim(seat.claim(vase).ticket)).result


def test_four_eyes_tiers_and_rights(seat: Seat, vase: str) -> None:
    assert refused(seat, ApproveClaim(vase, 102_300), seat.leader) == "claim_status"
    seat.do(SubmitClaim(vase), seat.clerk)
    assert refused(seat, ApproveClaim(vase, 102_300)) == "not_allowed"
    assert refused(seat, ApproveClaim(vase, 102_300), seat.clerk) == "claim_own"
    other = seat.person("Second clerk", "claims")
    assert refused(seat, ApproveClaim(vase, 102_300), other) == "claim_tier"
    assert refused(seat, ApproveClaim(vase, 90_000), seat.leader) == "text_missing"
    seat.do(ApproveClaim(vase, 90_000, "客户同意折让"), seat.leader)
    claim = seat.claim(vase)
    assert (claim.status, claim.approved_fen) == ("approved", 90_000)
    assert refused(seat, EditClaim(vase, {"loss_fen": 1})) == "claim_frozen"
    seat.do(EditClaim(vase, {"payee": "景德工坊"}))


def test_a_claim_is_paid_once_after_it_was_printed(seat: Seat, vase: str) -> None:
    seat.do(SubmitClaim(vase))
    seat.do(ApproveClaim(vase, 102_300), seat.leader)
    assert refused(seat, PayClaim(vase, "BANK-1"), seat.clerk) == "claim_status"
    seat.desk.agent = seat.clerk
    printed = seat.desk.print_claim(vase).result()
    assert printed.path.read_bytes().startswith(b"%PDF")
    assert printed.serial.startswith("LP2026-0007")
    assert seat.claim(vase).status == "printed"
    seat.do(PayClaim(vase, "BANK-1"), seat.clerk)
    assert refused(seat, PayClaim(vase, "BANK-2"), seat.clerk) == "claim_status"
    assert seat.claim(vase).payment_ref == "BANK-1"


def test_a_reprint_keeps_its_serial_and_says_so(seat: Seat, vase: str) -> None:
    seat.do(SubmitClaim(vase))
    seat.do(ApproveClaim(vase, 102_300), seat.leader)
    seat.desk.agent = seat.clerk
    first = seat.desk.print_claim(vase).result()
    with pytest.raises(Refusal, match="text_missing"):
        seat.desk.print_claim(vase).result()
    second = seat.desk.print_claim(vase, reason="客户遗失").result()
    assert second.serial == first.serial
    assert second.reprint == 1
    lines = seat.desk.read.prints(vase)
    assert [(line.reprint, line.reason) for line in lines] == [(0, ""), (1, "客户遗失")]
    assert first.path != second.path
    assert Path(first.path).exists()


def test_a_preview_before_approval_is_not_registered(seat: Seat, vase: str) -> None:
    printed = seat.desk.print_claim(vase).result()
    assert not printed.registered
    assert seat.desk.read.prints(vase) == ()
    assert seat.claim(vase).serial == ""


def test_a_rejected_claim_goes_back_to_a_draft(seat: Seat, vase: str) -> None:
    seat.do(SubmitClaim(vase))
    assert refused(seat, RejectClaim(vase, "证据不足")) == "not_allowed"
    seat.do(RejectClaim(vase, "证据不足"), seat.leader)
    assert refused(seat, SubmitClaim(vase)) == "claim_status"
    seat.do(RedraftClaim(vase))
    seat.do(SubmitClaim(vase))
    assert seat.claim(vase).status == "submitted"


def test_negative_money_is_refused(seat: Seat, vase: str) -> None:
    assert refused(seat, EditClaim(vase, {"loss_fen": -1})) == "claim_amount"


def approve(seat: Seat, claim: str) -> None:
    seat.do(SubmitClaim(claim))
    seat.do(ApproveClaim(claim, seat.claim(claim).proposed_fen), seat.leader)


def pay(seat: Seat, claim: str) -> None:
    approve(seat, claim)
    seat.desk.agent = seat.clerk
    seat.desk.print_claim(claim).result()
    seat.do(PayClaim(claim, "BANK-1"), seat.clerk)


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("claimant", {"claimant": "김민수"}),
        ("goods", {"goods": "花瓶😀"}),
        ("description", {"description": "收到 เสีย 了"}),
        ("payee", {"payee": "محمد"}),
        ("items", {"items": ({"name": "דוד", "quantity": 1, "value_fen": 5, "loss_fen": 5},)}),
        ("remarks", {"extra": {"remarks": "😡"}}),
        ("settlement_place", {"extra": {"settlement_place": "😡"}}),
        ("authorisation", {"authorisation": "委托书😡"}),
        ("responsible_unit", {"responsible_unit": "华东😡"}),
        ("deductions", {"deductions": ({"what": "自担😡", "amount_fen": 1},)}),
    ],
)
def test_what_no_font_has_is_told_before_approval(seat, vase, field, told) -> None:
    seat.do(EditClaim(vase, told))
    with pytest.raises(Refusal) as caught:
        seat.do(SubmitClaim(vase))
    assert caught.value.code == "claim_unprintable"
    assert caught.value.facts["field"] == field
    assert str(caught.value.facts["code_point"]).startswith("U+")


@pytest.mark.parametrize(
    "nothing", ["", " ", "\u3000", "\u200b\u2060", "\x01", "\ufe0f", "\u3164", "\uffa0"]
)
@pytest.mark.parametrize("field", ["claimant", "description"])
def test_what_prints_as_nothing_is_missing(seat: Seat, vase: str, field: str, nothing: str) -> None:
    seat.do(EditClaim(vase, {field: nothing}))
    with pytest.raises(Refusal) as caught:
        seat.do(SubmitClaim(vase))
    assert (caught.value.code, caught.value.facts["field"]) == ("claim_incomplete", field)


@pytest.mark.parametrize("field", ["payee", "payee_account"])
def test_nobody_is_paid_under_a_name_that_prints_as_nothing(
    seat: Seat, vase: str, field: str
) -> None:
    seat.do(EditClaim(vase, {"payee": "王芳", "payee_account": "6222", field: "\u200b\u3164"}))
    approve(seat, vase)
    assert refused(seat, RequestPayment(vase), seat.clerk) == "claim_incomplete"


def test_an_approver_cannot_bring_in_what_no_font_has(seat: Seat, vase: str) -> None:
    seat.do(SubmitClaim(vase))
    assert refused(seat, ApproveClaim(vase, 1_000, "好吧😀"), seat.leader) == "claim_unprintable"
    seat.do(EditClaim(vase, {"goods": "花瓶😀"}))
    assert refused(seat, ApproveClaim(vase, 1_000, "折让"), seat.leader) == "claim_unprintable"
    seat.do(EditClaim(vase, {"goods": "花瓶"}))
    seat.do(ApproveClaim(vase, 1_000, "折让"), seat.leader)
    assert refused(seat, EditClaim(vase, {"payee": "😀"})) == "claim_unprintable"


def test_a_claim_approved_before_prints_with_geta(seat: Seat, vase: str) -> None:
    approve(seat, vase)
    seat.desk.writer.submit(
        lambda c: c.execute("UPDATE claim SET claimant='王😀' WHERE uid=?", (vase,))
    ).result()
    assert seat.desk.preview_claim(vase).result().pages
    seat.desk.agent = seat.clerk
    with pytest.raises(Refusal, match="glyph_missing"):
        seat.desk.print_claim(vase).result()
    assert seat.claim(vase).prints == 0
    printed = seat.desk.print_claim(vase, substitute=True).result()
    text = "".join(page.extract_text() for page in pypdf.PdfReader(printed.path).pages)
    assert "王〓" in text
    assert "U+1F600" in text
    assert (seat.claim(vase).status, printed.reprint) == ("printed", 0)


def test_a_parcel_is_not_paid_twice(seat: Seat, vase: str) -> None:
    ticket = seat.claim(vase).ticket
    pay(seat, vase)
    assert refused(seat, MakeClaim(ticket)) == "claim_paid_before"
    assert refused(seat, MakeClaim(ticket, reason="少赔了")) == "not_allowed"
    other = seat.ticket(waybill=WAYBILL, class_code="service", subtype="service.attitude")
    assert refused(seat, MakeClaim(other.uid), seat.leader) == "claim_paid_before"
    again = str(seat.do(MakeClaim(ticket, reason="另一件也碎了"), seat.leader).result)
    notes = [entry.body for entry in seat.detail(ticket).entries if entry.kind == "note"]
    assert notes == ["另一件也碎了"]
    seat.do(EditClaim(again, {"extra": {"remarks": "第二次"}}))
    assert seat.claim(again).extra == {"remarks": "第二次", "paid_before": "另一件也碎了"}
    seat.do(SubmitClaim(again))
    other_leader = seat.person("Second leader", "leader")
    seat.do(ApproveClaim(again, 1_000, "补差"), other_leader)
    assert seat.claim(again).status == "approved"


def test_an_older_claim_does_not_come_back_after_payment(seat: Seat, vase: str) -> None:
    seat.do(SubmitClaim(vase))
    seat.do(RejectClaim(vase, "证据不足"), seat.leader)
    second = str(seat.do(MakeClaim(seat.claim(vase).ticket)).result)
    pay(seat, second)
    assert refused(seat, RedraftClaim(vase)) == "claim_paid_before"
    forged = {"extra": {"paid_before": "我说可以"}}
    seat.desk.writer.submit(
        lambda c: c.execute("UPDATE claim SET status='draft' WHERE uid=?", (vase,))
    ).result()
    seat.do(EditClaim(vase, forged))
    assert seat.claim(vase).extra.keys() == {"accepted_at"}
    seat.do(SubmitClaim(vase))
    assert refused(seat, ApproveClaim(vase, 102_300), seat.leader) == "claim_paid_before"


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_is_no_amount_to_approve(seat: Seat, vase: str, amount: int) -> None:
    seat.do(SubmitClaim(vase))
    assert refused(seat, ApproveClaim(vase, amount, "不赔"), seat.leader) == "claim_amount"


def test_items_and_loss_agree(seat: Seat, vase: str) -> None:
    assert seat.claim(vase).items[0]["loss_fen"] == seat.claim(vase).loss_fen == 150_000
    items = (
        {"name": "花瓶", "quantity": 2, "value_fen": 50_000, "loss_fen": 60_000},
        {"name": "底座", "quantity": 1, "value_fen": 30_000, "loss_fen": 5_000},
    )
    seat.do(EditClaim(vase, {"items": items}))
    assert (seat.claim(vase).value_fen, seat.claim(vase).loss_fen) == (130_000, 65_000)
    seat.do(EditClaim(vase, {"loss_fen": 70_000}))
    with pytest.raises(Refusal) as caught:
        seat.do(SubmitClaim(vase))
    assert caught.value.code == "claim_items_disagree"
    assert caught.value.facts["items_fen"] == 65_000
    seat.do(EditClaim(vase, {"items": ()}))
    seat.do(SubmitClaim(vase))


def test_what_papers_need_besides_is_checked_by_its_kind(seat: Seat, vase: str) -> None:
    extra = seat.claim(vase).extra
    for told, code in (
        ({"assessment_at": "昨天"}, "claim_extra"),
        ({"assessment_ratio": "half"}, "value_unknown"),
        ({"assessment_plaec": "深圳"}, "value_unknown"),
    ):
        assert refused(seat, EditClaim(vase, {"extra": {**extra, **told}})) == code
    for told in ({"description": "碎\ud83d了"}, {"items": ({"name": "\udfff"},)}):
        assert refused(seat, EditClaim(vase, told)) == "text_broken"
    assert seat.claim(vase).extra == extra
