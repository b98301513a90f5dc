"""Three desks and a hub, driven at random: they converge and nothing is lost."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, multiple, rule

from tests.workstation.sync.team import (
    AddNote,
    Faulty,
    Seat,
    TakeTicket,
    Team,
    ignoring_troubles,
)
from workstation.sync.hub import open_hub

_SEATS = st.integers(0, 2)
_TROUBLES = st.sampled_from(("", "", "", "lost", "unheard", "twice", "late"))


class Sharing(RuleBasedStateMachine):
    """What people and lines do, in any order; at the end the line is good again."""

    tickets = Bundle("tickets")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="sharing-"))
        self.hub = open_hub(f"sqlite:///{self.folder}/hub.db", make=True)
        self.hub.init()
        self.team = Team(self.hub, self.folder)
        self.trouble = ""
        self.said: dict[str, tuple[str, str]] = {}
        self.urged: dict[str, int] = {}
        self.seats: list[Seat] = []

    @initialize(target=tickets)
    def begin(self) -> object:
        line = Faulty(self.hub, lambda: self.trouble)
        self.seats = [self.team.seat(hub=line) for _ in range(3)]  # type: ignore[arg-type]
        uid = self.seats[0].ticket()
        self.team.settle()
        return multiple(uid)

    @rule(target=tickets, seat=_SEATS)
    def open(self, seat: int) -> str:
        return self.seats[seat].ticket()

    @rule(seat=_SEATS, ticket=tickets, body=st.integers(0, 99))
    def say(self, seat: int, ticket: str, body: int) -> None:
        if self.seats[seat].find("ticket", ticket):
            done = self.seats[seat].do(AddNote(ticket, f"said {body}"))
            self.said[str(done.result)] = (ticket, f"said {body}")

    @rule(seat=_SEATS, ticket=tickets, priority=st.integers(1, 4))
    def rank(self, seat: int, ticket: str, priority: int) -> None:
        if self.seats[seat].find("ticket", ticket):
            self.seats[seat].set(ticket, priority=priority)

    @rule(seat=_SEATS, ticket=tickets)
    def urge(self, seat: int, ticket: str) -> None:
        one = self.seats[seat]
        if one.find("ticket", ticket):
            one.set(ticket, urged=one.read(ticket).urged + 1)
            self.urged[ticket] = self.urged.get(ticket, 0) + 1

    @rule(seat=_SEATS, ticket=tickets)
    def take(self, seat: int, ticket: str) -> None:
        one = self.seats[seat]
        if one.find("ticket", ticket) and not one.read(ticket).owner:
            one.do(TakeTicket(ticket, note="taking it"))

    @rule(seat=_SEATS, ticket=tickets, tag=st.sampled_from("abc"))
    def tag(self, seat: int, ticket: str, tag: str) -> None:
        one = self.seats[seat]
        if one.find("ticket", ticket):
            tags = one.read(ticket).tags
            changed = tuple(t for t in tags if t != tag) if tag in tags else (*tags, tag)
            one.set(ticket, tags=changed)

    @rule(seat=_SEATS, trouble=_TROUBLES)
    def exchange(self, seat: int, trouble: str) -> None:
        self.trouble = trouble
        with ignoring_troubles():
            self.seats[seat].round()
        self.trouble = ""

    @rule(seat=_SEATS, agent=_SEATS)
    def take_next(self, seat: int, agent: int) -> None:
        one = self.seats[seat]
        ticket = one.exchange.take_next(one.agent.uid, one.name, ["cod"], 60_000)
        if ticket is not None and not one.read(ticket).owner:
            one.do(TakeTicket(ticket))

    @rule(seat=_SEATS)
    def kill(self, seat: int) -> None:
        self.seats[seat].close()
        self.seats[seat].open()

    def teardown(self) -> None:
        self.trouble = ""
        try:
            if self.seats:
                self._heal()
        finally:
            self.team.close()
            self.hub.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _heal(self) -> None:
        for _ in range(2):
            self.team.settle()
        self.team.agree()
        assert all(seat.counts()[0] == 0 for seat in self.seats)
        first = self.seats[0]
        for uid, (ticket, body) in self.said.items():
            entry = first.find("entry", uid)
            assert (entry.ticket, entry.body) == (ticket, body)
        for ticket, times in self.urged.items():
            assert first.read(ticket).urged == times
        for seat in self.seats:
            refused = seat.rows(
                "SELECT uid FROM operation WHERE state='refused' AND args LIKE '%taking it%'"
            )
            assert {uid for (uid,) in refused} == set(seat.drafts)


Sharing.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
test_sharing = Sharing.TestCase
