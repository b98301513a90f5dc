"""The check in the QR code, and amounts in English words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.form_check import FormLine, agrees, check_of, code_text, scanned
from workstation.domain.money_english import in_words
from workstation.domain.refusal import Refusal

LINE = FormLine("claim_form", "2026-0001-000123", 2, "LP-1", 101_800, "晨光瓷器商行", "2026.1")


def test_a_code_is_typed_by_a_scanner_in_any_case_or_width():
    text = code_text(LINE)
    assert text == "AC1:2026-0001-000123:2:" + check_of(LINE)
    assert len(check_of(LINE)) == 16
    wide = "".join(chr(ord(c) + 0xFEE0) for c in text)
    for typed in (text, text.lower(), f"  {text}\n", wide):
        assert agrees(scanned(typed), LINE)


def test_the_check_stays_the_same_over_the_years():
    assert check_of(LINE) == "V66ZRTSPI5PPYCEA"


@pytest.mark.parametrize(
    "change",
    [
        {"form": "payment_notice"},
        {"serial": "2026-0001-000124"},
        {"copy": 3},
        {"claim": "LP-2"},
        {"amount_fen": 101_801},
        {"amount_fen": None},
        {"payee": "晨光瓷器商店"},
        {"template_version": "2026.2"},
    ],
)
def test_every_fact_of_the_line_counts(change):
    assert not agrees(scanned(code_text(LINE)), replace(LINE, **change))


def test_names_count_however_they_were_composed():
    assert check_of(replace(LINE, payee="é")) == check_of(replace(LINE, payee="e\u0301"))


@pytest.mark.parametrize(
    "text", ["", "AC1", "AC2:1:1:AAAAAAAAAAAAAAAA", "AC1:1:x:AAAAAAAAAAAAAAAA", "SF1234567890123"]
)
def test_other_codes_are_refused(text):
    with pytest.raises(Refusal) as caught:
        scanned(text)
    assert caught.value.code == "form_code_unreadable"


def test_a_serial_of_other_letters_has_no_code():
    with pytest.raises(Refusal) as caught:
        code_text(replace(LINE, serial="编号"))
    assert caught.value.code == "form_serial_letters"


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_payee_has_a_check(payee, claim):
    assert check_of(replace(LINE, payee=payee, claim=claim)).isalnum()


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "Renminbi zero yuan only"),
        (5, "Renminbi five fen only"),
        (100, "Renminbi one yuan only"),
        (101_800, "Renminbi one thousand and eighteen yuan only"),
        (140_950, "Renminbi one thousand four hundred and nine yuan and fifty fen only"),
        (-2_100, "Renminbi minus twenty-one yuan only"),
        (100_000_000_000, "Renminbi one billion yuan only"),
        (123_456_700, "Renminbi one million two hundred and thirty-four thousand five hundred"
         " and sixty-seven yuan only"),
    ],
)  # fmt: skip
def test_amounts_in_english_words(fen, words):
    assert in_words(fen) == words


def test_amounts_out_of_range_are_refused():
    with pytest.raises(Refusal):
        in_words(10**18)
    assert in_words(10**18 - 1).startswith("Renminbi nine quadrillion")
