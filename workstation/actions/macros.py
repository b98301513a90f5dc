"""A macro's acts as actions on one ticket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from workstation.actions.acting import Around, DoAct
from workstation.actions.replies import AddNote
from workstation.actions.tickets import (
    ChangePriority,
    EscalateTicket,
    ResolveTicket,
    ResumeTicket,
    SetWaiting,
    TakeTicket,
    TransferTicket,
    UrgeTicket,
)
from workstation.domain.macro import Macro, MacroAct
from workstation.store.replica import Action

_HOUR: Final = 3_600_000


def actions_of(
    macro: Macro, ticket: str, now: int, around: Around | None = None
) -> tuple[Action, ...]:
    """The actions that the macro does on the ticket of a uid; `now` in milliseconds UTC.

    None of them looks at what stands in an editor: a half-typed reply stays a draft. `around` is
    needed by macros that speak (`Desk.around`).
    """
    told = around or Around()
    return tuple(
        _MADE[act.code](act, ticket, now) if act.code in _MADE else DoAct(ticket, act, told)
        for act in macro.acts
    )


def _wait(act: MacroAct, ticket: str, now: int) -> Action:
    until = now + act.hours * _HOUR if act.hours else None
    return SetWaiting(ticket, act.reason, until, act.note)


_MADE: Final[dict[str, Callable[[MacroAct, str, int], Action]]] = {
    "take": lambda act, ticket, now: TakeTicket(ticket),
    "note": lambda act, ticket, now: AddNote(ticket, act.note),
    "urge": lambda act, ticket, now: UrgeTicket(ticket, act.note),
    "wait": _wait,
    "resume": lambda act, ticket, now: ResumeTicket(ticket),
    "priority": lambda act, ticket, now: ChangePriority(ticket, act.priority),
    "transfer": lambda act, ticket, now: TransferTicket(ticket, act.group, act.note),
    "escalate": lambda act, ticket, now: EscalateTicket(ticket, act.reason),
    "resolve": lambda act, ticket, now: ResolveTicket(ticket, act.outcome, note=act.note),
}
