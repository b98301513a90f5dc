"""Claims for somebody else, and agreements that are signed before anything is paid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from workstation.actions.claim_records import check_may_or_owns
from workstation.actions.deciding import parcel_of
from workstation.domain.agreement import SIGNED_AT, SIGNED_VERSION, is_signed
from workstation.domain.claim import Claim
from workstation.domain.conversation import Attachment
from workstation.domain.evidence import EvidenceItem
from workstation.domain.parcel import Parcel
from workstation.domain.people import Customer
from workstation.domain.refusal import Refusal
from workstation.domain.settlement_rules import (
    Proof,
    agreement_for,
    authorisation_for,
    likeness,
)
from workstation.domain.ticket import Ticket
from workstation.store.work import Work

_PROVEN = ("accepted", "waived")


def settlement_facts(work: Work, claim: Claim) -> dict[str, object]:
    """What the settlement rules look at; see `settlement_rules.FACTS`."""
    ticket = work.find(Ticket, claim.ticket)
    parcel = parcel_of(work, ticket) if ticket else None
    customer = work.find(Customer, ticket.customer) if ticket and ticket.customer else None
    name = _named(claim, parcel)
    sender = parcel.sender_name if parcel else ""
    amount = claim.approved_fen
    return {
        "kind": claim.kind,
        "partial": claim.partial,
        "party": claim.party,
        "claimant": likeness(claim.claimant, name),
        "party_sends": claim.party == "sender" or likeness(name, sender) != "other",
        "insured": claim.insured_fen > 0,
        "area": parcel.area if parcel else "",
        "customer_class": customer.kind if customer else "cash",
        "claimed_fen": claim.claimed_fen,
        "approved_fen": amount,
        "differs": amount is not None and amount != claim.proposed_fen,
        "bundled": bool(claim.bundle),
    }


def needed_authorisation(work: Work, claim: Claim) -> Proof | None:
    """By what row of the settlement rules the claim needs an authorisation; None for none."""
    return authorisation_for(work.rules.settlement, settlement_facts(work, claim))


def needed_agreement(work: Work, claim: Claim) -> Proof | None:
    """By what row the claim is paid only on a signed agreement; None for none."""
    return agreement_for(work.rules.settlement, settlement_facts(work, claim))


def check_authorised(work: Work, claim: Claim) -> None:
    """Raise `Refusal("claim_authorisation")` where an authorisation is needed and not there.

    Its facts tell why in both languages, and whether the right itself (`field`) or its proof is
    missing.
    """
    row = needed_authorisation(work, claim)
    if row is None:
        return
    facts = {"number": claim.number, "rule": row.code, "why_zh": row.why_zh, "why_en": row.why_en}
    if not claim.authorisation.strip():
        raise Refusal("claim_authorisation", **facts, field="authorisation")
    found = [one for one in work.where(EvidenceItem, "claim=?", claim.uid)]
    proven = any(one.code == row.evidence and one.state in _PROVEN for one in found)
    if row.evidence and not proven:
        raise Refusal("claim_authorisation_unproven", **facts, evidence=row.evidence)


def check_signed(work: Work, claim: Claim) -> None:
    """Raise `Refusal("agreement_unsigned")` where a signed agreement is needed and not there."""
    if is_signed(claim):
        return
    row = needed_agreement(work, claim)
    if row is not None:
        facts = {"rule": row.code, "why_zh": row.why_zh, "why_en": row.why_en}
        raise Refusal("agreement_unsigned", number=claim.number, **facts)


@dataclass(frozen=True, slots=True)
class NoteSigned:
    """Note that the agreement on a claim came back signed, when, and as which files.

    It holds for this version of the claim: one that needs approval again is signed again.
    """

    claim: str
    signed_at: int | None = None
    attachments: tuple[str, ...] = ()

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, claim_status (nothing is approved), agreement_signed."""
        claim = work.get(Claim, self.claim)
        check_may_or_owns(work, "claim_evidence", claim)
        if claim.status not in ("approved", "printed"):
            facts: dict[str, Any] = {"before": claim.status, "after": "signed"}
            raise Refusal("claim_status", **facts, number=claim.number)
        if is_signed(claim):
            raise Refusal("agreement_signed", number=claim.number)
        for uid in self.attachments:
            work.get(Attachment, uid)
        at = work.now if self.signed_at is None else min(self.signed_at, work.now)
        told = {SIGNED_AT: str(at), SIGNED_VERSION: str(claim.version)}
        files = tuple(dict.fromkeys((*claim.evidence, *self.attachments)))
        work.keep(claim, replace(claim, extra={**claim.extra, **told}, evidence=files))
        event = {"event": "signed", "claim": claim.uid, "number": claim.number}
        work.say(claim.ticket, "claim", data={**event, "version": str(claim.version)})


def _named(claim: Claim, parcel: Parcel | None) -> str:
    """The name of the claim's party on the parcel; "" where it is not known."""
    if parcel is None:
        return ""
    names = {
        "sender": parcel.sender_name,
        "receiver": parcel.receiver_name,
        "merchant": parcel.merchant,
    }
    return names.get(claim.party, "")
