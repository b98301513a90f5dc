"""A message that was prepared before a restart still notes what it asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.claims.page import ClaimsPage
from ui.commands import Commands
from workstation.actions.replies import SendReply


def test_sending_after_a_restart_notes_what_was_asked_for(
    claims_page, claims_host, bridge, desk, drafted, needed, settle, qtbot
):
    prepared = []
    claims_page.writing_wanted.connect(prepared.append)
    QTest.keyClick(claims_host, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(prepared))
    (told,) = prepared
    uids = set(told.asks["items"])
    assert uids
    assert told.asks["number"] == drafted.number
    claims_page.asking.deleteLater()
    settle()
    other = ClaimsPage(bridge, Commands(claims_host), claims_host)
    other.asking.resume(told.ticket, told.asks)
    settle()
    bridge.do(SendReply(told.ticket, "phone", "", f"还需要：{told.asks['names'][0]}"))
    qtbot.waitUntil(lambda: {one.state for one in items(desk, drafted, uids)} == {"asked"})
    qtbot.waitUntil(lambda: all(map(is_noted, items(desk, drafted, uids))))
    other.deleteLater()


def items(desk, claim, uids):
    return [one for one in desk.read.evidence_of(claim.uid) if one.uid in uids]


def is_noted(item):
    return bool(item.asked_entry or item.reminded)
