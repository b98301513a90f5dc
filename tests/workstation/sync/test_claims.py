"""Money: never merged, never twice."""

from __future__ import annotations

import pytest

from tests.workstation.sync.team import Add, Change, Many, Seat, Team
from workstation.domain.claim import Claim
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent


def _claim(seat: Seat, ticket: str, **facts: object) -> Claim:
    told: dict[str, object] = {"waybill": "SF1", "status": "draft", "created_by": "amy", **facts}
    return Claim(new_uid(), f"C-{new_uid()[-6:]}", ticket, seat.now, **told)  # type: ignore[arg-type]


def _code(seat: Seat) -> str:
    rows = seat.rows("SELECT code FROM operation WHERE state='refused' ORDER BY n DESC LIMIT 1")
    return str(rows[0][0]) if rows else ""


def test_a_parcel_has_one_live_claim(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    uid, second = seat.ticket(waybill="SF1"), seat.ticket(waybill="SF1")
    team.settle()
    first, late = _claim(seat, uid), _claim(other, second)
    seat.do(Add(first))
    other.do(Add(late))
    team.settle()
    assert other.find(Claim, late.uid) is None
    assert other.find(Claim, first.uid) == first
    assert _code(other) == "claim_exists"
    assert other.rows("SELECT claim_status FROM ticket WHERE uid=?", uid) == [("draft",)]
    team.agree()


def test_after_a_withdrawn_claim_another_may_be_made(team: Team) -> None:
    seat = team.seat()
    uid = seat.ticket()
    first = _claim(seat, uid)
    seat.do(Add(first))
    seat.do(Change(first.uid, {"status": "withdrawn"}, "claim"))
    seat.do(Add(_claim(seat, uid)))
    assert seat.round().refused == 0
    seat.do(Add(_claim(seat, seat.ticket(), waybill="", status="draft")))
    assert seat.round().refused == 0


def test_two_claims_on_one_ticket_in_one_push_are_one_too_many(team: Team) -> None:
    seat = team.seat()
    uid = seat.ticket()
    seat.do(Many((Add(_claim(seat, uid, waybill="")), Add(_claim(seat, uid, waybill="")))))
    assert seat.round().refused == 1


def test_a_claim_is_paid_once(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    uid = seat.ticket()
    claim = _claim(seat, uid, status="printed", approved_fen=500, approved_by="lea")
    seat.do(Add(claim))
    team.settle()
    for one, ref in ((seat, "A"), (other, "B")):
        facts = {"status": "paid", "payment_ref": ref, "paid_by": one.agent.uid, "paid_at": 1}
        one.do(Change(claim.uid, facts, "claim"))
    team.settle()
    assert _code(other) == "claim_paid"
    assert seat.claim(claim.uid).payment_ref == other.claim(claim.uid).payment_ref == "A"
    assert (seat.counts(), other.counts()) == ((0, 0), (0, 1))
    team.agree()


def test_an_amount_is_never_merged(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    uid = seat.ticket()
    claim = _claim(seat, uid, claimed_fen=100)
    seat.do(Add(claim))
    team.settle()
    seat.do(Change(claim.uid, {"claimed_fen": 200}, "claim"))
    other.do(Change(claim.uid, {"claimed_fen": 300, "goods": "vase"}, "claim"))
    team.settle()
    assert _code(other) == "changed_meanwhile"
    stands = other.claim(claim.uid)
    assert (stands.claimed_fen, stands.goods) == (200, "")
    team.agree()


def test_an_approved_claim_does_not_change_under_its_approval(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    claim = _claim(seat, seat.ticket(), status="submitted", claimed_fen=100, proposed_fen=100)
    seat.do(Add(claim))
    team.settle()
    seat.do(Change(claim.uid, {"status": "approved", "approved_fen": 100}, "claim"))
    other.do(Change(claim.uid, {"claimed_fen": 900, "proposed_fen": 900}, "claim"))
    team.settle()
    assert _code(other) == "claim_frozen"
    assert other.claim(claim.uid).claimed_fen == 100
    team.agree()


@pytest.mark.parametrize(
    ("role", "amount", "uid", "code"),
    [
        ("leader", 5_000, "lea", ""),
        ("claims", 100_001, "lea", "claim_tier"),
        ("agent", 1, "lea", "not_allowed"),
        ("admin", 5_000, "amy", "claim_own"),
    ],
)
def test_the_hub_knows_who_may_approve(
    team: Team, role: str, amount: int, uid: str, code: str
) -> None:
    seat = team.seat()
    who = Agent(uid, "Lea", role=role)
    seat.do(Add(who))
    claim = _claim(seat, seat.ticket(), status="submitted")
    seat.do(Add(claim))
    facts = {"status": "approved", "approved_fen": amount, "approved_by": uid}
    seat.do(Change(claim.uid, facts, "claim"), who)
    seat.round()
    assert _code(seat) == code
    assert seat.claim(claim.uid).status == ("submitted" if code else "approved")
