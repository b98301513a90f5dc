"""`claim batch`: the forms of many claims in one run, and going on with one that ended early."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from workstation.batch_plan import BatchPlan, BatchReport, Step
from workstation.desk import Desk
from workstation.domain.claim import PRINT_COPIES
from workstation.domain.form_template import FORMS, LANGUAGES
from workstation.domain.form_wish import FormWish
from workstation.domain.refusal import Refusal
from workstation.terminal.answer import Answer
from workstation.terminal.claim_signing import declare_signing, signing
from workstation.terminal.sentences import sentence
from workstation.terminal.sitting import desk_of

_PART: Final = "FORM[:file|customer][:zh|en][:SHEETS]"


def declare(parts: Any) -> None:
    """Declare the part."""
    one = parts.add_parser("batch", help="print the forms of many claims in one run")
    one.add_argument("numbers", nargs="*", help="the claims' numbers, in the order of the run")
    one.add_argument("--status", help="all claims of this status instead, oldest first")
    one.add_argument("--forms", default="claim_form", help=f"the set, by commas: {_PART}")
    one.add_argument("--to", type=Path, required=True, help="the folder of the run")
    one.add_argument("--each", action="store_true", help="one file each, not one for all")
    one.add_argument("--save", action="store_true", help="registered as saved, not as printed")
    one.add_argument("--reason", default="", help="why those that were printed are printed again")
    one.add_argument("--substitute", action="store_true", help="as with `claim print`")
    one.add_argument("--resume", action="store_true", help="go on with the run of the folder")
    one.add_argument("--printer", help="put the run on paper, by this printer of the system")
    declare_signing(one)
    one.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Run it; 1 when a form was refused."""
    with desk_of(given) as desk, signing(desk, given):
        plan = given.to if given.resume else _plan(desk, given)
        report = desk.print_batch(plan, given.to, answer.progress).result()
        _tell(answer, report)
        if given.printer is not None:
            answer.tell(jobs=_put_on_paper(desk, given.printer, report))
    return 1 if report.refused else 0


def _plan(desk: Desk, given: argparse.Namespace) -> BatchPlan:
    claims = []
    for number in given.numbers:
        claim = desk.read.claim_by_number(number) or desk.read.claim(number)
        if claim is None:
            raise Refusal("not_found", kind="claim", uid=number)
        claims.append(claim.uid)
    if given.status:
        found = desk.read.claims((given.status,), limit=1_000_000)
        claims += [claim.uid for claim in reversed(found)]
    parts = tuple(map(_part, filter(None, given.forms.split(","))))
    kind = "save" if given.save else "print"
    return BatchPlan(
        tuple(dict.fromkeys(claims)),
        *(parts, not given.each, given.reason, kind, given.substitute),
    )


def _part(told: str) -> FormWish:
    """A part of the set. Raises `Refusal("used_wrongly")`."""
    form, *more = told.strip().split(":")
    copy, language, sheets = "file", "zh", 1
    for word in more:
        if word in PRINT_COPIES:
            copy = word
        elif word in LANGUAGES:
            language = word
        elif word.isdecimal() and 1 <= int(word) <= 100:
            sheets = int(word)
        else:
            raise Refusal("used_wrongly", message=f"{told!r} is no {_PART}")
    if form not in FORMS:
        known = ", ".join(FORMS)
        raise Refusal("used_wrongly", message=f"there is no form {form!r}; known: {known}")
    return FormWish(form, copy, language, sheets)


def _tell(answer: Answer, report: BatchReport) -> None:
    answer.tell(
        run=report.job,
        folder=str(report.folder),
        total=report.total,
        issued=[_step(step) for step in report.issued],
        refused=[{**_step(step), "error": step.refused} for step in report.refused],
        file=str(report.file) if report.file is not None else None,
        pages=report.pages,
        apart=list(report.apart),
    )
    answer.say(f"{len(report.issued)} of {report.total} forms: {report.file or report.folder}")
    for step in report.refused:
        answer.say(f"  {step.number}: {sentence(Refusal(step.refused, **step.facts))}")
    for name in report.apart:
        answer.say(f"  the claim was changed since, so it stands apart: {name}")


def _step(step: Step) -> dict[str, object]:
    return {
        "claim": step.number,
        "serial": step.serial,
        "copy": step.copy,
        "pages": step.pages,
        "sha256": step.sha256,
    }


def _put_on_paper(desk: Desk, printer: str, report: BatchReport) -> list[str]:
    from workstation.printing.spool import PaperWish

    if report.file is not None:
        wish = PaperWish(printer, title=f"{len(report.issued)}")
        return [desk.print_file(report.file, wish).result()]
    return [
        desk.print_file(report.folder / step.file, PaperWish(printer, title=step.serial)).result()
        for step in report.issued
    ]
