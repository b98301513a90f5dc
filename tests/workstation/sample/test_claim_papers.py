"""What hangs on the sample's claims: every stage is there, and each record as the rules would have it."""

import hashlib
import io
from collections import Counter

import pytest
from PIL import Image

from tests.workstation.sample.samples import NOW, cases
from workstation.domain.approval import approved_facts
from workstation.domain.bundle import bundle_from
from workstation.domain.claim_stage import stage_of
from workstation.domain.evidence import EVIDENCE_MOVES
from workstation.domain.payment import payment_uid
from workstation.domain.people import may
from workstation.payment_files import file_bytes
from workstation.pictures.look import distance, look_of
from workstation.sample.claim_papers import lent_limits
from workstation.sample.people import team
from workstation.sample.sketches import SUBJECTS, shot
from workstation.verifying import SERIAL

SEEDS = (1, 2, 7)


def claimed(seed):
    return [case for case in cases(seed=seed) if case.claim]


def stage(case):
    papers = case.papers
    return stage_of(case.claim, papers.evidence, papers.offers, papers.payments, NOW)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_stage_that_a_clerk_meets_is_there(seed):
    told = claimed(seed)
    stages = {stage(case).stage for case in told}
    assert stages >= {
        *("evidence_wanted", "evidence_asked", "evidence_received", "assessed", "offered"),
        *("disputed", "submitted", "approved", "payment_requested", "payment_filed"),
        *("paid", "rejected", "withdrawn"),
    }
    assert any(stage(case).overdue for case in told)
    answers = {one.answer for case in told for one in case.papers.offers}
    assert answers >= {"", "accepted", "refused", "countered"}
    assert {one.state for case in told for one in case.papers.recoveries} >= {"open", "received"}
    assert any(case.claim.version == 2 for case in told)


@pytest.mark.parametrize("seed", SEEDS)
def test_decisions_froze_what_stands_and_were_made_by_people_who_may(seed):
    agents = {agent.uid: agent for agent in team(seed).agents}
    lent = {one.uid: one for one in lent_limits(team(seed), NOW)}
    borrowed = 0
    for case in claimed(seed):
        claim, lines = case.claim, case.papers.approvals
        assert bool(lines) == (claim.submitted_at is not None)
        assert [one.at for one in lines] == sorted(one.at for one in lines)
        for one in lines:
            assert one.facts == approved_facts(claim)
            if one.decision != "requested":
                assert may(agents[one.agent], "claim_approve")
            if one.decision == "approved":
                assert one.agent not in (claim.created_by, claim.submitted_by)
            if one.delegation:
                borrowed += 1
                assert lent[one.delegation].to_agent == one.agent
                assert lent[one.delegation].limit_fen >= one.amount_fen
        if claim.approved_fen is not None:
            last = [one for one in lines if one.decision == "approved"][-1]
            assert (last.version, last.amount_fen) == (claim.version, claim.approved_fen)
    assert borrowed


@pytest.mark.parametrize("seed", SEEDS)
def test_each_version_is_paid_once_by_two_people(seed):
    for case in claimed(seed):
        claim, papers = case.claim, case.papers
        assert len(papers.payments) <= 1
        if claim.status == "paid":
            assert [one.state for one in papers.payments] == ["paid"]
        for one in papers.payments:
            assert one.uid == payment_uid(claim.uid, claim.version)
            assert (one.amount_fen, one.account) == (claim.approved_fen, claim.payee_account)
            assert claim.payee_account
            if one.confirmed_by:
                assert one.confirmed_by not in (one.requested_by, claim.approved_by)
        for file in papers.files:
            content = file_bytes([(papers.payments[0], claim)], file.format)
            assert file.sha256 == hashlib.sha256(content).hexdigest()
            assert (file.count, file.total_fen) == (1, claim.approved_fen)
            assert papers.payments[0].file == file.uid


@pytest.mark.parametrize("seed", SEEDS)
def test_evidence_came_after_it_was_asked_for_and_before_it_was_looked_at(seed):
    for case in claimed(seed):
        files = {one.uid for one in case.attachments}
        assert case.papers.evidence
        assert set(case.claim.evidence) <= files
        for item in case.papers.evidence:
            assert item.state in EVIDENCE_MOVES
            assert set(item.attachments) <= files
            known = [item.made_at, item.asked_at, item.received_at, item.decided_at]
            moments = [at for at in known if at is not None]
            assert moments == sorted(moments)
            assert moments[-1] <= NOW
        if case.claim.status in ("submitted", "approved", "printed", "paid"):
            assert {one.state for one in case.papers.evidence} <= {"accepted", "waived"}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_key_account_has_a_bundle_that_waits_for_approval(seed):
    linked = [case for case in claimed(seed) if case.claim.bundle]
    bundle = bundle_from(linked[0].claim.bundle, [case.claim for case in linked])
    assert len(bundle.claims) == 3
    assert bundle.one_payee
    assert {case.claim.status for case in linked} == {"submitted"}
    assert {case.customer.kind for case in linked} == {"key_account"}
    assert len({case.parcel.batch for case in linked}) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_one_picture_is_in_two_claims_and_the_others_in_one(seed):
    seen = Counter()
    for case in claimed(seed):
        seen.update({one.sha256 for one in case.attachments})
        assert len({one.sha256 for one in case.attachments}) == len(case.attachments)
    assert max(seen.values()) == 2
    assert 1 <= sum(count == 2 for count in seen.values()) <= len(seen) // 10


def test_sketches_follow_from_their_seed_and_no_two_look_alike():
    assert shot("slip", "a") == shot("slip", "a")
    looks = []
    for subject in SUBJECTS:
        for seed in range(4):
            image = Image.open(io.BytesIO(shot(subject, str(seed)).content))
            looks.append(int(look_of(image), 16))
    pairs = [distance(one, two) for at, one in enumerate(looks) for two in looks[:at]]
    assert min(pairs) > 56


def test_numbers_of_forms_are_such_as_verifying_knows():
    numbers = [case.claim.serial for case in claimed(1) if case.claim.serial]
    assert numbers
    assert all(SERIAL.fullmatch(number) for number in numbers)
    assert len(set(numbers)) == len(numbers)
