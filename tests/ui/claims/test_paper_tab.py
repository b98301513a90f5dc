"""A claim's papers: told before, printed in two keys, sent, voided, numbered anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.claims.hands import seat
from workstation.paper_terms import PrintOrder


@pytest.fixture
def claim(claims_page, numbered, settle):
    found = next(iter(numbered.read.claims(("approved",))))
    seat(numbered, found)
    claims_page.open(found.uid)
    settle()
    return found


def print_it(page, qtbot, reason=""):
    """Ctrl+P, a reason where one is asked for, Enter."""
    page._act("print")
    panel = page.paper.panel
    qtbot.waitUntil(lambda: panel.isVisible() and panel.chooser.printer.count() > 0)
    if reason:
        QTest.keyClicks(panel.reason, reason)
    QTest.keyClick(panel.reason if reason else panel.print, Qt.Key.Key_Return)


def on_paper(page, qtbot):
    """Wait until the printer is through with the job."""
    qtbot.waitUntil(lambda: any(job.over for job in page.ways.jobs), timeout=15_000)


def test_the_usual_form_is_printed_by_two_keys(claims_page, desk, claim, printers, qtbot):
    print_it(claims_page, qtbot)
    on_paper(claims_page, qtbot)
    line = desk.read.prints(claim.uid)[0]
    assert (line.kind, line.copies, line.form) == ("print", 1, "claim_form")
    call = printers.calls("lp")[0]
    assert call[:4] == ["-d", "Office", "-n", "1"]
    assert claims_page.sheet.tabs.shown == "form"
    assert line.serial in claims_page.sheet.paper.copy_bar.told.text()
    claims_page.line.put_away()


def test_printer_tray_and_sides_are_remembered(claims_page, desk, claim, printers, qtbot):
    claims_page._act("print")
    chooser = claims_page.paper.panel.chooser
    qtbot.waitUntil(lambda: chooser.tray.count() > 1)
    chooser.tray.setCurrentIndex(chooser.tray.findData("Tray2"))
    chooser.sides.setCurrentIndex(chooser.sides.findData("long"))
    chooser.copies.setValue(2)
    QTest.keyClick(chooser.sides, Qt.Key.Key_Return)
    on_paper(claims_page, qtbot)
    kept = claims_page.ways.memory.choice()
    assert (kept.printer, kept.tray, kept.sides, kept.copies) == ("Office", "Tray2", "long", 1)
    assert "InputSlot=Tray2" in printers.calls("lp")[0]
    assert desk.read.prints(claim.uid)[0].copies == 2
    claims_page.line.put_away()


def test_what_the_copy_will_be_is_told_before(claims_page, desk, claim, printers, qtbot, settle):
    wish = claims_page.sheet.paper.wish
    claims_page.sheet.tabs.turn("form")
    assert wish.state.text == "The original"
    print_it(claims_page, qtbot)
    qtbot.waitUntil(claims_page.sheet.paper.copy_bar.isVisible, timeout=15_000)
    claims_page.paper.show_anew()
    serial = desk.read.prints(claim.uid)[0].serial
    assert wish.state.text == f"Reprint 补打 1 of {serial}"
    QTest.keyClick(wish.copy, Qt.Key.Key_2)
    assert wish.state.text == f"Copy 2 of {serial}"
    QTest.keyClick(wish.form, Qt.Key.Key_2)
    assert wish.state.text == "The original"
    assert not wish.language.isEnabled()
    on_paper(claims_page, qtbot)
    claims_page.line.put_away()
    settle()


def test_a_copy_is_voided_and_the_form_gets_another_number(
    claims_page, desk, claim, printers, qtbot, settle
):
    print_it(claims_page, qtbot)
    qtbot.waitUntil(lambda: bool(desk.read.prints(claim.uid)))
    settle()
    first = desk.read.prints(claim.uid)[0]
    bar = claims_page.sheet.paper.copy_bar
    qtbot.waitUntil(bar.void.isVisible)
    bar.void.click()
    QTest.keyClicks(claims_page.sheet.ask.line, "wrong payee")
    QTest.keyClick(claims_page.sheet.ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.read.prints(claim.uid)[0].voided_at is not None)
    qtbot.waitUntil(bar.renumber.isVisible)
    bar.renumber.click()
    qtbot.waitUntil(lambda: desk.read.claim(claim.uid).serial != first.serial)
    on_paper(claims_page, qtbot)
    claims_page.line.put_away()
    settle()


def test_the_file_copy_is_not_sent_to_a_customer(claims_page, desk, claim, qtbot, settle):
    wanted = []
    claims_page.reply_wanted.connect(lambda *told: wanted.append(told))
    claims_page._act("send_form")
    assert "whole" in claims_page.sheet.ask.question.text()
    QTest.keyClick(claims_page.sheet.ask.yes, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(wanted), timeout=10_000)
    line = desk.read.prints(claim.uid)[0]
    assert (line.kind, line.copy) == ("send", "customer")
    ticket, attachment = wanted[0]
    hung = {one.uid: one for one in desk.read.detail(ticket).attachments}
    assert hung[attachment].sha256 == line.sha256
    settle()


def test_a_job_that_fails_is_told_and_tried_again(
    claims_page, desk, claim, printers, qtbot, settle
):
    good = {
        "lpstat -l -p": ["printer Office is idle.  enabled\n\tAlerts: none\n", "", 0],
        "lpstat -a": ["Office accepting requests\n", "", 0],
    }
    printers.say({**good, "lp": ["", "lp: Out of memory", 1]})
    print_it(claims_page, qtbot)
    on_paper(claims_page, qtbot)
    assert "Out of memory" in claims_page.line.told.text()
    assert claims_page.line.again.isVisible()
    printers.say({**good, "lp": ["request id is Office-13 (1 file(s))\n", "", 0]})
    claims_page.line.again.click()
    qtbot.waitUntil(lambda: claims_page.ways.jobs[-1].state == "done", timeout=10_000)
    assert len(desk.read.prints(claim.uid)) == 1
    claims_page.line.put_away()
    settle()


def test_a_form_dropped_on_a_claim_is_evidence_and_offered_to_be_verified(
    claims_page, desk, claim, qtbot, settle
):
    other = desk.issue_form(PrintOrder(claim.uid)).result()
    wanted = []
    claims_page.verify_wanted.connect(wanted.append)
    before = len(desk.read.detail(claim.ticket).attachments)
    claims_page.sheet.files_given.emit([other.path], "")
    ask = claims_page.sheet.ask
    qtbot.waitUntil(ask.isVisible)
    assert other.serial in ask.question.text()
    qtbot.waitUntil(lambda: len(desk.read.detail(claim.ticket).attachments) == before + 1)
    QTest.keyClick(ask.yes, Qt.Key.Key_Return)
    assert wanted == [other.path]
    settle()


def test_a_change_elsewhere_leaves_the_page_where_it_is(claims_page, desk, claim, qtbot, settle):
    claims_page.sheet.tabs.turn("form")
    pages = claims_page.sheet.preview.pages
    qtbot.waitUntil(lambda: bool(pages._shown))
    settle()
    turn = pages._turn
    pages.verticalScrollBar().setValue(120)
    claims_page._load()
    settle()
    assert (pages._turn, pages.verticalScrollBar().value()) == (turn, 120)


def test_without_a_printer_the_usual_thing_is_a_file(claims_page, claim, printers, qtbot, settle):
    nothing = ["", "lpstat: No destinations added.", 1]
    printers.say({"lpstat": nothing, "lpoptions": ["", "", 0]})
    claims_page._act("print")
    panel = claims_page.paper.panel
    qtbot.waitUntil(lambda: panel.print.text() == "Save as a file…")
    assert "No printer" in panel.chooser.trouble.text()
    panel.dismiss()
    settle()


def test_a_leader_goes_from_a_form_to_its_wording(claims_page, claim, window):
    told = []
    wish = claims_page.sheet.paper.wish
    wish.forms_wanted.connect(told.append)
    wish.form.choose("settlement_agreement")
    wish.edit.click()
    assert told == ["forms/settlement_agreement.zh.toml"]
    assert wish.edit.isHidden()  # the clerk of this desk writes no forms
