"""Tickets from foreign files: made, updated or left as they are, a batch at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from workstation.actions.deciding import enter_group, place, settle
from workstation.domain.conversation import Entry
from workstation.domain.identity import new_uid
from workstation.domain.parcel import Parcel
from workstation.domain.people import Agent, Customer
from workstation.domain.ticket import OPEN_STATUSES, Ticket
from workstation.store.work import Work

#: Fields of a known ticket that a newer version of its row may change.
_UPDATED: Final = (
    "subject",
    "status",
    "priority",
    "outcome",
    "satisfaction",
    "first_response_at",
    "resolved_at",
    "closed_at",
    "content_hash",
    "flags",
    "extra",
    "tags",
)


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """Something that was said, as the file tells it."""

    at: int
    direction: str
    body: str
    author: str = ""
    channel: str = ""
    kind: str = "message"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One ticket of a foreign file, its words already turned into ours.

    `source` names it for good (the file's shape and the row's own number or content), so that
    the same row never makes a second ticket; `content_hash` tells whether it has changed.
    `facts` are fields of `Ticket`; `agent` is a person's name in the file.
    """

    source: str
    content_hash: str
    facts: Mapping[str, Any]
    messages: tuple[IncomingMessage, ...] = ()
    agent: str = ""
    group: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of a batch of rows."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    flagged: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.created + other.created,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.flagged + other.flagged,
        )


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """Take in a batch of tickets; each is created, updated, or left as it is."""

    tickets: tuple[Incoming, ...] = field(repr=False)
    file: str = ""

    def brief(self) -> dict[str, Any]:
        """What the journal keeps of the arguments; the records themselves are its changes."""
        return {"file": self.file, "rows": len(self.tickets)}

    def perform(self, work: Work) -> Counts:
        """Give what became of the rows."""
        total = Counts()
        for incoming in self.tickets:
            total = total + _take_in(work, incoming)
        return total


def known(work: Work, source: str) -> Ticket | None:
    """The ticket that a row made before, or None."""
    found = work.where(Ticket, "source=? AND source<>'desk' AND source<>''", source, limit=1)
    return found[0] if found else None


def _take_in(work: Work, incoming: Incoming) -> Counts:
    flagged = 1 if incoming.facts.get("flags") else 0
    before = known(work, incoming.source)
    if before is None:
        _create(work, incoming)
        return Counts(created=1, flagged=flagged)
    if before.content_hash == incoming.content_hash:
        return Counts(unchanged=1, flagged=flagged)
    _update(work, before, incoming)
    return Counts(updated=1, flagged=flagged)


def _create(work: Work, incoming: Incoming) -> None:
    facts = dict(incoming.facts)
    text = incoming.messages[0].body if incoming.messages else ""
    facts.setdefault("created_at", work.now)
    facts["customer"] = _customer(work, facts)
    facts["parcel"] = _parcel(work, facts)
    facts["owner"] = _agent(work, incoming.agent)
    times = [message.at for message in incoming.messages]
    known_times = [facts.get(name) for name in ("created_at", "resolved_at", "closed_at")]
    ticket = Ticket(
        uid=new_uid(),
        number=work.next_number("ticket"),
        source=incoming.source,
        content_hash=incoming.content_hash,
        last_activity_at=max([*times, *(t for t in known_times if t is not None)]),
        **facts,
    )
    if incoming.group:
        ticket = settle(work, replace(enter_group(work, ticket, incoming.group)))
    else:
        ticket = place(work, ticket, text)
    if ticket.status not in OPEN_STATUSES:
        ticket = replace(ticket, due_at=None, due_kind="")
    work.add(ticket)
    _tell(work, ticket, incoming.messages)


def _update(work: Work, before: Ticket, incoming: Incoming) -> None:
    facts = {name: incoming.facts[name] for name in _UPDATED if name in incoming.facts}
    changed = replace(before, **{**facts, "content_hash": incoming.content_hash})
    if incoming.agent:
        changed = replace(changed, owner=_agent(work, incoming.agent))
    changed = settle(work, replace(changed, last_activity_at=work.now))
    work.keep(before, changed)
    heard = {(entry.at, entry.body) for entry in work.where(Entry, "ticket=?", before.uid)}
    bodies = {body for _, body in heard}
    fresh = [m for m in incoming.messages if (m.at, m.body) not in heard and m.body not in bodies]
    _tell(work, changed, tuple(fresh))


def _tell(work: Work, ticket: Ticket, messages: tuple[IncomingMessage, ...]) -> None:
    for message in messages:
        work.add(
            Entry(
                uid=new_uid(),
                ticket=ticket.uid,
                at=message.at,
                kind=message.kind,
                body=message.body,
                direction=message.direction,
                channel=message.channel or ticket.channel,
                author_name=message.author,
                data={"imported": True},
            )
        )


def _customer(work: Work, facts: Mapping[str, Any]) -> str:
    """The customer that phone or e-mail identifies, made when new; a name alone is nobody."""
    phone, email = facts.get("phone", ""), facts.get("email", "")
    if phone and (found := work.where(Customer, "phone=?", phone, limit=1)):
        return found[0].uid
    if email and (found := work.where(Customer, "email=? AND email<>''", email, limit=1)):
        return found[0].uid
    if not (phone or email):
        return ""
    made = Customer(
        new_uid(),
        str(facts.get("customer_name", "")),
        phone=phone,
        email=email,
        address=str(facts.get("address", "")),
        created_at=facts.get("created_at"),
    )
    work.add(made)
    return made.uid


def _parcel(work: Work, facts: Mapping[str, Any]) -> str:
    waybill = facts.get("waybill", "")
    if not waybill:
        return ""
    found = work.where(Parcel, "waybill=?", waybill, limit=1)
    if found:
        return found[0].uid
    made = Parcel(new_uid(), waybill, product=str(facts.get("product", "")))
    work.add(made)
    return made.uid


def _agent(work: Work, name: str) -> str:
    """The person of that name; somebody unknown is kept as an inactive member of the team."""
    if not name:
        return ""
    found = work.where(Agent, "name=?", name, limit=1)
    if found:
        return found[0].uid
    made = Agent(new_uid(), name, active=False)
    work.add(made)
    return made.uid
