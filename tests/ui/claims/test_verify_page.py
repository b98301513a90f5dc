"""Verifying on its page: outcomes in words, what differs line by line, the claim a click away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow

from tests.ui.claims.hands import seat
from ui.claims.verify_page import VerifyPage
from ui.commands import Commands
from workstation.actions.prints import VoidPrint
from workstation.paper_terms import PrintOrder


@pytest.fixture
def page(qapp, bridge):
    host = QMainWindow()
    made = VerifyPage(bridge, Commands(host), host)
    host.setCentralWidget(made)
    host.resize(1100, 700)
    host.show()
    yield made
    host.close()
    host.deleteLater()


@pytest.fixture
def issued(numbered):
    claim = next(iter(numbered.read.claims(("approved",))))
    seat(numbered, claim)
    return numbered.issue_form(PrintOrder(claim.uid)).result()


def words(page):
    return " ".join(one.text() for one in page.view.findChildren(QLabel) if one.isVisible())


def type_in(page, text, settle):
    page.line.setText(text)
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    settle()


def test_a_scanned_code_and_a_typed_number_are_told_apart(page, issued, desk, settle):
    type_in(page, issued.form.code, settle)
    assert page.view.outcome.text() == f"Genuine · {issued.serial}"
    opened = []
    page.claim_opened.connect(opened.append)
    page.view.claim.click()
    assert desk.read.claim(opened[0]).serial == issued.serial
    type_in(page, issued.serial, settle)
    assert page.view.outcome.text() == f"In the register · {issued.serial}"
    type_in(page, "LP2026-999999", settle)
    assert page.view.outcome.text().startswith("Not in the register")
    type_in(page, "nonsense", settle)
    assert page.problem.isVisible()


def test_a_void_copy_says_so(page, issued, numbered, settle):
    numbered.do(VoidPrint(issued.line, "payee wrong")).result()
    page.verify_file(issued.path)
    settle()
    assert "counts no more" in page.view.outcome.text()
    assert "payee wrong" in words(page)


def test_what_differs_is_shown_beside_what_was_issued(page, issued, numbered, desk, settle):
    claim = next(one for one in desk.read.claims(("printed",)) if one.serial == issued.serial)
    preview = numbered.preview_form(PrintOrder(claim.uid)).result()
    page.verify_file(preview.path)
    settle()
    assert page.view.outcome.text().startswith("Not what was issued")
    assert "As it was issued" in words(page)
    assert "补打" in words(page)
