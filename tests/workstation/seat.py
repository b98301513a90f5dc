"""A desk to sit at in tests: real files, a clock that is set, people with roles."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from workstation.actions.intake import NewTicket, SaveAgent
from workstation.desk import Desk
from workstation.domain.claim import Claim
from workstation.domain.identity import new_uid
from workstation.domain.pages import TicketDetail
from workstation.domain.people import Agent
from workstation.domain.ticket import GROUPS, Ticket
from workstation.store import serials, state
from workstation.store.replica import Action, Done

START = 1_782_000_000_000  # a Sunday in June 2026
WAYBILL = "SF1234567890123"


class Seat:
    """A desk, its people, and a clock."""

    def __init__(self, profile: Path) -> None:
        profile.mkdir(parents=True, exist_ok=True)
        self.now = START
        self.desk = Desk(profile, clock=lambda: self.now)
        self.desk.indexer.start()
        self.desk.writer.submit(self._number).result()
        self.leader = self.person("Leader", "leader")
        self.agent = self.person("Agent", "agent")
        self.clerk = self.person("Clerk", "claims")
        self.desk.agent = self.agent

    def _number(self, connection: sqlite3.Connection) -> None:
        """What a hub gives a desk: its own number, and numbers for forms."""
        state.write(connection, "desk_no", "7")
        serials.keep(connection, serials.series_at(self.now), 701, 720)

    def person(self, name: str, role: str) -> Agent:
        """Add somebody to the team."""
        made = Agent(new_uid(), name, work_no=name.lower(), role=role, groups=GROUPS)
        self.desk.agent = Agent(new_uid(), "installer", role="admin")
        self.desk.do(SaveAgent(made)).result()
        return made

    def do(self, action: Action, who: Agent | None = None) -> Done:
        """Do it a minute later than what was done before."""
        self.now += 60_000
        return self.desk.do(action, agent=who or self.agent).result()

    def ticket(self, **facts: Any) -> Ticket:
        """A new ticket."""
        told: dict[str, Any] = {"subject": "花瓶破损", "body": "收到的花瓶碎了", **facts}
        done = self.do(NewTicket(**told))
        return self.read(str(done.result))

    def read(self, uid: str) -> Ticket:
        """The ticket as it stands."""
        found = self.desk.read.ticket(uid)
        assert found is not None
        return found

    def detail(self, uid: str) -> TicketDetail:
        """The ticket with all that hangs on it."""
        found = self.desk.read.detail(uid)
        assert found is not None
        return found

    def claim(self, uid: str) -> Claim:
        """The claim as it stands."""
        found = self.desk.read.claim(uid)
        assert found is not None
        return found

    def find(self, text: str) -> list[str]:
        """The numbers of tickets that a search finds, once the index is in step."""
        assert self.desk.indexer.wait_idle(10)
        return [row.number for row in self.desk.read.find(text).rows]
