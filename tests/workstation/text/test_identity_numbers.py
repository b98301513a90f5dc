from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.text.identity_numbers import (
    birthday,
    check_bank_card,
    check_resident_id,
    check_uscc,
    identify,
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("11010519491231002X", "resident_id"),
        ("11010519491231002x", "resident_id"),
        ("１１０１０５１９４９１２３１００２Ｘ", "resident_id"),
        ("91350100M000100Y43", "uscc"),
        ("91110108551385082Q", "uscc"),
        ("6222 0212 3456 7890 128", "bank_card"),
        ("4111-1111-1111-1111", "bank_card"),
    ],
)
def test_the_type_is_decided_first(text, kind):
    checked = identify(text)
    assert (checked.kind, checked.valid, checked.problem) == (kind, True, "")


@pytest.mark.parametrize(
    ("text", "kind", "problem"),
    [
        ("110105194912310021", "resident_id", "check_digit"),
        ("330106199013010015", "resident_id", "birthday"),
        ("990105194912310022", "uscc", "check_digit"),
        ("110105491231002", "resident_id", "fifteen_digits"),
        ("91350100M000100Y44", "uscc", "check_digit"),
        ("6222021234567890129", "bank_card", "check_digit"),
        ("", "unknown", "empty"),
        ("abc", "unknown", "characters"),
    ],
)
def test_wrong_numbers_say_what_is_wrong(text, kind, problem):
    checked = identify(text)
    assert (checked.kind, checked.valid, checked.problem) == (kind, False, problem)


def test_a_person_is_not_taken_for_a_company():
    assert identify("11010519491231002X").kind == "resident_id"
    assert not check_resident_id("91350100M000100Y43").valid
    assert check_uscc("1234").problem == "length"
    assert check_uscc("91350100I000100Y43").problem == "characters"


def test_unknown_province_and_future_birthday():
    assert check_resident_id("990105194912310022").problem == "region"
    assert check_resident_id("110105299912310022").problem == "birthday"


def test_birthday():
    assert birthday("11010519491231002X") == date(1949, 12, 31)
    assert birthday("110105194912310021") is None


def test_a_company_account_has_nothing_to_check():
    assert check_bank_card("755901234567").problem == "no_check"
    assert check_bank_card("12345").problem == "length"


@given(st.text(max_size=30))
def test_never_raises(text):
    identify(text)
