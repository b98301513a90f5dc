"""What rules tell a person: counted at the side and below, read in a list, put aside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.shell.side import NOTICES
from workstation.actions.tickets import ResolveTicket
from workstation.desk import Desk
from workstation.domain.view import Filter

Settle = Callable[[], None]


def tell(desk: Desk) -> str:
    """Have a rule tell the leaders, one of whom sits down; the ticket's uid."""
    row = desk.read.page(Filter(open=True), "due_at", 1)[0]
    desk.do(ResolveTicket(row.uid, "solved", satisfaction=1)).result()
    for one in desk.read.agents():
        desk.agent = one
        if desk.notices():
            return row.uid
    raise AssertionError("nobody was told")


def test_a_notice_is_counted_opened_and_put_aside(
    window: MainWindow, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    uid = tell(desk)
    settle()
    window.side.count()
    settle()
    assert [one.count for one in window.side.list.entries if one.key == NOTICES] == [1]
    assert window.status_line.notices == "1"
    window.commands.run("desk.notices")
    settle()
    tray = window.page("notices")
    (line,) = tray.list.lines()
    assert "dissatisfied" in line.title.lower()
    told = desk.read.ticket(uid)
    assert told is not None
    assert line.about == f"{told.number} · {told.subject}"
    QTest.keyClick(tray.list, Qt.Key.Key_Return)
    settle()
    assert window.page("ticket").current() == uid
    assert desk.notices() == ()
    qtbot.waitUntil(lambda: window.status_line.notices == "")


def test_all_are_read_with_one_button(
    window: MainWindow, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    tell(desk)
    window.commands.run("desk.notices")
    settle()
    tray = window.page("notices")
    assert tray.list.lines()
    tray._all.click()
    settle()
    assert tray.list.lines() == ()
    assert desk.unread_notices() == 0
