"""What the rules say about a ticket: its group and region, its limits, its first step."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from typing import Any, Final

from workstation.domain.assignment import lane_of
from workstation.domain.facts import CUSTOMER_FACTS, PARCEL_FACTS, outside_facts
from workstation.domain.limits import Limits, Planner
from workstation.domain.parcel import Parcel
from workstation.domain.people import Customer, KeyAccount
from workstation.domain.procedure import first_step
from workstation.domain.route import Decision, RouteFacts, decide
from workstation.domain.ticket import Ticket
from workstation.store.work import Work
from workstation.text.regions import take_apart

_TEXT: Final = 400
#: Taiwan, Hong Kong, Macao (GB/T 2260).
_BEYOND: Final = ("71", "81", "82")
_ROAD: Final = re.compile("[东西南北中]?(路|街|大道|花园|城)")


def route(work: Work, ticket: Ticket, text: str = "") -> Decision:
    """Where the routing chart sends a ticket, from its own facts, its parcel and its customer."""
    return decide(facts_for(work, ticket, text), work.rules.routing)


def facts_for(work: Work, ticket: Ticket, text: str = "") -> RouteFacts:
    """What rules may look at: a ticket's own facts, its parcel's and its customer's."""
    parcel = parcel_of(work, ticket)
    customer = work.find(Customer, ticket.customer) if ticket.customer else None
    return RouteFacts(
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
        text_words="\n".join(_words(ticket, parcel, text))[:_TEXT],
        **_parcel_facts(ticket, parcel),
    )


def facts_of(work: Work, ticket: Ticket) -> dict[str, object]:
    """What rules of assignment may look at."""
    own = {name: getattr(ticket, name) for name in ("group_code", "priority", "region")}
    return {**asdict(facts_for(work, ticket, ticket.subject)), **own}


def in_lane(work: Work, ticket: Ticket) -> Ticket:
    """The ticket in the lane that the rules give it, with the lane's least priority."""
    lane = lane_of(work.rules.assignment, facts_of(work, ticket))
    if lane is None:
        return replace(ticket, lane="") if ticket.lane else ticket
    return replace(ticket, lane=lane.code, priority=max(ticket.priority, lane.priority))


def _region_of(ticket: Ticket, customer: Customer | None, party: str) -> str:
    return customer.region if customer and ticket.party == party else ""


def _words(ticket: Ticket, parcel: Parcel | None, text: str) -> tuple[str, ...]:
    """What rules read: the goods first, for a long story must not push them out."""
    goods = parcel.goods if parcel else ""
    return (goods, ticket.product, ticket.subject, text)


def _parcel_facts(ticket: Ticket, parcel: Parcel | None) -> dict[str, Any]:
    if parcel is None:
        return {"area": area_of(ticket.address)}
    addresses = (parcel.receiver_address, parcel.sender_address, ticket.address)
    places = (parcel.destination, parcel.origin, *addresses)
    told = parcel.area if parcel.area != "domestic" else ""
    return {
        "category": parcel.category,
        "area": told or area_of(*places),
        "destination": parcel.destination,
        "cod_fen": parcel.cod_fen,
        "value_fen": parcel.declared_fen,
        "batch": parcel.batch,
    }


def area_of(*places: str) -> str:
    """ "hk_mo_tw" when a place lies there, else "domestic"; a road of that name does not count."""
    for place in places:
        if not place:
            continue
        found = take_apart(place)
        if found.code[:2] in _BEYOND and not _ROAD.match(found.detail):
            return "hk_mo_tw"
    return "domestic"


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
            in_lane(work, enter_group(work, ticket, decision.group)),
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
        step_since=work.now,
    )


def settle(work: Work, ticket: Ticket) -> Ticket:
    """The ticket with its limits worked out anew, under the version that it keeps."""
    if not ticket.limits_version:
        ticket = replace(ticket, limits_version=work.rules.limits.version)
    limits = limits_of(work, ticket)
    return replace(
        ticket,
        response_due=limits.response_due,
        resolve_due=limits.resolve_due,
        legal_due=limits.legal_due,
        step_due=limits.step_due,
        update_due=limits.update_due,
        due_at=limits.due_at,
        due_kind=limits.due_kind,
    )


def limits_of(work: Work, ticket: Ticket) -> Limits:
    """What a ticket owes; its customer and its parcel are looked up where a limit asks for them."""
    planner = Planner(work.rules)
    asked = planner.rules_of(ticket).outside
    if not asked:
        return planner.plan(ticket)
    wanted = not asked.isdisjoint(CUSTOMER_FACTS) and ticket.customer
    customer = work.find(Customer, ticket.customer) if wanted else None
    parcel = None if asked.isdisjoint(PARCEL_FACTS) else parcel_of(work, ticket)
    return planner.plan(ticket, outside_facts(customer, parcel))
