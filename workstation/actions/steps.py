"""Going through a procedure: writing a step's forms, taking a way out, going back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final

from workstation.actions.claims import MakeClaim
from workstation.actions.seating import (
    check_worked_by,
    facts_at,
    procedure_of,
    records_of,
    step_of,
)
from workstation.actions.step_effects import EFFECTS
from workstation.actions.tickets import ReopenTicket, ResolveTicket, active, move, require
from workstation.domain.checklist import check_form, written_in
from workstation.domain.claim import LIVE_CLAIMS, Claim
from workstation.domain.conversation import Attachment, Entry
from workstation.domain.identity import new_uid
from workstation.domain.people import may
from workstation.domain.procedure import Exit, Procedure, Step, check_exit, first_step
from workstation.domain.refusal import Refusal
from workstation.domain.step_form import Form, check_values, unfit
from workstation.domain.step_path import Passed, path_of
from workstation.domain.step_record import StepRecord
from workstation.domain.ticket import Ticket
from workstation.store.work import Work

_ALL: Final = 5_000


@dataclass(frozen=True, slots=True)
class WriteStepRecord:
    """Fill in a form of the ticket's procedure; a correction `replaces` the record it corrects.

    `values` are the fields' values as text: money in fen, moments in milliseconds UTC, "yes" or
    "no", choices by their codes, attachments by their ids.
    """

    ticket: str
    form: str
    values: dict[str, str] = field(default_factory=dict)
    replaces: str = ""

    def perform(self, work: Work) -> str:
        """Give the record's uid.

        Codes: not_found, ticket_done, procedure_missing, form_unknown, form_field_unknown,
        form_field_missing, form_value, record_other (it replaces one of another form or ticket).
        """
        ticket = work.get(Ticket, self.ticket)
        if not ticket.is_open:
            raise Refusal("ticket_done", number=ticket.number)
        procedure = procedure_of(work, ticket)
        form = check_form(procedure, self.form)
        values = check_values(form, self.values)
        _check_files(work, ticket, form, values)
        self._check_replaced(work)
        record = StepRecord(
            uid=new_uid(),
            ticket=ticket.uid,
            at=max(work.now, ticket.step_since or 0),  # a clock may have been put back since
            form=form.code,
            author=work.agent.uid,
            author_name=work.agent.name,
            procedure=procedure.told,
            step=ticket.step,
            values=values,
            replaces=self.replaces,
        )
        work.add(record)
        facts = EFFECTS[form.effect](work, ticket, form, record)
        if form.effect != "contact":
            work.say(ticket.uid, "system", data=_told(procedure, form, record))
        work.keep(ticket, active(work, ticket, **facts))
        return record.uid

    def _check_replaced(self, work: Work) -> None:
        if not self.replaces:
            return
        old = work.get(StepRecord, self.replaces)
        if (old.ticket, old.form) != (self.ticket, self.form):
            raise Refusal("record_other", form=self.form)


def _told(procedure: Procedure, form: Form, record: StepRecord) -> dict[str, object]:
    return {
        "event": "step_record",
        "record": record.uid,
        "form": form.code,
        "name_zh": form.name_zh,
        "name_en": form.name_en,
        "step": record.step,
        "rule": procedure.told,
    }


def _check_files(work: Work, ticket: Ticket, form: Form, values: dict[str, str]) -> None:
    """What a form names as its files hangs on the ticket."""
    for item in form.fields:
        if item.kind == "attachment":
            for uid in values.get(item.code, "").split():
                file = work.find(Attachment, uid)
                if file is None or file.ticket != ticket.uid:
                    raise unfit(form, item, uid)


@dataclass(frozen=True, slots=True)
class TakeStep:
    """Go on to the next step of the procedure; `when` tells two ways to one step apart.

    A way to an end resolves the ticket, one out of an end takes it up again (with `note` as the
    reason), one to another group hands it over; a step that makes a claim makes it.
    """

    ticket: str
    to: str
    when: str = ""
    note: str = ""
    even_if_tasks: bool = False

    def perform(self, work: Work) -> None:
        """Codes: not_found, procedure_missing, step_gone, step_owner, step_forbidden,
        step_facts_missing (names the forms), exit_locked (with the reason), ticket_done,
        tasks_open, text_missing, and those of making a claim.
        """
        ticket = work.get(Ticket, self.ticket)
        procedure = procedure_of(work, ticket)
        here = step_of(procedure, ticket)
        if not ticket.is_open and not here.is_last:
            raise Refusal("ticket_done", number=ticket.number)
        check_worked_by(work.agent, here)
        records = records_of(work, ticket.uid)
        way = check_exit(
            procedure,
            here.code,
            self.to,
            written_in(ticket, records),
            self.when,
            facts_at(work, ticket, procedure, records),
        )
        self._go(work, ticket, procedure, way)

    def _go(self, work: Work, ticket: Ticket, procedure: Procedure, way: Exit) -> None:
        target = procedure.step(way.to)
        note = self.note.strip()
        if not ticket.is_open:
            ReopenTicket(ticket.uid, require(note, "note")).perform(work)
            again = work.get(Ticket, ticket.uid)
            if again.step != way.to:
                _enter(work, again, procedure, way)
            return
        if target.kind == "hand_over":
            _hand_over(work, ticket, procedure, way, note)
            return
        if note:
            work.say(ticket.uid, "note", note)
        _enter(work, ticket, procedure, way)
        if target.makes == "claim":
            _claim(work, ticket.uid, note)
        if target.kind == "end":
            outcome = way.outcome or "solved"
            ResolveTicket(ticket.uid, outcome, even_if_tasks=self.even_if_tasks).perform(work)


def _enter(work: Work, ticket: Ticket, procedure: Procedure, way: Exit) -> None:
    """Put the ticket on the step that a way leads to; the line says which way, by which version."""
    facts: dict[str, Any] = {"step": way.to, "step_since": work.now, "procedure": procedure.told}
    if ticket.status == "new":
        facts["status"] = "open"
    if not ticket.owner and ticket.is_open:
        facts["owner"] = work.agent.uid
    decided = {"rule": procedure.told, "exit": way.when}
    work.keep(ticket, active(work, ticket, **facts), decided=decided)
    if way.to == ticket.step:  # round again: no field tells it
        data = {"fields": {"step": [way.to, way.to]}, **decided}
        work.say(ticket.uid, "change", data=data)


def _hand_over(work: Work, ticket: Ticket, procedure: Procedure, way: Exit, note: str) -> None:
    step = procedure.step(way.to)
    reason = note or way.name_zh
    facts: dict[str, Any] = {"route_rule": procedure.told, "route_reason": reason}
    if ticket.status == "new":
        facts["status"] = "open"
    move(work, ticket, step.group, reason, enters=step.enters, **facts)
    there = work.rules.procedures[step.group]
    entered = step.enters or first_step(there)
    if there.step(entered).makes == "claim":
        _claim(work, ticket.uid, note)


def _claim(work: Work, ticket: str, note: str) -> None:
    """Make the ticket's claim, unless it has a live one."""
    claims = work.where(Claim, "ticket=?", ticket)
    if not any(claim.status in LIVE_CLAIMS or claim.status == "paid" for claim in claims):
        MakeClaim(ticket, reason=note).perform(work)


