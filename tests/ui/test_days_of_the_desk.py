"""Days that are offered are those of the desk's zone, whatever day it is on the machine's calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QDate

from ui.claims.ask_bar import AskBar
from ui.queue.filter_menu import FilterMenu
from ui.rules.choosing import TicketChoice
from workstation.domain.conversation import Draft
from workstation.domain.identity import new_uid
from workstation.domain.view import Filter

#: 03:00 on the first day of 2031 in Shanghai; in London the old year has five hours left.
NIGHT = int(datetime(2030, 12, 31, 19, tzinfo=UTC).timestamp() * 1000)
FIRST = date(2031, 1, 1)


@pytest.fixture
def by_night(desk):
    desk.clock = lambda: NIGHT
    return desk


def noon(desk, day):
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=desk.zone).timestamp() * 1000)


def test_a_payment_is_dated_up_to_the_desks_present_day(window, by_night, settle):
    window.open_claims()
    settle()
    page = window.page("claims")
    claim = next(iter(by_night.read.claims(("approved",))))
    page.open(claim.uid)
    settle()
    page._payments.pay(claim)
    ask: AskBar = page.sheet.ask
    assert ask.day.date().toPython() == ask.day.maximumDate().toPython() == FIRST
    assert ask.paid_at() is None, "today: at once"
    ask.day.setDate(QDate(2030, 12, 31))
    assert ask.paid_at() == noon(by_night, date(2030, 12, 31))
    ask.dismiss()


def test_rules_are_tried_on_tickets_of_the_desks_present_day(window, by_night, settle):
    window.open_rules("rules/routing.toml")
    settle()
    choice: TicketChoice = window.page("rules").trying.choice
    assert choice.tickets().day == FIRST
    choice.choose("days")
    begin = int(datetime(2031, 1, 1, tzinfo=by_night.zone).timestamp() * 1000)
    wanted = Filter(created_after=begin, created_before=begin + 86_400_000)
    assert choice.tickets().filter == wanted


def test_the_calendar_rings_the_desks_present_day(window, by_night, settle, qtbot):
    window.open_rules("calendars/office.toml")
    tab = window.page("rules").tabs.calendar
    qtbot.waitUntil(lambda: tab._look is not None)
    settle()
    picture = tab.picture
    picture.resize(900, 700)
    ringed = picture.grab().copy(picture.rect_of(FIRST)).toImage()
    picture.show_year(tab._look)
    assert ringed != picture.grab().copy(picture.rect_of(FIRST)).toImage()


def test_files_bear_the_desks_present_day(window, by_night, settle):
    window.commands.run("work.export")
    settle()
    assert window.page("export").target.line.text().endswith("-20310101.xlsx")
    window.commands.run("desk.scripts")
    settle()
    page = window.page("scripts")
    page.write_out()
    assert page.exporting.target.line.text().endswith("scripts-20310101.xlsx")


def test_the_list_is_filtered_by_the_desks_present_day(window, by_night):
    queue = window.page("queue")
    queue._show_filter_menu("", queue)
    (menu,) = queue.findChildren(FilterMenu)
    next(a for a in menu.part("created").actions() if a.text() == "Today").trigger()
    begin = datetime(2031, 1, 1, tzinfo=by_night.zone)
    assert menu.chosen.created_after == int(begin.timestamp() * 1000)
    menu.close()


def test_drafts_were_kept_so_long_ago_by_the_desks_clock(window, by_night):
    by_night.save_draft(Draft(new_uid(), "", "intake", "写到一半", NIGHT - 7_200_000))
    window.commands.run("work.drafts")
    (line,) = window.page("drafts").list.lines()
    assert line.right == "2 h ago"
