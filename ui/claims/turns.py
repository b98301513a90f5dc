"""Whose turn a claim is, and what the person at this desk may do with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from workstation.claim_list import ClaimPlace
from workstation.domain.claim import Claim, makers
from workstation.domain.people import Agent, may

#: The way of a claim that nobody turns down.
WAY: Final = ("draft", "submitted", "approved", "printed", "paid")
ENDED: Final = ("rejected", "withdrawn")


def waits_for(
    claim: Claim,
    agent: Agent,
    able: Callable[[Claim], bool],
    place: ClaimPlace | None = None,
) -> str:
    """What this person is to do next: submit, approve, mend, print, sign, request, pay,
    or "".

    `able` says whether they may approve it by the rules in force (`Desk.may_approve`), with a lent
    limit too; `place` what is known of its payment. What waits for the hub waits for nobody here.
    """
    mine = agent.uid in makers(claim)
    if claim.status == "draft":
        return "submit" if claim.created_by == agent.uid else ""
    if claim.status == "rejected":
        return "mend" if mine else ""
    if claim.status == "submitted":
        return "approve" if not mine and able(claim) else ""
    if place is not None and not place.accepted:
        return ""
    if claim.status == "approved":
        return "print" if may(agent, "claim_print") else ""
    return _pays(claim, agent, place) if claim.status == "printed" else ""


def _pays(claim: Claim, agent: Agent, place: ClaimPlace | None) -> str:
    """Whether a printed claim waits for this person to ask for its payment, or to confirm it."""
    payment = place.payment if place is not None else None
    if place is not None and place.stage.next == "note_signed":
        return "sign" if may(agent, "claim_evidence") else ""
    if place is not None and (payment is None or payment.state in ("failed", "cancelled")):
        return "request" if may(agent, "payment_request") else ""
    others = agent.uid not in (claim.approved_by, payment.requested_by if payment else "")
    filed = payment is not None and payment.state == "filed"
    return "pay" if may(agent, "claim_pay") and others and not filed else ""


def acts_on(claim: Claim) -> tuple[str, ...]:
    """The acts that the status allows, the usual one first; rights are told when refused."""
    return {
        "draft": ("submit", "withdraw"),
        "submitted": ("approve", "reject", "redraft", "withdraw"),
        "approved": ("print", "withdraw"),
        "printed": ("pay", "print", "withdraw"),
        "rejected": ("redraft",),
        "paid": ("print",),
    }.get(claim.status, ())


def amount_of(claim: Claim) -> int:
    """The sum that counts now: the approved one, else the proposed one."""
    return claim.approved_fen if claim.approved_fen is not None else claim.proposed_fen


def fits(claim: Claim, typed: str) -> bool:
    """Whether a claim answers what was typed: numbers by any part, words by any part."""
    told = (
        *(claim.number, claim.serial, claim.waybill, claim.claimant, claim.claimant_phone),
        *(claim.goods, claim.payee, claim.description),
    )
    wanted = typed.casefold().split()
    text = "\n".join(told).casefold()
    return all(word in text for word in wanted)
