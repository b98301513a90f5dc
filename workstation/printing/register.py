"""From a claim in the replica to its form on paper, archived and registered."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workstation.actions.claims import NumberClaim, RecordPrint
from workstation.domain.claim import Claim, Print
from workstation.domain.claim_amount import BasisLine, basis_line_from
from workstation.domain.parcel import Parcel
from workstation.domain.people import Agent, may
from workstation.domain.refusal import Refusal
from workstation.printing.claim_form import (
    ClaimForm,
    FormEvidence,
    FormItem,
    FormParty,
    FormStep,
    PrintedForm,
    render_claim_form,
)
from workstation.store.reading import Reader
from workstation.store.replica import Action, Done

Do = Callable[[Action], "Future[Done]"]


@dataclass(frozen=True, slots=True)
class PrintedClaim:
    """A form in the archive: the file, what was written, and which copy it is."""

    path: Path
    form: PrintedForm
    serial: str
    reprint: int
    registered: bool


@dataclass(frozen=True, slots=True)
class FormContext:
    """What a form needs besides the claim: the house's name, the zone, who prints, when."""

    organisation: str
    zone: str
    printed_by: str
    printed_at: int


def form_of(read: Reader, claim: Claim, context: FormContext) -> ClaimForm:
    """The form of a claim as it stands now. Raises `Refusal("not_found")`."""
    ticket = read.ticket(claim.ticket)
    if ticket is None:
        raise Refusal("not_found", kind="ticket", uid=claim.ticket)
    detail = read.detail(ticket.uid)
    parcel = detail.parcel if detail else None
    people = {agent.uid: agent.name for agent in read.agents()}
    names = {item.uid: item.name for item in detail.attachments} if detail else {}
    return ClaimForm(
        number=claim.number,
        waybill=claim.waybill,
        created_at=claim.created_at,
        organisation=context.organisation,
        applicant=FormParty(
            claim.party, claim.claimant, claim.claimant_phone, claim.claimant_id_no, ticket.address
        ),
        kind=claim.kind,
        zone=context.zone,
        serial=claim.serial or None,
        reprint=claim.prints,
        approved=claim.approved_fen is not None,
        goods=claim.goods,
        freight_fen=claim.freight_fen,
        value_fen=claim.value_fen,
        insured_fen=claim.insured_fen,
        discovered_at=claim.discovered_at,
        description=claim.description,
        items=tuple(_item(item) for item in claim.items),
        loss_fen=claim.loss_fen,
        claimed_fen=claim.claimed_fen,
        proposed_fen=claim.proposed_fen,
        approved_fen=claim.approved_fen,
        basis=_basis(claim),
        override_reason=claim.override_reason,
        rule=claim.rule,
        evidence=tuple(FormEvidence(names.get(uid, uid), True) for uid in claim.evidence),
        payee=claim.payee,
        payee_account=claim.payee_account,
        payee_bank=claim.payee_bank,
        office=_office(claim, people),
        printed_by=context.printed_by,
        printed_at=context.printed_at,
        **_parcel(parcel),
    )


def print_claim(
    read: Reader,
    do: Do,
    agent: Agent,
    claim_uid: str,
    folder: Path,
    context: FormContext,
    reason: str = "",
) -> PrintedClaim:
    """Print a claim's form into the archive folder and enter it into the register.

    An approved claim gets its serial and moves to printed; before approval the form is a
    preview that says so and is not registered. A reprint needs a reason. Raises `Refusal`:
    not_found, not_allowed, text_missing, glyph_missing, archive_failed.
    """
    claim = read.claim(claim_uid)
    if claim is None:
        raise Refusal("not_found", kind="claim", uid=claim_uid)
    controlled = claim.status in ("approved", "printed", "paid")
    if controlled and not may(agent, "claim_print"):
        raise Refusal("not_allowed", act="claim_print", role=agent.role, agent=agent.name)
    if controlled and claim.prints and not reason.strip():
        raise Refusal("text_missing", field="reason")
    if controlled and not claim.serial:
        do(NumberClaim(claim.uid)).result()
        claim = read.claim(claim_uid) or claim
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _file_name(claim, controlled)
    try:
        printed = render_claim_form(form_of(read, claim, context), path)
    except OSError as error:
        raise Refusal("archive_failed", path=str(path), reason=str(error)) from error
    if controlled:
        do(_line(claim, printed, reason)).result()
    return PrintedClaim(path, printed, claim.serial, claim.prints, controlled)


def last_print(read: Reader, claim_uid: str) -> Print | None:
    """The newest line of a claim's register."""
    lines = read.prints(claim_uid)
    return lines[-1] if lines else None


def _line(claim: Claim, printed: PrintedForm, reason: str) -> RecordPrint:
    return RecordPrint(
        claim.uid,
        "claim_form",
        printed.sha256,
        printed.pages,
        reprint=claim.prints,
        reason=reason,
        template_version=printed.template_version,
    )


def _file_name(claim: Claim, controlled: bool) -> str:
    stem = claim.serial or claim.number
    copy = f"-{claim.prints + 1}" if controlled else "-preview"
    return f"{stem}{copy}.pdf"


def _item(told: dict[str, object]) -> FormItem:
    return FormItem(
        name=str(told.get("name", "")),
        quantity=_whole(told.get("quantity", 1)),
        value_fen=_whole(told.get("value_fen", 0)),
        loss_fen=_whole(told.get("loss_fen", 0)),
        model=str(told.get("model", "")),
    )


def _whole(told: object) -> int:
    return int(told) if isinstance(told, (int, str)) else 0


def _basis(claim: Claim) -> tuple[BasisLine, ...]:
    return tuple(basis_line_from(line) for line in claim.basis if line.get("source"))


def _office(claim: Claim, people: dict[str, str]) -> tuple[FormStep, ...]:
    steps = [FormStep("accepted", people.get(claim.created_by, ""), claim.created_at)]
    if claim.submitted_at is not None:
        person = people.get(claim.submitted_by, "")
        steps.append(FormStep("assessed", person, claim.submitted_at))
    if claim.approved_at is not None:
        person = people.get(claim.approved_by, "")
        steps.append(FormStep("approved", person, claim.approved_at, claim.override_reason))
    return tuple(steps)


def _parcel(parcel: Parcel | None) -> dict[str, Any]:
    if parcel is None:
        return {}
    return {
        "sender": FormParty(
            "sender", parcel.sender_name, parcel.sender_phone, "", parcel.sender_address
        ),
        "receiver": FormParty(
            "receiver", parcel.receiver_name, parcel.receiver_phone, "", parcel.receiver_address
        ),
        "carrier": parcel.carrier,
        "product": parcel.product,
        "posted_at": parcel.posted_at,
        "weight_g": parcel.weight_g,
        "cod_fen": parcel.cod_fen,
    }
