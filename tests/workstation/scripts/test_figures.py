"""Figures of scripts, worked out from what was said on a desk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.seat import Seat
from workstation.actions.promises import BreakPromise, KeepPromise
from workstation.actions.replies import RecordCall, SendReply
from workstation.actions.revisits import FinishRevisit, SetRevisit
from workstation.actions.said import Promised
from workstation.actions.taking_back import TakeBack
from workstation.actions.tickets import ReopenTicket, ResolveTicket
from workstation.domain.refusal import Refusal
from workstation.domain.script_edits import Edit
from workstation.domain.shares import Share
from workstation.scripts.figures import ScriptDetail, ScriptRow, worth
from workstation.store.replica import transaction
from workstation.store.work import Work
from workstation.text.templating import placeholders

DAY = 86_400_000
PHONE = "13800138000"
PUT = "您好，我们今天给您回复。"


@pytest.fixture
def desk_seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    made.other = made.person("Other", "agent")  # type: ignore[attr-defined]
    made.desk.agent = made.leader
    yield made
    made.desk.close()


def codes(seat: Seat) -> list[str]:
    """The codes that are said, not parts of others."""
    return [one.code for one in seat.desk.scripts if not one.snippet]


def say(seat: Seat, ticket: str, version: str = "2026.1", **facts: Any) -> str:
    """Say a script on a ticket; give the entry's uid."""
    code = facts.pop("code", codes(seat)[0])
    words = facts.pop("words", PUT)
    told = {"put": PUT, **facts.pop("told", {})}
    who = facts.pop("who", seat.agent)
    action = SendReply(
        ticket, "sms", PHONE, words, script=code, script_version=version, script_data=told, **facts
    )
    return str(seat.do(action, who).result)


def detail(seat: Seat, code: str = "", **facts: Any) -> ScriptDetail:
    wanted = replace(seat.desk.figures_wanted(seat.now - 90 * DAY), **facts)
    return seat.desk.script_detail(code or codes(seat)[0], wanted).result()


def row(seat: Seat, code: str) -> ScriptRow:
    wanted = seat.desk.figures_wanted(seat.now - 90 * DAY)
    rows = seat.desk.script_report(wanted).result().rows
    return next(one for one in rows if one.code == code)


def test_what_became_of_tickets(desk_seat: Seat) -> None:
    seat = desk_seat
    solved, back, again = (
        seat.ticket(phone=PHONE, waybill=f"SF100000000000{n}").uid for n in "123"
    )
    for ticket in (solved, back, again):
        say(seat, ticket)
        seat.do(ResolveTicket(ticket, "informed", satisfaction=3 if ticket == solved else 1))
    seat.now += DAY
    seat.do(ReopenTicket(again, "还没有收到"))
    seat.do(RecordCall(back, "in", "我的快递呢"))
    figures = detail(seat).row.figures
    assert (figures.used, figures.waiting, figures.solved.of) == (3, 3, 0)
    seat.now += 7 * DAY
    figures = detail(seat).row.figures
    assert (figures.solved, figures.reopened) == (Share(1, 3), Share(1, 3))
    assert figures.satisfied == Share(1, 3)
    assert figures.edited == Share(0, 3)


def test_a_second_ticket_about_the_parcel_is_the_customer_coming_back(desk_seat: Seat) -> None:
    seat = desk_seat
    ticket = seat.ticket(phone=PHONE, waybill="SF1000000000009").uid
    say(seat, ticket)
    seat.do(ResolveTicket(ticket, "informed"))
    seat.now += DAY
    seat.ticket(phone=PHONE, waybill="SF1000000000009", even_if_open=True)
    seat.now += 7 * DAY
    assert detail(seat).row.figures.solved == Share(0, 1)


def test_a_call_back_tells_satisfaction(desk_seat: Seat) -> None:
    seat = desk_seat
    ticket = seat.ticket(phone=PHONE).uid
    say(seat, ticket)
    uid = str(seat.do(SetRevisit(ticket, seat.now + DAY, "问满意度")).result)
    seat.now += 2 * DAY
    seat.do(FinishRevisit(uid, "很满意", satisfaction=3))
    assert detail(seat).row.figures.satisfied == Share(1, 1)


def test_promises_of_scripts(desk_seat: Seat) -> None:
    seat = desk_seat
    code = codes(seat)[0]
    ticket = seat.ticket(phone=PHONE).uid
    for _ in range(3):
        promised = Promised("回复", seat.now + DAY, f"{code}@2026.1")
        say(seat, ticket, promised=(promised,))
    kept, broken, _open = (one.uid for one in seat.desk.read.promises(ticket))
    seat.do(KeepPromise(kept))
    seat.do(BreakPromise(broken, "忘了"))
    assert detail(seat).row.figures.kept.of == 0  # none is due yet
    seat.now += 2 * DAY
    assert detail(seat).row.figures.kept == Share(1, 3)


