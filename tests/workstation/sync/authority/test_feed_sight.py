"""Who asks gets what that person may see, all of it, and nothing else at any moment."""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest

from tests.workstation.sync.authority.feeding import opened
from tests.workstation.sync.test_scope_hub import Writer
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.sync.digest import bucket, fingerprint
from workstation.sync.postgres_hub import PostgresHub
from workstation.sync.protocol import ALL, Key, Pulled, RecordState, Scope, Snapshot

_GROUPS = ("cod", "claims", "customs", "seasonal")
_REGIONS = ("south", "east")
_HANGING = ("entry", "attachment", "claim", "print")


@dataclass
class Person:
    """Somebody with a login and a desk, who keeps a replica."""

    hub: PostgresHub
    uid: str
    groups: tuple[str, ...]
    desk_no: int
    sees_all: bool = False
    scope: Scope = ALL
    limit: int = 1_000
    cursor: str = ""
    records: dict[Key, tuple[int, str]] = field(default_factory=dict)

    def may_see(self, ticket: dict[str, Any]) -> bool:
        own = self.uid in (ticket["owner"], ticket["opened_by"])
        free = self.sees_all or not self.groups or ticket["group_code"] in self.groups or own
        groups, regions = self.scope.groups, self.scope.regions
        return (
            free
            and (not groups or ticket["group_code"] in groups)
            and (not regions or ticket["region"] in regions)
        )

    def page(self, tickets: dict[str, dict[str, Any]], ticket_of: dict[str, str]) -> bool:
        """Pull once, and see that every record in it may be seen now; whether there is more."""
        told = self.hub.pull(self.desk_no, self.cursor, self.limit, self.scope)
        self.cursor = told.cursor
        for state in told.changes:
            ticket = ticket_of.get(state.uid)
            if not state.evicted and ticket is not None:
                assert self.may_see(tickets[ticket]), (state, tickets[ticket])
            self._take(state, ticket)
        return told.more

    def _take(self, state: RecordState, ticket: str | None) -> None:
        known = self.records.get(state.key, (0, ""))
        if state.evicted:
            self.records = {k: v for k, v in self.records.items() if v[1] != state.uid}
        elif state.kind != "lease" and state.rev >= known[0]:
            self.records[state.key] = (state.rev, ticket or "")

    def agrees(self, tickets: dict[str, dict[str, Any]], ticket_of: dict[str, str]) -> None:
        """The replica is what the person may see."""
        seen = {uid for uid, told in tickets.items() if self.may_see(told)}
        assert {uid for kind, uid in self.records if kind == "ticket"} == seen
        hangers = {uid for uid, ticket in ticket_of.items() if ticket in seen and uid != ticket}
        assert {uid for kind, uid in self.records if kind in _HANGING} == hangers
        sums: dict[int, tuple[int, int]] = {}
        for (kind, uid), (rev, _) in self.records.items():
            count, total = sums.get(bucket(uid), (0, 0))
            sums[bucket(uid)] = (count + 1, total ^ fingerprint(kind, uid, rev))
        assert self.hub.digest(self.scope) == sums


@contextmanager
def _person(
    url: str, writer: Writer, groups: tuple[str, ...], *, role: str = "agent"
) -> Iterator[Person]:
    """A person with a login, as an operator makes one, at a desk of its own."""
    uid = writer.new("agent", name=new_uid()[-6:], role=role, groups=list(groups))
    name, word = f"aftercare_test_{secrets.token_hex(6)}", secrets.token_hex(8)
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute("SELECT hub_role('desk')").fetchone()
        assert row is not None
        connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{word}' IN ROLE {row[0]}".encode())
        connection.execute(
            "INSERT INTO hub_login (role_name, agent, made_at, used_at) VALUES (%s, %s, 0, 1)",
            [name, uid],
        )
        told = psycopg.conninfo.conninfo_to_dict(url)
        theirs = f"postgresql://{name}:{word}@{told['host']}:{told['port']}/{told['dbname']}"
        try:
            with opened(theirs) as hub:
                desk_no = hub.enrol(new_uid(), "desk").desk_no
                yield Person(hub, uid, groups, desk_no, sees_all=role != "agent")
        finally:
            connection.execute(f"DROP ROLE {name}".encode())


