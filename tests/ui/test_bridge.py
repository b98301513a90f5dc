from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.bridge import Bridge
from workstation.actions.replies import AddNote
from workstation.actions.tickets import ChangePriority
from workstation.changes import Changes
from workstation.desk import Desk
from workstation.domain.pages import QueueRow
from workstation.domain.refusal import Refusal
from workstation.domain.view import Filter

Settle = Callable[[], None]


@pytest.fixture
def row(desk: Desk) -> QueueRow:
    return desk.read.page(Filter(open=True), "due_at", 1)[0]


def other(row: QueueRow) -> int:
    return 1 if row.priority != 1 else 4


def test_a_result_comes_on_the_screen_thread(
    bridge: Bridge, row: QueueRow, settle: Settle, qapp: QApplication
) -> None:
    threads: list[QThread] = []
    bridge.do(
        ChangePriority(row.uid, other(row)), lambda _done: threads.append(QThread.currentThread())
    )
    settle()
    assert threads == [qapp.thread()]


def test_an_answer_comes_back(bridge: Bridge, settle: Settle) -> None:
    told: list[int] = []
    bridge.ask(lambda reader: reader.count(Filter()), told.append)
    settle()
    assert told == [60]


def test_a_refusal_goes_to_its_caller_or_is_announced(
    bridge: Bridge, row: QueueRow, settle: Settle
) -> None:
    own: list[Refusal] = []
    announced: list[Refusal] = []
    bridge.refused.connect(announced.append)
    bridge.do(ChangePriority(row.uid, 9), refused=own.append)
    settle()
    bridge.do(ChangePriority(row.uid, 9))
    settle()
    assert [one.code for one in own] == [one.code for one in announced] == ["value_unknown"]


def test_an_error_is_announced_and_the_next_answer_still_comes(
    bridge: Bridge, settle: Settle, caplog: pytest.LogCaptureFixture
) -> None:
    failed: list[BaseException] = []
    told: list[int] = []
    bridge.failed.connect(failed.append)
    bridge.ask(lambda _reader: 1 // 0, told.append)
    bridge.ask(lambda _reader: 7, told.append)
    settle()
    assert isinstance(failed[0], ZeroDivisionError)
    assert told == [7]


def test_changes_of_one_moment_are_announced_once(
    bridge: Bridge, row: QueueRow, settle: Settle, qtbot: QtBot
) -> None:
    heard: list[Changes] = []
    bridge.changed.connect(heard.append)
    with qtbot.waitSignal(bridge.changed):
        for priority in (1, 2, 3):
            bridge.desk.announce(Changes({row.uid: frozenset({f"field{priority}"})}))
    assert [set(changes.tickets[row.uid]) for changes in heard] == [{"field1", "field2", "field3"}]


def test_busy_tells_how_much_is_under_way(bridge: Bridge, settle: Settle) -> None:
    counts: list[int] = []
    bridge.busy_changed.connect(counts.append)
    bridge.ask(lambda _reader: 1, lambda _answer: None)
    bridge.ask(lambda _reader: 2, lambda _answer: None)
    settle()
    assert max(counts) == 2
    assert bridge.busy == counts[-1] == 0


def test_every_action_is_finished_and_told_before_the_desk_closes(
    bridge: Bridge, row: QueueRow
) -> None:
    told: list[object] = []
    for number in range(20):
        bridge.do(AddNote(row.uid, f"note {number}"), told.append)
    bridge.close()
    assert len(told) == 20
    bridge.close()


def test_what_follows_from_an_action_is_finished_too(bridge: Bridge, row: QueueRow) -> None:
    told: list[object] = []

    def again(_done: Any) -> None:
        bridge.do(AddNote(row.uid, "second"), told.append)

    bridge.do(AddNote(row.uid, "first"), again)
    bridge.close()
    assert len(told) == 1


class Page(QLabel):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def answer(self, number: int) -> None:
        self.setText(str(number))


def test_a_page_that_is_gone_is_not_called(bridge: Bridge, settle: Settle) -> None:
    page = Page()
    reports: list[int] = []
    bridge.ask(lambda _reader: 1, page.answer)
    bridge.ask(lambda _reader: 2, lambda number: page.setText(str(number)))
    bridge.ask(lambda _reader: 3, reports.append)
    import shiboken6

    shiboken6.delete(page)
    settle()
    assert reports == [3]


def test_anything_may_be_posted_to_the_screen_thread(bridge: Bridge, qtbot: QtBot) -> None:
    heard: list[QThread] = []

    def told() -> None:
        heard.append(QThread.currentThread())

    bridge.desk.ask(lambda _reader: bridge.post(told)).result()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [QObject().thread()]
