"""The files of a ticket, ticked one after the other by those who count them in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def test_who_ticks_a_file_by_the_keyboard_goes_on_from_there(claims_page, with_files, desk, settle):
    claims_page.open(with_files.uid)
    settle()
    evidence = claims_page.sheet.evidence
    uid, box = next(iter(evidence.boxes.items()))
    counted = not box.isChecked()
    box.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    settle()
    assert (uid in desk.read.claim(with_files.uid).evidence) == counted
    assert evidence.boxes[uid].isChecked() == counted
    assert QApplication.focusWidget() is evidence.boxes[uid]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    settle()
    assert (uid in desk.read.claim(with_files.uid).evidence) != counted
