"""What the records of a claim say under the names of facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from workstation.domain.claim import Claim
from workstation.domain.claim_amount import deductions_of
from workstation.domain.claim_extra import moment_in
from workstation.domain.evidence import EvidenceItem
from workstation.domain.house import House
from workstation.printing.form_facts import FormStep

Values = dict[str, str | int | None]
#: How long after the agreement is paid at the latest: seven calendar days.
_PAY_MS: Final = 7 * 86_400_000


def evidence_rows(
    wanted: Sequence[EvidenceItem], listed: Iterable[Mapping[str, Any]]
) -> tuple[Mapping[str, Any], ...]:
    """What the claim needs, ticked where it came, then what was handed in besides."""
    titles = {one.title for one in wanted}
    rows = [
        {
            "title": one.title,
            "present": one.state in ("received", "accepted"),
            "note": one.reason if one.state in ("refused", "waived", "lapsed") else "",
        }
        for one in wanted
    ]
    rows += [dict(row) for row in listed if row["title"] not in titles]
    return tuple({**row, "number": number} for number, row in enumerate(rows, 1))


def paid_until(claim: Claim, pay_by: int | None) -> Values:
    """Until when is paid; what the claim's `extra` says of the settlement goes before."""
    begun = claim.agreed_at if claim.agreed_at is not None else claim.approved_at
    until = pay_by if pay_by is not None else begun and begun + _PAY_MS
    told = moment_in(claim.extra, "settlement_pay_by")
    return {"settlement.pay_by": told if told is not None else until, "payment.due_at": until}


def house_values(house: House) -> Values:
    """What the house is called and where it is."""
    return {
        "house.name": house.name,
        "house.id_no": house.id_no,
        "house.address": house.address,
        "house.phone": house.phone,
        "house.seal": house.seal,
    }


def further_values(claim: Claim, amount_fen: int | None) -> Values:
    """What the claim's record says beyond its form."""
    told = claim.extra.get
    texts = {
        f"{group}.{name}": told(f"{group}_{name}", "")
        for group, names in _TOLD.items()
        for name in names
    }
    salvage = claim.salvage_fen or None
    return {
        **texts,
        "claim.version": claim.version,
        "claim.salvage": salvage,
        "claim.deducted": sum(one.amount_fen for one in deductions_of(claim.deductions)) or None,
        "claim.earlier": claim.earlier_fen or None,
        "claim.responsible_unit": claim.responsible_unit,
        "claim.authorisation": claim.authorisation,
        "claim.agreed_at": claim.agreed_at,
        "payee.bank_no": told("payee_bank_no", ""),
        "assessment.ratio": told("assessment_ratio", "") or claim.partial,
        "assessment.at": moment_in(claim.extra, "assessment_at"),
        "assessment.repair": moment_in(claim.extra, "assessment_repair_fen"),
        "assessment.salvage": salvage,
        "assessment.amount": claim.loss_fen or None,
        "assessment.packing": told("assessment_packing", "") or told("packing", ""),
        "settlement.amount": amount_fen,
        "payment.cost_centre": told("cost_centre", ""),
        "payment.purpose": told("payment_purpose", ""),
    }


#: Facts that only the claim's `extra` tells, by their group.
_TOLD: Mapping[str, tuple[str, ...]] = {
    "assessment": ("place", "inspector", "present", "cause", "liability", "note"),
    "settlement": ("salvage_owner", "place", "extra"),
}


def payment_values(
    payment: object | None, amount_fen: int | None, names: Mapping[str, str]
) -> Values:
    """What is paid, to whom and at whose request; `amount_fen` where no payment is in hand."""
    if payment is None:
        return {"payment.amount": amount_fen}
    by = str(read_field(payment, "requested_by") or "")
    found: dict[str, str | int | None] = {
        "payment.amount": read_field(payment, "amount_fen"),
        "payment.requested_at": read_field(payment, "requested_at"),
        "payment.requested_by": names.get(by, ""),
        "payment.reference": read_field(payment, "reference"),
    }
    payee = {
        f"payee.{name}": value
        for name, key in (
            ("name", "payee"),
            ("account", "account"),
            ("bank", "bank"),
            ("bank_no", "bank_no"),
        )
        if (value := read_field(payment, key))
    }
    return found | payee


def handled(payment: object | None, names: Mapping[str, str]) -> Iterable[FormStep]:
    """Who asked for the payment, as a step of the office."""
    at = read_field(payment, "requested_at")
    if at is not None:
        yield FormStep("handled", names.get(str(read_field(payment, "requested_by") or ""), ""), at)


def read_field(record: object, name: str) -> Any:
    """A field of a record, None where its layout has none."""
    return getattr(record, name, None)
