"""Who might work a ticket, and who works here, for screens that let somebody choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workstation.actions.assigning import loads
from workstation.actions.assigning import people_for as judged
from workstation.domain.assignment import Candidate, room_of
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.store.work import Work

if TYPE_CHECKING:
    from workstation.desk import Desk


@dataclass(frozen=True, slots=True)
class Staff:
    """A person with the open tickets they have, and how many they are given at most (0: any)."""

    agent: Agent
    load: int
    room: int


def staff(desk: Desk) -> tuple[Staff, ...]:
    """Everybody who works here, by work number."""
    work = Work(desk.read.connection, desk.agent, desk.clock(), desk.rules)
    held = loads(work)
    people = (agent for agent in desk.read.agents() if agent.active)
    made = (Staff(one, held.get(one.uid, 0), room_of(one, desk.rules.assignment)) for one in people)
    return tuple(sorted(made, key=lambda one: (one.agent.work_no, one.agent.uid)))


def people_for(desk: Desk, ticket: str) -> tuple[Candidate, ...]:
    """Everybody who might work a ticket, the best first; raises `Refusal("not_found")`."""
    found = desk.read.ticket(ticket)
    if found is None:
        raise Refusal("not_found", kind="ticket", uid=ticket)
    return judged(Work(desk.read.connection, desk.agent, desk.clock(), desk.rules), found)
