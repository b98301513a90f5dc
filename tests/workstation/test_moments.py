"""The moments at which time sets automations off: the same on every desk, once for each run."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from workstation.domain.automation import automations_from
from workstation.domain.claim import Claim
from workstation.domain.limits import Planner
from workstation.domain.ticket import Ticket
from workstation.limit_lines import lines_of
from workstation.moments import Moment, of_the_clock, of_ticket
from workstation.rules import loading

RULES = loading.load()
ZONE = ZoneInfo("Asia/Shanghai")
HOUR = 3_600_000
DAY = 24 * HOUR


def at(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp() * 1000)


MONDAY = at("2026-03-02T10:00")
TICKET = Ticket("u", "T-1", MONDAY, class_code="timeliness", subtype="timeliness.late_delivery")


def moments(ticket: Ticket, *claims: Claim) -> list[Moment]:
    return of_ticket(ticket, Planner(RULES), RULES, RULES.automations, claims=claims)


def told(found: list[Moment], rule: str) -> list[tuple[str, int]]:
    return [(str(one.told.get("limit", "")), one.at) for one in found if one.rule.startswith(rule)]


def test_a_limit_warns_passes_and_goes_up_by_levels() -> None:
    found = moments(TICKET)
    assert ("resolve-target", at("2026-03-04T17:00")) in told(found, "30")
    assert ("response-target", MONDAY + HOUR) in told(found, "40")
    assert ("response-target", MONDAY + HOUR * 3 // 2) in told(found, "42")
    (escalation,) = told(found, "44")
    assert escalation == ("resolve-promise", at("2026-03-10T18:00"))  # a working day later
    assert [one.at for one in found] == sorted(one.at for one in found)


def test_what_was_met_or_stands_still_sets_nothing_off() -> None:
    answered = replace(TICKET, first_response_at=MONDAY)
    assert not any("response" in code for code, _ in told(moments(answered), "40"))
    waits = replace(TICKET, status="waiting", waiting_reason="customer", waiting_since=MONDAY)
    assert not any("resolve-target" in code for code, _ in told(moments(waits), "30"))
    assert moments(replace(TICKET, status="resolved", resolved_at=MONDAY)) == []


def test_a_moment_has_one_name_until_its_limit_runs_anew() -> None:
    names = {one.occurrence for one in moments(TICKET)}
    assert names == {one.occurrence for one in moments(replace(TICKET, priority=3))}
    closed = replace(
        RULES,
        calendars={
            code: replace(one, holidays=one.holidays | {datetime(2026, 3, 3).date()})
            for code, one in RULES.calendars.items()
        },
    )
    later = of_ticket(TICKET, Planner(closed), closed, closed.automations)
    assert {one.occurrence for one in later} == names  # under another calendar, too
    wait = f"{MONDAY + HOUR}-{MONDAY + 2 * HOUR}:customer"
    again = {one.occurrence for one in moments(replace(TICKET, waits=(wait,)))}
    assert any("resolve-target" in one for one in again - names)
    assert not any("legal" in one for one in again - names)


def test_claims_have_moments_of_their_own() -> None:
    claim = Claim("c", "C-1", "u", MONDAY)
    (answer,) = [one for one in moments(TICKET, claim) if one.rule == "36-claim-near"]
    assert (answer.at, answer.told["claim"]) == (MONDAY + 20 * HOUR, "c")
    paid = replace(claim, status="withdrawn")
    assert not told(moments(TICKET, paid), "36")
    line = next(one for one in lines_of(RULES, TICKET, MONDAY, None, [claim]) if one.claim)
    assert [one.automation for one in line.follows] == ["36-claim-near"]


def test_the_clock_strikes_by_the_wall_and_alike_everywhere() -> None:
    row = {"code": "d", "name_zh": "日", "name_en": "D", "act": [{"do": "resume"}]}
    (daily,) = automations_from(
        {"version": "t", "automation": [{**row, "on": [{"event": "daily", "at": "09:00"}]}]}
    )
    found = of_the_clock((daily,), at("2026-03-01T10:00"), at("2026-03-04T09:00"), ZONE)
    assert [one.at for one in found] == [at(f"2026-03-0{day}T09:00") for day in (2, 3, 4)]
    assert len({one.occurrence for one in found}) == 3
    berlin = ZoneInfo("Europe/Berlin")
    spring = of_the_clock((daily,), at("2026-03-28T00:00"), at("2026-03-31T00:00"), berlin)
    assert [datetime.fromtimestamp(one.at / 1000, berlin).hour for one in spring] == [9, 9, 9]
    (often,) = automations_from(
        {"version": "t", "automation": [{**row, "on": [{"event": "every", "minutes": 30}]}]}
    )
    one = of_the_clock((often,), MONDAY + 1, MONDAY + 2 * HOUR, ZONE)
    two = of_the_clock((often,), MONDAY + 7, MONDAY + 2 * HOUR, berlin)
    assert one == two
    assert len(one) == 4
    assert of_the_clock((often,), MONDAY, MONDAY, ZONE) == []
