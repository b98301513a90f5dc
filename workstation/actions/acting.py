"""Doing the acts of macros and automations on one ticket, within a piece of work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Final

from workstation.actions.assigning import AutoAssign
from workstation.actions.promises import MakePromise
from workstation.actions.replies import AddNote
from workstation.actions.revisits import SetRevisit
from workstation.actions.speaking import say_script
from workstation.actions.tasks import OpenTask
from workstation.actions.tickets import (
    ChangePriority,
    EscalateTicket,
    ResolveTicket,
    ResumeTicket,
    SetWaiting,
    TakeTicket,
    TransferTicket,
    UrgeTicket,
    active,
)
from workstation.domain.acts import Act
from workstation.domain.channel_room import Room
from workstation.domain.people import Agent, check_may, may
from workstation.domain.refusal import Refusal
from workstation.domain.script import Script
from workstation.domain.ticket import Ticket
from workstation.store.work import Work

_HOUR: Final = 3_600_000
_PEOPLE: Final = 50  # a notice goes to so many at most


@dataclass(frozen=True, slots=True)
class Around:
    """What acts need besides the records: how times are told, scripts, and ways to the customer.

    `channels` are those by which messages can leave this desk; with `shared`, other desks have
    the same rules, so that a message set off by time waits until the hub knows of it. `room` is
    how much the channels take.
    """

    zone: tzinfo = UTC
    team_name: str = ""
    team_name_en: str = ""
    team_phone: str = ""
    scripts: Callable[[], tuple[Script, ...]] = field(default=tuple, repr=False)
    channels: frozenset[str] = frozenset()
    shared: bool = False
    room: Room = field(default=Room())


def is_pending(act: Act, ticket: Ticket) -> bool:
    """Whether an act would change anything; what tells somebody something always does."""
    if act.code == "priority":
        return ticket.priority != act.priority
    if act.code == "raise":
        return ticket.priority < act.priority
    if act.code == "tag":
        return act.tag not in ticket.tags
    if act.code == "untag":
        return act.tag in ticket.tags
    if act.code == "lane":
        return ticket.lane != act.tag
    if act.code == "transfer":
        return ticket.group_code != act.group
    if act.code == "escalate":
        return ticket.group_code != "escalation"
    if act.code == "resume":
        return ticket.status == "waiting"
    if act.code == "resolve":
        return ticket.is_open
    if act.code == "step":
        return ticket.step != act.to
    if act.code == "assign" and act.to == "nobody":
        return ticket.owner != ""
    return True


def do_act(work: Work, uid: str, act: Act, around: Around, *, once_shared: bool = False) -> None:
    """Do one act on the ticket of a uid. Raises the `Refusal` of what it stands for."""
    _DONE[act.code](work, work.get(Ticket, uid), act, around, once_shared)


def _wait(work: Work, ticket: Ticket, act: Act, around: Around, once: bool) -> None:
    until = work.now + act.hours * _HOUR if act.hours else None
    SetWaiting(ticket.uid, act.reason, until, act.note).perform(work)


def _raise(work: Work, ticket: Ticket, act: Act, around: Around, once: bool) -> None:
    if ticket.priority < act.priority:
        ChangePriority(ticket.uid, ticket.priority + 1).perform(work)


def _assign(work: Work, ticket: Ticket, act: Act, around: Around, once: bool) -> None:
    """Give the ticket to somebody; somebody else's needs a leader, as it does by hand."""
    if act.to == "best":
        if ticket.owner not in ("", work.agent.uid):
            check_may(work.agent, "assign_other")
        AutoAssign(ticket.uid).perform(work)
        return
    people = [""] if act.to == "nobody" else whom(work, ticket, act.to)
    if not people:
        raise Refusal("nobody_free", number=ticket.number, group=ticket.group_code)
    owner = people[0]
    if owner not in ("", work.agent.uid) and ticket.owner != work.agent.uid:
        check_may(work.agent, "assign_other")
    status = "open" if ticket.status == "new" and owner else ticket.status
    work.keep(ticket, active(work, ticket, owner=owner, status=status))


def _tag(work: Work, ticket: Ticket, act: Act, around: Around, once: bool) -> None:
    if act.tag not in ticket.tags:
        work.keep(ticket, active(work, ticket, tags=(*ticket.tags, act.tag)))


def _untag(work: Work, ticket: Ticket, act: Act, around: Around, once: bool) -> None:
    tags = tuple(tag for tag in ticket.tags if tag != act.tag)
    work.keep(ticket, active(work, ticket, tags=tags))


