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
from workstation.domain.form_template import Template
from workstation.domain.offer import Offer
from workstation.domain.parcel import Parcel
from workstation.domain.payment import Payment
from workstation.domain.refusal import Refusal
from workstation.printing.claim_copy import claim_form_of
from workstation.printing.claim_form import ClaimForm, FormEvidence, PrintedForm
from workstation.printing.form_facts import FormFacts, FormPicture, gather
from workstation.printing.order import FormContext, PrintOrder, Standing
from workstation.store.kinds import codec
from workstation.store.reading import Reader
from workstation.text.waybills import carrier_name

#: What the form's checklist says of a file that has not reached this desk.
_NOT_HERE: Final = "附件尚未同步到本机"
_UNREADABLE: Final = "图片无法读取"


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
    told = PrintedForm(pages, digest, len(content), template.version, code)
    return Drawn(content, told, template, facts)


def _facts(
    read: Reader,
    claim: Claim,
    order: PrintOrder,
    context: FormContext,
    stands: Standing,
    looking: bool,
) -> FormFacts:
    """All that a form of the claim may say, as it is drawn now."""
    form = form_of(read, claim, context, order.substitute or looking)
    form = replace(
        form,
        serial=stands.serial or None,
        reprint=stands.again,
        approved=form.approved and not stands.pending,
    )
    detail = read.detail(claim.ticket)
    pictures: tuple[FormPicture, ...] = ()
    if order.form == "evidence_sheet" and detail is not None:
        pictures = tuple(_pictures(claim, detail.attachments, context))
    facts = gather(
        form,
        claim,
        ticket_number=detail.ticket.number if detail is not None else "",
        offers=_about(read, Offer, claim, "at"),
        approvals=_about(read, Approval, claim, "at"),
        payment=_payment(read, claim),
        pictures=pictures,
        names={agent.uid: agent.name for agent in read.agents()},
        void=stands.void,
    )
    return replace(facts, copy_number=stands.number + 1 if stands.serial else 0)


def _about(read: Reader, made: Any, claim: Claim, order: str) -> list[Any]:
    """The records of a kind that hang on a claim, in the order of a column."""
    coder: Any = codec(made)
    rows = read.connection.execute(f"{coder.select} WHERE claim=? ORDER BY {order}", (claim.uid,))
    return [coder.record(row) for row in rows]


def _payment(read: Reader, claim: Claim) -> Payment | None:
    """The payment of the claim's present version."""
    found = [one for one in _about(read, Payment, claim, "requested_at")]
    return next((one for one in found if one.version == claim.version), None)


def _pictures(
    claim: Claim, attachments: tuple[Attachment, ...], context: FormContext
) -> Iterator[FormPicture]:
    """The claim's photos as the sheet shows them; what cannot be shown says why."""
    from workstation.printing.pictures import jpeg_of

    known = {item.uid: item for item in attachments}
    for uid in claim.evidence:
        item = known.get(uid)
        if item is None or not item.media_type.startswith("image/"):
            continue
        caption = item.label or PurePath(item.name).stem
        path = context.picture(item)
        if path is None:
            yield FormPicture(None, caption, item.added_at, note=_NOT_HERE)
            continue
        try:
            yield FormPicture(jpeg_of(path, item.name), caption, item.added_at)
        except Refusal:
            yield FormPicture(None, caption, item.added_at, note=_UNREADABLE)


def form_of(
    read: Reader, claim: Claim, context: FormContext, substitute: bool = False
) -> ClaimForm:
    """The form of a claim as it stands now. Raises `Refusal("not_found")`.

    With `substitute` 〓 stands for characters that no face has, and the remarks name them.
    """
    detail = read.detail(claim.ticket)
    if detail is None:
        raise Refusal("not_found", kind="ticket", uid=claim.ticket)
    address = claim.extra.get("applicant_address") or detail.ticket.address
    told = {**claim.extra, "applicant_address": address} if address else claim.extra
    return claim_form_of(
        replace(claim, extra=told),
        organisation=context.organisation,
        zone=context.zone,
        parcel=_named(detail.parcel),
        names={agent.uid: agent.name for agent in read.agents()},
        evidence=tuple(_checklist(claim, detail.attachments)),
        reprint=claim.prints,
        printed_by=context.printed_by,
        printed_at=context.printed_at,
        substitute_missing=substitute,
    )


def _named(parcel: Parcel | None) -> Parcel | None:
    """The parcel with its carrier's name in place of the code."""
    return replace(parcel, carrier=carrier_name(parcel.carrier)) if parcel else None


def _checklist(claim: Claim, attachments: tuple[Attachment, ...]) -> Iterator[FormEvidence]:
    """The evidence by its titles; a file that this desk has not got yet says so."""
    known = {item.uid: item for item in attachments}
    for uid in claim.evidence:
        item = known.get(uid)
        if item is not None:
            yield FormEvidence(item.label or PurePath(item.name).stem or item.name, True)
        else:
            yield FormEvidence(_NOT_HERE, False)
