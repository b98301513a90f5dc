"""Looking at what is hidden: allowed to every agent, never without a reason that is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workstation.actions.tickets import require
from workstation.domain.ticket import Ticket, check_choice
from workstation.store.work import Work

#: Facts that are shown masked until somebody says why they need them.
HIDDEN: Final = ("phone", "phone2", "email", "address", "claimant_id_no", "payee_account")


@dataclass(frozen=True, slots=True)
class RevealFact:
    """Look at a masked fact of a ticket's people; journal and timeline keep who and why."""

    ticket: str
    field: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, value_unknown, text_missing."""
        check_choice("field", self.field, HIDDEN)
        reason = require(self.reason, "reason")
        ticket = work.get(Ticket, self.ticket)
        data = {"event": "revealed", "field": self.field}
        work.say(ticket.uid, "system", reason, data=data)


@dataclass(frozen=True, slots=True)
class RecordExport:
    """Note in the journal that unmasked facts left the desk, and why."""

    view: str
    file: str
    rows: int
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: text_missing."""
        reason = require(self.reason, "reason")
        work.note("RecordExport", view=self.view, file=self.file, rows=self.rows, reason=reason)


@dataclass(frozen=True, slots=True)
class RecordReading:
    """Note in the journal that masked facts were shown in full on a terminal, and why.

    `what` is what was asked for, such as `show 7-00012`; `rows` how many tickets it showed.
    """

    what: str
    rows: int
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: text_missing."""
        reason = require(self.reason, "reason")
        work.note("RecordReading", asked=self.what, rows=self.rows, reason=reason)
