"""The ticket page as the main window hosts it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.main_window import MainWindow
from ui.ticket.page import TicketPage
from workstation.desk import Desk
from workstation.domain.view import Filter


def page_of(window: MainWindow) -> TicketPage:
    found = window.page("ticket")
    assert isinstance(found, TicketPage)
    return found


def some_ticket(desk: Desk) -> str:
    return desk.read.page(Filter(statuses=("open",)), "-created_at", limit=1)[0].uid


def test_a_draft_opens_its_ticket_with_the_keyboard_in_the_editor(
    window: MainWindow, desk: Desk, settle: Callable[[], None]
) -> None:
    uid = some_ticket(desk)
    window.open_ticket(uid)
    page = page_of(window)
    page.reply.edit.setPlainText("还没写完")
    window.close_panel()
    settle()
    assert [draft.body for draft in desk.drafts()] == ["还没写完"]
    page.clear()
    assert window.commands.run("work.drafts")
    tray = window.page("drafts")
    tray.list.opened.emit(f"{uid}|")
    settle()
    assert page.current() == uid
    assert page.reply.edit.hasFocus()
    assert page.reply.edit.toPlainText() == "还没写完"


def test_escape_in_a_panel_stays_on_the_ticket_and_the_next_one_closes_it(
    window: MainWindow, desk: Desk, settle: Callable[[], None]
) -> None:
    window.open_ticket(some_ticket(desk))
    page = page_of(window)
    page.timeline.setFocus()
    assert window.commands.run("ticket.urge")
    settle()
    focus = window.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    settle()
    assert window.panes.panel_open
    assert page.acting.panel is None
    focus = window.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    settle()
    assert not window.panes.panel_open


def test_closing_the_window_keeps_the_last_words(
    window: MainWindow, desk: Desk, settle: Callable[[], None]
) -> None:
    uid = some_ticket(desk)
    window.open_ticket(uid)
    page_of(window).reply.edit.setPlainText("最后一句")
    window.flush()
    assert desk.drafts()[0].body == "最后一句"


def test_every_sample_ticket_opens(
    window: MainWindow, desk: Desk, settle: Callable[[], None]
) -> None:
    page = page_of(window)
    for row in desk.read.page(Filter(), "-created_at", limit=60):
        window.open_ticket(row.uid)
        assert page.header.number.text() == row.number
        assert page.timeline.items
        assert all(item.about or item.body for item in page.timeline.items)
    settle()
