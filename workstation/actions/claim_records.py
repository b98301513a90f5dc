"""What actions on claims share: lines of approvals, lent limits, the next version, payments."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from workstation.domain.approval import APPROVED_FACTS, Approval, approved_facts, was_approved
from workstation.domain.claim import Claim
from workstation.domain.delegation import Delegation, lent_to
from workstation.domain.identity import new_uid
from workstation.domain.payment import Payment
from workstation.domain.people import APPROVAL_LIMITS_FEN, Agent, check_may, may
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.store.acceptance import accepted
from workstation.store.work import Work

#: What an approval put on a claim, as it is without one.
UNAPPROVED: Final[dict[str, Any]] = {
    "approved_fen": None,
    "approved_by": "",
    "approved_at": None,
    "override_reason": "",
}


def decided(
    work: Work, claim: Claim, decision: str, amount_fen: int, reason: str = "", **facts: str
) -> None:
    """Add a line to a claim's approvals, with what it freezes."""
    work.add(
        Approval(
            new_uid(),
            claim.uid,
            claim.ticket,
            claim.version,
            work.now,
            work.agent.uid,
            decision,
            agent_name=work.agent.name,
            amount_fen=amount_fen,
            reason=reason,
            facts=approved_facts(claim),
            **facts,
        )
    )


def lent(work: Work, claim: Claim) -> tuple[int, Delegation | None]:
    """The most that others have lent whoever works for this claim, and by which delegation."""
    barred = (claim.created_by, claim.submitted_by)
    known = work.where(Delegation, "to_agent=?", work.agent.uid)
    best: tuple[int, Delegation | None] = (0, None)
    for one in lent_to(known, work.agent.uid, work.now, barred):
        lender = work.find(Agent, one.from_agent)
        if lender is not None and lender.active:
            most = min(one.limit_fen, APPROVAL_LIMITS_FEN.get(lender.role, 0))
            best = max(best, (most, one), key=lambda pair: pair[0])
    return best


def covering(work: Work, claim: Claim, amount_fen: int) -> tuple[str, str]:
    """Whose limit covers an amount, and by which delegation: (role, uid or "")."""
    if amount_fen <= APPROVAL_LIMITS_FEN.get(work.agent.role, 0):
        return work.agent.role, ""
    _most, by = lent(work, claim)
    lender = work.find(Agent, by.from_agent) if by else None
    return (lender.role if lender else work.agent.role), by.uid if by else ""


def again(work: Work, claim: Claim, changed: Claim) -> Claim:
    """The corrected claim, as its next version where an approval had frozen what differs now.

    An approved or printed claim goes back for approval, handed in by whoever corrects it. Raises
    `Refusal("payment_filed")` when the bank has it already.
    """
    altered = any(getattr(claim, name) != getattr(changed, name) for name in APPROVED_FACTS)
    settled = claim.status in ("approved", "printed")
    if not altered or not (settled or _was_approved(work, claim)):
        return changed
    return renew(work, claim, changed, submitted_by=work.agent.uid, submitted_at=work.now)


def _was_approved(work: Work, claim: Claim) -> bool:
    return was_approved(work.where(Approval, "claim=?", claim.uid), claim.version)


def renew(work: Work, claim: Claim, changed: Claim, **facts: Any) -> Claim:
    """The next version of a claim, without approval; a payment that was asked for is cancelled."""
    for payment in work.where(Payment, "claim=?", claim.uid):
        if payment.state == "filed":
            raise Refusal("payment_filed", number=claim.number)
        if payment.state in ("requested", "failed") and may(work.agent, "claim_pay"):
            # of others it stands, and can be paid by nobody
            reason = f"v{claim.version + 1}"
            work.keep(payment, replace(payment, state="cancelled", reason=reason))
    if claim.status == "draft":
        return replace(changed, version=claim.version + 1)
    told: dict[str, Any] = {
        **UNAPPROVED,
        **facts,
        "status": "submitted",
        "version": claim.version + 1,
    }
    return replace(changed, **told)


def check_accepted(work: Work, claim: Claim) -> None:
    """Raise `Refusal("approval_waiting")` unless the hub has taken the claim's approval in."""
    if not accepted(work.connection, claim.uid):
        raise Refusal("approval_waiting", number=claim.number)


def check_may_or_owns(work: Work, act: str, claim: Claim) -> Ticket:
    """Give the claim's ticket; raise `not_allowed` without the right unless one owns it."""
    ticket = work.get(Ticket, claim.ticket)
    if ticket.owner != work.agent.uid:
        check_may(work.agent, act)
    return ticket
