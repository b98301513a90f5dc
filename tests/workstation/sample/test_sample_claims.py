"""Claims of the sample: sums, people and statuses that the real rules would also allow."""

import itertools

import pytest

from tests.workstation.sample.samples import NOW, cases
from workstation.domain.approval_rules import most_of
from workstation.domain.claim import LIVE_CLAIMS, check_approval, check_claim_move
from workstation.domain.claim_amount import ClaimFacts, propose
from workstation.domain.delegation import lent_to
from workstation.rules import loading
from workstation.sample.claim_papers import lent_limits
from workstation.sample.people import team

SEEDS = (1, 2, 7)


def _limits(lent):
    return [one.limit_fen for one in lent] or [0]


def claims(seed):
    return [(case, case.claim) for case in cases(seed=seed) if case.claim]


@pytest.mark.parametrize("seed", SEEDS)
def test_sums_follow_from_items_and_rules(seed):
    for case, claim in claims(seed):
        value = sum(item["quantity"] * item["value_fen"] for item in claim.items)
        assert claim.value_fen == value > 0
        assert claim.loss_fen == sum(item["loss_fen"] for item in claim.items) > 0
        assert claim.loss_fen <= claim.value_fen
        facts = ClaimFacts(
            kind=claim.kind,
            value_fen=claim.value_fen,
            insured_fen=claim.insured_fen,
            freight_fen=claim.freight_fen,
            loss_fen=claim.loss_fen,
            occurred_at=claim.discovered_at,
            product=case.parcel.product,
            customer_class=case.customer.kind,
            carrier=case.parcel.carrier,
            area=case.parcel.area,
        )
        proposal = propose(facts, loading.load().compensation)
        assert claim.proposed_fen == proposal.total_fen
        assert claim.rule == f"{proposal.rule_id}@{proposal.rule_version}"
        assert len(claim.basis) == len(proposal.basis)


@pytest.mark.parametrize("seed", SEEDS)
def test_approved_and_paid_by_people_who_may(seed):
    agents = {agent.uid: agent for agent in team(seed).agents}
    for _, claim in claims(seed):
        decided = claim.status in ("approved", "printed", "paid")
        assert (claim.approved_fen is not None) == decided
        if decided:
            who = agents[claim.approved_by]
            makers = (claim.created_by, claim.submitted_by)
            lent = lent_to(lent_limits(team(seed), NOW), who.uid, claim.approved_at, makers)
            own = most_of(loading.load().approval, who)
            check_approval(claim, who, claim.approved_fen, max(own, *_limits(lent)))
            assert (claim.approved_fen != claim.proposed_fen) == bool(claim.override_reason)
        assert bool(claim.serial) == (claim.status in ("printed", "paid"))
        assert bool(claim.payment_ref) == (claim.status == "paid")
        if claim.status == "paid":
            assert claim.paid_by != claim.approved_by
            assert agents[claim.paid_by].role in ("claims", "admin")
            assert claim.payee_account
        assert bool(claim.rejected_reason) == (claim.status in ("rejected", "withdrawn"))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_timeline_tells_the_claims_way(seed):
    for case, claim in claims(seed):
        told = [entry for entry in case.entries if entry.kind == "claim"]
        events = [entry.data["event"] for entry in told]
        assert events[0] == "made"
        assert {entry.data["number"] for entry in told} == {claim.number}
        standing = ["draft", *events[1:]]
        assert standing[-1] == claim.status
        for before, after in itertools.pairwise(standing):
            stood = type(claim)("", "", "", 0, status=before)
            check_claim_move(stood, after)
        at = [claim.created_at, claim.submitted_at, claim.approved_at, claim.paid_at]
        known = [moment for moment in at if moment is not None]
        assert known == sorted(known)
        assert claim.created_at >= case.ticket.created_at
        if case.ticket.status in ("resolved", "closed"):
            assert claim.status not in LIVE_CLAIMS
            expected = {"paid": "compensated", "rejected": "unfounded", "withdrawn": "withdrawn"}
            assert case.ticket.outcome == expected[claim.status]


def test_numbers_are_unique():
    told = claims(1)
    assert len({claim.number for _, claim in told}) == len(told)
    serials = [claim.serial for _, claim in told if claim.serial]
    assert len(set(serials)) == len(serials)
