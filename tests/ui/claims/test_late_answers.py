"""Answers that come late leave the keyboard where the person went meanwhile."""

from __future__ import annotations

import pytest

from tests.ui.elsewhere import go_elsewhere, is_left_alone
from workstation.domain.refusal import Refusal


@pytest.fixture
def sheet(claims_page, drafted):
    return claims_page.sheet


def test_a_question_that_was_answered_gives_the_keyboard_back_only_where_it_is(claims_page, sheet):
    sheet.facts.lines["claimant"].setFocus()
    sheet.ask.ask("Why?", "So", lambda _text, _fen: None)
    line = go_elsewhere(claims_page)
    sheet.ask.dismiss()
    assert is_left_alone(line)
    claims_page.show()
    sheet.facts.lines["claimant"].setFocus()
    sheet.ask.ask("Why?", "So", lambda _text, _fen: None)
    sheet.ask.dismiss()
    assert is_left_alone(sheet.facts.lines["claimant"])


def test_what_was_refused_shows_its_field_only_to_whoever_is_still_there(claims_page, sheet):
    line = go_elsewhere(claims_page)
    claims_page._acting.refuse(Refusal("text_missing", field="claimant"))
    assert is_left_alone(line)
    claims_page.show()
    sheet.facts.lines["payee"].setFocus()
    claims_page._acting.refuse(Refusal("text_missing", field="claimant"))
    assert is_left_alone(sheet.facts.lines["claimant"])


def test_cameras_that_are_found_late(claims_page, sheet, settle):
    claims_page.pictures.open_camera()
    line = go_elsewhere(claims_page)
    settle()
    claims_page.pictures.camera._on_folders(())
    assert is_left_alone(line)


def test_a_bank_s_answer_that_was_looked_into(claims_page, bridge, tmp_path):
    from workstation.bank_answers import AnswerLook, AnswerReport

    answer = claims_page.payments.answer
    claims_page.show_payments()
    line = go_elsewhere(claims_page)
    answer.show_look(AnswerLook(tmp_path / "answer.csv", ()), {}, bridge.desk.agent)
    answer.show_report(AnswerReport())
    assert is_left_alone(line)


def test_a_run_that_ends_while_the_person_is_elsewhere(claims_page, settle):
    claims_page.show_home("batch")
    settle()
    line = go_elsewhere(claims_page)
    claims_page.batch._on_failed("")
    claims_page.batch._rest.stop()
    assert is_left_alone(line)


def test_a_claim_that_is_gone_leads_back_to_the_list_without_the_keyboard(
    claims_page, sheet, settle
):
    line = go_elsewhere(claims_page)
    claims_page._on_loaded(claims_page._uid, None)  # it was taken out of sight meanwhile
    settle()
    assert is_left_alone(line)
