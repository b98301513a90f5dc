from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.keys import commit, compose
from tests.ui.queue.conftest import EVERYTHING
from ui.queue import filtering
from ui.queue.filter_menu import FilterMenu
from ui.queue.page import QueuePage
from ui.text import times
from workstation.actions.intake import SaveAgent
from workstation.domain.view import Filter, View

Settle = Callable[[], None]


def found(page: QueuePage) -> str:
    return page.head.words


def test_a_search_is_shown_and_left_by_escape(page: QueuePage, settle: Settle, qtbot) -> None:
    page.view.go(7)
    here = page.current()
    shown = page.model.shown(0)
    assert shown is not None
    page.show_search(shown.row.waybill[-4:])
    settle()
    assert "found" in found(page)
    assert page.current() == shown.row.uid
    told: list[str] = []
    page.searched.connect(told.append)
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    settle()
    assert told == [""]
    assert page.current() == here
    assert "60 tickets" in found(page)


def test_leaving_a_search_shows_the_ticket_under_the_cursor(
    page: QueuePage, settle: Settle
) -> None:
    page.step(1)
    page.step(1)
    settle()
    before = page.current()
    chosen: list[str] = []
    page.ticket_chosen.connect(chosen.append)
    page.show_search("0-00001")
    settle()
    page.step(1)
    settle()
    chosen.clear()
    page.show_search("")
    settle()
    assert page.current() == before
    assert chosen == [before], "keys would mean another ticket than the page shows"


def test_a_search_without_hits_says_what_to_do(page: QueuePage, settle: Settle) -> None:
    page.show_search("查无此词")
    settle()
    assert page.stack.currentWidget() is page.empty
    assert "found 0" in found(page)
    page.show_search("")
    settle()
    assert page.stack.currentWidget() is page.view


def test_only_the_last_of_several_searches_is_shown(page: QueuePage, settle: Settle) -> None:
    page.show_search("0-00001")
    page.show_search("0-00002")
    settle()
    assert page.model.rowCount() == 1
    assert page.model.shown(0).row.number == "0-00002"  # type: ignore[union-attr]


def test_conditions_are_chips_that_can_be_taken_away(page: QueuePage, settle: Settle) -> None:
    page.filter_by(Filter(open=True, statuses=("new", "open"), urged=True))
    settle()
    chips = page.bar.chips()
    assert [chip.text() for chip in chips] == ["Unfinished", "Status: New, Open", "Urged"]
    few = page.model.rowCount()
    chips[2].removed.emit()
    settle()
    assert page.model.rowCount() > few
    assert not page.model.filter.urged
    page.bar.cleared.emit()
    settle()
    assert page.model.filter == Filter()
    assert page.bar.chips() == ()


def test_every_condition_has_words_and_can_be_removed(page: QueuePage) -> None:
    agent = page.bridge.desk.agent
    chosen = Filter(
        open=False,
        statuses=("closed",),
        groups=("cod",),
        owner=agent.uid,
        class_codes=("safety",),
        subtypes=("safety.damaged",),
        priorities=(4,),
        channels=("sms",),
        region="east",
        due_within_ms=7_200_000,
        due_after_ms=0,
        promise_within_ms=14_400_000,
        revisit_within_ms=0,
        lane="vip",
        department="hub",
        urged=True,
        flagged=True,
        with_claim=True,
        closed_within_ms=604_800_000,
        created_after=1_781_000_000_000,
        created_before=1_782_000_000_000,
        waybill="SF1",
        customer="c",
    )
    told = filtering.conditions(chosen, page.names)
    assert [facet for facet, _words in told] == list(filtering.FACETS)
    assert all(words for _facet, words in told)
    assert agent.name in dict(told)["owner"]
    assert dict(told)["promise_within_ms"] == "Promise: due within 4 h"
    assert dict(told)["revisit_within_ms"] == "Call-back: due now"
    assert dict(told)["lane"] == "Green lane"
    for facet, _words in told:
        assert filtering.is_set(chosen, facet)
        chosen = filtering.without(chosen, facet)
    assert chosen == Filter()


