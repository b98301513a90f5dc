"""Whether whoever works may approve an amount, by the approval rules in force."""

from __future__ import annotations

from workstation.actions.claim_checks import PAID_BEFORE
from workstation.actions.deciding import parcel_of
from workstation.domain.approval_rules import Decision, case_of, may_approve
from workstation.domain.claim import Claim
from workstation.domain.delegation import Delegation
from workstation.domain.people import Agent, Customer
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.store.work import Work


def decision_of(work: Work, claim: Claim, amount_fen: int) -> Decision | None:
    """What the approval rules say of this person and amount; None where there are no tiers."""
    rules = work.rules.approval
    if not rules.tiers:
        return None
    ticket = work.get(Ticket, claim.ticket)
    parcel = parcel_of(work, ticket)
    customer = work.find(Customer, ticket.customer) if ticket.customer else None
    case = case_of(
        claim,
        amount_fen,
        again=bool(claim.extra.get(PAID_BEFORE)),
        area=parcel.area if parcel else "",
        category=parcel.category if parcel else "",
        carrier=parcel.carrier if parcel else "",
        customer_class=customer.kind if customer else "cash",
    )
    lent = work.where(Delegation, "to_agent=?", work.agent.uid)
    givers = {one.from_agent: work.find(Agent, one.from_agent) for one in lent}
    people = {uid: giver for uid, giver in givers.items() if giver is not None}
    return may_approve(rules, work.agent, case, amount_fen, lent, work.now, people)


def check_tier(work: Work, claim: Claim, amount_fen: int) -> None:
    """Raise `Refusal` unless the approval rules let this person approve the amount.

    Codes: `claim_tier` (with the most the person may approve, 0 where the claim needs a higher
    tier whatever the amount), `claim_own`, `claim_amount`, `not_allowed`.
    """
    told = decision_of(work, claim, amount_fen)
    if told is None or told.ok:
        return
    role = work.agent.role
    if told.why in ("claim_tier", "claim_no_tier"):
        facts = {"limit_fen": told.limit_fen, "amount_fen": amount_fen, "role": role}
        raise Refusal("claim_tier", **facts, tier=told.tier, raised=told.raised)
    if told.why == "not_allowed":
        raise Refusal("not_allowed", act="claim_approve", role=role, agent=work.agent.name)
    raise Refusal(told.why, number=claim.number, amount_fen=amount_fen)
