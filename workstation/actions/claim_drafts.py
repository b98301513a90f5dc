"""A claim as it is made from its ticket, and the amount that the rules propose for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from workstation.actions.deciding import parcel_of
from workstation.domain.claim import Claim
from workstation.domain.claim_amount import ClaimFacts, deductions_of, items_of, propose
from workstation.domain.conversation import Attachment
from workstation.domain.identity import new_uid
from workstation.domain.parcel import Parcel
from workstation.domain.people import Customer
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.store.work import Work

_KIND_OF: Final = {
    "safety.lost": "loss",
    "safety.shortage": "shortage",
    "safety.spoiled": "spoilage",
    "service.cod_amount": "cod",
}


def kind_for(ticket: Ticket) -> str:
    """The kind of claim that a ticket's sub-type leads to."""
    if ticket.subtype in _KIND_OF:
        return _KIND_OF[ticket.subtype]
    return "delay" if ticket.class_code == "timeliness" else "damage"


def drafted(work: Work, ticket: Ticket, kind: str) -> Claim:
    """A claim of a kind with what ticket and parcel tell, not kept yet."""
    parcel = parcel_of(work, ticket)
    value = (parcel.declared_fen if parcel else 0) or 0
    goods = (parcel.goods if parcel else "") or ticket.product
    item = {"name": goods, "quantity": 1, "value_fen": value, "loss_fen": value}
    claimant, phone = _claimant(ticket, parcel)
    evidence = work.where(Attachment, "ticket=?", ticket.uid)
    return Claim(
        uid=new_uid(),
        number=work.next_number("claim"),
        ticket=ticket.uid,
        created_at=work.now,
        kind=kind,
        waybill=ticket.waybill,
        party=ticket.party,
        claimant=claimant,
        claimant_phone=phone,
        goods=goods,
        items=(item,),
        value_fen=value,
        insured_fen=(parcel.insured_fen if parcel else 0) or 0,
        freight_fen=(parcel.freight_fen if parcel else 0) or 0,
        loss_fen=value,
        claimed_fen=value,
        description=ticket.subject,
        discovered_at=ticket.created_at,
        evidence=tuple(attachment.uid for attachment in evidence),
        created_by=work.agent.uid,
    )


def _claimant(ticket: Ticket, parcel: Parcel | None) -> tuple[str, str]:
    """Who claims and under which phone: the caller, else the parcel's party of that role."""
    if parcel is None:
        return ticket.customer_name, ticket.phone
    told = {
        "sender": (parcel.sender_name, parcel.sender_phone),
        "receiver": (parcel.receiver_name, parcel.receiver_phone),
        "merchant": (parcel.merchant, ""),
    }
    name, phone = told.get(ticket.party, ("", ""))
    return ticket.customer_name or name, ticket.phone or phone


def priced(work: Work, claim: Claim) -> Claim:
    """The claim with the amount that the compensation rules propose, and its basis."""
    ticket = work.get(Ticket, claim.ticket)
    parcel = parcel_of(work, ticket)
    customer = work.find(Customer, ticket.customer) if ticket.customer else None
    facts = ClaimFacts(
        kind=claim.kind,
        value_fen=claim.value_fen,
        insured_fen=claim.insured_fen,
        freight_fen=claim.freight_fen,
        loss_fen=claim.loss_fen,
        occurred_at=claim.discovered_at or claim.created_at,
        product=parcel.product if parcel else "",
        customer_class=customer.kind if customer else "cash",
        carrier=parcel.carrier if parcel else "",
        area=parcel.area if parcel else "domestic",
        category=parcel.category if parcel else "",
        partial=claim.partial,
        items=items_of(claim.items),
        salvage_fen=claim.salvage_fen,
        deductions=deductions_of(claim.deductions),
        earlier_fen=claim.earlier_fen,
    )
    try:
        proposal = propose(facts, work.rules.compensation)
    except Refusal as refusal:
        told: dict[str, object] = {"code": refusal.code, "facts": {}}
        return replace(claim, proposed_fen=0, basis=(told,), rule="")
    return replace(
        claim,
        proposed_fen=proposal.total_fen,
        basis=tuple(line.as_dict() for line in proposal.basis),
        rule=f"{proposal.rule_id}@{proposal.rule_version}",
    )
