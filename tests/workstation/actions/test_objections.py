"""Limits of claims on a desk: what runs, what stops it, and objections to what was decided."""

from __future__ import annotations

from tests.workstation.actions.test_claims import refused, vase
from tests.workstation.seat import Seat
from workstation.actions.claims import ApproveClaim, RedraftClaim, RejectClaim, SubmitClaim
from workstation.actions.objections import AnswerObjection, NoteObjection

__all__ = ["vase"]
OWED = ("running", "warned", "late")
HOUR, DAY = 3_600_000, 86_400_000


def owed(seat: Seat, claim: str) -> dict[tuple[str, str], int]:
    """(kind, layer) -> until when, of what is still owed."""
    lines = seat.desk.claim_limits(seat.claim(claim))
    return {(one.kind, one.layer): one.due for one in lines if one.state in OWED}


def test_answered_decided_and_paid_in_time(seat: Seat, vase: str) -> None:
    made = seat.claim(vase).created_at
    assert owed(seat, vase) == {("answer", "outer"): made + DAY}
    seat.do(SubmitClaim(vase))
    handed_in = seat.claim(vase).submitted_at
    assert handed_in is not None
    told = owed(seat, vase)
    assert set(told) == {("decide", "internal"), ("decide", "outer")}
    assert told["decide", "outer"] == handed_in + 30 * DAY
    seat.now += DAY
    seat.do(RedraftClaim(vase))  # the time goes on: it was taken on and is not decided
    assert owed(seat, vase) == told
    seat.do(SubmitClaim(vase))
    assert owed(seat, vase) == told
    seat.do(ApproveClaim(vase, 102_300), seat.leader)
    approved = seat.claim(vase).approved_at
    assert approved is not None
    assert owed(seat, vase)["pay", "outer"] == approved + 7 * DAY


def test_an_objection_is_answered_within_its_limits(seat: Seat, vase: str) -> None:
    assert refused(seat, NoteObjection(vase, "不服"), seat.clerk) == "claim_status"
    seat.do(SubmitClaim(vase))
    seat.do(RejectClaim(vase, "无损"), seat.leader)
    assert owed(seat, vase) == {}
    assert refused(seat, AnswerObjection(vase, "复核"), seat.clerk) == "objection_missing"
    assert refused(seat, NoteObjection(vase, "不服", seat.now + DAY), seat.clerk) == "moment_ahead"
    at = seat.now - HOUR
    seat.do(NoteObjection(vase, "不服", at), seat.clerk)
    assert refused(seat, NoteObjection(vase, "不服"), seat.clerk) == "objection_open"
    told = owed(seat, vase)
    assert set(told) == {("appeal", "internal"), ("appeal", "legal")}
    assert told["appeal", "legal"] == at + 7 * DAY
    seat.do(AnswerObjection(vase, "维持", at - DAY), seat.clerk)
    assert seat.claim(vase).extra["appeal_answered_at"] == str(at)
    assert owed(seat, vase) == {}
    seat.now += DAY
    seat.do(RedraftClaim(vase))
    again = owed(seat, vase)["decide", "outer"]
    assert again > seat.now + 29 * DAY
