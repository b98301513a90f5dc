"""How far each claim of a list is, read for all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from workstation.domain.claim import Claim
from workstation.domain.claim_stage import ClaimStage, stage_of
from workstation.domain.evidence import EvidenceItem
from workstation.domain.offer import Offer
from workstation.domain.payment import Payment

if TYPE_CHECKING:
    from workstation.desk import Reader

H = TypeVar("H", EvidenceItem, Offer, Payment)


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """Where a claim stands: its stage, until when (ms UTC), its present version's payment, and
    whether the hub has taken its approval in."""

    stage: ClaimStage
    due_at: int | None = None
    payment: Payment | None = None
    accepted: bool = True


def claim_places(
    read: Reader,
    claims: Iterable[Claim],
    now: int,
    agreement: Callable[[Claim], bool] = lambda _claim: False,
    limits: Callable[[Iterable[Claim]], Mapping[str, int]] = lambda _claims: {},
) -> dict[str, ClaimPlace]:
    """Where each of some claims stands, by uid; a few reads for every 500 of them.

    `agreement` says whether a printed claim is paid only on a signed agreement, `limits` when
    their nearest limits end. What is due first counts: a thing that is asked for, an offer, or until
    when the claim is to be answered, decided and paid.
    """
    given = tuple(claims)
    live = [one.uid for one in given if one.status in ("draft", "submitted", "approved", "printed")]
    known = set(live)
    evidence = _by_claim(read.hanging(EvidenceItem, live))
    offers = _by_claim(read.hanging(Offer, live))
    payments = _by_claim(read.hanging(Payment, live))
    dues = read.ticket_dues([one.ticket for one in given if one.status == "draft"])
    owed = limits([one for one in given if one.uid in known])
    found = {}
    for claim in given:
        uid = claim.uid
        hanging = (evidence[uid], offers[uid], payments[uid])
        needed = claim.status == "printed" and agreement(claim)
        stage = stage_of(claim, *hanging, now, agreement=needed)
        mine = next((one for one in payments[uid] if one.version == claim.version), None)
        settled = claim.status in ("approved", "printed")
        ends = (stage.due_at, owed.get(uid))
        due = min((at for at in ends if at is not None), default=dues.get(claim.ticket))
        accepted = not settled or read.hub_accepted(uid)
        found[uid] = ClaimPlace(stage, due, mine, accepted)
    return found


def _by_claim(records: Iterable[H]) -> defaultdict[str, list[H]]:
    found: defaultdict[str, list[H]] = defaultdict(list)
    for one in records:
        found[one.claim].append(one)
    return found
