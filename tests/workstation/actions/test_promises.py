"""Promises: what was promised is kept, broken or withdrawn, and the kept rate is a figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workstation.seat import Seat
from workstation.actions.promises import BreakPromise, KeepPromise, MakePromise, WithdrawPromise
from workstation.actions.undo import Undo
from workstation.actions.views import SaveView
from workstation.domain.identity import new_uid
from workstation.domain.promise import Promise
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import GROUPS
from workstation.domain.view import Filter, built_in

HOUR = 3_600_000


def promised(seat: Seat, ticket: str, hours: int = 2, **facts: str) -> Promise:
    done = seat.do(MakePromise(ticket, "回电告知结果", seat.now + hours * HOUR, **facts))
    found = seat.desk.read.promise(str(done.result))
    assert found is not None
    return found


def test_a_promise_names_who_made_it_and_stands_in_the_timeline(seat: Seat) -> None:
    ticket = seat.ticket()
    made = promised(seat, ticket.uid, source="script:cp@2026.1")
    assert (made.made_by, made.party, made.state) == (seat.agent.uid, "receiver", "open")
    told = [entry for entry in seat.detail(ticket.uid).entries if entry.kind == "promise"]
    assert told[0].data["until"] == made.until


@pytest.mark.parametrize(("minutes", "code"), [(-1, "promise_past"), (1, "promise_past")])
def test_nobody_promises_the_past(seat: Seat, minutes: int, code: str) -> None:
    ticket = seat.ticket()
    with pytest.raises(Refusal) as refused:
        seat.do(MakePromise(ticket.uid, "回电", seat.now + minutes * 60_000))
    assert refused.value.code == code


def test_kept_in_time_is_kept_and_later_is_broken(seat: Seat) -> None:
    ticket = seat.ticket()
    first, second = promised(seat, ticket.uid), promised(seat, ticket.uid)
    seat.do(KeepPromise(first.uid))
    seat.now = second.until + 1
    with pytest.raises(Refusal, match="promise_late"):
        seat.do(KeepPromise(second.uid))
    seat.do(BreakPromise(second.uid, "网点未回复"))
    states = {one.uid: one.state for one in seat.desk.read.promises(ticket.uid)}
    assert states == {first.uid: "kept", second.uid: "broken"}


def test_what_was_kept_in_time_may_be_written_down_afterwards(seat: Seat) -> None:
    ticket = seat.ticket()
    made = promised(seat, ticket.uid)
    seat.now = made.until + 3 * HOUR
    seat.do(KeepPromise(made.uid, kept_at=made.until - 60_000))
    found = seat.desk.read.promise(made.uid)
    assert found is not None
    assert (found.state, found.settled_at) == ("kept", made.until - 60_000)


def test_a_promise_is_settled_once_and_not_withdrawn_when_it_is_over(seat: Seat) -> None:
    ticket = seat.ticket()
    made, late = promised(seat, ticket.uid), promised(seat, ticket.uid, 1)
    seat.do(WithdrawPromise(made.uid, "客户要求改期"))
    with pytest.raises(Refusal, match="promise_settled"):
        seat.do(KeepPromise(made.uid))
    seat.now = late.until + HOUR
    with pytest.raises(Refusal, match="promise_over"):
        seat.do(WithdrawPromise(late.uid, "算了"))


def test_undoing_a_promise_withdraws_it(seat: Seat) -> None:
    ticket = seat.ticket()
    done = seat.do(MakePromise(ticket.uid, "回电", seat.now + HOUR))
    seat.do(Undo(done.operation))
    assert [one.state for one in seat.desk.read.promises(ticket.uid)] == ["withdrawn"]


def test_the_kept_rate_counts_what_was_due(seat: Seat) -> None:
    ticket = seat.ticket(group_code="seasonal")
    kept, broken, withdrawn = (promised(seat, ticket.uid) for _ in range(3))
    promised(seat, ticket.uid)
    seat.do(KeepPromise(kept.uid))
    seat.do(BreakPromise(broken.uid, "忘了"))
    seat.do(WithdrawPromise(withdrawn.uid, "不需要了"))
    figures = seat.desk.read.promise_figures(0, seat.now + 9 * HOUR)
    assert (figures.kept, figures.broken, figures.open, figures.withdrawn) == (1, 1, 1, 1)
    assert figures.rate == pytest.approx(1 / 3)
    assert seat.desk.read.promise_figures(0, seat.now + 9 * HOUR, ("cod",)).rate is None


def test_what_is_owed_is_listed_by_its_time(seat: Seat) -> None:
    mine, other = seat.ticket(take=True), seat.ticket(group_code="cod")
    late, soon = promised(seat, mine.uid, 5), promised(seat, other.uid, 1)
    read = seat.desk.read
    owed = read.owed_promises(seat.now + 9 * HOUR)
    assert [one.promise.uid for one in owed] == [soon.uid, late.uid]
    assert [one.number for one in read.owed_promises(seat.now + 9 * HOUR, seat.agent.uid)] == [
        mine.number
    ]
    assert [one.number for one in read.owed_promises(seat.now + 9 * HOUR, "", ("cod",))] == [
        other.number
    ]
    assert read.next_promise(seat.now) == soon.until
    assert read.count_owed(seat.now + 2 * HOUR) == (1, 0)


def test_the_view_of_promises_has_the_most_urgent_promise_first(seat: Seat) -> None:
    late, soon = seat.ticket(), seat.ticket(waybill="SF1234567890124")
    seat.do(MakePromise(late.uid, "晚些回电", seat.now + 3 * HOUR))
    seat.do(MakePromise(soon.uid, "马上回电", seat.now + HOUR))
    view = next(v for v in built_in(seat.agent.uid, GROUPS) if v.code == "promises")
    rows = seat.desk.read.page(view.filter, view.order)
    assert [row.uid for row in rows] == [soon.uid, late.uid]
    saved = replace(view, uid=new_uid(), name="我的承诺", code="", owner=seat.agent.uid)
    seat.do(SaveView(saved))
    assert [one.order for one in seat.desk.read.views(seat.agent.uid)] == ["owed"]
    elsewhere = seat.desk.read.page(Filter(open=True), view.order)
    assert {row.uid for row in elsewhere} == {late.uid, soon.uid}
