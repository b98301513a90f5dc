"""From a claim in the replica to its form on paper, archived and registered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Final

from workstation.actions.claims import NumberClaim, RecordPrint
from workstation.domain.claim import Claim, Print
from workstation.domain.conversation import Attachment
from workstation.domain.parcel import Parcel
from workstation.domain.people import Agent, may
from workstation.domain.refusal import Refusal
from workstation.printing.claim_copy import claim_form_of
from workstation.printing.claim_form import (
    ClaimForm,
    FormEvidence,
    PrintedForm,
    render_claim_form,
)
from workstation.store.reading import Reader
from workstation.store.replica import Action, Done
from workstation.text.waybills import carrier_name

Do = Callable[[Action], "Future[Done]"]
#: What the form's checklist says of a file that has not reached this desk.
_NOT_HERE: Final = "附件尚未同步到本机"


@dataclass(frozen=True, slots=True)
class PrintedClaim:
    """A form in the archive: the file, what was written, and which copy it is.

    A `provisional` one bears 待编号, because no number was in hand; it is not registered, and the
    form is printed properly once the hub has given numbers.
    """

    path: Path
    form: PrintedForm
    serial: str
    reprint: int
    registered: bool
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class FormContext:
    """What a form needs besides the claim: the house's name, the zone, who prints, when."""

    organisation: str
    zone: str
    printed_by: str
    printed_at: int


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


def preview_claim(
    read: Reader, claim_uid: str, folder: Path, context: FormContext
) -> tuple[Path, PrintedForm]:
    """Write the form as it would be printed now, without archive and register.

    It is for looking, so 〓 stands for characters that no face has. Raises `Refusal`: not_found,
    archive_failed.
    """
    claim = read.claim(claim_uid)
    if claim is None:
        raise Refusal("not_found", kind="claim", uid=claim_uid)
    return _render(form_of(read, claim, context, True), folder / f"{claim.uid}.pdf")


def archived(folder: Path, line: Print) -> Path:
    """Where the copy of a register line is kept."""
    return folder / f"{line.serial}-{line.reprint + 1}.pdf"


def _render(form: ClaimForm, path: Path) -> tuple[Path, PrintedForm]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path, render_claim_form(form, path)
    except OSError as error:
        raise Refusal("archive_failed", path=str(path), reason=str(error)) from error


def print_claim(
    read: Reader,
    do: Do,
    agent: Agent,
    claim_uid: str,
    folder: Path,
    context: FormContext,
    reason: str = "",
    substitute: bool = False,
) -> PrintedClaim:
    """Print a claim's form into the archive folder and enter it into the register.

    An approved claim gets its serial and moves to printed; before approval the form is a
    preview that says so and is not registered, and so is the form of an approved claim while no
    serial is in hand. A reprint needs a reason. With `substitute` a
    character that no face has is printed as 〓 and its code point named in the remarks. Raises
    `Refusal`: not_found, not_allowed, text_missing, glyph_missing, archive_failed.
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
        _number(do, claim.uid)
        claim = read.claim(claim_uid) or claim
    form = form_of(read, claim, context, substitute)
    numbered = controlled and bool(claim.serial)
    path, printed = _render(form, folder / _file_name(claim, numbered))
    if numbered:
        do(_line(claim, printed, reason)).result()
    provisional = controlled and not numbered
    return PrintedClaim(path, printed, claim.serial, claim.prints, numbered, provisional)


def _number(do: Do, claim: str) -> None:
    """Give a claim its serial, if one is in hand."""
    try:
        do(NumberClaim(claim)).result()
    except Refusal as refusal:
        if refusal.code != "serial_waiting":
            raise


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


def _file_name(claim: Claim, numbered: bool) -> str:
    stem = claim.serial or claim.number
    copy = f"-{claim.prints + 1}" if numbered else "-preview"
    return f"{stem}{copy}.pdf"
