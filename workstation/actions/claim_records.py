"""What actions on claims share: lines of approvals, the next version, payments."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from workstation.domain.approval import APPROVED_FACTS, Approval, approved_facts, was_approved
from workstation.domain.claim import Claim
from workstation.domain.identity import new_uid
from workstation.domain.payment import PAYEE_FACTS, Payment, PaymentFile
from workstation.domain.people import check_may, may
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
    unasked(work, claim, f"v{claim.version + 1}")
    if claim.status == "draft":
        return replace(changed, version=claim.version + 1)
    told: dict[str, Any] = {
        **UNAPPROVED,
        **facts,
        "status": "submitted",
        "version": claim.version + 1,
    }
    return replace(changed, **told)


def unasked(work: Work, claim: Claim, reason: str) -> None:
    """Cancel the payments of a claim that were asked for, where whoever works may do so.

    Of others they stand, and can be paid by nobody. Raises `Refusal("payment_filed")` when the bank
    has one, or paid it.
    """
    for payment in work.where(Payment, "claim=?", claim.uid):
        if payment.state in ("filed", "paid"):
            raise Refusal("payment_filed", number=claim.number)
        if payment.state in ("requested", "failed") and may(work.agent, "claim_pay"):
            work.keep(payment, replace(payment, state="cancelled", reason=reason))


def check_same(claim: Claim, payment: Payment) -> None:
    """Raise `Refusal("payment_differs")` unless a payment is what was approved of its claim."""
    for name, told in PAYEE_FACTS.items():
        if getattr(claim, name) != getattr(payment, told):
            raise Refusal("payment_differs", number=claim.number, field=told)


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


def close_file(work: Work, payment: Payment) -> None:
    """A file of which every payment is settled was answered."""
    file = work.find(PaymentFile, payment.file) if payment.file else None
    if file is None or file.state != "written":
        return
    rest = work.where(Payment, "file=? AND state='filed'", file.uid, limit=1)
    if not rest:
        work.keep(file, replace(file, state="answered"))