def _lane(work: Work, ticket: Ticket, act: Act, around: Around, once: bool) -> None:
    work.keep(ticket, active(work, ticket, lane=act.tag))


def _notify(work: Work, ticket: Ticket, act: Act, around: Around, once: bool) -> None:
    """Tell people; where nobody is to be told, the leaders are."""
    people = whom(work, ticket, act.to) or whom(work, ticket, "leaders")
    told = {"event": "notify", "notify": people, "zh": act.zh, "en": act.en}
    work.say(ticket.uid, "system", data=told)


def _send(work: Work, ticket: Ticket, act: Act, around: Around, once: bool) -> None:
    say_script(work, ticket, act, around, once_shared=once, propose=False)


def _propose(work: Work, ticket: Ticket, act: Act, around: Around, once: bool) -> None:
    say_script(work, ticket, act, around, once_shared=once, propose=True)


def _revisit(work: Work, ticket: Ticket, act: Act, around: Around, once: bool) -> None:
    SetRevisit(ticket.uid, work.now + max(act.hours, 1) * _HOUR, act.note).perform(work)


def _promise(work: Work, ticket: Ticket, act: Act, around: Around, once: bool) -> None:
    source = f"rule:{work.by_rule.partition('@')[0]}" if work.by_rule else "hand"
    until = work.now + max(act.hours, 1) * _HOUR
    MakePromise(ticket.uid, act.note, until, act.party, source).perform(work)


def _step(work: Work, ticket: Ticket, act: Act, around: Around, once: bool) -> None:
    from workstation.actions.steps import TakeStep

    TakeStep(ticket.uid, act.to, note=act.note).perform(work)


def whom(work: Work, ticket: Ticket, told: str) -> list[str]:
    """The people whom a rule means: the owner, the leaders of the group, its people, a number."""
    if told == "owner":
        return [ticket.owner] if ticket.owner else []
    if told.startswith("person:"):
        number = told.removeprefix("person:")
        found = work.where(Agent, "work_no=? AND active=1", number, limit=1)
        return [person.uid for person in found]
    people = work.where(Agent, "active=1", limit=5_000)
    if told == "leaders":
        leaders = [person for person in people if may(person, "assign_other")]
        own = [person for person in leaders if ticket.group_code in person.groups]
        found = own or [person for person in leaders if not person.groups] or leaders
    elif told == "claims":
        found = [person for person in people if person.role == "claims"]
    else:
        found = [person for person in people if ticket.group_code in person.groups]
    near = [person for person in found if person.region in ("", ticket.region)] or found
    return sorted(person.uid for person in near)[:_PEOPLE]


Doing = Callable[[Work, Ticket, Act, Around, bool], object]
_DONE: Final[dict[str, Doing]] = {
    "take": lambda work, ticket, act, around, once: TakeTicket(ticket.uid).perform(work),
    "note": lambda work, ticket, act, around, once: AddNote(ticket.uid, act.note).perform(work),
    "urge": lambda work, ticket, act, around, once: UrgeTicket(ticket.uid, act.note).perform(work),
    "wait": _wait,
    "resume": lambda work, ticket, act, around, once: ResumeTicket(ticket.uid).perform(work),
    "priority": lambda work, ticket, act, around, once: ChangePriority(
        ticket.uid, act.priority
    ).perform(work),
    "raise": _raise,
    "transfer": lambda work, ticket, act, around, once: TransferTicket(
        ticket.uid, act.group, act.note
    ).perform(work),
    "escalate": lambda work, ticket, act, around, once: EscalateTicket(
        ticket.uid, act.reason
    ).perform(work),
    "resolve": lambda work, ticket, act, around, once: ResolveTicket(
        ticket.uid, act.outcome, note=act.note
    ).perform(work),
    "assign": _assign,
    "tag": _tag,
    "untag": _untag,
    "lane": _lane,
    "notify": _notify,
    "propose": _propose,
    "send": _send,
    "task": lambda work, ticket, act, around, once: OpenTask(
        ticket.uid, act.department, act.note
    ).perform(work),
    "revisit": _revisit,
    "promise": _promise,
    "step": _step,
}


@dataclass(frozen=True, slots=True)
class DoAct:
    """One act of a macro, done by hand. What stands half-written in an editor is left alone."""

    ticket: str
    act: Act
    around: Around = field(default_factory=Around, repr=False, metadata={"told": False})

    def perform(self, work: Work) -> None:
        """Codes: those of what the act stands for."""
        do_act(work, self.ticket, self.act, self.around)
