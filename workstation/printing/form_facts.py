"""Everything that forms may show of a claim, gathered from its records under the names of facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from workstation.domain.claim import Claim
from workstation.domain.claim_amount import BasisLine
from workstation.printing.claim_form import ClaimForm, FormItem, FormParty, FormStep
from workstation.printing.pictures import Jpeg

#: The copies of a form: the customer's is masked, the house's own is full.
COPIES = ("file", "customer")


@dataclass(frozen=True, slots=True)
class FormPicture:
    """A picture on an evidence sheet; without an `image` the `note` says why it is not there."""

    image: Jpeg | None
    caption: str = ""
    taken_at: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """Who pays: the organisation as contracts name it."""

    name: str = ""
    id_no: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What a form shows. `values` and the rows of `lists` go by the names of `form_names`.

    `number` is the claim's, `serial` None until the form has its own; `reprint` is 0 for the first
    copy and counts what is printed as 补打 n, `copy_number` is the place in the register from 1
    (0: one more than `reprint`); `approved` says that the hub has accepted what the form states;
    `void` is the reason why it is void ("" where it is not). `amount_fen` and `payee` are what the
    register's check covers.
    """

    number: str
    serial: str | None
    organisation: str
    zone: str
    made_at: int
    approved: bool = False
    reprint: int = 0
    copy_number: int = 0
    void: str = ""
    printed_by: str = ""
    printed_at: int | None = None
    rule: str = ""
    amount_fen: int | None = None
    payee: str = ""
    values: Mapping[str, str | int | None] = field(default_factory=dict)
    lists: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    totals: Mapping[str, int] = field(default_factory=dict)
    basis: tuple[BasisLine, ...] = ()
    steps: tuple[FormStep, ...] = ()
    pictures: tuple[FormPicture, ...] = ()
    substitute_missing: bool = False

    def with_values(self, **told: str | int | None) -> FormFacts:
        """The facts with others beside them; `claim__number` is "claim.number"."""
        more = {name.replace("__", "."): value for name, value in told.items()}
        return replace(self, values={**self.values, **more})


def facts_of(form: ClaimForm) -> FormFacts:
    """What a claim form says, by the names of facts."""
    items_loss = sum(item.loss_fen for item in form.items)
    stated = form.loss_fen if form.items and form.loss_fen not in (0, items_loss) else None
    approved = form.approved_fen if form.approved else None
    values: dict[str, str | int | None] = {
        "form.number": form.serial,
        "form.at": form.printed_at,
        "form.by": form.printed_by,
        "form.remarks": form.remarks,
        "claim.number": form.number,
        "claim.created_at": form.created_at,
        "claim.kind": form.kind,
        "claim.occurred_at": form.occurred_at,
        "claim.discovered_at": form.discovered_at,
        "claim.packing": form.packing,
        "claim.signing": form.signing,
        "claim.description": form.description,
        "claim.goods": form.goods,
        "claim.value": form.value_fen,
        "claim.insured": form.insured_fen,
        "claim.insurance_fee": form.insurance_fee_fen,
        "claim.freight": form.freight_fen,
        "claim.loss": form.loss_fen or items_loss or None,
        "claim.loss_stated": stated,
        "claim.claimed": form.claimed_fen or None,
        "claim.proposed": form.proposed_fen,
        "claim.proposed_open": None if form.proposed_fen == approved else form.proposed_fen,
        "claim.approved": approved,
        "claim.override_reason": form.override_reason,
        "claim.rule": form.rule,
        "claim.payment_method": form.payment_method,
        "parcel.waybill": form.waybill,
        "parcel.carrier": form.carrier,
        "parcel.product": form.product,
        "parcel.posted_at": form.posted_at,
        "parcel.weight": form.weight_g,
        "parcel.cod": form.cod_fen,
        "payee.name": form.payee,
        "payee.account": form.payee_account,
        "payee.bank": form.payee_bank,
        "payee.city": form.payee_city,
        "house.name": form.organisation,
        "applicant.role": form.applicant.role,
    }
    for role, party in (
        ("applicant", form.applicant),
        ("sender", form.sender),
        ("receiver", form.receiver),
    ):
        values |= _party(role, party)
    return FormFacts(
        number=form.number,
        serial=form.serial,
        organisation=form.organisation,
        zone=form.zone,
        made_at=form.created_at,
        approved=form.approved,
        reprint=form.reprint,
        printed_by=form.printed_by,
        printed_at=form.printed_at,
        rule=form.rule,
        amount_fen=approved,
        payee=form.payee,
        values=values,
        lists={
            "items": tuple(_item(number, one) for number, one in enumerate(form.items, 1)),
            "evidence": tuple(
                {"number": number, "title": one.title, "present": one.present, "note": one.note}
                for number, one in enumerate(form.evidence, 1)
            ),
        },
        totals={"items.loss": items_loss if form.items else form.loss_fen},
        basis=form.basis,
        steps=form.office,
        substitute_missing=form.substitute_missing,
    )


