from __future__ import annotations

import pytest

from tests.workstation.seat import Seat
from workstation.actions.macros import actions_of
from workstation.actions.together import Bulk
from workstation.actions.undo import Undo
from workstation.domain.macro import ACTS, Macro, macros_from
from workstation.rules import loading


def macro(code: str) -> Macro:
    return next(item for item in loading.macros() if item.code == code)


def test_photos_are_asked_for_and_the_ticket_waits(seat: Seat) -> None:
    ticket = seat.ticket()
    done = seat.do(Bulk(actions_of(macro("photos_and_wait"), ticket.uid, seat.now)))
    now = seat.read(ticket.uid)
    assert (now.status, now.waiting_reason) == ("waiting", "customer")
    assert now.waiting_until is not None
    assert now.waiting_until > seat.now + 47 * 3_600_000
    assert any("补拍" in entry.body for entry in seat.detail(ticket.uid).entries)
    seat.do(Undo(done.operation))
    assert seat.read(ticket.uid).status == ticket.status


@pytest.mark.parametrize("item", loading.macros(), ids=lambda item: item.code)
def test_every_shipped_macro_can_be_done(seat: Seat, item: Macro) -> None:
    ticket = seat.ticket()
    seat.do(Bulk(actions_of(item, ticket.uid, seat.now)))
    assert seat.read(ticket.uid) != ticket


def test_every_act_is_an_action(seat: Seat) -> None:
    acts = [
        {"do": "take"},
        {"do": "note", "note": "n"},
        {"do": "urge"},
        {"do": "wait", "reason": "customer"},
        {"do": "resume"},
        {"do": "priority", "priority": 4},
        {"do": "transfer", "group": "customs", "note": "n"},
        {"do": "escalate", "reason": "r"},
        {"do": "raise", "to": 4},
        {"do": "assign", "to": "nobody"},
        {"do": "tag", "tag": "x"},
        {"do": "untag", "tag": "x"},
        {"do": "lane", "lane": "vip"},
        {"do": "notify", "to": "leaders", "zh": "看", "en": "look"},
        {"do": "propose", "script": "sldx"},
        {"do": "send", "script": "sldx"},
        {"do": "promise", "hours": 4, "note": "回电"},
        {"do": "resolve", "outcome": "solved"},
        {"do": "revisit", "hours": 24, "note": "回访"},
    ]
    row = {"code": "all", "name_zh": "全", "name_en": "All", "act": acts}
    (item,) = macros_from({"macro": [row]})
    assert {act.code for act in item.acts} == set(ACTS) - {
        "task",
        "step",
    }  # one keeps a case open, one needs its own
    ticket = seat.ticket()
    seat.do(Bulk(actions_of(item, ticket.uid, seat.now, seat.desk.around())))
    now = seat.read(ticket.uid)
    assert (now.status, now.group_code, now.priority) == ("resolved", "escalation", 4)
    assert now.urged == 1
