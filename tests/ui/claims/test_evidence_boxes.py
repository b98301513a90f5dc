"""The files of a ticket, ticked one after the other by those who count them in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def test_who_ticks_a_file_by_the_keyboard_goes_on_from_there(claims_page, desk, settle):
    claim = next(
        one
        for one in desk.read.claims(("draft", "submitted"))
        if desk.read.detail(one.ticket).attachments
    )
    claims_page.open(claim.uid)
    settle()
    evidence = claims_page.sheet.evidence
    uid, box = next(iter(evidence.boxes.items()))
    counted = not box.isChecked()
    box.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    settle()
    assert (uid in desk.read.claim(claim.uid).evidence) == counted
    assert evidence.boxes[uid].isChecked() == counted
    assert QApplication.focusWidget() is evidence.boxes[uid]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    settle()
    assert (uid in desk.read.claim(claim.uid).evidence) != counted
