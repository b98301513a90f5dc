"""What leaves: with which checks, with what it keeps and sets off, and taken back in time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.workstation.seat import Seat
from workstation.actions.acting import Around, DoAct
from workstation.actions.replies import AddNote, RecordCall, SendReply
from workstation.actions.said import Promised
from workstation.actions.steps import WriteStepRecord
from workstation.actions.taking_back import TakeBack
from workstation.actions.tickets import ChangePriority, ResolveTicket, TakeTicket
from workstation.domain.acts import Act
from workstation.domain.channel_room import Room
from workstation.domain.conversation import Entry
from workstation.domain.refusal import Refusal
from workstation.domain.script import Script
from workstation.domain.taken_back import draft_again
from workstation.posting import Post
from workstation.store import queue
from workstation.store.replica import transaction

HOUR = 3_600_000
PHONE = "13800138000"


def refused(seat: Seat, action: Any, code: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        seat.do(action)
    assert caught.value.code == code
    return caught.value


def entry(seat: Seat, ticket: str, uid: object) -> Entry:
    return next(one for one in seat.detail(ticket).entries if one.uid == uid)


@pytest.mark.parametrize("channel", ["phone", "sms", "email", "chat"])
@pytest.mark.parametrize(
    "words", ["您好【请填写：承诺时间】", "您好 {{ customer.name }}", "您好[姓名]", "您好#{name}"]
)
def test_no_place_to_fill_in_leaves_by_any_channel(seat: Seat, channel: str, words: str) -> None:
    ticket = seat.ticket(phone=PHONE).uid
    refusal = refused(
        seat, SendReply(ticket, channel, "x@example.com", words), "placeholder_unfilled"
    )
    assert words[int(str(refusal.facts["start"])) :] == refusal.facts["name"]
    titled = SendReply(ticket, channel, "x@example.com", "您好", subject=words)
    assert refused(seat, titled, "placeholder_unfilled").facts["start"] == -1
    assert seat.do(AddNote(ticket, words)).result


def test_it_leaves_with_a_reason_that_is_kept(seat: Seat) -> None:
    ticket = seat.ticket(phone=PHONE).uid
    words = "参数写作 {{ name }} 即可"
    refused(seat, SendReply(ticket, "sms", PHONE, words, even_if_unfilled=True), "unfilled_reason")
    sent = seat.do(
        SendReply(ticket, "sms", PHONE, words, even_if_unfilled=True, reason="客户问的就是它")
    )
    kept = entry(seat, ticket, sent.result).data["unfilled"]
    assert kept == {"reason": "客户问的就是它", "places": ["{{ name }}"]}


def test_the_words_of_an_outgoing_call_are_looked_at_too(seat: Seat) -> None:
    ticket = seat.ticket().uid
    refused(seat, RecordCall(ticket, "out", "告知【请填写：时间】前送到"), "placeholder_unfilled")
    with pytest.raises(Refusal, match="speech_"):
        seat.do(RecordCall(ticket, "out", "你是不是有病"))
    assert seat.do(RecordCall(ticket, "in", "你们是不是有病")).result


def test_a_message_keeps_how_its_script_was_used(seat: Seat) -> None:
    ticket = seat.ticket(phone=PHONE).uid
    put = "您好，我们将在 18:00 前给您答复。"
    told = {
        "language": "zh",
        "values": {"promise.time": "18:00"},
        "put": put,
        "why": ["step"],
        "place": 1,
        "also": [{"code": "bye", "version": "3"}],
    }
    facts: dict[str, Any] = {"script": "hello", "script_version": "2", "script_data": told}
    plain = seat.do(SendReply(ticket, "sms", PHONE, put, **facts))
    kept: Any = entry(seat, ticket, plain.result).data["script"]
    assert kept["edited"] == 0
    assert "put" not in kept
    assert kept["values"] == {"promise.time": "18:00"}
    assert kept["also"] == [{"code": "bye", "version": "3"}]
    mended = seat.do(SendReply(ticket, "sms", PHONE, put.replace("您好，", ""), **facts))
    kept = entry(seat, ticket, mended.result).data["script"]
    assert 0 < kept["edited"] < 20
    assert kept["put"] == put


def test_its_promise_and_its_acts_are_done_with_it(seat: Seat) -> None:
    ticket = seat.ticket(phone=PHONE).uid
    until = seat.now + 5 * HOUR
    done = seat.do(
        SendReply(
            ticket,
            "sms",
            PHONE,
            "请您提供照片，我们收到后马上处理。",
            script="ask_evidence",
            script_version="2026.1",
            promised=(Promised("收到照片后回复", until, "ask_evidence@2026.1"),),
            acts=(Act("wait", reason="customer", hours=48), Act("tag", tag="photo")),
            around=Around(),
        )
    )
    promise = seat.desk.read.promises(ticket)[0]
    assert (promise.what, promise.until, promise.entry) == ("收到照片后回复", until, done.result)
    assert promise.source == "script:ask_evidence@2026.1"
    after = seat.read(ticket)
    assert (after.status, after.waiting_reason, after.tags) == ("waiting", "customer", ("photo",))


def test_an_act_that_cannot_be_done_holds_the_whole_back(seat: Seat) -> None:
    ticket = seat.ticket(phone=PHONE).uid
    before = len(seat.detail(ticket).entries)
    bad = SendReply(ticket, "sms", PHONE, "您好", promised=(Promised("回复", seat.now - HOUR),))
    refused(seat, bad, "promise_past")
    assert len(seat.detail(ticket).entries) == before


def test_a_promise_beyond_the_tickets_limit_needs_a_leader(seat: Seat) -> None:
    ticket = seat.ticket(phone=PHONE)
    assert ticket.due_at is not None
    limit = max(ticket.due_at, ticket.resolve_due or 0, seat.now + 24 * HOUR)
    far = Promised("给您答复", limit + 48 * HOUR)
    facts: dict[str, Any] = {"promised": (far,)}
    assert (
        refused(seat, SendReply(ticket.uid, "sms", PHONE, "您好", **facts), "speech_leader").facts[
            "words"
        ]
        == "给您答复"
    )
    allowed = SendReply(
        ticket.uid, "sms", PHONE, "您好", even_if_unsafe=True, reason="已说明",
        leader=seat.leader.uid, **facts,
    )  # fmt: skip
    assert seat.do(allowed).result


def test_what_is_too_long_says_by_how_much(seat: Seat) -> None:
    ticket = seat.ticket(phone=PHONE).uid
    room = Room(sms_parts=1, signature="【售后】", chat=5, subject=5)
    long = SendReply(ticket, "sms", PHONE, "您" * 70, room=room)
    assert refused(seat, long, "sms_too_long").facts == {"over": 4, "parts": 2, "most": 1}
    chat = SendReply(ticket, "chat", "wx", "您" * 7, room=room)
    assert refused(seat, chat, "message_too_long").facts["over"] == 2
    mail = SendReply(ticket, "email", "a@example.com", "您好", subject="关于包裹的事", room=room)
    assert refused(seat, mail, "subject_too_long").facts["over"] == 1


def test_a_reply_to_another_customers_number_is_doubted(seat: Seat) -> None:
    other = seat.ticket(phone="13911112222", customer_name="王小明")
    ticket = seat.ticket(phone=PHONE, customer_name="李芳").uid
    wrong = SendReply(ticket, "sms", "139 1111 2222", "李女士您好", careful=True)
    told: Any = refused(seat, wrong, "reply_doubtful").facts["doubts"]
    assert [(one["code"], one["number"]) for one in told] == [("other_customer", other.number)]
    sent = seat.do(
        SendReply(ticket, "sms", "13911112222", "您好", careful=True, even_if_doubtful=True)
    )
    assert entry(seat, ticket, sent.result).data["doubts"] == ["other_customer"]
    again = SendReply(ticket, "sms", "13911112222", "您好呀", careful=True)
    refused(seat, again, "reply_doubtful")  # being sent once does not make it theirs
    assert seat.do(SendReply(ticket, "sms", PHONE, "李女士您好", careful=True)).result


def test_a_colleagues_words_and_changes_make_a_reply_stale(seat: Seat) -> None:
    ticket = seat.ticket(phone=PHONE).uid
    seen = seat.now
    late = SendReply(ticket, "sms", PHONE, "您好", seen_at=seen)
    seat.do(ChangePriority(ticket, 4))  # one's own
    assert seat.do(late).result
    seat.do(ChangePriority(ticket, 3), who=seat.leader)
    assert refused(seat, late, "reply_overtaken").facts["author"] == "Leader"
    seat.do(RecordCall(ticket, "in", "还没到"))
    told = refused(seat, late, "reply_stale").facts
    assert entry(seat, ticket, told["entry"]).body == "还没到"  # the customer's words come first


# taking back


def hold(seat: Seat, ticket: str, **facts: Any) -> str:
    done = seat.do(SendReply(ticket, "sms", PHONE, "您好，稍后答复", hold_seconds=15, **facts))
    return str(done.result)


def test_taking_back_undoes_all_that_sending_did(seat: Seat) -> None:
    before = seat.ticket(phone=PHONE)
    ending = ResolveTicket(before.uid, "solved", satisfaction=3)
    promised = Promised("给您答复", seat.now + 3 * HOUR)
    uid = hold(seat, before.uid, promised=(promised,), acts=(Act("tag", tag="x"),), ending=ending)
    middle = seat.read(before.uid)
    assert (middle.status, middle.owner) == ("resolved", seat.agent.uid)
    assert middle.first_response_at is not None
    taken = seat.do(TakeBack(uid)).result
    after = seat.read(before.uid)
    for name in ("status", "owner", "first_response_at", "told_at", "resolved_at", "tags",
                 "outcome", "satisfaction"):  # fmt: skip
        assert getattr(after, name) == getattr(before, name), name
    assert [one.state for one in seat.desk.read.promises(before.uid)] == ["withdrawn"]
    assert entry(seat, before.uid, uid).delivery == "taken_back"
    assert queue.queued(seat.desk.read.connection) == frozenset()
    draft = draft_again(taken, "d1", seat.now)
    assert (draft.body, draft.recipient, draft.channel) == ("您好，稍后答复", PHONE, "sms")
    refused(seat, TakeBack(uid), "take_back_done")


def test_what_others_did_since_stays(seat: Seat) -> None:
    ticket = seat.ticket(phone=PHONE).uid
    uid = hold(seat, ticket)
    seat.do(TakeTicket(ticket), who=seat.leader)
    later = seat.do(SendReply(ticket, "phone", "", "已电话说明"), who=seat.leader)
    seat.do(TakeBack(uid))
    after = seat.read(ticket)
    said = entry(seat, ticket, later.result)
    assert (after.owner, after.status) == (seat.leader.uid, "open")
    assert after.first_response_at == after.told_at == said.at


def test_it_waits_before_it_leaves_and_then_it_is_too_late(seat: Seat) -> None:
    ticket = seat.ticket(phone=PHONE).uid
    uid = hold(seat, ticket)
    read = seat.desk.read.connection
    assert queue.due(read, seat.now + 14_999) is None
    assert [one.entry for one in seat.desk.on_hold(ticket)] == [uid]
    assert seat.desk.on_hold(ticket)[0].until == seat.now + 15_000
    seat.now += 15_000
    assert queue.due(read, seat.now) == (uid, 0)
    assert seat.desk.on_hold(ticket) == ()
    post = Post(seat.desk)
    assert post._round() > 0
    assert entry(seat, ticket, uid).delivery == "recorded"
    assert refused(seat, TakeBack(uid), "take_back_late").facts["delivery"] == "recorded"


def test_of_handing_over_and_taking_back_exactly_one_wins(seat: Seat) -> None:
    ticket = seat.ticket(phone=PHONE).uid

    def claim(uid: str) -> bool:
        def task(connection: Any) -> bool:
            with transaction(connection):
                return queue.claim(connection, uid)

        return seat.desk.writer.submit(task).result()

    first = hold(seat, ticket)
    assert claim(first)
    refused(seat, TakeBack(first), "take_back_late")
    second = hold(seat, ticket)
    seat.do(TakeBack(second))
    assert not claim(second)


def test_who_may_take_back(seat: Seat) -> None:
    ticket = seat.ticket(phone=PHONE).uid
    uid = hold(seat, ticket)
    with pytest.raises(Refusal, match="take_back_other"):
        seat.do(TakeBack(uid), who=seat.clerk)
    seat.do(TakeBack(uid), who=seat.leader)
    spoken = seat.do(SendReply(ticket, "phone", PHONE, "已说明")).result
    refused(seat, TakeBack(str(spoken)), "take_back_spoken")


def test_what_was_taken_back_was_never_said(seat: Seat) -> None:
    """The same script may be sent again without being called a repetition."""
    ticket = seat.ticket(phone=PHONE).uid
    words = "您好，关于您的包裹，我们正在和网点核实，今天之内给您答复。"
    told: dict[str, Any] = {"script": "hello", "hold_seconds": 15}
    first = seat.do(SendReply(ticket, "sms", PHONE, words, **told)).result
    seat.do(TakeBack(str(first)))
    assert seat.do(SendReply(ticket, "sms", PHONE, words, **told)).result


# rules


def test_a_rules_message_that_is_held_back_goes_to_the_owner(seat: Seat) -> None:
    ticket = seat.ticket(phone=PHONE).uid
    seat.do(TakeTicket(ticket))
    rude = Script("rude", "话", "你是不是有病")
    around = Around(scripts=lambda: (rude,), channels=frozenset({"sms"}))
    seat.do(DoAct(ticket, Act("send", script="rude", channel="sms"), around))
    said: Any = seat.detail(ticket).entries[-1]
    assert (said.kind, said.data["event"], said.data["lacking"]) == ("system", "proposal", "speech")
    assert said.data["notify"] == [seat.agent.uid]
    assert said.data["rule_said"]["zh"]
    long = Script("long", "话", "您好" * 400)
    around = Around(scripts=lambda: (long,), channels=frozenset({"sms"}))
    seat.do(DoAct(ticket, Act("send", script="long", channel="sms"), around))
    assert seat.detail(ticket).entries[-1].data["lacking"] == "room"


def test_a_script_takes_its_ticket_to_the_next_step(seat: Seat) -> None:
    ticket = seat.ticket(phone=PHONE, class_code="safety", group_code="seasonal").uid
    seat.do(WriteStepRecord(ticket, "facts_told", {"what": "碎了"}))
    before = seat.read(ticket).step
    step = (Act("step", to="classified"),)
    uid = hold(seat, ticket, acts=step, around=Around())
    assert seat.read(ticket).step == "classified" != before
    seat.do(TakeBack(uid))
    assert seat.read(ticket).step == before
    refused(
        seat,
        SendReply(ticket, "sms", PHONE, "您好", acts=(Act("step", to="no"),)),
        "step_forbidden",
    )
