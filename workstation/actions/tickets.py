"""What an agent does with a ticket, from taking it to closing it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from workstation.actions.deciding import enter_group, parcel_of, place, settle
from workstation.actions.family import carry_tasks, check_answered, report
from workstation.actions.revisiting import drop_due, schedule
from workstation.actions.seating import bounced, reopened_at
from workstation.domain.people import Agent, check_may
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import (
    GROUPS,
    OUTCOMES,
    PRIORITIES,
    WAITING_REASONS,
    Ticket,
    check_choice,
    check_move,
)
from workstation.store.work import Work

#: Facts of a ticket that an agent may correct by hand.
EDITABLE: Final = frozenset(
    {
        "subject",
        "party",
        "channel",
        "product",
        "waybill",
        "order_no",
        "customer_name",
        "phone",
        "email",
        "address",
        "region",
        "tags",
        "cause",
    }
)
_SATISFACTION: Final = (None, 1, 2, 3)


def active(work: Work, ticket: Ticket, **facts: Any) -> Ticket:
    """The ticket with changed facts, stamped as worked on now, its limits worked out anew."""
    return settle(work, replace(ticket, last_activity_at=work.now, **facts))


def require(text: str, what: str) -> str:
    """The text without blanks around it; raises `Refusal("text_missing")` when empty."""
    if not text.strip():
        raise Refusal("text_missing", field=what)
    return text.strip()


def awake(work: Work, ticket: Ticket) -> dict[str, Any]:
    """The facts that end a wait; the spell is kept with its reason."""
    waits = ticket.waits
    since, reason = ticket.waiting_since, ticket.waiting_reason
    if since is not None and reason in WAITING_REASONS and since < work.now:
        waits = (*waits, f"{since}-{work.now}:{reason}")
    return {"waiting_reason": "", "waiting_until": None, "waiting_since": None, "waits": waits}


@dataclass(frozen=True, slots=True)
class TakeTicket:
    """Make the ticket one's own and open it. A colleague's needs a leader."""

    ticket: str

    def perform(self, work: Work) -> str:
        """Codes: not_found, ticket_done, ticket_owned."""
        ticket = work.get(Ticket, self.ticket)
        if not ticket.is_open:
            raise Refusal("ticket_done", number=ticket.number)
        if ticket.owner not in ("", work.agent.uid):
            owner = work.find(Agent, ticket.owner)
            if work.agent.role not in ("leader", "admin"):
                raise Refusal(
                    "ticket_owned", number=ticket.number, owner=owner.name if owner else ""
                )
        facts: dict[str, Any] = {"owner": work.agent.uid}
        if ticket.status == "new":
            facts["status"] = "open"
        work.keep(ticket, active(work, ticket, **facts))
        return ticket.uid


@dataclass(frozen=True, slots=True)
class ReleaseTicket:
    """Put a ticket back into its group's queue."""

    ticket: str
    reason: str = ""

    def perform(self, work: Work) -> None:
        """Codes: not_found."""
        ticket = work.get(Ticket, self.ticket)
        work.keep(ticket, active(work, ticket, owner=""))
        if self.reason.strip():
            work.say(ticket.uid, "note", self.reason.strip())


@dataclass(frozen=True, slots=True)
class SkipTicket:
    """Pass over a ticket that was served; the reason is kept and it is not served again soon."""

    ticket: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, text_missing."""
        reason = require(self.reason, "reason")
        ticket = work.get(Ticket, self.ticket)
        work.say(ticket.uid, "system", reason, data={"event": "skipped"})
        if ticket.owner == work.agent.uid:
            work.keep(ticket, active(work, ticket, owner=""))
        work.connection.execute(
            "INSERT OR REPLACE INTO skipped(ticket,at,reason) VALUES (?,?,?)",
            (ticket.uid, work.now, reason),
        )


@dataclass(frozen=True, slots=True)
class AssignTicket:
    """Give a ticket to a person; to somebody else needs a leader or the ticket's own owner."""

    ticket: str
    owner: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, not_allowed, agent_inactive."""
        ticket = work.get(Ticket, self.ticket)
        if self.owner and self.owner != work.agent.uid and ticket.owner != work.agent.uid:
            check_may(work.agent, "assign_other")
        if self.owner and not work.get(Agent, self.owner).active:
            raise Refusal("agent_inactive", agent=self.owner)
        status = "open" if ticket.status == "new" and self.owner else ticket.status
        work.keep(ticket, active(work, ticket, owner=self.owner, status=status))


def move(
    work: Work, ticket: Ticket, group: str, note: str, *, enters: str = "", **facts: Any
) -> None:
    """Hand a ticket over to a group, count the transfer, tell why; its tasks go with it.

    `enters` is the step in which it goes on there, by default the first.
    """
    check_choice("group", group, GROUPS)
    if group == ticket.group_code:
        raise Refusal("group_already", group=group, number=ticket.number)
    if ticket.parent:
        raise Refusal("task_stays", number=ticket.number)
    told = {"route_rule": "transfer", "route_reason": note, **facts}
    moved = enter_group(work, replace(ticket, step="", owner="", **told), group)
    if enters:
        moved = replace(moved, step=enters)
    counted = {"transfers": ticket.transfers + 1, "bounced": bounced(work, ticket, group)}
    work.keep(ticket, active(work, moved, **counted))
    carry_tasks(work, moved)
    groups = {"from": ticket.group_code, "to": group}
    work.say(ticket.uid, "transfer", note, data={"groups": groups})


@dataclass(frozen=True, slots=True)
class TransferTicket:
    """Hand a ticket to another group with a hand-over note; the limits go on running."""

    ticket: str
    group: str
    note: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, value_unknown, group_already, task_stays, text_missing."""
        ticket = work.get(Ticket, self.ticket)
        move(work, ticket, self.group, require(self.note, "note"))


