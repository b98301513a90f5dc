from __future__ import annotations

from collections.abc import Callable

import pytest

from ui.queue import acts
from ui.queue.page import QueuePage
from workstation.actions.tickets import ChangePriority, SetWaiting, TakeTicket
from workstation.actions.together import Bulk
from workstation.domain.pages import QueueRow
from workstation.domain.refusal import Refusal
from workstation.domain.view import Filter
from workstation.rules import loading

Settle = Callable[[], None]


@pytest.fixture
def tick(page: QueuePage, settle: Settle) -> Callable[..., list[QueueRow]]:
    """Tick the first tickets of some statuses; gives their rows."""

    def run(count: int, *statuses: str) -> list[QueueRow]:
        page.filter_by(Filter())
        settle()
        _prepare(page, count, *statuses)
        settle()
        page.filter_by(Filter())  # at once, what was prepared would be told a moment later
        settle()
        rows = [page.model.shown(n).row for n in range(60)]  # type: ignore[union-attr]
        wanted = [row for row in rows if row.status in statuses][:count]
        assert len(wanted) == count
        page.view.marks.keep({row.id for row in wanted})
        return wanted

    return run


def _prepare(page: QueuePage, count: int, *statuses: str) -> None:
    """Let so many wait or be worked on; how many do of themselves depends on the hour."""
    rows = [page.model.shown(n).row for n in range(60)]  # type: ignore[union-attr]
    lacking = count - sum(row.status in statuses for row in rows)
    before = "new" if "open" in statuses else "open"
    for row in [row for row in rows if row.status == before][-lacking:] if lacking > 0 else ():
        act = TakeTicket(row.uid) if before == "new" else SetWaiting(row.uid, "customer")
        page.bridge.do(act)


@pytest.fixture
def said(page: QueuePage) -> list[str]:
    """What the page had the window say."""
    found: list[str] = []
    page.noticed.connect(lambda text, _kind: found.append(text))
    return found


def rows_now(page: QueuePage, rows: list[QueueRow]) -> list[QueueRow]:
    return [page.bridge.desk.read.rows_by_id([row.id])[row.id] for row in rows]


def test_many_are_changed_as_one_with_one_undo(page, tick, settle) -> None:
    rows = tick(5, "new", "open")
    done = []
    page.bridge.done.connect(lambda action, result: done.append((action, result)))
    page.bulk.carry_out(acts.priority(4))
    settle()
    assert {row.priority for row in rows_now(page, rows)} == {4}
    assert page.view.marks.ids == set()
    ((action, result),) = done
    assert isinstance(action, Bulk)
    from workstation.actions.undo import Undo

    page.bridge.do(Undo(result.operation))
    settle()
    assert [r.priority for r in rows_now(page, rows)] == [r.priority for r in rows]


def test_one_ticket_is_one_plain_action(page, settle) -> None:
    page.view.go(0)
    done = []
    page.bridge.done.connect(lambda action, _result: done.append(action))
    page.bulk.carry_out(acts.priority(1))
    settle()
    assert done == [ChangePriority(page.model.uid_at(0), 1)]


def test_all_in_the_way_are_named_and_the_rest_is_offered(page, tick, settle) -> None:
    fit = tick(3, "waiting")
    unfit = tick(2, "open")
    page.view.marks.keep({row.id for row in fit + unfit})
    page.bulk.carry_out(acts.resume())
    assert page.strip.isVisible()
    assert "Not done to 2" in page.strip.text.text()
    assert all(row.number in page.strip.text.text() for row in unfit)
    assert "3" in page.strip.button.text()
    assert {row.status for row in rows_now(page, fit)} == {"waiting"}
    page.strip.button.click()
    settle()
    assert {row.status for row in rows_now(page, fit)} == {"open"}


def test_nothing_is_done_when_all_are_in_the_way(page, tick, said) -> None:
    rows = tick(2, "closed")
    page.bulk.carry_out(acts.resolve("solved"))
    assert not page.strip.isVisible()
    assert rows[0].number in said[0]


