"""Reminders of evidence are counted, at both hubs, also of people who remind apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workstation.sync.team import Add, Change, Seat, Team
from tests.workstation.sync.test_claims_on_desks import do, exchange, records, refused, submitted
from tests.workstation.sync.test_push import _push, _waiting
from tests.workstation.sync.test_rules_on_desks import Seats, seats
from workstation.actions.claim_evidence import (
    AskEvidence,
    ReceiveEvidence,
    RemindEvidence,
    WantEvidence,
)
from workstation.actions.undo import Undo
from workstation.domain.claim import Claim
from workstation.domain.evidence import EvidenceItem
from workstation.domain.identity import new_uid

__all__ = ["seats"]


def test_two_who_remind_apart_are_both_counted(seats: Seats) -> None:
    amy, lea = seats("amy", "claims"), seats("lea", "leader")
    claim = submitted(amy)
    item = str(do(amy, WantEvidence(claim, "照片")))
    assert refused(amy, RemindEvidence((item,))) == "record_state"
    do(amy, AskEvidence((item,)))
    exchange(amy, lea)
    do(amy, RemindEvidence((item,)))
    do(lea, RemindEvidence((item,)))
    exchange(amy, lea)
    for desk in (amy, lea):
        (one,) = records(desk, "evidence")
        assert (one.state, one.reminded) == ("asked", 2)
        assert one.reminded_at >= one.asked_at
    again = lea.do(RemindEvidence((item,))).result()
    do(lea, Undo(again.changes.operation))  # its message was taken back
    exchange(lea, amy)
    assert [one.reminded for one in records(amy, "evidence")] == [2]
    do(amy, ReceiveEvidence(item))
    assert refused(amy, RemindEvidence((item,))) == "record_state"


@pytest.mark.parametrize("told", [{"reminded": 1}, {"reminded": -1}, {"reminded": "often"}])
def test_what_no_desk_writes_is_refused(team: Team, told: dict[str, object]) -> None:
    seat: Seat = team.seat()
    claim = Claim(new_uid(), "C1", seat.ticket(), seat.now)
    item = EvidenceItem(new_uid(), claim.uid, claim.ticket, "", "照片", 1, made_by=seat.agent.uid)
    seat.do(Add(claim))
    seat.do(Add(item))
    seat.do(Change(item.uid, {"reminded_at": 5}, "evidence"))
    waiting = _waiting(seat)
    change = {**waiting[-1].changes[0], "set": told, "base": {"reminded": 0}}
    outcomes = _push(seat, [*waiting[:-1], replace(waiting[-1], changes=[change])])
    assert [one.state for one in outcomes[-2:]] == ["applied", "refused"]
    assert outcomes[-1].code in ("operation_malformed", "value_unknown")
