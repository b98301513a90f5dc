"""Finding tickets at the hub that a desk does not keep."""

from __future__ import annotations

from tests.workstation.sync.test_scope_hub import Writer
from workstation.sync.protocol import Hub


def test_by_what_stands_on_paper(hub: Hub) -> None:
    writer = Writer(hub)
    king = writer.new("customer", name="王小明", phone="13800000001", phone2="02112345678")
    old = writer.ticket(number="7-00001", created_at=1_000, customer=king, waybill="SF1234")
    new = writer.ticket(number="7-00002", created_at=3_000, phone="13800000001")
    other = writer.ticket(
        number="7-00003", created_at=2_000, customer_name="王小明", status="closed"
    )
    writer.ticket(number="7-00004", phone="13800000009", waybill="SF123")
    assert hub.history("13800000001") == [new, old]
    assert hub.history("02112345678") == [old]
    assert hub.history("王小明") == [other, old]
    assert hub.history(king) == [old]
    assert hub.history("SF1234") == [old]
    assert hub.history(" sf1234 ") == [old]
    assert hub.history("7-00003") == [other]
    assert hub.history("13800000001", 1) == [new]
    for nothing in ("", "  ", "1380000000", "%", "'"):
        assert hub.history(nothing) == []


def test_what_was_found_comes_whole(hub: Hub) -> None:
    writer = Writer(hub)
    uid = writer.ticket(number="7-00001", group_code="customs")
    note = writer.note(uid)
    found = hub.tickets(hub.history("7-00001"))
    assert {state.key for state in found} == {("ticket", uid), ("entry", note)}
    assert all(state.body for state in found)


def test_many_on_one_number_are_cut_off(hub: Hub) -> None:
    writer = Writer(hub)
    made = [writer.ticket(phone="400", created_at=at) for at in range(8)]
    assert hub.history("400", 3) == made[:-4:-1]
