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
from workstation.text.phones import normalise_phone

#: Fields that a newer version of a row never changes: what names and places the ticket.
_LASTING: Final = frozenset({"created_at", "external_no", "party", "customer", "parcel"})
#: Fields that belong to the desk once somebody has worked on the ticket there.
_WORKED: Final = frozenset({"status", "priority", "outcome", "class_code", "subtype", "region"})


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
    `facts` are fields of `Ticket`, `parcel` of `Parcel`; `agent` is a person's name in the file.
    """

    source: str
    content_hash: str
    facts: Mapping[str, Any]
    messages: tuple[IncomingMessage, ...] = ()
    agent: str = ""
    group: str = ""
    parcel: Mapping[str, Any] = field(default_factory=dict)
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
    facts["parcel"] = _parcel(work, facts, incoming.parcel)
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
    """Take over what the row says now; where the desk has decided since, only note it."""
    facts = {name: value for name, value in incoming.facts.items() if name not in _LASTING}
    if _worked_on(work, before):
        facts = _noted(before, facts)
    if facts.get("waybill") and facts["waybill"] != before.waybill:
        facts["parcel"] = _parcel(work, incoming.facts, incoming.parcel)
    changed = replace(before, **{**facts, "content_hash": incoming.content_hash})
    if incoming.agent and not _worked_on(work, before):
        changed = replace(changed, owner=_agent(work, incoming.agent))
    changed = settle(work, replace(changed, last_activity_at=work.now))
    work.keep(before, changed)
    heard = {(entry.at, entry.body) for entry in work.where(Entry, "ticket=?", before.uid)}
    bodies = {body for _, body in heard}
    fresh = [m for m in incoming.messages if (m.at, m.body) not in heard and m.body not in bodies]
    _tell(work, changed, tuple(fresh))


def _worked_on(work: Work, ticket: Ticket) -> bool:
    """Whether anything but imports has changed the ticket at this desk."""
    return work.has_worked(ticket.uid, but=("ImportBatch",))


def _noted(before: Ticket, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with those that are the desk's to decide kept aside and flagged."""
    differing = [name for name in _WORKED if facts.get(name, "") not in ("", getattr(before, name))]
    extra = dict(facts.get("extra", {}))
    extra |= {f"file.{name}": str(facts[name]) for name in sorted(differing)}
    flags = [*facts.get("flags", ()), *(f"differs_from_file:{name}" for name in sorted(differing))]
    kept = {name: value for name, value in facts.items() if name not in _WORKED}
    return {**kept, "extra": extra, "flags": tuple(dict.fromkeys(flags))}


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
    """The customer that a valid phone or an e-mail identifies, made when new.

    A name alone is nobody, and neither is a hidden, masked or broken number: strangers who share
    "0" or "138****5678" must not become one person.
    """
    phone, email = str(facts.get("phone", "")), str(facts.get("email", ""))
    if not normalise_phone(phone).valid:
        phone = ""
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


def _parcel(work: Work, facts: Mapping[str, Any], told: Mapping[str, Any]) -> str:
    """The parcel of the waybill, made when new; what it lacks is taken from the row."""
    waybill = facts.get("waybill", "")
    if not waybill:
        return ""
    found = work.where(Parcel, "waybill=?", waybill, limit=1)
    if found:
        parcel = found[0]
        lacking = {name: value for name, value in told.items() if not getattr(parcel, name)}
        work.keep(parcel, replace(parcel, **lacking))
        return parcel.uid
    made = Parcel(new_uid(), waybill, **told)
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
