"""What colleagues do shows up without the list losing its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.queue.conftest import EVERYTHING, UNFINISHED
from ui.queue.page import QueuePage
from workstation.actions.tickets import ChangePriority, EditTicket, ResolveTicket
from workstation.changes import Changes


@pytest.fixture
def resets(page: QueuePage) -> list[bool]:
    """Grows with every reset of the model."""
    found: list[bool] = []
    page.model.modelReset.connect(lambda: found.append(True))
    return found


def test_a_changed_row_is_told_in_place(page: QueuePage, qtbot: QtBot, resets: list[bool]) -> None:
    uid = page.model.uid_at(3)
    page.view.go(5)
    page.bridge.do(EditTicket(uid, {"subject": "换了一个主题"}))
    qtbot.waitUntil(lambda: "换了一个主题" in str(page.model.index(3, 4).data()))
    assert page.view.currentIndex().row() == 5
    assert resets == []


def test_a_ticket_that_leaves_is_taken_out(
    page: QueuePage, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page.show_view(UNFINISHED)
    settle()
    resets: list[bool] = []
    page.model.modelReset.connect(lambda: resets.append(True))
    page.view.go(4)
    here, chosen = page.current(), []
    page.ticket_chosen.connect(chosen.append)
    before = page.model.rowCount()
    page.view.marks.toggle(6)
    page.bridge.do(ResolveTicket(page.model.uid_at(1), "solved"))
    qtbot.waitUntil(lambda: page.model.rowCount() == before - 1)
    assert page.current() == here
    assert page.view.currentIndex().row() == 3
    assert len(page.view.marks.ids) == 1
    assert (resets, chosen) == ([], [])
    assert f"{before - 1} tickets" in page.head.words


def test_the_open_ticket_does_not_change_when_it_leaves_the_list(
    page: QueuePage, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    page.show_view(UNFINISHED)
    settle()
    page.view.go(2)
    chosen: list[str] = []
    page.ticket_chosen.connect(chosen.append)
    before = page.model.rowCount()
    page.bridge.do(ResolveTicket(page.current(), "solved"))
    qtbot.waitUntil(lambda: page.model.rowCount() == before - 1)
    assert chosen == []
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert len(chosen) == 1


def test_a_ticket_moves_to_where_it_belongs(
    page: QueuePage, qtbot: QtBot, settle: Callable[[], None], ids: Callable[[], list[int]]
) -> None:
    page.sort("-priority")
    settle()
    last = page.model.rowCount() - 1
    uid, id = page.model.uid_at(last), page.model.id_at(last)
    page.bridge.do(ChangePriority(uid, 4))
    qtbot.waitUntil(lambda: ids().index(id) < last)
    assert ids() == list(page.bridge.desk.read.ids(page.model.filter, "-priority"))


@pytest.mark.parametrize("stepwise", [True, False])
def test_reading_anew_keeps_cursor_scroll_and_ticks(
    page: QueuePage,
    qtbot: QtBot,
    settle: Callable[[], None],
    resets: list[bool],
    ids: Callable[[], list[int]],
    stepwise: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not stepwise:
        monkeypatch.setattr("ui.queue.model._STEPWISE", 0)
    bar = page.view.verticalScrollBar()
    page.view.go(30)
    bar.setValue(20)
    here, top = page.current(), page.model.id_at(20)
    page.view.marks.toggle(33)
    ticked = set(page.view.marks.ids)

    def write(connection):
        connection.execute("UPDATE ticket SET created_at=1 WHERE id IN (58, 59, 60)")

    desk = page.bridge.desk
    desk.writer.submit(write).result()
    if stepwise:
        desk.announce(Changes(many=True))
    else:
        rows = {desk.read.rows_by_id([n])[n].uid: n for n in (58, 59, 60)}
        desk.announce(Changes({uid: frozenset({"created_at"}) for uid in rows}, rows))
    qtbot.waitUntil(lambda: ids()[-1] in (58, 59, 60))
    settle()
    assert page.current() == here
    assert page.view.currentIndex().row() == 27
    assert page.model.id_at(bar.value()) == top
    assert page.view.marks.ids == ticked
    assert resets == []


def test_a_long_list_is_shown_at_once_and_grows(
    page: QueuePage, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("ui.queue.model.PAGE", 16)
    with qtbot.waitSignal(page.first_page_shown):
        page.show_view(EVERYTHING)
        assert page.model.rowCount() == 16
        assert "counting" in page.head.words
    page.view.go(9)
    here = page.current()
    qtbot.waitUntil(lambda: page.model.rowCount() == 60)
    settle()
    assert page.current() == here
    assert "60 tickets" in page.head.words
    QTest.keyClick(page.view, Qt.Key.Key_End)
    assert page.model.shown(59) is not None


def test_chips_follow_the_clock(page: QueuePage, settle: Callable[[], None]) -> None:
    page.show_view(UNFINISHED)
    settle()
    shown = page.model.shown(0)
    assert shown is not None
    before = shown.left.text
    desk = page.bridge.desk
    now = desk.clock()
    page.view._clock = lambda: now + 86_400_000 * 40
    page.view._on_tick()
    assert shown.left.text != before
    assert page.view._tick.isActive()
