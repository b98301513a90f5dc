"""What the rules are told of a claim: its own facts, its parcel's, and who the customer is."""

from __future__ import annotations

import pytest

import resources
from tests.workstation.actions.test_claims import refused
from tests.workstation.seat import WAYBILL, Seat
from workstation.actions.claim_evidence import AskEvidence, LapseEvidence, WantEvidence
from workstation.actions.claim_wants import WantByRules
from workstation.actions.claims import ApproveClaim, EditClaim, MakeClaim, SubmitClaim
from workstation.actions.intake import SaveCustomer, SaveParcel
from workstation.actions.rules import ActivateRules, DraftSaved, SaveRuleDraft
from workstation.actions.settling import SettleRefused
from workstation.domain.identity import new_uid
from workstation.domain.parcel import Parcel
from workstation.domain.people import Customer
from workstation.similar_claims import likeness

#: Facts of a claim's surroundings, with what they are below.
AROUND = (
    *(("area", "remote"), ("category", "fragile"), ("carrier", "sf"), ("product", "express")),
    ("customer_class", "contract"),
)
DAY = 86_400_000


@pytest.fixture
def glass(seat: Seat) -> str:
    """A claim of a contract customer about a parcel of which everything is known."""
    customer = Customer(new_uid(), "玻璃厂", kind="contract")
    seat.do(SaveCustomer(customer))
    about = {"area": "remote", "category": "fragile", "carrier": "sf", "product": "express"}
    seat.do(SaveParcel(Parcel(new_uid(), WAYBILL, declared_fen=80_000, **about)))
    return claim_of(seat, waybill=WAYBILL, customer=customer.uid)


@pytest.fixture
def bare(seat: Seat) -> str:
    """A claim of nobody known about a parcel that nobody entered."""
    return claim_of(seat)


def claim_of(seat: Seat, **facts: str) -> str:
    ticket = seat.ticket(**facts)
    claim = str(seat.do(MakeClaim(ticket.uid, "damage")).result)
    items = ({"name": "杯", "quantity": 1, "value_fen": 80_000, "loss_fen": 50_000},)
    told = {"claimant": "王芳", "description": "碎了", "claimed_fen": 50_000, "items": items}
    seat.do(EditClaim(claim, {**told, "insured_fen": 80_000}))
    return claim


def in_force(seat: Seat, file: str, more: str) -> None:
    text = resources.read_text(file) + more
    saved = seat.do(SaveRuleDraft(file, text, base=""), seat.leader).result
    assert isinstance(saved, DraftSaved)
    seat.do(ActivateRules(saved.uid, None), seat.leader)


@pytest.mark.parametrize(("fact", "value"), [one for one in AROUND if one[0] != "product"])
def test_approval_goes_by_parcel_and_customer(
    seat: Seat, glass: str, bare: str, fact: str, value: str
) -> None:
    in_force(
        seat,
        "rules/approval.toml",
        '\n[[raise]]\ncode = "x"\nname_zh = "某"\nname_en = "x"\nto = "leader"\n'
        f'when = {{ {fact} = "{value}" }}\n',
    )
    seat.do(SubmitClaim(glass), seat.agent)
    seat.do(SubmitClaim(bare), seat.agent)
    clerk = seat.person("Second", "claims")
    assert refused(seat, ApproveClaim(glass, 100, "协商"), clerk) == "claim_tier"
    seat.do(ApproveClaim(bare, 100, "协商"), clerk)
    seat.do(ApproveClaim(glass, 100, "协商"), seat.leader)


@pytest.mark.parametrize(("fact", "value"), AROUND)
def test_evidence_goes_by_parcel_and_customer(
    seat: Seat, glass: str, bare: str, fact: str, value: str
) -> None:
    in_force(
        seat,
        "rules/evidence.toml",
        '\n[[want]]\ncode = "x"\nitem = "x"\nname_zh = "某"\nname_en = "x"\nfrom = "sender"\n'
        f'why_zh = "为何"\nwhy_en = "why"\nwhen = {{ {fact} = "{value}" }}\n',
    )
    wanted = []
    for claim in (glass, bare):
        seat.do(WantByRules(claim), seat.clerk)
        wanted.append("x" in {one.code for one in seat.desk.read.evidence_of(claim)})
    assert wanted == [True, False]


