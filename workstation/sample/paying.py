"""The part of a ticket's course in which its claim is made, decided and paid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from workstation.domain.claim import Claim, Print
from workstation.domain.parcel import Parcel
from workstation.domain.people import Customer
from workstation.sample.claims import ClaimDesk, claim_words
from workstation.sample.content import Story
from workstation.sample.life import Life, Step

#: Hours until a claim reaches a status: at least, and by chance more.
_HOURS: Final = {
    "submitted": (2, 60),
    "approved": (6, 60),
    "rejected": (4, 56),
    "withdrawn": (5, 40),
    "printed": (8, 70),
    "paid": (10, 80),
}
#: How many times longer a claim takes that lies on a pile.
_SLOW: Final = 4
_ENDS: Final = {"paid": "compensated", "rejected": "unfounded", "withdrawn": "withdrawn"}


class ClaimCourse:
    """Makes and moves one ticket's claim; `number` gives the next claim's running number."""

    def __init__(
        self,
        life: Life,
        desk: ClaimDesk,
        story: Story,
        parcel: Parcel,
        customer: Customer,
        subject: str,
        number: Callable[[], int],
    ) -> None:
        self._life = life
        self._desk = desk
        self._story = story
        self._parcel = parcel
        self._customer = customer
        self._subject = subject
        self._number = number
        self.claim: Claim | None = None
        self.prints: tuple[Print, ...] = ()

    def plan(self, until: tuple[str, ...] | None = None) -> Iterator[Step]:
        """The steps of the claim: by its course, or without delay as far as `until` says."""
        chance = self._life.draw.chance
        yield 0.5 + chance() * (8 if until is None else 1), self._make
        assert self.claim is not None
        for status in self._desk.course(self.claim) if until is None else until:
            least, more = _HOURS[status] if until is None else (1, 2)
            slow = _SLOW if until is None and chance() < 0.25 else 1
            yield (least + chance() * more) * slow, self._mover(status)

    def _make(self) -> None:
        life, ticket = self._life, self._life.ticket
        self.claim = self._desk.make(
            self._number(),
            self._story,
            ticket.uid,
            self._parcel,
            self._customer,
            self._subject,
            life.telling.at,
            ticket.created_at,
            ticket.party,
            life.owner,
            tuple(found.uid for found in life.telling.attachments),
        )
        self._tell("made", "draft", self.claim.number)

    def _mover(self, status: str) -> Callable[[], None]:
        return lambda: self._move(status)

    def _move(self, status: str) -> None:
        assert self.claim is not None
        life = self._life
        self.claim, who = self._desk.move(self.claim, status, life.telling.at, life.owner)
        if status == "printed":
            self.prints = (self._desk.print_of(self.claim, life.telling.at, who),)
        event = {"event": status, "claim": self.claim.uid, "number": self.claim.number}
        if status == "approved":
            event["amount_fen"] = str(self.claim.approved_fen)
        life.telling.say("claim", "", who, data=event)
        life.telling.say(
            "note", life.draw.deal(claim_words(life.told, status, self.claim.kind)), who
        )
        if status in _ENDS:
            life.end, life.settled = _ENDS[status], True

    def _tell(self, event: str, words: str, number: str) -> None:
        life = self._life
        assert self.claim is not None
        told = {"event": event, "claim": self.claim.uid, "number": number}
        life.telling.say("claim", "", life.owner, data=told)
        life.telling.say("note", life.draw.deal(life.told.talk["claim"][words]), life.owner)
