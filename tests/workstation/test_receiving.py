"""Who calls: the number as a telephone hands it over, against numbers as they are kept."""

from __future__ import annotations

import pytest

from tests.workstation.seat import Seat
from workstation.receiving import find_caller


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("13800138765", "欧阳修"),
        ("sip:13800138765@pbx.local", "欧阳修"),
        ("sip:%2B8613800138765@10.0.0.1:5060;transport=udp", "欧阳修"),
        ("tel:+86-138-0013-8765", "欧阳修"),
        ("17012345678", "解缙"),
        ("17012345678-1234", "解缙"),
        ("17012345678转99", ""),
        ("075587654321", "仇和"),
        ("tel:+86-755-87654321;ext=8001", "仇和"),
        ("87654321", "仇和"),
        ("88881234", "单雄信"),
        ("010 8888 1234", "单雄信"),
        ("010 8888 1234 转 5", "单雄信"),
        ("88881235", ""),
        ("sip:anonymous@anonymous.invalid", ""),
    ],
)
def test_a_caller_is_known_by_every_form_of_the_number(seat: Seat, given: str, name: str) -> None:
    for phone, person in (
        ("13800138765", "欧阳修"),
        ("17012345678-1234", "解缙"),
        ("075587654321-8001", "仇和"),
        ("01088881234", "单雄信"),
    ):
        seat.ticket(phone=phone, customer_name=person)
    card = find_caller(seat.desk.read, given).card
    assert [row.customer_name for row in card.open_tickets] == ([name] if name else [])
    assert {customer.name for customer in card.customers} <= {name}
