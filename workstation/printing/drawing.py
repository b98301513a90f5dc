"""A claim's form from its records: the pages that an order asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, Final

from workstation.domain.approval import Approval
from workstation.domain.claim import Claim
from workstation.domain.conversation import Attachment
from workstation.domain.evidence import EvidenceItem
from workstation.domain.form_template import Template
from workstation.domain.house import House
from workstation.domain.offer import Offer
from workstation.domain.parcel import Parcel
from workstation.domain.payment import Payment
from workstation.domain.refusal import Refusal
from workstation.printing.claim_copy import claim_form_of
from workstation.printing.claim_form import ClaimForm, FormEvidence
from workstation.printing.form_facts import FormFacts, FormPicture
from workstation.printing.form_pictures import pictures_of, told
from workstation.printing.gathering import gather
from workstation.printing.order import FormContext, PrintOrder, Standing
from workstation.printing.printed_form import PrintedForm
from workstation.store.kinds import codec
from workstation.store.reading import Reader
from workstation.text.waybills import carrier_name

#: So many claims that are settled together are named.
_MOST_LINKED: Final = 40


@dataclass(frozen=True, slots=True)
class Drawn:
    """The bytes of a form, what is to be said of them, and what they were drawn from."""

    content: bytes
    told: PrintedForm
    template: Template
    facts: FormFacts


def draw(
    read: Reader,
    claim: Claim,
    order: PrintOrder,
    context: FormContext,
    stands: Standing,
    *,
    looking: bool = False,
) -> Drawn:
    """The form of a claim. Equal records, order and time give equal bytes.

    `looking` puts 〓 for characters that no face has. Raises `Refusal`: not_found, paper_unknown,
    glyph_missing.
    """
    from workstation.printing import render  # ReportLab loads only when something prints

    template = render.template_of(order.form, order.language, context.templates)
    facts = _facts(read, claim, order, context, stands, looking)
    content, pages = render.compose(template, facts, order.copy)
    digest = hashlib.sha256(content).hexdigest()
    code = render.verification(template, facts)
    printed = PrintedForm(pages, digest, len(content), template.version, code)
    return Drawn(content, printed, template, facts)


def _facts(
    read: Reader,
    claim: Claim,
    order: PrintOrder,
    context: FormContext,
    stands: Standing,
    looking: bool,
) -> FormFacts:
    """All that a form of the claim may say, as it is drawn now."""
    form = form_of(read, claim, context, order.substitute or looking, order.language)
    form = replace(
        form,
        serial=stands.serial or None,
        reprint=stands.again,
        approved=form.approved and not stands.pending,
    )
    detail = read.detail(claim.ticket)
    names = {agent.uid: agent.name for agent in read.agents()}
    pictures: tuple[FormPicture, ...] = ()
    if order.form == "evidence_sheet" and detail is not None:
        shown = (detail.attachments, detail.entries, names, context, order.language)
        pictures = tuple(pictures_of(claim, *shown))
    facts = gather(
        form,
        claim,
        house=_house(context, order.language),
        ticket_number=detail.ticket.number if detail is not None else "",
        evidence=_about(read, EvidenceItem, claim, "position"),
        offers=_about(read, Offer, claim, "at"),
        approvals=_about(read, Approval, claim, "at"),
        payment=_payment(read, claim),
        pictures=pictures,
        names=names,
        void=stands.void,
        pay_by=context.pay_by(claim, detail.parcel if detail is not None else None),
        linked=_linked(read, claim),
    )
    return replace(facts, copy_number=stands.number + 1 if stands.serial else 0)


def _house(context: FormContext, language: str) -> House:
    """Who pays, as a form in a language names it."""
    told = context.house
    name = told.called(language) or context.organisation
    return replace(told, name=name, address=told.located(language))


def _linked(read: Reader, claim: Claim) -> list[str]:
    """The numbers of the claims that are settled together with a claim."""
    if not claim.bundle:
        return []
    rows = read.connection.execute(
        "SELECT number FROM claim WHERE bundle=? AND uid<>? AND status<>'withdrawn'"
        f" ORDER BY number LIMIT {_MOST_LINKED}",
        (claim.bundle, claim.uid),
    )
    return [str(number) for (number,) in rows]


def _about(read: Reader, made: Any, claim: Claim, order: str) -> list[Any]:
    """The records of a kind that hang on a claim, in the order of a column."""
    coder: Any = codec(made)
    rows = read.connection.execute(f"{coder.select} WHERE claim=? ORDER BY {order}", (claim.uid,))
    return [coder.record(row) for row in rows]


def _payment(read: Reader, claim: Claim) -> Payment | None:
    """The payment of the claim's present version."""
    found = [one for one in _about(read, Payment, claim, "requested_at")]
    return next((one for one in found if one.version == claim.version), None)


def form_of(
    read: Reader,
    claim: Claim,
    context: FormContext,
    substitute: bool = False,
    language: str = "zh",
) -> ClaimForm:
    """The form of a claim as it stands now. Raises `Refusal("not_found")`.

    With `substitute` 〓 stands for characters that no face has, and the remarks name them.
    """
    detail = read.detail(claim.ticket)
    if detail is None:
        raise Refusal("not_found", kind="ticket", uid=claim.ticket)
    address = claim.extra.get("applicant_address") or detail.ticket.address
    extra = {**claim.extra, "applicant_address": address} if address else claim.extra
    return claim_form_of(
        replace(claim, extra=extra),
        organisation=context.organisation,
        zone=context.zone,
        parcel=_named(detail.parcel),
        names={agent.uid: agent.name for agent in read.agents()},
        evidence=tuple(_checklist(claim, detail.attachments, _held(read, claim), language)),
        reprint=claim.prints,
        printed_by=context.printed_by,
        printed_at=context.printed_at,
        substitute_missing=substitute,
    )


def _named(parcel: Parcel | None) -> Parcel | None:
    """The parcel with its carrier's name in place of the code."""
    return replace(parcel, carrier=carrier_name(parcel.carrier)) if parcel else None


def _held(read: Reader, claim: Claim) -> frozenset[str]:
    """The files that hang on a thing that the claim needs, which stands on the list itself."""
    needed = _about(read, EvidenceItem, claim, "position")
    return frozenset(uid for one in needed for uid in one.attachments)


def _checklist(
    claim: Claim, attachments: tuple[Attachment, ...], held: frozenset[str], language: str
) -> Iterator[FormEvidence]:
    """The evidence by its titles; a file that this desk has not got yet says so."""
    known = {item.uid: item for item in attachments}
    for uid in claim.evidence:
        item = known.get(uid)
        if item is None:
            yield FormEvidence(told(language, "not_here"), False)
        elif uid not in held:
            yield FormEvidence(item.label or PurePath(item.name).stem or item.name, True)
