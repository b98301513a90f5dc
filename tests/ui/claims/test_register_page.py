"""The register page: lines looked for, numbers accounted for, the archive checked."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.claims.hands import seat
from workstation.actions.prints import VoidPrint
from workstation.paper_terms import PrintOrder


@pytest.fixture
def register(claims_page, numbered, settle, qtbot):
    """The register of a desk that has issued two copies of a form, one of them void."""
    claim = next(iter(numbered.read.claims(("approved",))))
    seat(numbered, claim)
    numbered.issue_form(PrintOrder(claim.uid)).result()
    made = numbered.issue_form(PrintOrder(claim.uid, copy="customer")).result()
    numbered.do(VoidPrint(made.line, "错")).result()
    numbered.writer.submit(_lose_one).result()
    claims_page.show_home("register")
    page = claims_page.papers.register
    qtbot.waitUntil(lambda: page.lines.rows.rowCount() >= 2)
    page.lines.search.setText(made.serial)
    qtbot.waitUntil(lambda: page.lines.rows.rowCount() == 2)
    page.lines.table.setFocus()
    settle()
    return page


def _lose_one(connection):
    """A number is taken that neither claim nor register bears."""
    connection.execute("UPDATE serial_range SET next=next+1")


def test_lines_are_looked_for_and_written_to_a_file(register, desk, qtbot, tmp_path):
    lines = register.lines
    lines.state.setCurrentIndex(lines.state.findData("void"))
    qtbot.waitUntil(lambda: lines.rows.rowCount() == 1)
    assert lines.rows.lines[0].line.void_reason == "错"
    lines.state.setCurrentIndex(0)
    qtbot.waitUntil(lambda: lines.rows.rowCount() == 2)
    lines.search.setText(lines.rows.lines[0].claim)
    qtbot.waitUntil(lambda: lines.rows.rowCount() == 2)
    target = tmp_path / "register.csv"
    lines.export_to(target)
    qtbot.waitUntil(target.exists)
    rows = list(csv.DictReader(target.read_text("utf-8-sig").splitlines()))
    assert [row["copy"] for row in rows] == ["customer", "file"]
    lines.search.setText("no such thing")
    qtbot.waitUntil(lambda: lines.rows.rowCount() == 0)
    lines.search.setFocus()
    QTest.keyClick(lines.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: lines.rows.rowCount() >= 2)


def test_enter_shows_the_archived_copy(register, qtbot):
    lines = register.lines
    assert lines.table.hasFocus()
    QTest.keyClick(lines.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(lines.preview.pages._shown), timeout=10_000)


def test_a_missing_number_is_explained(register, qtbot):
    register.tabs.turn("numbers")
    numbers = register.numbers
    qtbot.waitUntil(lambda: numbers.table.rowCount() > 0)
    assert "1 of 60" in numbers.told.text()
    numbers.explain(0)
    QTest.keyClicks(numbers.ask.line, "profile copied")
    QTest.keyClick(numbers.ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "All 60" in numbers.told.text())


def test_a_damaged_form_is_found_in_the_archive(register, desk, qtbot):
    line = register.lines.rows.lines[0].line
    blob = desk.blobs.path(line.sha256)
    blob.unlink()
    blob.write_bytes(b"%PDF-not")
    register.tabs.turn("archive")
    register.archive.begin.click()
    qtbot.waitUntil(lambda: register.archive._found.count() == 2, timeout=10_000)
    told = register.archive._found.itemAt(1).widget().text()
    assert line.serial in told
    assert "restored" in told
