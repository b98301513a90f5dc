"""Stacked limits of tickets and claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.calendars import add_working
from workstation.domain.claim import Claim
from workstation.domain.limits import (
    Limits,
    claim_dues,
    limit_rules_from,
    plan,
    plan_claim,
    warning_of,
)
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.rules import loading

RULES = loading.load()
HOUR = 3_600_000
DAY = 24 * HOUR


def at(text: str) -> int:
    moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    return round(moment.timestamp() * 1000)


MONDAY = at("2026-03-02T10:00")
TICKET = Ticket("u", "T-1", MONDAY, class_code="timeliness", subtype="timeliness.late_delivery")


def limits(ticket: Ticket, paused_ms: int = 0) -> Limits:
    return plan(ticket, RULES.limits, RULES.calendars, paused_ms)


def test_three_layers_on_one_complaint() -> None:
    told = limits(TICKET)
    assert told.response_due == MONDAY + HOUR
    assert told.resolve_due == at("2026-03-04T18:00")
    assert told.legal_due == MONDAY + 7 * DAY
    assert (told.due_at, told.due_kind) == (told.response_due, "response")
    outer = {line.rule: line.due for line in told.lines if line.layer == "outer"}
    assert outer == {
        "feedback-promise": MONDAY + DAY,
        "resolve-promise": at("2026-03-09T18:00"),
    }
    assert told.unknown_years == ()


def test_first_answer_counts_opening_hours() -> None:
    night = replace(TICKET, created_at=at("2026-03-02T23:30"))
    assert limits(night).response_due == at("2026-03-03T09:00")
    customs = replace(TICKET, created_at=at("2026-03-06T17:30"), group_code="customs")
    assert limits(customs).response_due == at("2026-03-07T17:30")  # 24 hours come first


def test_due_moves_on_as_limits_are_met() -> None:
    answered = replace(TICKET, first_response_at=MONDAY + HOUR // 2, status="open")
    told = limits(answered)
    assert (told.due_at, told.due_kind) == (told.resolve_due, "resolve")
    done = replace(answered, status="resolved", resolved_at=MONDAY + DAY)
    assert (limits(done).due_at, limits(done).due_kind) == (None, "")
    assert limits(replace(done, status="closed")).due_at is None


def test_an_overdue_limit_stays_due() -> None:
    old = replace(TICKET, created_at=at("2023-05-01T10:00"))
    told = limits(old)
    assert told.due_at == told.response_due
    assert told.due_at is not None
    assert told.due_at < MONDAY


@pytest.mark.parametrize(
    ("class_code", "subtype", "legal"),
    [
        ("safety", "safety.lost", True),
        ("request", "request.refund", True),
        ("service", "service.attitude", True),
        ("enquiry", "enquiry.product", False),
        ("praise", "praise.thanks", False),
        ("", "", True),
        ("fancy", "fancy.new", True),
    ],
)
def test_the_law_limits_all_but_questions_and_praise(
    class_code: str, subtype: str, legal: bool
) -> None:
    told = limits(replace(TICKET, class_code=class_code, subtype=subtype))
    assert (told.legal_due is not None) == legal
    assert told.resolve_due is not None


def test_limits_by_class() -> None:
    def resolve(subtype: str) -> int | None:
        return limits(
            replace(TICKET, class_code=subtype.partition(".")[0], subtype=subtype)
        ).resolve_due

    assert resolve("request.refund") == MONDAY + 48 * HOUR
    assert resolve("request.urge") == MONDAY + 4 * HOUR
    assert resolve("safety.damaged") == at("2026-03-05T18:00")
    assert limits(replace(TICKET, class_code="praise", subtype="")).response_due is None
    senior = replace(TICKET, group_code="escalation")
    assert limits(senior).response_due == MONDAY + HOUR // 4


def test_waiting_for_the_customer_pauses_the_internal_limit_only() -> None:
    answered = replace(
        TICKET, first_response_at=MONDAY, status="waiting", waiting_reason="customer"
    )
    told = limits(answered)
    assert (told.due_at, told.due_kind) == (at("2026-03-09T10:00"), "legal")
    until = replace(answered, waiting_until=MONDAY + 5 * HOUR)
    assert (limits(until).due_at, limits(until).due_kind) == (MONDAY + 5 * HOUR, "waiting")
    inside = replace(answered, waiting_reason="internal")
    assert limits(inside).due_kind == "resolve"


@given(st.integers(0, 60 * HOUR))
def test_a_pause_moves_what_pauses_by_exactly_its_time(paused: int) -> None:
    before = {line.rule: line for line in limits(TICKET).lines}
    office = RULES.calendars["office"]
    for line in limits(TICKET, paused).lines:
        moved = before[line.rule].due
        if line.pauses:
            moved = add_working(office, moved, paused)
        assert line.due == moved


def test_unknown_holidays_are_told() -> None:
    late = replace(TICKET, created_at=at("2026-12-30T10:00"))
    assert limits(late).unknown_years == (2027,)


def test_claim_limits() -> None:
    claim = Claim("c", "C-1", "u", MONDAY)
    told = plan_claim(claim, "domestic", RULES.limits, RULES.calendars)
    assert (told.due_at, told.due_kind) == (MONDAY + DAY, "answer")
    assert told.decide_due is None
    sent = replace(claim, status="submitted", submitted_at=MONDAY + HOUR)
    told = plan_claim(sent, "domestic", RULES.limits, RULES.calendars)
    outer = [line.due for line in told.lines if (line.kind, line.layer) == ("decide", "outer")]
    assert outer == [MONDAY + HOUR + 30 * DAY]
    assert told.due_kind == "decide"
    assert told.due_at == told.decide_due < MONDAY + HOUR + 30 * DAY
    abroad = plan_claim(sent, "overseas", RULES.limits, RULES.calendars)
    assert max(line.due for line in abroad.lines) == MONDAY + HOUR + 60 * DAY
    agreed = replace(sent, status="approved", approved_at=MONDAY + 2 * HOUR)
    told = plan_claim(agreed, "domestic", RULES.limits, RULES.calendars)
    dues = claim_dues(agreed, RULES.limits, RULES.calendars)
    assert [(line.kind, line.layer) for line in dues] == [("pay", "internal"), ("pay", "outer")]
    assert dues[-1].due == MONDAY + 2 * HOUR + 7 * DAY
    assert (told.due_at, told.due_kind) == (dues[0].due, "pay")
    later = replace(agreed, agreed_at=MONDAY + DAY)
    assert claim_dues(later, RULES.limits, RULES.calendars)[-1].due == MONDAY + 8 * DAY
    paid = replace(agreed, status="paid", paid_at=MONDAY + DAY)
    assert plan_claim(paid, "domestic", RULES.limits, RULES.calendars).due_at is None
    assert claim_dues(paid, RULES.limits, RULES.calendars) == ()
    against = replace(sent, status="rejected", extra={"appeal_at": str(MONDAY + DAY)})
    objection = claim_dues(against, RULES.limits, RULES.calendars)
    assert [line.layer for line in objection] == ["internal", "legal"]
    assert objection[-1].due == MONDAY + 8 * DAY
    answered = replace(
        against, extra={**against.extra, "appeal_answered_at": str(MONDAY + 2 * DAY)}
    )
    assert claim_dues(answered, RULES.limits, RULES.calendars) == ()
    gone = replace(claim, status="withdrawn")
    assert plan_claim(gone, "domestic", RULES.limits, RULES.calendars).due_at is None


def test_a_limit_that_no_calendar_reaches_hides_no_other() -> None:
    endless = replace(RULES.limits.rules[0], code="endless", conditions=(), span_ms=10**16)
    first = replace(RULES.limits, rules=(endless, *RULES.limits.rules), _chosen={})
    told = plan(TICKET, first, RULES.calendars)
    assert told.beyond == ("endless",)
    assert told.legal_due == MONDAY + 7 * DAY
    assert {line.rule for line in told.lines} >= {"resolve-promise", "legal-complaint"}
    longest = tuple(replace(rule, span_ms=10**16) for rule in RULES.limits.claim_rules[:1])
    mended = replace(RULES.limits, claim_rules=(*longest, *RULES.limits.claim_rules[1:]))
    claim = Claim("c", "C-1", "u", MONDAY, submitted_at=MONDAY)
    told_claim = plan_claim(claim, "domestic", mended, RULES.calendars)
    assert {line.kind for line in told_claim.lines} == {"decide"}


def test_a_warning_longer_than_time_itself_warns_at_the_start() -> None:
    (line, *_) = plan(TICKET, RULES.limits, RULES.calendars).lines
    assert warning_of(line._replace(warn_ms=10**16), RULES.calendars) == line.started_at


def test_a_limit_without_its_calendar_is_refused() -> None:
    with pytest.raises(Refusal, match="limit_calendar"):
        plan(TICKET, RULES.limits, {})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "nap"}, "rule_reference"),
        ({"layer": "deep"}, "rule_reference"),
        ({"minutes": -1}, "limit_span"),
        ({"minutes": 5 * 366 * 1440 + 1}, "span_too_long"),
        ({"days": 5 * 366 + 1}, "span_too_long"),
        ({"warn_minutes": 99_999_999}, "span_too_long"),
        ({"minutes": "60"}, "rule_type"),
        ({"when": {"waybill": "x"}}, "condition_fact"),
    ],
)
def test_broken_limit_is_refused(changes: dict[str, object], code: str) -> None:
    row: dict[str, object] = {"code": "a", "kind": "response", "layer": "internal"}
    row |= {"name_zh": "甲", "name_en": "A", "minutes": 60, "calendar": "always"}
    with pytest.raises(Refusal) as caught:
        limit_rules_from({"version": "1", "limit": [row | changes]})
    assert caught.value.code == code
    assert "limit[0]" in str(caught.value.facts["place"])
