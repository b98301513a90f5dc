"""The call-backs that the rules ask for when a case is solved, and that a reopened one drops."""

from __future__ import annotations

from dataclasses import replace

from workstation.domain.identity import new_uid
from workstation.domain.revisit import Revisit
from workstation.domain.revisit_rules import FACTS, due_of, rule_for
from workstation.domain.ticket import Ticket
from workstation.store.work import Work


def schedule(work: Work, ticket: Ticket) -> str:
    """Set the call-back that the rules ask for after a ticket was solved; its uid, or ""."""
    facts: dict[str, object] = {name: getattr(ticket, name) for name in FACTS}
    rule = rule_for(work.rules.revisits, facts, ticket.uid)
    if rule is None or _due(work, ticket.uid):
        return ""
    made = Revisit(
        uid=new_uid(),
        ticket=ticket.uid,
        due_at=due_of(rule, work.rules.calendars[rule.calendar], work.now),
        made_at=work.now,
        made_by=work.agent.uid,
        made_by_name=work.agent.name,
        rule=f"{rule.code}@{work.rules.revisits.version}",
        purpose=rule.ask_zh,
    )
    work.add(made)
    return made.uid


def drop_due(work: Work, ticket: str, reason: str) -> None:
    """Cancel what is still due on a ticket, as when it was reopened."""
    for found in _due(work, ticket):
        work.keep(found, replace(found, state="cancelled", result=reason, done_at=work.now))


def _due(work: Work, ticket: str) -> list[Revisit]:
    return work.where(Revisit, "ticket=? AND state='due'", ticket)