class World:
    """Random work on tickets, and what it comes to."""

    def __init__(self, writer: Writer, people: list[Person], seed: int) -> None:
        self.writer = writer
        self.people = people
        self.chance = random.Random(seed)
        self.tickets: dict[str, dict[str, Any]] = {}
        self.ticket_of: dict[str, str] = {}

    def step(self) -> None:
        """One piece of work."""
        if not self.tickets or self.chance.random() < 0.25:
            self._open()
            return
        uid = self.chance.choice(list(self.tickets))
        what = self.chance.random()
        if what < 0.3:
            self.ticket_of[self.writer.note(uid)] = uid
        elif what < 0.55:
            self._set(uid, "group_code", self.chance.choice(_GROUPS))
        elif what < 0.65:
            self._set(uid, "region", self.chance.choice(_REGIONS))
        elif what < 0.85:
            self._set(uid, "owner", self.chance.choice(["", *(p.uid for p in self.people)]))
        else:
            self._set(uid, "status", self.chance.choice(["open", "waiting", "resolved"]))

    def _open(self) -> None:
        opener = self.chance.choice(self.people).uid
        told = {
            "group_code": self.chance.choice(_GROUPS),
            "region": self.chance.choice(_REGIONS),
            "status": self.chance.choice(["open", "closed"]),
            "owner": "",
        }
        uid = new_uid()
        facts = {"uid": uid, "number": uid, "created_at": 1, **told}
        self.writer.push({"kind": "ticket", "uid": uid, "new": facts}, agent=opener)
        self.tickets[uid] = {**told, "opened_by": opener}
        self.ticket_of[uid] = uid

    def _set(self, uid: str, name: str, value: str) -> None:
        told = self.tickets[uid]
        if told[name] == value or (name == "status" and told["status"] == "closed"):
            return
        self.writer.set(uid, {name: told[name]}, {name: value})
        told[name] = value


@pytest.fixture
def hub(postgres_url: str) -> Iterator[PostgresHub]:
    with opened(postgres_url) as made:
        yield made


@pytest.mark.parametrize("seed", range(4))
def test_replicas_are_what_each_person_may_see(
    hub: PostgresHub, postgres_url: str, seed: int
) -> None:
    writer = Writer(hub)
    with (
        _person(postgres_url, writer, ("cod",)) as one,
        _person(postgres_url, writer, ("claims", "customs")) as two,
        _person(postgres_url, writer, (), role="leader") as leader,
    ):
        two.scope = Scope(groups=("claims",)) if seed % 2 else Scope(regions=("south",))
        leader.scope = Scope(groups=("cod", "seasonal")) if seed > 1 else ALL
        people = [one, two, leader]
        world = World(writer, people, seed)
        for person in people:
            person.limit = world.chance.choice([1, 2, 5, 1_000])
        for _ in range(25):
            world.step()
        for _ in range(60):
            world.step()
            person = world.chance.choice(people)
            person.page(world.tickets, world.ticket_of)
        for person in people:
            for _ in range(2):  # the rest of a long answer, and what came after it began
                while person.page(world.tickets, world.ticket_of):
                    pass
            person.agrees(world.tickets, world.ticket_of)


def test_the_first_way_goes_on_after_a_break_at_every_page(
    hub: PostgresHub, postgres_url: str
) -> None:
    writer = Writer(hub)
    with _person(postgres_url, writer, ("cod",)) as person:
        world = World(writer, [person], 7)
        for _ in range(40):
            world.step()
        person.limit = 2
        more = True
        while more:
            before, kept = person.cursor, dict(person.records)
            lost = person.hub.pull(person.desk_no, before, 2)  # an answer that never came
            more = person.page(world.tickets, world.ticket_of)
            assert {state.key for state in lost.changes} == person.records.keys() - kept.keys()
        person.agrees(world.tickets, world.ticket_of)


def test_a_person_whose_groups_change_begins_anew_and_is_told_what_is_given(
    hub: PostgresHub, postgres_url: str
) -> None:
    writer = Writer(hub)
    with _person(postgres_url, writer, ("cod",)) as person:
        cod, customs = writer.ticket(), writer.ticket(group_code="customs")
        first = _all(person)
        assert first[-1].scope.groups == ("cod",)
        assert _tickets(first) == {cod}
        writer.push(
            {
                "kind": "agent",
                "uid": person.uid,
                "base": {"groups": ["cod"]},
                "set": {"groups": ["customs", "claims"]},
            }
        )
        second = _all(person)
        assert second[0].stage == "open"
        assert set(second[-1].scope.groups) == {"customs", "claims"}
        assert _tickets(second) == {customs}


