"""The page of the team, and the switch that says whether somebody is there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.people.page import PeoplePage
from workstation.actions.assigning import SetAvailability
from workstation.desk import Desk

Settle = Callable[[], None]


@pytest.fixture
def leader(desk: Desk) -> str:
    """The leader sits at the desk."""
    found = next(one for one in desk.read.agents() if one.work_no == "8100")
    desk.sit_down(found.uid)
    return found.uid


def opened(window: MainWindow, settle: Settle) -> PeoplePage:
    window.commands.run("desk.people")
    settle()
    page = window.page("people")
    assert isinstance(page, PeoplePage)
    return page


def choose(page: PeoplePage, work_no: str) -> None:
    rows = [n for n, line in enumerate(page.list.lines()) if work_no in line.title]
    page.list.setCurrentIndex(page.list.model().index(rows[0], 0))


def test_everybody_stands_with_groups_room_and_skills(
    leader: str, window: MainWindow, settle: Settle
) -> None:
    page = opened(window, settle)
    told = {line.title.split()[1]: line for line in page.list.lines()}
    assert len(told) == 12
    assert "Customs work" in told["8104"].about
    assert "of 30 open" in told["8105"].right
    assert told["8203"].right.startswith("Away")
    assert page.list.hasFocus()


def test_a_leader_changes_skills_room_and_availability_by_the_keyboard(
    leader: str, window: MainWindow, desk: Desk, settle: Settle
) -> None:
    page = opened(window, settle)
    choose(page, "8102")
    page.room.setValue(12)
    page._checks["en"].setChecked(True)
    page.availability.choose("busy")
    QTest.keyClick(page.room, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    settle()
    found = next(one for one in desk.read.agents() if one.work_no == "8102")
    assert (found.skills, found.load_limit, found.availability) == (("en",), 12, "busy")
    told = next(line for line in page.list.lines() if "8102" in line.title)
    assert told.right.startswith("Busy")
    assert "of 12 open" in told.right


def test_what_is_typed_stays_when_somebody_else_changes(
    leader: str, window: MainWindow, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    page = opened(window, settle)
    choose(page, "8102")
    page.room.setValue(7)
    other = next(one for one in desk.read.agents() if one.work_no == "8103")
    window.bridge.do(SetAvailability("busy", other.uid))
    settle()

    def told() -> str:
        return next(line.right for line in page.list.lines() if "8103" in line.title)

    qtbot.waitUntil(lambda: told().startswith("Busy"))
    assert page.room.value() == 7


def test_an_agent_may_only_say_whether_they_are_there(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle)
    assert page.availability.isEnabled()
    assert not page.room.isEnabled()
    choose(page, "8100")
    assert not page.availability.isEnabled()
    assert not page.save_button.isEnabled()
    assert "team leaders" in page.problem.text()


def test_the_line_below_says_it_and_a_key_changes_it(
    window: MainWindow, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    assert window.status_line.availability == "Available"
    window.commands.run("desk.availability")
    QTest.keyClicks(window.finder.line, "Busy")
    QTest.keyClick(window.finder.line, Qt.Key.Key_Return)
    settle()
    qtbot.waitUntil(lambda: window.status_line.availability == "Busy")
    found = desk.read.agent(desk.agent.uid)
    assert found is not None
    assert found.availability == "busy"
