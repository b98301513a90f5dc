"""Claims for somebody else need an authorisation; large ones are paid on a signed agreement."""

from __future__ import annotations

import copy
import tomllib
from typing import Any

import pytest

import resources
from tests.workstation.actions.test_claims import refused, vase
from tests.workstation.seat import Seat
from tests.workstation.test_payment_files import Printed
from workstation.actions.claim_evidence import AskEvidence, DecideEvidence, ReceiveEvidence
from workstation.actions.claim_wants import WantByRules
from workstation.actions.claims import ApproveClaim, EditClaim, PayClaim, SubmitClaim
from workstation.actions.payments import RequestPayment
from workstation.actions.settlement import NoteSigned
from workstation.domain.agreement import signed_at
from workstation.domain.refusal import Refusal
from workstation.domain.settlement_rules import (
    authorisation_for,
    likeness,
    settlement_rules_from,
)
from workstation.rules import loading
from workstation.rules.files import Folder, Overlaid

__all__ = ["vase"]
FILE = "rules/settlement.toml"


def test_who_claims_for_somebody_else_shows_by_what_right(seat: Seat, vase: str) -> None:
    seat.do(EditClaim(vase, {"party": "receiver", "claimant": "赵六"}))
    with pytest.raises(Refusal) as caught:
        seat.do(SubmitClaim(vase))
    assert caught.value.code == "claim_authorisation"
    assert "授权" in str(caught.value.facts["why_zh"])
    row = seat.desk.needed_authorisation(seat.claim(vase))
    assert row is not None
    assert row.code == "other-person"
    seat.do(EditClaim(vase, {"authorisation": "收件人书面委托"}))
    assert refused(seat, SubmitClaim(vase)) == "claim_authorisation_unproven"
    seat.do(WantByRules(vase), seat.leader)
    (wanted,) = [one for one in seat.desk.read.evidence_of(vase) if one.code == "authorisation"]
    seat.do(AskEvidence((wanted.uid,)), seat.leader)
    seat.do(ReceiveEvidence(wanted.uid), seat.leader)
    assert refused(seat, SubmitClaim(vase)) == "claim_authorisation_unproven"
    seat.do(DecideEvidence(wanted.uid, accepted=True), seat.leader)
    seat.do(SubmitClaim(vase))
    assert seat.claim(vase).status == "submitted"


@pytest.mark.parametrize(
    "facts", [{"party": "receiver"}, {"party": "sender", "claimant": "景德工坊"}]
)
def test_a_party_of_the_parcel_needs_none(seat: Seat, vase: str, facts: dict[str, Any]) -> None:
    seat.do(EditClaim(vase, facts))
    assert seat.desk.needed_authorisation(seat.claim(vase)) is None
    seat.do(SubmitClaim(vase))


def test_a_large_sum_waits_for_the_signed_agreement(seat: Seat, vase: str) -> None:
    seat.do(EditClaim(vase, {"value_fen": 900_000, "insured_fen": 900_000, "loss_fen": 900_000}))
    payee = {"payee": "王女士", "payee_account": "6217001", "claimed_fen": 900_000}
    seat.do(EditClaim(vase, payee))
    seat.do(SubmitClaim(vase))
    assert refused(seat, NoteSigned(vase), seat.clerk) == "claim_status"
    seat.do(ApproveClaim(vase, 500_000, "协商"), seat.leader)
    seat.do(Printed(vase), seat.clerk)
    read, now = seat.desk.read, seat.now
    needed = seat.desk.needed_agreement(seat.claim(vase)) is not None
    stage = read.claim_stage(seat.claim(vase), now, agreement=needed)
    assert (stage.stage, stage.next) == ("to_sign", "note_signed")
    assert refused(seat, RequestPayment(vase), seat.leader) == "agreement_unsigned"
    assert refused(seat, PayClaim(vase, "B-1"), seat.clerk) == "agreement_unsigned"
    seat.do(NoteSigned(vase, now + 10**9), seat.clerk)
    assert refused(seat, NoteSigned(vase), seat.clerk) == "agreement_signed"
    claim = seat.claim(vase)
    at = signed_at(claim)
    assert at is not None
    assert now <= at <= seat.now  # not ahead of the clock
    stage = read.claim_stage(claim, now, agreement=True)
    assert (stage.stage, stage.next) == ("signed", "request_payment")
    seat.do(RequestPayment(vase), seat.leader)
    seat.do(EditClaim(vase, {"payee_account": "6217002"}), seat.clerk)  # the next version
    seat.do(ApproveClaim(vase, 500_000, "协商"), seat.leader)
    assert signed_at(seat.claim(vase)) is None
    assert refused(seat, RequestPayment(vase), seat.leader) == "agreement_unsigned"


def test_small_sums_need_no_agreement(seat: Seat, vase: str) -> None:
    seat.do(SubmitClaim(vase))
    seat.do(ApproveClaim(vase, 102_300), seat.leader)
    assert seat.desk.needed_agreement(seat.claim(vase)) is None
    assert authorisation_for(loading.load().settlement, {}) is None


@pytest.mark.parametrize(
    ("told", "known", "like"),
    [
        ("王 小明", "王小明", "same"),
        ("王女士", "王小红", "unknown"),
        ("李女士", "王小红", "other"),
        ("王*", "王小红", "unknown"),
        ("", "王小红", "unknown"),
    ],
)
def test_names_are_compared_as_far_as_they_are_known(told: str, known: str, like: str) -> None:
    assert likeness(told, known) == like


def test_a_broken_file_is_told_by_place() -> None:
    text = resources.read_text(FILE)
    data = tomllib.loads(text.replace('claimant = "other"', 'nobody = "other"'))
    with pytest.raises(Refusal) as caught:
        settlement_rules_from(data)
    assert caught.value.code == "condition_fact"
    words = copy.deepcopy(tomllib.loads(text))
    words["agreement"][0]["when"] = {"party": {"words": ["sender"]}}  # which no hub reads
    with pytest.raises(Refusal) as caught:
        settlement_rules_from(words)
    assert (caught.value.code, caught.value.facts["place"]) == (
        "condition_test",
        "agreement[0].when.party",
    )
    wrong = text.replace('evidence = "authorisation"', 'evidence = "nothing"', 1)
    source = Overlaid(Folder(resources.path("rules").parent), {FILE: wrong})
    (found,) = [one for one in loading.check_source(source) if one.file == FILE]
    assert found.place == "authorisation[0].evidence"
