"""Somebody who walks a ticket through its procedure on a real desk, form by form."""

from __future__ import annotations

from typing import Any

from tests.workstation.seat import Seat
from workstation.actions.steps import TakeStep, WriteStepRecord
from workstation.actions.tickets import CorrectGroup
from workstation.domain.checklist import Checklist
from workstation.domain.limits import Limit, Planner
from workstation.domain.people import Agent
from workstation.domain.step_form import Form
from workstation.domain.ticket import Ticket


class Walker:
    """Takes the steps of one ticket, by whoever may."""

    def __init__(self, seat: Seat, group: str, **facts: Any) -> None:
        self.seat = seat
        ticket = seat.ticket(**{"class_code": "safety", "subtype": "safety.damaged", **facts})
        if ticket.group_code != group:
            seat.do(CorrectGroup(ticket.uid, group, "按案情"))
        self.uid = ticket.uid

    @property
    def ticket(self) -> Ticket:
        """The ticket as it stands."""
        return self.seat.read(self.uid)

    @property
    def checklist(self) -> Checklist:
        """What its step asks for."""
        found = self.seat.desk.checklist(self.uid)
        assert found is not None
        return found

    def limits(self) -> tuple[Limit, ...]:
        """What the ticket owes until when."""
        return Planner(self.seat.desk.rules).plan(self.ticket).lines

    def who(self) -> Agent:
        """Somebody whose role may leave the step."""
        step = self.checklist.step
        assert step is not None
        people = {"agent": self.seat.agent, "claims": self.seat.clerk, "leader": self.seat.leader}
        return people[step.owner_role]

    def write(self, code: str, **told: str) -> str:
        """Write a form: what is told, and something in every other field that must be filled."""
        form = self.checklist.procedure.form(code)
        values = {**self._needed(form), **told}
        return str(self.seat.do(WriteStepRecord(self.uid, code, values), self.who()).result)

    def to(self, step: str, when: str = "", note: str = "", **told: str) -> None:
        """Write the step's forms, with what is told, and go on to another."""
        for line in self.checklist.forms:
            if line.required:
                names = {item.code for item in line.form.fields}
                self.write(line.form.code, **{k: v for k, v in told.items() if k in names})
        self.take(step, when, note)

    def take(self, step: str, when: str = "", note: str = "") -> None:
        """Go on without writing anything."""
        self.seat.do(TakeStep(self.uid, step, when, note), self.who())

    def to_contacted(self) -> None:
        """The four steps that all groups share."""
        self.to("classified")
        self.to("routed")
        self.to("contacted", result="reached")

    def _needed(self, form: Form) -> dict[str, str]:
        given = {"money": "10000", "moment": str(self.seat.now), "number": "3"}
        given |= {"phone": "13800138000", "yes_no": "no", "party": "sender"}
        return {
            item.code: given.get(item.kind) or (item.codes() or ("已核实",))[0]
            for item in form.fields
            if item.required
        }
