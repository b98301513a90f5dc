"""Tasks for other departments: tickets of their own that report back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workstation.actions.walker import Walker
from tests.workstation.seat import WAYBILL, Seat
from workstation.actions.intake import NewTicket
from workstation.actions.merging import MergeTicket
from workstation.actions.tasks import AnswerTask, CancelTask, OpenTask
from workstation.actions.tickets import (
    ChangeClass,
    EditTicket,
    ResolveTicket,
    ResumeTicket,
    TakeTicket,
    TransferTicket,
)
from workstation.actions.undo import Undo
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import GROUPS, Ticket
from workstation.domain.view import Filter, built_in
from workstation.store.replica import Action

HOUR = 3_600_000


def refused(seat: Seat, action: Action) -> str:
    with pytest.raises(Refusal) as caught:
        seat.do(action)
    return caught.value.code


def opened(seat: Seat, parent: Ticket, department: str = "hub", **facts: object) -> Ticket:
    done = seat.do(OpenTask(parent.uid, department, "请核实快件位置", **facts))  # type: ignore[arg-type]
    return seat.read(str(done.result))


def test_a_task_has_its_own_number_and_department_and_the_ticket_waits(seat: Seat) -> None:
    parent = seat.ticket(waybill=WAYBILL)
    task = opened(seat, parent)
    assert task.number != parent.number
    assert (task.parent, task.department, task.waybill) == (parent.uid, "hub", WAYBILL)
    assert (task.group_code, task.procedure, task.step) == (parent.group_code, "", "")
    after = seat.read(parent.uid)
    assert (after.status, after.waiting_reason) == ("waiting", "internal")
    assert [item.uid for item in seat.desk.read.tasks(parent.uid)] == [task.uid]
    assert seat.desk.read.open_tasks(parent.uid) == 1
    told = seat.detail(parent.uid).entries
    assert any(entry.data.get("event") == "task_opened" for entry in told)


def test_an_answer_reports_back_and_the_wait_ends_with_the_last_one(seat: Seat) -> None:
    parent = seat.ticket()
    hub, dispatch = opened(seat, parent), opened(seat, parent, "dispatch")
    seat.do(AnswerTask(hub.uid, "在深圳中转场", {"where": "深圳"}))
    assert seat.read(hub.uid).status == "resolved"
    assert seat.read(parent.uid).status == "waiting"
    seat.do(ResolveTicket(dispatch.uid, "solved", note="已安排"))  # as good as an answer
    after = seat.read(parent.uid)
    assert (after.status, after.waiting_reason) == ("open", "")
    answers = seat.desk.read.task_answers(parent.uid)
    assert [entry.body for entry in answers] == ["在深圳中转场", "已安排"]
    assert answers[0].data["values"] == {"where": "深圳"}
    assert refused(seat, AnswerTask(hub.uid, "又来")) == "status_already"
    assert refused(seat, AnswerTask(parent.uid, "?")) == "not_a_task"


def test_a_wait_for_the_customer_is_not_ended_by_a_task(seat: Seat) -> None:
    parent = seat.ticket()
    task = opened(seat, parent, wait=False)
    assert seat.read(parent.uid).status == "new"
    seat.do(AnswerTask(task.uid, "好"))
    assert seat.read(parent.uid).status == "new"


def test_the_answer_fills_in_the_form_of_the_step(seat: Seat) -> None:
    walk = Walker(seat, "seasonal")
    walk.to_contacted()
    walk.to("inform_status")
    walk.to("soothe")
    walk.to("dispatch_escalated", urgent="yes")
    walk.to("hub_checked")
    told = walk.checklist
    assert told.next is not None
    assert (told.next.kind, told.next.code) == ("task", "hub")
    task = opened(seat, walk.ticket, "hub", form="hub_query")
    told = walk.checklist
    assert told.next is not None
    assert (told.next.kind, told.next.code) == ("form", "hub_query")
    assert [item.uid for item in told.tasks] == [task.uid]
    seat.do(AnswerTask(task.uid, "在深圳，今晚发出", {"hub": "深圳", "where": "三号库"}))
    line = next(line for line in walk.checklist.forms if line.form.code == "hub_query")
    assert line.values == {"hub": "深圳", "where": "三号库", "answer": "在深圳，今晚发出"}


def test_a_ticket_is_not_resolved_over_open_tasks_unless_said_so(seat: Seat) -> None:
    walk = Walker(seat, "seasonal")
    walk.to_contacted()
    task = opened(seat, walk.ticket, wait=False)
    assert refused(seat, ResolveTicket(walk.uid, "solved")) == "tasks_open"
    locks = {lock.code for line in walk.checklist.ways for lock in line.locks}
    assert locks == {"tasks_open"}
    with pytest.raises(Refusal, match="tasks_open"):
        walk.to("closed")
    seat.do(ResolveTicket(walk.uid, "solved", even_if_tasks=True))
    assert seat.read(walk.uid).status == "resolved"
    assert seat.read(task.uid).is_open


def test_the_answer_follows_a_ticket_that_was_merged_into_another(seat: Seat) -> None:
    gone, kept = seat.ticket(), seat.ticket()
    task = opened(seat, gone)
    seat.do(MergeTicket(gone.uid, kept.uid))
    seat.do(AnswerTask(task.uid, "在深圳"))
    assert [entry.body for entry in seat.desk.read.task_answers(kept.uid)] == ["在深圳"]


def test_a_task_taken_back_is_told_and_closed(seat: Seat) -> None:
    parent = seat.ticket()
    task = opened(seat, parent)
    assert refused(seat, CancelTask(task.uid, "")) == "text_missing"
    seat.do(CancelTask(task.uid, "已找到"))
    assert (seat.read(task.uid).outcome, seat.read(parent.uid).status) == ("withdrawn", "open")
    done = seat.do(OpenTask(parent.uid, "hub", "再核实"))
    seat.do(Undo(done.operation))
    again = seat.read(str(done.result))
    assert (again.status, again.outcome) == ("closed", "withdrawn")
    assert seat.read(parent.uid).status == "open"


def test_tasks_move_with_their_ticket(seat: Seat) -> None:
    parent = seat.ticket()
    task = opened(seat, parent, wait=False)
    seat.do(TransferTicket(parent.uid, "customs", "港澳件"))
    assert seat.read(task.uid).group_code == "customs"
    seat.do(EditTicket(parent.uid, {"region": "east"}))
    assert seat.read(task.uid).region == "east"


def test_what_a_task_may_not_be(seat: Seat) -> None:
    parent = seat.ticket()
    task = opened(seat, parent)
    assert refused(seat, OpenTask(task.uid, "hub", "再问")) == "task_of_task"
    assert refused(seat, OpenTask(parent.uid, "weather", "?")) == "value_unknown"
    assert refused(seat, TransferTicket(task.uid, "customs", "误")) == "task_stays"
    seat.do(ChangeClass(task.uid, "service", "service.attitude"))
    assert (seat.read(task.uid).group_code, seat.read(task.uid).step) == (parent.group_code, "")
    assert refused(seat, OpenTask(parent.uid, "hub", " ")) == "text_missing"
    assert refused(seat, OpenTask(parent.uid, "hub", "x", due=1)) == "waiting_past"
    seat.do(ResumeTicket(parent.uid))
    seat.do(ResolveTicket(parent.uid, "solved", even_if_tasks=True))
    assert refused(seat, OpenTask(parent.uid, "hub", "晚了")) == "ticket_done"


def test_a_moment_agreed_with_the_department_is_due(seat: Seat) -> None:
    parent = seat.ticket()
    due = seat.now + 2 * HOUR
    task = opened(seat, parent, due=due)
    assert (task.due_at, task.due_kind) == (due, "waiting")


def test_a_second_call_finds_the_customers_case_and_never_the_task(seat: Seat) -> None:
    parent = seat.ticket(waybill=WAYBILL, class_code="safety", subtype="safety.damaged")
    task = opened(seat, parent)
    assert [row.uid for row in seat.desk.read.open_tickets_of(WAYBILL)] == [parent.uid]
    urged = seat.do(NewTicket("又来电", waybill=WAYBILL, class_code="safety", urge_if_open=True))
    assert urged.result == parent.uid
    assert seat.read(task.uid).urged == 0


def test_tasks_are_found_by_department_and_customers_cases_without_them(seat: Seat) -> None:
    parent = seat.ticket()
    hub, outlet = opened(seat, parent), opened(seat, parent, "outlet", wait=False)
    read = seat.desk.read

    def found(**conditions: object) -> set[str]:
        chosen = replace(Filter(), **conditions)  # type: ignore[arg-type]
        rows = read.page(chosen, "due_at")
        assert all(read.matches(row.id, chosen) for row in rows)
        return {row.uid for row in rows}

    assert found(department="hub") == {hub.uid}
    assert found(department="*") == {hub.uid, outlet.uid}
    assert found(parent=parent.uid) == {hub.uid, outlet.uid}
    assert found(parent="-") == {parent.uid}
    views = {view.code: view for view in built_in(seat.agent.uid, GROUPS)}
    assert read.count(views["tasks"].filter) == 2


def test_a_task_belongs_to_who_asked_and_is_served_to_nobody_as_the_next_case(seat: Seat) -> None:
    parent = seat.ticket()
    seat.do(TakeTicket(parent.uid), seat.clerk)
    task = opened(seat, parent)
    assert (task.owner, task.status) == (seat.clerk.uid, "open")
