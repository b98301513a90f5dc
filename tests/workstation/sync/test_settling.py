"""What is done about refused work and contested fields, at two desks with one hub."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from workstation import profiles, settings
from workstation.actions.intake import NewTicket, SaveCustomer
from workstation.actions.replies import AddNote, SendReply
from workstation.actions.settling import SettleConflict, SettleRefused, action_from
from workstation.actions.tickets import (
    ChangeClass,
    ChangePriority,
    EditTicket,
    ReleaseTicket,
    TakeTicket,
)
from workstation.actions.together import Bulk
from workstation.desk import Desk, open_desk
from workstation.domain.people import Customer
from workstation.domain.refusal import Refusal
from workstation.store.replica import told_args
from workstation.sync.joining import join

Desks = tuple[Desk, Desk]


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    """Two desks whose exchange runs only when it is asked for."""
    folder = tmp_path_factory.mktemp("office")
    profiles.create_profile(folder / "one", "sample", tickets=12)
    url = profiles.embedded_hub(folder / "one")
    join(folder / "two", url)
    two = folder / "two"
    settings.write(two, settings.Settings(kind="joined", hub=url))
    first = open_desk(folder / "one", start=False)
    people = [person.uid for person in first.read.agents() if "individual" in person.groups]
    first.sit_down(people[0])
    second = open_desk(two, agent=people[-1], start=False)
    for desk in (first, second):  # their threads are there before the first test
        for asked in [desk.exchange(), desk.exchange(), desk.outbox(), desk.outbox()]:
            asked.result()
    yield first, second
    first.close()
    second.close()


def _do(desk: Desk, action: Any) -> Any:
    return desk.do(action).result()


def _meet(*order: Desk) -> None:
    for desk in order:
        desk.exchange().result()


@pytest.fixture
def ticket(desks: Desks) -> str:
    """A ticket that both desks have, without open questions from before."""
    one, two = desks
    uid = str(_do(one, NewTicket("催件", body="怎么还没到", group_code="individual")).result)
    _meet(one, two)
    return uid


def _refuse(desks: Desks, ticket: str, action: Any = None) -> str:
    one, two = desks
    _do(one, TakeTicket(ticket))
    _do(two, action or TakeTicket(ticket))
    _meet(one, two)
    return str(two.read.refused()[-1].operation)


def _subject(desk: Desk, uid: str) -> str:
    found = desk.read.ticket(uid)
    assert found is not None
    return found.subject


def test_refused_work_is_put_aside_with_a_reason(desks: Desks, ticket: str) -> None:
    _one, two = desks
    operation = _refuse(desks, ticket)
    with pytest.raises(Refusal, match="text_missing"):
        _do(two, SettleRefused(operation, " "))
    done = _do(two, SettleRefused(operation, "the other one has it"))
    assert ticket in done.changes.tickets
    assert two.read.refused() == ()
    line = two.read.journal(ticket)[0]
    assert line.action == "SettleRefused"
    assert "the other one has it" in str(line.changes)
    assert two.exchange().result().waiting == 0, "nothing of it travels"
    with pytest.raises(Refusal, match="not_found"):
        _do(two, SettleRefused(operation, "again"))


def test_refused_work_is_done_again_once_it_may_be(desks: Desks, ticket: str) -> None:
    one, two = desks
    operation = _refuse(desks, ticket)
    with pytest.raises(Refusal, match="ticket_owned"):
        two.retry_refused(operation).result()
    assert [item.operation for item in two.read.refused()] == [operation], "it stays in the tray"
    _do(one, ReleaseTicket(ticket, "yours"))
    _meet(one, two)
    done = two.retry_refused(operation).result()
    assert done.result == TakeTicket(ticket)
    assert two.read.refused() == ()
    _meet(two, one)
    found = one.read.ticket(ticket)
    assert found is not None
    assert found.owner == two.agent.uid


@pytest.mark.parametrize(
    "action",
    [
        TakeTicket("t"),
        EditTicket("t", {"subject": "x", "phone": "1"}),
        Bulk((TakeTicket("t"), AddNote("t", "words", ("a", "b")))),
        SaveCustomer(Customer("c", "王芳", flags=("vip",))),
        ChangeClass("t", "safety", "safety.damaged"),
    ],
)
def test_an_action_comes_back_from_what_was_kept(action: Any) -> None:
    assert action_from(type(action).__name__, told_args(action)) == action


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("SendReply", told_args(SendReply("t", "sms", "1", "words"))),
        ("Unheard", {}),
        ("TakeTicket", {"nothing": 1}),
        ("Bulk", {"actions": [{"action": "SendReply", "ticket": "t"}]}),
    ],
)
def test_what_cannot_be_repeated_is_left_to_a_person(name: str, args: dict[str, Any]) -> None:
    assert action_from(name, args) is None


def _contest(desks: Desks, ticket: str, theirs: Any, mine: Any) -> str:
    one, two = desks
    _do(one, theirs)
    _do(two, mine)
    _meet(one, two)
    return next(item.uid for item in two.read.conflicts(ticket))


@pytest.mark.parametrize(("choice", "stands"), [("mine", "second"), ("theirs", "first")])
def test_a_contested_field_is_decided(desks: Desks, ticket: str, choice: str, stands: str) -> None:
    one, two = desks
    edits = [EditTicket(ticket, {"subject": words}) for words in ("first", "second")]
    conflict = _contest(desks, ticket, *edits)
    (told,) = two.read.conflicts(ticket)
    assert (told.field, told.mine, told.theirs) == ("subject", "second", "first")
    assert told.their_author == one.agent.name
    assert _subject(two, ticket) == "first", "theirs stands until it is decided"
    _do(two, SettleConflict(conflict, choice))
    assert two.read.conflicts(ticket) == ()
    _meet(two, one)
    assert _subject(one, ticket) == _subject(two, ticket) == stands
    assert one.read.conflicts(ticket) == two.read.conflicts(ticket) == ()
    assert two.read.refused() == ()
    with pytest.raises(Refusal, match="not_found"):
        _do(two, SettleConflict(conflict, choice))


def test_class_and_type_are_decided_together(desks: Desks, ticket: str) -> None:
    one, two = desks
    subtypes = one.rules.catalogue.subtypes
    changes = [ChangeClass(ticket, item.class_code, item.code) for item in subtypes[:8:7]]
    conflict = _contest(desks, ticket, *changes)
    assert len(two.read.conflicts(ticket)) >= 1
    _do(two, SettleConflict(conflict, "mine"))
    assert two.read.conflicts(ticket) == ()
    found = two.read.ticket(ticket)
    assert found is not None
    assert (found.class_code, found.subtype) == (changes[1].class_code, changes[1].subtype)
    _meet(two, one)
    assert one.read.ticket(ticket) == two.read.ticket(ticket)


def test_the_state_counts_what_is_to_be_decided(desks: Desks, ticket: str) -> None:
    _one, two = desks
    before = two.exchange().result().conflicts
    conflict = _contest(desks, ticket, ChangePriority(ticket, 4), ChangePriority(ticket, 1))
    assert two.exchange().result().conflicts == before + 1
    _do(two, SettleConflict(conflict, "theirs"))
    assert two.exchange().result().conflicts == before
