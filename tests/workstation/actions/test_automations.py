"""Automations that follow a change, in the same piece of work."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

import pytest

from tests.workstation.seat import Seat
from workstation.actions.automations import FireAutomation
from workstation.actions.importing import ImportBatch, Incoming
from workstation.actions.intake import SaveCustomer
from workstation.actions.macros import actions_of
from workstation.actions.replies import RecordCall, SendReply
from workstation.actions.tickets import ChangePriority, ResolveTicket, SetWaiting, UrgeTicket
from workstation.actions.together import Bulk
from workstation.actions.undo import Undo
from workstation.domain.automation import Automation, automations_from, loops
from workstation.domain.conversation import Draft, Entry
from workstation.domain.identity import new_uid
from workstation.domain.macro import macros_from
from workstation.domain.people import Customer
from workstation.domain.refusal import Refusal
from workstation.rules import loading
from workstation.store import operations, queue


def automation(code: str, on: dict[str, Any], *acts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"code": code, "name_zh": code, "name_en": code, "on": [on], "act": list(acts), **more}


def made(*rows: dict[str, Any]) -> tuple[Automation, ...]:
    return automations_from({"version": "t", "automation": list(rows)})


def use(seat: Seat, *rows: dict[str, Any]) -> None:
    """Put these automations in force at the seat, in place of the shipped ones."""
    told = replace(loading.load(), automations=made(*rows))
    bundle = seat.desk._holder.bundle()
    seat.desk._holder._bundle = replace(bundle, rules=told)


def events(seat: Seat, uid: str, event: str = "automation") -> list[Entry]:
    found = seat.detail(uid).entries
    return [entry for entry in found if entry.data.get("event") == event]


def fired(seat: Seat, uid: str) -> list[str]:
    return [str(entry.data["rule"]) for entry in events(seat, uid)]


def test_what_follows_a_change_belongs_to_it(seat: Seat) -> None:
    ticket = seat.ticket()
    for _ in range(2):
        seat.do(UrgeTicket(ticket.uid))
    assert fired(seat, ticket.uid) == []
    done = seat.do(UrgeTicket(ticket.uid))
    (line,) = events(seat, ticket.uid)
    assert str(line.data["rule"]).startswith("20-urged-thrice@")
    assert line.data["on"] == "changed"
    assert "urged_often" in seat.read(ticket.uid).tags
    (notice,) = events(seat, ticket.uid, "notify")
    assert seat.leader.uid in notice.data["notify"]
    seat.do(Undo(done.operation))
    after = seat.read(ticket.uid)
    assert (after.urged, after.tags) == (2, ())


def test_rules_act_in_the_order_of_their_codes_and_see_what_came_before(seat: Seat) -> None:
    on = {"event": "changed", "fields": ["priority"]}
    use(
        seat,
        automation("b", on, {"do": "tag", "tag": "second"}, when={"tags": ["first"]}),
        automation("a", on, {"do": "tag", "tag": "first"}),
        automation("c", on, {"do": "tag", "tag": "never"}, when={"tags": ["other"]}),
    )
    ticket = seat.ticket()
    seat.do(ChangePriority(ticket.uid, 4))
    assert fired(seat, ticket.uid) == ["a@t", "b@t"]
    assert seat.read(ticket.uid).tags == ("first", "second")


def test_a_circle_is_stopped_and_named(seat: Seat) -> None:
    use(
        seat,
        automation(
            "a",
            {"event": "changed", "fields": ["tags"]},
            {"do": "transfer", "group": "customs", "note": "n"},
            {"do": "note", "note": "n"},
        ),
        automation(
            "b",
            {"event": "changed", "fields": ["group_code"]},
            {"do": "tag", "tag": "x"},
            {"do": "note", "note": "n"},
        ),
        automation("c", {"event": "changed", "fields": ["priority"]}, {"do": "tag", "tag": "go"}),
    )
    ticket = seat.ticket()
    seat.do(ChangePriority(ticket.uid, 4))
    assert fired(seat, ticket.uid) == ["c@t", "a@t", "b@t"]
    (stopped,) = events(seat, ticket.uid, "automation_stopped")
    assert stopped.data["chain"] == ["c", "a", "b", "a"]
    assert stopped.data["why"] == "loop"
    found = seat.desk.rules.automations
    assert [set(loop.codes) for loop in loops(found)] == [{"a", "b"}]


def test_a_rule_that_only_sets_values_comes_to_rest_by_itself(seat: Seat) -> None:
    on = {"event": "changed", "fields": ["priority"]}
    use(seat, automation("a", on, {"do": "raise"}))
    ticket = seat.ticket()
    seat.do(ChangePriority(ticket.uid, 1))
    assert seat.read(ticket.uid).priority == 2
    assert fired(seat, ticket.uid) == ["a@t"]
    assert not events(seat, ticket.uid, "automation_stopped")
    assert loops(seat.desk.rules.automations) == ()


def test_an_act_that_cannot_be_done_is_left_out_and_told(seat: Seat) -> None:
    on = {"event": "changed", "fields": ["priority"]}
    use(
        seat,
        automation("a", on, {"do": "assign", "to": "leaders"}, {"do": "tag", "tag": "done"}),
    )
    ticket = seat.ticket()
    seat.do(ChangePriority(ticket.uid, 4))
    (line,) = events(seat, ticket.uid)
    assert line.data["skipped"] == [{"act": "assign", "code": "not_allowed"}]
    assert seat.read(ticket.uid).tags == ("done",)
    assert seat.read(ticket.uid).owner == ""


def test_nothing_with_a_gap_is_sent(seat: Seat) -> None:
    on = {"event": "changed", "fields": ["priority"]}
    use(seat, automation("a", on, {"do": "send", "script": "cxjd", "channel": "sms"}))
    ticket = seat.ticket(phone="13800000000")  # no parcel: its last event is not known
    seat.do(ChangePriority(ticket.uid, 4))
    (line,) = events(seat, ticket.uid, "proposal")
    assert line.data["lacking"] == "gaps"
    assert "parcel.last_event" in line.data["gaps"]
    assert not any(
        entry.kind == "message" and entry.direction == "out"
        for entry in seat.detail(ticket.uid).entries
    )


def test_nothing_is_sent_by_a_channel_that_is_not_set_up(seat: Seat) -> None:
    on = {"event": "changed", "fields": ["priority"]}
    use(seat, automation("a", on, {"do": "send", "script": "sldx", "channel": "sms"}))
    ticket = seat.ticket(phone="13800000000")
    seat.do(ChangePriority(ticket.uid, 4))
    (line,) = events(seat, ticket.uid, "proposal")
    assert line.data["lacking"] == "channel"
    assert ticket.number in line.body


def test_no_shipped_rule_that_is_on_sends_anything() -> None:
    sending = [
        rule.code
        for rule in loading.load().automations
        if rule.active and any(act.code == "send" for act in rule.acts)
    ]
    assert sending == []


def test_shipped_rules_hold_no_circle() -> None:
    assert loops(loading.load().automations) == ()


def test_word_that_was_waited_for_ends_the_wait(seat: Seat) -> None:
    ticket = seat.ticket()
    seat.do(SetWaiting(ticket.uid, "customer"))
    seat.do(RecordCall(ticket.uid, "in", "照片已经发了"))
    after = seat.read(ticket.uid)
    assert after.status == "open"
    assert after.waits[0].endswith(":customer")


def test_a_moment_acts_once(seat: Seat) -> None:
    use(
        seat,
        automation("a", {"event": "reminder"}, {"do": "note", "note": "n"}, {"do": "resume"}),
    )
    ticket = seat.ticket()
    seat.do(SetWaiting(ticket.uid, "customer", seat.now + 3_600_000))
    action = FireAutomation(ticket.uid, "a", "waiting:1:2", "reminder")
    assert seat.do(action).result is True
    assert seat.do(action).result is False
    assert fired(seat, ticket.uid) == ["a@t"]
    assert seat.read(ticket.uid).status == "open"
    last = seat.desk.read.last_undoable(seat.agent.uid)
    assert last is not None
    assert last.action != "FireAutomation"  # nobody takes back by a key what no person did


def test_a_dissatisfied_customer_is_told_to_the_leaders_though_the_case_is_done(seat: Seat) -> None:
    ticket = seat.ticket()
    seat.do(ResolveTicket(ticket.uid, "solved", satisfaction=1))
    assert [code.partition("@")[0] for code in fired(seat, ticket.uid)] == ["75-dissatisfied"]
    seat.desk.agent = seat.leader
    (notice,) = seat.desk.notices()
    assert notice.number == ticket.number
    assert notice.words("zh_CN") == "客户评价不满意"
    assert seat.desk.unread_notices() == 1
    seat.desk.read_notices([notice.entry]).result()
    assert seat.desk.notices() == ()


def test_a_preview_does_nothing(seat: Seat) -> None:
    calm = seat.ticket()
    urged = seat.ticket(even_if_open=True, subject="又催")
    for _ in range(3):
        seat.do(UrgeTicket(urged.uid))
    seat.do(Bulk(()))
    before = len(seat.detail(urged.uid).entries)
    told = seat.desk.preview_automation("20-urged-thrice").result()
    assert [one.number for one in told.tickets] == [urged.number]
    assert told.tickets[0].acts == ("notify",)
    assert told.matched == 1
    assert len(seat.detail(urged.uid).entries) == before
    assert calm.number not in {one.number for one in told.tickets}
    with pytest.raises(Refusal, match="not_found"):
        seat.desk.preview_automation("no-such").result()


def test_a_macro_never_sends_what_is_half_typed(seat: Seat) -> None:
    ticket = seat.ticket(phone="13800000000")
    draft = Draft(new_uid(), ticket.uid, "reply", "您好，我们会赔", seat.now, channel="sms")
    seat.desk.save_draft(draft)
    acts = [
        {"do": "tag", "tag": "x"},
        {"do": "propose", "script": "sldx"},
        {"do": "send", "script": "sldx"},
        {"do": "resolve", "outcome": "solved"},
    ]
    row = {"code": "m", "name_zh": "m", "name_en": "m", "afterwards": "close", "act": acts}
    (macro,) = macros_from({"macro": [row]})
    seat.do(Bulk(actions_of(macro, ticket.uid, seat.now, seat.desk.around())))
    assert macro.afterwards == "close"
    assert all("您好，我们会赔" not in entry.body for entry in seat.detail(ticket.uid).entries)
    assert seat.desk.draft_of(ticket.uid, "reply") == draft


def test_words_to_the_customer_start_the_time_until_the_next_ones_anew(seat: Seat) -> None:
    ticket = seat.ticket(phone="13800000000")
    assert ticket.update_due is None
    seat.do(SendReply(ticket.uid, "phone", "", "正在查"))
    first = seat.read(ticket.uid)
    assert first.told_at == seat.now
    assert first.update_due is not None
    seat.now += 2 * 86_400_000
    seat.do(RecordCall(ticket.uid, "out", "还在查"))
    second = seat.read(ticket.uid)
    assert second.update_due is not None
    assert second.update_due > first.update_due


@pytest.mark.parametrize(
    ("row", "code", "place"),
    [
        ({"on": [{"event": "noon"}]}, "rule_value", "automation[0].on[0].event"),
        ({"on": []}, "rule_missing", "automation[0].on"),
        ({"on": [{"event": "changed"}]}, "rule_missing", "automation[0].on[0].fields"),
        ({"on": [{"event": "daily", "at": "25:00"}]}, "rule_value", "automation[0].on[0].at"),
        ({"on": [{"event": "every", "minutes": 1}]}, "rule_value", "automation[0].on[0].minutes"),
        ({"act": [{"do": "take"}]}, "automation_hand", "automation[0].act[0].do"),
        ({"act": [{"do": "sing"}]}, "rule_value", "automation[0].act[0].do"),
        ({"act": []}, "rule_missing", "automation[0].act"),
        ({"when": {"weather": "wet"}}, "condition_fact", "automation[0].when.weather"),
    ],
)
def test_a_broken_automation_is_refused(row: dict[str, Any], code: str, place: str) -> None:
    usual = automation("a", {"event": "created"}, {"do": "note", "note": "n"})
    with pytest.raises(Refusal) as caught:
        made(usual | row)
    assert (caught.value.code, caught.value.facts["place"]) == (code, place)


def test_words_of_a_message_can_set_a_rule_off(seat: Seat) -> None:
    on = {"event": "message", "direction": "in"}
    when = {"text_words": {"words": ["12305", "曝光"]}, "said_channel": "phone"}
    use(seat, automation("a", on, {"do": "tag", "tag": "threat"}, when=when))
    ticket = seat.ticket()
    seat.do(RecordCall(ticket.uid, "in", "什么时候能送到"))
    assert seat.read(ticket.uid).tags == ()
    seat.do(RecordCall(ticket.uid, "out", "不要打12305"))
    assert seat.read(ticket.uid).tags == ()
    seat.do(RecordCall(ticket.uid, "in", "再不处理就打12305"))
    assert seat.read(ticket.uid).tags == ("threat",)


def test_a_new_ticket_sets_rules_off_by_what_is_known_of_its_customer(seat: Seat) -> None:
    use(
        seat,
        automation(
            "a",
            {"event": "created"},
            {"do": "tag", "tag": "vip"},
            when={"vip": True, "owned": False},
        ),
    )
    customer = Customer(new_uid(), "王力", phone="13900139000", vip=True)
    seat.do(SaveCustomer(customer))
    assert seat.ticket(customer=customer.uid).tags == ("vip",)
    assert seat.ticket(subject="另一件", even_if_open=True).tags == ()


def test_imported_tickets_set_nothing_off_unless_a_rule_says_so(seat: Seat) -> None:
    created, act = {"event": "created"}, {"do": "tag", "tag": "x"}
    facts = {"subject": "破损", "channel": "import"}
    for number, imports in enumerate((False, True)):
        use(seat, automation("a", created, act, imports=imports))
        row = Incoming(f"file:{number}", "h", {**facts, "external_no": f"A{number}"})
        seat.do(ImportBatch((row,)))
        found = seat.desk.read.ticket_by_number(f"A{number}")
        assert found is not None
        assert found.tags == (("x",) if imports else ())


def test_a_message_of_a_moment_waits_until_the_hub_knows_of_it(seat: Seat) -> None:
    """Another desk may have sent the same: only one of them is taken in."""
    use(seat, automation("a", {"event": "reminder"}, {"do": "send", "script": "sldx"}))
    ticket = seat.ticket(phone="13800000000")
    around = replace(seat.desk.around(), channels=frozenset({"sms"}), shared=True)
    done = seat.do(FireAutomation(ticket.uid, "a", "m:1", "reminder", {}, around))
    (message,) = [one for one in seat.detail(ticket.uid).entries if one.direction == "out"]
    assert (message.delivery, message.script) == ("queued", "sldx")
    assert message.recipient == "13800000000"
    assert ticket.number in message.body
    read = seat.desk.read.connection
    assert queue.due(read, seat.now + 1) is None
    assert queue.next_at(read) is None
    assert queue.unshared(read)
    assert seat.read(ticket.uid).first_response_at is None  # no person has answered yet
    assert seat.read(ticket.uid).told_at == seat.now

    def accept(connection: sqlite3.Connection) -> None:
        operations.answered(connection, done.operation, seat.now, "", {})

    seat.desk.writer.submit(accept).result()
    assert queue.due(read, seat.now + 1) == (message.uid, 0)
    assert not queue.unshared(read)


def test_a_message_that_follows_a_change_goes_at_once(seat: Seat) -> None:
    on = {"event": "changed", "fields": ["priority"]}
    use(seat, automation("a", on, {"do": "send", "script": "sldx"}))
    around = replace(seat.desk.around(), channels=frozenset({"sms"}), shared=True)
    seat.desk.around = lambda: around  # type: ignore[method-assign]
    ticket = seat.ticket(phone="13800000000")
    seat.do(ChangePriority(ticket.uid, 4))
    assert queue.due(seat.desk.read.connection, seat.now + 1) is not None
