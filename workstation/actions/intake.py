"""Taking in: a ticket from a call or by hand, and the people and parcels around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from workstation.actions.deciding import enter_group, in_lane, place, settle
from workstation.actions.tickets import UrgeTicket
from workstation.domain.classify import suggest
from workstation.domain.duplicate import same_case
from workstation.domain.identity import new_uid
from workstation.domain.parcel import Parcel, Trace
from workstation.domain.people import Agent, Customer, KeyAccount, check_may
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import (
    CHANNELS,
    GROUPS,
    PARTIES,
    PRIORITIES,
    Ticket,
    check_choice,
)
from workstation.store.work import Work


@dataclass(frozen=True, slots=True)
class NewTicket:
    """A new case. Class and group follow from the words and the rules unless they are given.

    About a parcel and problem that has an open ticket, it is refused with
    `open_ticket_exists` unless `even_if_open`; with `urge_if_open` that ticket is urged.
    """

    subject: str
    body: str = ""
    channel: str = "phone"
    party: str = "receiver"
    phone: str = ""
    customer_name: str = ""
    customer: str = ""
    email: str = ""
    address: str = ""
    waybill: str = ""
    order_no: str = ""
    product: str = ""
    goods: str = ""
    class_code: str = ""
    subtype: str = ""
    cause: str = ""
    intensity: int = 0
    priority: int | None = None
    group_code: str = ""
    group_reason: str = ""
    even_if_open: bool = False
    urge_if_open: bool = False
    take: bool = False

    def perform(self, work: Work) -> str:
        """Give the ticket's uid. Codes: text_missing, value_unknown, open_ticket_exists."""
        self._check()
        class_code, subtype = self._class(work)
        existing = self._existing(work, class_code, subtype)
        if existing and self.urge_if_open:
            return UrgeTicket(existing.uid, self.body or self.subject, self.phone).perform(work)
        if existing and not self.even_if_open:
            raise Refusal("open_ticket_exists", ticket=existing.uid, number=existing.number)
        customer = self._customer(work)
        parcel = self._parcel(work)
        ticket = Ticket(
            uid=new_uid(),
            number=work.next_number("ticket"),
            created_at=work.now,
            subject=self.subject.strip() or self.body.strip().splitlines()[0][:60],
            source="desk",
            channel=self.channel,
            party=self.party,
            class_code=class_code,
            subtype=subtype,
            cause=self.cause,
            intensity=self.intensity,
            status="open" if self.take else "new",
            priority=self.priority or self._priority(customer),
            owner=work.agent.uid if self.take else "",
            product=self.product,
            waybill=self.waybill.strip().upper(),
            order_no=self.order_no.strip(),
            parcel=parcel.uid if parcel else "",
            customer=customer.uid if customer else "",
            customer_name=self.customer_name.strip() or (customer.name if customer else ""),
            phone=self.phone,
            email=self.email,
            address=self.address,
            last_activity_at=work.now,
        )
        placed = self._placed(work, ticket)
        work.add(placed)
        kind = "call" if self.channel == "phone" else "message"
        if self.body.strip():
            work.say(placed.uid, kind, self.body.strip(), direction="in", channel=self.channel)
        return placed.uid

    def _check(self) -> None:
        if not (self.subject.strip() or self.body.strip()):
            raise Refusal("text_missing", field="subject")
        check_choice("channel", self.channel, CHANNELS)
        check_choice("party", self.party, PARTIES)
        check_choice("intensity", self.intensity, (0, 1, 2))
        if self.priority is not None:
            check_choice("priority", self.priority, PRIORITIES)
        if self.group_code:
            check_choice("group", self.group_code, GROUPS)

    def _class(self, work: Work) -> tuple[str, str]:
        if self.class_code or self.subtype:
            known = {item.code: item.class_code for item in work.rules.catalogue.subtypes}
            if self.subtype and self.subtype not in known:
                raise Refusal("value_unknown", field="subtype", value=self.subtype)
            return self.class_code or known[self.subtype], self.subtype
        told = suggest(f"{self.subject}\n{self.body}", work.rules.catalogue)
        return told.class_code, told.subtype

    def _existing(self, work: Work, class_code: str, subtype: str) -> Ticket | None:
        waybill = self.waybill.strip().upper()
        for ticket in work.open_tickets_of(waybill):
            if same_case(ticket, waybill, class_code, subtype):
                return ticket
        return None

    def _customer(self, work: Work) -> Customer | None:
        if self.customer:
            return work.get(Customer, self.customer)
        known = (
            work.where(Customer, "phone=? OR phone2=?", self.phone, self.phone)
            if self.phone
            else []
        )
        name = self.customer_name.strip()
        for customer in known:
            if not name or customer.name == name:
                return customer
        if not (name or self.phone):
            return None
        made = Customer(
            uid=new_uid(),
            name=name,
            phone=self.phone,
            email=self.email,
            address=self.address,
            created_at=work.now,
        )
        work.add(made)
        return made

    def _parcel(self, work: Work) -> Parcel | None:
        waybill = self.waybill.strip().upper()
        if not waybill:
            return None
        known = work.where(Parcel, "waybill=?", waybill, limit=1)
        if known:
            return known[0]
        made = Parcel(uid=new_uid(), waybill=waybill, goods=self.goods, product=self.product)
        work.add(made)
        return made

    def _priority(self, customer: Customer | None) -> int:
        lifted = self.intensity + (1 if customer and customer.vip else 0)
        return min(4, 2 + lifted)

    def _placed(self, work: Work, ticket: Ticket) -> Ticket:
        if not self.group_code:
            return place(work, ticket, self.body)
        chosen = in_lane(work, enter_group(work, ticket, self.group_code))
        reason = self.group_reason.strip() or "chosen at intake"
        return settle(work, replace(chosen, route_rule="by hand", route_reason=reason))