def test_the_menu_ticks_conditions_and_stays(page: QueuePage, settle: Settle) -> None:
    desk = page.bridge.desk
    menu = FilterMenu(
        page.model.filter,
        page.filter_by,
        desk.rules,
        desk.read.agents(),
        times.local(desk.clock(), desk.zone),
        page.names,
        page,
    )
    part = menu.part("priorities")
    part.popup(page.mapToGlobal(page.rect().center()))
    for _n in range(2):
        QTest.keyClick(part, Qt.Key.Key_Down)
        QTest.keyClick(part, Qt.Key.Key_Space)
    assert part.isVisible()
    assert menu.chosen.priorities == (4, 3)
    part.close()
    for text, check in (("Nobody", lambda f: f.owner == "-"), ("Unfinished", lambda f: f.open)):
        action = next(a for m in menu._parts.values() for a in m.actions() if a.text() == text)
        action.trigger()
        assert check(menu.chosen)
        action.trigger()
        assert not check(menu.chosen)
    today = next(a for a in menu.part("created").actions() if a.text() == "Today")
    today.trigger()
    assert menu.chosen.created_after is not None
    settle()
    menu.deleteLater()


def test_typed_words_narrow_the_list(page: QueuePage, settle: Settle, qtbot) -> None:
    shown = page.model.shown(0)
    assert shown is not None
    QTest.keyClicks(page.bar.words, shown.row.number)
    QTest.keyClick(page.bar.words, Qt.Key.Key_Return)
    settle()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.view.hasFocus()
    page.sort("number")
    assert page.model.order == EVERYTHING.order


def test_a_view_is_saved_named_in_place_and_dropped(page: QueuePage, settle: Settle) -> None:
    changed: list[bool] = []
    page.views_changed.connect(lambda: changed.append(True))
    page.filter_by(Filter(open=True, groups=("cod",)))
    page.sort("-priority")
    page.saving.ask()
    QTest.keyClicks(page.strip.line, "COD first")
    QTest.keyClick(page.strip.line, Qt.Key.Key_Return)
    settle()
    desk = page.bridge.desk
    (saved,) = desk.read.views(desk.agent.uid)
    assert (saved.name, saved.owner, saved.order) == ("COD first", desk.agent.uid, "-priority")
    assert saved.filter == Filter(open=True, groups=("cod",))
    assert "COD first" in found(page)

    page.filter_by(Filter(open=True, groups=("cod", "claims")))
    page.saving.ask()
    page.strip.box.setChecked(True)
    page.strip.button.click()
    settle()
    (again,) = desk.read.views(desk.agent.uid)
    assert (again.uid, again.owner) == (saved.uid, "")
    assert again.filter.groups == ("cod", "claims")

    page.saving.drop()
    settle()
    assert desk.read.views(desk.agent.uid) == ()
    assert len(changed) == 3


def test_enter_that_ends_a_candidate_does_not_save(page: QueuePage, settle: Settle) -> None:
    page.saving.ask()
    page.strip.line.setText("催")
    compose(page.strip.line, "dan")
    QTest.keyClick(page.strip.line, Qt.Key.Key_Return)
    settle()
    assert page.strip.isVisible()
    assert page.bridge.desk.read.views(page.bridge.desk.agent.uid) == ()
    commit(page.strip.line, "单")
    QTest.keyClick(page.strip.line, Qt.Key.Key_Escape)
    assert not page.strip.isVisible()
    assert page.view.hasFocus()


def test_an_empty_view_says_what_to_do(page: QueuePage, settle: Settle) -> None:
    page.show_view(View("view:mine", "", "mine", filter=Filter(owner="nobody at all")))
    settle()
    assert page.stack.currentWidget() is page.empty
    page.show_view(EVERYTHING)
    settle()
    page.filter_by(Filter(region="atlantis"))
    settle()
    page._unfilter.click()
    settle()
    assert page.model.rowCount() == 60


def test_new_names_of_people_are_shown(page: QueuePage, settle: Settle, qtbot) -> None:
    from dataclasses import replace

    row = next(n for n in range(20) if page.model.shown(n).row.owner)  # type: ignore[union-attr]
    desk = page.bridge.desk
    owner = page.model.shown(row).row.owner  # type: ignore[union-attr]
    agent = next(a for a in desk.read.agents() if a.uid == owner)
    admin = next(a for a in desk.read.agents() if a.role == "admin")
    desk.agent = admin
    page.bridge.do(SaveAgent(replace(agent, name="改名了")))
    settle()
    qtbot.waitUntil(lambda: page.model.shown(row).row.owner_name == "改名了")  # type: ignore[union-attr]
    assert page.names.agents[owner] == "改名了"
