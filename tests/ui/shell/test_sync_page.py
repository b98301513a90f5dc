from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from ui.main_window import MainWindow
from ui.shell.sync_cards import Card, ReasonLine
from ui.shell.sync_page import SyncPage
from workstation.actions.tickets import EditTicket
from workstation.desk import Desk
from workstation.domain.conversation import Draft
from workstation.domain.pages import QueueRow
from workstation.store.operations import Conflict, keep_conflict
from workstation.store.replica import transaction

Settle = Callable[[], None]


def _in_store(desk: Desk, task: Callable[[Any], Any]) -> None:
    def write(connection: Any) -> None:
        with transaction(connection):
            task(connection)

    desk.writer.submit(write).result()


def _refuse(desk: Desk, action: Any, code: str, **facts: Any) -> str:
    """Do it here and have it refused, as an exchange with the hub would."""
    operation = desk.do(action).result().operation
    told = json.dumps(facts)
    sql = "UPDATE operation SET state='refused', code=?, facts=? WHERE uid=?"
    _in_store(desk, lambda c: c.execute(sql, (code, told, operation)))
    return operation


@pytest.fixture
def row(desk: Desk) -> QueueRow:
    return next(iter(desk.read.rows_by_id([1]).values()))


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> SyncPage:
    window.commands.run("work.refused")
    settle()
    made: SyncPage = window.page("shared")
    return made


def _words(card: Card) -> str:
    return "\n".join(told.text() for told in card.findChildren(QLabel))


def _press(card: Card, text: str) -> None:
    button = next(b for b in card.findChildren(QPushButton) if b.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_card_tells_what_was_refused_and_why(
    page: SyncPage, window: MainWindow, desk: Desk, row: QueueRow, settle: Settle
) -> None:
    _refuse(desk, EditTicket(row.uid, {"subject": "mine"}), "ticket_owned", owner="Li")
    page.load()
    settle()
    (card,) = page.needs.cards
    told = _words(card)
    assert "Correcting facts" in told
    assert row.number in told
    assert "Li is working on this ticket" in told
    _press(card, "Open ticket")
    assert window.page("ticket").current() == row.uid


def test_try_again_does_it_again(page: SyncPage, desk: Desk, row: QueueRow, settle: Settle) -> None:
    _refuse(desk, EditTicket(row.uid, {"subject": "mine"}), "status_forbidden")
    desk.do(EditTicket(row.uid, {"subject": "another"})).result()
    page.load()
    settle()
    _press(page.needs.cards[0], "Try again")
    settle()
    assert page.needs.cards == []
    found = desk.read.ticket(row.uid)
    assert found is not None
    assert found.subject == "mine"


def test_discarding_asks_why_and_takes_the_draft_too(
    page: SyncPage, desk: Desk, row: QueueRow, settle: Settle
) -> None:
    operation = _refuse(desk, EditTicket(row.uid, {"subject": "mine"}), "ticket_owned")
    desk.save_draft(Draft(operation, row.uid, "note", "kept words", saved_at=1))
    page.load()
    settle()
    card = page.needs.cards[0]
    _press(card, "Discard…")
    line = card.findChild(ReasonLine)
    assert line is not None
    assert line.isVisible()
    QTest.keyClick(line.line, Qt.Key.Key_Return)
    assert desk.read.refused(), "not without a reason"
    QTest.keyClicks(line.line, "done otherwise")
    QTest.keyClick(line.line, Qt.Key.Key_Return)
    settle()
    assert page.needs.cards == []
    assert desk.drafts() == ()


@pytest.mark.parametrize(("button", "stands"), [("Use mine", "mine"), ("Keep theirs", "theirs")])
def test_a_contested_field_shows_both_sides(
    page: SyncPage, desk: Desk, row: QueueRow, settle: Settle, button: str, stands: str
) -> None:
    desk.do(EditTicket(row.uid, {"subject": "theirs"})).result()
    other = desk.read.agents()[0]
    told = Conflict("op", "ticket", row.uid, row.uid, "subject", "mine", "theirs", other.uid, 1)
    _in_store(desk, lambda connection: keep_conflict(connection, told))
    page.load()
    settle()
    (card,) = page.needs.cards
    for words in ("Subject", "mine", "theirs", other.name):
        assert words in _words(card)
    _press(card, button)
    settle()
    assert page.needs.cards == []
    found = desk.read.ticket(row.uid)
    assert found is not None
    assert found.subject == stands
