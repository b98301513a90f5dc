"""`claim print NUMBER`: a claim's form as PDF."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

from workstation.domain.refusal import Refusal
from workstation.terminal.answer import Answer
from workstation.terminal.sitting import desk_of
from workstation.terminal.telling import declare_unmasked, telling


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help="claims and their forms")
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    printing = parts.add_parser("print", help="print a claim's form as PDF")
    printing.add_argument("number", help="the claim's number")
    printing.add_argument("--reason", default="", help="why it is printed again")
    printing.add_argument(
        "--substitute",
        action="store_true",
        help="print 〓 for characters that no font has, and name them in the remarks",
    )
    printing.add_argument("--to", type=Path, help="copy the form to this file")
    printing.set_defaults(run=run_print)
    listing = parts.add_parser("list", help="claims, newest first")
    listing.add_argument("--status", action="append", default=[])
    declare_unmasked(listing)
    listing.set_defaults(run=run_list)


def run_print(given: argparse.Namespace, answer: Answer) -> int:
    """Print it into the archive, and copy it where asked."""
    with desk_of(given) as desk:
        claim = desk.read.claim_by_number(given.number) or desk.read.claim(given.number)
        if claim is None:
            raise Refusal("not_found", kind="claim", uid=given.number)
        pending = desk.print_claim(claim.uid, reason=given.reason, substitute=given.substitute)
        printed = pending.result()
        path = printed.path
        if given.to is not None:
            try:
                path = Path(shutil.copyfile(printed.path, given.to))
            except OSError as error:
                raise Refusal("file_unusable", path=str(given.to), reason=str(error)) from error
        answer.tell(
            claim=claim.number,
            path=str(path),
            serial=printed.serial,
            reprint=printed.reprint,
            registered=printed.registered,
            pages=printed.form.pages,
            sha256=printed.form.sha256,
        )
        kind = "printed" if printed.registered else "preview, not approved"
        answer.say(f"{claim.number} {printed.serial} ({kind}): {path}")
    return 0


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