@dataclass(frozen=True, slots=True)
class SaveCustomer:
    """Keep a customer's facts."""

    customer: Customer

    def perform(self, work: Work) -> str:
        """Give the uid."""
        return save(work, self.customer)


@dataclass(frozen=True, slots=True)
class SaveKeyAccount:
    """Keep a key account."""

    account: KeyAccount

    def perform(self, work: Work) -> str:
        """Give the uid. Codes: text_missing."""
        if not self.account.name.strip():
            raise Refusal("text_missing", field="name")
        return save(work, self.account)


@dataclass(frozen=True, slots=True)
class SaveAgent:
    """Keep a person of the team; others than oneself need a leader."""

    agent: Agent

    def perform(self, work: Work) -> str:
        """Give the uid. Codes: text_missing, not_allowed."""
        if not self.agent.name.strip():
            raise Refusal("text_missing", field="name")
        if self.agent.uid != work.agent.uid:
            check_may(work.agent, "assign_other")
        return save(work, self.agent)


@dataclass(frozen=True, slots=True)
class SaveParcel:
    """Keep a parcel and its events; open tickets about it are linked."""

    parcel: Parcel
    traces: tuple[Trace, ...] = ()

    def perform(self, work: Work) -> str:
        """Give the parcel's uid. Codes: text_missing."""
        waybill = self.parcel.waybill.strip().upper()
        if not waybill:
            raise Refusal("text_missing", field="waybill")
        known = work.where(Parcel, "waybill=?", waybill, limit=1)
        uid = known[0].uid if known else self.parcel.uid
        save(work, replace(self.parcel, uid=uid, waybill=waybill))
        heard = {(trace.at, trace.text) for trace in work.where(Trace, "parcel=?", uid)}
        for trace in self.traces:
            if (trace.at, trace.text) not in heard:
                heard.add((trace.at, trace.text))
                work.add(replace(trace, parcel=uid))
        for ticket in work.where(Ticket, "waybill=?", waybill):
            if ticket.parcel != uid:
                work.keep(ticket, replace(ticket, parcel=uid), tell=False)
        return uid


def save(work: Work, record: Any) -> str:
    """Add a record, or keep its changed facts when its uid is known."""
    known = work.find(type(record), record.uid)
    if known is None:
        work.add(record)
    else:
        work.keep(known, record)
    return str(record.uid)
