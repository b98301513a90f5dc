"""The caller gives four digits and half a name: one box finds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.conftest import Sit
from ui.initials import initials

CASE = """SELECT number, waybill, customer_name, phone FROM ticket WHERE is_open=1
    AND length(customer_name) IN (2,3) AND waybill<>'' AND phone<>'' ORDER BY number LIMIT 1"""


def full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


@pytest.fixture
def case(office: Path, sit: Sit):
    me = sit(office)
    me.until(lambda: me.desk.read.find(me.one(CASE)[2], 5).rows, "for the text index")
    return me, *me.one(CASE)


def test_by_digits_and_half_a_name_apart_or_together_half_or_full_width(case) -> None:
    me, number, waybill, name, phone = case
    tail = waybill[-4:]
    for asked in (
        f"{tail} {name[:1]}",
        f"{tail}{name[:1]}",
        full_width(tail) + name[:1],
        f"{phone[-4:]} {name}",
        number,
        full_width(number),
    ):
        assert number in me.find(asked), asked


def test_by_the_initials_of_a_name_with_a_tail(case) -> None:
    me, number, waybill, name, _phone = case
    assert number in me.find(f"{waybill[-4:]} {initials(name)}")
    assert number in me.find(full_width(initials(name)))


def test_whoever_types_keeps_the_keyboard_and_escape_leads_back(case) -> None:
    me, number, _waybill, _name, _phone = case
    box = me.window.top_bar.search
    before = me.numbers()
    assert me.find("没有这样的东西") == []
    assert number in me.find(number)
    assert box.hasFocus()
    me.press("Escape")
    me.until(lambda: me.numbers() == before)
    assert box.text() == ""
    assert me.queue.view.hasFocus()
