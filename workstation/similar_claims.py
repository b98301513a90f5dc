"""What settled claims like one came to, so that like cases get like offers."""

from __future__ import annotations

from workstation.domain.claim import Claim
from workstation.domain.parcel import Parcel
from workstation.domain.similar import BACK_DAYS, Comparison, Likeness, compare
from workstation.store.reading import Reader
from workstation.store.reading_settled import MOST, settled_claims

_DAY_MS = 86_400_000


def similar(read: Reader, uid: str, now: int) -> Comparison | None:
    """Compare a claim with those settled in the 24 months before `now` (ms UTC); None for none.

    Bounded: the latest 2,000 claims of its kind are looked at.
    """
    claim = read.claim(uid)
    if claim is None:
        return None
    ticket = read.ticket(claim.ticket)
    return similar_to(read, claim, read.parcel_about(ticket) if ticket else None, now)


def similar_to(read: Reader, claim: Claim, parcel: Parcel | None, now: int) -> Comparison:
    """The same for a claim at hand and its parcel."""
    cases = settled_claims(read.connection, claim.kind, now - BACK_DAYS * _DAY_MS, claim.uid)
    return compare(likeness(claim, parcel), cases, bounded=len(cases) == MOST)


def likeness(claim: Claim, parcel: Parcel | None) -> Likeness:
    """What a claim is compared by."""
    return Likeness(
        kind=claim.kind,
        insured=claim.insured_fen > 0,
        value_fen=claim.value_fen,
        carrier=parcel.carrier if parcel else "",
        product=parcel.product if parcel else "",
        category=parcel.category if parcel else "",
    )
