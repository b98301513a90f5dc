import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.text.phones import normalise_phone, split_phones


@pytest.mark.parametrize(
    ("text", "kind", "digits", "extension"),
    [
        ("13800138000", "mobile", "13800138000", ""),
        ("＋86 138-0013-8000", "mobile", "13800138000", ""),
        ("0086 138 0013 8000", "mobile", "13800138000", ""),
        ("8613800138000", "mobile", "13800138000", ""),
        ("013800138000", "mobile", "13800138000", ""),
        ("电话：13800138000", "mobile", "13800138000", ""),
        ("13800138000-1234", "mobile", "13800138000", "1234"),
        ("13800138000转1234", "mobile", "13800138000", "1234"),
        ("13800138000[1234]", "mobile", "13800138000", "1234"),
        ("(0755) 8654 3210", "landline", "075586543210", ""),
        ("0755-86543210-801", "landline", "075586543210", "801"),
        ("010-12345678转8012", "landline", "01012345678", "8012"),
        ("+86 755 86543210", "landline", "075586543210", ""),
        ("95338", "service", "95338", ""),
        ("12305", "service", "12305", ""),
        ("400-811-1111", "service", "4008111111", ""),
        ("+852 9123 4567", "hong_kong", "+85291234567", ""),
        ("853-66123456", "macau", "+85366123456", ""),
        ("+1 202 555 0143", "international", "+12025550143", ""),
        ("86543210", "local", "86543210", ""),
    ],
)
def test_numbers_of_every_kind(text, kind, digits, extension):
    phone = normalise_phone(text)
    assert (phone.kind, phone.digits, phone.extension, phone.valid) == (
        kind,
        digits,
        extension,
        True,
    )


@pytest.mark.parametrize(
    "text",
    ["", "  ", "anonymous", "Private", "未知号码", "隐藏来电", "无", "NULL", "-", "匿名号码"],
)
def test_hidden_numbers(text):
    phone = normalise_phone(text)
    assert (phone.kind, phone.digits, phone.valid) == ("hidden", "", False)


@pytest.mark.parametrize("text", ["138****5678", "138 **** 5678", "138＊＊＊＊5678", "138xxxx5678"])
def test_masked_numbers_keep_their_tail(text):
    phone = normalise_phone(text)
    assert (phone.kind, phone.digits, phone.tail) == ("masked", "138****5678", "5678")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1380013800a", "letters"),
        ("1380013800", "too_short"),
        ("138001380001", "too_long"),
        ("10000000000", "unknown_plan"),
        ("+999123", "unknown_plan"),
    ],
)
def test_impossible_numbers_say_why(text, problem):
    phone = normalise_phone(text)
    assert not phone.valid
    assert phone.problem == problem


def test_forms_for_people():
    assert normalise_phone("13800138000-12").shown == "13800138000-12"
    assert normalise_phone("13800138000").tail == "8000"


def test_several_numbers_in_one_cell():
    assert [phone.digits for phone in split_phones("13800138000/0755-86543210")] == [
        "13800138000",
        "075586543210",
    ]
    assert len(split_phones("不是号码")) == 1


@given(st.text(max_size=40))
def test_never_raises_and_settles(text):
    phone = normalise_phone(text)
    if phone.valid:
        assert normalise_phone(phone.shown) == phone
