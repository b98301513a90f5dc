"""What a hub gives to a desk that keeps a part of the tickets, and in which order."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from typing import Any

import pytest

from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.sync.digest import bucket, fingerprint
from workstation.sync.protocol import ALL, Hub, Key, Operation, Pulled, RecordState, Scope

COD = Scope(groups=("cod",))
_NOW = int(time.time() * 1000)
_DAY = 86_400_000
_HANGING = ("entry", "attachment", "claim", "print")


class Writer:
    """A desk that pushes what a test says."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        given = hub.enrol(new_uid(), "Writer")
        self.desk_no, self.token, self.n = given.desk_no, given.token, 0

    def push(self, *changes: dict[str, Any], action: str = "Work", agent: str = "amy") -> None:
        self.n += 1
        told = Operation(self.n, new_uid(), _NOW, agent, action, "", {}, changes)
        answer = self.hub.push(self.desk_no, self.token, [told])
        self.token = answer.token
        outcome = answer.outcomes[0]
        assert outcome.state == "applied", outcome

    def new(self, kind: str, /, **facts: Any) -> str:
        uid = new_uid()
        self.push({"kind": kind, "uid": uid, "new": {"uid": uid, **facts}})
        return uid

    def ticket(self, **facts: Any) -> str:
        told = {"number": new_uid(), "created_at": _NOW, "group_code": "cod", **facts}
        return self.new("ticket", **told)

    def note(self, ticket: str, body: str = "说") -> str:
        return self.new("entry", ticket=ticket, at=_NOW, kind="note", body=body, author="amy")

    def set(self, uid: str, base: dict[str, Any], wanted: dict[str, Any]) -> None:
        self.push({"kind": "ticket", "uid": uid, "base": base, "set": wanted})


@dataclass
class Replica:
    """What a desk of a scope ends up with."""

    hub: Hub
    scope: Scope = ALL
    limit: int = 1_000
    cursor: str = ""
    records: dict[Key, tuple[int, str]] = field(default_factory=dict)
    stages: list[str] = field(default_factory=list)

    def page(self) -> Pulled:
        told = self.hub.pull(0, self.cursor, self.limit, self.scope)
        self.cursor = told.cursor
        self.stages.append(told.stage)
        for state in told.changes:
            self.take(state)
        return told

    def follow(self) -> list[RecordState]:
        """Pull until nothing is new; all that came."""
        found: list[RecordState] = []
        while True:
            told = self.page()
            found += told.changes
            if not told.more:
                return found

    def take(self, state: RecordState) -> None:
        if state.kind == "lease":
            return
        known = self.records.get(state.key)
        if known is not None and known[0] > state.rev:
            return
        if state.evicted:
            gone = [key for key, (_, ticket) in self.records.items() if ticket == state.uid]
            for key in gone:
                del self.records[key]
        elif state.gone:
            self.records.pop(state.key, None)
        else:
            assert state.body is not None
            ticket = state.uid if state.kind == "ticket" else state.body.get("ticket", "")
            self.records[state.key] = (state.rev, ticket)

    def agrees(self) -> None:
        """It holds what the hub sums up for the scope, record by record."""
        sums: dict[int, tuple[int, int]] = {}
        for (kind, uid), (rev, _) in self.records.items():
            count, total = sums.get(bucket(uid), (0, 0))
            sums[bucket(uid)] = (count + 1, total ^ fingerprint(kind, uid, rev))
        if self.hub.digest(self.scope) == sums:
            return
        there = {line for n in range(256) for line in self.hub.bucket(n, self.scope)}
        here = {(kind, uid, rev) for (kind, uid), (rev, _) in self.records.items()}
        assert here == there

    def kinds(self, kind: str) -> set[str]:
        return {uid for named, uid in self.records if named == kind}


@pytest.mark.parametrize("limit", [1, 4, 1_000])
def test_all_that_work_needs_comes_before_the_rest(hub: Hub, limit: int) -> None:
    writer = Writer(hub)
    agent = writer.new("agent", name="Amy", role="admin")
    customer, parcel = writer.new("customer", name="王"), writer.new("parcel", waybill="SF1")
    stranger = writer.new("customer", name="李")
    closed = [writer.ticket(status="closed") for _ in range(5)]
    for uid in closed:
        writer.note(uid)
    open_one = writer.ticket(status="open", customer=customer, parcel=parcel)
    notes = {writer.note(open_one, str(n)) for n in range(3)}
    given = hub.lease(open_one, "amy", "Amy", writer.desk_no, 60_000)
    assert given is not None
    desk = Replica(hub, limit=limit)
    first: list[RecordState] = []
    while (told := desk.page()).stage == "open":
        first += told.changes
    needed = {
        ("agent", agent),
        ("customer", customer),
        ("parcel", parcel),
        ("ticket", open_one),
        ("lease", open_one),
        *(("entry", uid) for uid in notes),
    }
    came = {state.key for state in first}
    assert needed <= came
    assert not came & {("ticket", uid) for uid in closed}
    assert ("customer", stranger) not in came
    desk.follow()
    assert set(desk.stages) == {"open", "history"} | ({""} if "" in desk.stages else set())
    assert desk.stages == sorted(desk.stages, key=["open", "history", ""].index)
    desk.agrees()
    assert desk.kinds("ticket") == {open_one, *closed}


