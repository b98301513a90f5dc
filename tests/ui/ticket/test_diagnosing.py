"""Guided diagnosis by the keyboard alone: digits answer, Backspace goes back, Enter takes over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.ticket.conftest import Shown
from tests.ui.ticket.test_acting import begin
from ui.ticket.diagnosing import DiagnosePanel
from workstation.domain.step_record import StepRecord, standing


def press(shown: Shown, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(asking(shown), key)
        shown.settle()


def asking(shown: Shown) -> DiagnosePanel:
    found = shown.page.acting.panel
    assert isinstance(found, DiagnosePanel)
    return found


def opened(shown: Shown) -> str:
    ticket = begin(shown, class_code="safety", subtype="safety.damaged")
    shown.page.timeline.setFocus()
    QTest.keyClick(shown.page.timeline, Qt.Key.Key_Q)
    shown.settle()
    return ticket.uid


def records(shown: Shown, uid: str) -> tuple[StepRecord, ...]:
    found = shown.seat.desk.read.step_records(uid)
    return tuple(one for one in standing(found) if one.form.startswith("diagnosis."))


def test_the_tree_for_the_problem_comes_first(shown: Shown) -> None:
    opened(shown)
    first, fits = asking(shown).trees()[0]
    assert (first.code, fits) == ("damage", True)
    assert asking(shown).choices()[0] == "1  Damaged or spoiled"
    assert asking(shown).hasFocus()


def test_digits_lead_to_a_conclusion_that_enter_takes_over(shown: Shown) -> None:
    uid = opened(shown)
    press(shown, Qt.Key.Key_1, Qt.Key.Key_1)
    assert asking(shown).asked.text() == "Is the outer packing sound?"
    assert "Was it opened" in asking(shown).passed.text()
    press(shown, Qt.Key.Key_3)
    assert asking(shown).take_button.isVisible()
    press(shown, Qt.Key.Key_Return)
    assert shown.page.acting.panel is None
    assert shown.seat.read(uid).subtype == "safety.shortage"
    (kept,) = records(shown, uid)
    assert kept.values["conclusion"] == "opened_on_way"
    told = [item.about for item in shown.page.timeline.items]
    assert any("Damaged or spoiled" in about for about in told)


def test_backspace_takes_answers_back_and_then_the_tree(shown: Shown) -> None:
    opened(shown)
    press(shown, Qt.Key.Key_1, Qt.Key.Key_1)
    press(shown, Qt.Key.Key_Backspace)
    assert asking(shown).asked.text().startswith("Was it opened")
    press(shown, Qt.Key.Key_Backspace)
    assert asking(shown).asked.text() == "What is it about?"


def test_answers_kept_half_way_are_gone_on_with(shown: Shown) -> None:
    uid = opened(shown)
    press(shown, Qt.Key.Key_1, Qt.Key.Key_1)
    asking(shown).keep()
    shown.settle()
    assert records(shown, uid)[0].values == {"opened": "yes"}
    shown.commands.run("ticket.diagnose")
    shown.settle()
    assert asking(shown).choices()[0].endswith("(go on)")
    press(shown, Qt.Key.Key_1)
    assert asking(shown).asked.text() == "Is the outer packing sound?"
    press(shown, Qt.Key.Key_2)
    asking(shown).keep()
    shown.settle()
    (kept,) = records(shown, uid)
    assert kept.values["conclusion"] == "packing"
    assert shown.seat.read(uid).subtype == "safety.damaged"


def test_escape_keeps_nothing_and_gives_the_keyboard_back(shown: Shown) -> None:
    uid = opened(shown)
    press(shown, Qt.Key.Key_1, Qt.Key.Key_1)
    QTest.keyClick(asking(shown), Qt.Key.Key_Escape)
    shown.settle()
    assert shown.page.acting.panel is None
    assert records(shown, uid) == ()
    assert shown.page.timeline.hasFocus()


def test_a_proposed_script_opens_the_list_with_its_tag(shown: Shown) -> None:
    uid = opened(shown)
    press(shown, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_2)
    assert asking(shown).told is not None
    press(shown, Qt.Key.Key_1)
    shown.until(shown.page.reply.prompting.picker.isVisible)
    assert shown.page.reply.edit.toPlainText().startswith("::evidence")
    assert records(shown, uid)
