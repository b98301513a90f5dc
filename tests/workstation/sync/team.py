"""Desks without screens around a hub: real replica files, a writer each, and small actions."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from workstation.changes import Changes
from workstation.domain.claim import Claim
from workstation.domain.conversation import Draft, Entry
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.ticket import Ticket
from workstation.store import operations
from workstation.store.kinds import CLASSES, codec_of
from workstation.store.replica import Done, Writer, perform
from workstation.store.work import Work
from workstation.sync.exchange import Exchange, RoundResult
from workstation.sync.protocol import Hub, HubUnreachable

START = 1_750_000_000_000
NO_RULES: Any = None


@dataclass(frozen=True)
class Open:
    """A new ticket with a first line."""

    subject: str = "花瓶破损"
    facts: dict[str, Any] = field(default_factory=dict)

    def perform(self, work: Work) -> str:
        told: dict[str, Any] = {"group_code": "cod", "subject": self.subject, **self.facts}
        number = told.pop("number", "") or work.next_number("ticket")
        ticket = Ticket(new_uid(), number, work.now, **told)
        work.add(ticket)
        work.say(ticket.uid, "call", "收到的花瓶碎了", direction="in")
        return ticket.uid


@dataclass(frozen=True)
class Change:
    """Set fields of any record, as every action does in the end."""

    uid: str
    fields: dict[str, Any]
    kind: str = "ticket"

    def perform(self, work: Work) -> None:
        record = work.get(CLASSES[self.kind], self.uid)
        work.keep(record, replace(record, **self.fields))


@dataclass(frozen=True)
class Add:
    """Add any record."""

    record: Any

    def perform(self, work: Work) -> str:
        work.add(self.record)
        return self.record.uid


@dataclass(frozen=True)
class Drop:
    """Drop any record."""

    record: Any

    def perform(self, work: Work) -> None:
        work.drop(self.record)


@dataclass(frozen=True)
class AddNote:
    """A note, under the name that the hub knows as telling."""

    ticket: str
    body: str

    def perform(self, work: Work) -> str:
        ticket = work.get(Ticket, self.ticket)
        entry = work.say(ticket.uid, "note", self.body)
        work.keep(ticket, replace(ticket, last_activity_at=work.now))
        return entry.uid


@dataclass(frozen=True)
class TakeTicket:
    """Own a ticket and open it, in words that can be refused."""

    ticket: str
    note: str = ""

    def perform(self, work: Work) -> None:
        ticket = work.get(Ticket, self.ticket)
        work.keep(ticket, replace(ticket, owner=work.agent.uid, status="open"))
        if self.note:
            work.say(ticket.uid, "note", self.note)


@dataclass(frozen=True)
class Many:
    """Several of these as one operation."""

    actions: tuple[Any, ...]

    def perform(self, work: Work) -> list[Any]:
        return [action.perform(work) for action in self.actions]


class Seat:
    """One agent's desk: a replica with its writer, and an exchange with the hub."""

    def __init__(self, path: Path, hub: Hub, name: str) -> None:
        self.path = path
        self.hub = hub
        self.name = name
        self.agent = Agent(f"agent-{name}", name, role="admin", groups=("cod",))
        self.now = START
        self.drafts: dict[str, Draft] = {}
        self.heard: list[Changes] = []
        self.open()

    def open(self) -> None:
        """Start, or start again after a kill."""
        self.writer = Writer(self.path)
        self.exchange = Exchange(
            self.writer.submit,
            self.hub,
            name=self.name,
            keep_text=self._keep,
            told=self.heard.append,
            clock=lambda: self.now,
        )

    def close(self) -> None:
        self.writer.close()

    def do(self, action: Any, who: Agent | None = None) -> Done:
        self.now += 1_000
        return self.run(lambda c: perform(c, action, who or self.agent, self.now, NO_RULES))

    def ticket(self, **facts: Any) -> str:
        return str(self.do(Open(facts=facts)).result)

    def set(self, uid: str, **fields: Any) -> None:
        self.do(Change(uid, fields))

    def round(self) -> RoundResult:
        return self.exchange.round()

    def run(self, task: Callable[[Any], Any]) -> Any:
        return self.writer.submit(task).result()

    def find(self, made: Any, uid: str) -> Any:
        coder = codec_of(made) if isinstance(made, str) else codec_of(made.__name__.lower())
        row = self.run(lambda c: c.execute(f"{coder.select} WHERE uid=?", (uid,)).fetchone())
        return None if row is None else coder.record(row)

    def read(self, uid: str) -> Ticket:
        found = self.find(Ticket, uid)
        assert found is not None
        return found

    def claim(self, uid: str) -> Claim:
        found = self.find(Claim, uid)
        assert found is not None
        return found

    def notes(self, ticket: str) -> list[Entry]:
        coder = codec_of("entry")
        rows = self.run(
            lambda c: c.execute(f"{coder.select} WHERE ticket=? ORDER BY uid", (ticket,)).fetchall()
        )
        return [coder.record(row) for row in rows]

    def counts(self) -> tuple[int, int]:
        return self.run(operations.counts)

    def rows(self, sql: str, *values: object) -> list[Any]:
        return self.run(lambda c: c.execute(sql, values).fetchall())

    def everything(self) -> dict[tuple[str, str], Any]:
        """All records with their revisions, to compare desks with one another."""
        told = {}
        for kind in CLASSES:
            coder = codec_of(kind)
            for row in self.rows(f'SELECT *, rev FROM "{kind}"'):
                told[kind, row[2]] = tuple(_plain(value) for value in row[1:-1])
            assert coder.kind == kind
        return told

    def _keep(self, draft: Draft) -> None:
        self.drafts[draft.uid] = draft


