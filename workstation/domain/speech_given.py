"""What a text to the customer of a ticket is judged against, put together from the records."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from workstation.domain.claim import Claim
from workstation.domain.conversation import Entry
from workstation.domain.offer import Offer, agreed_offer, open_offer
from workstation.domain.speech_rules import Given
from workstation.domain.ticket import Ticket

#: So many messages before are compared with a text for repetition.
EARLIER: Final = 50
#: So many numbers of a text are looked up.
LOOKED_UP: Final = 20
_NUMBER: Final = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{0,5}-?\d[\dA-Za-z-]{5,24}(?![0-9A-Za-z])")
_SETTLED: Final = ("approved", "printed", "paid")
_HOUR: Final = 3_600_000
_DAY: Final = 24


def given_for(
    ticket: Ticket,
    limit_fen: int,
    now: int,
    entries: Iterable[Entry] = (),
    claims: Iterable[Claim] = (),
    offered: Iterable[int] = (),
) -> Given:
    """What holds for every text about a ticket.

    The most that may be promised is what the agent may approve (`limit_fen`), what was approved for this ticket
    already, or what the customer was offered (`offered`, fen) and agreed to; what the customer
    claims may be named. The longest time is until the ticket must be solved, and a day at least.
    """
    said = [e for e in entries if e.direction == "out" and e.delivery != "taken_back"][-EARLIER:]
    known = tuple(claims)
    settled = [claim.approved_fen or 0 for claim in known if claim.status in _SETTLED]
    settled += [claim.proposed_fen for claim in known if claim.agreed_at is not None]
    named = {
        sum_fen
        for claim in known
        for sum_fen in (claim.claimed_fen, claim.value_fen, claim.insured_fen, claim.loss_fen)
        if sum_fen
    }
    own = (ticket.number, ticket.waybill, ticket.order_no, ticket.external_no)
    due = ticket.due_at if ticket.resolve_due is None else ticket.resolve_due
    left = None if due is None else max((due - now) // _HOUR, _DAY)
    return Given(
        allowed=frozenset(re.sub(r"\D", "", number) for number in own if number),
        limit_fen=max([limit_fen, *settled, *offered]),
        named=frozenset(named),
        hours=left,
        earlier=tuple(entry.body for entry in said),
        scripts=tuple(entry.script for entry in said if entry.script),
    )


def offered_in(offers: Iterable[Offer], now: int) -> tuple[int, ...]:
    """The sums (fen) that the customer was offered, as long as they may be accepted or are."""
    known = tuple(offers)
    standing = (open_offer(known, now), agreed_offer(known))
    return tuple(one.amount_fen for one in standing if one is not None)


def given_to(given: Given, channel: str, script: str, strangers: Iterable[str]) -> Given:
    """The same for one text: its channel, its script, and the strangers' numbers in it."""
    return replace(given, channel=channel, script=script, strangers=tuple(strangers))


def numbers_in(text: str, ticket: Ticket) -> tuple[str, ...]:
    """What may be numbers of tickets and parcels in a text, without the ticket's own."""
    own = {
        number.upper()
        for number in (ticket.number, ticket.waybill, ticket.order_no, ticket.external_no)
    }
    found = dict.fromkeys(match[0].upper() for match in _NUMBER.finditer(text))
    return tuple(number for number in found if number not in own)[:LOOKED_UP]


def is_stranger(ticket: Ticket, other: Ticket) -> bool:
    """Whether another ticket belongs to somebody else: other customer and other telephone."""
    same = (ticket.customer and ticket.customer == other.customer) or (
        ticket.phone and ticket.phone == other.phone
    )
    family = other.uid == ticket.uid or other.parent == ticket.uid or other.uid == ticket.parent
    return not (same or family or (ticket.waybill and ticket.waybill == other.waybill))
