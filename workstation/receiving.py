"""What the intake asks the desk: who calls, which parcel is meant, what a pasted text says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workstation.domain.classify import Suggestion, suggest
from workstation.domain.pages import CallerCard, QueueRow
from workstation.domain.parcel import Parcel
from workstation.text.addresses import take_apart_pasted
from workstation.text.phones import normalise_phone
from workstation.text.waybills import carrier_name, normalise_waybill, suggest_carriers

if TYPE_CHECKING:
    from workstation.rules.bundle import Rules
    from workstation.store.reading import Reader

_TAIL: Final = range(3, 7)
_FOUND: Final = 20


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number as it was given and as it is kept.

    `kept` is the form that is stored and searched, "" when hidden; `problem` is "" or a code:
    hidden, masked, letters, too_short, too_long, unknown_plan, area_code_missing.
    """

    given: str
    kept: str = ""
    kind: str = "hidden"
    problem: str = "hidden"

    @property
    def hidden(self) -> bool:
        """Whether the telephone told no number."""
        return self.kind == "hidden"


@dataclass(frozen=True, slots=True)
class CallerFound:
    """Who may be calling. `guessed` says that only a tail or a name led to the tickets."""

    number: Number
    card: CallerCard
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class WaybillFound:
    """A waybill number in its one form, whose it may be, and what the desk knows of it.

    `carriers` are (code, name), likeliest first; `tails` the waybills that end in what was
    given, when that was only an end.
    """

    number: str
    carriers: tuple[tuple[str, str], ...] = ()
    parcel: Parcel | None = None
    open_tickets: tuple[QueueRow, ...] = ()
    tails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """What a pasted text said; a field is "" when it was not told, `rest` fits nowhere."""

    name: str = ""
    phone: str = ""
    address: str = ""
    waybill: str = ""
    rest: str = ""
    other_phones: tuple[str, ...] = ()


def number_of(given: str) -> Number:
    """Bring a caller's number into the form in which numbers are kept."""
    phone = normalise_phone(given)
    kept = phone.shown if phone.digits else ""
    return Number(given, kept, phone.kind, phone.problem)


def find_caller(read: Reader, given: str, name: str = "") -> CallerFound:
    """Who calls: by number; by the end of a number or by name when there is no more."""
    number = number_of(given)
    tail = "".join(given.split())
    if number.kept and not (tail.isdigit() and len(tail) in _TAIL):
        card = read.caller(number.kept)
        if card.customers or card.open_tickets or card.recent_tickets or card.parcels:
            return CallerFound(number, card)
        bare = number.kept.partition("-")[0]
        if bare != number.kept:
            return CallerFound(number, read.caller(bare, exact=True))
        return CallerFound(number, card)
    told = "" if number.hidden else given.strip()  # a name may stand where the number does
    words = tail if tail.isdigit() else name.strip() or told
    if not words:
        return CallerFound(number, CallerCard("", (), (), (), ()))
    rows = read.find(words, limit=_FOUND).rows
    return CallerFound(number, _card_of(read, words, rows), guessed=True)


def _card_of(read: Reader, words: str, rows: Iterable[QueueRow]) -> CallerCard:
    found = tuple(rows)
    tickets = (read.ticket(row.uid) for row in found)
    people = dict.fromkeys(ticket.customer for ticket in tickets if ticket and ticket.customer)
    customers = tuple(filter(None, (read.customer(uid) for uid in people)))
    waybills = dict.fromkeys(row.waybill for row in found if row.waybill)
    parcels = tuple(filter(None, (read.parcel(waybill) for waybill in waybills)))
    done = ("resolved", "closed")
    return CallerCard(
        words,
        customers,
        tuple(row for row in found if row.status not in done),
        tuple(row for row in found if row.status in done),
        parcels,
    )


def find_waybill(read: Reader, given: str) -> WaybillFound:
    """The parcel of a waybill, or the waybills that end in the few digits given."""
    number = normalise_waybill(given)
    if not number:
        return WaybillFound("")
    parcel = read.parcel(number)
    open_tickets = read.open_tickets_of(number)
    tails: tuple[str, ...] = ()
    if parcel is None and not open_tickets and number.isdigit() and len(number) in _TAIL:
        rows = read.find(number, limit=_FOUND).rows
        ends = dict.fromkeys(row.waybill for row in rows if row.waybill.endswith(number))
        tails = tuple(ends)[:9]
    codes = [parcel.carrier] if parcel and parcel.carrier else list(suggest_carriers(number))
    carriers = tuple((code, carrier_name(code)) for code in codes[:3])
    return WaybillFound(number, carriers, parcel, open_tickets, tails)


def understand(text: str) -> Understood:
    """Take a pasted "name phone address" apart; nothing of it is dropped."""
    told = take_apart_pasted(text)
    return Understood(
        told.name, told.phone, told.address, told.waybill, told.rest, told.other_phones
    )


def suggest_type(rules: Rules, text: str) -> Suggestion:
    """The class and sub-type that the words speak for."""
    return suggest(text, rules.catalogue)
