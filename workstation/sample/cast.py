"""Who takes part in a case: sender, receiver and who of them calls."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

from workstation.domain.people import Customer
from workstation.sample.content import Brand, City, Content, Story
from workstation.sample.draw import Draw
from workstation.sample.people import JOINED_AT, Person, customer, person, seller

_AGAIN: Final = 0.08
_DAY: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Roles:
    """The people of a case. `known`: the customer's record was given with an earlier case."""

    party: str
    sender: Person
    receiver: Person
    caller: Person
    customer: Customer
    known: bool
    brand: Brand | None


class Cast:
    """Makes people up and lets some of them come back.

    Remembers the last 300 callers; shops and brands are few and stay.
    """

    def __init__(self, draw: Draw, told: Content) -> None:
        self._draw = draw
        self._told = told
        self._callers: deque[tuple[Customer, Person]] = deque(maxlen=300)
        self._shops: dict[str, tuple[Customer, Person]] = {}
        self._seen: set[str] = set()

    def brand(self, story: Story) -> Brand | None:
        """Choose the key account of a story about one."""
        return self._draw.deal(self._told.brands) if story.key else None

    def roles(self, story: Story, at: int, brand: Brand | None, category: str) -> Roles:
        """Choose the people of a case that comes in at a moment, about goods of a category."""
        draw = self._draw
        party = draw.spin(story.parties)
        sender = self._sender(story, party, brand, category)
        again = self._again() if party == "receiver" and not story.abroad else None
        if again is not None and again[1].city is not sender.city:
            return Roles(party, sender, again[1], again[1], again[0], True, brand)
        receiver = self._receiver(story, sender.city)
        caller = receiver if party == "receiver" else sender
        record, known = self._record(caller, at)
        return Roles(party, sender, receiver, caller, record, known, brand)

    def _again(self) -> tuple[Customer, Person] | None:
        if self._callers and self._draw.chance() < _AGAIN:
            return self._draw.one(self._callers)
        return None

    def _sender(self, story: Story, party: str, brand: Brand | None, category: str) -> Person:
        draw, told = self._draw, self._told
        if brand is not None:
            return self._shop(brand.name, brand.region)
        if party == "merchant" or story.cod or (party != "sender" and draw.chance() < 0.6):
            return self._shop(draw.one(told.shops[category]) + draw.one(told.shop_tails), "")
        return person(draw, told, draw.spin(told.cities))

    def _receiver(self, story: Story, origin: City) -> Person:
        draw, told = self._draw, self._told
        city = draw.spin(told.abroad if story.abroad else told.cities)
        while city is origin:
            city = draw.spin(told.cities)
        return person(draw, told, city)

    def _shop(self, name: str, region: str) -> Person:
        known = self._shops.get(name)
        if known is not None:
            return known[1]
        draw = self._draw
        city = draw.spin(self._told.cities)
        while region and city.region != region:
            city = draw.spin(self._told.cities)
        who = seller(draw, self._told, city, name)
        kind = "key_account" if region else "credit" if draw.chance() < 0.7 else "cash"
        opened = JOINED_AT + draw.span(0, 300) * _DAY
        self._shops[name] = (customer(draw, self._told, who, opened, kind), who)
        return who

    def _record(self, who: Person, at: int) -> tuple[Customer, bool]:
        if who.shop:
            known = who.name in self._seen
            self._seen.add(who.name)
            return self._shops[who.name][0], known
        kind = "credit" if self._draw.chance() < 0.08 else "cash"
        record = customer(self._draw, self._told, who, at, kind)
        if not who.city.phone:
            self._callers.append((record, who))
        return record, False
