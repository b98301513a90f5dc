"""What must hold before a claim goes on: one per parcel, paid once, items that add up, printable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from workstation.domain.claim import LIVE_CLAIMS, PAID_BEFORE, Claim
from workstation.domain.claim_extra import printed
from workstation.domain.refusal import Refusal
from workstation.store.work import Work
from workstation.text.printable import check_printable

#: Texts of the claim that its form shows, in the order of the page.
_PRINTED: Final = (
    *("claimant", "claimant_phone", "claimant_id_no", "goods", "description"),
    *("payee", "payee_account", "payee_bank", "authorisation", "responsible_unit"),
)
_ITEM_TEXTS: Final = ("name", "model", "unit", "part", "proof")


def check_single(work: Work, claim: Claim) -> None:
    """Raise `Refusal("claim_exists")` when another claim about ticket or parcel is live."""
    for other in _others(work, claim):
        if other.status in LIVE_CLAIMS:
            raise Refusal("claim_exists", number=other.number, claim=other.uid)


def check_unpaid(work: Work, claim: Claim) -> None:
    """Raise `Refusal("claim_paid_before")` when ticket or parcel was compensated already.

    A claim that a leader made all the same, with a reason, may go on.
    """
    if claim.extra.get(PAID_BEFORE):
        return
    for other in _others(work, claim):
        if other.status == "paid":
            facts = {"number": other.number, "claim": other.uid, "reference": other.payment_ref}
            raise Refusal("claim_paid_before", **facts)


def _others(work: Work, claim: Claim) -> Iterator[Claim]:
    found = {other.uid: other for other in work.where(Claim, "ticket=?", claim.ticket)}
    if claim.waybill:
        found |= {other.uid: other for other in work.where(Claim, "waybill=?", claim.waybill)}
    return (other for other in found.values() if other.uid != claim.uid)


def loss_of(items: tuple[dict[str, object], ...]) -> int:
    """The loss of all items, in fen."""
    return sum(_whole(item.get("loss_fen")) for item in items)


def value_of(items: tuple[dict[str, object], ...]) -> int:
    """The value of all items (quantity times the price of one piece), in fen."""
    return sum(_whole(item.get("quantity")) * _whole(item.get("value_fen")) for item in items)


def agreeing(claim: Claim, fields: dict[str, Any]) -> Claim:
    """The claim with corrected fields, items and sums made to agree where only one was told.

    New items bring value and loss along; a new loss is the loss of the only item. When both
    were told they stand as they are, and submitting looks whether they agree.
    """
    changed = replace(claim, **fields)
    if "items" in fields:
        return _summed(changed, fields) if changed.items else changed
    if "loss_fen" in fields and len(changed.items) == 1:
        return replace(changed, items=({**changed.items[0], "loss_fen": changed.loss_fen},))
    return changed


def _summed(claim: Claim, told: dict[str, Any]) -> Claim:
    value = claim.value_fen if "value_fen" in told else value_of(claim.items)
    loss = claim.loss_fen if "loss_fen" in told else loss_of(claim.items)
    return replace(claim, value_fen=value, loss_fen=loss)


def check_items(claim: Claim) -> None:
    """Raise `Refusal("claim_items_disagree")` unless the items' losses add up to the claim's."""
    loss = loss_of(claim.items)
    if claim.items and loss != claim.loss_fen:
        facts = {"items_fen": loss, "loss_fen": claim.loss_fen}
        raise Refusal("claim_items_disagree", number=claim.number, **facts)


def check_texts(claim: Claim) -> None:
    """Raise `Refusal("claim_unprintable")` for a text that the form's faces cannot show."""
    for name in _PRINTED:
        check_printable(name, str(getattr(claim, name)))
    for item in claim.items:
        for name in _ITEM_TEXTS:
            check_printable("items", str(item.get(name, "")))
    for one in claim.deductions:
        check_printable("deductions", str(one.get("what", "")))
    for name, text in printed(claim.extra):
        check_printable(name, text)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
