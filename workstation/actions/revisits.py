"""Call-backs after a case is finished: set by rule or by hand, tried, done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from workstation.actions.tickets import ReopenTicket, active, require
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.domain.revisit import Revisit
from workstation.domain.revisit_rules import RevisitRule, again_at
from workstation.domain.ticket import Ticket, check_choice
from workstation.store.work import Work

_DAY: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class SetRevisit:
    """Have a customer called back at a moment (milliseconds UTC); `owner` is who will, or ""."""

    ticket: str
    due_at: int
    purpose: str
    owner: str = ""

    def perform(self, work: Work) -> str:
        """Give the uid. Codes: not_found, text_missing, revisit_past."""
        purpose = require(self.purpose, "purpose")
        ticket = work.get(Ticket, self.ticket)
        if self.due_at <= work.now:
            raise Refusal("revisit_past", due_at=self.due_at)
        made = Revisit(
            uid=new_uid(),
            ticket=ticket.uid,
            due_at=self.due_at,
            made_at=work.now,
            made_by=work.agent.uid,
            made_by_name=work.agent.name,
            purpose=purpose,
            owner=self.owner,
        )
        work.add(made)
        _tell(work, made, "set", purpose)
        return made.uid


@dataclass(frozen=True, slots=True)
class TryRevisit:
    """Note that nobody answered; it is tried again, or given up after the rule's last try."""

    revisit: str
    note: str = ""
    again_at: int | None = None

    def perform(self, work: Work) -> str:
        """Give the state that it has now. Codes: not_found, revisit_settled, revisit_past."""
        before = _open(work, self.revisit)
        rule = work.rules.revisits.rule(before.rule)
        attempts = before.attempts + 1
        facts = replace(before, attempts=attempts, last_try_at=work.now)
        if self.again_at is not None and self.again_at <= work.now:
            raise Refusal("revisit_past", due_at=self.again_at)
        if self.again_at is None and rule is not None and attempts >= rule.tries:
            after = replace(facts, state="unreachable", done_at=work.now, done_by=work.agent.uid)
        else:
            after = replace(facts, due_at=self.again_at or _again(work, rule))
        work.keep(before, after)
        _tell(work, after, "tried", self.note)
        return after.state


def _again(work: Work, rule: RevisitRule | None) -> int:
    if rule is None:
        return work.now + _DAY
    return again_at(rule, work.rules.calendars[rule.calendar], work.now)


@dataclass(frozen=True, slots=True)
class FinishRevisit:
    """Write down what the customer said; `reopen` takes the case up again with that reason.

    Satisfaction is 3 satisfied, 2 fair, 1 dissatisfied, None not asked.
    """

    revisit: str
    result: str
    satisfaction: int | None = None
    reopen: bool = False

    def perform(self, work: Work) -> None:
        """Codes: not_found, revisit_settled, text_missing, value_unknown."""
        result = require(self.result, "result")
        check_choice("satisfaction", self.satisfaction, (None, 1, 2, 3))
        before = _open(work, self.revisit)
        after = replace(
            before,
            state="done",
            attempts=before.attempts + 1,
            last_try_at=work.now,
            done_at=work.now,
            done_by=work.agent.uid,
            result=result,
            satisfaction=self.satisfaction,
        )
        work.keep(before, after)
        _tell(work, after, "done", result)
        ticket = work.find(Ticket, before.ticket)
        if ticket is None:
            return
        rated = (
            ticket if self.satisfaction is None else replace(ticket, satisfaction=self.satisfaction)
        )
        work.keep(ticket, active(work, rated, told_at=work.now))
        if self.reopen and not ticket.is_open:
            ReopenTicket(ticket.uid, result).perform(work)


@dataclass(frozen=True, slots=True)
class CancelRevisit:
    """Call nobody back after all, with the reason."""

    revisit: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, revisit_settled, text_missing."""
        reason = require(self.reason, "reason")
        before = _open(work, self.revisit)
        after = replace(
            before, state="cancelled", result=reason, done_at=work.now, done_by=work.agent.uid
        )
        work.keep(before, after)
        _tell(work, after, "cancelled", reason)


@dataclass(frozen=True, slots=True)
class MoveRevisit:
    """Call back at another moment, or have somebody else do it."""

    revisit: str
    due_at: int
    owner: str = ""

    def perform(self, work: Work) -> None:
        """Codes: not_found, revisit_settled, revisit_past."""
        if self.due_at <= work.now:
            raise Refusal("revisit_past", due_at=self.due_at)
        before = _open(work, self.revisit)
        work.keep(before, replace(before, due_at=self.due_at, owner=self.owner))


def _open(work: Work, uid: str) -> Revisit:
    found = work.get(Revisit, uid)
    if found.state != "due":
        raise Refusal("revisit_settled", state=found.state)
    return found


def _tell(work: Work, revisit: Revisit, event: str, words: str) -> None:
    facts = {"event": event, "revisit": revisit.uid, "due_at": revisit.due_at}
    if revisit.rule:
        facts["rule"] = revisit.rule
    work.say(revisit.ticket, "revisit", words.strip(), data=facts)
