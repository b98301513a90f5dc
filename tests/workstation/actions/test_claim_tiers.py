"""Approval by the rules in force, and the whole sum of a claim by its facts."""

from __future__ import annotations

import pytest

from tests.workstation.actions.test_claims import refused, vase
from tests.workstation.seat import Seat
from workstation.actions.claims import ApproveClaim, EditClaim, SubmitClaim
from workstation.domain.claim_amount import is_voidable

__all__ = ["vase"]


@pytest.mark.parametrize("amount", [95_000, 100_000])
def test_a_clerk_approves_within_the_tier_with_a_reason(seat: Seat, vase: str, amount: int) -> None:
    seat.do(SubmitClaim(vase))
    other = seat.person("Other clerk", "claims")
    seat.do(ApproveClaim(vase, amount, "客户同意"), other)
    assert seat.claim(vase).approved_fen == amount


def test_more_than_twice_what_was_proposed_needs_a_leader(seat: Seat, vase: str) -> None:
    seat.do(EditClaim(vase, {"loss_fen": 10_000, "claimed_fen": 10_000}))
    seat.do(SubmitClaim(vase))
    other = seat.person("Other clerk", "claims")
    proposed = seat.claim(vase).proposed_fen
    assert refused(seat, ApproveClaim(vase, 2 * proposed + 1, "多赔"), other) == "claim_tier"
    seat.do(ApproveClaim(vase, 2 * proposed + 1, "多赔"), seat.leader)


def test_salvage_deductions_and_earlier_payments_change_the_proposal(seat: Seat, vase: str) -> None:
    assert seat.claim(vase).proposed_fen == 102_300
    seat.do(EditClaim(vase, {"salvage_fen": 30_000}))
    assert seat.claim(vase).proposed_fen == 82_300
    told = ({"what": "包装不当", "amount_fen": 10_000},)
    seat.do(EditClaim(vase, {"deductions": told, "earlier_fen": 2_300}))
    claim = seat.claim(vase)
    assert claim.proposed_fen == 70_000
    assert [line["code"] for line in claim.basis][-4:] == [
        *("deduction", "freight_refund", "earlier", "total"),
    ]
    assert sum(int(str(line.get("adds_fen", 0))) for line in claim.basis) == 70_000


def test_an_uninsured_claim_says_that_its_limit_may_not_hold(seat: Seat, vase: str) -> None:
    assert not is_voidable(seat.claim(vase).basis)
    seat.do(EditClaim(vase, {"insured_fen": 0}))
    assert is_voidable(seat.claim(vase).basis)
