"""Giving tickets to people who are there, can do them and have room."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workstation.actions.deciding import facts_of
from workstation.actions.tickets import active
from workstation.domain.assignment import Candidate, candidates, needed_skills
from workstation.domain.people import AVAILABILITIES, Agent, check_may
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket, check_choice
from workstation.store.work import Work


def loads(work: Work) -> dict[str, int]:
    """How many open tickets everybody has."""
    rows = work.connection.execute(
        "SELECT owner,count(*) FROM ticket WHERE is_open=1 AND owner<>'' GROUP BY owner"
    )
    return {str(owner): int(number) for owner, number in rows}


def people_for(work: Work, ticket: Ticket) -> tuple[Candidate, ...]:
    """Everybody who might work a ticket, the best first, with what speaks against them."""
    rules = work.rules.assignment
    skills = needed_skills(rules, facts_of(work, ticket))
    people = work.where(Agent, "active=1", limit=5_000)
    return candidates(people, loads(work), rules, ticket.group_code, ticket.region, skills)


@dataclass(frozen=True, slots=True)
class AutoAssign:
    """Give a ticket to the suitable person with the most room."""

    ticket: str

    def perform(self, work: Work) -> str:
        """Give the person's uid. Codes: not_found, ticket_done, nobody_free."""
        ticket = work.get(Ticket, self.ticket)
        if not ticket.is_open:
            raise Refusal("ticket_done", number=ticket.number)
        best = next((one for one in people_for(work, ticket) if one.suitable), None)
        if best is None:
            raise Refusal("nobody_free", number=ticket.number, group=ticket.group_code)
        status = "open" if ticket.status == "new" else ticket.status
        work.keep(ticket, active(work, ticket, owner=best.agent.uid, status=status))
        return best.agent.uid


@dataclass(frozen=True, slots=True)
class SetAvailability:
    """Say whether tickets are given to a person just now: oneself, or by a leader."""

    availability: str
    agent: str = ""

    def perform(self, work: Work) -> None:
        """Codes: value_unknown, not_found, not_allowed."""
        check_choice("availability", self.availability, AVAILABILITIES)
        agent = work.get(Agent, self.agent or work.agent.uid)
        if agent.uid != work.agent.uid:
            check_may(work.agent, "assign_other")
        work.keep(agent, replace(agent, availability=self.availability))


@dataclass(frozen=True, slots=True)
class SetWorkload:
    """Say what a person can do and how many open tickets they are given at most (0: the rule)."""

    agent: str
    skills: tuple[str, ...]
    load_limit: int = 0

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, value_unknown."""
        check_may(work.agent, "assign_other")
        if self.load_limit < 0:
            raise Refusal("value_unknown", field="load_limit", value=self.load_limit)
        known = {skill.code for skill in work.rules.assignment.skills}
        for skill in self.skills:
            if skill not in known:
                raise Refusal("value_unknown", field="skill", value=skill)
        agent = work.get(Agent, self.agent)
        work.keep(agent, replace(agent, skills=self.skills, load_limit=self.load_limit))
