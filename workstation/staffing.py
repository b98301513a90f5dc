"""Who might work a ticket, for a screen that lets somebody choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workstation.actions.assigning import people_for as judged
from workstation.domain.assignment import Candidate
from workstation.domain.refusal import Refusal
from workstation.store.work import Work

if TYPE_CHECKING:
    from workstation.desk import Desk


def people_for(desk: Desk, ticket: str) -> tuple[Candidate, ...]:
    """Everybody who might work a ticket, the best first; raises `Refusal("not_found")`."""
    found = desk.read.ticket(ticket)
    if found is None:
        raise Refusal("not_found", kind="ticket", uid=ticket)
    return judged(Work(desk.read.connection, desk.agent, desk.clock(), desk.rules), found)
