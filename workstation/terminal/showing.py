"""`show NUMBER`: one ticket with its parcel, conversation and claims."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from workstation.domain.money import format_fen
from workstation.domain.pages import TicketDetail
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.terminal.answer import Answer
from workstation.terminal.sitting import desk_of, iso, local
from workstation.terminal.telling import Telling, declare_unmasked, telling


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help="one ticket")
    parser.add_argument("number", help="ours, or the number it had where it was imported from")
    declare_unmasked(parser)
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Show it."""
    with desk_of(given) as desk:
        ticket = desk.read.ticket_by_number(given.number) or desk.read.ticket(given.number)
        detail = desk.read.detail(ticket.uid) if ticket else None
        if detail is None:
            raise Refusal("not_found", kind="ticket", uid=given.number)
        told = telling(desk, given, f"show {detail.ticket.number}", 1)
        answer.tell(**_facts(detail))
        _say(told, detail, answer)
    return 0


def _facts(detail: TicketDetail) -> dict[str, Any]:
    told = asdict(detail)
    _readable(told)
    return told


def _readable(facts: Any) -> None:
    """Turn every moment into ISO 8601 in UTC, in place."""
    if isinstance(facts, dict):
        for name, value in facts.items():
            moment = name == "at" or name.endswith(("_at", "_due", "_until", "_since"))
            if moment and isinstance(value, int):
                facts[name] = iso(value)
            else:
                _readable(value)
    elif isinstance(facts, (list, tuple)):
        for item in facts:
            _readable(item)


def _say(told: Telling, detail: TicketDetail, answer: Answer) -> None:
    desk, ticket = told.desk, detail.ticket
    told = _knowing(told, detail)
    names = {agent.uid: agent.name for agent in desk.read.agents()}
    answer.say(f"{ticket.number}  {ticket.status}  {told.words(ticket.subject)}")
    facts = _lines(told, ticket, names)
    answer.table([name, value.strip()] for name, value in facts.items() if value.strip())
    for trace in detail.traces:
        answer.say(f"  · {local(desk, trace.at)} {trace.place} {told.words(trace.text)}")
    for entry in detail.entries:
        answer.say(told.entry(entry, names))
    for claim in detail.claims:
        amount = claim.approved_fen if claim.approved_fen is not None else claim.proposed_fen
        answer.say(f"  claim {claim.number} {claim.status} {format_fen(amount)}")


def _knowing(told: Telling, detail: TicketDetail) -> Telling:
    """The telling that knows the people and addresses of this ticket in every text."""
    ticket, customer, parcel = detail.ticket, detail.customer, detail.parcel
    people, places = [ticket.customer_name], [ticket.address]
    if customer is not None:
        people.append(customer.name)
        places.append(customer.address)
    if parcel is not None:
        people += [parcel.sender_name, parcel.receiver_name]
        places += [parcel.sender_address, parcel.receiver_address]
    return told.about(people, places)


def _lines(told: Telling, ticket: Ticket, names: dict[str, str]) -> dict[str, str]:
    language = told.desk.settings.language or "en"
    catalogue = told.desk.rules.catalogue
    person = ("customer_name", "phone", "email", "address")
    return {
        "class": " / ".join(
            catalogue.name(code, language) for code in (ticket.class_code, ticket.subtype) if code
        ),
        "group": f"{ticket.group_code}  ({ticket.route_reason})",
        "owner": names.get(ticket.owner, ""),
        "due": f"{local(told.desk, ticket.due_at)} {ticket.due_kind}",
        "customer": " ".join(filter(None, (told.fact(n, getattr(ticket, n)) for n in person))),
        "waybill": ticket.waybill,
        "imported": ticket.external_no,
        "flags": ", ".join(ticket.flags),
    }
