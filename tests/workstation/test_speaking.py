"""Scripts for a ticket: which fit, filled from its facts, with the gaps named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workstation.seat import WAYBILL, Seat
from workstation.domain.refusal import Refusal
from workstation.rules import scripts


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path / "profile")
    yield made
    made.desk.close()


def test_what_is_typed_finds_the_script_with_the_tickets_facts_in_it(seat: Seat) -> None:
    ticket = seat.ticket(customer_name="董佳宁", waybill=WAYBILL)
    found = seat.desk.scripts_for(ticket.uid, "lpcl", "sms").result()
    assert found[0].code == "lpcl"
    assert "code" in found[0].reasons
    assert ticket.number in found[0].preview
    assert found[0].gaps == ("promise.time",)
    assert "【请填写：承诺时间】" in found[0].preview


def test_without_words_the_step_decides_and_the_limit_holds(seat: Seat) -> None:
    ticket = seat.ticket()
    found = seat.desk.scripts_for(ticket.uid, limit=3).result()
    assert len(found) == 3
    assert {"step", "wanted"} & set(found[0].reasons)
    assert seat.desk.scripts_for("no such ticket").result() == ()


def test_what_was_asked_fills_the_gap(seat: Seat) -> None:
    ticket = seat.ticket()
    filled = seat.desk.fill_script(ticket.uid, "lpcl", "sms", {"promise.time": "明天18点"}).result()
    assert filled.gaps == ()
    assert "明天18点" in filled.text
    assert filled.version


def test_an_unknown_script_or_ticket_is_refused(seat: Seat) -> None:
    ticket = seat.ticket()
    for uid, code in ((ticket.uid, "no_such_script"), ("no such ticket", "lpcl")):
        with pytest.raises(Refusal, match="not_found"):
            seat.desk.fill_script(uid, code).result()


def test_every_script_fits_some_ticket_without_an_error(seat: Seat) -> None:
    ticket = seat.ticket(customer_name="董佳宁", waybill=WAYBILL)
    for channel in ("phone", "sms", "email", "chat"):
        found = seat.desk.scripts_for(ticket.uid, "", channel, limit=500).result()
        assert len(found) == len(scripts())
        assert all(choice.preview for choice in found)


def test_carriers_have_names(seat: Seat) -> None:
    assert seat.desk.carriers().result()["sf"] == "顺丰速运"
