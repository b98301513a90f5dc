"""What hangs on a claim, read in one go for the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workstation.domain.claim import Claim
from workstation.domain.claim_stage import ClaimStage, stage_of
from workstation.domain.evidence import EvidenceItem
from workstation.domain.offer import Offer
from workstation.domain.pages import TicketDetail
from workstation.domain.payment import Payment
from workstation.domain.recovery import Recovery
from workstation.domain.settlement_rules import Proof
from workstation.domain.similar import Comparison
from workstation.similar_claims import similar

if TYPE_CHECKING:
    from workstation.desk import Reader


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim, its ticket, the names of people, and its stage at `now` (milliseconds UTC).

    `accepted` is False while the hub has not taken its approval in; `files` are the numbers of
    the files that its payments are in, `agreement` the row by which it is paid only on a signed
    one.
    """

    claim: Claim
    detail: TicketDetail | None
    people: dict[str, str]
    stage: ClaimStage
    now: int
    evidence: tuple[EvidenceItem, ...] = ()
    offers: tuple[Offer, ...] = ()
    similar: Comparison | None = None
    payments: tuple[Payment, ...] = ()
    recoveries: tuple[Recovery, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    accepted: bool = True
    agreement: Proof | None = None


def read_standing(
    read: Reader,
    uid: str,
    now: int,
    agreement: Callable[[Claim], Proof | None] = lambda _claim: None,
) -> Standing | None:
    """A claim with all that hangs on it; None when there is none.

    `agreement` tells the row by which it is paid only on a signed agreement.
    """
    claim = read.claim(uid)
    if claim is None:
        return None
    evidence, offers = read.evidence_of(uid), read.offers_of(uid)
    payments = read.payments_of(uid)
    proof = agreement(claim)
    needed = proof is not None
    stage = stage_of(claim, evidence, offers, payments, now, agreement=needed)
    people = {agent.uid: agent.name for agent in read.agents()}
    alike = similar(read, uid, now)
    files = {one.uid: one.number for name in payments if (one := read.payment_file(name.file))}
    return Standing(
        *(claim, read.detail(claim.ticket), people, stage, now, evidence, offers, alike),
        *(payments, read.recoveries_of(uid), files, read.hub_accepted(uid), proof),
    )
