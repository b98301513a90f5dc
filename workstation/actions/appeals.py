"""Appeals to the regulator (12305): when we were told, and when we answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workstation.actions.tickets import active, require
from workstation.domain.facts import APPEAL_ANSWERED_AT, APPEAL_AT, APPEAL_NO
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.store.work import Work

#: The tag by which such tickets are found.
TAG: Final = "12305"


@dataclass(frozen=True, slots=True)
class RecordAppeal:
    """Write down that the regulator has told us of an appeal: its number and when (ms UTC).

    The clocks of the regulator run from then on; whether the ticket is reopened is for people.
    """

    ticket: str
    number: str
    told_at: int | None = None
    note: str = ""

    def perform(self, work: Work) -> None:
        """Codes: not_found, text_missing, moment_ahead, appeal_known."""
        number = require(self.number, "appeal_no")
        ticket = work.get(Ticket, self.ticket)
        at = work.now if self.told_at is None else self.told_at
        if at > work.now:
            raise Refusal("moment_ahead", at=at)
        if APPEAL_AT in ticket.extra and APPEAL_ANSWERED_AT not in ticket.extra:
            raise Refusal("appeal_known", number=ticket.extra.get(APPEAL_NO, ""))
        extra = {name: told for name, told in ticket.extra.items() if name != APPEAL_ANSWERED_AT}
        extra |= {APPEAL_AT: str(at), APPEAL_NO: number}
        tags = ticket.tags if TAG in ticket.tags else (*ticket.tags, TAG)
        work.keep(ticket, active(work, ticket, extra=extra, tags=tags))
        told = {"event": "appealed", "appeal": number, "told_at": at}
        work.say(ticket.uid, "system", self.note.strip(), data=told)


@dataclass(frozen=True, slots=True)
class AnswerAppeal:
    """Write down that the regulator has our answer, and what it says."""

    ticket: str
    note: str
    answered_at: int | None = None

    def perform(self, work: Work) -> None:
        """Codes: not_found, text_missing, moment_ahead, appeal_missing."""
        note = require(self.note, "note")
        ticket = work.get(Ticket, self.ticket)
        at = work.now if self.answered_at is None else self.answered_at
        if at > work.now:
            raise Refusal("moment_ahead", at=at)
        if APPEAL_AT not in ticket.extra or APPEAL_ANSWERED_AT in ticket.extra:
            raise Refusal("appeal_missing", number=ticket.number)
        extra = {**ticket.extra, APPEAL_ANSWERED_AT: str(at)}
        work.keep(ticket, active(work, ticket, extra=extra))
        told = {"event": "appeal_answered", "appeal": extra.get(APPEAL_NO, "")}
        work.say(ticket.uid, "system", note, data=told)
