"""Operations are taken in once, in order, one by one, whatever the line does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from tests.workstation.sync.team import (
    Add,
    AddNote,
    Change,
    Drop,
    Many,
    Open,
    Seat,
    TakeTicket,
    Team,
)
from workstation.domain.claim import Claim, Print
from workstation.domain.identity import new_uid
from workstation.domain.people import Agent, Customer
from workstation.domain.refusal import Refusal
from workstation.domain.view import Filter, View
from workstation.store import operations
from workstation.sync.hub import open_hub
from workstation.sync.hub_setup import now_ms
from workstation.sync.protocol import Hub, Operation, Pushed


def _waiting(seat: Seat) -> list[Operation]:
    found = seat.run(lambda c: operations.waiting(c, 1_000, 10**9))
    return [
        Operation(o.n, o.uid, o.at, o.agent, o.action, o.ticket, o.args, o.changes) for o in found
    ]


def _push(seat: Seat, told: list[Operation], token: str = "") -> list[Any]:
    return list(_pushed(seat, told, token).outcomes)


def _pushed(seat: Seat, told: list[Operation], token: str = "") -> Pushed:
    who = seat.exchange.identity()
    return seat.hub.push(who.desk_no, token or who.token, told)


def test_a_repeated_push_changes_nothing_and_answers_as_before(team: Team) -> None:
    seat = team.seat()
    uid = seat.ticket()
    seat.set(uid, urged=1)
    told = _waiting(seat)
    first = _push(seat, told)
    before = team.hub.fetch([("ticket", uid)])
    again = _push(seat, told)
    assert again == first
    assert team.hub.fetch([("ticket", uid)]) == before
    assert before[0].body is not None
    assert before[0].body["urged"] == 1
    assert team.hub.info().operations == 2


def test_a_batch_that_was_half_heard_is_completed(team: Team) -> None:
    seat = team.seat()
    for _ in range(3):
        seat.ticket()
    told = _waiting(seat)
    _push(seat, told[:2])
    outcomes = _push(seat, told)
    assert [outcome.state for outcome in outcomes] == ["applied"] * 3
    assert team.hub.info().operations == 3


def test_one_bad_operation_among_many_is_refused_alone(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    uid = seat.ticket()
    team.settle()
    other.do(TakeTicket(uid))
    other.exchange.push()
    kept = [seat.ticket() for _ in range(3)]
    seat.do(TakeTicket(uid))
    kept += [seat.ticket() for _ in range(3)]
    result = seat.exchange.push()
    assert (result.pushed, result.refused) == (7, 1)
    assert len(team.hub.fetch([("ticket", one) for one in kept])) == 6
    assert seat.read(uid).owner == "agent-desk2"


def test_words_that_the_database_cannot_keep_are_refused_alone(team: Team) -> None:
    seat = team.seat()
    good = seat.ticket()
    bad = seat.ticket(waybill="nul\x00here")
    later = seat.ticket()
    result = seat.exchange.push()
    states = {state.uid for state in team.hub.fetch([("ticket", u) for u in (good, bad, later)])}
    if team.hub.info().kind == "postgresql":
        assert (result.refused, states) == (1, {good, later})
        assert seat.rows("SELECT code FROM operation WHERE state='refused'") == [("unstorable",)]
    else:
        assert (result.refused, states) == (0, {good, bad, later})


def test_the_same_place_used_for_something_else_is_noticed(team: Team) -> None:
    seat = team.seat()
    seat.ticket()
    told = _waiting(seat)
    _push(seat, told)
    with pytest.raises(Refusal, match="desk_cloned"):
        _push(seat, [replace(told[0], uid=new_uid())])
    with pytest.raises(Refusal, match="desk_cloned"):
        _push(seat, [replace(told[0], args={"forged": True})])


def test_the_key_turns_with_every_push_and_the_one_before_repeats_it(team: Team) -> None:
    seat = team.seat()
    for _ in range(3):
        seat.ticket()
    told = _waiting(seat)
    first = seat.exchange.identity().token
    second = _pushed(seat, told[:1]).token
    assert second != first
    assert _pushed(seat, told[:1]).token == second  # the answer was lost: nothing is taken twice
    assert _pushed(seat, [], second).token == second
    late = _pushed(seat, told[:2], first)  # … or new work came on top of what was sent
    assert ([one.state for one in late.outcomes], late.token) == (["applied"] * 2, second)
    with pytest.raises(Refusal, match="desk_cloned"):
        _pushed(seat, told[2:], first)  # somebody else pushed in this desk's name
    third = _pushed(seat, told, second).token
    assert third not in (first, second)
    with pytest.raises(Refusal, match="desk_cloned"):
        _pushed(seat, told, first)
    assert _pushed(seat, told, third).token == third


def test_a_push_of_nothing_asks_whether_the_key_is_the_present_one(team: Team) -> None:
    """A copy that only reads learns so what it is; nothing turns by asking."""
    seat = team.seat()
    for _ in range(2):
        seat.ticket()
    told = _waiting(seat)
    first = _pushed(seat, told[:1]).token
    assert _pushed(seat, [], first).token == first
    second = _pushed(seat, told[1:], first).token
    with pytest.raises(Refusal, match="desk_cloned"):
        _pushed(seat, [], first)
    assert _pushed(seat, told[1:], first).token == second  # a lost answer is repeated
    assert _pushed(seat, [], second).token == second


def test_a_place_in_the_order_holds_one_operation_whoever_brought_it(team: Team) -> None:
    """What a copy of this desk has sent under its own number does not vouch for this one."""
    seat, copy = team.seat(), team.seat()
    seat.ticket()
    copy.ticket()
    first = seat.exchange.identity().token
    told = _waiting(seat)[0]
    second = _pushed(seat, [told], first).token
    same_place = replace(_waiting(copy)[0], n=told.n)
    _pushed(copy, [same_place])
    for key in (first, second):
        with pytest.raises(Refusal, match="desk_cloned"):
            _pushed(seat, [same_place], key)
    assert _pushed(seat, [told], first).token == second


def test_a_wrong_key_opens_nothing(team: Team) -> None:
    seat = team.seat()
    seat.ticket()
    told = _waiting(seat)
    who = seat.exchange.identity()
    with pytest.raises(Refusal, match="desk_cloned"):
        team.hub.push(who.desk_no, "guessed", told)
    with pytest.raises(Refusal, match="desk_cloned"):
        team.hub.push(who.desk_no, "", told)
    with pytest.raises(Refusal, match="desk_unknown"):
        team.hub.push(who.desk_no + 7, who.token, told)
    assert team.hub.info().records == 0


def test_several_operations_on_one_record_in_one_push(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    uid = seat.ticket()
    for number in range(5):
        seat.set(uid, urged=number + 1, subject=f"v{number}")
    seat.round()
    other.round()
    assert other.read(uid) == seat.read(uid)
    state = team.hub.fetch([("ticket", uid)])[0]
    assert state.rev == 6
    team.agree()


def test_two_changes_of_different_fields_both_stand(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    uid = seat.ticket()
    team.settle()
    seat.set(uid, subject="花瓶碎了", tags=("易碎",))
    other.set(uid, priority=4, tags=("催单",), urged=1)
    team.settle()
    for one in (seat, other):
        ticket = one.read(uid)
        assert (ticket.subject, ticket.priority, ticket.urged) == ("花瓶碎了", 4, 1)
        assert set(ticket.tags) == {"易碎", "催单"}
    assert seat.counts() == other.counts() == (0, 0)
    team.agree()


def test_the_same_field_becomes_a_question_to_the_later_author(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    uid = seat.ticket()
    team.settle()
    seat.set(uid, subject="first")
    other.set(uid, subject="second")
    other.set(uid, subject="third")
    team.settle()
    assert seat.read(uid).subject == other.read(uid).subject == "first"
    assert seat.rows("SELECT * FROM conflict") == []
    found = other.rows("SELECT ticket,field,mine,theirs,their_author,settled_at FROM conflict")
    assert found == [(uid, "subject", '"third"', '"first"', "agent-desk1", None)]
    ((conflict, told),) = other.run(lambda c: operations.conflicts(c, uid))
    assert (told.field, told.mine, told.theirs) == ("subject", "third", "first")
    assert other.run(lambda c: operations.settle_conflict(c, conflict, "theirs", 5))
    assert other.run(operations.conflicts) == []
    changed = [entry.data for entry in seat.notes(uid) if entry.kind == "change"]
    assert {"fields": {"subject": ["花瓶破损", "first"]}} in changed
    assert {"fields": {}, "kept": ["subject"]} in changed
    team.agree()


def test_a_ticket_reopened_meanwhile_is_not_ended_unseen(team: Team) -> None:
    one, two = team.seat(), team.seat()
    uid = one.ticket(procedure="claims@2026.1")
    team.settle()
    two.set(uid, status="resolved")  # kept for later
    one.set(uid, status="resolved")
    one.set(uid, status="open", reopened=1)
    one.round()
    assert two.round().refused == 1
    assert two.rows("SELECT code FROM operation WHERE state='refused'") == [("reopened_meanwhile",)]
    team.settle()
    assert one.read(uid).status == two.read(uid).status == "open"
    two.set(uid, status="resolved")  # knowing it
    team.settle()
    assert one.read(uid).status == "resolved"


def test_counters_count_everybody(team: Team) -> None:
    seats = [team.seat() for _ in range(3)]
    uid = seats[0].ticket()
    team.settle()
    for number, one in enumerate(seats, start=1):
        for _ in range(number):
            one.set(uid, urged=one.read(uid).urged + 1)
    team.settle()
    assert [one.read(uid).urged for one in seats] == [6, 6, 6]
    team.agree()


def test_work_on_a_record_that_the_hub_never_had_is_refused_and_kept_here(team: Team) -> None:
    seat = team.seat()
    uid = seat.run(lambda c: _insert_only_here(seat))
    seat.set(uid, subject="renamed")
    result = seat.exchange.push()
    assert result.refused == 1
    assert seat.read(uid).subject == "renamed"
    assert seat.rows("SELECT code FROM operation")[0][0] == "record_missing"


def _insert_only_here(seat: Seat) -> str:
    from workstation.domain.ticket import Ticket
    from workstation.store import bulk
    from workstation.store.replica import transaction

    ticket = Ticket(new_uid(), "local-1", seat.now)
    with transaction(seat.writer.connection):
        bulk.insert(seat.writer.connection, [ticket])
    return ticket.uid


def test_what_hangs_on_a_refused_ticket_is_refused_too(team: Team) -> None:
    seat = team.seat()
    uid = seat.run(lambda c: _insert_only_here(seat))
    seat.do(AddNote(uid, "only here"))
    assert seat.exchange.push().refused == 1
    assert next(iter(seat.drafts.values())).body == "only here"


def test_work_on_a_refused_record_says_what_it_follows(team: Team) -> None:
    seat = team.seat()
    lost = seat.run(lambda c: _insert_only_here(seat))
    claim = Claim(new_uid(), "C1", lost, seat.now)
    seat.do(Add(claim))
    seat.do(Change(claim.uid, {"goods": "vase"}, "claim"))
    told = _waiting(seat)
    made, changed = _push(seat, told)
    assert (made.code, changed.code) == ("record_missing", "follows_refused")
    assert changed.facts["operation"] == told[0].uid
    assert _push(seat, told) == [made, changed]


def test_what_hangs_on_a_ticket_is_where_the_ticket_is(team: Team) -> None:
    seat = team.seat()
    uid = seat.ticket(group_code="cod", region="south")
    claim = Claim(new_uid(), "C1", uid, seat.now)
    printed = Print(new_uid(), claim.uid, seat.now, "claim", "LP2026-000001", 0, "a", "b", 1)
    seat.do(Many((Add(claim), Add(printed))))
    seat.exchange.push()
    assert _places(team) == {("cod", "south", uid)}
    seat.set(uid, group_code="claims", region="east")
    seat.exchange.push()
    assert _places(team) == {("claims", "east", uid)}


def _places(team: Team) -> set[tuple[str, str, str]]:
    from workstation.sync.hub_tables import record

    query = select(record.c.grp, record.c.region, record.c.ticket).where(record.c.kind != "agent")
    with team.hub._engine.connect() as connection:  # type: ignore[attr-defined]
        return {tuple(row) for row in connection.execute(query)}


def test_a_moment_that_cannot_have_been_yet_becomes_the_hubs_present(team: Team) -> None:
    seat = team.seat()
    ahead = now_ms() + 10 * 86_400_000
    seat.now = ahead
    uid = seat.ticket(due_at=ahead)
    (outcome,) = _push(seat, _waiting(seat))
    assert {(note.field, note.how) for note in outcome.notes} == {
        ("at", "corrected"),
        ("created_at", "corrected"),
    }
    state = team.hub.fetch([("ticket", uid)])[0]
    assert state in outcome.records
    assert state.body is not None
    assert state.body["created_at"] < ahead - 9 * 86_400_000
    assert state.body["due_at"] == ahead


def test_a_serial_is_borne_once(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    first, second = (Claim(new_uid(), f"C{n}", seat.ticket(), seat.now) for n in (1, 2))
    seat.do(Many((Add(first), Add(second))))
    team.settle()
    seat.do(Change(first.uid, {"serial": "LP2026-000001"}, "claim"))
    other.do(Change(second.uid, {"serial": "LP2026-000001"}, "claim"))
    team.settle()
    assert other.rows("SELECT code FROM operation WHERE state='refused'") == [("serial_taken",)]
    who = seat.agent.uid
    printed = Print(new_uid(), first.uid, 1, "claim", "LP2026-000001", 0, who, "b", 1)
    seat.do(Many((Add(printed), Add(replace(printed, uid=new_uid(), reprint=1)))))
    assert seat.exchange.push().refused == 0
    seat.do(Add(replace(printed, uid=new_uid())))
    assert seat.exchange.push().refused == 1


def test_what_people_may_do_is_for_an_admin_to_say(team: Team) -> None:
    seat = team.seat()
    amy = Agent("amy", "Amy")
    seat.do(Many((Add(amy), Add(Agent("lea", "Lea", role="admin")))))
    assert seat.exchange.push().refused == 0  # a hub that knows nobody believes everybody
    seat.do(Change("amy", {"region": "south"}, "agent"), amy)
    assert seat.exchange.push().refused == 0
    for fields in ({"role": "admin"}, {"groups": ("cod",)}, {"active": False}):
        seat.do(Change("amy", fields, "agent"), amy)
        assert seat.exchange.push().refused == 1
    seat.do(Add(Agent("ben", "Ben")), amy)
    assert seat.exchange.push().refused == 1
    seat.do(Add(Agent("old", "Somebody of long ago", active=False)), amy)
    assert seat.exchange.push().refused == 0
    assert team.hub.fetch([("agent", "ben")]) == []


def test_only_views_are_dropped(team: Team) -> None:
    seat = team.seat()
    uid = seat.ticket()
    seat.exchange.push()
    (note,) = seat.notes(uid)
    seat.do(Drop(note))
    assert seat.exchange.push().refused == 1
    assert len(team.hub.fetch([("entry", note.uid)])) == 1


def test_a_number_given_twice_is_mended_by_the_hub(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    first = seat.ticket(number="9-00001")
    second = other.ticket(number="9-00001")
    team.settle()
    team.settle()
    for one in (seat, other):
        assert one.read(first).number == "9-00001"
        assert one.read(second).number == "9-00001-2"
    team.agree()


def test_a_dropped_view_goes_everywhere(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    view = View(new_uid(), "我的", filter=Filter(open=True, groups=("cod",)))
    seat.do(Many((Add(view),)))
    team.settle()
    assert other.find("view", view.uid) == view
    other.do(Drop(view))
    team.settle()
    assert seat.find("view", view.uid) is None
    team.agree()


def test_every_kind_of_record_travels_whole(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    customer = Customer(
        new_uid(), "王小明", "13800000001", vip=True, created_at=7, flags=("phone_odd",)
    )
    seat.do(Add(customer))
    team.settle()
    assert other.find(Customer, customer.uid) == customer
    other.do(Change(customer.uid, {"vip": False, "flags": ()}, "customer"))
    team.settle()
    assert seat.find(Customer, customer.uid) == replace(customer, vip=False, flags=())
    team.agree()


def test_an_operation_of_two_hundred_records(team: Team) -> None:
    seat, other = team.seat(), team.seat()
    seat.do(Many(tuple(Open(f"row {n}") for n in range(100))))
    team.settle()
    assert other.rows("SELECT count(*) FROM ticket") == [(100,)]
    assert seat.rows("SELECT count(*) FROM entry WHERE rev=1") == [(100,)]
    team.agree()


def test_several_processes_hold_the_same_sqlite_hub(sqlite_url: str) -> None:
    one, two = open_hub(sqlite_url), open_hub(sqlite_url)
    try:
        first, second = one.enrol("a", "A"), two.enrol("b", "B")
        assert {first.desk_no, second.desk_no} == {1, 2}
        assert two.enrol("a", "A") == first
    finally:
        one.close()
        two.close()


def test_init_may_be_called_again(hub: Hub) -> None:
    before = hub.info()
    assert hub.init() == before


def test_a_hub_of_a_newer_program_is_left_alone(hub_url: str) -> None:
    from sqlalchemy import text

    opened: Any = open_hub(hub_url)
    for key, code in (("schema", "hub_newer"), ("min_protocol", "desk_too_old")):
        with opened._engine.begin() as connection:
            connection.execute(text("UPDATE hub_meta SET value='99' WHERE key=:key"), {"key": key})
        fresh = open_hub(hub_url)
        with pytest.raises(Refusal, match=code):
            fresh.info()
        fresh.close()
    opened.close()


def test_a_database_that_is_no_hub_says_so(fresh_database: str) -> None:
    hub = open_hub(fresh_database)
    with pytest.raises(Refusal, match="hub_missing"):
        hub.info()
    hub.close()


def test_operations_that_make_no_sense_are_refused_alone(team: Team) -> None:
    seat = team.seat()
    good = seat.ticket()
    told = _waiting(seat)
    strange: list[dict[str, Any]] = [
        {"kind": "ticket", "uid": good, "set": {"subject": "no base"}},
        {"kind": "ticket"},
        {"kind": "spaceship", "uid": "x", "new": {}},
        {"kind": "ticket", "uid": "y", "new": 7},
        {},
    ]
    bad = [
        Operation(2 + n, new_uid(), 1, "amy", "Strange", "", {}, [change])
        for n, change in enumerate(strange)
    ]
    outcomes = _push(seat, [*told, *bad])
    assert [outcome.state for outcome in outcomes] == ["applied"] + ["refused"] * 5
    assert {outcome.code for outcome in outcomes[1:]} == {"operation_malformed", "kind_unknown"}
    assert _push(seat, [*told, *bad]) == outcomes


def test_of_an_operation_that_was_altered_after_it_was_sent_the_first_form_stands(
    team: Team,
) -> None:
    """The desk is no longer what it was, and becomes another; its work is not taken in twice."""
    seat = team.seat()
    seat.ticket()
    _push(seat, _waiting(seat))
    seat.run(lambda c: c.execute("""UPDATE operation SET args='{"forged":true}'""").rowcount)
    number = seat.exchange.identity().desk_no
    seat.round()
    assert seat.exchange.identity().desk_no != number
    assert seat.counts() == (0, 0)
    assert team.hub.info().operations == 1
