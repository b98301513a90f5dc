"""Lending a limit on the screen: to whom, how much, until when; ended; and what it lets do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.claims.test_money_tab import people
from ui.claims.lending_page import LENDING


@pytest.fixture
def lending(claims_page, desk, settle):
    """The page of lent limits, with a leader before it."""
    desk.agent = people(desk, "leader")[0]
    claims_page.home.turn(LENDING)
    settle()
    return claims_page.lending


def test_a_limit_is_lent_and_ended(lending, desk, qtbot, settle):
    clerk = people(desk, "claims")[0]
    assert lending.sum.fen == 1_000_000
    lending.lend.click()
    assert lending.problem.text() == "Choose a colleague."
    lending.to.choose(clerk.uid)
    lending.sum.selectAll()
    QTest.keyClicks(lending.sum, "20000")
    QTest.keyClick(lending.sum, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "10,000.00" in lending.problem.text())
    lending.sum.selectAll()
    QTest.keyClicks(lending.sum, "5000")
    QTest.keyClick(lending.sum, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(lending.list.lines()) == 1)
    (line,) = lending.list.lines()
    assert clerk.name in line.title
    assert "¥5,000.00" in line.title
    assert line.right == "Holds"
    assert desk.read.delegations(desk.clock(), clerk.uid)[0].limit_fen == 500_000
    QTest.keyClick(lending.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: lending.list.lines()[0].right == "Ended early")
    assert not lending.end.isVisible()


def test_who_lends_nothing_has_no_form(claims_page, desk, settle):
    desk.agent = people(desk, "claims")[0]
    claims_page.home.turn(LENDING)
    settle()
    assert not claims_page.lending.form.isVisible()


def test_the_payee_is_looked_at_while_it_is_typed(claims_page, drafted, desk, qtbot, settle):
    watch = claims_page._payee
    account = watch._editors["payee_account"]
    watch._editors["payee"].setText(drafted.claimant)
    account.setText("6222021234567890123")
    qtbot.waitUntil(lambda: any("check digit" in one for one in watch.notes.said()))
    account.setText("6222021234567890128")
    qtbot.waitUntil(lambda: not any("check digit" in one for one in watch.notes.said()))
    for editor in watch._editors.values():
        editor.setText("")
    qtbot.waitUntil(lambda: not watch.notes.said())


def test_the_list_tells_stage_end_and_payee(claims_page, desk, settle):
    page = claims_page
    page.list.choose_filter("")
    settle()
    names = [page.list.rows.headerData(n, Qt.Orientation.Horizontal) for n in range(10)]
    assert {"Stage", "Until", "Payee", "Amount"} <= set(names)
    page.list.table.sortByColumn(names.index("Until"), Qt.SortOrder.AscendingOrder)
    settle()
    shown = [page.list.rows.claim(n) for n in range(page.list.rows.rowCount())]
    dues = [page.list.rows.line(n).place.due_at or 1 << 62 for n in range(len(shown))]
    assert dues == sorted(dues)
