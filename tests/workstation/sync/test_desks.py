"""Whole desks with the real actions, sharing the embedded hub of one of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from workstation import profiles
from workstation.actions.claims import MakeClaim
from workstation.actions.intake import NewTicket
from workstation.actions.replies import AddNote, SendReply
from workstation.actions.tickets import ReleaseTicket, ResolveTicket, SetWaiting, TakeTicket
from workstation.actions.undo import Undo
from workstation.desk import Desk, open_desk
from workstation.domain.view import Filter
from workstation.sync.hub import open_hub
from workstation.sync.joining import join


class _Office:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        profiles.create_profile(folder / "one", "sample", tickets=30)
        self.url = profiles.embedded_hub(folder / "one")
        join(folder / "two", self.url)
        profiles.settings_file.write(
            folder / "two", profiles.settings_file.Settings(kind="joined", hub=self.url)
        )
        self.desks: dict[str, Desk] = {}
        self.people = self.open("one", start=False).read.agents()
        self.close("one")

    def open(self, name: str, *, start: bool = True) -> Desk:
        people = getattr(self, "people", ())
        fitting = [person.uid for person in people if "individual" in person.groups]
        who = fitting[0 if name == "one" else -1] if fitting else ""
        self.desks[name] = open_desk(self.folder / name, agent=who, start=start)
        return self.desks[name]

    def close(self, *names: str) -> None:
        for name in names or tuple(self.desks):
            self.desks.pop(name).close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[_Office]:
    made = _Office(tmp_path)
    yield made
    made.close()


def _until(true: Callable[[], Any], what: str) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def _owner(desk: Desk, uid: str) -> str | None:
    ticket = desk.read.ticket(uid)
    return None if ticket is None else ticket.owner


def _do(desk: Desk, action: Any) -> Any:
    return desk.do(action).result()


def test_a_case_is_worked_on_at_two_desks(office: _Office) -> None:
    one, two = office.open("one"), office.open("two")
    assert one.read.count(Filter()) == two.read.count(Filter()) == 30
    new = NewTicket("花瓶破损", body="收到的花瓶碎了", phone="13800000000", waybill="SF999")
    uid = _do(one, new).result
    _until(lambda: two.read.ticket(uid), "the ticket did not come")
    _do(two, SendReply(uid, "phone", "13800000000", "您好，已为您核实"))
    _until(lambda: one.read.ticket(uid).owner == two.agent.uid, "the reply did not come")
    done = _do(two, ResolveTicket(uid, "solved"))
    _until(lambda: one.read.ticket(uid).status == "resolved", "not resolved")
    _do(two, Undo(done.operation))
    _until(lambda: one.read.ticket(uid).status == "open", "not taken back")
    claim = _do(one, MakeClaim(uid)).result
    _until(lambda: two.read.claim(claim), "the claim did not come")
    assert two.read.row(uid).claim_status == "draft"
    _until(lambda: {one.sync_state().state, two.sync_state().state} == {"in_step"}, "not in step")
    _until(lambda: one.read.detail(uid).entries == two.read.detail(uid).entries, "unlike")
    assert one.read.refused() == two.read.refused() == ()
    office.close()
    hub = open_hub(office.url)
    assert hub.check() == ()
    hub.close()


def test_two_who_worked_apart_meet_again(office: _Office) -> None:
    one, two = office.open("one"), office.open("two", start=False)
    uid = _do(one, NewTicket("催件", body="怎么还没到", phone="13900000001")).result
    one.sync_now().result()
    two.exchange().result()
    _do(one, TakeTicket(uid))
    _do(one, SetWaiting(uid, "customer"))
    one.sync_now().result()
    _do(two, AddNote(uid, "客户又来电"))
    _do(two, TakeTicket(uid))
    assert two.read.ticket(uid).owner == two.agent.uid
    assert two.exchange().result().refused == 1
    ticket = two.read.ticket(uid)
    assert (ticket.owner, ticket.status) == (one.agent.uid, "waiting")
    (refused,) = two.read.refused()
    assert (refused.action, refused.code) == ("TakeTicket", "ticket_owned")
    _until(lambda: one.read.detail(uid).entries == two.read.detail(uid).entries, "unlike")
    assert "客户又来电" in [entry.body for entry in one.read.detail(uid).entries]


def test_next_tickets_are_served_once(office: _Office) -> None:
    one, two = office.open("one"), office.open("two")
    for number in range(4):
        _do(one, NewTicket(f"咨询{number}", body="怎么寄件", group_code="individual"))
    served = [str(desk.take_next().result().result) for desk in (one, two, one, two)]
    assert len(set(served)) == 4
    _until(lambda: _owner(two, served[0]) == one.agent.uid, "the owner did not come")
    _do(one, ReleaseTicket(served[0]))
    one.sync_now().result()
    _until(lambda: _owner(two, served[0]) == "", "not put back")
    assert two.read.lease(served[0]) is None
