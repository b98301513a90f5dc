"""Claims that are settled together, objections with their limits, and going from one to the next."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest

from workstation.actions.claims import EditClaim, WithdrawClaim


@pytest.fixture
def page(claims_page, desk, settle):
    desk.agent = next(one for one in desk.read.agents() if one.role == "claims" and one.active)
    return claims_page


def mark(page, settle, uids):
    page.show_list()
    page.list.choose_filter("")
    settle()
    for uid in uids:
        page.list.table.selectRow(page.list.rows.place_of(uid))
        QTest.keyClick(page.list.table, Qt.Key.Key_Space)


@pytest.fixture
def pair(page, desk, settle):
    """Two claims that may be linked: one claimant."""
    waiting = (*desk.read.claims(("submitted",)), *desk.read.claims(("draft",)))
    found = [one for one in waiting if not one.bundle][:2]
    for one in found:
        desk.do(EditClaim(one.uid, {"claimant": "同一位", "payee": "同一位"})).result()
    settle()
    return [one.uid for one in found]


def linked(page, desk, settle, pair):
    mark(page, settle, pair)
    assert page.list.link.isVisibleTo(page)
    page.bundles.link()
    settle()
    return desk.read.claim(pair[0]).bundle


def test_claims_are_linked_in_the_list_and_seen_on_each(page, desk, settle, pair):
    assert linked(page, desk, settle, pair)
    assert page.list.rows.marked_count() == 0
    page.open(pair[0])
    settle()
    card = page.sheet.money.bundle
    assert "2" in card.title.text()
    assert page.sheet.linked.isVisibleTo(page.sheet)
    card.links[pair[1]].click()
    settle()
    assert page.sheet.claim.uid == pair[1]


def test_one_alone_or_strangers_are_refused_by_name(page, desk, settle, qtbot):
    two = [one.uid for one in desk.read.claims(("draft", "submitted"))][:1]
    mark(page, settle, two)
    with qtbot.waitSignal(page.noticed) as told:
        page.bundles.link()
    assert "at least two" in told.args[0]
    assert page.list.rows.marked_count() == 1


def test_a_claim_is_taken_out_with_a_reason(page, desk, settle, pair):
    linked(page, desk, settle, pair)
    page.open(pair[0])
    settle()
    page.sheet.money.bundle.leaves[pair[1]].click()
    page.sheet.ask.line.setText("另有收款人")
    QTest.keyClick(page.sheet.ask.line, Qt.Key.Key_Return)
    settle()
    assert desk.read.claim(pair[1]).bundle == ""
    assert not desk.read.bundle_of(desk.read.claim(pair[1]))


@pytest.fixture
def waiting(page, desk, settle, pair):
    """The two claims linked, of which one at least waits for its approval."""
    linked(page, desk, settle, pair)
    found = [uid for uid in pair if desk.read.claim(uid).status == "submitted"]
    assert found
    return found


def approve_all(page, settle):
    page.sheet.money.bundle.buttons["approve"].click()
    QTest.keyClick(page.sheet.ask.line, Qt.Key.Key_Return)
    settle()


def test_all_that_wait_are_approved_and_asked_for_as_one(page, desk, settle, pair, waiting):
    desk.agent = next(one for one in desk.read.agents() if one.role == "leader" and one.active)
    page.open(pair[0])
    settle()
    approve_all(page, settle)
    assert page.sheet.ask.problem.text() == ""
    assert {desk.read.claim(uid).status for uid in waiting} == {"approved"}
    desk.agent = next(one for one in desk.read.agents() if one.role == "claims" and one.active)
    page.open(pair[1])
    settle()
    page.sheet.money.bundle.buttons["pay"].click()
    settle()
    assert page.sheet.problem.text() == ""
    asked = [uid for uid in pair if desk.read.payments_of(uid)]
    assert asked == waiting


def test_why_all_are_not_approved_is_told(page, desk, settle, pair, waiting):
    desk.agent = next(one for one in desk.read.agents() if one.role == "leader" and one.active)
    page.open(pair[0])
    settle()
    desk.do(WithdrawClaim(waiting[0], "撤回")).result()  # by somebody else, meanwhile
    for uid in waiting[1:]:
        desk.do(WithdrawClaim(uid, "撤回")).result()
    approve_all(page, settle)
    assert page.sheet.ask.problem.text()
    assert "approved" not in {desk.read.claim(uid).status for uid in pair}


def test_an_objection_runs_a_limit_until_it_is_answered(page, desk, settle):
    claim = desk.read.claims(("paid",))[0]
    page.open(claim.uid)
    settle()
    row = page.sheet.limits
    row.objection.click()
    page.sheet.ask.line.setText("赔少了")
    QTest.keyClick(page.sheet.ask.line, Qt.Key.Key_Return)
    settle()
    owed = [one.text for one in row.chips if one.isVisibleTo(row)]
    assert any("Objection" in one for one in owed)
    assert "Answer" in row.objection.text()
    page.bundles.object()
    page.sheet.ask.line.setText("已补偿")
    QTest.keyClick(page.sheet.ask.line, Qt.Key.Key_Return)
    settle()
    assert not any("Objection" in one.text for one in row.chips if one.isVisibleTo(row))


def test_the_sums_of_limits_are_laid_over_the_page(page, desk, settle, qtbot):
    claim = desk.read.claims(("submitted",))[0]
    page.open(claim.uid)
    settle()
    row = page.sheet.limits
    chip = row.chips[0]
    chip.focusInEvent(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    qtbot.waitUntil(lambda: row.sums is not None)
    assert "30" in row.sums.table.text()
    QTest.keyClick(row, Qt.Key.Key_Escape)
    assert row.sums is None


def test_the_next_claim_that_waits_is_one_key_away(page, desk, settle, qtbot):
    page.show_list()
    page.list.choose_filter("waiting")
    settle()
    waiting = [page.list.rows.claim(n).uid for n in range(page.list.rows.rowCount())]
    assert len(waiting) > 1
    page.open(waiting[0])
    settle()
    page.walking.next()
    settle()
    assert page.sheet.claim.uid == waiting[1]
    page.walking.previous()
    settle()
    assert page.sheet.claim.uid == waiting[0]
    page.walking.previous()
    settle()
    assert page.sheet.claim.uid == waiting[-1]


def test_the_keyboard_stands_where_the_claim_goes_on(page, desk, settle):
    page.show_list()
    settle()
    waiting = [page.list.rows.line(n) for n in range(page.list.rows.rowCount())]
    prints = next((one.claim for one in waiting if one.turn == "print"), None)
    assert prints is not None
    page.open(prints.uid)
    settle()
    assert page.window().focusWidget() is page.sheet.stage.next


def test_who_claims_is_paid_unless_somebody_else_is_named(page, desk, settle):
    claim = next(iter(desk.read.claims(("draft",))))
    desk.do(EditClaim(claim.uid, {"payee": "", "payee_account": ""})).result()
    page.open(claim.uid)
    settle()
    account = page.sheet.facts.lines["payee_account"]
    account.setFocus()
    QTest.keyClicks(account, "6222021234567890128")
    page.flush()
    settle()
    shown = replace(desk.read.claim(claim.uid))
    assert shown.payee == shown.claimant


def test_a_cell_that_is_open_stays_with_its_claim(page, desk, settle):
    mine = [one for one in desk.read.claims(("draft", "submitted")) if one.items][:2]
    page.open(mine[0].uid)
    settle()
    page.sheet.write_items()
    editor = page.window().focusWidget()
    editor.setText("只属于前一件")
    page.open(mine[1].uid)
    settle()
    assert page.sheet.facts.items.rows.items() == mine[1].items
    page.flush()
    settle()
    assert desk.read.claim(mine[1].uid).items == mine[1].items
    assert desk.read.claim(mine[0].uid).items[0]["name"] == "只属于前一件"
