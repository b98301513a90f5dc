"""Claims that are settled together: linked, approved by their sum, paid as one transfer."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.actions.test_claims import refused
from tests.workstation.seat import Seat
from tests.workstation.test_payment_files import Printed, answer
from workstation.actions.bundles import (
    ApproveBundle,
    BundleClaims,
    RequestBundlePayment,
    UnbundleClaims,
)
from workstation.actions.claims import (
    ApproveClaim,
    EditClaim,
    MakeClaim,
    RejectClaim,
    SubmitClaim,
)
from workstation.actions.undo import Undo
from workstation.bank_answers import look_at_answer, record_answer
from workstation.domain.bundle import Bundle
from workstation.payment_files import write_payment_file


def made(seat: Seat, claimant: str = "李宁仓", account: str = "6217001", **more: Any) -> str:
    ticket = seat.ticket(take=True, customer_name=claimant)
    claim = str(seat.do(MakeClaim(ticket.uid, "damage")).result)
    items = ({"name": "鞋", "quantity": 1, "value_fen": 60_000, "loss_fen": 60_000},)
    facts = {"claimant": claimant, "description": "碎了", "claimed_fen": 60_000, "items": items}
    payee = {"payee": claimant, "payee_account": account, "payee_bank": "建设银行"}
    seat.do(EditClaim(claim, {**facts, **payee, "insured_fen": 60_000, **more}))
    return claim


@pytest.fixture
def batch(seat: Seat) -> tuple[str, ...]:
    return tuple(made(seat) for _ in range(3))


def bundle_of(seat: Seat, claim: str) -> Bundle:
    found = seat.desk.read.bundle_of(seat.claim(claim))
    assert found is not None
    return found


def test_claims_of_one_customer_are_linked_and_summed(seat: Seat, batch: tuple[str, ...]) -> None:
    done = seat.do(BundleClaims(batch[:2]), seat.clerk)
    uid = str(done.result)
    assert seat.do(BundleClaims(batch, uid), seat.clerk).result == uid
    told = bundle_of(seat, batch[0])
    assert [one.uid for one in told.claims] == list(batch)
    assert (told.claimed_fen, told.proposed_fen, told.total_fen) == (180_000,) * 3
    assert (told.approved_fen, told.paid_fen, told.one_payee) == (0, 0, True)
    events = [entry.data.get("event") for entry in seat.detail(told.claims[2].ticket).entries]
    assert "bundled" in events
    stranger = made(seat, "安踏仓", "6217009")
    assert refused(seat, BundleClaims((stranger,), uid), seat.clerk) == "bundle_mixed"
    assert refused(seat, BundleClaims((batch[0],), uid), seat.clerk) == "bundle_few"
    assert refused(seat, BundleClaims(batch[:1]), seat.clerk) == "bundle_few"
    assert refused(seat, BundleClaims(batch), seat.clerk) == "claim_bundled"
    assert refused(seat, BundleClaims((stranger, batch[0]))) == "not_allowed"
    assert refused(seat, EditClaim(batch[0], {"bundle": ""})) == "value_unknown"
    seat.do(UnbundleClaims(batch[2:], "误选"), seat.clerk)
    assert bundle_of(seat, batch[0]).total_fen == 120_000
    assert seat.desk.read.bundle_of(seat.claim(batch[2])) is None


def test_the_tier_goes_by_the_sum_of_the_bundle(seat: Seat, batch: tuple[str, ...]) -> None:
    clerk = seat.person("Other clerk", "claims")
    uid = str(seat.do(BundleClaims(batch), seat.clerk).result)
    assert refused(seat, ApproveBundle(uid), clerk) == "bundle_few"
    for claim in batch:
        seat.do(SubmitClaim(claim))
    assert refused(seat, ApproveClaim(batch[0], 60_000), clerk) == "claim_tier"
    assert refused(seat, ApproveBundle(uid), clerk) == "claim_tier"
    head = seat.desk.approval_of(seat.claim(batch[0]), 60_000)
    assert (head.tier, head.limit_fen) == ("leader", 1_000_000_000 - 120_000)
    seat.do(RejectClaim(batch[1], "无损"), seat.leader)
    done = seat.do(ApproveBundle(uid), seat.leader)
    assert [seat.claim(one).status for one in batch] == ["approved", "rejected", "approved"]
    assert bundle_of(seat, batch[0]).approved_fen == 120_000
    assert refused(seat, UnbundleClaims(batch[:1], "误选"), clerk) == "claim_frozen"
    seat.do(Undo(done.changes.operation), seat.leader)
    assert seat.claim(batch[0]).status == "submitted"


def test_one_transfer_pays_all_and_the_bank_answers_once(
    seat: Seat, batch: tuple[str, ...], tmp_path: Path
) -> None:
    alone = made(seat)
    uid = str(seat.do(BundleClaims(batch), seat.clerk).result)
    for claim in (*batch, alone):
        seat.do(SubmitClaim(claim))
    seat.do(ApproveBundle(uid), seat.leader)
    seat.do(ApproveClaim(alone, 60_000), seat.leader)
    for claim in (*batch, alone):
        seat.do(Printed(claim), seat.clerk)
    seat.do(EditClaim(batch[0], {"payee_account": "6217002"}), seat.clerk)
    seat.do(ApproveClaim(batch[0], 60_000), seat.leader)
    assert refused(seat, RequestBundlePayment(uid), seat.leader) == "bundle_payees"
    seat.do(EditClaim(batch[0], {"payee_account": "6217001"}), seat.clerk)
    seat.do(ApproveClaim(batch[0], 60_000), seat.leader)
    seat.do(Printed(batch[0]), seat.clerk)
    payments = seat.do(RequestBundlePayment(uid), seat.leader).result
    assert len(payments) == 3  # type: ignore[arg-type]
    assert refused(seat, RequestBundlePayment(uid), seat.leader) == "bundle_few"
    from workstation.actions.payments import RequestPayment

    single = seat.do(RequestPayment(alone), seat.leader).result
    seat.desk.agent = seat.person("Cashier", "claims")
    file = write_payment_file(seat.desk, (*payments, single), tmp_path, "csv")  # type: ignore[misc]
    assert file.path is not None
    rows = list(csv.DictReader(file.path.read_text("utf-8-sig").splitlines()))
    assert [row["金额（元）"] for row in rows] == ["1800.00", "600.00"]
    assert rows[0]["用途"].endswith("等3件")
    assert (file.count, file.total_fen) == (4, 240_000)
    told = answer(
        tmp_path / "answer.csv",
        *(
            f"{row['业务编号']},{row['收款账号']},{row['金额（元）']},成功,,R{n}"
            for n, row in enumerate(rows)
        ),
    )
    look = look_at_answer(seat.desk, told)
    assert [one.verdict for one in look.lines] == ["pay"] * 4
    report = record_answer(seat.desk, look.lines)
    assert (report.paid, report.refused) == (4, ())
    assert [seat.claim(one).payment_ref for one in (*batch, alone)] == ["R0", "R0", "R0", "R1"]
    assert bundle_of(seat, batch[0]).paid_fen == 180_000
    again = look_at_answer(seat.desk, told)
    assert [one.verdict for one in again.lines] == ["done"] * 4
