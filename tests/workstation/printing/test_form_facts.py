"""What a claim's records say on its forms."""

from __future__ import annotations

from dataclasses import replace

from tests.workstation.printing.test_claim_copy import MOMENT, PARCEL, claim
from workstation.domain.approval import Approval
from workstation.domain.claim import Claim
from workstation.domain.evidence import EvidenceItem
from workstation.domain.form_names import FACTS, LISTS
from workstation.domain.house import House
from workstation.domain.offer import Offer
from workstation.domain.payment import Payment
from workstation.printing.claim_copy import claim_form_of
from workstation.printing.claim_form import FormEvidence
from workstation.printing.form_facts import FormFacts
from workstation.printing.gathering import gather

WEEK = 7 * 86_400_000


def facts_of(record: Claim, **named: object) -> FormFacts:
    proofs = (FormEvidence("照片", True), FormEvidence("箱子", True))
    form = claim_form_of(
        record, organisation="客服中心", zone="Asia/Shanghai", parcel=PARCEL, evidence=proofs
    )
    return gather(form, record, **named)  # type: ignore[arg-type]


def test_every_name_is_one_that_templates_know():
    facts = facts_of(claim())
    assert facts.values.keys() <= FACTS.keys()
    for name, rows in facts.lists.items():
        assert all(row.keys() <= LISTS[name].keys() for row in rows)


def test_sums_of_the_record_stand_for_themselves():
    record = replace(
        claim(),
        salvage_fen=500,
        earlier_fen=100,
        deductions=({"what": "残件", "amount_fen": 30}, {"what": "其他", "amount_fen": 5}),
        responsible_unit="浦东网点",
        authorisation="受寄件人委托",
        partial="total",
        extra={
            "assessment_cause": "挤压",
            "cost_centre": "3301",
            "settlement_salvage_owner": "house",
        },
    )
    values = facts_of(record).values
    expected = {
        "claim.salvage": 500,
        "claim.earlier": 100,
        "claim.deducted": 35,
        "claim.responsible_unit": "浦东网点",
        "claim.authorisation": "受寄件人委托",
        "assessment.ratio": "total",
        "assessment.cause": "挤压",
        "assessment.amount": 150_000,
        "payment.cost_centre": "3301",
        "settlement.salvage_owner": "house",
        "settlement.amount": record.approved_fen,
    }
    assert {name: values[name] for name in expected} == expected
    assert facts_of(claim()).values["claim.salvage"] is None


def test_an_amount_that_is_not_approved_stands_on_no_payment():
    record = replace(claim(), status="submitted", approved_fen=None)
    facts = facts_of(record)
    assert facts.amount_fen is None
    assert facts.values["payment.amount"] is None
    assert facts.values["settlement.amount"] is None


def test_the_payment_in_hand_says_who_is_paid_and_who_asked():
    payment = Payment(
        "p", "c", "t", 1, 101_800, payee="王小明", account="6222", bank="工行", bank_no="102",
        requested_at=MOMENT, requested_by="a1",
    )  # fmt: skip
    facts = facts_of(
        claim(), payment=payment, names={"a1": "李静"}, house=House("顺达", id_no="9144")
    )
    assert facts.values["payment.amount"] == 101_800
    assert facts.values["payee.account"] == "6222"
    assert facts.values["payee.bank_no"] == "102"
    assert facts.values["house.id_no"] == "9144"
    assert [(s.code, s.person) for s in facts.steps][-1] == ("handled", "李静")


def test_it_is_paid_a_week_after_the_agreement_unless_told_otherwise():
    record = claim()
    assert facts_of(record).values["payment.due_at"] == record.approved_at + WEEK
    agreed = replace(record, agreed_at=MOMENT + 99)
    assert facts_of(agreed).values["settlement.pay_by"] == MOMENT + 99 + WEEK
    assert facts_of(agreed, pay_by=5).values["settlement.pay_by"] == 5
    told = replace(agreed, extra={"settlement_pay_by": "7"})
    assert facts_of(told).values["settlement.pay_by"] == 7
    open_ = replace(record, approved_at=None)
    assert facts_of(open_).values["payment.due_at"] is None


def test_what_is_needed_comes_before_what_was_handed_in_besides():
    items = [
        EvidenceItem(
            "2", "c", "t", "invoice", "发票", MOMENT, state="waived", reason="价值低", position=2
        ),
        EvidenceItem("1", "c", "t", "photo", "照片", MOMENT, state="accepted", position=1),
    ]
    rows = facts_of(claim(), evidence=items).lists["evidence"]
    assert [(r["number"], r["title"], r["present"], r["note"]) for r in rows] == [
        (1, "照片", True, ""),
        (2, "发票", False, "价值低"),
        (3, "箱子", True, ""),
    ]


def test_offers_and_approvals_stand_in_their_order():
    offers = [Offer("o", "c", "t", MOMENT, 100, party="sender", answer="refused", note="太低")]
    told = [
        Approval("1", "c", "t", 1, MOMENT, "a", "requested", agent_name="李静", amount_fen=7),
        Approval("2", "c", "t", 1, MOMENT, "b", "approved", agent_name="陈主管", amount_fen=7),
    ]
    facts = facts_of(claim(), offers=offers, approvals=told)
    assert facts.lists["offers"][0]["amount"] == 100
    assert [row["person"] for row in facts.lists["approvals"]] == ["李静", "陈主管"]


def test_an_item_tells_its_damaged_part_and_the_proof_of_its_value() -> None:
    item = {"name": "vase", "quantity": 1, "value_fen": 100, "loss_fen": 50}
    told = replace(claim(), items=({**item, "part": "neck", "proof": "invoice 7"}, item))
    rows = facts_of(told).lists["items"]
    assert [(row["part"], row["proof"]) for row in rows] == [("neck", "invoice 7"), ("", "")]
