"""What an agent does with a ticket, seen through the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.workstation.seat import WAYBILL, Seat
from workstation.actions.claims import (
    ApproveClaim,
    EditClaim,
    MakeClaim,
    PayClaim,
    SubmitClaim,
    WithdrawClaim,
)
from workstation.actions.intake import NewTicket
from workstation.actions.merging import LinkDuplicate, MergeTicket
from workstation.actions.prints import RecordPrint
from workstation.actions.replies import AddNote, RetryDelivery, SendReply
from workstation.actions.tickets import (
    AssignTicket,
    ChangeClass,
    ChangePriority,
    CloseTicket,
    CorrectGroup,
    EditTicket,
    EscalateTicket,
    ReopenTicket,
    ResolveTicket,
    ResumeTicket,
    SetWaiting,
    SkipTicket,
    TakeTicket,
    TransferTicket,
    UrgeTicket,
)
from workstation.actions.together import Bulk
from workstation.actions.undo import Undo
from workstation.domain.refusal import Refusal
from workstation.store.replica import Action

HOUR = 3_600_000


def refused(seat: Seat, action: Action) -> str:
    """The code with which an action is refused."""
    with pytest.raises(Refusal) as caught:
        seat.do(action)
    return caught.value.code


def test_a_new_ticket_is_classified_routed_and_limited(seat: Seat) -> None:
    ticket = seat.ticket(subject="催一下", body="快件三天没有动，请催派", waybill=WAYBILL)
    assert ticket.class_code
    assert ticket.route_reason
    assert ticket.step
    assert ticket.due_at is not None
    assert ticket.number == "7-00001"


def test_a_second_call_about_the_same_problem_offers_the_open_ticket(seat: Seat) -> None:
    first = seat.ticket(waybill=WAYBILL, class_code="safety", subtype="safety.damaged")
    again = NewTicket("又来电", "花瓶破损", waybill=WAYBILL.lower(), class_code="safety")
    with pytest.raises(Refusal) as caught:
        seat.do(again)
    assert caught.value.code == "open_ticket_exists"
    assert caught.value.facts["number"] == first.number
    urged = seat.do(
        NewTicket("又来电", "催", waybill=WAYBILL, class_code="safety", urge_if_open=True)
    )
    assert urged.result == first.uid
    assert seat.read(first.uid).urged == 1
    assert seat.read(first.uid).priority == 3


def test_nothing_of_a_refused_action_stays(seat: Seat) -> None:
    ticket = seat.ticket()
    entries = len(seat.detail(ticket.uid).entries)
    actions = Bulk((ChangePriority(ticket.uid, 4), ChangePriority(ticket.uid, 9)))
    with pytest.raises(Refusal) as caught:
        seat.do(actions)
    assert caught.value.code == "value_unknown"
    assert caught.value.facts["number"] == ticket.number
    assert seat.read(ticket.uid).priority == ticket.priority
    assert len(seat.detail(ticket.uid).entries) == entries


def test_a_colleagues_ticket_is_not_taken(seat: Seat) -> None:
    ticket = seat.ticket()
    seat.do(TakeTicket(ticket.uid), seat.clerk)
    assert refused(seat, TakeTicket(ticket.uid)) == "ticket_owned"
    seat.do(TakeTicket(ticket.uid), seat.leader)
    assert seat.read(ticket.uid).owner == seat.leader.uid


def test_only_a_leader_assigns_others(seat: Seat) -> None:
    ticket = seat.ticket()
    assert refused(seat, AssignTicket(ticket.uid, seat.clerk.uid)) == "not_allowed"
    seat.do(AssignTicket(ticket.uid, seat.clerk.uid), seat.leader)
    assert seat.read(ticket.uid).owner == seat.clerk.uid


def test_transfer_needs_a_note_counts_and_keeps_the_limits(seat: Seat) -> None:
    ticket = seat.ticket()
    assert refused(seat, TransferTicket(ticket.uid, "customs", " ")) == "text_missing"
    seat.do(TransferTicket(ticket.uid, "customs", "港澳件，请关务跟进"))
    moved = seat.read(ticket.uid)
    assert (moved.group_code, moved.transfers, moved.owner) == ("customs", 1, "")
    assert moved.created_at == ticket.created_at
    assert moved.procedure.startswith("customs")
    assert moved.route_reason == "港澳件，请关务跟进"
    assert refused(seat, CorrectGroup(ticket.uid, "customs", "x")) == "group_already"


def test_escalation_is_urgent(seat: Seat) -> None:
    ticket = seat.ticket()
    seat.do(EscalateTicket(ticket.uid, "要求主管回电"))
    after = seat.read(ticket.uid)
    assert (after.group_code, after.priority, after.intensity) == ("escalation", 4, 2)


def test_time_waited_for_the_customer_moves_the_limit(seat: Seat) -> None:
    ticket = seat.ticket()
    seat.do(SendReply(ticket.uid, "phone", "", "已联系"))
    before = seat.read(ticket.uid)
    seat.do(SetWaiting(ticket.uid, "customer", seat.now + 60 * HOUR, "等照片"))
    waiting = seat.read(ticket.uid)
    assert (waiting.status, waiting.due_kind) == ("waiting", "waiting")
    seat.now += 48 * HOUR
    seat.do(ResumeTicket(ticket.uid))
    after = seat.read(ticket.uid)
    assert len(after.waits) == 1
    assert before.resolve_due is not None
    assert after.resolve_due is not None
    assert after.resolve_due > before.resolve_due
    assert after.waiting_until is None


def test_a_day_waited_moves_a_limit_in_working_days_by_one_working_day(seat: Seat) -> None:
    monday = 1_782_090_000_000  # 22 June 2026, 09:00 in Shanghai
    seat.now = monday
    ticket = seat.ticket(class_code="safety", subtype="safety.damaged")
    seat.do(SendReply(ticket.uid, "phone", "", "已联系"))
    before = seat.read(ticket.uid).resolve_due
    seat.do(SetWaiting(ticket.uid, "customer"))
    seat.now += 24 * HOUR - 60_000  # the same minute a day later
    seat.do(ResumeTicket(ticket.uid))
    after = seat.read(ticket.uid).resolve_due
    assert before is not None
    assert after is not None
    assert timedelta(milliseconds=after - before) in (timedelta(days=1), timedelta(days=3))


def test_waiting_until_a_past_moment_is_refused(seat: Seat) -> None:
    ticket = seat.ticket()
    assert refused(seat, SetWaiting(ticket.uid, "customer", 1)) == "waiting_past"
    assert refused(seat, SetWaiting(ticket.uid, "weather")) == "value_unknown"


def test_resolve_close_and_reopen(seat: Seat) -> None:
    ticket = seat.ticket()
    assert refused(seat, CloseTicket(ticket.uid)) == "not_resolved"
    seat.do(ResolveTicket(ticket.uid, "solved", note="已补发", satisfaction=3, speed=2))
    done = seat.read(ticket.uid)
    assert (done.status, done.outcome, done.satisfaction, done.speed) == (
        "resolved",
        "solved",
        3,
        2,
    )
    assert done.due_at is None
    seat.do(CloseTicket(ticket.uid))
    assert refused(seat, UrgeTicket(ticket.uid)) == "ticket_done"
    assert refused(seat, ReopenTicket(ticket.uid, "")) == "text_missing"
    seat.do(ReopenTicket(ticket.uid, "客户再次来电"))
    again = seat.read(ticket.uid)
    assert (again.status, again.reopened, again.closed_at) == ("open", 1, None)
    assert again.due_at is not None


def test_a_merged_ticket_brings_its_conversation(seat: Seat) -> None:
    kept = seat.ticket()
    gone = seat.ticket(body="另一通来电的内容")
    seat.do(AddNote(gone.uid, "收件人不在家"))
    seat.do(MergeTicket(gone.uid, kept.uid))
    told = [entry.body for entry in seat.detail(kept.uid).entries]
    assert "另一通来电的内容" in told
    assert "收件人不在家" in told
    merged = seat.read(gone.uid)
    assert (merged.status, merged.outcome, merged.duplicate_of) == ("closed", "merged", kept.uid)
    assert refused(seat, LinkDuplicate(kept.uid, gone.uid)) == "duplicate_chain"


def test_class_correction_routes_anew_and_counts_the_bounce(seat: Seat) -> None:
    ticket = seat.ticket(body="你好", subject="咨询", class_code="enquiry")
    seat.do(ChangeClass(ticket.uid, "safety", "safety.damaged"))
    after = seat.read(ticket.uid)
    assert after.group_code == "damage_loss"
    assert after.transfers == 1
    assert refused(seat, ChangeClass(ticket.uid, "service", "safety.damaged")) == "value_unknown"


def test_undo_puts_back_and_leaves_a_trace(seat: Seat) -> None:
    ticket = seat.ticket()
    done = seat.do(TransferTicket(ticket.uid, "customs", "误转"))
    seat.do(Undo(done.operation))
    after = seat.read(ticket.uid)
    assert (after.group_code, after.transfers) == (ticket.group_code, 0)
    assert refused(seat, Undo(done.operation)) == "undo_done"
    actions = [line.action for line in seat.desk.read.journal(ticket.uid)]
    assert actions[:2] == ["Undo", "TransferTicket"]


def test_undo_does_not_overwrite_what_came_after(seat: Seat) -> None:
    ticket = seat.ticket()
    first = seat.do(ChangePriority(ticket.uid, 4))
    seat.do(ChangePriority(ticket.uid, 1))
    assert refused(seat, Undo(first.operation)) == "undo_overtaken"
    assert seat.read(ticket.uid).priority == 1


def test_a_reply_with_an_unfilled_placeholder_is_not_sent(seat: Seat) -> None:
    ticket = seat.ticket()
    for body in ("您好{{ customer.name }}", "您好，{product_purchased}已寄出", "尊敬的[客户姓名]"):
        assert refused(seat, SendReply(ticket.uid, "sms", "13800138000", body)) == (
            "placeholder_unfilled"
        )
    assert not [e for e in seat.detail(ticket.uid).entries if e.direction == "out"]


def test_a_reply_answers_the_ticket_and_waits_for_its_channel(seat: Seat) -> None:
    ticket = seat.ticket()
    done = seat.do(SendReply(ticket.uid, "sms", "13800138000", "您好，正在核实。"))
    after = seat.read(ticket.uid)
    assert (after.status, after.owner) == ("open", seat.agent.uid)
    assert after.first_response_at == seat.now
    entry = seat.detail(ticket.uid).entries[-2]
    assert (entry.uid, entry.delivery) == (done.result, "queued")
    assert refused(seat, RetryDelivery(str(done.result))) == "delivery_done"
    assert refused(seat, SendReply(ticket.uid, "email", "", "您好")) == "recipient_missing"


def test_a_skipped_ticket_needs_a_reason_and_goes_back(seat: Seat) -> None:
    ticket = seat.ticket(take=True)
    assert refused(seat, SkipTicket(ticket.uid, "")) == "text_missing"
    seat.do(SkipTicket(ticket.uid, "需要懂粤语的同事"))
    assert seat.read(ticket.uid).owner == ""


def test_facts_are_corrected_by_hand_but_not_past_their_actions(seat: Seat) -> None:
    ticket = seat.ticket()
    seat.do(EditTicket(ticket.uid, {"waybill": WAYBILL, "customer_name": "王女士"}))
    assert seat.read(ticket.uid).customer_name == "王女士"
    assert refused(seat, EditTicket(ticket.uid, {"status": "closed"})) == "value_unknown"


def test_what_lasts_is_not_taken_back(seat: Seat) -> None:
    ticket = seat.ticket(waybill=WAYBILL, customer_name="王力")
    claim = str(seat.do(MakeClaim(ticket.uid)).result)
    made = seat.desk.read.journal(ticket.uid)[0].operation
    edited = seat.do(EditClaim(claim, {"claimed_fen": 20_000}))
    seat.do(SubmitClaim(claim))
    approved = seat.do(ApproveClaim(claim, 10_000, "照价"), seat.leader)
    assert refused(seat, Undo(edited.operation)) == "claim_frozen"
    assert refused(seat, Undo(made)) in ("undo_overtaken", "claim_frozen")
    seat.do(RecordPrint(claim, "claim", "0" * 64, 1, 0), seat.clerk)
    paid = seat.do(PayClaim(claim, "2026-001"), seat.clerk)
    with pytest.raises(Refusal) as caught:
        seat.do(Undo(paid.operation), seat.clerk)
    assert caught.value.code == "undo_impossible"
    with pytest.raises(Refusal) as caught:
        seat.do(Undo(approved.operation), seat.leader)
    assert caught.value.code in ("undo_overtaken", "claim_frozen")
    assert (seat.claim(claim).status, seat.claim(claim).approved_fen) == ("paid", 10_000)


def test_a_second_live_claim_does_not_come_back_to_life(seat: Seat) -> None:
    ticket = seat.ticket(waybill=WAYBILL)
    first = str(seat.do(MakeClaim(ticket.uid)).result)
    withdrawn = seat.do(WithdrawClaim(first, "客户撤回"))
    seat.do(MakeClaim(ticket.uid))
    assert refused(seat, Undo(withdrawn.operation)) == "claim_exists"
    assert seat.claim(first).status == "withdrawn"


def test_a_merged_copy_is_not_queued_again(seat: Seat) -> None:
    one, other = seat.ticket(), seat.ticket()
    seat.do(SendReply(one.uid, "sms", "13800138000", "正在核实"))
    seat.do(MergeTicket(one.uid, other.uid))
    copies = [e for e in seat.detail(other.uid).entries if e.body == "正在核实"]
    assert [entry.delivery for entry in copies] == [""]


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("香港九龙旺角弥敦道1号", "customs"),
        ("台湾省台北市信义区松高路1号", "customs"),
        ("山东省青岛市市南区香港中路12号", "individual"),
        ("香港中路12号", "individual"),
    ],
)
def test_a_parcel_beyond_the_border_goes_to_customs(seat: Seat, address: str, group: str) -> None:
    ticket = seat.ticket(subject="催派", body="还没有送到", address=address, waybill=WAYBILL)
    assert ticket.group_code == group


def test_fresh_goods_go_to_the_seasonal_group(seat: Seat) -> None:
    ticket = seat.ticket(subject="没送到", body="请催派", goods="大闸蟹", waybill=WAYBILL)
    assert ticket.group_code == "seasonal"
