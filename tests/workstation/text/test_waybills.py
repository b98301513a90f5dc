import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.text.waybills import (
    carrier_name,
    carrier_named,
    carriers,
    find_waybills,
    normalise_waybill,
    s10_is_valid,
    suggest_carriers,
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("顺丰 ＳＦ１２３４５６７８９０１２３ 破损", ["SF1234567890123"]),
        ("sf 1234567890123到了吗", ["SF1234567890123"]),
        ("JDVA01234567890-1-2 和 JT1234567890123。", ["JDVA01234567890-1-2", "JT1234567890123"]),
        ("订单号20241112001，运单号：773012345678901", ["773012345678901"]),
        ("我的快递单号是 432112345678901", ["432112345678901"]),
        ("德邦单号 12345678", ["12345678"]),
        ("中通 123456789012", ["123456789012"]),
        ("RB123456785GB", ["RB123456785GB"]),
        ("RB123456784GB", []),
        ("快递13800138000", []),
        ("身份证110105194912310021", []),
        ("2024年11月12日 20241112 12345678901234", []),
        ("单号SF1234567890123 又是 SF1234567890123", ["SF1234567890123"]),
        ("", []),
    ],
)
def test_waybills_in_a_text(text, numbers):
    assert [guess.number for guess in find_waybills(text)] == numbers


def test_the_carrier_named_nearby_comes_first():
    (guess,) = find_waybills("中通 123456789012")
    assert guess.carriers[0] == "zto"
    assert "中通 123456789012"[guess.start : guess.end] == "123456789012"


def test_carriers_are_suggested_not_decided():
    assert suggest_carriers("SF1234567890123") == ("sf",)
    assert suggest_carriers("YT1234567890123") == ("yto",)
    assert {"sf", "zto", "sto"} <= set(suggest_carriers("123456789012"))
    assert suggest_carriers("hello") == ()
    assert len(suggest_carriers("RB123456785GB")) == 1


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("RB123456785GB", True),
        ("rb 123456785 gb", True),
        ("EE876543216CN", True),
        ("EE876543217CN", False),
        ("EE87654321CN", False),
    ],
)
def test_postal_check_digit(number, valid):
    assert s10_is_valid(number) is valid


def test_one_form():
    assert normalise_waybill(" ｓｆ１２３４ ５６７８９０１２３，") == "SF1234567890123"


def test_carriers_by_name():
    assert carrier_named("顺丰速运") == "sf"
    assert carrier_named("SF Express") == "sf"
    assert carrier_named("self service") == ""
    assert carrier_name("zto") == "中通快递"
    assert carrier_name("other") == "other"
    assert len({carrier.code for carrier in carriers()}) == len(carriers())


@given(st.text(max_size=60))
def test_places_are_places_in_the_text(text):
    for guess in find_waybills(text):
        assert normalise_waybill(text[guess.start : guess.end]) == guess.number