@dataclass(frozen=True, slots=True)
class CorrectGroup:
    """Say that the rules chose the wrong group, and why; it counts as a transfer."""

    ticket: str
    group: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: as `TransferTicket`."""
        ticket = work.get(Ticket, self.ticket)
        reason = require(self.reason, "reason")
        move(work, ticket, self.group, reason, route_rule="by hand", route_reason=reason)


@dataclass(frozen=True, slots=True)
class EscalateTicket:
    """Hand a ticket to the escalation group as strong and urgent."""

    ticket: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: as `TransferTicket`."""
        ticket = work.get(Ticket, self.ticket)
        reason = require(self.reason, "reason")
        move(work, ticket, "escalation", reason, priority=4, intensity=max(2, ticket.intensity))


@dataclass(frozen=True, slots=True)
class ChangeClass:
    """Correct class and sub-type; the rules then choose the group anew."""

    ticket: str
    class_code: str
    subtype: str
    cause: str = ""
    reason: str = ""

    def perform(self, work: Work) -> None:
        """Codes: not_found, value_unknown."""
        ticket = work.get(Ticket, self.ticket)
        known = {item.code: item.class_code for item in work.rules.catalogue.subtypes}
        if self.subtype and known.get(self.subtype) != self.class_code:
            raise Refusal("value_unknown", field="subtype", value=self.subtype)
        changed = replace(
            ticket, class_code=self.class_code, subtype=self.subtype, cause=self.cause
        )
        moved = changed
        if ticket.route_rule != "by hand" and not ticket.parent:
            moved = place(work, changed)
        if moved.group_code != ticket.group_code:
            again = bounced(work, ticket, moved.group_code)
            moved = replace(moved, transfers=ticket.transfers + 1, bounced=again, owner="")
        work.keep(ticket, active(work, moved))
        carry_tasks(work, moved)
        if self.reason.strip():
            work.say(ticket.uid, "note", self.reason.strip())


@dataclass(frozen=True, slots=True)
class ChangePriority:
    """Set the priority, 1 (low) to 4 (urgent)."""

    ticket: str
    priority: int

    def perform(self, work: Work) -> None:
        """Codes: not_found, value_unknown."""
        check_choice("priority", self.priority, PRIORITIES)
        ticket = work.get(Ticket, self.ticket)
        work.keep(ticket, active(work, ticket, priority=self.priority))


@dataclass(frozen=True, slots=True)
class ChangeIntensity:
    """Set how upset the customer is, 0 (calm) to 2 (strong)."""

    ticket: str
    intensity: int

    def perform(self, work: Work) -> None:
        """Codes: not_found, value_unknown."""
        check_choice("intensity", self.intensity, (0, 1, 2))
        ticket = work.get(Ticket, self.ticket)
        work.keep(ticket, active(work, ticket, intensity=self.intensity))


@dataclass(frozen=True, slots=True)
class EditTicket:
    """Correct plain facts of a ticket by hand; `fields` maps names to new values."""

    ticket: str
    fields: dict[str, Any]

    def perform(self, work: Work) -> None:
        """Codes: not_found, value_unknown (a field that has an action of its own)."""
        for name in self.fields:
            if name not in EDITABLE:
                raise Refusal("value_unknown", field="field", value=name)
        ticket = work.get(Ticket, self.ticket)
        changed = replace(ticket, **self.fields)
        if "waybill" in self.fields:
            parcel = parcel_of(work, replace(changed, parcel=""))
            changed = replace(changed, parcel=parcel.uid if parcel else "")
        work.keep(ticket, active(work, changed))
        if "region" in self.fields:
            carry_tasks(work, changed)


