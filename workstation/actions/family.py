"""A ticket and its tasks for other departments: what one does to the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workstation.actions.deciding import settle
from workstation.actions.seating import open_tasks, tasks_of
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.store.work import Work


def check_answered(work: Work, ticket: Ticket) -> None:
    """Raise `Refusal("tasks_open")` while tasks of the ticket wait for an answer."""
    waiting = open_tasks(work, ticket.uid)
    if waiting:
        numbers = ", ".join(task.number for task in waiting)
        raise Refusal("tasks_open", number=ticket.number, count=len(waiting), tasks=numbers)


def carry_tasks(work: Work, ticket: Ticket) -> None:
    """Keep the tasks of a ticket in its group and region, so that who sees it sees them."""
    for task in tasks_of(work, ticket.uid):
        moved = replace(task, group_code=ticket.group_code, region=ticket.region)
        if moved != task:
            work.keep(task, settle(work, moved), tell=False)


def report(work: Work, task: Ticket, answer: str, values: dict[str, str] | None = None) -> None:
    """Tell a ticket what became of its task; its wait for us ends with the last one."""
    parent = _standing(work, task.parent)
    if parent is None:  # out of this desk's sight: the task itself keeps the answer
        return
    data: dict[str, object] = {
        "event": "task_answered",
        "task": task.uid,
        "number": task.number,
        "department": task.department,
        "outcome": task.outcome,
        "form": task.extra.get("form", ""),
        "values": dict(values or {}),
    }
    work.say(parent.uid, "system", answer, data=data)
    facts: dict[str, Any] = {"last_activity_at": work.now}
    if _waits_for_us(parent) and not open_tasks(work, parent.uid):
        facts |= woken(work, parent)
    work.keep(parent, settle(work, replace(parent, **facts)))


def _standing(work: Work, uid: str) -> Ticket | None:
    """The ticket of a uid, or the one that it was closed into."""
    found = work.find(Ticket, uid)
    seen = {uid}
    while found is not None and found.duplicate_of and found.duplicate_of not in seen:
        seen.add(found.duplicate_of)
        found = work.find(Ticket, found.duplicate_of) or found
    return found


def _waits_for_us(parent: Ticket) -> bool:
    return parent.status == "waiting" and parent.waiting_reason == "internal"


def woken(work: Work, ticket: Ticket) -> dict[str, Any]:
    """The facts that open a waiting ticket again."""
    from workstation.actions.tickets import awake  # it imports this module

    return {"status": "open", **awake(work, ticket)}