def test_versions_groups_agents_and_edits(desk_seat: Seat) -> None:
    seat = desk_seat
    other = seat.other  # type: ignore[attr-defined]
    one = seat.ticket(phone=PHONE).uid
    say(seat, one, "2026.1")
    say(seat, one, "2026.1", words="您好，我们明天给您回复。")
    say(seat, one, "2026.2", words="您好，我们明天给您回复。谢谢。", who=other)
    taken = say(seat, one, "2026.2", hold_seconds=60)
    seat.do(TakeBack(taken))
    found = detail(seat)
    assert [(item.version, item.figures.used) for item in found.versions] == [
        ("2026.1", 2),
        ("2026.2", 1),
    ]
    assert found.edits[0] == Edit("今", "明", 2)
    assert {name: figures.used for _, name, figures in found.agents} == {"Agent": 2, "Other": 1}
    assert sum(figures.used for _, figures in found.groups) == 3
    assert [item.before for item in found.comparisons] == ["2026.1"]
    assert found.comparisons[0].differences["solved"].verdict == "few"
    assert detail(seat, agent=other.uid).row.figures.used == 1
    told = seat.desk.script_versus(found.row.code, "2026.2", "2026.1").result()
    assert (told.before, told.after) == ("2026.2", "2026.1")
    with pytest.raises(Refusal, match="not_found"):
        seat.desk.script_versus(found.row.code, "2026.1", "2020.1").result()
    seat.desk.agent = other
    assert [name for _, name, _ in detail(seat).agents] == ["Other"]


def test_further_scripts_in_a_message_are_uses_too(desk_seat: Seat) -> None:
    seat = desk_seat
    second = codes(seat)[1]
    ticket = seat.ticket(phone=PHONE).uid
    say(seat, ticket, told={"also": [{"code": second, "version": "2026.7"}]})
    assert row(seat, second).figures.used == 1
    assert [one.version for one in detail(seat, second).versions] == ["2026.7"]
    assert detail(seat, second).row.figures.edited.of == 0  # nobody knows whose words were changed


def test_what_a_rule_said_is_nobodys(desk_seat: Seat) -> None:
    seat = desk_seat
    code = next(
        one.code for one in seat.desk.team_scripts if not one.snippet and not one.asks
        and not placeholders(one.body) and (not one.channels or "sms" in one.channels)
    )  # fmt: skip
    ticket = seat.ticket(phone=PHONE).uid

    def task(connection: sqlite3.Connection) -> None:
        with transaction(connection):
            work = Work(connection, seat.agent, seat.now, seat.desk.rules)
            work.by_rule = "care@1"
            work.say(ticket, "message", "您好", direction="out", channel="sms", script=code)
            work.finish("FireAutomation", {})

    seat.desk.writer.submit(task).result()
    seat.now += 60_000
    found = detail(seat, code)
    assert (found.row.figures.used, found.row.figures.by_rule) == (1, 1)
    assert found.agents == ()
    assert found.row.figures.edited.of == 0


def test_unused_and_always_edited_scripts_stand_out(desk_seat: Seat) -> None:
    seat = desk_seat
    used, idle = codes(seat)[:2]
    ticket = seat.ticket(phone=PHONE).uid
    for number in range(5):
        say(seat, ticket, words=PUT if number == 0 else f"您好，另外的话{number}，请您等等。")
    say(seat, ticket, code="gone")
    assert row(seat, used).stands_out == ("always_edited",)
    assert row(seat, idle).stands_out == ()
    assert row(seat, "gone").stands_out == ("unknown",)
    seat.now += 31 * DAY
    assert row(seat, idle).stands_out == ("unused",)
    assert "unused" not in row(seat, used).stands_out
    report = seat.desk.script_report(seat.desk.figures_wanted(seat.now - 90 * DAY)).result()
    assert used not in {one.code for one in report.standing_out("unused")}
    snippets = {one.code for one in seat.desk.scripts if one.snippet}
    assert snippets.isdisjoint(one.code for one in report.rows)


def test_the_period_bounds_what_is_counted(desk_seat: Seat) -> None:
    seat = desk_seat
    ticket = seat.ticket(phone=PHONE).uid
    say(seat, ticket)
    begun = seat.now + 1
    seat.now += DAY
    say(seat, ticket)
    desk = seat.desk
    code = codes(seat)[0]
    lines = desk.script_figures(code, "version", since=begun).result()
    assert [(one.name, one.used) for one in lines] == [("2026.1", 1)]
    assert {one.name for one in desk.script_figures(code, "group").result()}
    assert next(one for one in desk.script_figures(code).result()).used == 2
    with pytest.raises(Refusal, match="script_choice"):
        desk.script_figures(code, "weather")
    with pytest.raises(Refusal, match="not_found"):
        desk.script_detail("nobody").result()


def test_what_worked_reaches_the_ranking(desk_seat: Seat) -> None:
    seat = desk_seat
    code = codes(seat)[0]
    ticket = seat.ticket(phone=PHONE).uid
    say(seat, ticket)
    seat.do(ResolveTicket(ticket, "informed", satisfaction=3))
    seat.now += 8 * DAY
    told = worth(seat.desk)[code]
    assert (told.used, told.solved, told.asked, told.satisfied) == (1, 1, 1, 1)


def test_the_uses_are_read_by_an_index(desk_seat: Seat) -> None:
    plan = desk_seat.desk.read.connection.execute(
        "EXPLAIN QUERY PLAN SELECT e.uid FROM entry e INDEXED BY entry_script"
        " WHERE e.script<>'' AND e.at>=0 AND e.at<1"
    ).fetchall()
    assert any("entry_script" in str(line[3]) for line in plan)
