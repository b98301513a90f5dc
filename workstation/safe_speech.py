"""The check of a reply while it is typed: what the desk knows of the ticket, the rules in force.

Made once for each editor and ticket; a key costs one look at the paragraph that changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workstation.domain.approval_rules import most_of
from workstation.domain.speech_check import SpeechFinding, Watched
from workstation.domain.speech_given import given_for, given_to, is_stranger, numbers_in, offered_in
from workstation.domain.speech_rules import Given

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.domain.ticket import Ticket


class ReplyWatch:
    """Watches what is typed about one ticket. Not for use by several threads."""

    def __init__(self, desk: Desk, ticket: str) -> None:
        """Look the ticket up; one that is not here is judged by the words alone."""
        self._desk = desk
        self._rules = desk.rules.speech
        self._rules.warm()
        self._watched = Watched(self._rules)
        self._ticket: Ticket | None = None
        self._given = Given()
        self._known: dict[str, bool] = {}
        self._look(ticket)

    def check(self, text: str, channel: str = "", script: str = "") -> tuple[SpeechFinding, ...]:
        """What is amiss with a text, in the order of the places."""
        if self._desk.rules.speech is not self._rules:
            self._rules = self._desk.rules.speech
            self._watched = Watched(self._rules)
        strangers: list[str] = []
        if self._ticket is not None:
            numbers = numbers_in(text, self._ticket)
            strangers = [number for number in numbers if self._is_strange(self._ticket, number)]
        return self._watched.check(text, given_to(self._given, channel, script, strangers))

    def refresh(self) -> None:
        """Look at the ticket again, as after a message or an approval."""
        if self._ticket is not None:
            self._known.clear()
            self._look(self._ticket.uid)

    def _look(self, ticket: str) -> None:
        detail = self._desk.read.detail(ticket)
        if detail is None:
            return
        self._ticket = detail.ticket
        now = self._desk.clock()
        offers = [one for claim in detail.claims for one in self._desk.read.offers_of(claim.uid)]
        self._given = given_for(
            detail.ticket,
            most_of(self._desk.rules.approval, self._desk.agent),
            now,
            detail.entries,
            detail.claims,
            offered_in(offers, now),
        )

    def _is_strange(self, ticket: Ticket, number: str) -> bool:
        if number not in self._known:
            read = self._desk.read
            others = [
                found for row in read.open_tickets_of(number) if (found := read.ticket(row.uid))
            ]
            named = read.ticket_by_number(number)
            others += [named] if named else []
            self._known[number] = bool(others) and all(is_stranger(ticket, one) for one in others)
        return self._known[number]
