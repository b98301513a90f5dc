"""What a hub of either kind promises of its feed; scopes and stages are in test_scope_hub.py."""

from __future__ import annotations

import json

import pytest

from tests.workstation.sync.test_scope_hub import Replica, Writer
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.sync.protocol import Hub, RecordState


def _uids(states: list[RecordState]) -> list[str]:
    return sorted(state.uid for state in states)


@pytest.mark.parametrize("limit", [1, 3, 1_000])
def test_pages_bring_everything_once(hub: Hub, limit: int) -> None:
    writer, desk = Writer(hub), Replica(hub, limit=limit)
    first = [writer.ticket() for _ in range(7)]
    assert _uids(desk.follow()) == sorted(first)
    later = [writer.ticket() for _ in range(7)]
    assert _uids(desk.follow()) == sorted(later)
    assert desk.follow() == []


def test_changes_made_while_pages_are_read_come_too(hub: Hub) -> None:
    writer, desk = Writer(hub), Replica(hub, limit=2)
    tickets = [writer.ticket(subject="甲") for _ in range(5)]
    desk.page()
    writer.set(tickets[0], {"subject": "甲"}, {"subject": "乙"})
    writer.set(tickets[4], {"subject": "甲"}, {"subject": "丙"})
    extra = writer.ticket()
    desk.page()
    writer.note(tickets[2])
    desk.follow()
    assert {uid for kind, uid in desk.records if kind == "ticket"} == {*tickets, extra}
    revs = {key[1]: rev for key, (rev, _) in desk.records.items()}
    assert (revs[tickets[0]], revs[tickets[4]], revs[extra]) == (2, 2, 1)
    assert len(desk.records) == 7


def test_ones_own_changes_come_without_their_contents(hub: Hub) -> None:
    one, two = Writer(hub), Writer(hub)
    mine, theirs = (Replica(hub), Replica(hub))
    mine.follow(), theirs.follow()
    ticket = one.ticket(subject="甲")
    own = hub.pull(one.desk_no, mine.cursor).changes
    assert [(state.uid, state.rev, state.body) for state in own] == [(ticket, 1, None)]
    others = hub.pull(two.desk_no, theirs.cursor).changes
    assert others[0].body is not None
    assert others[0].body["subject"] == "甲"
    two.set(ticket, {"subject": "甲"}, {"subject": "乙"})
    both = hub.pull(one.desk_no, mine.cursor).changes
    assert [(state.rev, (state.body or {}).get("subject")) for state in both] == [(2, "乙")]


@pytest.mark.parametrize("cursor", ["17", "[]", "{", "{}", '"x"', "null"])
def test_what_no_hub_wrote_is_refused_as_a_cursor(hub: Hub, cursor: str) -> None:
    with pytest.raises(Refusal, match="cursor_unknown"):
        hub.pull(0, cursor)


def test_another_life_begins_anew_with_everything(hub: Hub) -> None:
    writer, desk = Writer(hub), Replica(hub)
    ticket = writer.ticket()
    desk.follow()
    before = json.loads(desk.cursor)["epoch"]
    epoch = hub.new_epoch()  # type: ignore[attr-defined]
    told = hub.pull(0, desk.cursor)
    assert before != told.epoch == epoch == hub.epoch()
    assert [state.uid for state in told.changes] == [ticket]
    assert desk.follow()


def test_a_dropped_record_comes_as_gone(hub: Hub) -> None:
    writer, desk = Writer(hub), Replica(hub)
    ticket = writer.ticket()
    note = writer.note(ticket)
    desk.follow()
    view = writer.new("view", name="我的")
    writer.push({"kind": "view", "uid": view, "gone": True})
    gone = [state for state in desk.follow() if state.kind == "view"]
    assert [(state.uid, state.gone, state.body, state.evicted) for state in gone] == [
        (view, True, None, False)
    ]
    fetched = hub.fetch([("view", view), ("entry", note), ("ticket", new_uid())])
    assert sorted((state.kind, state.gone) for state in fetched) == [
        ("entry", False),
        ("view", True),
    ]


def test_leases_come_with_their_tickets_and_alone(hub: Hub) -> None:
    writer, desk = Writer(hub), Replica(hub)
    ticket = writer.ticket()
    hub.lease(ticket, "amy", "王", writer.desk_no, 60_000)
    first = {state.kind: state for state in desk.follow()}
    assert first["lease"].body is not None
    assert (first["lease"].uid, first["lease"].body["agent"]) == (ticket, "amy")
    hub.release(ticket, "amy")
    (ended,) = desk.follow()
    assert (ended.kind, ended.uid, ended.gone) == ("lease", ticket, True)
