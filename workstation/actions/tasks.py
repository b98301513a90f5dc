"""Tasks for other departments: tickets of their own that report back to the ticket they serve."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from workstation.actions.deciding import settle
from workstation.actions.family import report
from workstation.actions.tickets import ResolveTicket, active, awake, require
from workstation.domain.identity import new_uid
from workstation.domain.procedure import DEPARTMENTS
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket, check_choice, check_move
from workstation.store.work import Work


@dataclass(frozen=True, slots=True)
class OpenTask:
    """Ask another department for something about a ticket.

    The task is a ticket of its own with a number and the department's limits; `due` (milliseconds
    UTC) is a moment agreed with them. `form` is the form of the step that the answer fills in.
    Unless `wait` is off, the ticket waits for us until the last task is answered. It belongs to
    the one who asks, and stands where its ticket stands.
    """

    parent: str
    department: str
    what: str
    due: int | None = None
    form: str = ""
    wait: bool = True

    def perform(self, work: Work) -> str:
        """Give the task's uid. Codes: not_found, value_unknown, text_missing, ticket_done,
        task_of_task, waiting_past.
        """
        what = require(self.what, "question")
        check_choice("department", self.department, DEPARTMENTS[1:])
        parent = work.get(Ticket, self.parent)
        if parent.parent:
            raise Refusal("task_of_task", number=parent.number)
        if not parent.is_open:
            raise Refusal("ticket_done", number=parent.number)
        if self.due is not None and self.due <= work.now:
            raise Refusal("waiting_past", until=self.due)
        task = self._made(work, parent, what)
        work.add(task)
        work.say(task.uid, "note", what, data={"event": "task", "parent": parent.uid})
        told = {
            "event": "task_opened",
            "task": task.uid,
            "number": task.number,
            "department": task.department,
        }
        work.say(parent.uid, "system", what, data=told)
        self._hold(work, parent)
        return task.uid

    def _made(self, work: Work, parent: Ticket, what: str) -> Ticket:
        told = {"form": self.form} if self.form else {}
        agreed: dict[str, Any] = {
            "waiting_reason": "internal",
            "waiting_since": work.now,
            "status": "waiting",
        }
        task = Ticket(
            uid=new_uid(),
            number=work.next_number("ticket"),
            created_at=work.now,
            subject=what.splitlines()[0][:60],
            source="task",
            channel=parent.channel,
            party=parent.party,
            group_code=parent.group_code,
            region=parent.region,
            status="open",
            priority=parent.priority,
            owner=parent.owner or work.agent.uid,
            waybill=parent.waybill,
            parcel=parent.parcel,
            extra=told,
            parent=parent.uid,
            department=self.department,
            lane=parent.lane,
            last_activity_at=work.now,
        )
        if self.due is not None:
            task = replace(task, waiting_until=self.due, **agreed)
        return settle(work, task)

    def _hold(self, work: Work, parent: Ticket) -> None:
        facts: dict[str, object] = {}
        if self.wait and parent.status != "waiting":
            check_move(parent, "waiting")
            facts = {
                "status": "waiting",
                "waiting_reason": "internal",
                "waiting_since": work.now,
                "waiting_until": self.due,
                "owner": parent.owner or work.agent.uid,
            }
        work.keep(parent, active(work, parent, **facts))


@dataclass(frozen=True, slots=True)
class AnswerTask:
    """Report a department's answer back to the ticket; the task is done.

    `values` fill in the form for which it was asked; `unable` says that they could not do it.
    """

    task: str
    answer: str
    values: dict[str, str] = field(default_factory=dict)
    unable: bool = False

    def perform(self, work: Work) -> None:
        """Codes: not_found, text_missing, not_a_task, status_already, status_forbidden."""
        answer = require(self.answer, "answer")
        task = work.get(Ticket, self.task)
        if not task.parent:
            raise Refusal("not_a_task", number=task.number)
        check_move(task, "resolved")
        done = active(
            work,
            task,
            status="resolved",
            outcome="unfounded" if self.unable else "solved",
            resolved_at=work.now,
            first_response_at=task.first_response_at or work.now,
            **awake(work, task),
        )
        work.say(task.uid, "note", answer)
        work.keep(task, done)
        report(work, done, answer, self.values)


@dataclass(frozen=True, slots=True)
class CancelTask:
    """Take a task back, with the reason; the ticket is told."""

    task: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, text_missing, not_a_task, status_already, status_forbidden."""
        reason = require(self.reason, "reason")
        task = work.get(Ticket, self.task)
        if not task.parent:
            raise Refusal("not_a_task", number=task.number)
        ResolveTicket(task.uid, "withdrawn", note=reason).perform(work)


def take_back_task(work: Work, uid: str) -> None:
    """Close a task whose making is taken back; other tickets stay: they are customers' cases.

    Raises `Refusal`: undo_impossible, undo_overtaken (it was answered).
    """
    task = work.get(Ticket, uid)
    if not task.parent:
        raise Refusal("undo_impossible", kind="ticket")
    if not task.is_open:
        raise Refusal("undo_overtaken", field="status")
    facts = {"status": "closed", "outcome": "withdrawn", "closed_at": work.now}
    work.keep(task, active(work, task, resolved_at=work.now, **awake(work, task) | facts))