@dataclass(frozen=True, slots=True)
class SetWaiting:
    """Say for whom the ticket waits, and until when (milliseconds UTC)."""

    ticket: str
    reason: str
    until: int | None = None
    note: str = ""

    def perform(self, work: Work) -> None:
        """Codes: not_found, value_unknown, status_forbidden, waiting_past."""
        check_choice("waiting_reason", self.reason, WAITING_REASONS)
        ticket = work.get(Ticket, self.ticket)
        if ticket.status != "waiting":
            check_move(ticket, "waiting")
        if self.until is not None and self.until <= work.now:
            raise Refusal("waiting_past", until=self.until)
        facts = awake(work, ticket) | {
            "status": "waiting",
            "waiting_reason": self.reason,
            "waiting_until": self.until,
            "waiting_since": work.now,
        }
        work.keep(ticket, active(work, ticket, **facts))
        if self.note.strip():
            work.say(ticket.uid, "note", self.note.strip())


@dataclass(frozen=True, slots=True)
class ResumeTicket:
    """End a wait."""

    ticket: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, status_already, status_forbidden."""
        ticket = work.get(Ticket, self.ticket)
        check_move(ticket, "open")
        work.keep(ticket, active(work, ticket, status="open", **awake(work, ticket)))


@dataclass(frozen=True, slots=True)
class UrgeTicket:
    """Note that the customer asked again (催单): an event on the same ticket, never a new one."""

    ticket: str
    note: str = ""
    caller: str = ""

    def perform(self, work: Work) -> str:
        """Codes: not_found, ticket_done."""
        ticket = work.get(Ticket, self.ticket)
        if not ticket.is_open:
            raise Refusal("ticket_done", number=ticket.number)
        priority = max(ticket.priority, 3 if ticket.urged == 0 else 4)
        facts = {"urged": ticket.urged + 1, "urged_at": work.now, "priority": priority}
        work.keep(ticket, active(work, ticket, **facts))
        work.say(ticket.uid, "urge", self.note.strip(), recipient=self.caller, direction="in")
        return ticket.uid


@dataclass(frozen=True, slots=True)
class ResolveTicket:
    """Say that the case is solved: outcome, cause, and what the customer thinks if told.

    Satisfaction (overall, promise kept, attitude, speed) is 3 satisfied, 2 fair,
    1 dissatisfied, None not asked. Tasks that nobody has answered hold it, unless
    `even_if_tasks`; a task that is resolved tells its ticket.
    """

    ticket: str
    outcome: str
    cause: str = ""
    note: str = ""
    satisfaction: int | None = None
    promise_kept: int | None = None
    attitude: int | None = None
    speed: int | None = None
    even_if_tasks: bool = False

    def perform(self, work: Work) -> None:
        """Codes: not_found, value_unknown, status_already, status_forbidden, tasks_open."""
        check_choice("outcome", self.outcome, OUTCOMES)
        ticket = work.get(Ticket, self.ticket)
        check_move(ticket, "resolved")
        if not self.even_if_tasks:
            check_answered(work, ticket)
        told = {
            "satisfaction": self.satisfaction,
            "promise_kept": self.promise_kept,
            "attitude": self.attitude,
            "speed": self.speed,
        }
        for name, value in told.items():
            check_choice(name, value, _SATISFACTION)
        facts = awake(work, ticket) | {
            "status": "resolved",
            "outcome": self.outcome,
            "cause": self.cause or ticket.cause,
            "resolved_at": work.now,
            "first_response_at": ticket.first_response_at or work.now,
            "owner": ticket.owner or work.agent.uid,
        }
        facts |= {name: value for name, value in told.items() if value is not None}
        if self.note.strip():
            work.say(ticket.uid, "note", self.note.strip())
        solved = active(work, ticket, **facts)
        work.keep(ticket, solved)
        if ticket.parent:
            report(work, solved, self.note.strip())
        else:
            schedule(work, solved)


@dataclass(frozen=True, slots=True)
class CloseTicket:
    """Close a resolved case for good."""

    ticket: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, status_forbidden, not_resolved."""
        ticket = work.get(Ticket, self.ticket)
        if ticket.is_open:
            raise Refusal("not_resolved", number=ticket.number)
        check_move(ticket, "closed")
        work.keep(ticket, active(work, ticket, status="closed", closed_at=work.now))


@dataclass(frozen=True, slots=True)
class ReopenTicket:
    """Take a solved case up again, with the reason."""

    ticket: str
    reason: str

    def perform(self, work: Work) -> None:
        """Codes: not_found, text_missing, status_already."""
        reason = require(self.reason, "reason")
        ticket = work.get(Ticket, self.ticket)
        if ticket.is_open:
            raise Refusal("status_already", status=ticket.status, number=ticket.number)
        facts = {
            "status": "open",
            "reopened": ticket.reopened + 1,
            "resolved_at": None,
            "closed_at": None,
            "duplicate_of": "",
            **reopened_at(work, ticket),
        }
        work.keep(ticket, active(work, ticket, **facts))
        drop_due(work, ticket.uid, reason)
        work.say(ticket.uid, "note", reason)
