"""From a claim in the replica to its form on paper, archived and registered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from workstation.actions.prints import NumberForm, RecordPrint
from workstation.domain.claim import Claim, Print
from workstation.domain.claim_paper import NextCopy, is_void, next_copy, serial_of
from workstation.domain.people import Agent, check_may
from workstation.domain.refusal import Refusal
from workstation.printing.archive import Archive, name_of
from workstation.printing.document import write_whole
from workstation.printing.drawing import Drawn, draw, form_of
from workstation.printing.order import FormContext, PrintedClaim, PrintOrder, Standing
from workstation.printing.printed_form import PrintedForm
from workstation.store.reading import Reader
from workstation.store.replica import Action, Done

__all__ = ["FormContext", "PrintedClaim", "archived", "form_of", "issue", "preview_claim"]

Do = Callable[[Action], "Future[Done]"]
#: Statuses in which a form is a controlled one.
CONTROLLED = ("approved", "printed", "paid")


def preview_claim(
    read: Reader, order: PrintOrder, folder: Path, context: FormContext
) -> tuple[Path, PrintedForm]:
    """Write the form as it would be printed now, without archive and register.

    It is for looking, so 〓 stands for characters that no face has. Raises `Refusal`: not_found,
    archive_failed.
    """
    claim = _claim(read, order.claim)
    lines = read.prints(claim.uid)
    serial = serial_of(claim, order.form)
    after = next_copy(lines, serial, order.copy, order.language)
    stands = _standing(read, claim, serial, after, lines)
    drawn = draw(read, claim, order, context, stands, looking=True)
    name = f"{claim.uid}-{order.form}-{order.copy}-{order.language}.pdf"
    return _write(drawn, folder / name)


def archived(folder: Path, line: Print) -> Path:
    """Where the copy of a register line has its name."""
    return folder / name_of(line)


def issue(
    read: Reader,
    do: Do,
    agent: Agent,
    order: PrintOrder,
    archive: Archive,
    context: FormContext,
    accepted: Callable[[Reader, Claim], bool] = lambda _read, _claim: True,
    *,
    sign: Callable[[bytes], bytes] | None = None,
    seen: Callable[[Drawn], None] = lambda _drawn: None,
) -> PrintedClaim:
    """Print, save or send a form: into the archive first, then into the register.

    An approved claim's form gets its number; before approval the form is a preview that says so
    and is not registered, and so is the form of an approved claim while no number is in hand or
    `accepted` says that the hub does not know of the approval yet. Issuing the same copy again
    needs a reason. `sign` adds a signature to what is archived; `seen` is told what was drawn of a
    registered form. Raises `Refusal`: not_found, not_allowed, text_missing, glyph_missing,
    archive_failed, print_overtaken.
    """
    claim = _claim(read, order.claim)
    if claim.status not in CONTROLLED:
        drawn = draw(read, claim, order, context, Standing())
        path, form = _write(drawn, archive.path_of(_loose(claim, order)))
        return PrintedClaim(path, form, "", 0, False, copy=order.copy, name=order.form)
    check_may(agent, "claim_print")
    _check_reason(read, claim, order)
    if not accepted(read, claim):
        return _waiting(read, claim, order, archive, context, Standing(pending=True))
    serial = _number(do, claim, order.form)
    claim = _claim(read, claim.uid)
    if not serial:
        return _waiting(read, claim, order, archive, context, Standing())
    lines = read.prints(claim.uid)
    after = next_copy(lines, serial, order.copy, order.language)
    drawn = draw(read, claim, order, context, _standing(read, claim, serial, after, lines))
    if sign is not None:
        drawn = _signed(drawn, sign)
    name = f"{serial}-{after.number + 1}.pdf"
    path = archive.keep(drawn.content, name)
    line = str(do(_line(claim, order, serial, after, drawn)).result().result)
    seen(drawn)
    return PrintedClaim(
        path, drawn.told, serial, after.number, True, copy=order.copy, name=order.form, line=line
    )


def _claim(read: Reader, uid: str) -> Claim:
    claim = read.claim(uid)
    if claim is None:
        raise Refusal("not_found", kind="claim", uid=uid)
    return claim


def _standing(
    read: Reader, claim: Claim, serial: str, after: NextCopy, lines: tuple[Print, ...]
) -> Standing:
    """How the next copy is drawn; a number all of whose copies were voided says so."""
    void = ""
    if is_void(lines, serial):
        void = next(line.void_reason for line in reversed(lines) if line.serial == serial)
    return Standing(serial, after.number, after.again, void=void)


def _check_reason(read: Reader, claim: Claim, order: PrintOrder) -> None:
    """Raise `Refusal("text_missing")` for a copy that was issued before, without a reason."""
    serial = serial_of(claim, order.form)
    after = next_copy(read.prints(claim.uid), serial, order.copy, order.language)
    if after.again and not order.reason.strip():
        raise Refusal("text_missing", field="reason")


def _waiting(
    read: Reader,
    claim: Claim,
    order: PrintOrder,
    archive: Archive,
    context: FormContext,
    stands: Standing,
) -> PrintedClaim:
    """The form while it has no number or its approval is not known to stand: not registered."""
    drawn = draw(read, claim, order, context, stands)
    path, form = _write(drawn, archive.path_of(_loose(claim, order)))
    return PrintedClaim(
        path, form, "", 0, False, True, stands.pending, copy=order.copy, name=order.form
    )


def _loose(claim: Claim, order: PrintOrder) -> str:
    """The name of a file that is in no register."""
    tail = "" if order.form == "claim_form" else f"-{order.form}"
    return f"{claim.number}{tail}-preview.pdf"


def _number(do: Do, claim: Claim, form: str) -> str:
    """The form's number, taken now where it has none; "" while none is in hand.

    A number that was voided stays with its form until somebody gives it another one.
    """
    stands = serial_of(claim, form)
    if stands:
        return stands
    try:
        return str(do(NumberForm(claim.uid, form)).result().result)
    except Refusal as refusal:
        if refusal.code != "serial_waiting":
            raise
    return ""


def _line(
    claim: Claim, order: PrintOrder, serial: str, after: NextCopy, drawn: Drawn
) -> RecordPrint:
    return RecordPrint(
        claim.uid,
        order.form,
        drawn.told.sha256,
        drawn.told.pages,
        reprint=after.number,
        reason=order.reason,
        template_version=drawn.told.template_version,
        serial=serial,
        kind=order.kind,
        copies=order.copies,
        copy=order.copy,
        language=order.language,
        job=order.job,
    )


def _signed(drawn: Drawn, sign: Callable[[bytes], bytes]) -> Drawn:
    content = sign(drawn.content)
    digest = hashlib.sha256(content).hexdigest()
    return replace(
        drawn, content=content, told=replace(drawn.told, sha256=digest, size=len(content))
    )


def _write(drawn: Drawn, path: Path) -> tuple[Path, PrintedForm]:
    try:
        write_whole(path, drawn.content)
    except OSError as error:
        raise Refusal("archive_failed", path=str(path), reason=str(error)) from error
    return path, drawn.told
