"""The page of payments: chosen by keyboard, filed, answered by the bank, voided."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.claims.test_money_tab import Printed, people
from ui.claims.home import CLAIMS
from ui.claims.payments_page import PAYMENTS
from workstation.actions.claims import (
    ApproveClaim,
    EditClaim,
    PayClaim,
    RedraftClaim,
    SubmitClaim,
)
from workstation.actions.payments import RequestPayment
from workstation.domain.refusal import Refusal


@pytest.fixture
def payable(claims_page, desk, settle):
    """Claims that a leader approved and asked to be paid; a clerk sits at the page of payments."""
    leader = people(desk, "leader")[0]
    clerk = people(desk, "claims")[0]
    made = []
    for n, claim in enumerate(desk.read.claims(("submitted", "draft", "rejected"))):
        maker = next(one for one in desk.read.agents() if one.uid == claim.created_by)
        if leader.uid in (claim.created_by, claim.submitted_by):
            continue
        bank = {"payee": claim.claimant, "payee_account": f"62170{n:04d}", "payee_bank": "建行"}
        try:
            if claim.status == "rejected":
                desk.do(RedraftClaim(claim.uid), agent=maker).result()
            desk.do(EditClaim(claim.uid, bank), agent=clerk).result()
            if claim.status != "submitted":
                desk.do(SubmitClaim(claim.uid), agent=maker).result()
            sum_fen = desk.read.claim(claim.uid).proposed_fen
            desk.do(ApproveClaim(claim.uid, sum_fen), agent=leader).result()
        except Refusal:
            continue
        made.append(claim.uid)
        if len(made) == 3:
            break
    for uid in made:
        desk.do(RequestPayment(uid), agent=leader).result()
    for uid in made[:2]:
        desk.do(Printed(uid), agent=clerk).result()
    desk.agent = clerk
    claims_page.show_payments()
    settle()
    return made


def shown(page):
    return [one.claim.uid for one in page.payments.table.rows.lines()]


def test_payments_are_shown_by_state_with_their_sum(claims_page, desk, payable, qtbot):
    page = claims_page.payments
    assert claims_page.home.shown == PAYMENTS
    assert set(payable) <= set(shown(claims_page))
    held = {one.claim.uid: one.held for one in page.table.rows.lines()}
    assert [held[uid] for uid in payable] == ["", "", "unprinted"]
    desk.do(PayClaim(payable[0], "B-1")).result()
    qtbot.waitUntil(lambda: payable[0] not in shown(claims_page))
    page.choose_filter("paid")
    qtbot.waitUntil(lambda: payable[0] in shown(claims_page))
    assert {one.state for one in page.table.rows.lines()} == {"paid"}
    assert not set(payable[1:]) & set(shown(claims_page))


def test_many_are_chosen_by_keyboard_and_go_into_a_file(
    claims_page, desk, payable, qtbot, settle, tmp_path
):
    page, table = claims_page.payments, claims_page.payments.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    ticked = {one.claim.uid for one in table.rows.chosen()}
    assert ticked >= set(payable[:2])
    assert payable[2] not in ticked
    assert page.sum.text().startswith(f"{len(ticked)} chosen")
    known = {one.uid for one in desk.read.payment_files()}
    claims_page.payments_acts.write(table.chosen(), tmp_path, "xlsx")
    qtbot.waitUntil(lambda: not set(shown(claims_page)) & ticked)
    (file,) = (one for one in desk.read.payment_files() if one.uid not in known)
    assert file.count == len(ticked)
    assert [one.name for one in tmp_path.glob("*.xlsx")] == [f"{file.number}.xlsx"]
    page.choose_filter("files")
    assert page.files.current() == file
    QTest.keyClick(page.files.list, Qt.Key.Key_Delete)
    QTest.keyClicks(page.ask.line, "sent to nobody")
    QTest.keyClick(page.ask.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.read.payment_file(file.uid).state == "void")


def test_an_unprinted_one_is_refused_before_anything_is_written(
    claims_page, desk, payable, settle, tmp_path
):
    page = claims_page.payments
    line = next(one for one in page.table.rows.lines() if one.claim.uid == payable[2])
    claims_page.payments_acts.write((line,), tmp_path, "csv")
    assert "not printed" in page.problem.text()
    assert list(tmp_path.glob("*.csv")) == []


def test_space_ticks_and_goes_down(claims_page, payable):
    table = claims_page.payments.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert len(table.rows.chosen()) == 2
    assert table.rows.rowCount() > 2
    assert table.currentIndex().row() == 2


def test_the_bank_s_answer_is_shown_first_and_recorded_once(
    claims_page, desk, payable, qtbot, settle, tmp_path
):
    page, acts = claims_page.payments, claims_page.payments_acts
    lines = [one for one in page.table.rows.lines() if one.claim.uid in payable[:2]]
    acts.write(tuple(lines), tmp_path, "csv")
    qtbot.waitUntil(lambda: len(desk.read.payment_files()) == 1)
    answer = tmp_path / "answer.csv"
    rows = [f"{one.number},{one.amount_fen / 100:.2f},成功,R{n}" for n, one in enumerate(lines)]
    rows.append("C9-9999,1.00,成功,R9")
    answer.write_text("\n".join(("业务编号,金额,处理结果,流水号", *rows)), "utf-8")
    acts.look_at(answer)
    qtbot.waitUntil(page.answer.isVisible)
    assert page.answer.record.text() == "Record 2 payments"
    assert page.answer.list.lines()[0].right == "Not ours"
    assert all(desk.read.claim(uid).status == "printed" for uid in payable[:2])
    QTest.keyClick(page.answer.record, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.answer.told.text().startswith("Recorded: 2 paid"))
    assert all(desk.read.claim(uid).status == "paid" for uid in payable[:2])
    acts.look_at(answer)
    qtbot.waitUntil(lambda: "2 recorded before" in page.answer.told.text())
    assert not page.answer.record.isVisible()
    page.answer.back.click()
    qtbot.waitUntil(lambda: not page.answer.isVisible())


def test_who_asked_for_them_is_told_before_recording(
    claims_page, desk, payable, qtbot, settle, tmp_path
):
    page, acts = claims_page.payments, claims_page.payments_acts
    line = next(one for one in page.table.rows.lines() if one.claim.uid == payable[0])
    answer = tmp_path / "answer.csv"
    answer.write_text(f"业务编号,处理结果\n{line.number},成功\n", "utf-8")
    desk.agent = people(desk, "leader")[0]
    acts.look_at(answer)
    qtbot.waitUntil(page.answer.isVisible)
    assert page.answer.barred.text().startswith("1 of them you approved or asked for")


def test_a_file_that_is_no_answer_is_told(claims_page, payable, qtbot, tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("a,b\n1,2\n", "utf-8")
    claims_page.payments_acts.look_at(file)
    qtbot.waitUntil(lambda: "does not tell" in claims_page.payments.problem.text())


def test_what_is_in_the_way_of_a_file_is_told_beside_the_files(
    claims_page, desk, payable, qtbot, settle, tmp_path
):
    page, acts = claims_page.payments, claims_page.payments_acts
    acts.write((page.table.rows.lines()[0],), tmp_path, "csv")
    qtbot.waitUntil(lambda: len(desk.read.payment_files()) == 1)
    page.choose_filter("files")
    settle()
    acts.save(page.files.current(), tmp_path / "nowhere")
    qtbot.waitUntil(lambda: page.problem.text() != "" and page.problem.isVisible())


def test_all_claims_come_forward_from_another_tab(claims_page, settle):
    claims_page.show_payments()
    settle()
    claims_page.show_claims()
    settle()
    assert claims_page.home.shown == CLAIMS
    assert claims_page.list.isVisible()


def test_the_keyboard_goes_on_to_payments_that_come_after_it(claims_page, payable, settle, qtbot):
    page = claims_page.payments
    page.table.show_lines(())
    claims_page.show_payments()
    assert page.search.hasFocus()
    qtbot.waitUntil(lambda: page.table.rows.rowCount() > 0)
    assert page.table.hasFocus()


def test_escape_in_the_search_gives_the_payments_back(claims_page, payable, settle, qtbot):
    page = claims_page.payments
    claims_page.show_payments()
    settle()
    count = page.table.rows.rowCount()
    page.search.setFocus()
    page.search.setText("no such thing")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert not page.table.isVisible()
    page.search.setFocus()
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.table.rows.rowCount() == count > 0
