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
from workstation.domain.people import Customer
from workstation.domain.refusal import Refusal
from workstation.domain.settlement_rules import (
    PARCEL,
    Proof,
    agreement_for,
    authorisation_for,
    check_proven,
    facts_of,
    unsigned,
)
from workstation.domain.ticket import Ticket
from workstation.store.work import Work


def settlement_facts(work: Work, claim: Claim) -> dict[str, object]:
    """What the settlement rules look at; see `settlement_rules.FACTS`."""
    ticket = work.find(Ticket, claim.ticket)
    parcel = parcel_of(work, ticket) if ticket else None
    customer = work.find(Customer, ticket.customer) if ticket and ticket.customer else None
    told = {name: getattr(parcel, name) for name in PARCEL} if parcel else None
    return facts_of(claim, told, customer.kind if customer else "cash")


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
    found = work.where(EvidenceItem, "claim=?", claim.uid)
    check_proven(row, claim, ((one.code, one.state) for one in found))


def check_signed(work: Work, claim: Claim) -> None:
    """Raise `Refusal("agreement_unsigned")` where a signed agreement is needed and not there."""
    if is_signed(claim):
        return
    row = needed_agreement(work, claim)
    if row is not None:
        raise unsigned(row, claim)


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
