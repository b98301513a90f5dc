"""What the rules say about a ticket: its group and region, its limits, its first step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from workstation.domain.limits import plan
from workstation.domain.parcel import Parcel
from workstation.domain.people import Customer, KeyAccount
from workstation.domain.procedure import first_step
from workstation.domain.route import Decision, RouteFacts, decide
from workstation.domain.ticket import Ticket
from workstation.store.work import Work

_TEXT: Final = 400


def route(work: Work, ticket: Ticket, text: str = "") -> Decision:
    """Where the routing chart sends a ticket, from its own facts, its parcel and its customer."""
    parcel = parcel_of(work, ticket)
    customer = work.find(Customer, ticket.customer) if ticket.customer else None
    facts = RouteFacts(
        class_code=ticket.class_code,
        subtype=ticket.subtype,
        intensity=ticket.intensity,
        party=ticket.party,
        channel=ticket.channel,
        urged=ticket.urged,
        reopened=ticket.reopened,
        key_account=key_account_of(work, ticket, parcel, customer),
        customer_kind=customer.kind if customer else "",
        vip=bool(customer and customer.vip),
        offer_refused="offer_refused" in ticket.tags,
        region_sender=_region_of(ticket, customer, "sender"),
        region_receiver=_region_of(ticket, customer, "receiver"),
        text_words=f"{ticket.subject}\n{text}"[:_TEXT],
        **_parcel_facts(parcel),
    )
    return decide(facts, work.rules.routing)


def _region_of(ticket: Ticket, customer: Customer | None, party: str) -> str:
    return customer.region if customer and ticket.party == party else ""


def _parcel_facts(parcel: Parcel | None) -> dict[str, Any]:
    if parcel is None:
        return {}
    return {
        "category": parcel.category,
        "area": parcel.area,
        "destination": parcel.destination,
        "cod_fen": parcel.cod_fen,
        "value_fen": parcel.declared_fen,
        "batch": parcel.batch,
    }


def parcel_of(work: Work, ticket: Ticket) -> Parcel | None:
    """The parcel that a ticket is about, by its id, else by its waybill."""
    if ticket.parcel and (found := work.find(Parcel, ticket.parcel)):
        return found
    if not ticket.waybill:
        return None
    return next(iter(work.where(Parcel, "waybill=?", ticket.waybill, limit=1)), None)


def key_account_of(
    work: Work, ticket: Ticket, parcel: Parcel | None, customer: Customer | None
) -> str:
    """The key account whose words stand in the merchant's, sender's or customer's name."""
    names = [ticket.customer_name]
    if parcel:
        names += [parcel.merchant, parcel.sender_name]
    if customer:
        names.append(customer.company)
    told = "\n".join(names).casefold()
    for account in work.where(KeyAccount, "active=1"):
        if any(word.casefold() in told for word in account.words if word):
            return account.name
    return ""


def place(work: Work, ticket: Ticket, text: str = "") -> Ticket:
    """The ticket in the group that the rules choose, at that group's first step."""
    decision = route(work, ticket, text)
    return settle(
        work,
        replace(
            enter_group(work, ticket, decision.group),
            region=ticket.region or decision.region,
            route_rule=f"{decision.rule}@{decision.version}",
            route_reason=decision.sentence("zh", work.rules.routing),
        ),
    )


def enter_group(work: Work, ticket: Ticket, group: str) -> Ticket:
    """The ticket at the first step of a group's procedure."""
    procedure = work.rules.procedures.get(group)
    if procedure is None or (ticket.group_code == group and ticket.step):
        return replace(ticket, group_code=group)
    return replace(
        ticket,
        group_code=group,
        procedure=f"{procedure.code}@{procedure.version}",
        step=first_step(procedure),
    )


def settle(work: Work, ticket: Ticket) -> Ticket:
    """The ticket with its limits worked out anew."""
    limits = plan(ticket, work.rules.limits, work.rules.calendars, ticket.waited_ms)
    return replace(
        ticket,
        response_due=limits.response_due,
        resolve_due=limits.resolve_due,
        legal_due=limits.legal_due,
        due_at=limits.due_at,
        due_kind=limits.due_kind,
    )