def test_a_scope_of_groups_and_regions(hub: Hub) -> None:
    writer = Writer(hub)
    mine = writer.ticket(region="south")
    other = writer.ticket(group_code="customs", region="south")
    far = writer.ticket(region="east", status="closed")
    notes = {uid: writer.note(uid) for uid in (mine, other, far)}
    customer = writer.new("customer", name="王")
    for scope, wanted in (
        (COD, {mine, far}),
        (Scope(regions=("south",)), {mine, other}),
        (Scope(groups=("cod",), regions=("south",)), {mine}),
        (Scope(groups=("cod", "customs"), regions=("south", "east")), {mine, other, far}),
        (Scope(groups=("claims",)), set()),
    ):
        desk = Replica(hub, scope)
        desk.follow()
        assert desk.kinds("ticket") == wanted
        assert desk.kinds("entry") == {notes[uid] for uid in wanted}
        assert desk.kinds("customer") == {customer}
        desk.agrees()
    assert hub.pull(0, "", 10, Scope(groups=("cod", "cod"))).scope == COD


def test_only_what_happens_within_the_scope_is_told(hub: Hub) -> None:
    writer = Writer(hub)
    mine, other = writer.ticket(), writer.ticket(group_code="customs")
    desk = Replica(hub, COD)
    desk.follow()
    writer.note(other)
    writer.set(other, {"subject": ""}, {"subject": "x"})
    hub.lease(other, "amy", "Amy", writer.desk_no, 60_000)
    assert desk.follow() == []
    note = writer.note(mine)
    hub.lease(mine, "amy", "Amy", writer.desk_no, 60_000)
    writer.ticket(group_code="customs")
    fresh = writer.ticket()
    came = {state.key for state in desk.follow()}
    assert came == {("entry", note), ("lease", mine), ("ticket", fresh)}
    desk.agrees()


@pytest.mark.parametrize("limit", [1, 3, 1_000])
def test_a_ticket_that_moves_is_dropped_here_and_whole_there(hub: Hub, limit: int) -> None:
    writer = Writer(hub)
    uid = writer.ticket()
    notes = {writer.note(uid, str(n)) for n in range(7)}
    here, there = Replica(hub, COD, limit), Replica(hub, Scope(groups=("customs",)), limit)
    here.follow()
    there.follow()
    writer.set(uid, {"group_code": "cod"}, {"group_code": "customs"})
    left = [state for state in here.follow() if state.key == ("ticket", uid)]
    assert left
    assert all(state.evicted and state.body is None for state in left)
    assert here.records == {}
    arrived: list[RecordState] = []
    while True:
        told = there.page()
        assert len(told.changes) <= limit + 2
        arrived += told.changes
        if not told.more:
            break
    assert {state.uid for state in arrived if state.kind == "entry"} == notes
    assert not any(state.evicted for state in arrived)
    for desk in (here, there):
        desk.agrees()
    writer.set(uid, {"group_code": "customs"}, {"group_code": "cod"})
    for desk in (here, there):
        desk.follow()
        desk.agrees()
    assert here.kinds("entry") == notes


def test_a_ticket_that_changes_its_region_moves_as_well(hub: Hub) -> None:
    writer = Writer(hub)
    uid = writer.ticket(region="south")
    note = writer.note(uid)
    south, east = Replica(hub, Scope(regions=("south",))), Replica(hub, Scope(regions=("east",)))
    south.follow()
    east.follow()
    writer.set(uid, {"region": "south"}, {"region": "east"})
    south.follow()
    east.follow()
    assert south.records == {}
    assert east.kinds("entry") == {note}
    south.agrees()
    east.agrees()


