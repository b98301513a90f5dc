"""How far a claim is follows from what hangs on it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.claim import CLAIM_STATUSES, Claim
from workstation.domain.claim_stage import NEXT_STEPS, STAGES, stage_of
from workstation.domain.evidence import EVIDENCE_STATES, EvidenceItem
from workstation.domain.offer import OFFER_ANSWERS, Offer, agreed_offer, open_offer
from workstation.domain.payment import PAYMENT_STATES, Payment

CLAIM = Claim("c", "C-1", "t", 1, claimed_fen=100)


def item(state: str, due: int | None = None) -> EvidenceItem:
    return EvidenceItem(f"e-{state}", "c", "t", "photo", "照片", 1, state=state, due_at=due)


def offer(answer: str, at: int = 1, until: int | None = None) -> Offer:
    return Offer(f"o{at}", "c", "t", at, 50, answer=answer, valid_until=until)


@pytest.mark.parametrize(
    ("claim", "evidence", "offers", "payments", "expected"),
    [
        ({}, [], [], [], ("draft", "submit", None)),
        ({"claimed_fen": 0}, [], [], [], ("draft", "assess", None)),
        ({}, [item("accepted"), item("wanted", 9)], [], [], ("evidence_wanted", "ask_evidence", 9)),
        ({}, [item("asked", 5)], [], [], ("evidence_asked", "receive_evidence", 5)),
        (
            {},
            [item("asked", 9), item("refused", 5), item("asked")],
            [],
            [],
            ("evidence_asked", "receive_evidence", 5),
        ),
        ({}, [item("received")], [], [], ("evidence_received", "decide_evidence", None)),
        ({}, [item("waived")], [], [], ("complete", "assess", None)),
        ({"proposed_fen": 7}, [item("accepted")], [], [], ("assessed", "submit", None)),
        ({}, [], [offer("", until=99)], [], ("offered", "answer_offer", 99)),
        ({}, [], [offer("", until=3)], [], ("disputed", "make_offer", None)),
        ({}, [], [offer("refused")], [], ("disputed", "make_offer", None)),
        ({}, [], [offer("refused"), offer("accepted", 2)], [], ("agreed", "submit", None)),
        ({"status": "submitted"}, [item("wanted")], [], [], ("submitted", "approve", None)),
        ({"status": "approved"}, [], [], [], ("approved", "print", None)),
        ({"status": "printed"}, [], [], [], ("to_pay", "request_payment", None)),
        (
            {"status": "printed", "version": 2},
            [],
            [],
            [Payment("p", "c", "t", 1, 5, state="reversed")],
            ("to_pay", "request_payment", None),
        ),
        (
            {"status": "printed"},
            [],
            [],
            [Payment("p", "c", "t", 1, 5, state="failed")],
            ("payment_failed", "request_payment", None),
        ),
        ({"status": "paid"}, [], [], [], ("paid", "", None)),
    ],
)
def test_stages(
    claim: dict[str, Any], evidence: Any, offers: Any, payments: Any, expected: object
) -> None:
    found = stage_of(replace(CLAIM, **claim), evidence, offers, payments, 4)
    assert (found.stage, found.next, found.due_at) == expected


@pytest.mark.parametrize("state", ["requested", "filed", "failed", "paid"])
def test_the_payment_of_another_version_tells_nothing(state: str) -> None:
    claim = replace(CLAIM, status="printed", version=2)
    before = Payment("p", "c", "t", 1, 5, state=state)
    assert stage_of(claim, [], [], [before], 4).stage == "to_pay"
    now = replace(before, uid="q", version=2, state="failed")
    assert stage_of(claim, [], [], [before, now], 4).stage == "payment_failed"


def test_a_signed_agreement_counts_where_a_claim_is_to_be_paid() -> None:
    extra = {"signed_at": "3", "signed_version": "1"}
    signed = replace(CLAIM, status="printed", extra=extra)
    assert stage_of(signed, [], [], [], 4, agreement=True).stage == "signed"
    assert stage_of(signed, [], [], [], 4).stage == "signed"
    assert stage_of(replace(signed, extra={}), [], [], [], 4, agreement=True).next == "note_signed"
    assert stage_of(replace(signed, version=2), [], [], [], 4, agreement=True).stage == "to_sign"
    assert stage_of(replace(signed, status="paid"), [], [], [], 4, agreement=True).stage == "paid"


def test_the_last_offer_of_several_is_the_one_that_counts() -> None:
    early, late = offer("accepted", 1), replace(offer("accepted", 2), amount_fen=70)
    assert agreed_offer([late, early]) == late
    first = replace(early, answered_at=9)  # answered last
    assert agreed_offer([first, late]) == first
    waiting = [offer("", 1, until=9), offer("", 3, until=9), offer("", 2)]
    assert open_offer(waiting, 4) == waiting[1]
    assert open_offer([offer("", 1, until=4)], 4) is None
    assert open_offer([offer("", 1, until=5)], 4) is not None


def test_late_evidence_is_counted() -> None:
    evidence = [item("asked", 3), item("wanted", 9), item("accepted", 1)]
    found = stage_of(CLAIM, evidence, [], [], 4)
    assert (found.missing, found.overdue) == (2, 1)


@given(
    status=st.sampled_from(CLAIM_STATUSES),
    evidence=st.lists(st.sampled_from(EVIDENCE_STATES), max_size=4),
    offers=st.lists(st.sampled_from(OFFER_ANSWERS), max_size=3),
    payment=st.sampled_from(("", *PAYMENT_STATES)),
    fen=st.integers(0, 9),
)
def test_every_claim_has_a_stage_of_the_list(
    status: str, evidence: list[str], offers: list[str], payment: str, fen: int
) -> None:
    found = stage_of(
        replace(CLAIM, status=status, proposed_fen=fen, claimed_fen=fen),
        [item(state, 2) for state in evidence],
        [offer(answer, at) for at, answer in enumerate(offers)],
        [Payment("p", "c", "t", 1, 5, state=payment)] if payment else [],
        4,
    )
    assert found.stage in STAGES
    assert found.next in NEXT_STEPS
    assert found.overdue <= found.missing
