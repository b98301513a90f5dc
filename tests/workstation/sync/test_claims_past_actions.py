"""Operations on claims that no action makes: what both hubs hold to by themselves."""

from __future__ import annotations

from typing import Any, Final

from tests.workstation.sync.team import Change
from tests.workstation.sync.test_claims_on_desks import (
    Seats,
    claim_of,
    codes,
    do,
    exchange,
    printed,
    records,
    refused,
    seats,
    submitted,
)
from workstation.actions.claims import ApproveClaim, PayClaim, WithdrawClaim
from workstation.actions.payments import RequestPayment, WritePaymentFile
from workstation.actions.prints import RecordPrint
from workstation.desk import Desk

__all__ = ["seats"]


def past(desk: Desk, uid: str, kind: str = "claim", **fields: Any) -> str:
    """Why the hub refuses these fields of a record; "" when it takes them in."""
    known = len(codes(desk))
    do(desk, Change(uid, fields, kind))
    exchange(desk)
    return "".join(codes(desk)[known:])


def approved(amy: Desk, lea: Desk, *others: Desk) -> str:
    claim = submitted(amy)
    exchange(amy, lea)
    do(lea, ApproveClaim(claim, 150_000, "协商"))
    exchange(lea, amy, *others)
    return claim


#: What somebody without rights writes past the actions, and why it is refused.
WRITTEN: Final[tuple[tuple[dict[str, Any], str], ...]] = (
    ({"approved_by": ""}, "claim_frozen"),  # so that the approver could confirm the payment
    ({"approved_fen": 900_000}, "claim_frozen"),
    ({"payee_account": "6222021234567890999"}, "claim_frozen"),
    ({"waybill": "SF0000000000001"}, "claim_frozen"),  # so that the parcel were paid for twice
    ({"description": "全损"}, "claim_frozen"),
    ({"payment_ref": "B-1"}, "claim_frozen"),
    ({"serial": "88888888"}, "not_allowed"),
    ({"extra": {"serial:payment_notice": "88888888"}}, "not_allowed"),
    ({"status": "withdrawn"}, "not_allowed"),
)


def test_an_approved_claim_keeps_what_it_says(seats: Seats) -> None:
    amy, lea, bob = seats("amy", "claims"), seats("lea", "leader"), seats("bob", "agent")
    claim = approved(amy, lea, bob)
    stands = claim_of(lea, claim)
    assert [past(bob, claim, **fields) for fields, _ in WRITTEN] == [code for _, code in WRITTEN]
    exchange(lea)
    assert claim_of(lea, claim) == stands


def test_a_claim_is_paid_as_its_payment_says(seats: Seats) -> None:
    amy, lea, pay = seats("amy", "claims"), seats("lea", "leader"), seats("pay", "claims")
    claim = approved(amy, lea, pay)
    printed(lea, claim)
    payment = do(amy, RequestPayment(claim))
    exchange(lea, amy, pay)
    asker: dict[str, Any] = {"paid_by": amy.agent.uid, "paid_at": 1, "payment_ref": "B-1"}
    assert past(amy, claim, status="paid", **asker) == "record_state"  # who asked for it
    file = do(pay, WritePaymentFile((payment,), "F-1", "csv", "cd" * 32))
    exchange(pay, lea, amy)
    assert past(pay, payment, "payment", file="other") == "record_state"
    assert past(pay, file, "payment_file", state="void") == "record_state"
    assert past(lea, claim, status="withdrawn") == "payment_filed"
    assert refused(lea, WithdrawClaim(claim, "撤回")) == "payment_filed"
    do(pay, PayClaim(claim, "B-1"))
    exchange(pay, lea)
    assert (claim_of(lea, claim).status, codes(pay)[2:]) == ("paid", [])


def test_what_no_line_approves_is_not_paid(seats: Seats) -> None:
    amy, lea = seats("amy", "claims"), seats("lea", "leader")
    claim = submitted(amy)
    exchange(amy, lea)
    told: dict[str, Any] = {"status": "approved", "approved_fen": 100, "approved_at": 1}
    assert past(lea, claim, **told, approved_by="") == "not_you"
    assert past(lea, claim, **told, approved_by=lea.agent.uid) == ""
    exchange(amy)
    do(amy, RequestPayment(claim))
    exchange(amy)
    assert codes(amy) == ["approval_differs"]


def test_the_register_is_written_by_who_may_print(seats: Seats) -> None:
    amy, lea, bob = seats("amy", "claims"), seats("lea", "leader"), seats("bob", "agent")
    claim = approved(amy, lea, bob)
    do(bob, RecordPrint(claim, "evidence_sheet", "ab" * 32, 1, 0))
    exchange(bob, lea)
    assert codes(bob) == ["not_allowed"]
    assert records(lea, "print") == []