def _plain(value: Any) -> Any:
    """JSON text as what it says: PostgreSQL keeps the keys in an order of its own."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


class Team:
    """A hub and the desks that a test opens around it."""

    def __init__(self, hub: Hub, folder: Path) -> None:
        self.hub = hub
        self.folder = folder
        self.seats: list[Seat] = []

    def seat(self, name: str = "", hub: Hub | None = None) -> Seat:
        name = name or f"desk{len(self.seats) + 1}"
        made = Seat(self.folder / f"{name}.db", hub or self.hub, name)
        Exchange(made.writer.submit, self.hub, name=name).identity()
        self.seats.append(made)
        return made

    def settle(self, seats: Sequence[Seat] | None = None) -> None:
        """Rounds until everybody has everything: all push, then all pull."""
        around = self.seats if seats is None else seats
        for seat in around:
            seat.exchange.push()
        for seat in around:
            seat.round()

    def agree(self) -> None:
        """All replicas hold the same, and the hub finds nothing wrong with itself."""
        first, *others = (seat.everything() for seat in self.seats)
        for other in others:
            assert other == first
        assert self.hub.check() == ()

    def close(self) -> None:
        for seat in self.seats:
            seat.close()


class Faulty:
    """A hub behind a bad line: calls are lost on the way there or back, or arrive twice.

    `trouble` draws what happens to the next call: "" (nothing), "lost" (never arrived),
    "unheard" (done, but the answer is lost), "twice" (arrived twice), "late" (an earlier call
    arrives once more before this one).
    """

    PASSED = (
        "push",
        "prove",
        "pull",
        "fetch",
        "enrol",
        "info",
        "epoch",
        "take_next",
        "lease",
        "release",
        "seed",
    )

    def __init__(self, hub: Hub, trouble: Callable[[], str]) -> None:
        self.hub = hub
        self.address = hub.address
        self.trouble = trouble
        self._earlier: Callable[[], Any] | None = None

    def __getattr__(self, name: str) -> Any:
        real = getattr(self.hub, name)
        if name not in self.PASSED:
            return real

        def call(*values: Any, **named: Any) -> Any:
            return self._pass(lambda: real(*values, **named), again=name in ("push", "pull"))

        return call

    def _pass(self, call: Callable[[], Any], *, again: bool) -> Any:
        trouble = self.trouble()
        if trouble == "lost":
            raise HubUnreachable("lost")
        if trouble == "late" and self._earlier is not None:
            self._earlier()
        answer = call()
        if trouble == "twice" and again:
            answer = call()
        if again:
            self._earlier = call
        if trouble == "unheard":
            raise HubUnreachable("unheard")
        return answer


def troubles(seed: int, share: float) -> Callable[[], str]:
    """So large a share of calls in trouble, drawn from a seed."""
    chance = random.Random(seed)

    def draw() -> str:
        if chance.random() >= share:
            return ""
        return chance.choice(("lost", "unheard", "twice", "late"))

    return draw


@contextmanager
def ignoring_troubles() -> Iterator[None]:
    """What the courier does: try again another time."""
    try:
        yield
    except HubUnreachable:
        pass
