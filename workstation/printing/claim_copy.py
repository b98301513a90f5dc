"""The claim form of a claim: which record's field stands where on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workstation.domain.claim import Claim
from workstation.domain.claim_amount import basis_line_from
from workstation.domain.parcel import Parcel
from workstation.printing.claim_form import ClaimForm, FormEvidence, FormItem, FormParty
from workstation.printing.form_facts import FormStep

#: Statuses in which the amount stands.
_APPROVED = frozenset({"approved", "printed", "paid"})


def claim_form_of(
    claim: Claim,
    *,
    organisation: str,
    zone: str,
    parcel: Parcel | None = None,
    names: Mapping[str, str] | None = None,
    evidence: Sequence[FormEvidence] = (),
    reprint: int = 0,
    printed_by: str = "",
    printed_at: int | None = None,
    substitute_missing: bool = False,
) -> ClaimForm:
    """Return the form of ``claim``.

    ``names`` gives the names of agents by uid, ``evidence`` the checklist. What the claim's
    record has no field for is taken from its ``extra``: ``applicant_address``, ``packing``,
    ``signing``, ``payment_method``, ``payee_city``, ``remarks``.
    """
    told = claim.extra.get
    return ClaimForm(
        number=claim.number,
        waybill=claim.waybill,
        created_at=claim.created_at,
        organisation=organisation,
        applicant=FormParty(
            claim.party,
            claim.claimant,
            claim.claimant_phone,
            claim.claimant_id_no,
            told("applicant_address") or _address(claim.party, parcel),
        ),
        kind=claim.kind,
        zone=zone,
        serial=claim.serial or None,
        reprint=reprint,
        approved=claim.status in _APPROVED,
        sender=_party("sender", parcel),
        receiver=_party("receiver", parcel),
        carrier=parcel.carrier if parcel else "",
        product=parcel.product if parcel else "",
        goods=claim.goods,
        posted_at=parcel.posted_at if parcel else None,
        weight_g=parcel.weight_g if parcel else None,
        freight_fen=claim.freight_fen,
        value_fen=claim.value_fen,
        insured_fen=claim.insured_fen,
        cod_fen=parcel.cod_fen if parcel else None,
        payment_method=told("payment_method", ""),
        discovered_at=claim.discovered_at,
        packing=told("packing", ""),
        signing=told("signing", ""),
        description=claim.description,
        items=tuple(_item(item) for item in claim.items),
        loss_fen=claim.loss_fen,
        claimed_fen=claim.claimed_fen,
        proposed_fen=claim.proposed_fen if claim.rule else None,
        approved_fen=claim.approved_fen,
        basis=tuple(basis_line_from(line) for line in claim.basis),
        override_reason=claim.override_reason,
        rule=claim.rule,
        evidence=tuple(evidence),
        payee=claim.payee,
        payee_account=claim.payee_account,
        payee_bank=claim.payee_bank,
        payee_city=told("payee_city", ""),
        office=_steps(claim, names or {}),
        printed_by=printed_by,
        printed_at=printed_at,
        remarks=told("remarks", ""),
        substitute_missing=substitute_missing,
    )


def _party(role: str, parcel: Parcel | None) -> FormParty | None:
    if parcel is None:
        return None
    if role == "sender":
        name, phone = parcel.sender_name, parcel.sender_phone
    else:
        name, phone = parcel.receiver_name, parcel.receiver_phone
    return FormParty(role, name, phone, "", _address(role, parcel))


def _address(role: str, parcel: Parcel | None) -> str:
    if parcel is None:
        return ""
    return {"sender": parcel.sender_address, "receiver": parcel.receiver_address}.get(role, "")


def _item(stored: Mapping[str, object]) -> FormItem:
    return FormItem(
        name=str(stored.get("name", "")),
        quantity=_whole(stored.get("quantity"), 1),
        value_fen=_whole(stored.get("value_fen"), 0),
        loss_fen=_whole(stored.get("loss_fen"), 0),
        model=str(stored.get("model", "")),
        part=str(stored.get("part", "")),
        proof=str(stored.get("proof", "")),
        unit=str(stored.get("unit", "件")),
    )


def _whole(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise


def _steps(claim: Claim, names: Mapping[str, str]) -> tuple[FormStep, ...]:
    """Return the office steps that the record knows of."""
    steps = []
    if claim.submitted_at is not None:
        steps.append(_step("accepted", claim.submitted_by, claim.submitted_at, names))
    if claim.approved_at is not None:
        steps.append(_step("approved", claim.approved_by, claim.approved_at, names))
    return tuple(steps)


def _step(code: str, agent: str, at: int, names: Mapping[str, str]) -> FormStep:
    return FormStep(code, names.get(agent, ""), at)
