"""Limits with pauses, starts and stops of their own: by examples, and as laws."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.calendars import add_working, working_between
from workstation.domain.facts import FACTS
from workstation.domain.limits import Limit, Planner, limit_rules_from, plan, warning_of
from workstation.domain.refusal import Refusal
from workstation.domain.route import RouteFacts
from workstation.domain.ticket import Ticket
from workstation.rules import loading

RULES = loading.load()
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
OFFICE = RULES.calendars["office"]


def at(text: str) -> int:
    moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    return round(moment.timestamp() * 1000)


MONDAY = at("2026-03-02T10:00")
TICKET = Ticket("u", "T-1", MONDAY, class_code="timeliness", subtype="timeliness.late_delivery")


def one(ticket: Ticket, code: str, **outside: Any) -> Limit | None:
    from workstation.domain.facts import outside_facts

    told = {**outside_facts(None, None), **outside}
    lines = Planner(RULES).plan(ticket, told).lines
    return next((line for line in lines if line.rule == code), None)


def line(ticket: Ticket, code: str, **outside: Any) -> Limit:
    found = one(ticket, code, **outside)
    assert found is not None, code
    return found


def made(**facts: Any) -> Any:
    row = {"code": "a", "kind": "resolve", "layer": "internal", "name_zh": "甲", "name_en": "A"}
    return limit_rules_from({"version": "1", "limit": [{**row, "calendar": "office", **facts}]})


def planned(ticket: Ticket, **facts: Any) -> Limit:
    (found,) = plan(ticket, made(**facts), RULES.calendars).lines
    return found


moments = st.integers(0, 20 * 24 * 60).map(lambda minutes: MONDAY + minutes * MINUTE + 7)
spells = st.lists(st.tuples(moments, moments), max_size=4)


def waits(told: list[tuple[int, int]], reason: str = "customer") -> tuple[str, ...]:
    return tuple(f"{min(pair)}-{max(pair)}:{reason}" for pair in told if pair[0] != pair[1])


@given(st.integers(1, 40 * 60), spells)
def test_a_wait_moves_the_end_by_exactly_its_open_time(
    minutes: int, told: list[tuple[int, int]]
) -> None:
    ticket = replace(TICKET, waits=waits(told))
    found = planned(ticket, minutes=minutes, pauses=True)
    bare = planned(TICKET, minutes=minutes)
    assert found.due == add_working(OFFICE, bare.due, found.paused_ms)
    counted = sum(working_between(OFFICE, since, until) for since, until, _ in found.spells)
    assert found.paused_ms == counted == sum(spell[2] for spell in found.spells)
    worked = working_between(OFFICE, MONDAY, found.due) - found.paused_ms
    assert worked == minutes * MINUTE


@given(spells, spells)
def test_more_waiting_never_brings_the_end_nearer(
    told: list[tuple[int, int]], more: list[tuple[int, int]]
) -> None:
    some = planned(replace(TICKET, waits=waits(told)), days=2, pauses=True)
    all_of_it = planned(replace(TICKET, waits=waits(told + more)), days=2, pauses=True)
    assert all_of_it.due >= some.due


@given(spells)
def test_the_layers_do_not_hear_of_each_other(told: list[tuple[int, int]]) -> None:
    before = {found.rule: found for found in Planner(RULES).plan(TICKET).lines}
    waited = replace(TICKET, waits=waits(told))
    for found in Planner(RULES).plan(waited).lines:
        if found.layer != "internal" and not found.pauses:
            assert found == before[found.rule]


@given(moments, moments)
def test_a_ticket_that_is_made_later_owes_later(first: int, second: int) -> None:
    early, late = sorted((first, second))
    one_lines = Planner(RULES).plan(replace(TICKET, created_at=early)).lines
    two_lines = Planner(RULES).plan(replace(TICKET, created_at=late)).lines
    assert [a.rule for a in one_lines] == [b.rule for b in two_lines]
    assert all(a.due <= b.due for a, b in zip(one_lines, two_lines, strict=True))


def test_only_the_reasons_that_are_named_stop_the_clock() -> None:
    hour = f"{MONDAY + HOUR}-{MONDAY + 2 * HOUR}"
    for reason, moved in (("customer", HOUR), ("internal", 0), ("other", 0)):
        ticket = replace(TICKET, waits=(f"{hour}:{reason}",))
        assert planned(ticket, minutes=240, pauses=True).paused_ms == moved
    ticket = replace(TICKET, waits=(f"{hour}:internal",))
    assert planned(ticket, minutes=240, pauses=["internal"]).paused_ms == HOUR
    without = replace(TICKET, waits=(hour,))  # as older programs wrote it: somebody outside
    assert planned(without, minutes=240, pauses=True).paused_ms == HOUR


def test_a_wait_after_the_end_moves_nothing_and_shared_time_counts_once() -> None:
    late = replace(TICKET, waits=(f"{MONDAY + 5 * HOUR}-{MONDAY + 6 * HOUR}:customer",))
    assert planned(late, minutes=60, pauses=True).due == MONDAY + HOUR
    twice = (f"{MONDAY + 600_000}-{MONDAY + HOUR}", f"{MONDAY + 1_200_000}-{MONDAY + HOUR + 1}")
    found = planned(replace(TICKET, waits=twice), minutes=60, pauses=True)
    assert found.paused_ms == HOUR + 1 - 600_000


@pytest.mark.parametrize(
    ("minutes", "begun", "ended", "due"),
    [
        # a pause that ends with the last second of the day
        (120, "2026-03-02T17:00", "2026-03-02T18:00", "2026-03-03T10:00"),
        # a pause over lunch counts no lunch
        (240, "2026-03-02T11:30", "2026-03-02T14:00", "2026-03-02T16:30"),
        # a pause over a night and a holiday (清明 2026-04-04 to 06)
        (600, "2026-04-03T17:00", "2026-04-07T10:00", "2026-04-07T14:00"),
    ],
)
def test_known_pauses(minutes: int, begun: str, ended: str, due: str) -> None:
    start = {120: "2026-03-02T16:00", 240: "2026-03-02T10:00", 600: "2026-04-03T09:00"}[minutes]
    ticket = replace(TICKET, created_at=at(start), waits=(f"{at(begun)}-{at(ended)}:customer",))
    assert planned(ticket, minutes=minutes, pauses=True).due == at(due)


def test_a_ticket_keeps_the_version_that_applied_to_it() -> None:
    stricter = replace(made(minutes=60, calendar="always"), version="new")
    bundle = replace(RULES, limits=stricter, older_limits={RULES.limits.version: RULES.limits})
    old = replace(TICKET, limits_version=RULES.limits.version)
    new = replace(TICKET, limits_version="new")
    assert Planner(bundle).plan(old).lines == Planner(RULES).plan(old).lines
    assert Planner(bundle).plan(new).resolve_due == MONDAY + HOUR
    moved = replace(old, class_code="praise", subtype="")  # of the same version, chosen anew
    assert Planner(bundle).plan(moved).legal_due is None


def test_the_step_has_the_length_that_its_procedure_gives() -> None:
    procedure = next(iter(RULES.procedures.values()))
    step = next(item for item in procedure.steps if item.limit_ms)
    ticket = replace(
        TICKET,
        group_code=procedure.group,
        procedure=f"{procedure.code}@{procedure.version}",
        step=step.code,
        step_since=MONDAY,
        first_response_at=MONDAY,
    )
    told = Planner(RULES).plan(ticket)
    assert told.step_due == add_working(
        RULES.calendars[RULES.group(procedure.group).calendar], MONDAY, step.limit_ms or 0
    )
    assert line(ticket, "step-usual").starts == "step"
    assert told.due_at == min(found.due for found in told.lines if found.owed)
    assert one(replace(ticket, step_since=None), "step-usual") is None


def test_words_to_the_customer_restart_the_time_until_the_next() -> None:
    assert one(TICKET, "update-usual") is None
    answered = replace(TICKET, first_response_at=MONDAY, told_at=MONDAY)
    again = replace(answered, told_at=MONDAY + 3 * DAY)
    assert line(again, "update-usual").started_at == MONDAY + 3 * DAY
    assert line(again, "update-usual").occurrence != line(answered, "update-usual").occurrence
    assert line(again, "feedback-promise").met_at == MONDAY
    vip = replace(answered, lane="vip")
    assert line(vip, "update-vip").due == MONDAY + DAY


def test_appeals_run_from_the_day_on_which_we_were_told() -> None:
    told = replace(TICKET, extra={"appeal_at": str(MONDAY + DAY), "appeal_no": "A1"})
    assert line(told, "appeal-answer").due == MONDAY + 16 * DAY
    assert line(told, "appeal-mediation").due == at("2026-03-06T18:00")
    done = replace(told, extra={**told.extra, "appeal_answered_at": str(MONDAY + 2 * DAY)})
    assert line(done, "appeal-answer").met_at == MONDAY + 2 * DAY
    assert one(TICKET, "appeal-answer") is None


@pytest.mark.parametrize(
    ("facts", "outside", "code"),
    [
        ({"lane": "vip"}, {}, "response-vip"),
        ({"priority": 4}, {}, "response-urgent"),
        ({"channel": "chat"}, {}, "response-chat"),
        ({"group_code": "escalation"}, {}, "response-escalated"),
        (
            {"class_code": "enquiry", "subtype": "", "channel": "phone"},
            {},
            "resolve-question-online",
        ),
        ({}, {"customer_kind": "key_account"}, "resolve-key-account"),
        ({"parent": "p", "department": "dispatch"}, {}, "task-dispatch"),
        ({"parent": "p", "department": "sales"}, {}, "task-usual"),
    ],
)
def test_every_kind_of_case_has_its_limit(
    facts: dict[str, Any], outside: dict[str, Any], code: str
) -> None:
    assert line(replace(TICKET, **facts), code, **outside)


def test_a_task_owes_its_department_and_not_the_customer() -> None:
    task = replace(TICKET, parent="p", department="hub", class_code="")
    kinds = {found.kind for found in Planner(RULES).plan(task).lines}
    assert kinds == {"task"}


def test_published_targets_stand_with_their_source() -> None:
    lengths = {item.code: (item.span_ms // MINUTE, item.span_days) for item in RULES.limits.rules}
    lengths |= {item.code: (item.span_ms // MINUTE, 0) for item in RULES.limits.claim_rules}
    assert lengths["response-target"] == (60, 0)
    assert lengths["response-escalated"] == (15, 0)
    assert lengths["resolve-question-online"] == (30, 0)
    assert lengths["feedback-promise"] == (24 * 60, 0)
    assert lengths["resolve-return"] == (48 * 60, 0)
    assert lengths["resolve-promise"] == (0, 5)
    assert lengths["legal-complaint"] == (7 * 1440, 0)
    assert lengths["claim-answer"] == (1440, 0)
    assert lengths["claim-decide"] == (30 * 1440, 0)
    assert lengths["claim-decide-overseas"] == (60 * 1440, 0)
    assert lengths["claim-pay"] == (7 * 1440, 0)
    named = [*RULES.limits.rules, *RULES.limits.claim_rules]
    asking = [item for item in named if item.span_ms or item.span_days or item.as_step]
    assert all(item.source for item in asking)


def test_warnings_come_in_open_time_before_the_end() -> None:
    found = planned(TICKET, days=1, warn_minutes=120)
    assert warning_of(found, RULES.calendars) == at("2026-03-03T16:00")
    short = planned(TICKET, minutes=10)
    assert short.warn_ms == 0
    early = planned(replace(TICKET, created_at=at("2026-03-02T17:50")), minutes=30, warn_minutes=60)
    assert warning_of(early, RULES.calendars) == at("2026-03-02T17:50")


def test_a_short_limit_warns_after_half_its_time() -> None:
    row = {"code": "a", "kind": "resolve", "name_zh": "甲", "name_en": "A", "calendar": "always"}
    told = limit_rules_from({"version": "1", "warn_minutes": 60, "limit": [{**row, "minutes": 10}]})
    assert told.rules[0].warn_ms == 5 * MINUTE


def test_routing_and_limits_call_the_same_fact_the_same() -> None:
    from dataclasses import fields

    own = {"key_account", "offer_refused", "region_sender", "region_receiver"}
    assert {item.name for item in fields(RouteFacts)} - own <= set(FACTS)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"starts": "noon"}, "rule_reference"),
        ({"stops": "never"}, "rule_reference"),
        ({"pauses": ["sleep"]}, "rule_reference"),
        ({"as_step": True}, "rule_value"),
        ({"days": -1}, "limit_span"),
    ],
)
def test_broken_limits_are_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        made(minutes=60, **changes)
    assert caught.value.code == code
    assert str(caught.value.facts["place"]).startswith("limit[0]")
