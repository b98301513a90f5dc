"""The money of a claim on the screen: approval in versions, four eyes, payment, recovery."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from ui.claims.money_tab import MONEY
from workstation.actions.claims import ApproveClaim, EditClaim, SubmitClaim
from workstation.actions.payments import RequestPayment
from workstation.domain.agreement import is_signed
from workstation.domain.claim import Claim
from workstation.domain.settlement_rules import Proof
from workstation.store.work import Work


class Printed:
    """Mark a claim as printed, as its form's printing does."""

    def __init__(self, claim: str) -> None:
        self.claim = claim

    def perform(self, work: Work) -> None:
        from workstation.actions.claims import advance

        advance(work, work.get(Claim, self.claim), "printed")


def people(desk, role):
    return [one for one in desk.read.agents() if one.role == role and one.active]


@pytest.fixture
def submitted(claims_page, desk, drafted, settle):
    """A claim handed in by its maker, open at the desk of a leader."""
    maker = next(one for one in desk.read.agents() if one.uid == drafted.created_by)
    leader = desk.agent
    bank = {
        "payee": drafted.claimant,
        "payee_account": "6222021234567890128",
        "payee_bank": "工行西湖支行",
    }
    facts = {"description": "碎了", "claimed_fen": 9_000, **bank}
    desk.do(EditClaim(drafted.uid, facts), agent=maker).result()
    desk.do(SubmitClaim(drafted.uid), agent=maker).result()
    desk.agent = leader
    claims_page.open(drafted.uid)
    settle()
    claims_page.sheet.tabs.turn(MONEY)
    settle()
    return drafted


@pytest.fixture
def printed(claims_page, desk, submitted, settle):
    """The claim approved by the leader, printed by a clerk."""
    claim = desk.read.claim(submitted.uid)
    desk.do(ApproveClaim(claim.uid, claim.proposed_fen), agent=desk.agent).result()
    clerk = people(desk, "claims")[0]
    desk.do(Printed(claim.uid), agent=clerk).result()
    settle()
    return claim


def told(page):
    return " ".join(page.sheet.money.approval.lines())


def payments(desk, claim):
    return desk.read.payments_of(claim.uid)


def test_who_may_approve_is_told(claims_page, desk, submitted, settle):
    card = claims_page.sheet.money.approval
    assert "Claims specialist" in card.needs.text()
    assert card.mine.text().startswith("You may approve it (up to")
    assert desk.agent.name in card.able.text()
    maker = next(one for one in desk.read.agents() if one.uid == submitted.created_by)
    assert maker.name not in card.able.text()
    desk.agent = maker
    claims_page.open(submitted.uid)
    settle()
    assert card.mine.text() == "You made or handed in this claim: somebody else approves it."


def test_what_stands_in_the_way_is_said_before_the_key_is_pressed(
    claims_page, desk, submitted, settle
):
    ask = claims_page.sheet.ask
    claims_page._act("approve")
    assert ask.problem.text() == ""
    ask.money.selectAll()
    QTest.keyClicks(ask.money, "1")
    assert ask.problem.text() == "Another amount needs its reason."
    QTest.keyClicks(ask.line, "why")
    assert ask.problem.text() == ""
    ask.money.selectAll()
    QTest.keyClicks(ask.money, "10000.01")
    assert "10,000.00" in ask.problem.text()
    ask.dismiss()
    desk.agent = next(one for one in desk.read.agents() if one.uid == submitted.created_by)
    claims_page._act("approve")
    assert ask.problem.text() != ""


def test_a_change_after_approval_stands_as_another_version(
    claims_page, desk, printed, qtbot, settle
):
    clerk = people(desk, "claims")[0]
    desk.do(EditClaim(printed.uid, {"payee_bank": "建行"}), agent=clerk).result()
    qtbot.waitUntil(lambda: "Version 2" in told(claims_page))
    assert "工行西湖支行 → 建行" in told(claims_page)


def test_an_approval_is_taken_back_with_a_reason(claims_page, desk, printed, qtbot, settle):
    claims_page.sheet.money.approval.back.click()
    ask = claims_page.sheet.ask
    QTest.keyClicks(ask.line, "wrong item")
    QTest.keyClick(ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.read.claim(printed.uid).status == "submitted")
    qtbot.waitUntil(lambda: "wrong item" in told(claims_page))
    assert desk.read.claim(printed.uid).version == 2


