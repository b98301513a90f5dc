"""`claim verify|void|archive|serials`: whether papers are genuine, and what became of numbers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workstation.domain import paper_words
from workstation.domain.money import format_fen
from workstation.domain.wording import said
from workstation.terminal.answer import Answer
from workstation.terminal.sitting import desk_of, iso, local

if TYPE_CHECKING:
    from workstation.verifying import Verdict


def declare(parts: Any) -> None:
    """Declare the parts."""
    one = parts.add_parser("verify", help="whether a PDF, or a scanned QR code, is what was issued")
    one.add_argument("what", help="a PDF file, what a scanner typed, or a form's number")
    one.add_argument("--language", choices=("en", "zh"), default="en", help="of the sentences")
    one.set_defaults(run=_verify)
    one = parts.add_parser("void", help="void a printed copy; its number stays used")
    one.add_argument("serial", help="the form's number")
    one.add_argument("--copy", type=int, help="this copy alone (default: all copies)")
    one.add_argument("--reason", required=True, help="why")
    one.add_argument("--renew", action="store_true", help="give the form a new number at once")
    one.set_defaults(run=_void)
    one = parts.add_parser("archive", help="whether the bytes of all registered forms are sound")
    one.add_argument("--check", action="store_true", help="look only, restore nothing from the hub")
    one.set_defaults(run=_archive)
    one = parts.add_parser("serials", help="what became of every number that this desk was given")
    one.add_argument("--series", default="", help="such as LP2026 (default: this year's)")
    one.set_defaults(run=_serials, explained="", reason="")
    acts = one.add_subparsers(dest="act", metavar="explain")
    one = acts.add_parser("explain", help="say what became of a number that is missing")
    one.add_argument("explained", metavar="NUMBER", help="the number, such as LP2026-000123")
    one.add_argument("--reason", required=True, help="what became of it")


def _verify(given: argparse.Namespace, answer: Answer) -> int:
    """Verify; 1 unless it is genuine and counts."""
    with desk_of(given) as desk:
        path = Path(given.what)
        asked = desk.verify_pdf(path) if path.is_file() else desk.verify_text(given.what)
        verdict = asked.result()
        answer.tell(**_facts(verdict))
        tongue = given.language
        answer.say(said(paper_words.OUTCOMES[verdict.outcome], tongue))
        line = verdict.line
        if line is not None:
            number = verdict.claim.number if verdict.claim is not None else ""
            amount = verdict.claim.approved_fen if verdict.claim is not None else None
            shown = format_fen(amount) if amount is not None else ""
            at = local(desk, line.at)
            told = (line.serial, line.reprint + 1, line.form, number, shown, at, verdict.printed_by)
            answer.table([told])
            answer.say(said(paper_words.ARCHIVE[verdict.archive], tongue))
        if verdict.void:
            answer.say(said(paper_words.VOID, tongue).format(reason=verdict.void))
        if verdict.superseded:
            answer.say(said(paper_words.SUPERSEDED[verdict.superseded], tongue))
        for issued, here in verdict.differences:
            answer.say(f"  - {issued}\n  + {here}")
        for one in verdict.signatures:
            answer.say(f"  {one.signer}: {_signature(one.sound, one.trusted)}")
    return 0 if verdict.stands else 1


def _signature(sound: bool, trusted: bool) -> str:
    if not sound:
        return "the signature does not hold"
    return "signed" if trusted else "signed; its authority is not known here"


def _facts(verdict: Verdict) -> dict[str, object]:
    line, claim = verdict.line, verdict.claim
    return {
        "outcome": verdict.outcome,
        "stands": verdict.stands,
        "serial": verdict.serial,
        "sha256": verdict.sha256,
        "copy": line.reprint + 1 if line is not None else None,
        "form": line.form if line is not None else None,
        "kind": line.kind if line is not None else None,
        "at": iso(line.at) if line is not None else None,
        "by": verdict.printed_by,
        "claim": claim.number if claim is not None else None,
        "approved_fen": claim.approved_fen if claim is not None else None,
        "void": verdict.void,
        "superseded": verdict.superseded,
        "archive": verdict.archive,
        "others": [other.reprint + 1 for other in verdict.others],
        "differences": [list(pair) for pair in verdict.differences],
        "signatures": [
            {
                "signer": one.signer,
                "at": iso(one.at),
                "sound": one.sound,
                "whole": one.whole,
                "trusted": one.trusted,
            }
            for one in verdict.signatures
        ],
    }


def _void(given: argparse.Namespace, answer: Answer) -> int:
    from workstation.actions.prints import NumberForm, VoidPrint
    from workstation.papers import find_lines

    with desk_of(given) as desk:
        lines = find_lines(desk.read, given.serial, given.copy or 1)
        line, whole = lines[0], given.copy is None
        standing = [one for one in lines if one.voided_at is None and not whole] or [line]
        acts = [VoidPrint(one.uid, given.reason, whole) for one in standing]
        count = sum(int(str(desk.do(act).result().result)) for act in acts)
        answer.tell(serial=given.serial, voided=count)
        answer.say(f"{given.serial}: {count} voided")
        if given.renew:
            serial = str(desk.do(NumberForm(line.claim, line.form)).result().result)
            answer.tell(renewed=serial)
            answer.say(f"the form's number is now {serial}")
    return 0


def _archive(given: argparse.Namespace, answer: Answer) -> int:
    """Look at the archive; 1 when a form is damaged or missing."""
    from workstation.papers import check_archive

    counts: dict[str, int] = {}
    wrong = []
    with desk_of(given) as desk:
        for kept in check_archive(desk, restore=not given.check, progress=answer.progress):
            counts[kept.state] = counts.get(kept.state, 0) + 1
            if kept.state != "sound":
                line = kept.line
                aside = str(kept.damaged) if kept.damaged is not None else None
                place = {"serial": line.serial, "copy": line.reprint + 1, "state": kept.state}
                wrong.append({**place, "sha256": line.sha256, "aside": aside})
                words = said(paper_words.ARCHIVE[kept.state])
                answer.say(f"{line.serial} copy {line.reprint + 1}: {words} {aside or ''}".rstrip())
    answer.tell(forms=sum(counts.values()), states=counts, findings=wrong)
    answer.say(f"{sum(counts.values()):,} forms, {counts.get('sound', 0):,} sound")
    return 1 if counts.keys() & {"damaged", "missing"} else 0


def _serials(given: argparse.Namespace, answer: Answer) -> int:
    """Tell the account; 1 when a number is missing in it."""
    from workstation.actions.prints import ExplainSerial
    from workstation.serial_account import serial_account

    with desk_of(given) as desk:
        if given.explained:
            desk.do(ExplainSerial(given.explained, given.reason)).result()
        account = serial_account(desk, given.series or given.explained.rpartition("-")[0])
        answer.tell(
            series=account.series,
            whole=account.whole,
            numbers=[
                {
                    "first": line.serial,
                    "last": line.last,
                    "count": line.count,
                    "state": line.state,
                    "claim": line.claim,
                    "form": line.form,
                    "reason": line.told,
                }
                for line in account.lines
            ],
        )
        answer.table(
            [
                line.serial if line.count == 1 else f"{line.serial}–{line.last[-6:]}",
                said(paper_words.SERIALS[line.state]),
                line.claim,
                line.form,
                line.told,
            ]
            for line in account.lines
        )
    return 0 if account.whole else 1