def _all(person: Person) -> list[Pulled]:
    pages = []
    while True:
        pages.append(person.hub.pull(person.desk_no, person.cursor, 1_000, person.scope))
        person.cursor = pages[-1].cursor
        if not pages[-1].more:
            return pages


def _tickets(pages: list[Pulled]) -> set[str]:
    return {s.uid for page in pages for s in page.changes if s.kind == "ticket"}


def test_what_may_not_be_seen_is_not_to_be_had_in_other_ways(
    hub: PostgresHub, postgres_url: str
) -> None:
    writer = Writer(hub)
    with _person(postgres_url, writer, ("cod",)) as person:
        customer = writer.new("customer", name="王", phone="13800000000")
        seen = writer.ticket(phone="13800000000", customer=customer, waybill="SF1")
        hidden = writer.ticket(group_code="customs", phone="13800000000", waybill="SF2")
        note = writer.note(hidden)
        hub.lease(hidden, "amy", "Amy", writer.desk_no, 60_000)
        asked = [("ticket", seen), ("ticket", hidden), ("entry", note), ("lease", hidden)]
        assert [state.uid for state in person.hub.fetch(asked)] == [seen]
        assert person.hub.history("13800000000") == [seen]
        assert person.hub.history("SF2") == []
        assert {s.key for s in person.hub.tickets([seen, hidden])} == {
            ("ticket", seen),
            ("customer", customer),
        }
        told = {uid for n in range(256) for _, uid, _ in person.hub.bucket(n)}
        assert seen in told
        assert not {hidden, note} & told
        assert sum(count for count, _ in person.hub.digest().values()) == len(told)
        forged = Scope(groups=("customs",))
        assert person.hub.pull(person.desk_no, "", 100, forged).scope.groups != ("cod",)
        assert hidden not in {
            s.uid for s in person.hub.pull(person.desk_no, "", 100, forged).changes
        }
        with pytest.raises(Refusal, match="desk_unknown"):
            person.hub.pull(writer.desk_no, "")
        with pytest.raises(Refusal, match="desk_unknown"):
            person.hub.pull(0, "")


def test_a_cursor_of_somebody_else_begins_anew(hub: PostgresHub, postgres_url: str) -> None:
    writer = Writer(hub)
    with (
        _person(postgres_url, writer, ("cod",)) as one,
        _person(postgres_url, writer, ("customs",)) as two,
    ):
        writer.ticket()
        theirs = writer.ticket(group_code="customs")
        _all(one)
        two.cursor = one.cursor
        assert _tickets(_all(two)) == {theirs}
        told = json.loads(one.cursor)
        two.cursor = json.dumps({**told, "scope": json.loads(two.cursor)["scope"]})
        assert _tickets(_all(two)) == set()


def test_a_ready_made_replica_is_gone_on_from_with_what_is_ones_own(
    hub: PostgresHub, postgres_url: str
) -> None:
    writer = Writer(hub)
    scope = Scope(groups=("claims", "cod"))
    with _person(postgres_url, writer, ("cod", "claims")) as person:
        in_the_file = writer.ticket()
        own = writer.ticket(group_code="customs", owner=person.uid)
        note = writer.note(own)
        writer.ticket(group_code="customs")
        cursor = hub.pull(0, "", 1_000, scope).cursor
        while (told := hub.pull(0, cursor, 1_000, scope)).more:
            cursor = told.cursor
        made = Snapshot("0" * 64, 1, hub.epoch(), told.cursor, 3, 1, 1)
        assert person.hub.snapshot() is None
        hub.put_snapshot(scope, made)
        offered = person.hub.snapshot()
        assert offered is not None
        assert (offered.sha256, offered.epoch) == (made.sha256, made.epoch)
        assert person.hub.snapshot(Scope(groups=("customs",))) is None
        later = writer.note(in_the_file)
        person.cursor = offered.cursor
        came = {state.key for page in _all(person) for state in page.changes}
        assert came == {("ticket", own), ("entry", note), ("entry", later)}
        assert person.hub.snapshot(scope) is not None
