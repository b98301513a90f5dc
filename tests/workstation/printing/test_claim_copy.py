"""The form of a claim's record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workstation.domain.claim import CLAIM_STATUSES, Claim
from workstation.domain.claim_amount import ClaimFacts, CompensationRule, Source, propose
from workstation.domain.parcel import Parcel
from workstation.printing.claim_copy import claim_form_of
from workstation.printing.claim_form import FormEvidence, render_claim_form

MOMENT = 1_790_000_000_000
PARCEL = Parcel(
    uid="p",
    waybill="SF1234567890123",
    carrier="顺丰速运",
    sender_name="晨光瓷器商行",
    sender_phone="13800138000",
    sender_address="深圳市南山区",
    receiver_name="王小明",
    receiver_address="上海市浦东新区",
    posted_at=MOMENT,
    signed_at=MOMENT + 5,
    weight_g=500,
)


def claim() -> Claim:
    rule = CompensationRule("express.insured", "2", "insured_share", Source("快递暂行条例"))
    proposal = propose(ClaimFacts("damage", 300_000, 200_000, 1_800, 150_000, MOMENT), [rule])
    return Claim(
        uid="c",
        number="LP-1",
        ticket="t",
        created_at=MOMENT,
        waybill=PARCEL.waybill,
        party="receiver",
        claimant="王小明",
        items=({"name": "花瓶", "quantity": 2, "value_fen": 150_000, "loss_fen": 150_000},),
        value_fen=300_000,
        insured_fen=200_000,
        freight_fen=1_800,
        loss_fen=150_000,
        claimed_fen=150_000,
        proposed_fen=proposal.total_fen,
        basis=tuple(line.as_dict() for line in proposal.basis),
        rule="express.insured@2",
        approved_fen=proposal.total_fen,
        submitted_by="a1",
        submitted_at=MOMENT,
        approved_by="a2",
        approved_at=MOMENT + 1,
        status="approved",
        serial="2026-000001",
        extra={"packing": "纸箱", "payee_city": "上海"},
    )


def form_of(record, **named):
    return claim_form_of(record, organisation="客服中心", zone="Asia/Shanghai", **named)


def test_the_record_and_its_parcel_fill_the_form(tmp_path):
    proofs = (FormEvidence("破损照片", True),)
    names = {"a1": "李静", "a2": "周航"}
    form = form_of(claim(), parcel=PARCEL, names=names, evidence=proofs, printed_by="李静")
    assert form.applicant.address == "上海市浦东新区"
    assert form.sender is not None
    assert form.sender.name == "晨光瓷器商行"
    assert [(step.code, step.person) for step in form.office] == [
        ("accepted", "李静"),
        ("approved", "周航"),
    ]
    assert form.basis[0].source.title == "快递暂行条例"
    assert (form.packing, form.payee_city, form.items[0].quantity) == ("纸箱", "上海", 2)
    assert render_claim_form(form, tmp_path / "form.pdf").pages == 2


@pytest.mark.parametrize("status", CLAIM_STATUSES)
def test_only_an_approved_amount_stands(status):
    form = form_of(replace(claim(), status=status))
    assert form.approved == (status in ("approved", "printed", "paid"))


def test_a_claim_without_an_amount_prints_the_reason(tmp_path):
    told = ({"code": "claim_fact_missing", "facts": {}},)
    record = replace(claim(), rule="", basis=told, proposed_fen=0, serial="", status="draft")
    form = form_of(record)
    assert form.proposed_fen is None
    assert form.serial is None
    render_claim_form(form, tmp_path / "form.pdf")