def test_who_asked_for_a_payment_does_not_confirm_it(claims_page, desk, printed, qtbot, settle):
    asker, payer = people(desk, "claims")[:2]
    desk.agent = asker
    claims_page.open(printed.uid)
    settle()
    card = claims_page.sheet.money.payment
    card.buttons["request"].click()
    qtbot.waitUntil(lambda: "confirm" in card.buttons)
    assert not card.buttons["confirm"].isEnabled()
    assert card.told.text() == (
        "You asked for this payment: somebody else confirms that it was made."
    )
    claims_page._act("pay")
    assert not claims_page.sheet.ask.isVisible()
    assert "You asked for this payment" in claims_page.sheet.problem.text()

    desk.agent = payer
    claims_page.open(printed.uid)
    settle()
    card.buttons["confirm"].click()
    ask = claims_page.sheet.ask
    assert ask.day.isVisible()
    QTest.keyClicks(ask.line, "R-77")
    QTest.keyClick(ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.read.claim(printed.uid).status == "paid")
    (payment,) = payments(desk, printed)
    assert (payment.state, payment.reference, payment.confirmed_by) == ("paid", "R-77", payer.uid)
    qtbot.waitUntil(lambda: list(card.buttons) == ["reverse"])
    card.buttons["reverse"].click()
    QTest.keyClicks(ask.line, "wrong account")
    QTest.keyClick(ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.read.claim(printed.uid).version == 2)


def test_a_payment_comes_back_and_is_asked_for_again(claims_page, desk, printed, qtbot, settle):
    desk.agent = people(desk, "claims")[0]
    claims_page.open(printed.uid)
    settle()
    card, ask = claims_page.sheet.money.payment, claims_page.sheet.ask
    claims_page._act("request_payment")
    qtbot.waitUntil(lambda: "fail" in card.buttons)
    card.buttons["fail"].click()
    QTest.keyClicks(ask.line, "closed")
    QTest.keyClick(ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "request" in card.buttons)
    card.buttons["request"].click()
    qtbot.waitUntil(lambda: "confirm" in card.buttons)
    assert [one.state for one in payments(desk, printed)] == ["requested"]


def test_what_the_unit_owes_is_noted_and_written_off(claims_page, desk, printed, qtbot, settle):
    card, ask = claims_page.sheet.money.recovery, claims_page.sheet.ask
    card.note.click()
    assert card.problem.text() == "Name the unit and a sum."
    QTest.keyClicks(card.unit, "East hub")
    QTest.keyClick(card.unit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "agreed" in card.buttons)
    card.buttons["agreed"].click()
    qtbot.waitUntil(lambda: list(card.buttons) == ["received", "written_off"])
    card.buttons["written_off"].click()
    QTest.keyClicks(ask.line, "too small")
    QTest.keyClick(ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not card.buttons)
    (one,) = desk.read.recoveries_of(printed.uid)
    assert (one.state, one.unit, one.reason) == ("written_off", "East hub", "too small")


def test_the_explanation_is_copied_in_either_language(claims_page, submitted):
    card = claims_page.sheet.money.told
    card.tongues["zh"].click()
    assert "元" in card.text.text()
    card.tongues["en"].click()
    card.copy.click()
    assert QGuiApplication.clipboard().text() == card.text.text()
    assert "CNY" in card.text.text()


def test_a_large_sum_waits_for_its_signed_agreement(claims_page, desk, printed, qtbot, settle):
    claims_page.open(printed.uid)
    settle()
    standing = claims_page.sheet.standing
    row = Proof("large", "大额", "Large", "金额较大。", "The sum is large.")
    large = replace(standing, agreement=row)
    card = claims_page.sheet.money.payment
    card.show_payments(large, people(desk, "claims")[0])
    assert card.told.text() == (
        "It is paid only once its agreement came back signed. The sum is large."
    )
    assert list(card.buttons) == ["sign"]
    desk.agent = people(desk, "claims")[0]
    card.buttons["sign"].click()
    ask = claims_page.sheet.ask
    QTest.keyClick(ask, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_signed(desk.read.claim(printed.uid)))


def test_a_payment_of_a_version_that_is_over_says_so(claims_page, desk, printed, qtbot, settle):
    clerk = people(desk, "claims")[0]
    desk.do(RequestPayment(printed.uid), agent=clerk).result()
    desk.do(EditClaim(printed.uid, {"payee_bank": "建行"}), agent=clerk).result()
    settle()
    card = claims_page.sheet.money.payment
    words = lambda: [one.text() for one in card.findChildren(QLabel)]  # noqa: E731
    qtbot.waitUntil(lambda: "Version 2 took its place" in words())


def test_versions_stay_as_they_are_while_nothing_changed(claims_page, submitted, settle):
    claims_page.sheet.tabs.turn(MONEY)
    settle()
    card = claims_page.sheet.money.approval
    assert card._versions.count()
    before = card._versions.itemAt(0).widget()
    claims_page._load()
    settle()
    assert card._versions.itemAt(0).widget() is before
