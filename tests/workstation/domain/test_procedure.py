"""Procedures: the shipped ones as part of the law of each group, and the moves in them."""

from __future__ import annotations

from typing import Any

import pytest

from workstation import rules
from workstation.domain.procedure import (
    Procedure,
    check_exit,
    dead_ends,
    first_step,
    likely_exit,
    next_steps,
    procedures_from,
    unreachable,
)
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import GROUPS

RULES = rules.load()
SEASONAL = RULES.procedures["seasonal"]


def walk(proc: Procedure, *steps: str) -> None:
    here = first_step(proc)
    for step in steps:
        check_exit(proc, here, step)
        here = step


def test_every_group_has_a_procedure() -> None:
    assert set(RULES.procedures) == set(GROUPS)


@pytest.mark.parametrize("group", GROUPS)
def test_shipped_procedures_are_whole(group: str) -> None:
    proc = RULES.procedures[group]
    assert dead_ends(proc) == ()
    assert unreachable(proc) == ()
    assert first_step(proc) == "received"
    known = {item.code for item in RULES.catalogue.classes}
    known |= {item.code for item in RULES.catalogue.subtypes}
    for step in proc.steps:
        assert step.exits
        assert step.limit_ms is None or step.limit_ms > 0
        for way in step.exits:
            assert set(way.subtypes) <= known
        for fact in step.required:
            assert proc.fact_name(fact, "zh") != fact


def test_seasonal_ways_of_the_paper() -> None:
    start = ("classified", "routed", "contacted")
    walk(SEASONAL, *start, "ask_sender", "arranged", "waiver_recorded", "closed")
    walk(SEASONAL, *start, "ask_sender", "inform_requester", "closed")
    urge = ("inform_status", "soothe")
    walk(SEASONAL, *start, *urge, "monitor", "delay_check", "closed")
    special = ("dispatch_escalated", "hub_checked", "special_delivery", "delay_check")
    walk(SEASONAL, *start, *urge, *special, "joint_inspection", "closed")
    walk(SEASONAL, *start, *urge, *special, "joint_inspection", "verify_receiver", "closed")
    claim = ("verify_receiver", "negotiate_sender")
    walk(SEASONAL, *start, *claim, "settled", "closed", "reopened", "contacted")
    walk(SEASONAL, *start, *claim, "claim_created", "closed")


@pytest.mark.parametrize(
    ("group", "steps"),
    [
        ("cod", ("amount_check", "refused", "ask_sender", "return", "closed")),
        ("cod", ("amount_check", "amount_change", "sender_confirm", "updated", "closed")),
        ("cod", ("amount_check", "not_remitted", "finance_trace", "remitted", "closed")),
        (
            "key_account",
            (
                "batch_linked",
                "account_manager_informed",
                "action_plan",
                "periodic_report",
                "customer_signoff",
                "closed",
            ),
        ),
        ("individual", ("diagnose", "verify_identity", "updated", "closed")),
        ("individual", ("diagnose", "investigate", "apology", "closed")),
        (
            "customs",
            (
                "hold_reason",
                "documents_requested",
                "submitted",
                "tax_due",
                "paid",
                "released",
                "closed",
            ),
        ),
        ("customs", ("hold_reason", "submitted", "return_or_surrender", "closed")),
        ("damage_loss", ("evidence", "trace", "declared_lost", "offer", "accepted", "closed")),
        ("damage_loss", ("evidence", "assessed", "offer", "claim_created", "closed")),
        (
            "escalation",
            (
                "taken_by_senior",
                "callback",
                "root_cause",
                "plan_approved",
                "executed",
                "revisit",
                "closed",
            ),
        ),
        ("escalation", ("appeal_12305", "taken_by_senior")),
        (
            "claims",
            (
                "registered",
                "documents_pending",
                "complete",
                "assessed",
                "calculated",
                "approved",
                "offered",
                "agreed",
                "printed",
                "signed",
                "payment",
                "paid",
                "closed",
            ),
        ),
        (
            "claims",
            (
                "registered",
                "complete",
                "assessed",
                "calculated",
                "approved",
                "offered",
                "disputed",
                "reassess",
                "calculated",
            ),
        ),
        ("claims", ("registered", "complete", "assessed", "rejected", "closed")),
    ],
)
def test_ways_of_the_other_groups(group: str, steps: tuple[str, ...]) -> None:
    walk(RULES.procedures[group], "classified", "routed", "contacted", *steps)


def test_a_way_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        check_exit(SEASONAL, "received", "closed")
    assert caught.value.code == "step_forbidden"
    assert caught.value.facts["allowed"] == ("classified",)
    with pytest.raises(Refusal, match="step_unknown"):
        next_steps(SEASONAL, "nowhere")


def test_required_facts_hold_a_step() -> None:
    with pytest.raises(Refusal) as caught:
        check_exit(SEASONAL, "negotiate_sender", "settled", facts=("offer",))
    assert caught.value.code == "step_facts_missing"
    assert caught.value.facts["missing"] == ("offer_answer",)
    assert check_exit(SEASONAL, "negotiate_sender", "settled", facts=("offer", "offer_answer"))


def test_two_ways_to_one_step_are_told_apart() -> None:
    way = check_exit(SEASONAL, "negotiate_sender", "claim_created", when="over_limit")
    assert way.when == "over_limit"


def test_likely_way_follows_the_subtype() -> None:
    def to(step: str, subtype: str) -> str:
        way = likely_exit(SEASONAL, step, subtype)
        return way.to if way else ""

    assert to("contacted", "request.return") == "ask_sender"
    assert to("contacted", "request.urge") == "inform_status"
    assert to("contacted", "safety.spoiled") == "verify_receiver"
    assert to("contacted", "") == ""
    assert to("received", "") == "classified"


def _step(code: str, *ways: str, **more: Any) -> dict[str, Any]:
    exits = [{"to": to, "when": "w", "name_zh": "去", "name_en": "go"} for to in ways]
    return {"code": code, "name_zh": code, "name_en": code, "exit": exits, **more}


def _file(*steps: dict[str, Any]) -> dict[str, object]:
    return {
        "version": "1",
        "code": "p",
        "group": "cod",
        "name_zh": "流程",
        "name_en": "P",
        "step": list(steps),
    }


@pytest.mark.parametrize(
    ("steps", "code", "place"),
    [
        ((), "rule_missing", "step"),
        ((_step("a", "b"), _step("b")), "procedure_dead_end", "step[0]"),
        ((_step("a", kind="end"), _step("b", "a")), "procedure_unreachable", "step[1]"),
        ((_step("a", "z"),), "rule_reference", "step[0].exit[0].to"),
        ((_step("a", kind="odd"),), "rule_reference", "step[0].kind"),
        ((_step("a", kind="end", offers=["fly"]),), "rule_reference", "step[0].offers"),
        ((_step("a", kind="end", required=["f"]),), "rule_reference", "step[0].required"),
        ((_step("a", kind="end"), _step("a", kind="end")), "rule_duplicate", "step[1].code"),
    ],
)
def test_broken_procedure_is_refused(
    steps: tuple[dict[str, Any], ...], code: str, place: str
) -> None:
    with pytest.raises(Refusal) as caught:
        procedures_from(_file(*steps))
    assert (caught.value.code, caught.value.facts["place"]) == (code, place)
