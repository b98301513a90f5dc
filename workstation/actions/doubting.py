"""Whether a reply seems meant for somebody else, and what was done while it was typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from workstation.actions.deciding import parcel_of
from workstation.domain.conversation import Entry
from workstation.domain.doubts import (
    Doubt,
    Known,
    Person,
    SaidTo,
    address_key,
    doubts_of,
    phones_in,
)
from workstation.domain.people import Customer
from workstation.domain.speech_given import is_stranger
from workstation.domain.ticket import Ticket
from workstation.store.work import Work

_LATEST: Final = 50  # entries of the ticket that are looked at
_NEIGHBOURS: Final = 50  # other tickets of the speaker
_FEW: Final = 20
#: What somebody else does to a ticket that who is typing should know of.
_TELLING: Final = "('call','message','note','change','transfer','claim','promise','urge','revisit')"


def said_to(channel: str, recipient: str, subject: str, body: str) -> SaidTo:
    """A reply about to leave."""
    return SaidTo(channel, recipient, f"{subject}\n{body}" if subject else body)


def doubts_about(work: Work, ticket: Ticket, said: SaidTo) -> tuple[Doubt, ...]:
    """The signs that a reply is meant for somebody else; a few indexed reads."""
    return doubts_of(said, _known(work, ticket, said))


def newer_words(work: Work, ticket: str, seen_at: int) -> Entry | None:
    """What the customer or a colleague has said or done since a moment: the customer's first.

    What rules do by themselves does not count, nor what was taken back.
    """
    found = work.where(
        Entry,
        f"ticket=? AND at>? AND (direction='in' OR author<>?) AND kind IN {_TELLING}"
        " AND delivery<>'taken_back'",
        ticket,
        seen_at,
        work.agent.uid,
        limit=_LATEST,
    )
    by_people = [one for one in found if not one.data.get("rule")]
    heard = [one for one in by_people if one.direction == "in"]
    said = [one for one in by_people if one.kind in ("call", "message", "note")]
    return next(iter((*heard, *said, *by_people)), None)


def _known(work: Work, ticket: Ticket, said: SaidTo) -> Known:
    customer = work.find(Customer, ticket.customer) if ticket.customer else None
    parcel = parcel_of(work, ticket)
    entries = work.where(
        Entry,
        "id IN (SELECT id FROM entry WHERE ticket=? AND kind IN ('call','message')"
        " AND delivery<>'taken_back' ORDER BY at DESC LIMIT ?)",
        ticket.uid,
        _LATEST,
    )
    addresses = [ticket.phone, ticket.email]
    names = [ticket.customer_name]
    if customer is not None:
        addresses += [customer.phone, customer.phone2, customer.email]
        names += [customer.name, customer.company]
    if parcel is not None:
        addresses += [parcel.sender_phone, parcel.receiver_phone]
        names += [parcel.sender_name, parcel.receiver_name]
    addresses += [entry.recipient for entry in entries if not entry.data.get("doubts")]
    own = frozenset(address_key(one) for one in addresses if one)
    heard = [entry for entry in entries if entry.direction == "in" and entry.body]
    latest = max(heard, key=lambda entry: entry.at).body if heard else ""
    wanted = {address_key(said.recipient), *phones_in(said.words)} - own - {""}
    others = [
        (key, person) for key in sorted(wanted) if (person := _whose(work, ticket, key)) is not None
    ]
    called = tuple(dict.fromkeys(name for name in (*names, work.agent.name) if name))
    return Known(own, called, latest, tuple(others), tuple(_neighbours(work, ticket)))


def _whose(work: Work, ticket: Ticket, key: str) -> Person | None:
    """Somebody of another ticket whose address this is."""
    if "@" in key:
        tickets: list[Ticket] = []
        people = work.where(Customer, "email=?", key, limit=_FEW)
    else:
        tickets = work.where(Ticket, "phone=?", key, limit=_FEW)
        people = work.where(Customer, "phone=?", key, limit=_FEW)
        people += work.where(Customer, "phone2=?", key, limit=_FEW)
    if any(person.uid == ticket.customer for person in people):
        return None
    for other in tickets:
        if is_stranger(ticket, other):
            return Person(other.customer_name, other.number)
    return Person(people[0].name) if people else None


def _neighbours(work: Work, ticket: Ticket) -> Iterable[Person]:
    others = work.where(Ticket, "owner=? AND is_open=1", work.agent.uid, limit=_NEIGHBOURS)
    for other in others:
        if other.customer_name and is_stranger(ticket, other):
            yield Person(other.customer_name, other.number)
