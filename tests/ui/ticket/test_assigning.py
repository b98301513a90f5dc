"""The assign form: everybody with their load, the best first; and giving it to the best at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.ticket.conftest import Shown
from tests.ui.ticket.test_acting import begin, panel, picks
from ui.ticket.assigning import PeopleList
from workstation.actions.assigning import SetAvailability, SetWorkload
from workstation.actions.intake import SaveAgent
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal


def people(shown: Shown) -> PeopleList:
    (found,) = panel(shown).findChildren(PeopleList)
    return found


def leads(shown: Shown) -> None:
    shown.seat.desk.agent = shown.seat.leader


def test_people_stand_with_load_room_and_what_speaks_against_them(shown: Shown) -> None:
    seat = shown.seat
    seat.do(SetAvailability("away", seat.clerk.uid), seat.leader)
    seat.do(SetWorkload(seat.agent.uid, ("en",), 5), seat.leader)
    begin(shown)
    leads(shown)
    shown.commands.run("ticket.assign")
    shown.settle()
    lines = people(shown).lines()
    told = {line.title.split()[0]: line for line in lines}
    assert told["Agent"].about == "1 of 5 open · English"
    assert told["Clerk"].right == "away"
    assert told["Leader"].right == "Available"
    assert lines[0].title.startswith("Leader")  # nothing on the desk yet
    assert [line.right for line in lines][-1] == "away"


def test_the_best_is_chosen_and_enter_assigns(shown: Shown) -> None:
    ticket = begin(shown)
    leads(shown)
    shown.commands.run("ticket.assign")
    shown.settle()
    best = people(shown).lines()[0].key
    assert best == shown.seat.clerk.uid  # as free as the leader, and first by work number
    assert picks(shown)[0].code() == best
    QTest.keyClick(panel(shown), Qt.Key.Key_Return)
    shown.settle()
    assert shown.seat.read(ticket.uid).owner == best


def test_a_line_chosen_by_the_mouse_fills_the_box(shown: Shown) -> None:
    ticket = begin(shown)
    leads(shown)
    shown.commands.run("ticket.assign")
    shown.settle()
    row = next(n for n, line in enumerate(people(shown).lines()) if line.title[:5] == "Clerk")
    people(shown).setCurrentIndex(people(shown).model().index(row, 0))
    panel(shown).accept()
    shown.settle()
    assert shown.seat.read(ticket.uid).owner == shown.seat.clerk.uid


def test_the_best_is_given_it_at_once_and_named(shown: Shown) -> None:
    ticket = begin(shown)
    said: list[str] = []
    shown.page.noticed.connect(lambda text, _kind: said.append(text))
    shown.page.timeline.setFocus()
    QTest.keyClick(shown.page.timeline, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    shown.settle()
    owner = shown.seat.read(ticket.uid).owner
    assert owner != shown.seat.agent.uid
    assert said == [f"Assigned to {shown.page.names.person(owner)}"]


def test_nobody_free_is_refused_with_the_remedy(shown: Shown) -> None:
    begin(shown)
    refused: list[Refusal] = []
    shown.bridge.refused.connect(refused.append)
    for one in shown.seat.desk.read.agents():
        away = replace(one, availability="away")
        admin = Agent(shown.seat.leader.uid, "installer", role="admin")
        shown.seat.do(SaveAgent(away), admin)
    shown.commands.run("ticket.assign_best")
    shown.settle()
    assert [one.code for one in refused] == ["nobody_free"]
