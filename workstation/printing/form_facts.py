"""Everything that forms may show of a claim, gathered from its records under the names of facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from workstation.domain.claim import Claim
from workstation.domain.claim_amount import BasisLine
from workstation.domain.evidence import EvidenceItem
from workstation.domain.house import House
from workstation.printing.claim_form import ClaimForm, FormItem, FormParty, FormStep
from workstation.printing.form_records import (
    evidence_rows,
    further_values,
    handled,
    house_values,
    paid_until,
    payment_values,
    read_field,
)
from workstation.printing.pictures import Jpeg

#: The copies of a form: the customer's is masked, the house's own is full.
COPIES = ("file", "customer")


@dataclass(frozen=True, slots=True)
class FormPicture:
    """A picture on an evidence sheet; without an `image` the `note` says why it is not there.

    `taken_at` is what the camera says, and `zone` whose time zone that is ("told", "gps" or "desk",
    see `PictureFacts`); `received_at` when the file came, `source` who sent it, `sha256` the
    original's check value.
    """

    image: Jpeg | None
    caption: str = ""
    taken_at: int | None = None
    source: str = ""
    note: str = ""
    zone: str = ""
    received_at: int | None = None
    sha256: str = ""

    def showing(self, image: Jpeg) -> FormPicture:
        """The same with its picture."""
        return replace(self, image=image)

    def without(self, note: str) -> FormPicture:
        """The same with the reason why the picture is not there."""
        return replace(self, image=None, note=note)


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
    evidence: Iterable[EvidenceItem] = (),
    offers: Iterable[object] = (),
    approvals: Iterable[object] = (),
    payment: object | None = None,
    pictures: Iterable[FormPicture] = (),
    names: Mapping[str, str] | None = None,
    void: str = "",
    pay_by: int | None = None,
    linked: Iterable[str] = (),
) -> FormFacts:
    """What any form of a claim says.

    `form` is the claim's form (`claim_copy.claim_form_of`). `evidence` are the things that the
    claim needs; what the form lists stands behind them. `pay_by` is the moment until which is paid,
    seven days after it was agreed or approved unless it is given (GB/T 27917, answer to a claim).
    `offers` and `approvals` are the claim's records in the order of time, `payment` the one in
    hand; `names` are those of agents by uid, `linked` the numbers of the claims that are settled
    together with this one. What no record says is taken from the claim's `extra`
    under the fact's name with "_" for the dot, such as ``assessment_place``
    (`domain/claim_extra.py`).
    """
    base = facts_of(form)
    shown = tuple(pictures)
    told = [(number, one) for number, one in enumerate(offers, 1)]
    decided = [(number, one) for number, one in enumerate(approvals, 1)]
    values = {
        **base.values,
        **house_values(house or House(form.organisation)),
        **further_values(claim, base.amount_fen),
        **payment_values(payment, base.amount_fen, names or {}),
        **paid_until(claim, pay_by),
        "ticket.number": ticket_number,
        "claim.linked": ", ".join(linked),
        "pictures.count": len(shown) or None,
    }
    wanted = sorted(evidence, key=lambda one: (one.position, one.made_at, one.uid))
    lists = {
        **base.lists,
        "evidence": evidence_rows(wanted, base.lists["evidence"]),
        "offers": tuple(
            {
                "number": number,
                "at": read_field(one, "at"),
                "party": read_field(one, "party"),
                "kind": read_field(one, "kind"),
                "amount": read_field(one, "amount_fen"),
                "answer": read_field(one, "answer"),
                "note": read_field(one, "note"),
            }
            for number, one in told
        ),
        "approvals": tuple(
            {
                "number": number,
                "at": read_field(one, "at"),
                "person": read_field(one, "agent_name"),
                "decision": read_field(one, "decision"),
                "amount": read_field(one, "amount_fen"),
                "reason": read_field(one, "reason"),
            }
            for number, one in decided
        ),
    }
    steps = (*base.steps, *handled(payment, names or {}))
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
        "part": item.part,
        "proof": item.proof,
        "quantity": item.quantity,
        "unit": item.unit,
        "value": item.value_fen,
        "loss": item.loss_fen,
        "assessed": item.loss_fen,
    }
