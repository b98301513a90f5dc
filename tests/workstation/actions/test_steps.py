"""Procedures as people walk them on a desk: forms, locks, ways back, versions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.actions.walker import Walker
from tests.workstation.seat import WAYBILL, Seat
from workstation.actions.claims import ApproveClaim, PayClaim, SubmitClaim
from workstation.actions.intake import SaveParcel
from workstation.actions.prints import RecordPrint
from workstation.actions.replies import AddAttachment
from workstation.actions.steps import GoBackStep, SeatTicket, TakeStep, WriteStepRecord
from workstation.actions.tickets import EscalateTicket, ReopenTicket, ResolveTicket, TransferTicket
from workstation.actions.undo import Undo
from workstation.domain.parcel import Parcel
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.domain.step_record import standing
from workstation.store.replica import Action
from workstation.walking import PictureAsked


def refused(seat: Seat, action: Action, who: Agent | None = None) -> Refusal:
    with pytest.raises(Refusal) as caught:
        seat.do(action, who)
    return caught.value


#: Group, then each step as "to", "to/when" and what is written before it is left.
WALKS: list[tuple[str, str, str]] = [
    ("seasonal", "ask_sender arranged:answer=agreed waiver_recorded closed", "redirected"),
    ("seasonal", "ask_sender inform_requester:answer=refused closed", "informed"),
    ("seasonal", "inform_status soothe monitor:urgent=no closed:late=no", "delivered"),
    (
        "seasonal",
        "inform_status soothe dispatch_escalated:urgent=yes hub_checked special_delivery"
        " joint_inspection:late=yes closed:result=sound",
        "delivered",
    ),
    (
        "seasonal",
        "inform_status soothe monitor:urgent=no joint_inspection:late=yes"
        " verify_receiver:result=spoiled negotiate_sender:wants_claim=yes"
        " settled:answer=accepted closed",
        "compensated",
    ),
    ("seasonal", "verify_receiver closed:wants_claim=no", "solved"),
    (
        "cod",
        "amount_check refused:problem=refused ask_sender return:answer=return closed",
        "returned",
    ),
    (
        "cod",
        "amount_check amount_change:problem=differs sender_confirm updated:answer=agreed closed",
        "solved",
    ),
    (
        "cod",
        "amount_check not_remitted:problem=not_remitted finance_trace remitted closed",
        "solved",
    ),
    (
        "cod",
        "amount_check inform_status:problem=not_delivered refused/refused ask_sender"
        " amount_change:answer=new_amount sender_confirm return:answer=refused closed",
        "returned",
    ),
    (
        "key_account",
        "batch_linked account_manager_informed action_plan periodic_report:loss=no"
        " periodic_report:state=going_on customer_signoff:state=done closed:answer=signed_off",
        "solved",
    ),
    (
        "key_account",
        "batch_linked account_manager_informed action_plan claim_created:loss=yes periodic_report"
        " action_plan:state=changed periodic_report:loss=no customer_signoff:state=done"
        " action_plan:answer=declined periodic_report:loss=no customer_signoff:state=done"
        " closed:answer=signed_off",
        "solved",
    ),
    ("individual", "diagnose verify_identity:problem=change updated:matches=yes closed", "solved"),
    (
        "individual",
        "diagnose verify_identity:problem=change inform_requester:matches=no closed",
        "informed",
    ),
    (
        "individual",
        "diagnose inform_status:problem=urge soothe monitor:urgent=no closed:late=no",
        "delivered",
    ),
    (
        "individual",
        "diagnose investigate:problem=service apology:loss=no closed:answer=accepted",
        "solved",
    ),
    (
        "customs",
        "hold_reason documents_requested:reason=documents submitted:state=received"
        " tax_due:result=tax paid:answer=paid released closed",
        "solved",
    ),
    (
        "customs",
        "hold_reason submitted:reason=complete documents_requested:result=more"
        " return_or_surrender:state=not_given closed",
        "returned",
    ),
    ("customs", "hold_reason closed:reason=not_held", "informed"),
    (
        "damage_loss",
        "evidence trace:finding=loss found:found=yes closed:condition=sound",
        "delivered",
    ),
    (
        "damage_loss",
        "evidence trace:finding=loss declared_lost:found=no offer accepted:answer=accepted"
        " closed:how=spot",
        "compensated",
    ),
    ("damage_loss", "evidence closed:finding=unfounded", "unfounded"),
    (
        "escalation",
        "taken_by_senior callback callback:result=no_answer root_cause:result=reached"
        " plan_approved executed:compensation=no revisit closed:satisfied=yes",
        "solved",
    ),
    (
        "escalation",
        "appeal_12305 taken_by_senior callback root_cause:result=reached plan_approved"
        " claim_created:compensation=yes executed revisit root_cause:satisfied=no plan_approved"
        " executed:compensation=no revisit closed:satisfied=yes",
        "solved",
    ),
    (
        "claims",
        "registered complete:complete=yes assessed rejected:liability=sender"
        " closed:answer=accepted",
        "unfounded",
    ),
]


@pytest.mark.parametrize(("group", "way", "outcome"), WALKS)
def test_a_way_through_a_procedure(seat: Seat, group: str, way: str, outcome: str) -> None:
    walk = Walker(seat, group, waybill=WAYBILL)
    walk.to_contacted()
    steps = []
    for told in way.split():
        place, _, values = told.partition(":")
        to, _, when = place.partition("/")
        walk.to(to, when, **dict([values.split("=")] if values else []))
        steps.append(to)
    ticket = walk.ticket
    assert (ticket.status, ticket.outcome, ticket.step) == ("resolved", outcome, "closed")
    passed = [item.step for item in seat.desk.path(walk.uid) if item.group == group]
    assert passed == ["received", "classified", "routed", "contacted", *steps]
    walk.take("reopened", note="客户再次来电")
    assert (walk.ticket.status, walk.ticket.reopened) == ("open", 1)
    walk.to("contacted", result="reached")


@pytest.mark.parametrize(
    ("group", "way", "when"),
    [
        ("seasonal", "verify_receiver negotiate_sender:wants_claim=yes", "refused"),
        ("seasonal", "verify_receiver negotiate_sender:wants_claim=yes", "over_limit"),
        ("damage_loss", "evidence assessed:finding=damage offer", "refused"),
        ("individual", "diagnose investigate:problem=service", "loss"),
        ("customs", "evidence", "complete"),
    ],
)
def test_a_claim_is_made_and_the_case_goes_to_the_claims_group(
    seat: Seat, group: str, way: str, when: str
) -> None:
    walk = Walker(seat, group, waybill=WAYBILL)
    walk.to_contacted()
    for told in way.split():
        to, _, values = told.partition(":")
        walk.to(to, **dict([values.split("=")] if values else []))
    facts = {
        "refused": {"answer": "refused"},
        "over_limit": {"answer": "accepted", "amount_fen": "50001"},
        "loss": {"loss": "yes"},
    }
    walk.to("claim_created", when, **facts.get(when, {}))
    claims = seat.detail(walk.uid).claims
    assert [claim.status for claim in claims] == ["draft"]
    assert ("offer_refused" in walk.ticket.tags) == (when == "refused")
    walk.take("claims_specialist")
    ticket = walk.ticket
    assert (ticket.group_code, ticket.step, ticket.procedure.partition("@")[0]) == (
        "claims",
        "registered",
        "claims",
    )
    assert len(seat.detail(walk.uid).claims) == 1
    assert ticket.is_open


def test_a_parcel_above_the_limit_goes_to_claims_without_an_offer(seat: Seat) -> None:
    walk = Walker(seat, "seasonal", waybill=WAYBILL)
    seat.do(SaveParcel(Parcel("p" * 32, WAYBILL, declared_fen=200_001)))
    walk.to_contacted()
    walk.to("verify_receiver")
    walk.to("negotiate_sender", wants_claim="yes")
    told = walk.checklist
    assert told.next is not None
    assert (told.next.kind, told.next.when) == ("way", "high_value")
    ways = {line.way.when: line for line in told.ways}
    assert ways["high_value"].is_open
    assert {lock.code for lock in ways["accepted"].locks} == {"forms_missing", "condition"}
    walk.take("claim_created")
    assert seat.detail(walk.uid).claims


def test_the_claims_procedure_follows_the_claim_itself(seat: Seat) -> None:
    walk = Walker(seat, "claims", waybill=WAYBILL, customer_name="王力")
    walk.to_contacted()
    walk.to("registered")
    claim = seat.detail(walk.uid).claims[0]
    walk.to("documents_pending", complete="no")
    walk.to("complete", complete="yes")
    walk.to("documents_pending", result="missing")
    walk.to("complete", complete="yes")
    walk.to("assessed", result="checked")
    walk.to("calculated", liability="carrier")
    walk.write("calculation")
    held = refused(seat, TakeStep(walk.uid, "approved"), seat.clerk)
    assert (held.code, held.facts["why_en"]) == (
        "exit_locked",
        "The claim has not been submitted for approval",
    )
    seat.do(_priced(claim.uid))
    seat.do(SubmitClaim(claim.uid))
    walk.take("approved")
    assert refused(seat, TakeStep(walk.uid, "offered"), seat.clerk).code == "step_owner"
    seat.do(ApproveClaim(claim.uid, 10_000, "照价"), seat.leader)
    walk.take("offered")
    walk.to("disputed", answer="refused")
    walk.to("reassess", new_facts="yes")
    walk.to("calculated", liability="carrier")
    walk.to("approved")
    walk.take("offered")
    walk.to("agreed", answer="accepted")
    walk.to("printed")
    seat.do(RecordPrint(claim.uid, "claim", "0" * 64, 1, 0), seat.clerk)
    walk.take("signed")
    walk.to("payment")
    seat.do(PayClaim(claim.uid, "2026-001"), seat.clerk)
    walk.take("paid")
    walk.to("closed")
    assert (walk.ticket.outcome, seat.claim(claim.uid).status) == ("compensated", "paid")


def _priced(claim: str) -> Action:
    from workstation.actions.claims import EditClaim

    return EditClaim(claim, {"claimed_fen": 10_000, "loss_fen": 10_000, "value_fen": 10_000})


# what holds a step


def test_forms_must_be_written_since_the_step_was_entered(seat: Seat) -> None:
    walk = Walker(seat, "seasonal")
    walk.write("contact_attempt", result="reached")
    walk.to("classified")
    walk.to("routed")
    told = refused(seat, TakeStep(walk.uid, "contacted"))
    assert told.code == "step_facts_missing"
    assert told.facts["names_zh"] == "联系记录"
    line = walk.checklist.forms[0]
    assert (line.record, line.values["result"]) == (None, "reached")  # it is offered again
    walk.write("contact_attempt", result="no_answer")
    assert refused(seat, TakeStep(walk.uid, "contacted", "contact_made")).code == "exit_locked"
    seat.do(TakeStep(walk.uid, "contacted"))  # the other way to the same step is meant
    assert walk.ticket.step == "contacted"
    change = seat.desk.read.step_changes(walk.uid)[-1]
    assert (change.data["exit"], change.data["rule"]) == ("message_left", walk.ticket.procedure)


def test_an_attempt_to_reach_somebody_is_logged_and_counts_when_it_did(seat: Seat) -> None:
    walk = Walker(seat, "seasonal")
    walk.to("classified")
    walk.to("routed")
    walk.write("contact_attempt", result="no_answer", number="13800138000")
    assert walk.ticket.first_response_at is None
    walk.write("contact_attempt", result="reached")
    ticket = walk.ticket
    assert ticket.first_response_at == ticket.told_at == seat.now
    calls = [entry for entry in seat.detail(walk.uid).entries if entry.kind == "call"]
    assert [entry.data.get("result") for entry in calls[-2:]] == ["no_answer", "reached"]


def test_a_correction_replaces_a_record_and_undo_takes_one_back(seat: Seat) -> None:
    walk = Walker(seat, "seasonal")
    first = walk.write("facts_told", what="错")
    fixed = WriteStepRecord(walk.uid, "facts_told", {"what": "对"}, first)
    done = seat.do(fixed)
    records = seat.desk.read.step_records(walk.uid)
    assert [item.values["what"] for item in standing(records)] == ["对"]
    seat.do(Undo(done.operation))
    assert standing(seat.desk.read.step_records(walk.uid)) == ()
    other = replace(fixed, form="contact_attempt", values={}, replaces=first)
    assert refused(seat, other).code == "form_field_missing"
    assert len(seat.desk.read.step_records(walk.uid)) == 3  # nothing is ever taken out


def test_files_of_a_form_hang_on_the_ticket_and_are_named_after_it(seat: Seat) -> None:
    walk = Walker(seat, "seasonal")
    other = seat.ticket()
    here = str(seat.do(AddAttachment(walk.uid, "a" * 64, "单.jpg", "image/jpeg", 5)).result)
    away = str(seat.do(AddAttachment(other.uid, "b" * 64, "别.jpg", "image/jpeg", 5)).result)
    with pytest.raises(Refusal, match="form_value"):
        walk.write("waiver", file=away)
    walk.write("waiver", file=here)
    assert seat.detail(walk.uid).attachments[0].label == "waiver"


def test_urgency_and_an_appeal_lift_the_case(seat: Seat) -> None:
    walk = Walker(seat, "seasonal")
    walk.write("urgency", urgent="yes")
    assert walk.ticket.priority == 3
    appeal = Walker(seat, "escalation")
    before = {line.kind for line in appeal.limits()}
    told = seat.now
    appeal.write("appeal_12305", number="SS-1", told_at=str(told))
    ticket = appeal.ticket
    assert "12305" in ticket.tags
    assert (ticket.priority, ticket.extra["appeal_no"]) == (4, "SS-1")
    clocks = [line for line in appeal.limits() if line.kind == "appeal"]
    assert "appeal" not in before
    assert [line.started_at for line in clocks] == [told] * len(clocks)


def test_only_the_owners_role_leaves_a_step(seat: Seat) -> None:
    walk = Walker(seat, "escalation")
    walk.to_contacted()
    walk.to("taken_by_senior")
    walk.write("senior")
    told = refused(seat, TakeStep(walk.uid, "callback"))
    assert (told.code, told.facts["owner"]) == ("step_owner", "leader")
    locks = walk.checklist.ways[0].locks
    assert [lock.code for lock in locks] == ["owner"]
    seat.do(TakeStep(walk.uid, "callback"), seat.leader)


# back, again, and elsewhere


def test_going_back_needs_a_reason_and_a_leader_for_more_than_one(seat: Seat) -> None:
    walk = Walker(seat, "seasonal")
    walk.to_contacted()
    walk.to("inform_status")
    assert refused(seat, GoBackStep(walk.uid)).code == "text_missing"
    assert refused(seat, GoBackStep(walk.uid, "误点", "received")).code == "not_allowed"
    assert seat.do(GoBackStep(walk.uid, "误点")).result == "contacted"
    assert seat.do(GoBackStep(walk.uid, to="classified"), seat.leader).result == "classified"
    assert seat.do(GoBackStep(walk.uid, "再退")).result == "received"
    assert refused(seat, GoBackStep(walk.uid, "再退")).code == "step_first"
    done = seat.do(TakeStep(walk.uid, "classified")) if walk.write("facts_told") else None
    assert done is not None
    seat.do(Undo(done.operation))
    assert walk.ticket.step == "received"
    assert [item.step for item in seat.desk.path(walk.uid)][-1] == "received"


def test_a_ticket_keeps_its_version_and_is_seated_anew_when_its_step_is_gone(seat: Seat) -> None:
    walk = Walker(seat, "seasonal")
    walk.to_contacted()
    old = seat.desk.rules.procedures["seasonal"]
    steps = tuple(step for step in old.steps if step.code != "routed")
    new = replace(old, version="9", steps=steps)
    rules = replace(
        seat.desk.rules,
        procedures={**seat.desk.rules.procedures, "seasonal": new},
        older_procedures={old.told: old},
    )
    _rules(seat, rules)
    walk.to("inform_status")
    assert walk.ticket.procedure == old.told  # both go on under the version they began with
    seat.do(GoBackStep(walk.uid, to="routed"), seat.leader)
    assert refused(seat, SeatTicket(walk.uid, reason="新版")).code == "not_allowed"
    _rules(seat, replace(rules, older_procedures={}))
    told = walk.checklist
    assert told.gone
    assert refused(seat, TakeStep(walk.uid, "contacted")).code == "step_gone"
    assert seat.do(SeatTicket(walk.uid, "contacted", "新版流程")).result == "contacted"
    assert walk.ticket.procedure == "seasonal@9"


def _rules(seat: Seat, rules: Any) -> None:
    """Put rules in force without a shelf."""
    kind = type("Ruled", (type(seat.desk),), {"rules": rules})
    seat.desk.__class__ = kind


def test_a_transfer_back_to_a_group_it_had_left_is_a_bounce(seat: Seat) -> None:
    walk = Walker(seat, "seasonal")
    start = walk.ticket.bounced
    seat.do(TransferTicket(walk.uid, "cod", "货款"))
    assert walk.ticket.bounced == start
    seat.do(TransferTicket(walk.uid, "seasonal", "误转"))
    assert walk.ticket.bounced == start + 1
    seat.do(EscalateTicket(walk.uid, "要求主管"))
    assert walk.ticket.bounced == start + 1
    seat.do(TransferTicket(walk.uid, "cod", "货款"))
    assert (walk.ticket.bounced, walk.ticket.step) == (start + 2, "received")


def test_a_case_resolved_in_the_middle_goes_on_there_when_it_is_reopened(seat: Seat) -> None:
    walk = Walker(seat, "seasonal")
    walk.to_contacted()
    seat.do(ResolveTicket(walk.uid, "solved"))
    assert refused(seat, TakeStep(walk.uid, "inform_status")).code == "ticket_done"
    seat.do(ReopenTicket(walk.uid, "再来"))
    assert walk.ticket.step == "contacted"
    walk.to("closed")
    seat.do(ReopenTicket(walk.uid, "再来"))
    assert walk.ticket.step == "reopened"


def test_the_picture_of_a_ticket_shows_its_way(seat: Seat, tmp_path: Path) -> None:
    walk = Walker(seat, "seasonal", waybill=WAYBILL)
    walk.to_contacted()
    asked = PictureAsked(ticket=walk.uid)
    told = seat.desk.flow_picture(asked).result().decode()
    assert walk.ticket.number in told
    assert seat.agent.name in told
    file = seat.desk.save_flow_picture(replace(asked, kind="pdf"), tmp_path / "way.pdf").result()
    assert file.read_bytes().startswith(b"%PDF")
    with pytest.raises(Refusal, match="not_found"):
        seat.desk.flow_picture(PictureAsked(ticket="x")).result()
    with pytest.raises(Refusal, match="procedure_missing"):
        seat.desk.flow_picture(PictureAsked(group="x")).result()


def test_undo_takes_back_a_step_with_all_that_it_did(seat: Seat) -> None:
    walk = Walker(seat, "customs", waybill=WAYBILL)
    walk.to_contacted()
    walk.to("evidence")
    walk.write("evidence")
    before = walk.ticket
    made = seat.do(TakeStep(walk.uid, "claim_created"))
    over = seat.do(TakeStep(walk.uid, "claims_specialist"))
    assert walk.ticket.group_code == "claims"
    seat.do(Undo(over.operation))
    assert (walk.ticket.group_code, walk.ticket.step) == ("customs", "claim_created")
    assert walk.ticket.transfers == before.transfers
    seat.do(Undo(made.operation))
    assert (walk.ticket.step, walk.ticket.step_since) == ("evidence", before.step_since)
    assert [claim.status for claim in seat.detail(walk.uid).claims] == ["withdrawn"]
    assert walk.checklist.ways[0].is_open  # what was written in the step counts again
    ended = Walker(seat, "cod")
    ended.to_contacted()
    done = seat.do(TakeStep(ended.uid, "closed"))
    seat.do(Undo(done.operation))
    assert (ended.ticket.status, ended.ticket.step) == ("open", "contacted")


def test_a_clock_that_was_put_back_holds_no_step(seat: Seat) -> None:
    walk = Walker(seat, "seasonal")
    walk.to("classified")
    walk.to("routed")
    seat.now -= 20 * 60_000
    walk.write("contact_attempt", result="reached")
    seat.do(TakeStep(walk.uid, "contacted"))
    assert walk.ticket.step == "contacted"
