"""Payees are looked at closely; right ones draw no warning, and nothing is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric

from workstation.domain.payee import SENTENCES, PaidBefore, Payee, one_apart
from workstation.text.payee import check_payee

CARD = "622202020011124570"
CARD += luhn.calc_check_digit(CARD)
ID = "11010519491231002"
ID += ric.calc_check_digit(ID + "0")
USCC = "91110000600037341L"
PERSON = Payee(
    "王小明", CARD, "中国工商银行深圳科技园支行", "深圳市", ID, "王小明", amount_fen=100_000
)
COMPANY = Payee(
    "晨光瓷器有限公司",
    "44201501100052512345",
    "北京银行深圳分行",
    "广东深圳",
    USCC,
    "晨光瓷器有限公司",
)
TODAY = date(2026, 3, 2)


def codes(payee: Payee, *before: PaidBefore) -> list[str]:
    return [one.code for one in check_payee(payee, before, TODAY)]


def test_a_right_person_draws_no_warning():
    assert codes(PERSON) == []
    spaced = replace(PERSON, account=" ".join(CARD[n : n + 4] for n in range(0, 19, 4)))
    assert codes(replace(spaced, payee=" 王小明 ")) == []


@pytest.mark.parametrize(
    ("bank", "city"),
    [
        ("中国建设银行中山路支行", "厦门市"),
        ("工商银行北京东路支行", "上海市"),
        ("建设银行上海南京西路支行", "上海市"),
        ("广发银行广州大道支行", "广州市"),
        ("工商银行朝阳门支行", "北京市"),
        ("建设银行北京朝阳支行", "北京市"),
        ("农业银行重庆道支行", "天津市"),
        ("招商银行吉林大路支行", "长春市"),
        ("民生银行朝阳支行", "朝阳市"),
    ],
)
def test_a_street_or_gate_named_after_a_city_is_not_that_city(bank, city):
    assert codes(replace(PERSON, bank=bank, city=city)) == []


def test_a_city_that_ends_like_a_gate_is_found():
    assert codes(replace(PERSON, bank="中国银行广东江门分行", city="厦门市")) == ["city_differs"]


def test_a_companys_account_is_explained_and_nothing_more():
    assert codes(COMPANY) == ["company_account"]
    assert codes(replace(COMPANY, account="1234567890")) == ["company_account"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"payee": ""}, "payee_missing"),
        ({"payee": "王晓明"}, "name_near"),
        ({"payee": "李静"}, "name_differs"),
        ({"account": ""}, "account_missing"),
        ({"account": CARD[:-1] + str((int(CARD[-1]) + 1) % 10)}, "card_check_digit"),
        ({"account": "12345"}, "account_length"),
        ({"account": "62220202OO1112"}, "account_characters"),
        ({"bank": ""}, "bank_missing"),
        ({"bank": "中国工商银行"}, "branch_missing"),
        ({"city": ""}, "city_missing"),
        ({"city": "广州市"}, "city_differs"),
        ({"id_no": ID[:-1] + ("1" if ID[-1] != "1" else "2")}, "id_check_digit"),
        ({"id_no": "110105194913310021"}, "id_birthday"),
        ({"id_no": "110105491231002"}, "id_old"),
        ({"id_no": "ABC"}, "id_form"),
        ({"id_no": USCC}, "id_kind"),
        ({"id_no": USCC[:-1] + "A"}, "uscc_check_digit"),
        ({"amount_fen": 0}, "amount_nothing"),
        ({"approved_fen": 99_999}, "amount_above_approval"),
        ({"claimed_fen": 99_999}, "amount_above_claim"),
    ],
)
def test_what_is_odd_is_told(changes, code):
    assert code in codes(replace(PERSON, **changes))


def test_somebody_with_an_authorisation_may_be_another():
    assert codes(replace(PERSON, claimant="李静", authorised=True)) == []


def test_a_child_is_told_of_and_a_companys_card_too():
    young = "11010520150101002"
    young += ric.calc_check_digit(young + "0")
    assert codes(replace(PERSON, id_no=young)) == ["id_minor"]
    assert "card_for_company" in codes(replace(COMPANY, account=CARD))


def test_earlier_payments_are_remembered():
    other = PaidBefore("李静", CARD, "C7-0001")
    assert codes(PERSON, other) == ["account_of_another"]
    changed = PaidBefore("王小明", "6217000010001234567", "C7-0002")
    assert codes(PERSON, changed) == ["account_changed"]
    (told,) = check_payee(PERSON, (changed,), TODAY)
    assert dict(told.facts) == {"payee": "王小明", "number": "C7-0002", "tail": "4567"}
    assert codes(PERSON, replace(changed, payee="李静")) == []
    assert CARD[4] != CARD[5]
    slip = PaidBefore("王小明", CARD[:4] + CARD[5] + CARD[4] + CARD[6:], "C7-0003")
    assert codes(PERSON, slip) == ["account_near"]
    same = PaidBefore("王小明", CARD, "C7-0004")
    assert codes(PERSON, same) == []
    assert codes(PERSON, changed, same) == []
    assert codes(PERSON, same, same, same) == ["paid_often"]
    assert codes(PERSON, same, same) == []
    assert codes(PERSON, other, replace(other, payee="赵六")) == ["account_of_another"]  # once
    assert codes(replace(PERSON, payee=""), other) == ["payee_missing"]
    assert codes(replace(PERSON, account=""), changed) == ["account_missing"]


def test_what_is_just_right_draws_no_warning():
    sums = replace(PERSON, amount_fen=100_000, claimed_fen=100_000, approved_fen=100_000)
    assert codes(sums) == []
    assert codes(replace(PERSON, claimed_fen=0)) == []  # nothing was claimed in figures
    assert codes(replace(PERSON, city="某地")) == []  # of a city that is not known nothing is said
    assert codes(replace(PERSON, bank="中国工商银行科技园支行")) == []
    assert check_payee(PERSON) == ()  # today
    assert codes(replace(PERSON, payee="王", claimant="李")) == ["name_differs"]
    short = "6222020200111"
    short += luhn.calc_check_digit(short)  # too short for a person's card
    other = "9558800200111245"
    other += luhn.calc_check_digit(other)
    for number in (short, other):
        assert codes(replace(COMPANY, account=number)) == []
    assert codes(replace(PERSON, account=CARD)) == []


def test_a_warning_names_the_last_figures_of_the_account():
    wrong = CARD[:-1] + str((int(CARD[-1]) + 1) % 10)
    (told,) = check_payee(replace(PERSON, account=wrong), (), TODAY)
    assert dict(told.facts)["tail"] == wrong[-4:]
    assert told.said("zh").startswith(f"账号末四位 {wrong[-4:]}")
    assert told.said("en").startswith(f"Account ending {wrong[-4:]}")


@pytest.mark.parametrize(
    ("born", "warned"), [("20080302", []), ("20080303", ["id_minor"]), ("20070401", [])]
)
def test_of_age_is_who_has_had_the_birthday(born: str, warned: list[str]):
    number = f"110105{born}002"
    number += ric.calc_check_digit(number + "0")
    assert codes(replace(PERSON, id_no=number)) == warned


def test_one_letter_apart():
    assert one_apart("1234", "1243")
    assert one_apart("1234", "1235")
    assert one_apart("1234", "124")
    assert not one_apart("1234", "1234")
    assert not one_apart("1234", "1342")
    assert not one_apart("1432", "1234")  # changed places, but not side by side
    assert not one_apart("1245", "1234")
    assert not one_apart("1234", "12")


def test_every_warning_is_told_in_both_languages():
    odd = replace(
        PERSON, payee="李静", account="123", bank="工商银行", city="", id_no="X", amount_fen=-1
    )
    told = check_payee(odd, (PaidBefore("李静", CARD, "C7-1"),), TODAY)
    assert len(told) >= 6
    for one in told:
        assert one.said("zh_CN")
        assert one.said("en")
        assert "{" not in one.said("en") + one.said("zh")
    assert all(zh and en for zh, en in SENTENCES.values())


TEXT = st.text(max_size=30)


@given(TEXT, TEXT, TEXT, TEXT, TEXT)
def test_whatever_is_typed_is_answered(name, account, bank, city, number):
    before = (PaidBefore(name[::-1], account, bank), PaidBefore(name, city, bank))
    told = check_payee(Payee(name, account, bank, city, number, number), before, TODAY)
    for one in told:
        assert one.said()
