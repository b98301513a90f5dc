"""Two desks in one procedure at once: what each wrote stays, and one step stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.sync.office import Desks, do, meet, two_desks
from tests.workstation.sync.team import Add, Seat, Team
from workstation.actions.intake import NewTicket
from workstation.actions.settling import SettleConflict
from workstation.actions.steps import TakeStep, WriteStepRecord
from workstation.actions.tasks import AnswerTask, OpenTask
from workstation.desk import Desk
from workstation.domain.step_record import standing
from workstation.rules import loading
from workstation.store.replica import perform


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    with two_desks(tmp_path) as made:
        yield made


def _at_choice(desks: Desks) -> str:
    """A ticket at the step from which several ways lead, on both desks."""
    one, _two = desks
    uid = str(
        do(
            one,
            NewTicket("催派", class_code="request", subtype="request.urge", group_code="seasonal"),
        ).result
    )
    do(one, WriteStepRecord(uid, "facts_told", {"what": "没送到"}))
    do(one, TakeStep(uid, "classified"))
    do(one, TakeStep(uid, "routed"))
    do(
        one,
        WriteStepRecord(
            uid, "contact_attempt", {"whom": "receiver", "channel": "phone", "result": "reached"}
        ),
    )
    do(one, TakeStep(uid, "contacted"))
    meet(*desks, *desks)
    return uid


def _step(desk: Desk, uid: str) -> tuple[str, int | None]:
    ticket = desk.read.ticket(uid)
    assert ticket is not None
    return ticket.step, ticket.step_since


def test_the_first_step_at_the_hub_stands_and_the_later_one_is_asked(desks: Desks) -> None:
    one, two = desks
    uid = _at_choice(desks)
    do(one, TakeStep(uid, "inform_status"))
    do(two, TakeStep(uid, "ask_sender"))
    do(two, WriteStepRecord(uid, "sender_consent", {"answer": "agreed", "who": "李", "at": "1"}))
    meet(one, two, one, two)
    assert _step(one, uid) == _step(two, uid)
    assert _step(one, uid)[0] == "inform_status"
    open_now = two.read.conflicts(uid)
    assert [(item.field, item.mine, item.theirs) for item in open_now] == [
        ("step", "ask_sender", "inform_status")
    ]
    forms = [item.form for item in standing(one.read.step_records(uid))]
    assert "sender_consent" in forms  # what was written is there for both
    told = two.checklist(uid)
    assert told is not None
    assert told.step is not None
    assert (told.step.code, told.step.code in [item.step for item in two.path(uid)]) == (
        "inform_status",
        True,
    )
    do(two, SettleConflict(open_now[0].uid, "mine"))
    meet(two, one)
    assert _step(one, uid)[0] == "ask_sender"
    assert _step(one, uid) == _step(two, uid)


def test_the_same_step_taken_twice_is_one_step(desks: Desks) -> None:
    one, two = desks
    uid = _at_choice(desks)
    for desk in desks:
        do(desk, TakeStep(uid, "inform_status"))
    meet(one, two, one, two)
    assert two.read.conflicts(uid) == ()
    assert _step(one, uid) == _step(two, uid)


def test_a_task_answered_at_another_desk_ends_the_wait(desks: Desks) -> None:
    one, two = desks
    uid = _at_choice(desks)
    task = str(do(one, OpenTask(uid, "hub", "请核实")).result)
    meet(one, two)
    assert [item.uid for item in two.read.tasks(uid)] == [task]
    do(two, AnswerTask(task, "在深圳"))
    meet(two, one)
    after = one.read.ticket(uid)
    assert after is not None
    assert after.status == "open"
    assert [entry.body for entry in one.read.task_answers(uid)] == ["在深圳"]


def _work(seat: Seat, action: Any) -> str:
    """Do it by the shipped rules."""
    seat.now += 1_000
    done = seat.run(lambda c: perform(c, action, seat.agent, seat.now, loading.load()))
    return str(done.result)


def test_either_hub_takes_steps_records_and_tasks_as_they_are(team: Team) -> None:
    one, two = team.seat(), team.seat()
    one.do(Add(one.agent))
    team.settle()
    uid = _work(one, NewTicket("花瓶破损", class_code="safety", group_code="seasonal"))
    record = _work(one, WriteStepRecord(uid, "facts_told", {"what": "碎了"}))
    _work(one, TakeStep(uid, "classified"))
    task = _work(one, OpenTask(uid, "hub", "请核实"))
    team.settle()
    assert one.counts() == two.counts() == (0, 0)
    told = two.rows('SELECT "values" FROM step_record WHERE uid=?', record)
    assert [json.loads(row[0]) for row in told] == [{"what": "碎了"}]
    assert (two.read(uid).step, two.read(task).parent) == ("classified", uid)
    _work(two, AnswerTask(task, "在深圳", {"where": "深圳"}))
    team.settle()
    team.agree()
    assert (one.read(task).status, one.read(uid).status) == ("resolved", "open")
