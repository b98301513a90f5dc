"""Procedures: the shipped ones as part of the law of each group, and the moves in them."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from workstation.domain.checklist import exit_facts
from workstation.domain.procedure import (
    Procedure,
    Step,
    check_exit,
    dead_ends,
    first_step,
    likely_exit,
    next_steps,
    unreachable,
)
from workstation.domain.procedure_file import procedures_from
from workstation.domain.refusal import Refusal
from workstation.domain.step_facts import TICKET_FACTS
from workstation.domain.step_form import Form, check_values
from workstation.domain.step_record import StepRecord
from workstation.domain.ticket import GROUPS, Ticket
from workstation.rules import loading

RULES = loading.load()
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
        assert step.exits or step.kind == "hand_over"
        assert step.limit_ms is None or step.limit_ms > 0
        assert not step.department or "task" in step.offers
        for way in step.exits:
            assert set(way.subtypes) <= known
        for form in step.required:
            assert proc.form_name(form, "zh") != form


def test_a_form_of_one_code_is_the_same_in_every_procedure() -> None:
    known: dict[str, Form] = {}
    for proc in RULES.procedures.values():
        for form in proc.forms:
            assert known.setdefault(form.code, form) == form


def test_seasonal_ways_of_the_paper() -> None:
    start = ("classified", "routed", "contacted")
    walk(SEASONAL, *start, "ask_sender", "arranged", "waiver_recorded", "closed")
    walk(SEASONAL, *start, "ask_sender", "inform_requester", "closed")
    urge = ("inform_status", "soothe")
    walk(SEASONAL, *start, *urge, "monitor", "closed")
    walk(SEASONAL, *start, *urge, "monitor", "joint_inspection", "closed")
    special = ("dispatch_escalated", "hub_checked", "special_delivery")
    walk(SEASONAL, *start, *urge, *special, "closed")
    walk(SEASONAL, *start, *urge, *special, "joint_inspection", "verify_receiver", "closed")
    claim = ("verify_receiver", "negotiate_sender")
    walk(SEASONAL, *start, *claim, "settled", "closed", "reopened", "contacted")
    walk(SEASONAL, *start, *claim, "claim_created", "claims_specialist")


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ("cod", "amount_check refused ask_sender return closed"),
        ("cod", "amount_check amount_change sender_confirm updated closed"),
        ("cod", "amount_check not_remitted finance_trace remitted closed"),
        (
            "key_account",
            "batch_linked account_manager_informed action_plan periodic_report customer_signoff"
            " closed",
        ),
        ("individual", "diagnose verify_identity updated closed"),
        ("individual", "diagnose investigate apology closed"),
        ("customs", "hold_reason documents_requested submitted tax_due paid released closed"),
        ("customs", "hold_reason submitted return_or_surrender closed"),
        ("damage_loss", "evidence trace declared_lost offer accepted closed"),
        ("damage_loss", "evidence assessed offer claim_created claims_specialist"),
        (
            "escalation",
            "taken_by_senior callback root_cause plan_approved executed revisit closed",
        ),
        ("escalation", "appeal_12305 taken_by_senior"),
        (
            "claims",
            "registered documents_pending complete assessed calculated approved offered agreed"
            " printed signed payment paid closed",
        ),
        (
            "claims",
            "registered complete assessed calculated approved offered disputed reassess calculated",
        ),
        ("claims", "registered complete assessed rejected closed"),
    ],
)
def test_ways_of_the_other_groups(group: str, told: str) -> None:
    walk(RULES.procedures[group], "classified", "routed", "contacted", *told.split())


def test_a_way_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        check_exit(SEASONAL, "received", "closed")
    assert caught.value.code == "step_forbidden"
    assert caught.value.facts["allowed"] == ("classified",)
    with pytest.raises(Refusal, match="step_unknown"):
        next_steps(SEASONAL, "nowhere")


def test_required_forms_hold_a_step() -> None:
    with pytest.raises(Refusal) as caught:
        check_exit(SEASONAL, "negotiate_sender", "settled", ("offer",))
    assert caught.value.code == "step_facts_missing"
    assert caught.value.facts["missing"] == ("offer_answer",)
    assert caught.value.facts["names_zh"] == "对方案的答复"
    assert check_exit(SEASONAL, "negotiate_sender", "settled", ("offer", "offer_answer"))


def test_a_way_whose_conditions_do_not_hold_is_shown_but_locked() -> None:
    facts = {"offer_answer.answer": "refused", "offer.amount_fen": 100, "value_fen": 100}
    with pytest.raises(Refusal) as caught:
        check_exit(SEASONAL, "negotiate_sender", "settled", facts=facts)
    assert caught.value.code == "exit_locked"
    assert caught.value.facts["why_zh"]
    way = check_exit(SEASONAL, "negotiate_sender", "claim_created", facts=facts)
    assert way.when == "refused"


@pytest.mark.parametrize(
    ("answer", "sum_fen", "value_fen", "to", "when"),
    [
        ("accepted", 50_000, 200_000, "settled", "accepted"),
        ("accepted", 50_001, 200_000, "claim_created", "over_limit"),
        ("refused", 50_000, None, "claim_created", "refused"),
        ("accepted", 50_000, 200_001, "claim_created", "high_value"),
        (None, None, 200_001, "claim_created", "high_value"),
    ],
)
def test_the_limits_decide_between_settling_and_a_claim(
    answer: str | None, sum_fen: int | None, value_fen: int | None, to: str, when: str
) -> None:
    facts = {
        "offer_answer.answer": answer,
        "offer.amount_fen": sum_fen,
        "value_fen": value_fen,
    }
    way = likely_exit(SEASONAL, "negotiate_sender", "safety.spoiled", facts)
    assert way is not None
    assert (way.to, way.when) == (to, when)


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


# walks that nobody planned


def _value(draw: Random, kind: str, codes: tuple[str, ...]) -> str:
    if codes:
        return str(draw.choice(codes))
    if kind in ("money", "moment"):
        return str(draw.choice((0, 1, 50_000, 50_001, 900_000)))
    return {"number": "3", "phone": "13800138000"}.get(kind, "text")


def _written(draw: Random, form: Form) -> dict[str, str]:
    told = {}
    for item in form.fields:
        if item.kind != "attachment" and (item.required or draw.random() < 0.5):
            told[item.code] = _value(draw, item.kind, item.codes())
    return check_values(form, told)


def _facts_of_ticket(draw: Random) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, kind in TICKET_FACTS.items():
        if isinstance(kind, tuple):
            found[name] = draw.choice(kind)
        elif kind in ("flag", "?flag"):
            found[name] = draw.choice((True, False))
        else:
            found[name] = draw.choice((0, 1, 200_000, 200_001))
    return found | {"class_code": "safety", "subtype": "safety.damaged", "cause": ""}


def _ways(proc: Procedure, step: Step, draw: Random, at: int) -> list[str]:
    """The steps that a written-out step leads to, whatever was written."""
    ticket = Ticket("t", "1", 0, group_code=proc.group, step=step.code, step_since=at)
    records = tuple(
        StepRecord(
            f"{at}{code}", "t", at, code, step=step.code, values=_written(draw, proc.form(code))
        )
        for code in step.all_required()
    )
    told = _facts_of_ticket(draw)
    found = [way.to for way in step.exits if way.is_open(exit_facts(proc, ticket, records, told))]
    claims = (told | {"claim": status} for status in TICKET_FACTS["claim"])
    return found or [  # somebody deals with the claim, which the step waits for
        way.to
        for claim in claims
        for way in step.exits
        if way.is_open(exit_facts(proc, ticket, records, claim))
    ]


@pytest.mark.parametrize("group", GROUPS)
def test_a_walk_never_gets_stuck_and_always_can_end(group: str) -> None:
    proc = RULES.procedures[group]
    far = _distances(proc)
    passed: set[str] = set()
    for seed in range(80):
        draw = Random(f"{group} {seed}")
        step = proc.step(first_step(proc))
        for at in range(150):
            passed.add(step.code)
            if step.is_last:
                break
            ways = _ways(proc, step, draw, at)
            assert ways, f"{step.code} has no open way"
            if at < 40:
                step = proc.step(draw.choice(ways))
            else:  # go for the end
                step = proc.step(min(ways, key=lambda code: far[code]))
        assert step.is_last, "never came to an end"
    assert passed == {item.code for item in proc.steps} - {"reopened"}


def _distances(proc: Procedure) -> dict[str, int]:
    far = {step.code: 0 if step.is_last else 999 for step in proc.steps}
    for _ in proc.steps:
        for step in proc.steps:
            for way in step.exits:
                if not step.is_last:
                    far[step.code] = min(far[step.code], far[way.to] + 1)
    assert max(far.values()) < 999
    return far


# files with mistakes


def _step(code: str, *ways: str | dict[str, Any], **more: Any) -> dict[str, Any]:
    exits = [
        {"to": to, "when": "w", "name_zh": "去", "name_en": "go"} if isinstance(to, str) else to
        for to in ways
    ]
    return {"code": code, "name_zh": code, "name_en": code, "exit": exits, **more}


def _way(to: str, when: str = "w", **more: Any) -> dict[str, Any]:
    why = {"locked_zh": "锁", "locked_en": "locked"}
    return {"to": to, "when": when, "name_zh": "去", "name_en": "go", **why, **more}


_FORM = {
    "code": "f",
    "name_zh": "表",
    "name_en": "form",
    "field": [
        {"code": "yes", "type": "yes_no", "name_zh": "是", "name_en": "yes", "required": True},
        {"code": "sum", "type": "money", "name_zh": "额", "name_en": "sum"},
        {
            "code": "one",
            "type": "choice",
            "name_zh": "选",
            "name_en": "one",
            "required": True,
            "choices": [{"code": "a", "zh": "甲", "en": "A"}, {"code": "b", "zh": "乙", "en": "B"}],
        },
    ],
}


def _file(*steps: dict[str, Any], **more: Any) -> dict[str, object]:
    return {
        "version": "1",
        "code": "p",
        "group": "cod",
        "name_zh": "流程",
        "name_en": "P",
        "form": [_FORM],
        "step": list(steps),
        **more,
    }


_END = _step("e", kind="end")


@pytest.mark.parametrize(
    ("steps", "code", "place"),
    [
        ((), "rule_missing", "step"),
        ((_step("a", "b"), _step("b")), "procedure_dead_end", "step[0]"),
        ((_step("a", kind="end"), _step("b", "a")), "procedure_unreachable", "step[1]"),
        ((_step("a", "z"),), "rule_reference", "step[0].exit[0].to"),
        ((_step("a", kind="odd"),), "rule_reference", "step[0].kind"),
        ((_step("a", kind="end", offers=["fly"]),), "rule_reference", "step[0].offers"),
        ((_step("a", kind="end", required=["g"]),), "rule_reference", "step[0].required"),
        ((_step("a", kind="end", forms=["g"]),), "rule_reference", "step[0].forms"),
        ((_step("a", kind="end"), _step("a", kind="end")), "rule_duplicate", "step[1].code"),
        ((_step("a", kind="hand_over"),), "rule_reference", "step[0].group"),
        ((_step("a", "e", group="cod"), _END), "rule_value", "step[0].group"),
        (
            (_step("a", _way("e"), _way("e")), _END),
            "rule_duplicate",
            "step[0].exit[1].when",
        ),
        (
            (_step("a", _way("e", condition={"f.no": True})), _END),
            "condition_fact",
            "step[0].exit[0].condition.f.no",
        ),
        (
            (_step("a", _way("e", condition={"f.yes": "yes"})), _END),
            "condition_value",
            "step[0].exit[0].condition.f.yes",
        ),
        (
            (_step("a", _way("e", condition={"f.one": "c"})), _END),
            "condition_value",
            "step[0].exit[0].condition.f.one",
        ),
        (
            (_step("a", _way("e", condition={"f.one": {"min": 3}})), _END),
            "condition_value",
            "step[0].exit[0].condition.f.one",
        ),
        (
            (_step("a", _way("e", condition={"f.yes": True}, locked_en="")), _END),
            "exit_reason",
            "step[0].exit[0].locked_en",
        ),
        (  # nothing is open when the answer is no
            (_step("a", _way("e", condition={"f.yes": True}), required=["f"]), _END),
            "step_no_exit",
            "step[0].exit",
        ),
        (  # nor while a sum may be left out
            (
                _step(
                    "a",
                    _way("e", "x", condition={"f.sum": {"min": 5}}),
                    _way("e", "y", condition={"f.sum": {"below": 5}}),
                    required=["f"],
                ),
                _END,
            ),
            "step_no_exit",
            "step[0].exit",
        ),
        (
            (
                _step(
                    "a",
                    _way("e", "x"),
                    _way("e", "y", condition={"f.sum": {"min": 5, "max": 4}}),
                ),
                _END,
            ),
            "exit_never",
            "step[0].exit[1]",
        ),
    ],
)
def test_broken_procedure_is_refused(
    steps: tuple[dict[str, Any], ...], code: str, place: str
) -> None:
    with pytest.raises(Refusal) as caught:
        procedures_from(_file(*steps))
    assert (caught.value.code, caught.value.facts["place"]) == (code, place)


def test_what_acts_bring_about_may_lock_all_ways_for_a_while() -> None:
    data = _file(_step("a", _way("e", condition={"claim": "paid"})), _END)
    assert procedures_from(data)[0].steps[0].exits[0].guarded


@pytest.mark.parametrize(
    ("field", "code", "place"),
    [
        ({"type": "colour"}, "rule_reference", "form[0].field[0].type"),
        ({"type": "choice"}, "form_choices", "form[0].field[0].choices"),
        (
            {"choices": [{"code": "a", "zh": "甲", "en": "A"}]},
            "form_choices",
            "form[0].field[0].choices",
        ),
        ({"code": "A.b"}, "rule_value", "form[0].field[0].code"),
        ({"default": "weather"}, "rule_reference", "form[0].field[0].default"),
    ],
)
def test_a_broken_form_is_refused(field: dict[str, Any], code: str, place: str) -> None:
    blank = {"code": "x", "name_zh": "栏", "name_en": "field", **field}
    form = {"code": "f", "name_zh": "表", "name_en": "form", "field": [blank]}
    with pytest.raises(Refusal) as caught:
        procedures_from(_file(_END, form=[form]))
    assert (caught.value.code, caught.value.facts["place"]) == (code, place)


def test_an_effect_asks_for_its_fields() -> None:
    form = {**_FORM, "effect": "offer"}
    with pytest.raises(Refusal) as caught:
        procedures_from(_file(_END, form=[form]))
    assert (caught.value.code, caught.value.facts["field"]) == ("form_effect", "amount_fen")


def test_facts_of_the_older_layout_become_forms_of_one_text() -> None:
    fact = {"code": "told", "name_zh": "情况", "name_en": "Told"}
    data = _file(_step("a", "e", required=["told"]), _END, fact=[fact])
    form = procedures_from(data)[0].form("told")
    assert check_values(form, {"text": " 已告知 "}) == {"text": "已告知"}
    with pytest.raises(Refusal, match="form_field_missing"):
        check_values(form, {"text": " "})
