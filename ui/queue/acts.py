"""What can be done to many tickets at once, and which of them it cannot be done to.

An act is tried by the rules of the domain before it is handed in, so that all tickets in its way
are named together; the desk decides in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from workstation.actions.acting import Around
from workstation.actions.assigning import AutoAssign
from workstation.actions.macros import actions_of
from workstation.actions.tickets import (
    AssignTicket,
    ChangePriority,
    CloseTicket,
    ReopenTicket,
    ResolveTicket,
    ResumeTicket,
    SetWaiting,
    TakeTicket,
    TransferTicket,
)
from workstation.actions.together import Bulk
from workstation.domain.macro import Macro, MacroAct
from workstation.domain.pages import QueueRow
from workstation.domain.people import Agent, check_may
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import OPEN_STATUSES, Ticket, check_move

Check = Callable[[QueueRow, Agent], None]


@dataclass(frozen=True, slots=True)
class Act:
    """One act: the actions it means for a ticket's uid, and a check that raises `Refusal`."""

    actions: Callable[[str], tuple[Any, ...]]
    check: Check
    afterwards: str = ""


def take() -> Act:
    """Make tickets one's own."""
    act = MacroAct("take")
    return Act(lambda uid: (TakeTicket(uid),), lambda row, agent: _check_act(act, row, agent))


def assign(owner: str) -> Act:
    """Give tickets to a person, or to nobody for ""."""

    def check(row: QueueRow, agent: Agent) -> None:
        if owner and owner != agent.uid and row.owner != agent.uid:
            check_may(agent, "assign_other")

    return Act(lambda uid: (AssignTicket(uid, owner),), check)


def assign_best() -> Act:
    """Give each ticket to the suitable person with most room."""

    def check(row: QueueRow, _agent: Agent) -> None:
        if row.status not in OPEN_STATUSES:
            raise Refusal("ticket_done", number=row.number)

    return Act(lambda uid: (AutoAssign(uid),), check)


def wait(reason: str, until: int | None) -> Act:
    """Have tickets wait."""

    def check(row: QueueRow, _agent: Agent) -> None:
        if row.status != "waiting":
            _check_move(row, "waiting")

    return Act(lambda uid: (SetWaiting(uid, reason, until),), check)


def resume() -> Act:
    """End the wait of tickets."""
    return Act(lambda uid: (ResumeTicket(uid),), lambda row, _agent: _check_move(row, "open"))


def resolve(outcome: str) -> Act:
    """Resolve tickets with one outcome."""
    return Act(
        lambda uid: (ResolveTicket(uid, outcome),),
        lambda row, _agent: _check_move(row, "resolved"),
    )


def close() -> Act:
    """Close resolved tickets."""

    def check(row: QueueRow, _agent: Agent) -> None:
        if row.status in OPEN_STATUSES:
            raise Refusal("not_resolved", number=row.number)
        _check_move(row, "closed")

    return Act(lambda uid: (CloseTicket(uid),), check)


def reopen(reason: str) -> Act:
    """Take up finished tickets again."""

    def check(row: QueueRow, _agent: Agent) -> None:
        if row.status in OPEN_STATUSES:
            raise Refusal("status_already", status=row.status, number=row.number)

    return Act(lambda uid: (ReopenTicket(uid, reason),), check)


def priority(level: int) -> Act:
    """Set the priority of tickets."""
    return Act(lambda uid: (ChangePriority(uid, level),), lambda _row, _agent: None)


def transfer(group: str, note: str) -> Act:
    """Hand tickets to another group."""
    return Act(
        lambda uid: (TransferTicket(uid, group, note),),
        lambda row, _agent: _check_group(row, group),
    )


def macro(told: Macro, now: int, around: Around | None = None) -> Act:
    """Do what a macro says; one that speaks needs `around` (`Desk.around`)."""

    def check(row: QueueRow, agent: Agent) -> None:
        for act in told.acts:
            _check_act(act, row, agent)

    return Act(lambda uid: actions_of(told, uid, now, around), check, told.afterwards)


def split(
    act: Act, rows: Iterable[QueueRow], agent: Agent
) -> tuple[list[QueueRow], list[tuple[QueueRow, Refusal]]]:
    """The tickets that an act can be done to, and the others with the reason."""
    fit: list[QueueRow] = []
    unfit: list[tuple[QueueRow, Refusal]] = []
    for row in rows:
        try:
            act.check(row, agent)
        except Refusal as refusal:
            unfit.append((row, refusal))
        else:
            fit.append(row)
    return fit, unfit


def action_for(act: Act, rows: Sequence[QueueRow]) -> Any:
    """One action for all these tickets: all or nothing, one undo."""
    actions = tuple(action for row in rows for action in act.actions(row.uid))
    return actions[0] if len(actions) == 1 else Bulk(actions)


def guilty(refusal: Refusal, rows: Iterable[QueueRow]) -> QueueRow | None:
    """The ticket that a refusal names, if it names one of these."""
    told = {str(refusal.facts.get(name, "")) for name in ("number", "ticket")} - {""}
    return next((row for row in rows if row.number in told or row.uid in told), None)


def _check_move(row: QueueRow, status: str) -> None:
    check_move(Ticket(row.uid, row.number, row.created_at, status=row.status), status)


def _check_group(row: QueueRow, group: str) -> None:
    if row.group_code == group:
        raise Refusal("group_already", group=group, number=row.number)


def _check_act(act: MacroAct, row: QueueRow, agent: Agent) -> None:
    if act.code == "wait" and row.status != "waiting":
        _check_move(row, "waiting")
    elif act.code in ("resume", "resolve"):
        _check_move(row, "open" if act.code == "resume" else "resolved")
    elif act.code in ("transfer", "escalate"):
        _check_group(row, act.group or "escalation")
    elif act.code in ("take", "urge") and row.status not in OPEN_STATUSES:
        raise Refusal("ticket_done", number=row.number)
    elif act.code == "take" and row.owner not in ("", agent.uid) and not _leads(agent):
        raise Refusal("ticket_owned", number=row.number, owner=row.owner_name)


def _leads(agent: Agent) -> bool:
    return agent.role in ("leader", "admin")
