"""What hangs on a claim, read in one go for the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workstation.domain.bundle import Bundle
from workstation.domain.claim import Claim
from workstation.domain.claim_stage import ClaimStage, stage_of
from workstation.domain.evidence import EvidenceItem
from workstation.domain.offer import Offer
from workstation.domain.pages import TicketDetail
from workstation.domain.payment import Payment
from workstation.domain.recovery import Recovery
from workstation.domain.refusal import Refusal
from workstation.domain.settlement_rules import Proof
from workstation.domain.similar import Comparison
from workstation.similar_claims import similar

if TYPE_CHECKING:
    from workstation.desk import Reader
    from workstation.limit_lines import LimitLine


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim, its ticket, the names of people, and its stage at `now` (milliseconds UTC).

    `accepted` is False while the hub has not taken its approval in; `files` are the numbers of
    the files that its payments are in, `agreement` the row by which it is paid only on a signed
    one. `bundle` is what is settled together with it, `limits` until when what is owed.
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
    bundle: Bundle | None = None
    limits: tuple[LimitLine, ...] = ()


def read_standing(
    read: Reader,
    uid: str,
    now: int,
    agreement: Callable[[Claim], Proof | None] = lambda _claim: None,
    limits: Callable[[Claim], tuple[LimitLine, ...]] = lambda _claim: (),
) -> Standing | None:
    """A claim with all that hangs on it; None when there is none.

    `agreement` tells the row by which it is paid only on a signed agreement, `limits` its limits.
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
        *(read.bundle_of(claim), _told(limits, claim)),
    )


def _told(limits: Callable[[Claim], tuple[LimitLine, ...]], claim: Claim) -> tuple[LimitLine, ...]:
    """A claim's limits; none where the calendar that they go by is not there."""
    try:
        return limits(claim)
    except Refusal:
        return ()
