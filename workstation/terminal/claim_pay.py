"""`claim pay`: a file of payments for the bank, and what the bank answered."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workstation.desk import Desk
from workstation.domain.refusal import Refusal
from workstation.terminal.answer import Answer
from workstation.terminal.sentences import sentence
from workstation.terminal.sitting import desk_of

if TYPE_CHECKING:
    from workstation.domain.bank_answer import Matched
    from workstation.payment_list import PaymentLine

#: The formats of `payment_files.FORMATS`, which loads what writes them.
_FORMATS: Final = ("xlsx", "csv")


def declare(parts: Any) -> None:
    """Declare the part."""
    paying = parts.add_parser("pay", help="payments: what is due, files for the bank, its answers")
    ways = paying.add_subparsers(dest="way", required=True, metavar="WAY")
    due = ways.add_parser("list", help="payments under way, and claims that wait for one")
    due.set_defaults(run=run_list)
    filing = ways.add_parser("file", help="write a file of payments for the bank")
    filing.add_argument("numbers", nargs="*", help="claims' numbers; none: all that may be filed")
    filing.add_argument("--to", type=Path, required=True, help="the folder")
    filing.add_argument("--format", choices=_FORMATS, default="xlsx")
    filing.set_defaults(run=run_file)
    taking = ways.add_parser("import", help="look at a bank's answer; --record records it")
    taking.add_argument("file", type=Path, help="CSV or a workbook")
    taking.add_argument("--record", action="store_true", help="record what agrees")
    taking.set_defaults(run=run_import)


def run_list(given: argparse.Namespace, answer: Answer) -> int:
    """List payments that are not made yet."""
    from workstation.payment_list import payment_lines

    with desk_of(given) as desk:
        lines = [one for one in payment_lines(desk.read) if one.state != "paid"]
        answer.tell(total=len(lines), payments=[_told(one) for one in lines])
        answer.table([one.number, one.state or "-", one.held, one.amount_fen] for one in lines)
    return 0


def run_file(given: argparse.Namespace, answer: Answer) -> int:
    """Write a file; 1 while it waits for the shared data."""
    with desk_of(given) as desk:
        uids = [one.uid for one in _chosen(desk, given.numbers)]
        made = desk.write_payment_file(uids, given.to, given.format).result()
        path = str(made.path) if made.path is not None else None
        told = {"number": made.number, "count": made.count, "total_fen": made.total_fen}
        answer.tell(**told, sha256=made.sha256, path=path)
        waits = "waits for the shared data to take it in"
        answer.say(f"{made.number} ({made.count}): {path or waits}")
    return 0 if made.path is not None else 1


def _chosen(desk: Desk, numbers: list[str]) -> list[PaymentLine]:
    """The payments of the claims named, else all that may be filed."""
    from workstation.payment_list import payment_lines

    asked = [one for one in payment_lines(desk.read) if one.state == "requested"]
    if not numbers:
        return [one for one in asked if not one.held]
    known = {one.claim.number: one for one in asked} | {one.number: one for one in asked}
    for number in numbers:
        if number not in known:
            raise Refusal("not_found", kind="payment", uid=number)
    return [known[number] for number in numbers]


def run_import(given: argparse.Namespace, answer: Answer) -> int:
    """Look at an answer, and record it where asked; 1 when something has to be looked into."""
    with desk_of(given) as desk:
        look = desk.look_at_bank_answer(given.file).result()
        answer.tell(lines=[_line(one) for one in look.lines], amiss=look.amiss)
        answer.table(
            [one.line.line, one.owed.number if one.owed else one.line.number, one.verdict]
            for one in look.lines
        )
        if not given.record:
            return 1 if look.amiss else 0
        report = desk.record_bank_answer(look.lines, answer.progress).result()
        answer.tell(paid=report.paid, failed=report.failed, refused=len(report.refused))
        answer.say(f"paid {report.paid}, came back {report.failed}")
        for one, refusal in report.refused:
            number = one.owed.number if one.owed else one.line.number
            answer.say(f"{number}: {sentence(refusal)}")
    return 1 if look.amiss or report.refused else 0


def _told(one: PaymentLine) -> dict[str, object]:
    told = {"number": one.number, "state": one.state, "held": one.held, "file": one.file}
    return {**told, "amount_fen": one.amount_fen}


def _line(one: Matched) -> dict[str, object]:
    number = one.owed.number if one.owed else ""
    differs = list(one.differs)
    return {"line": one.line.line, "number": number, "verdict": one.verdict, "differs": differs}
