"""The facts that reply scripts speak of, gathered from the records of a ticket, in two languages.

The names are those of :mod:`workstation.domain.script_facts`. What is not known is left empty, so
that it becomes a gap in the script instead of a guess; what is only known in Chinese is a gap in
an English script. No full telephone, identity or card number is ever a fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING

from workstation.domain.claim import Claim
from workstation.domain.classify import Catalogue
from workstation.domain.parcel import Parcel, Trace
from workstation.domain.people import Agent, Customer
from workstation.domain.ticket import Ticket
from workstation.text import fact_words, masks
from workstation.text.spoken import Clock, Day, Moment, Money, Words, greeting
from workstation.text.waybills import carrier_name, suggest_carriers

if TYPE_CHECKING:
    from workstation.rules.bundle import Rules


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of what a ticket has codes for: classes, groups, and its procedure's steps."""

    catalogue: Catalogue | None = None
    groups: Mapping[str, Words] = field(default_factory=dict)
    steps: Mapping[str, Words] = field(default_factory=dict)


def naming_of(rules: Rules, group: str) -> Naming:
    """What the rules call the classes, the groups, and the steps of a group's procedure."""
    procedure = rules.procedures.get(group)
    steps = procedure.steps if procedure else ()
    return Naming(
        rules.catalogue,
        {one.code: Words(one.name_zh, one.name_en) for one in rules.groups},
        {one.code: Words(one.name_zh, one.name_en) for one in steps},
    )


@dataclass(frozen=True, slots=True)
class Speaking:
    """What is at hand when an agent speaks: who, when, and on whose behalf.

    ``now`` and ``promise_at`` are milliseconds UTC, told in ``zone``; ``title`` is how the
    customer is addressed (先生, 女士), ``""`` if nobody asked. ``team_name_en`` is the team's name
    in English, where it has another one.
    """

    now: int
    zone: tzinfo
    agent: Agent | None = None
    team_name: str = ""
    team_phone: str = ""
    promise_at: int | None = None
    title: str = ""
    team_name_en: str = ""
    naming: Naming = Naming()

    @property
    def clock(self) -> Clock:
        """The present, and how it is told."""
        return Clock(self.now, self.zone)


def facts_for(
    ticket: Ticket,
    speaking: Speaking,
    customer: Customer | None = None,
    parcel: Parcel | None = None,
    traces: Iterable[Trace] = (),
    claim: Claim | None = None,
) -> dict[str, object]:
    """Gather the facts for :func:`workstation.text.templating.render`, for every language.

    A claim's amount is told only once it is approved; a limit or a time that was promised only if
    it is still to come.
    """
    return {
        "customer": _customer_facts(ticket, speaking, customer),
        "agent": _agent_facts(speaking.agent),
        "ticket": _ticket_facts(ticket, speaking),
        "parcel": _parcel_facts(ticket, parcel, tuple(traces), speaking.clock),
        "promise": {"time": _ahead(speaking.promise_at, speaking.clock)},
        "claim": _claim_facts(claim),
        "team": {
            "name": Words(
                speaking.team_name,
                speaking.team_name_en or fact_words.as_written(speaking.team_name).en,
            ),
            "phone": speaking.team_phone,
        },
        "clock": _clock_facts(speaking.clock),
        "today": Day(speaking.clock.today, speaking.clock, whole=True),
    }


def _customer_facts(
    ticket: Ticket, speaking: Speaking, customer: Customer | None
) -> dict[str, object]:
    name = ticket.customer_name or (customer.name if customer else "")
    title = "" if name.endswith(speaking.title) else speaking.title
    phone = ticket.phone or (customer.phone if customer else "")
    address = ticket.address or (customer.address if customer else "")
    return {
        "name": fact_words.person(name),
        "title": Words(title, fact_words.TITLES.get(title, "")),
        "phone_tail": fact_words.phone_tail(phone),
        "region": fact_words.region(
            address, (customer.region if customer else "") or ticket.region
        ),
    }


