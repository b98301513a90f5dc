"""Offers to a claimant, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from workstation.actions.claim_records import check_may_or_owns
from workstation.actions.claim_tiers import limit_here
from workstation.actions.tickets import move
from workstation.domain.claim import LIVE_CLAIMS, Claim
from workstation.domain.identity import new_uid
from workstation.domain.offer import OFFER_ANSWERS, OFFER_KINDS, Offer
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import CHANNELS, PARTIES, check_choice
from workstation.store.work import Work


@dataclass(frozen=True, slots=True)
class MakeOffer:
    """Offer a sum in fen (0 only for a replacement or a repair), by a channel, until a moment."""

    claim: str
    amount_fen: int
    channel: str = "phone"
    kind: str = "compensation"
    party: str = ""
    valid_until: int | None = None
    note: str = ""
    entry: str = ""

    def perform(self, work: Work) -> str:
        """Give the offer's uid. Codes: not_found, not_allowed, value_unknown, claim_status,
        claim_amount.
        """
        claim = work.get(Claim, self.claim)
        check_may_or_owns(work, "claim_offer", claim)
        check_choice("kind", self.kind, OFFER_KINDS)
        check_choice("channel", self.channel, CHANNELS)
        party = self.party or claim.party
        check_choice("party", party, PARTIES)
        if claim.status not in LIVE_CLAIMS:
            told: dict[str, Any] = {
                "before": claim.status,
                "after": "offered",
                "number": claim.number,
            }
            raise Refusal("claim_status", **told)
        if self.amount_fen < 0 or not (self.amount_fen or self.kind in ("replacement", "repair")):
            raise Refusal("claim_amount", amount_fen=self.amount_fen)
        made = Offer(
            new_uid(),
            claim.uid,
            claim.ticket,
            work.now,
            self.amount_fen,
            made_by=work.agent.uid,
            made_by_name=work.agent.name,
            party=party,
            channel=self.channel,
            entry=self.entry,
            kind=self.kind,
            valid_until=self.valid_until,
            note=self.note.strip(),
        )
        work.add(made)
        return made.uid


@dataclass(frozen=True, slots=True)
class AnswerOffer:
    """Note what was answered to an offer, once.

    What was refused, and what is more than whoever notes it may approve, goes to the claims
    group with the ticket.
    """

    offer: str
    answer: str
    counter_fen: int | None = None
    note: str = ""

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, value_unknown, offer_answered, claim_amount."""
        offer = work.get(Offer, self.offer)
        claim = work.get(Claim, offer.claim)
        ticket = check_may_or_owns(work, "claim_offer", claim)
        check_choice("answer", self.answer, OFFER_ANSWERS[1:])
        if offer.answer:
            raise Refusal("offer_answered", answer=offer.answer, at=offer.answered_at)
        countered = self.answer == "countered"
        if countered != (self.counter_fen is not None) or (self.counter_fen or 0) < 0:
            raise Refusal("claim_amount", amount_fen=self.counter_fen or 0)
        told: dict[str, Any] = {
            "answer": self.answer,
            "counter_fen": self.counter_fen,
            "answered_at": work.now,
        }
        signed: dict[str, Any] = {"answered_by": work.agent.uid, "note_answer": self.note.strip()}
        work.keep(offer, replace(offer, **told, **signed))
        if self.answer == "accepted":
            work.keep(claim, replace(claim, agreed_at=work.now))
        asked = (self.counter_fen or 0) if countered else offer.amount_fen
        most = limit_here(work, claim, asked)
        hands_on = self.answer == "refused" or (self.answer != "lapsed" and asked > most)
        if hands_on and ticket.group_code != "claims":
            move(work, ticket, "claims", self.note.strip() or claim.number)
