"""Until when a claim of the list is owed: what is due first of its evidence and its limits."""

from tests.workstation.seat import Seat
from workstation.actions.claim_evidence import AskEvidence, WantEvidence
from workstation.actions.claims import EditClaim, MakeClaim, SubmitClaim
from workstation.claim_list import claim_places

HOUR = 3_600_000


def due(seat: Seat, claim: str) -> int | None:
    desk = seat.desk
    told = seat.claim(claim)
    return claim_places(desk.read, [told], desk.clock(), limits=desk.claim_dues)[claim].due_at


def test_a_claims_own_limits_end_it_unless_evidence_is_due_before(seat: Seat) -> None:
    ticket = seat.ticket(take=True)
    claim = str(seat.do(MakeClaim(ticket.uid, "damage")).result)
    limits = {one.kind: one.due for one in seat.desk.claim_limits(seat.claim(claim))}
    assert due(seat, claim) == limits["answer"]
    wanted = str(seat.do(WantEvidence(claim, "照片", why="定损")).result)
    soon = seat.desk.clock() + HOUR
    seat.do(AskEvidence((wanted,), due_at=soon))
    assert due(seat, claim) == soon
    facts = {"claimant": "收件人", "description": "碎了", "claimed_fen": 20_000}
    items = ({"name": "花瓶", "quantity": 1, "value_fen": 20_000, "loss_fen": 20_000},)
    seat.do(EditClaim(claim, {**facts, "items": items}))
    seat.do(SubmitClaim(claim))
    owed = [one for one in seat.desk.claim_limits(seat.claim(claim)) if one.met_at is None]
    assert due(seat, claim) == min(one.due for one in owed)
    assert "decide" in {one.kind for one in owed}
