"""Working through the list of call-backs: the result is noted, the next one comes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.ticket.panel import ActPanel
from ui.widgets.composing_edit import ComposingTextEdit
from workstation.desk import Desk
from workstation.domain.view import Filter

Settle = Callable[[], None]


@pytest.fixture
def due(desk: Desk) -> list[str]:
    """Two call-backs that are due, whatever the sample brought."""
    rows = desk.read.page(Filter(open=False), "-created_at", 2)
    connection = desk.writer.connection

    def make(_connection: object) -> None:
        from workstation.domain.identity import new_uid
        from workstation.domain.revisit import Revisit
        from workstation.store.bulk import insert
        from workstation.store.replica import transaction

        now = desk.clock()
        with transaction(connection):
            connection.execute("UPDATE revisit SET state='cancelled' WHERE state='due'")
            made = [
                Revisit(
                    new_uid(), row.uid, now - 60_000 * (n + 1), now - 3_600_000, purpose="是否满意"
                )
                for n, row in enumerate(rows)
            ]
            insert(connection, made)

    desk.writer.submit(make).result()
    return [row.uid for row in rows]


def finish(window: MainWindow, settle: Settle) -> None:
    page = window.page("ticket")
    window.commands.run("ticket.revisit_done")
    panel = page.acting.panel
    assert isinstance(panel, ActPanel)
    panel.findChildren(ComposingTextEdit)[0].setPlainText("满意")
    panel.accept()
    settle()


def test_after_a_result_the_next_call_back_is_shown(
    window: MainWindow, due: list[str], settle: Settle, qtbot: QtBot
) -> None:
    window.side.load()
    window.side.choose("view:revisits")
    queue = window.page("queue")
    qtbot.waitUntil(lambda: queue.model.rowCount() == 2)
    settle()
    window.open_ticket(queue.current())
    first = window.page("ticket").current()
    assert first in due
    assert "是否满意" in window.page("ticket").call_bar.text
    finish(window, settle)
    second = window.page("ticket").current()
    assert {first, second} == set(due)
    qtbot.waitUntil(lambda: queue.model.rowCount() == 1)
    finish(window, settle)
    assert window.notice.text in ("No other call-back is due.", "Call-back done")
    qtbot.waitUntil(lambda: queue.model.rowCount() == 0)


def test_elsewhere_the_ticket_stays(
    window: MainWindow, due: list[str], settle: Settle, qtbot: QtBot
) -> None:
    window.side.choose("view:all")
    settle()
    window.open_ticket(due[0])
    finish(window, settle)
    QTest.qWait(40)
    assert window.page("ticket").current() == due[0]


def test_the_list_says_when_each_call_back_is_due_the_longest_owed_first(
    window: MainWindow, due: list[str], settle: Settle, qtbot: QtBot
) -> None:
    window.side.choose("view:revisits")
    queue = window.page("queue")
    qtbot.waitUntil(lambda: queue.model.rowCount() == 2)
    settle()
    rows = [queue.model.shown(n) for n in range(2)]
    assert [row.row.uid for row in rows] == due[::-1]
    assert all(row.row.due_kind == "revisit" for row in rows)
    assert [row.left.text for row in rows] == ["overdue 2 min", "overdue 1 min"]
    assert {row.left.look for row in rows} == {"time_overdue"}
    window.side.choose("view:all")
    settle()
    row = queue.model.shown(0)
    assert row.row.due_kind != "revisit"
