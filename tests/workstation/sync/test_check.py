"""What was changed behind the hub's back is found."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.workstation.sync.team import Add, Team
from workstation.domain.claim import Claim
from workstation.domain.identity import new_uid
from workstation.sync.sql_hub import SqlHub

_BREAK = {
    "column_differs": "UPDATE hub_record SET owner='ghost' WHERE kind='ticket'",
    "change_untold": "UPDATE hub_record SET rev=rev+1 WHERE kind='ticket'",
    "ticket_missing": "DELETE FROM hub_record WHERE kind='ticket'",
    "claim_amount_missing": "UPDATE hub_record SET status='paid' WHERE kind='claim'",
    "desk_behind": "UPDATE hub_desk SET last_n=0",
    "lease_without_ticket": "UPDATE hub_lease SET ticket='nowhere'",
    "kind_unknown": "UPDATE hub_record SET kind='spaceship' WHERE kind='claim'",
}


@pytest.mark.parametrize("code", _BREAK)
def test_every_invariant_is_looked_after(team: Team, code: str) -> None:
    hub, seat = team.hub, team.seat()
    uid = seat.ticket(waybill="SF1")
    seat.do(Add(Claim(new_uid(), "C1-1", uid, 1, waybill="SF1")))
    seat.round()
    seat.exchange.lease(uid, "amy", "Amy", 60_000)
    assert hub.check() == ()
    assert isinstance(hub, SqlHub)
    with hub._engine.connect() as connection, connection.begin():
        connection.execute(text(_BREAK[code]))
    assert code in {finding.code for finding in hub.check()}
