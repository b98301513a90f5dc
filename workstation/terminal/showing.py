"""`show NUMBER`: one ticket with its parcel, conversation and claims."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from workstation.desk import Desk
from workstation.domain.conversation import Entry
from workstation.domain.money import format_fen
from workstation.domain.pages import TicketDetail
from workstation.domain.refusal import Refusal
from workstation.terminal.answer import Answer
from workstation.terminal.sitting import desk_of, iso, local


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help="one ticket")
    parser.add_argument("number", help="ours, or the number it had where it was imported from")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Show it."""
    with desk_of(given) as desk:
        ticket = desk.read.ticket_by_number(given.number) or desk.read.ticket(given.number)
        detail = desk.read.detail(ticket.uid) if ticket else None
        if detail is None:
            raise Refusal("not_found", kind="ticket", uid=given.number)
        answer.tell(**_facts(detail))
        _say(desk, detail, answer)
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


def _say(desk: Desk, detail: TicketDetail, answer: Answer) -> None:
    ticket = detail.ticket
    answer.say(f"{ticket.number}  {ticket.status}  {ticket.subject}")
    language = desk.settings.language or "en"
    catalogue = desk.rules.catalogue
    told = {
        "class": " / ".join(
            catalogue.name(code, language) for code in (ticket.class_code, ticket.subtype) if code
        ),
        "group": f"{ticket.group_code}  ({ticket.route_reason})",
        "owner": next((a.name for a in desk.read.agents() if a.uid == ticket.owner), ""),
        "due": f"{local(desk, ticket.due_at)} {ticket.due_kind}",
        "customer": f"{ticket.customer_name} {ticket.phone} {ticket.email}",
        "waybill": ticket.waybill,
        "imported": ticket.external_no,
        "flags": ", ".join(ticket.flags),
    }
    answer.table([name, value.strip()] for name, value in told.items() if value.strip())
    for trace in detail.traces:
        answer.say(f"  · {local(desk, trace.at)} {trace.place} {trace.text}")
    for entry in detail.entries:
        answer.say(_line(desk, entry))
    for claim in detail.claims:
        amount = claim.approved_fen if claim.approved_fen is not None else claim.proposed_fen
        answer.say(f"  claim {claim.number} {claim.status} {format_fen(amount)}")


def _line(desk: Desk, entry: Entry) -> str:
    way = {"in": "<", "out": ">"}.get(entry.direction, "-")
    fields = entry.data.get("fields")
    body = entry.body
    if isinstance(fields, dict):
        body = "; ".join(f"{name}: {pair[0]} → {pair[1]}" for name, pair in fields.items())
    state = f" [{entry.delivery}]" if entry.delivery else ""
    return f"  {way} {local(desk, entry.at)} {entry.author_name} {entry.kind}{state}: {body}"
