"""`claim print|export|list`: a claim's forms, printed or saved, and the claims there are."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

from workstation.desk import Desk
from workstation.domain.claim import PRINT_COPIES, Claim
from workstation.domain.form_template import FORMS, LANGUAGES
from workstation.domain.refusal import Refusal
from workstation.printing.order import PrintedClaim, PrintOrder
from workstation.terminal import claim_batch, claim_paper, claim_pay
from workstation.terminal.answer import Answer
from workstation.terminal.claim_signing import declare_signing, signing
from workstation.terminal.sitting import desk_of
from workstation.terminal.telling import declare_unmasked, telling


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help="claims and their forms")
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    printing = parts.add_parser("print", help="print a claim's form: archived and registered")
    _declare_form(printing)
    printing.add_argument("--to", type=Path, help="copy the form to this file")
    printing.add_argument("--printer", help="put it on paper, by this printer of the system")
    printing.add_argument("--sheets", type=int, default=1, help="how many sheets of it")
    printing.add_argument("--tray", default="", help="the printer's tray")
    printing.add_argument("--sides", default="one", help="one, long (as a book) or short")
    printing.set_defaults(run=run_print)
    saving = parts.add_parser("export", help="save a claim's form to a file, registered as saved")
    _declare_form(saving)
    saving.add_argument("--to", type=Path, required=True, help="the file")
    saving.set_defaults(run=run_export)
    listing = parts.add_parser("list", help="claims, newest first")
    listing.add_argument("--status", action="append", default=[])
    declare_unmasked(listing)
    listing.set_defaults(run=run_list)
    claim_batch.declare(parts)
    claim_paper.declare(parts)
    claim_pay.declare(parts)


def _declare_form(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", help="the claim's number")
    parser.add_argument("--form", choices=FORMS, default="claim_form", help="which form")
    parser.add_argument("--language", choices=LANGUAGES, default="zh", help="in which language")
    parser.add_argument(
        "--copy", choices=PRINT_COPIES, default="file", help="the customer's (masked) or the file's"
    )
    parser.add_argument("--reason", default="", help="why it is printed again")
    parser.add_argument(
        "--substitute",
        action="store_true",
        help="print 〓 for characters that no font has, and name them in the remarks",
    )
    declare_signing(parser)


def run_print(given: argparse.Namespace, answer: Answer) -> int:
    """Print it into the archive, on paper and to a file where asked."""
    with desk_of(given) as desk, signing(desk, given):
        claim = _claim(desk, given.number)
        order = _order(given, claim, "print", max(1, given.sheets))
        printed = desk.issue_form(order).result()
        path = _copied(printed.path, given.to) if given.to is not None else printed.path
        _tell(answer, claim, printed, path)
        if given.printer is not None:
            _put_on_paper(desk, given, printed, answer)
    return 0


def run_export(given: argparse.Namespace, answer: Answer) -> int:
    """Save it to a file; the register says so."""
    with desk_of(given) as desk, signing(desk, given):
        claim = _claim(desk, given.number)
        printed = desk.issue_form(_order(given, claim, "save", 1)).result()
        _tell(answer, claim, printed, _copied(printed.path, given.to))
    return 0


def _claim(desk: Desk, number: str) -> Claim:
    claim = desk.read.claim_by_number(number) or desk.read.claim(number)
    if claim is None:
        raise Refusal("not_found", kind="claim", uid=number)
    return claim


def _order(given: argparse.Namespace, claim: Claim, kind: str, sheets: int) -> PrintOrder:
    return PrintOrder(
        *(claim.uid, given.form, given.language, given.copy, kind, sheets),
        *(given.reason, given.substitute),
    )


def _copied(source: Path, target: Path) -> Path:
    try:
        return Path(shutil.copyfile(source, target))
    except OSError as error:
        raise Refusal("file_unusable", path=str(target), reason=str(error)) from error


def _tell(answer: Answer, claim: Claim, printed: PrintedClaim, path: Path) -> None:
    answer.tell(
        claim=claim.number,
        form=printed.name,
        copy=printed.copy,
        path=str(path),
        serial=printed.serial,
        reprint=printed.reprint,
        registered=printed.registered,
        pending=printed.pending,
        pages=printed.form.pages,
        sha256=printed.form.sha256,
        code=printed.form.code,
    )
    kind = "printed" if printed.registered else "preview, not approved"
    if printed.provisional:
        kind = "waits for the approval's confirmation" if printed.pending else "waits for a number"
    answer.say(f"{claim.number} {printed.serial} ({kind}): {path}")


def _put_on_paper(
    desk: Desk, given: argparse.Namespace, printed: PrintedClaim, answer: Answer
) -> None:
    from workstation.printing.spool import PaperWish

    title = f"{given.number} {printed.serial}".strip()
    wish = PaperWish(given.printer, max(1, given.sheets), given.tray, given.sides, title)
    number = desk.print_file(printed.path, wish).result()
    answer.tell(job=number)
    answer.say(f"job {number}")


def run_list(given: argparse.Namespace, answer: Answer) -> int:
    """List claims."""
    with desk_of(given) as desk:
        claims = desk.read.claims(tuple(given.status))
        answer.tell(
            total=len(claims),
            claims=[
                {
                    "number": claim.number,
                    "status": claim.status,
                    "kind": claim.kind,
                    "waybill": claim.waybill,
                    "claimant": claim.claimant,
                    "claimed_fen": claim.claimed_fen,
                    "proposed_fen": claim.proposed_fen,
                    "approved_fen": claim.approved_fen,
                    "serial": claim.serial,
                }
                for claim in claims
            ],
        )
        told = telling(desk, given, "claim list", len(claims))
        answer.table(
            [c.number, c.status, c.kind, c.waybill, told.fact("claimant", c.claimant)]
            for c in claims
        )
    return 0