def gather(
    form: ClaimForm,
    claim: Claim,
    *,
    house: House | None = None,
    ticket_number: str = "",
    offers: Iterable[object] = (),
    approvals: Iterable[object] = (),
    payment: object | None = None,
    pictures: Iterable[FormPicture] = (),
    names: Mapping[str, str] | None = None,
    void: str = "",
) -> FormFacts:
    """What any form of a claim says.

    `form` is the claim's form (`claim_copy.claim_form_of`). `offers` and `approvals` are the
    claim's records in the order of time, `payment` the one in hand; `names` are those of agents by
    uid. What no record says is taken from the claim's `extra` under the fact's name with "_" for
    the dot, such as ``assessment_place``.
    """
    base = facts_of(form)
    shown = tuple(pictures)
    told = [(number, one) for number, one in enumerate(offers, 1)]
    decided = [(number, one) for number, one in enumerate(approvals, 1)]
    values = {
        **base.values,
        **_house(house or House(form.organisation)),
        **_further(claim, base.amount_fen),
        **_payment(payment, base.amount_fen, names or {}),
        "ticket.number": ticket_number,
        "pictures.count": len(shown) or None,
    }
    lists = {
        **base.lists,
        "offers": tuple(
            {
                "number": number,
                "at": _read(one, "at"),
                "party": _read(one, "party"),
                "kind": _read(one, "kind"),
                "amount": _read(one, "amount_fen"),
                "answer": _read(one, "answer"),
                "note": _read(one, "note"),
            }
            for number, one in told
        ),
        "approvals": tuple(
            {
                "number": number,
                "at": _read(one, "at"),
                "person": _read(one, "agent_name"),
                "decision": _read(one, "decision"),
                "amount": _read(one, "amount_fen"),
                "reason": _read(one, "reason"),
            }
            for number, one in decided
        ),
    }
    steps = (*base.steps, *_handled(payment, names or {}))
    return replace(base, values=values, lists=lists, steps=steps, pictures=shown, void=void)


def _party(role: str, party: FormParty | None) -> dict[str, str | int | None]:
    told = party or FormParty(role, "")
    return {
        f"{role}.name": told.name,
        f"{role}.phone": told.phone,
        f"{role}.id_no": told.id_no,
        f"{role}.address": told.address,
    }


def _item(number: int, item: FormItem) -> dict[str, Any]:
    return {
        "number": number,
        "name": item.name,
        "model": item.model,
        "quantity": item.quantity,
        "unit": item.unit,
        "value": item.value_fen,
        "loss": item.loss_fen,
        "assessed": item.loss_fen,
    }


def _house(house: House) -> dict[str, str | int | None]:
    return {
        "house.name": house.name,
        "house.id_no": house.id_no,
        "house.address": house.address,
        "house.phone": house.phone,
    }


def _further(claim: Claim, amount_fen: int | None) -> dict[str, str | int | None]:
    """What the claim's record says beyond its form; fields of later layouts where they are there."""
    told = claim.extra.get
    texts = {
        f"{group}.{name}": told(f"{group}_{name}", "")
        for group, names in _TOLD.items()
        for name in names
    }
    salvage = _sum(claim, "salvage_fen")
    return {
        **texts,
        "claim.version": _read(claim, "version"),
        "claim.salvage": salvage,
        "claim.deducted": _deducted(claim),
        "claim.earlier": _sum(claim, "earlier_fen"),
        "claim.responsible_unit": _read(claim, "responsible_unit") or told("responsible_unit", ""),
        "claim.authorisation": _text(_read(claim, "authorisation")),
        "claim.agreed_at": _read(claim, "agreed_at"),
        "payee.bank_no": told("payee_bank_no", ""),
        "assessment.at": _moment(told("assessment_at", "")),
        "assessment.repair": _moment(told("assessment_repair_fen", "")),
        "assessment.salvage": salvage,
        "assessment.amount": claim.loss_fen or None,
        "assessment.packing": told("assessment_packing", "") or told("packing", ""),
        "settlement.amount": amount_fen,
        "settlement.pay_by": _moment(told("settlement_pay_by", "")),
        "payment.cost_centre": told("cost_centre", ""),
        "payment.purpose": told("payment_purpose", ""),
    }


#: Facts that only the claim's `extra` tells, by their group.
_TOLD: Mapping[str, tuple[str, ...]] = {
    "assessment": ("place", "inspector", "present", "cause", "liability", "ratio", "note"),
    "settlement": ("salvage_owner", "place", "extra"),
}


def _payment(
    payment: object | None, amount_fen: int | None, names: Mapping[str, str]
) -> dict[str, str | int | None]:
    if payment is None:
        return {"payment.amount": amount_fen}
    by = str(_read(payment, "requested_by") or "")
    found: dict[str, str | int | None] = {
        "payment.amount": _read(payment, "amount_fen"),
        "payment.due_at": _read(payment, "due_at"),
        "payment.requested_at": _read(payment, "requested_at"),
        "payment.requested_by": names.get(by, ""),
        "payment.reference": _read(payment, "reference"),
    }
    payee = {
        f"payee.{name}": value
        for name, key in (
            ("name", "payee"),
            ("account", "account"),
            ("bank", "bank"),
            ("bank_no", "bank_no"),
        )
        if (value := _read(payment, key))
    }
    return found | payee


def _handled(payment: object | None, names: Mapping[str, str]) -> Iterable[FormStep]:
    """Who asked for the payment, as a step of the office."""
    at = _read(payment, "requested_at")
    if at is not None:
        yield FormStep("handled", names.get(str(_read(payment, "requested_by") or ""), ""), at)


def _read(record: object, name: str) -> Any:
    """A field of a record, None where its layout has none."""
    return getattr(record, name, None)


def _sum(claim: Claim, name: str) -> int | None:
    """An amount of the claim, None for nothing."""
    value = _read(claim, name)
    return value if isinstance(value, int) and value else None


def _deducted(claim: Claim) -> int | None:
    rows = _read(claim, "deductions") or ()
    sums = [row.get("amount_fen", row.get("fen", 0)) for row in rows if isinstance(row, Mapping)]
    return sum(one for one in sums if isinstance(one, int)) or None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _moment(text: str) -> int | None:
    return int(text) if text.lstrip("-").isdigit() else None
