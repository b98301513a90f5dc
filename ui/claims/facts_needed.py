"""Which sections of a claim's facts its kind and its standing need, and which hold something."""

from __future__ import annotations

from typing import Final

from workstation.domain.claim import Claim
from workstation.domain.claim_extra import EXTRA

#: This one is always open.
PAYEE_SECTION: Final = "payee"
#: The facts of each section, in their order.
SECTIONS: Final[dict[str, tuple[str, ...]]] = {
    "payee": ("payee", "payee_account", "payee_bank", "payee_city", "payee_bank_no"),
    "right": ("authorisation",),
    "less": ("salvage_fen", "earlier_fen", "deductions"),
    "parcel": ("packing", "signing"),
    "assessment": (
        *("assessment_at", "assessment_place", "assessment_inspector", "assessment_ratio"),
        *("assessment_repair_fen", "assessment_packing", "assessment_present"),
        *("assessment_cause", "assessment_liability", "assessment_note"),
    ),
    "settlement": (
        *("settlement_pay_by", "agreed_at", "settlement_place", "settlement_salvage_owner"),
        "settlement_extra",
    ),
    "payment": (
        *("cost_centre", "payment_purpose", "responsible_unit", "payment_method"),
        "remarks",
    ),
}
#: Kinds of claims of which the goods are looked at.
_LOOKED_AT: Final = ("damage", "shortage", "spoilage")


def held(claim: Claim) -> dict[str, bool]:
    """Which sections hold something."""
    return {name: any(_told(claim, fact) for fact in facts) for name, facts in SECTIONS.items()}


def needed(claim: Claim) -> dict[str, bool]:
    """Which sections are open before a person opens others."""
    told = held(claim)
    apart = bool(claim.payee) and claim.payee != claim.claimant
    assessed = claim.kind in _LOOKED_AT and claim.status == "submitted"
    return {
        **told,
        "right": told["right"] or apart,
        "assessment": told["assessment"] or assessed,
    }


def _told(claim: Claim, fact: str) -> bool:
    if fact in EXTRA:
        return bool(claim.extra.get(fact))
    return bool(getattr(claim, fact))
