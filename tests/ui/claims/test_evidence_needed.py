"""What a claim needs: listed, asked for, received, judged; and how far the claim is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


@pytest.fixture
def needed(claims_page, drafted, settle):
    """The card with everything listed that such a claim needs."""
    if not claims_page.sheet.standing.evidence:
        claims_page.sheet.needed.list_button.click()
        settle()
    return claims_page.sheet.needed


def states(desk, claim):
    return [one.state for one in desk.read.evidence_of(claim.uid)]


def test_what_is_needed_is_listed_with_giver_reason_and_end(needed, desk, drafted, claims_page):
    items = desk.read.evidence_of(drafted.uid)
    assert items
    assert list(needed.chips) == [one.uid for one in items]
    assert {chip.text for chip in needed.chips.values()} == {"Needed"}
    assert claims_page.sheet.stage.chip.text == "Evidence to be asked for"
    assert claims_page.sheet.stage.next.text() == "Ask for the evidence"
    assert f"{len(items)} of {len(items)} still missing" in claims_page.sheet.stage.told.text()


def test_one_key_asks_for_all_of_it_and_its_time_begins(
    needed, desk, drafted, claims_page, claims_host, qtbot
):
    QTest.keyClick(claims_host, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: set(states(desk, drafted)) == {"asked"})
    qtbot.waitUntil(lambda: claims_page.sheet.stage.chip.text == "Waits for evidence")
    assert any(one.due_at is not None for one in desk.read.evidence_of(drafted.uid))
    assert not needed.ask_button.isVisible()


def test_the_next_step_is_one_key_too(needed, desk, drafted, claims_page, claims_host, qtbot):
    QTest.keyClick(claims_host, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: set(states(desk, drafted)) == {"asked"})
    qtbot.waitUntil(lambda: claims_page.sheet.stage.next.text() == "Note what came")
    QTest.keyClick(claims_host, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: claims_host.focusWidget() in needed.buttons.values())


def test_what_came_is_accepted_or_refused_with_a_reason(
    needed, desk, drafted, claims_page, settle, qtbot
):
    uid = desk.read.evidence_of(drafted.uid)[0].uid
    needed.buttons["receive", uid].click()
    qtbot.waitUntil(lambda: ("refuse", uid) in needed.buttons)
    settle()
    needed.buttons["refuse", uid].click()
    ask = claims_page.sheet.ask
    QTest.keyClick(ask.line, Qt.Key.Key_Return)
    settle()
    assert ask.problem.text()
    QTest.keyClicks(ask.line, "not sharp")
    QTest.keyClick(ask.line, Qt.Key.Key_Return)
    settle()
    qtbot.waitUntil(lambda: needed.chips[uid].text == "Not good enough")
    assert desk.read.evidence_of(drafted.uid)[0].reason == "not sharp"
    needed.buttons["receive", uid].click()
    qtbot.waitUntil(lambda: ("accept", uid) in needed.buttons)
    needed.buttons["accept", uid].click()
    qtbot.waitUntil(lambda: needed.chips[uid].text == "Accepted")
    assert ("accept", uid) not in needed.buttons


def test_a_claim_goes_on_without_a_thing_only_for_a_reason(
    needed, desk, drafted, claims_page, settle
):
    uid = desk.read.evidence_of(drafted.uid)[0].uid
    needed.buttons["waive", uid].click()
    QTest.keyClicks(claims_page.sheet.ask.line, "seen on the spot")
    QTest.keyClick(claims_page.sheet.ask.line, Qt.Key.Key_Return)
    settle()
    assert states(desk, drafted)[0] == "waived"


def test_who_may_not_is_told_so(needed, desk, drafted, claims_page, settle):
    owner = desk.read.ticket(drafted.ticket).owner
    people = [one for one in desk.read.agents() if one.role == "agent" and one.active]
    desk.agent = next(one for one in people if one.uid != owner)
    needed.ask_button.click()
    settle()
    assert claims_page.sheet.problem.text()
    assert set(states(desk, drafted)) == {"wanted"}
