"""What a claim needs: listed, asked for, received, judged; and how far the claim is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workstation.actions.claim_evidence import AskEvidence
from workstation.actions.replies import SendReply
from workstation.actions.taking_back import TakeBack
from workstation.evidence_sentences import is_soon


def states(desk, claim):
    return [one.state for one in desk.read.evidence_of(claim.uid)]


def test_what_is_needed_is_listed_with_giver_reason_and_end(needed, desk, drafted, claims_page):
    items = desk.read.evidence_of(drafted.uid)
    assert items
    assert list(needed.chips) == [one.uid for one in items]
    assert {chip.text for chip in needed.chips.values()} == {"Needed"}
    assert claims_page.sheet.stage.chip.text == "Evidence to ask for"
    assert claims_page.sheet.stage.next.text() == "Ask for the evidence"
    assert f"{len(items)} of {len(items)} still missing" in claims_page.sheet.stage.told.text()


def test_one_key_prepares_a_message_that_asks_the_right_party(
    needed, desk, drafted, claims_page, claims_host, settle, qtbot
):
    prepared = []
    claims_page.writing_wanted.connect(prepared.append)
    QTest.keyClick(claims_host, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    settle()
    told = prepared[0]
    items = desk.read.evidence_of(drafted.uid)
    outside = [one for one in items if one.wanted_from != "inside"]
    mine = [one for one in items if one.wanted_from == outside[0].wanted_from]
    assert told.ticket == drafted.ticket
    for item in mine:
        want = desk.rules.evidence.want(item.rule)
        assert want.name_zh in told.values["zh"]["ask.missing"]
        assert want.why_zh.rstrip("。") in told.values["zh"]["ask.missing"]
        assert want.name_en in told.values["en sms"]["ask.missing"]
    assert set(states(desk, drafted)) == {"wanted"}  # nothing is noted before it is sent


def test_what_is_sent_is_noted_as_asked_for_with_the_message(
    needed, desk, drafted, claims_page, claims_host, settle, qtbot
):
    prepared = []
    claims_page.writing_wanted.connect(prepared.append)
    QTest.keyClick(claims_host, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    settle()
    words = prepared[0].values["zh"]["ask.missing"]
    said = SendReply(drafted.ticket, "phone", "", f"还需要：{words}", script="zmqd")
    claims_page._bridge.do(said)
    qtbot.waitUntil(lambda: "asked" in states(desk, drafted))
    asked = [one for one in desk.read.evidence_of(drafted.uid) if one.state == "asked"]
    assert {one.wanted_from for one in asked} == {asked[0].wanted_from}
    entries = {one.uid: one for one in desk.read.detail(drafted.ticket).entries}
    assert entries[asked[0].asked_entry].body.startswith("还需要")
    assert all(one.due_at is not None for one in asked)


def test_a_message_that_is_taken_back_asked_for_nothing(
    needed, desk, drafted, claims_page, claims_host, settle, qtbot
):
    QTest.keyClick(claims_host, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    settle()
    said = SendReply(drafted.ticket, "sms", "13800001111", "补材料", script="zmqd", hold_seconds=60)
    told = []
    claims_page._bridge.do(said, told.append)
    qtbot.waitUntil(lambda: "asked" in states(desk, drafted))
    settle()
    claims_page._bridge.do(TakeBack(str(told[0].result)))
    qtbot.waitUntil(lambda: set(states(desk, drafted)) == {"wanted"})


def test_what_was_asked_for_otherwise_is_noted_and_its_time_begins(
    needed, desk, drafted, claims_page, claims_host, qtbot
):
    needed.noted_button.click()
    qtbot.waitUntil(lambda: set(states(desk, drafted)) == {"asked"})
    qtbot.waitUntil(lambda: claims_page.sheet.stage.chip.text == "Waits for evidence")
    assert any(one.due_at is not None for one in desk.read.evidence_of(drafted.uid))
    assert not needed.noted_button.isVisible()
    assert needed.ask_button.text().startswith("Remind of")


def test_the_next_step_is_one_key_too(needed, desk, drafted, claims_page, claims_host, qtbot):
    prepared = []
    claims_page.writing_wanted.connect(prepared.append)
    QTest.keyClick(claims_host, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert prepared
    needed.noted_button.click()
    qtbot.waitUntil(lambda: set(states(desk, drafted)) == {"asked"})
    qtbot.waitUntil(lambda: claims_page.sheet.stage.next.text() == "Note what came")
    QTest.keyClick(claims_host, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: claims_host.focusWidget() in needed.buttons.values())


def test_what_is_late_is_told_reminded_of_and_lapses_with_what_is_lost(
    needed, desk, drafted, claims_page, settle, qtbot
):
    item = next(one for one in desk.read.evidence_of(drafted.uid) if one.wanted_from != "inside")
    desk.do(AskEvidence((item.uid,), due_at=desk.clock() - 60_000)).result()
    qtbot.waitUntil(lambda: ("lapse", item.uid) in needed.buttons)
    prepared = []
    claims_page.writing_wanted.connect(prepared.append)
    needed.buttons["remind", item.uid].click()
    assert prepared[0].script == "zmcb"
    needed.buttons["lapse", item.uid].click()
    ask = claims_page.sheet.ask
    assert item.lapse in ask.question.text()
    QTest.keyClick(ask.yes, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: needed.chips[item.uid].text == "Too late")


def test_the_end_that_is_near_is_told(needed, desk, drafted, claims_page, qtbot):
    item = next(
        one
        for one in desk.read.evidence_of(drafted.uid)
        if desk.rules.evidence.want(one.rule).reminds and one.state == "wanted"
    )
    due = desk.clock() + 600_000
    desk.do(AskEvidence((item.uid,), due_at=due)).result()
    asked = next(one for one in desk.read.evidence_of(drafted.uid) if one.uid == item.uid)
    qtbot.waitUntil(lambda: needed.chips[item.uid].text == "Asked for")
    begun = replace(asked, asked_at=due - 60 * 86_400_000)
    assert is_soon(desk.rules, begun, desk.clock())
    assert not is_soon(desk.rules, begun, due + 1)


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
    needed.noted_button.click()
    settle()
    assert claims_page.sheet.problem.text()
    assert set(states(desk, drafted)) == {"wanted"}