def test_what_is_deleted_is_gone_and_not_evicted(hub: Hub) -> None:
    writer = Writer(hub)
    view = writer.new("view", name="我的")
    desk = Replica(hub, COD)
    desk.follow()
    writer.push({"kind": "view", "uid": view, "gone": True})
    assert [(s.uid, s.gone, s.evicted) for s in desk.follow()] == [(view, True, False)]
    desk.agrees()


def test_another_scope_begins_anew(hub: Hub) -> None:
    writer = Writer(hub)
    writer.ticket()
    other = writer.ticket(group_code="customs")
    desk = Replica(hub, COD)
    desk.follow()
    desk.scope = Scope(groups=("customs", "cod"))
    told = desk.page()
    assert told.stage == "open"
    assert told.scope == Scope(groups=("cod", "customs"))
    desk.follow()
    assert other in desk.kinds("ticket")
    desk.agrees()
    desk.scope = Scope(groups=("cod", "customs"))
    assert desk.page().stage == ""


def test_old_closed_tickets_are_left_out_and_come_whole_when_they_live_again(hub: Hub) -> None:
    writer = Writer(hub)
    then = _NOW - 100 * _DAY
    old = writer.ticket(status="closed", created_at=then, last_activity_at=then)
    note = writer.note(old)
    old_but_open = writer.ticket(status="open", created_at=then, last_activity_at=then)
    lately = writer.ticket(status="closed", created_at=then, last_activity_at=_NOW)
    desk = Replica(hub, Scope(days=30))
    desk.follow()
    assert desk.kinds("ticket") == {old_but_open, lately}
    assert desk.kinds("entry") == set()
    writer.set(old, {"status": "closed"}, {"status": "open"})
    desk.follow()
    assert desk.kinds("ticket") == {old, old_but_open, lately}
    assert desk.kinds("entry") == {note}


@pytest.mark.parametrize("seed", range(6))
def test_a_replica_of_a_scope_ends_up_as_the_hub_says(hub: Hub, seed: int) -> None:
    """Tickets are made, closed, reopened and moved while desks read in small pages."""
    chance = random.Random(seed)
    writer = Writer(hub)
    stand: dict[str, dict[str, Any]] = {}
    groups, regions = ("cod", "customs", "claims"), ("south", "east")

    def work() -> None:
        choice = chance.random()
        if choice < 0.3 or not stand:
            facts = {
                "group_code": chance.choice(groups),
                "region": chance.choice(regions),
                "status": chance.choice(("open", "closed")),
            }
            stand[writer.ticket(**facts)] = facts
            return
        uid = chance.choice(sorted(stand))
        if choice < 0.6:
            writer.note(uid)
            return
        if choice < 0.65:
            writer.push({"kind": "view", "uid": writer.new("view", name="x"), "gone": True})
            return
        name, values = chance.choice(
            (("group_code", groups), ("region", regions), ("status", ("open", "closed")))
        )
        wanted = chance.choice(values)
        if wanted != stand[uid][name]:
            writer.set(uid, {name: stand[uid][name]}, {name: wanted})
            stand[uid][name] = wanted

    for _ in range(25):
        work()
    desks = [
        Replica(hub, scope, chance.choice((1, 2, 5, 40)))
        for scope in (ALL, COD, Scope(regions=("east",)), Scope(("cod", "claims"), ("south",)))
    ]
    for _ in range(45):
        work()
        chance.choice(desks).page()
    for desk in desks:
        desk.follow()
        desk.follow()  # what happened while it read for the first time
        desk.agrees()


def test_single_records_and_whole_tickets(hub: Hub) -> None:
    writer = Writer(hub)
    customer = writer.new("customer", name="王")
    uid = writer.ticket(customer=customer)
    notes = {writer.note(uid), writer.note(uid)}
    writer.ticket()
    hub.lease(uid, "amy", "Amy", writer.desk_no, 60_000)
    told = hub.tickets([uid, "nobody"])
    assert {state.key for state in told} == {
        ("customer", customer),
        ("ticket", uid),
        ("lease", uid),
        *(("entry", note) for note in notes),
    }
    told = hub.fetch([("ticket", uid), ("lease", uid), ("entry", uid), ("ticket", "nobody")])
    assert {state.key for state in told} == {("ticket", uid), ("lease", uid)}
    assert hub.tickets([]) == []
    assert hub.fetch([]) == []


def test_only_desks_that_are_listed_are_told(hub: Hub) -> None:
    with pytest.raises(Refusal) as caught:
        hub.pull(99, "")
    assert caught.value.code == "desk_unknown"
    desk = hub.enrol("a", "A")
    assert hub.pull(desk.desk_no, "").changes == ()
