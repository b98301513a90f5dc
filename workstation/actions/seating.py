"""Where a ticket stands in its procedure: the version that it keeps, its step, what it goes by."""

from __future__ import annotations

from typing import Any, Final

from workstation.actions.deciding import parcel_of
from workstation.domain.checklist import exit_facts
from workstation.domain.claim import Claim
from workstation.domain.conversation import Entry
from workstation.domain.people import Agent, Customer
from workstation.domain.procedure import WORKED_BY, Procedure, Step, after_reopening
from workstation.domain.refusal import Refusal
from workstation.domain.step_facts import ticket_facts
from workstation.domain.step_record import StepRecord
from workstation.domain.ticket import OPEN_STATUSES, Ticket
from workstation.store.work import Work

_ALL: Final = 5_000


def procedure_of(work: Work, ticket: Ticket) -> Procedure:
    """The procedure in the version that the ticket keeps, else the present one of its group.

    Raises `Refusal("procedure_missing")`; a task for a department has none.
    """
    kept = work.rules.procedure(ticket.procedure) if ticket.procedure else None
    found = kept or work.rules.procedures.get(ticket.group_code)
    if found is None or ticket.parent:
        raise Refusal("procedure_missing", group=ticket.group_code)
    return found


def step_of(procedure: Procedure, ticket: Ticket) -> Step:
    """The ticket's step; raises `Refusal("step_gone")` where this version has it no more."""
    if not procedure.has(ticket.step):
        raise Refusal("step_gone", step=ticket.step, procedure=procedure.told, number=ticket.number)
    return procedure.step(ticket.step)


def check_worked_by(agent: Agent, step: Step) -> None:
    """Raise `Refusal("step_owner")` unless the agent's role may leave the step."""
    if agent.role not in WORKED_BY[step.owner_role]:
        raise Refusal(
            "step_owner",
            owner=step.owner_role,
            role=agent.role,
            name_zh=step.name_zh,
            name_en=step.name_en,
        )


def records_of(work: Work, ticket: str) -> tuple[StepRecord, ...]:
    """All that the ticket's steps wrote down."""
    return tuple(work.where(StepRecord, "ticket=?", ticket, limit=_ALL))


def tasks_of(work: Work, parent: str) -> list[Ticket]:
    """The tasks of a ticket, oldest first."""
    return work.where(Ticket, "parent=? AND parent<>''", parent)


def open_tasks(work: Work, parent: str) -> list[Ticket]:
    """The tasks of a ticket that nobody has answered yet."""
    return [task for task in tasks_of(work, parent) if task.status in OPEN_STATUSES]


def facts_at(
    work: Work, ticket: Ticket, procedure: Procedure, records: tuple[StepRecord, ...]
) -> dict[str, object]:
    """What the ways out of the ticket's step look at."""
    told = ticket_facts(
        ticket,
        parcel_of(work, ticket),
        work.find(Customer, ticket.customer) if ticket.customer else None,
        work.where(Claim, "ticket=?", ticket.uid),
        len(open_tasks(work, ticket.uid)),
        work.now,
    )
    return exit_facts(procedure, ticket, records, told)


def reopened_at(work: Work, ticket: Ticket) -> dict[str, Any]:
    """The facts that put a reopened ticket where its procedure goes on."""
    try:
        to = after_reopening(procedure_of(work, ticket), ticket.step)
    except Refusal:
        return {}
    return {"step": to, "step_since": work.now} if to else {}


def groups_left(work: Work, ticket: str) -> set[str]:
    """The groups that a ticket was in before, by its timeline."""
    told = work.where(Entry, "ticket=? AND kind='change'", ticket, limit=_ALL)
    fields = (entry.data.get("fields") for entry in told)
    moves = (
        item["group_code"] for item in fields if isinstance(item, dict) and "group_code" in item
    )
    return {str(move[0]) for move in moves}


def bounced(work: Work, ticket: Ticket, group: str) -> int:
    """How often the ticket has come back to a group it had left, with a move to `group`."""
    came_back = group != ticket.group_code and group in groups_left(work, ticket.uid)
    return ticket.bounced + int(came_back)
