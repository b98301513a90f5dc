"""The print register and the numbers of a claim's forms: each number leaves a trace, whatever becomes of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Final

from workstation.actions.claims import advance
from workstation.actions.tickets import require
from workstation.domain.claim import PRINT_COPIES, PRINT_KINDS, Claim, Print
from workstation.domain.claim_paper import CLAIM_FORM, SERIAL_OF, borne, is_void, serial_of
from workstation.domain.identity import new_uid
from workstation.domain.people import check_may
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import check_choice
from workstation.store import serials, state
from workstation.store.work import Work

#: The names of the form whose first copy makes a claim a printed one.
CLAIM_FORMS: Final = ("claim_form", "claim")
#: In a desk's state, before a number: who said what became of it, when and why.
EXPLAINED: Final = "serial_explained:"


@dataclass(frozen=True, slots=True)
class NumberForm:
    """Give a claim's form its number, once; a form whose copies were all voided gets a new one."""

    claim: str
    form: str = CLAIM_FORM

    def perform(self, work: Work) -> str:
        """Give the serial. Codes: not_found, not_allowed, serial_waiting (no number in hand)."""
        check_may(work.agent, "claim_print")
        claim = work.get(Claim, self.claim)
        stands = serial_of(claim, self.form)
        if stands and not is_void(work.where(Print, "claim=?", claim.uid), stands):
            return stands
        serial = work.next_number("serial")
        if self.form == CLAIM_FORM:
            work.keep(claim, replace(claim, serial=serial))
        else:
            extra = {**claim.extra, SERIAL_OF + self.form: serial}
            work.keep(claim, replace(claim, extra=extra))
        return serial


@dataclass(frozen=True, slots=True)
class RecordPrint:
    """Enter a printed, saved or sent form into the register; the first claim form moves it on.

    `reprint` counts the lines of a serial from 0, `serial` is the claim's own unless another is
    told, `copies` are the sheets, `copy` and `language` which version of the form it is, `job`
    the run it belongs to: a run enters each of its forms once, however often it is repeated.
    """

    claim: str
    form: str
    sha256: str
    pages: int
    reprint: int
    reason: str = ""
    template_version: str = ""
    serial: str = ""
    kind: str = "print"
    copies: int = 1
    copy: str = "file"
    language: str = "zh"
    job: str = ""

    def perform(self, work: Work) -> str:
        """Give the register line's uid. Codes: not_found, value_unknown, text_missing (a
        reprint's reason), print_overtaken (somebody has printed the same form just now).
        """
        claim = work.get(Claim, self.claim)
        check_choice("kind", self.kind, PRINT_KINDS)
        check_choice("copy", self.copy, PRINT_COPIES)
        made = self._line(work, claim)
        lines = [line for line in work.where(Print, "claim=?", claim.uid) if line.form == made.form]
        for line in lines:
            if self.job and (line.job, line.copy, line.language) == (
                *(self.job, made.copy, made.language),
            ):
                return line.uid
        same = [line for line in lines if line.serial == made.serial and made.serial]
        if any(line.reprint == made.reprint for line in same):
            raise Refusal("print_overtaken", serial=made.serial, copy=made.reprint + 1)
        if made.reprint and (not same or any(line.copy == made.copy for line in same)):
            require(self.reason, "reason")
        work.add(made)
        counted = replace(claim, prints=claim.prints + 1)
        work.keep(claim, counted)
        if counted.status == "approved" and self.form in CLAIM_FORMS:
            advance(work, counted, "printed")
        return made.uid

    def _line(self, work: Work, claim: Claim) -> Print:
        return Print(
            uid=new_uid(),
            claim=claim.uid,
            at=work.now,
            form=self.form,
            serial=self.serial or claim.serial,
            reprint=self.reprint,
            agent=work.agent.uid,
            sha256=self.sha256,
            pages=self.pages,
            reason=self.reason.strip(),
            template_version=self.template_version,
            kind=self.kind,
            copies=max(self.copies, 1),
            copy=self.copy,
            language=self.language,
            job=self.job,
        )


@dataclass(frozen=True, slots=True)
class VoidPrint:
    """Void a printed copy, or with `whole` every copy of its number, with the reason.

    The number stays used. Later copies of a number that is void say 作废.
    """

    line: str
    reason: str
    whole: bool = False

    def perform(self, work: Work) -> int:
        """Give how many copies were voided. Codes: not_found, not_allowed, text_missing,
        print_void (it was voided before).
        """
        check_may(work.agent, "claim_print")
        reason = require(self.reason, "reason")
        line = work.get(Print, self.line)
        lines = [line]
        if self.whole and line.serial:
            around = work.where(Print, "claim=?", line.claim)
            lines = [other for other in around if other.serial == line.serial]
        standing = [one for one in lines if one.voided_at is None]
        if not standing:
            raise Refusal("print_void", serial=line.serial, copy=line.reprint + 1)
        for one in standing:
            who = work.agent.uid
            work.keep(one, replace(one, voided_at=work.now, voided_by=who, void_reason=reason))
        return len(standing)


@dataclass(frozen=True, slots=True)
class ExplainSerial:
    """Say what became of a number of this desk that no claim and no register line bears."""

    serial: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_allowed, text_missing, serial_not_missing (it is borne by a form, or this desk
        never had it).
        """
        check_may(work.agent, "claim_print")
        reason = require(self.reason, "reason")
        taken = serials.was_taken(work.connection, self.serial)
        if not taken or work.where(Print, "serial=?", self.serial) or self._borne(work):
            raise Refusal("serial_not_missing", serial=self.serial)
        told = {"by": work.agent.uid, "at": work.now, "reason": reason}
        state.write(work.connection, EXPLAINED + self.serial, json.dumps(told, ensure_ascii=False))
        work.note("ExplainSerial", serial=self.serial, reason=reason)

    def _borne(self, work: Work) -> bool:
        claims = work.where(Claim, "serial=? AND serial<>''", self.serial)
        return bool(claims) or any(
            self.serial in borne(claim)
            for claim in work.where(
                Claim, "instr(extra,'\"serial:')>0 AND instr(extra,?)>0", self.serial
            )
        )
