"""One open ticket per waybill and problem."""

from __future__ import annotations

import pytest

from workstation.domain.duplicate import same_case
from workstation.domain.ticket import Ticket


def _ticket(**facts: object) -> Ticket:
    known: dict[str, object] = {
        "waybill": "SF1234567890123",
        "class_code": "timeliness",
        "subtype": "timeliness.late_delivery",
    }
    return Ticket("u", "T-1", 0, **(known | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("waybill", "class_code", "subtype", "same"),
    [
        ("SF1234567890123", "timeliness", "timeliness.late_delivery", True),
        (" sf1234567890123 ", "timeliness", "timeliness.late_delivery", True),
        ("SF1234567890124", "timeliness", "timeliness.late_delivery", False),
        ("", "timeliness", "timeliness.late_delivery", False),
        ("SF1234567890123", "timeliness", "", True),
        ("SF1234567890123", "", "", True),
        ("SF1234567890123", "request", "request.urge", True),
        ("SF1234567890123", "safety", "safety.damaged", False),
        ("SF1234567890123", "timeliness", "timeliness.customs_hold", False),
    ],
)
def test_same_problem_of_the_same_parcel(
    waybill: str, class_code: str, subtype: str, same: bool
) -> None:
    assert same_case(_ticket(), waybill, class_code, subtype) is same


@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_a_finished_ticket_is_no_open_case(status: str) -> None:
    ticket = _ticket(status=status)
    assert not same_case(ticket, ticket.waybill, ticket.class_code, ticket.subtype)


def test_two_empty_waybills_are_not_one_parcel() -> None:
    assert not same_case(_ticket(waybill=""), "", "timeliness", "timeliness.late_delivery")
