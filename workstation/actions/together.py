"""Several actions as one piece of work."""

from __future__ import annotations

from dataclasses import dataclass

from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.store.replica import Action
from workstation.store.work import Work


@dataclass(frozen=True, slots=True)
class Bulk:
    """Several actions as one: all or nothing, one undo."""

    actions: tuple[Action, ...]

    def perform(self, work: Work) -> tuple[object, ...]:
        """Codes: those of the actions, with the ticket that stood in the way."""
        return tuple(_named(action, work) for action in self.actions)


def _named(action: Action, work: Work) -> object:
    try:
        return action.perform(work)
    except Refusal as refusal:
        uid = getattr(action, "ticket", "")
        ticket = work.find(Ticket, uid) if uid else None
        if ticket is not None:
            refusal.facts.setdefault("ticket", ticket.uid)
            refusal.facts.setdefault("number", ticket.number)
        raise
