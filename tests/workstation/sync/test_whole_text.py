"""Raw operations with half a character are refused by their field at both hubs, alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.workstation.sync.team import Seat, Team
from workstation.store import operations
from workstation.sync.protocol import Operation


def waiting(seat: Seat) -> list[Operation]:
    """What the seat has to push."""
    found = seat.run(lambda c: operations.waiting(c, 1_000, 10**9))
    return [
        Operation(o.n, o.uid, o.at, o.agent, o.action, o.ticket, o.args, o.changes) for o in found
    ]


def in_subject(told: Operation) -> Operation:
    change = dict(told.changes[0])
    change["new"] = {**change["new"], "subject": "碎\ud83d了"}
    return replace(told, changes=[change, *told.changes[1:]])


def in_arguments(told: Operation) -> Operation:
    return replace(told, args={"rows": [{"subject": "\udfff"}]})


def in_name(told: Operation) -> Operation:
    return replace(told, action="New\ud800")


@pytest.mark.parametrize(
    ("broken", "field", "code_point"),
    [
        (in_subject, "subject", "U+D83D"),
        (in_arguments, "subject", "U+DFFF"),
        (in_name, "action", "U+D800"),
    ],
)
def test_half_a_character_is_refused_alone(
    team: Team, broken: Any, field: str, code_point: str
) -> None:
    seat = team.seat()
    uids = [seat.ticket() for _ in range(3)]
    told = waiting(seat)
    told[1] = broken(told[1])
    who = seat.exchange.identity()
    pushed = seat.hub.push(who.desk_no, who.token, told)
    assert [one.state for one in pushed.outcomes] == ["applied", "refused", "applied"]
    middle = pushed.outcomes[1]
    assert middle.code == "text_broken"
    assert dict(middle.facts) == {"field": field, "code_point": code_point}
    stands = {one.uid for one in team.hub.fetch([("ticket", uid) for uid in uids]) if one.rev}
    assert stands == {uids[0], uids[2]}
    again = seat.hub.push(who.desk_no, who.token, told)  # the answer was not heard
    assert [one.code for one in again.outcomes] == ["", "text_broken", ""]
