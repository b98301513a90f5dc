"""Odd values are refused with their reason by both hubs, whoever sends them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.workstation.sync.team import Add, Change, Team
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent
from workstation.domain.ticket import Ticket

_REFUSED = "SELECT code, facts FROM operation WHERE state='refused' ORDER BY n"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("priority", -5),
        ("priority", 5),
        ("intensity", 9),
        ("group_code", "nobodys"),
        ("class_code", "spaceship"),
        ("subtype", "timeliness.never"),
        ("waiting_reason", "weather"),
        ("urged", 10**9),
        ("urged", -1),
        ("outcome", "eaten"),
    ],
)
def test_an_odd_value_is_refused_with_its_reason(team: Team, field: str, value: Any) -> None:
    seat = team.seat()
    uid = seat.ticket()
    seat.round()
    seat.set(uid, **{field: value})
    made = seat.ticket(**{field: value})
    seat.set(uid, subject="goes on")
    seat.round()
    refused = [(code, json.loads(facts)) for code, facts in seat.rows(_REFUSED)]
    assert [(code, facts["field"], facts["value"]) for code, facts in refused] == [
        ("value_unknown", field, value)
    ] * 2
    (stands,) = team.hub.fetch([("ticket", uid)])
    assert stands.body is not None
    assert stands.body["subject"] == "goes on"
    assert stands.body.get(field) != value
    assert team.hub.fetch([("ticket", made)]) == []


def test_what_stood_before_there_were_lists_can_be_worked_on(team: Team) -> None:
    seat = team.seat()
    facts: dict[str, Any] = {
        "uid": new_uid(),
        "number": "9-1",
        "created_at": 1,
        "class_code": "of old",
    }
    who = seat.exchange.identity()
    team.hub.seed(who.desk_no, who.token, [("ticket", facts)])
    seat.round()
    seat.set(facts["uid"], subject="opened", priority=3)
    seat.round()
    assert seat.counts() == (0, 0)
    assert seat.read(facts["uid"]).class_code == "of old"
    team.agree()


def test_a_role_that_nobody_knows_is_refused(team: Team) -> None:
    seat = team.seat()
    seat.do(Add(Agent("u1", "Ann", role="king")))
    ticket = Ticket(new_uid(), "9-2", seat.now)
    seat.do(Add(ticket))
    seat.round()
    assert [code for code, _ in seat.rows(_REFUSED)] == ["value_unknown"]
    seat.do(Change(ticket.uid, {"class_code": "safety", "subtype": "safety.damaged"}))
    seat.round()
    assert seat.counts() == (0, 1)
