"""Whether whoever works may approve an amount, by the approval rules in force."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workstation.actions.deciding import parcel_of
from workstation.domain.approval_rules import ClaimCase, Decision, case_of, may_approve
from workstation.domain.claim import Claim
from workstation.domain.delegation import Delegation
from workstation.domain.people import Agent, Customer
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.store.work import Work

#: So many claims of a bundle are counted.
MOST_BUNDLED = 500


def decision_of(work: Work, claim: Claim, amount_fen: int) -> Decision:
    """What the approval rules say of this person and amount."""
    return _decided(work, _case(work, claim, amount_fen), amount_fen)


def limit_here(work: Work, claim: Claim, amount_fen: int) -> int:
    """The most that this person could approve of such a claim if it were not their own, in fen."""
    case = _case(work, claim, amount_fen)
    return _decided(work, replace(case, makers=case.makers - {work.agent.uid}), 1).limit_fen


def check_tier(work: Work, claim: Claim, amount_fen: int) -> Decision:
    """What the approval rules say, if they let this person approve the amount.

    Else `Refusal`: `claim_tier` (with the most the person may approve, 0 where the claim needs a
    higher tier whatever the amount), `claim_own`, `claim_amount`, `not_allowed`.
    """
    told = decision_of(work, claim, amount_fen)
    if told.ok:
        return told
    role = work.agent.role
    if told.why in ("claim_tier", "claim_no_tier"):
        facts: dict[str, Any] = {"limit_fen": told.limit_fen, "amount_fen": amount_fen}
        raise Refusal("claim_tier", **facts, role=role, tier=told.tier, raised=told.raised)
    if told.why == "not_allowed":
        raise Refusal("not_allowed", act="claim_approve", role=role, agent=work.agent.name)
    raise Refusal(told.why, number=claim.number, amount_fen=amount_fen)


def bundled_with(work: Work, claim: Claim) -> list[Claim]:
    """The claims that are settled together with one, without it."""
    if not claim.bundle:
        return []
    found = work.where(Claim, "bundle=? AND bundle<>''", claim.bundle, limit=MOST_BUNDLED)
    return [one for one in found if one.uid != claim.uid]


def _case(work: Work, claim: Claim, amount_fen: int) -> ClaimCase:
    ticket = work.find(Ticket, claim.ticket)
    parcel = parcel_of(work, ticket) if ticket else None
    customer = work.find(Customer, ticket.customer) if ticket and ticket.customer else None
    return case_of(
        claim,
        amount_fen,
        bundled_with(work, claim),
        area=parcel.area if parcel else "",
        category=parcel.category if parcel else "",
        carrier=parcel.carrier if parcel else "",
        customer_class=customer.kind if customer else "cash",
    )


def _decided(work: Work, case: ClaimCase, amount_fen: int) -> Decision:
    lent = work.where(Delegation, "to_agent=?", work.agent.uid)
    givers = {one.from_agent: work.find(Agent, one.from_agent) for one in lent}
    people = {uid: giver for uid, giver in givers.items() if giver is not None}
    return may_approve(work.rules.approval, work.agent, case, amount_fen, lent, work.now, people)