def _agent_facts(agent: Agent | None) -> dict[str, object]:
    if agent is None:
        return {}
    return {"name": fact_words.person(agent.name), "work_no": agent.work_no}


def _ticket_facts(ticket: Ticket, speaking: Speaking) -> dict[str, object]:
    clock, naming = speaking.clock, speaking.naming
    return {
        "number": ticket.number,
        "class": _class_name(ticket.class_code, naming),
        "subtype": _class_name(ticket.subtype, naming),
        "group": naming.groups.get(ticket.group_code, Words()),
        "step": naming.steps.get(ticket.step, Words()),
        "created": Moment(ticket.created_at, clock),
        "response_due": _ahead(ticket.response_due, clock),
        "resolve_due": _ahead(ticket.resolve_due, clock),
        "update_due": _ahead(ticket.update_due, clock),
    }


def _class_name(code: str, naming: Naming) -> Words:
    catalogue = naming.catalogue
    if catalogue is None or code not in catalogue.codes:
        return Words()
    return Words(catalogue.name(code, "zh"), catalogue.name(code, "en").lower())


def _ahead(at: int | None, clock: Clock) -> Moment | None:
    """A moment that is still to come."""
    return Moment(at, clock) if at is not None and at > clock.now else None


def _at(at: int | None, clock: Clock) -> Moment | None:
    return None if at is None else Moment(at, clock)


def _money(fen: int | None) -> Money | None:
    return None if not fen else Money(fen)


def _parcel_facts(
    ticket: Ticket, parcel: Parcel | None, traces: tuple[Trace, ...], clock: Clock
) -> dict[str, object]:
    waybill = ticket.waybill or (parcel.waybill if parcel else "")
    last = max(traces, key=lambda trace: trace.at or 0, default=None)
    likely = suggest_carriers(waybill)
    carrier = (parcel.carrier if parcel else "") or (likely[0] if len(likely) == 1 else "")
    goods = (parcel.goods if parcel else "") or ticket.product
    facts: dict[str, object] = {
        "waybill": waybill,
        "carrier": Words(
            carrier_name(carrier), fact_words.as_written(carrier_name(carrier, "en")).en
        ),
        "goods": fact_words.as_written(masks.mask_text(goods)),
        "last_event": fact_words.event(last.text, last.status) if last else "",
        "last_place": fact_words.place(last.place or last.node) if last else "",
        "last_time": _at(last.at, clock) if last else None,
    }
    return facts if parcel is None else facts | _consignment_facts(parcel, clock)


def _consignment_facts(parcel: Parcel, clock: Clock) -> dict[str, object]:
    return {
        "origin": fact_words.place(_city(parcel.origin)),
        "destination": fact_words.place(_city(parcel.destination)),
        "posted": _at(parcel.posted_at, clock),
        "promised": _at(parcel.promised_at, clock),
        "signed": _at(parcel.signed_at, clock),
        "insured": _money(parcel.insured_fen),
        "declared": _money(parcel.declared_fen),
        "freight": _money(parcel.freight_fen),
        "cod": _money(parcel.cod_fen),
    }


def _city(place: str) -> str:
    """A place without its streets: of an address its city alone."""
    found = fact_words.region(place, "").zh
    return found if found and len(place) > 8 else place


def _claim_facts(claim: Claim | None) -> dict[str, object]:
    if claim is None:
        return {}
    return {
        "number": claim.number,
        "kind": fact_words.CLAIM_KINDS.get(claim.kind, Words()),
        "status": fact_words.CLAIM_STATES.get(claim.status, Words()),
        "amount": None if claim.approved_fen is None else Money(claim.approved_fen),
        "claimed": _money(claim.claimed_fen),
    }


def _clock_facts(clock: Clock) -> dict[str, object]:
    now, today = Moment(clock.now, clock), Day(clock.today, clock)
    return {
        "now": Words(now.time("zh"), now.time("en")),
        "weekday": Words(today.weekday("zh"), today.weekday("en")),
        "greeting": greeting(clock),
    }