def test_a_refusal_of_the_desk_offers_to_leave_that_one_out(page, tick, settle) -> None:
    rows = tick(3, "waiting")
    act = acts.resume()
    stale = list(rows)
    page.bulk.carry_out(act, stale[:1])  # done meanwhile, by a colleague
    settle()
    page.bulk.carry_out(act, stale)  # what this desk believes is older
    settle()
    assert page.strip.isVisible()
    assert rows[0].number in page.strip.text.text()
    page.strip.button.click()
    settle()
    assert {row.status for row in rows_now(page, rows)} == {"open"}


def test_rights_are_asked_before(page, tick, said, settle) -> None:
    desk = page.bridge.desk
    desk.agent = next(agent for agent in desk.read.agents() if agent.role == "agent")
    other = next(a for a in desk.read.agents() if a.uid != desk.agent.uid and a.active)
    rows = [row for row in tick(6, "open") if row.owner != desk.agent.uid]
    page.view.marks.keep({row.id for row in rows})
    page.bulk.carry_out(acts.assign(other.uid))
    settle()
    assert said
    assert [r.owner for r in rows_now(page, rows)] == [r.owner for r in rows]


def test_a_transfer_asks_for_its_note_in_place(page, tick, settle) -> None:
    rows = [row for row in tick(4, "open") if row.group_code != "customs"]
    page.view.marks.keep({row.id for row in rows})
    page.bulk._ask_note("customs")
    assert not page.strip.button.isEnabled()
    page.strip.line.setText("请关务核对清关资料")
    page.strip.button.click()
    settle()
    assert {row.group_code for row in rows_now(page, rows)} == {"customs"}


@pytest.mark.parametrize("macro", loading.macros(), ids=lambda macro: macro.code)
def test_macros_are_done_as_one(page, tick, settle, macro) -> None:
    rows = [row for row in tick(3, "open") if row.group_code != "escalation"]
    page.view.marks.keep({row.id for row in rows})
    done = []
    page.bridge.done.connect(lambda _action, result: done.append(result))
    page.bulk.carry_out(acts.macro(macro, page.bridge.desk.clock()))
    settle()
    assert len(done) == 1
    assert rows_now(page, rows) != rows


def test_every_choice_is_offered(page, tick, settle) -> None:
    rows = tick(2, "open")
    bulk = page.bulk
    for ask in (bulk.assign, bulk.status, bulk.wait, bulk.resolve, bulk.priority, bulk.transfer):
        ask()
        assert bulk._finder.isVisible()
        assert bulk._finder.list.offers
    bulk.macro()
    assert len(bulk._finder.list.offers) == len(loading.macros())
    bulk._finder.close_finder()
    bulk.wait()
    bulk._finder._choose("customer")
    assert len(bulk._finder.list.offers) == 6
    bulk._finder._choose("2")
    settle()
    assert {row.waiting_reason for row in rows_now(page, rows)} == {"customer"}
    assert all(row.waiting_until for row in rows_now(page, rows))


def test_a_refusal_without_a_name_is_only_said(page, tick, said) -> None:
    rows = tick(2, "open")
    page.bulk._on_refused(acts.priority(4), rows, Refusal("desk_closed"))
    assert said
    assert not page.strip.isVisible()


def test_several_are_given_to_whoever_has_room(page, tick, settle) -> None:
    desk = page.bridge.desk
    rows = tick(3, "open")
    page.bulk.assign()
    offers = page.bulk._finder.list.offers
    assert offers[1].text == "Whoever has most room"
    assert any("Away" in offer.group for offer in offers) or len(offers) < 11
    page.bulk._finder.close()
    page.bulk._assign_to("best")
    settle()
    people = {agent.uid: agent for agent in desk.read.agents()}
    now = rows_now(page, rows)
    assert all(row.owner for row in now)
    for row in now:
        owner = people[row.owner]
        assert owner.availability == "available"
        assert row.group_code in owner.groups