@dataclass(frozen=True, slots=True)
class GoBackStep:
    """Go back to the step before; `to` names an earlier one, which is a leader's to choose.

    Agents say why; what was written stays.
    """

    ticket: str
    reason: str = ""
    to: str = ""

    def perform(self, work: Work) -> str:
        """Give the step's code.

        Codes: not_found, procedure_missing, ticket_done, step_first, text_missing, not_allowed.
        """
        ticket = work.get(Ticket, self.ticket)
        procedure = procedure_of(work, ticket)
        if not ticket.is_open:
            raise Refusal("ticket_done", number=ticket.number)
        leads = may(work.agent, "assign_other")
        reason = self.reason.strip() if leads else require(self.reason, "reason")
        before = _passed(work, ticket, procedure)
        if not before:
            raise Refusal("step_first", step=ticket.step, number=ticket.number)
        to = self.to or before[-1].step
        if to not in {item.step for item in before}:
            allowed = tuple(dict.fromkeys(item.step for item in before))
            raise Refusal(
                "step_forbidden",
                before=ticket.step,
                after=to,
                allowed=allowed,
                procedure=procedure.code,
            )
        if to != before[-1].step and not leads:
            raise Refusal(
                "not_allowed", act="step_back", role=work.agent.role, agent=work.agent.name
            )
        facts = {"step": to, "step_since": work.now, "procedure": procedure.told}
        decided = {"rule": procedure.told, "exit": "", "back": True}
        work.keep(ticket, active(work, ticket, **facts), decided=decided)
        if reason:
            work.say(ticket.uid, "note", reason)
        return to


def _passed(work: Work, ticket: Ticket, procedure: Procedure) -> list[Passed]:
    """The stays in steps of this group before the present one, without those gone back over."""
    told = work.where(Entry, "ticket=? AND kind='change'", ticket.uid, limit=_ALL)
    stays = [item for item in path_of(ticket, told) if item.group == ticket.group_code]
    way: list[Passed] = []
    for item in stays:
        places = [place for place, known in enumerate(way) if known.step == item.step]
        if places:
            del way[places[0] :]
        way.append(item)
    return [item for item in way[:-1] if procedure.has(item.step)]


@dataclass(frozen=True, slots=True)
class SeatTicket:
    """Put a ticket on a step of the procedure in force, by default the one it stands on.

    For one whose version had a step that is there no more, and for leaders who want the version
    in force for a ticket that began under an older one.
    """

    ticket: str
    to: str = ""
    reason: str = ""

    def perform(self, work: Work) -> str:
        """Give the step's code. Codes: not_found, procedure_missing, step_unknown, not_allowed,
        text_missing, ticket_done.
        """
        ticket = work.get(Ticket, self.ticket)
        kept = procedure_of(work, ticket)
        present = work.rules.procedures.get(ticket.group_code)
        if present is None:
            raise Refusal("procedure_missing", group=ticket.group_code)
        if not ticket.is_open:
            raise Refusal("ticket_done", number=ticket.number)
        if kept.has(ticket.step) and not may(work.agent, "assign_other"):
            raise Refusal(
                "not_allowed", act="step_seat", role=work.agent.role, agent=work.agent.name
            )
        reason = require(self.reason, "reason")
        to = self.to or (ticket.step if present.has(ticket.step) else first_step(present))
        step: Step = present.step(to)
        facts = {"step": step.code, "step_since": work.now, "procedure": present.told}
        decided = {"rule": present.told, "exit": "", "seated": True}
        work.keep(ticket, active(work, ticket, **facts), decided=decided)
        work.say(ticket.uid, "note", reason)
        return step.code


def take_back_record(work: Work, uid: str) -> None:
    """Take a record back by one without values that replaces it."""
    record = work.get(StepRecord, uid)
    taken = replace(
        record,
        uid=new_uid(),
        at=work.now,
        author=work.agent.uid,
        author_name=work.agent.name,
        values={},
        replaces=uid,
    )
    work.add(taken)
