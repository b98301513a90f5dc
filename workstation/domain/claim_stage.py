"""How far a claim is: finer than its status, worked out from the records that hang on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workstation.domain.agreement import is_signed
from workstation.domain.claim import Claim
from workstation.domain.evidence import MISSING, EvidenceItem, is_overdue
from workstation.domain.offer import Offer, agreed_offer, open_offer
from workstation.domain.payment import Payment

#: Every stage, in the order of a claim's life.
STAGES: Final = (
    *("draft", "evidence_wanted", "evidence_asked", "evidence_received", "complete", "assessed"),
    *("offered", "disputed", "agreed", "submitted", "approved", "to_sign", "signed", "to_pay"),
    "payment_requested",
    *("payment_filed", "payment_failed", "paid", "rejected", "withdrawn"),
)
#: Every next thing to do; "" when there is none.
NEXT_STEPS: Final = (
    *("ask_evidence", "receive_evidence", "decide_evidence", "assess", "make_offer"),
    *("answer_offer", "submit", "approve", "print", "note_signed", "request_payment"),
    "confirm_payment",
    *("redraft", ""),
)
_SIMPLE: Final = {
    "submitted": ("submitted", "approve"),
    "approved": ("approved", "print"),
    "paid": ("paid", ""),
    "rejected": ("rejected", "redraft"),
    "withdrawn": ("withdrawn", ""),
}
_PAYING: Final = {
    "requested": ("payment_requested", "confirm_payment"),
    "filed": ("payment_filed", "confirm_payment"),
    "failed": ("payment_failed", "request_payment"),
}


@dataclass(frozen=True, slots=True)
class ClaimStage:
    """Where a claim stands, what is to be done next, and until when (milliseconds UTC).

    `missing` counts evidence that is still to come, `overdue` what of it is late.
    """

    stage: str
    next: str = ""
    due_at: int | None = None
    missing: int = 0
    overdue: int = 0


def stage_of(
    claim: Claim,
    evidence: Sequence[EvidenceItem],
    offers: Sequence[Offer],
    payments: Sequence[Payment],
    now: int,
    *,
    agreement: bool = False,
) -> ClaimStage:
    """The stage of a claim with all that hangs on it; its order does not matter.

    `agreement` says whether it is paid only on a signed agreement.
    """
    missing = [item for item in evidence if item.state in MISSING]
    overdue = sum(is_overdue(item, now) for item in missing)
    stage, step, due = _where(claim, evidence, offers, payments, now)
    if stage == "to_pay" and is_signed(claim):
        stage = "signed"
    elif stage == "to_pay" and agreement:
        stage, step = "to_sign", "note_signed"
    return ClaimStage(stage, step, due, len(missing), overdue)


def _where(
    claim: Claim,
    evidence: Sequence[EvidenceItem],
    offers: Sequence[Offer],
    payments: Sequence[Payment],
    now: int,
) -> tuple[str, str, int | None]:
    if claim.status == "printed":
        mine = next((one for one in payments if one.version == claim.version), None)
        stage, step = _PAYING.get(mine.state if mine else "", ("to_pay", "request_payment"))
        return stage, step, None
    if claim.status != "draft":
        return (*_SIMPLE[claim.status], None)
    return _evidence(evidence) or _offers(claim, evidence, offers, now)


def _evidence(evidence: Sequence[EvidenceItem]) -> tuple[str, str, int | None] | None:
    """What evidence a draft waits for; None when it waits for none."""
    for states, stage, step in (
        (("wanted",), "evidence_wanted", "ask_evidence"),
        (("received",), "evidence_received", "decide_evidence"),
        (("asked", "refused"), "evidence_asked", "receive_evidence"),
    ):
        found = [item for item in evidence if item.state in states]
        if found:
            due = min((item.due_at for item in found if item.due_at is not None), default=None)
            return stage, step, due
    return None


def _offers(
    claim: Claim, evidence: Sequence[EvidenceItem], offers: Sequence[Offer], now: int
) -> tuple[str, str, int | None]:
    waiting = open_offer(offers, now)
    if waiting is not None:
        return "offered", "answer_offer", waiting.valid_until
    agreed = agreed_offer(offers)
    last = max(offers, key=lambda one: (one.at, one.uid), default=None)
    if claim.agreed_at is not None or agreed is not None:
        return "agreed", "submit", None
    if last is not None:
        return "disputed", "make_offer", None
    if not evidence:
        return "draft", "submit" if claim.claimed_fen else "assess", None
    return ("assessed", "submit", None) if claim.proposed_fen else ("complete", "assess", None)
