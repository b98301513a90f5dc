"""The facts of a claim: typed by keyboard, in sections that fold, kept while they are typed."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.claims.facts_needed import SECTIONS, held, needed
from workstation.actions.claims import EditClaim
from workstation.domain.claim import Claim
from workstation.domain.claim_extra import EXTRA


@pytest.fixture
def facts(claims_page, drafted):
    return claims_page.sheet.facts


def kept(desk, claim):
    return desk.read.claim(claim.uid)


def test_every_fact_that_papers_need_has_a_field(facts):
    shown = {name for names in SECTIONS.values() for name in names} | {"applicant_address"}
    assert set(EXTRA) <= shown
    assert set(EXTRA) == set(facts.extra.editors)


def test_only_what_the_claim_needs_is_open():
    claim = Claim("c", "C1", "t", 1, kind="delay")
    assert not any(needed(claim).values())
    submitted = Claim("c", "C1", "t", 1, kind="damage", status="submitted")
    assert needed(submitted)["assessment"]
    apart = Claim("c", "C1", "t", 1, claimant="甲", payee="乙")
    assert needed(apart)["right"]
    told = Claim("c", "C1", "t", 1, extra={"settlement_place": "深圳"})
    assert [name for name, on in held(told).items() if on] == ["settlement"]
    assert needed(told)["settlement"]


def test_a_section_opens_by_its_button_and_stays_open(facts, claims_page, desk, drafted, settle):
    assert not facts.sections["settlement"].isVisible()
    facts.folding.buttons["settlement"].click()
    assert facts.sections["settlement"].isVisible()
    desk.do(EditClaim(drafted.uid, {"goods": "花瓶"})).result()
    settle()
    assert facts.sections["settlement"].isVisible()
    facts.folding.buttons["settlement"].click()
    assert not facts.sections["settlement"].isVisible()


def test_what_only_papers_need_is_kept(facts, desk, drafted, settle, qtbot):
    for name in ("assessment", "settlement", "payment", "right", "less"):
        facts.folding.buttons[name].click()
    editors = facts.extra.editors
    QTest.keyClicks(editors["assessment_at"], "2026-9-21 14:05")
    QTest.keyClicks(editors["assessment_cause"], "pressed")
    editors["assessment_repair_fen"].selectAll()
    QTest.keyClicks(editors["assessment_repair_fen"], "120.5")
    QTest.keyClicks(editors["cost_centre"], "CC-7")
    editors["settlement_salvage_owner"].choose("house")
    editors["settlement_salvage_owner"].picked.emit("house")
    QTest.keyClicks(facts.lines["authorisation"], "written consent")
    facts.money["salvage_fen"].selectAll()
    QTest.keyClicks(facts.money["salvage_fen"], "20")
    facts.flush()
    settle()
    claim = kept(desk, drafted)
    at = int(datetime(2026, 9, 21, 14, 5, tzinfo=desk.zone).timestamp() * 1000)
    assert claim.extra["assessment_at"] == str(at)
    assert claim.extra["assessment_cause"] == "pressed"
    assert claim.extra["assessment_repair_fen"] == "12050"
    assert claim.extra["cost_centre"] == "CC-7"
    assert claim.extra["settlement_salvage_owner"] == "house"
    assert (claim.authorisation, claim.salvage_fen) == ("written consent", 2_000)
    assert editors["assessment_at"].text() == "2026-09-21 14:05"
    qtbot.waitUntil(lambda: facts.folding.buttons["assessment"].text().endswith("•"))


def test_what_is_no_day_is_told_and_not_kept(facts, desk, drafted, settle):
    facts.folding.buttons["assessment"].click()
    line = facts.extra.editors["assessment_at"]
    QTest.keyClicks(line, "2026-02-31")
    facts.flush()
    settle()
    assert "assessment_at" not in kept(desk, drafted).extra
    rows = facts.sections["assessment"].rows
    assert "Not a day" in rows._problems[line].text()


def test_a_text_taken_out_is_taken_out_of_the_claim(facts, claims_page, desk, drafted, settle):
    QTest.keyClicks(facts.extra.editors["remarks"], "old")
    facts.flush()
    settle()
    assert kept(desk, drafted).extra["remarks"] == "old"
    facts.extra.editors["remarks"].clear()
    facts.flush()
    settle()
    assert "remarks" not in kept(desk, drafted).extra


def test_deductions_are_added_and_taken_out(facts, desk, drafted, settle):
    facts.folding.buttons["less"].click()
    facts.deductions.add_button.click()
    line = facts.deductions.lines[0]
    QTest.keyClicks(line.what, "freight owed")
    line.amount.selectAll()
    QTest.keyClicks(line.amount, "12.5")
    facts.flush()
    settle()
    assert kept(desk, drafted).deductions == ({"what": "freight owed", "amount_fen": 1_250},)
    facts.deductions.lines[0].gone.click()
    facts.flush()
    settle()
    assert kept(desk, drafted).deductions == ()


def test_items_are_typed_one_below_the_other_by_enter(facts, desk, drafted, settle):
    table, rows = facts.items.table, facts.items.rows
    table.setFocus()
    table.setCurrentIndex(rows.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    for cells in (("vase", "2", "100", "150"), ("bowl", "1", "30", "30")):
        for number, text in enumerate(cells):
            editor = QApplication.focusWidget()
            assert isinstance(editor, QLineEdit)
            editor.selectAll()
            QTest.keyClicks(editor, text)
            key = Qt.Key.Key_Return if number == 3 else Qt.Key.Key_Tab
            QTest.keyClick(editor, key)
            QApplication.processEvents()
            QApplication.processEvents()
    facts.flush()
    settle()
    found = [(one["name"], one["quantity"], one["loss_fen"]) for one in rows.items()]
    assert found[:2] == [("vase", 2, 15_000), ("bowl", 1, 3_000)]
    claim = kept(desk, drafted)
    assert (claim.value_fen, claim.loss_fen) == (23_000, 18_000)


def test_part_and_proof_are_kept_with_their_item(facts, desk, drafted, settle):
    rows = facts.items.rows
    assert rows.setData(rows.index(0, 5), "handle")
    assert rows.setData(rows.index(0, 6), "invoice 12")
    facts.flush()
    settle()
    item = kept(desk, drafted).items[0]
    assert (item["part"], item["proof"]) == ("handle", "invoice 12")
    assert rows.setData(rows.index(0, 5), "")
    facts.flush()
    settle()
    assert "part" not in kept(desk, drafted).items[0]


def test_a_field_that_is_wanted_is_opened(facts):
    facts.show_field("authorisation")
    assert facts.sections["right"].isVisible()
    assert facts.lines["authorisation"].hasFocus()
    facts.show_field("nobody")