@pytest.mark.parametrize(("fact", "value"), [one for one in AROUND if one[0] != "product"])
def test_the_amount_goes_by_parcel_and_customer(
    seat: Seat, glass: str, bare: str, fact: str, value: str
) -> None:
    key = {"area": "areas", "category": "categories", "carrier": "carriers"}.get(
        fact, "customer_classes"
    )
    text = resources.read_text("rules/compensation.toml")
    head, mark, rest = text.partition("[[rule]]")
    first = (
        f'[[rule]]\nid = "x"\nversion = "1"\nkinds = ["damage"]\n{key} = ["{value}"]\n'
        'method = "full_loss"\nsource = { title = "合同" }\n\n'
    )
    saved = seat.do(
        SaveRuleDraft("rules/compensation.toml", head + first + mark + rest, base=""), seat.leader
    ).result
    assert isinstance(saved, DraftSaved)
    seat.do(ActivateRules(saved.uid, None), seat.leader)
    for claim in (glass, bare):
        seat.do(EditClaim(claim, {"description": "全碎了"}))
    assert seat.claim(glass).rule == "x@1"
    assert seat.claim(bare).rule != "x@1"


def test_a_claim_is_judged_by_the_law_of_the_day_of_its_discovery(seat: Seat, bare: str) -> None:
    assert seat.claim(bare).rule.endswith("@2")
    seat.do(EditClaim(bare, {"discovered_at": 1_709_337_600_000}))  # in March 2024
    assert seat.claim(bare).rule.endswith("@1")
    seat.do(EditClaim(bare, {"discovered_at": None}))
    assert seat.claim(bare).rule.endswith("@2")


def test_what_nobody_entered_is_worth_nothing(seat: Seat) -> None:
    ticket = seat.ticket()
    claim = seat.claim(str(seat.do(MakeClaim(ticket.uid, "damage")).result))
    assert (claim.value_fen, claim.insured_fen, claim.freight_fen, claim.loss_fen) == (0, 0, 0, 0)
    told = {"claimant": "王芳", "description": "碎了", "claimed_fen": 0}
    seat.do(EditClaim(claim.uid, told))
    assert refused(seat, SubmitClaim(claim.uid)) == "claim_incomplete"
    for field in ("claimant", "description"):
        seat.do(EditClaim(claim.uid, {**told, "claimed_fen": 5, field: " "}))
        assert refused(seat, SubmitClaim(claim.uid)) == "claim_incomplete"


def test_a_claim_is_compared_by_its_parcel(seat: Seat, glass: str, bare: str) -> None:
    parcel = seat.desk.read.parcel_about(seat.read(seat.claim(glass).ticket))
    told = likeness(seat.claim(glass), parcel)
    assert (told.carrier, told.product, told.category) == ("sf", "express", "fragile")
    assert (told.kind, told.insured, told.value_fen) == ("damage", True, 80_000)
    alone = likeness(seat.claim(bare), None)
    assert (alone.carrier, alone.product, alone.category) == ("", "", "")


def test_the_timeline_tells_a_sum_where_one_was_approved(seat: Seat, glass: str) -> None:
    seat.do(SubmitClaim(glass), seat.agent)
    seat.do(ApproveClaim(glass, 100, "协商"), seat.leader)
    told = [one.data for one in seat.detail(seat.claim(glass).ticket).entries if one.data]
    sums = {one["event"]: one.get("amount_fen") for one in told if one.get("claim") == glass}
    assert sums == {"made": None, "submitted": None, "approved": "100"}


def test_time_runs_out_for_what_has_an_end_once_it_is_past(seat: Seat, bare: str) -> None:
    due = seat.now + DAY
    ending, endless = (
        str(seat.do(WantEvidence(bare, title, due_at=at), seat.clerk).result)
        for title, at in (("照片", due), ("发票", None))
    )
    seat.do(AskEvidence((ending, endless)), seat.clerk)
    assert refused(seat, LapseEvidence(endless), seat.clerk) == "record_state"
    seat.now = due - 60_001
    assert refused(seat, LapseEvidence(ending), seat.clerk) == "record_state"
    seat.now = due - 60_000
    seat.do(LapseEvidence(ending), seat.clerk)


def test_work_that_was_not_refused_is_not_put_aside(seat: Seat) -> None:
    assert refused(seat, SettleRefused("nothing", "误")) == "not_found"
