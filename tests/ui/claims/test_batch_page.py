"""Many claims in one run: chosen by keys, printed, named when refused, stopped and gone on with."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.claims.hands import seat
from workstation.batch_runs import cut_off_runs


@pytest.fixture
def batch(claims_page, numbered, printers, settle, qtbot):
    """The page of runs with all approved claims of the sample and the claim form alone."""
    claim = next(iter(numbered.read.claims(("approved",))))
    seat(numbered, claim)
    claims_page.show_home("batch")
    page = claims_page.batch
    qtbot.waitUntil(lambda: bool(page.claims.claims) and page.chooser.printer.count() > 0)
    page.set.names.setCurrentIndex(page.set.names.findText("Claim form alone"))
    settle()
    yield page
    page._rest.stop()
    claims_page.line.put_away()
    settle()


def test_claims_are_chosen_by_space_and_shift(claims_page, settle, desk):
    claims_page.list.choose_filter("")
    settle()
    table = claims_page.list.table
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(claims_page.list.rows.chosen()) == 3
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert len(claims_page.list.rows.chosen()) == 2
    wanted = [one.uid for one in claims_page.list.rows.chosen()]
    claims_page.list.batch.click()
    assert claims_page.home.shown == "batch"
    assert list(claims_page.batch.claims.uids) == wanted
    claims_page.batch._rest.stop()
    settle()


def test_a_run_prints_what_waits_and_is_over(batch, desk, printers, qtbot):
    count = len(batch.claims.claims)
    batch.start()
    qtbot.waitUntil(lambda: not batch.run.running, timeout=20_000)
    assert f"{count} of {count}" in batch.report.told.text()
    qtbot.waitUntil(lambda: bool(printers.calls("lp")))
    assert printers.calls("lp")[0][-1].endswith("forms.pdf")
    qtbot.waitUntil(lambda: cut_off_runs(desk.profile) == ())


def test_what_cannot_be_issued_is_named(batch, desk, claims_page, qtbot):
    draft = next(iter(desk.read.claims(("draft",))))
    batch.choose([*batch.claims.claims, draft])
    batch.start()
    qtbot.waitUntil(lambda: not batch.run.running, timeout=20_000)
    assert "1 could not be issued" in batch.report.told.text()
    assert draft.number in batch.report._lines.itemAt(0).widget().text()


def test_a_run_that_was_stopped_goes_on_without_doubles(batch, desk, qtbot, settle):
    batch.set.show_parts(batch.set._usual()["Form, agreement and evidence"])
    stopping = batch.run.progressed.connect(lambda _done, _of: batch.run.stop())
    batch.start()
    qtbot.waitUntil(lambda: not batch.run.running, timeout=20_000)
    batch.run.progressed.disconnect(stopping)
    assert "Stopped" in batch.report.told.text()
    cut = cut_off_runs(desk.profile)[0]
    assert cut.done < cut.total
    batch.report.again.click()
    whole = f"{cut.total} of {cut.total} forms are issued"
    qtbot.waitUntil(lambda: whole in batch.report.told.text(), timeout=20_000)
    lines = [line for claim in cut.plan.claims for line in desk.read.prints(claim)]
    made = [line for line in lines if line.job == cut.plan.job]
    assert len(made) == cut.total
    assert len({(line.serial, line.reprint) for line in made}) == cut.total
    qtbot.waitUntil(lambda: cut_off_runs(desk.profile) == ())


def test_sets_have_names(batch, qtbot):
    batch.set.add.click()
    batch.set.name.setText("两份")
    QTest.keyClick(batch.set.name, Qt.Key.Key_Return)
    assert batch.set.names.currentText() == "两份"
    assert len(batch._ways.memory.sets()["两份"]) == 2
    batch.set.forget.click()
    assert batch._ways.memory.sets() == {}
    batch._rest.stop()


def test_claims_are_ordered_moved_and_taken_out(batch, qtbot):
    claims = batch.claims
    claims.order.setCurrentIndex(claims.order.findData("amount"))
    first = claims.uids[0]
    claims.table.selectRow(0)
    QTest.keyClick(claims.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    if len(claims.uids) > 1:
        assert claims.uids[1] == first
    count = len(claims.uids)
    QTest.keyClick(claims.table, Qt.Key.Key_Delete)
    assert len(claims.uids) == count - 1
    batch._rest.stop()
