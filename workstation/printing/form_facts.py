"""Everything that forms may show of a claim, under the names of facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workstation.domain.claim_facts import BasisLine
    from workstation.printing.claim_form import ClaimForm, FormItem, FormParty
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
class FormStep:
    """A step of the office part: ``code`` is accepted, assessed, reviewed or approved."""

    code: str
    person: str = ""
    at: int | None = None
    opinion: str = ""


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
            "items": tuple([_item(number, one) for number, one in enumerate(form.items, 1)]),
            "evidence": tuple(
                [
                    {"number": number, "title": one.title, "present": one.present, "note": one.note}
                    for number, one in enumerate(form.evidence, 1)
                ]
            ),
        },
        totals={"items.loss": items_loss if form.items else form.loss_fen},
        basis=form.basis,
        steps=form.office,
        substitute_missing=form.substitute_missing,
    )


def _party(role: str, party: FormParty | None) -> dict[str, str | int | None]:
    names = ("name", "phone", "id_no", "address")
    return {f"{role}.{name}": getattr(party, name) if party else "" for name in names}


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
