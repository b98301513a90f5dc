"""Signs that a reply is meant for somebody else."""

from __future__ import annotations

import pytest

from workstation.domain.doubts import Known, Person, SaidTo, address_key, doubts_of, phones_in

KNOWN = Known(
    addresses=frozenset({"13800138000", "li@example.com"}),
    names=("李芳", "赵店"),
    heard="我的快递呢？",
    others=(("13911112222", Person("王小明", "7-00002")),),
    neighbours=(Person("周海涛", "7-00003"), Person("李芳", "7-00004")),
)


def codes(words: str, recipient: str = "13800138000", channel: str = "sms") -> list[str]:
    return [one.code for one in doubts_of(SaidTo(channel, recipient, words), KNOWN)]


def test_the_recipient() -> None:
    assert codes("您好") == []
    assert codes("您好", "+86 138-0013-8000") == []
    assert codes("您好", "139 1111 2222") == ["other_customer"]
    assert codes("您好", "13700000000") == ["unknown_recipient"]
    assert codes("您好", "LI@example.com", "email") == []
    assert codes("您好", "lo@example.com", "email") == ["unknown_recipient"]
    assert codes("您好", "13700000000", "phone") == []


def test_a_chat_name_is_no_number() -> None:
    known = Known(addresses=frozenset({"wx-1"}))
    assert doubts_of(SaidTo("chat", "wx-1", "您好"), known) == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("您好，王先生，您的快递到了", ["other_name"]),
        ("尊敬的王小明先生：", ["other_name"]),
        ("您好，李女士，您的快递到了", []),
        ("尊敬的李芳女士：", []),
        ("欧阳女士您好", ["other_name"]),
        ("女士您好，您的快递到了", []),
        ("尊敬的客户先生您好", []),
        ("亲爱的女士", []),
        ("我们已请网点联系王先生核实", []),
    ],
)
def test_the_salutation(words: str, found: list[str]) -> None:
    assert codes(words) == found


def test_words_of_another_case() -> None:
    assert codes("请联系 139-1111-2222 取件") == ["quotes_other"]
    assert codes("请联系 139 1111 2222 取件") == ["quotes_other"]
    assert codes("请联系13911112222取件") == ["quotes_other"]
    assert codes("请联系13700000000取件") == []
    assert codes("周海涛的包裹已经找到") == ["quotes_other"]
    assert codes("李芳的包裹已经找到") == []


def test_english_to_who_wrote_chinese() -> None:
    assert codes("Your parcel will arrive tomorrow") == ["language"]
    assert codes("OK") == []
    assert codes("您的包裹 will arrive tomorrow morning") == []


def test_one_form_of_an_address() -> None:
    assert address_key("+86 138-0013 8000") == address_key("13800138000") == "13800138000"
    assert address_key(" A@B.example ") == "a@b.example"
    assert phones_in("电话 138 0013 8000 或 13800138000") == ("13800138000",)
