"""What the rules of safe speech hold back does not leave, whatever the channel."""

from __future__ import annotations

import pytest

from tests.workstation.seat import Seat
from workstation.actions.replies import AddNote, RecordCall, SendReply
from workstation.domain.refusal import Refusal


def refusal(seat: Seat, action: SendReply | RecordCall) -> Refusal:
    with pytest.raises(Refusal) as refused:
        seat.do(action)
    return refused.value


@pytest.mark.parametrize("channel", ["phone", "sms", "email", "chat"])
def test_a_forbidden_phrase_is_refused_with_its_place(seat: Seat, channel: str) -> None:
    ticket = seat.ticket()
    told = refusal(seat, SendReply(ticket.uid, channel, "x@example.com", "您好。急什么，等着！"))
    assert (told.code, told.facts["words"], told.facts["start"]) == ("speech_blocked", "急什么", 3)
    assert told.facts["better_zh"]
    assert not [entry for entry in seat.detail(ticket.uid).entries if entry.direction == "out"]


def test_it_is_sent_with_a_reason_that_is_kept(seat: Seat) -> None:
    ticket = seat.ticket()
    action = SendReply(ticket.uid, "chat", "x", "请打13812345678联系派送员", even_if_unsafe=True)
    assert refusal(seat, action).code == "speech_reason"
    said = SendReply(
        ticket.uid, "chat", "x", action.body, even_if_unsafe=True, reason="客户要求提供"
    )
    done = seat.do(said)
    entry = next(one for one in seat.detail(ticket.uid).entries if one.uid == done.result)
    kept = entry.data["speech"]
    assert isinstance(kept, dict)
    assert kept["reason"] == "客户要求提供"
    assert kept["rules"][0].startswith("full_phone@")


def test_an_admission_needs_a_leader(seat: Seat) -> None:
    ticket = seat.ticket()
    body = "您好，这确实是我们的责任。"
    assert refusal(seat, SendReply(ticket.uid, "chat", "x", body)).code == "speech_leader"


def test_a_warning_holds_nothing_back(seat: Seat) -> None:
    ticket = seat.ticket()
    seat.do(SendReply(ticket.uid, "sms", "13800138000", "你的件明天到😊"))


def test_what_was_said_on_the_phone_is_looked_at_and_what_was_heard_is_not(seat: Seat) -> None:
    ticket = seat.ticket()
    rude = "急什么，等着！"
    assert refusal(seat, RecordCall(ticket.uid, "out", rude)).code == "speech_blocked"
    said = RecordCall(ticket.uid, "out", rude, even_if_unsafe=True, reason="如实记录")
    seat.do(said)
    kept = seat.detail(ticket.uid).entries[-1].data["speech"]
    assert isinstance(kept, dict)
    assert kept["reason"] == "如实记录"
    seat.do(RecordCall(ticket.uid, "in", rude))
    seat.do(AddNote(ticket.uid, rude))


def test_a_curt_answer_is_warned_of_and_leaves(seat: Seat) -> None:
    ticket = seat.ticket()
    seat.do(SendReply(ticket.uid, "chat", "x", "今天不办公。"))
