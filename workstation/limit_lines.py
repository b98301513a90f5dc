"""All limits of a ticket and its claims with their arithmetic, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workstation.domain.claim import Claim
from workstation.domain.facts import outside_facts
from workstation.domain.limit_rules import LimitRules
from workstation.domain.limits import Limit, Pause, Planner, claim_owes, plan_claim, warning_of
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket
from workstation.moments import of_ticket

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.rules.bundle import Rules

#: How a limit stands: its clock runs, it warns, it is late; it was met in time or missed; its clock
#: stands still; its case is over and nothing is owed any more.
STATES: Final = ("running", "warned", "late", "met", "missed", "paused", "over")


@dataclass(frozen=True, slots=True)
class Following:
    """What an automation will do about a limit, or did, and when."""

    at: int
    event: str
    automation: str
    name_zh: str
    name_en: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A limit as people see it. Moments in milliseconds UTC, lengths in milliseconds.

    It runs from `started_at` (`starts` says from what) over `span_ms` of open time of a calendar
    and `span_days` of its working days; `pauses` are the waits that moved it, each with the open
    time in it. `late_ms` is by how much it was missed, or, below zero, what was or is left until
    `due`. `follows` are the automations that it sets off. `claim` is the number of the claim whose
    limit it is, "" for the ticket's own; `version` that of the rules which set it.
    """

    code: str
    kind: str
    layer: str
    name_zh: str
    name_en: str
    source: str
    version: str
    state: str
    starts: str
    started_at: int
    span_ms: int
    span_days: int
    calendar: str
    calendar_zh: str
    calendar_en: str
    pauses: tuple[Pause, ...]
    paused_ms: int
    paused_since: int | None
    warn_at: int
    due: int
    met_at: int | None
    late_ms: int
    unknown_years: tuple[int, ...] = ()
    follows: tuple[Following, ...] = ()
    claim: str = ""

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en

    def calendar_name(self, language: str) -> str:
        """The calendar's name in Chinese or in English."""
        return self.calendar_zh if language.startswith("zh") else self.calendar_en


def limit_lines(desk: Desk, uid: str) -> tuple[LimitLine, ...]:
    """All limits of a ticket and of its claims, those of the ticket first, each kind's nearest first.

    A bounded, indexed read. Raises `Refusal`: not_found, limit_calendar.
    """
    read = desk.read
    ticket = read.ticket(uid)
    if ticket is None:
        raise Refusal("not_found", kind="ticket", uid=uid)
    customer = read.customer(ticket.customer) if ticket.customer else None
    parcel = read.parcel_of(ticket)
    claims = read.claims_of(uid)
    outside = outside_facts(customer, parcel)
    area = parcel.area if parcel else ""
    return lines_of(desk.rules, ticket, desk.clock(), outside, claims, area)


def lines_of(
    rules: Rules,
    ticket: Ticket,
    now: int,
    outside: Mapping[str, object] | None = None,
    claims: Iterable[Claim] = (),
    area: str = "",
) -> tuple[LimitLine, ...]:
    """The same of records at hand; `outside` are the customer's and the parcel's facts."""
    planner = Planner(rules)
    limits = planner.rules_of(ticket)
    planned = planner.plan(ticket, outside)
    claims = tuple(claims)
    follows = _follows(ticket, planner, rules, outside, claims)
    since = ticket.waiting_since
    own = {code: told for (claim_uid, code), told in follows.items() if not claim_uid}
    lines = [_line(one, rules, limits, now, ticket.is_open, since, own) for one in planned.lines]
    for claim in claims:
        for one in plan_claim(claim, area, limits, rules.calendars).lines:
            live = one.met_at is not None or claim_owes(claim, one)
            own = {one.rule: follows.get((claim.uid, one.rule), ())}
            lines.append(_line(one, rules, limits, now, live, None, own, claim.number))
    return tuple(sorted(lines, key=lambda line: (line.claim, line.met_at is not None, line.due)))


def _line(
    limit: Limit,
    rules: Rules,
    limits: LimitRules,
    now: int,
    live: bool,
    waiting_since: int | None,
    follows: Mapping[str, tuple[Following, ...]],
    claim: str = "",
) -> LimitLine:
    rule = limits.rule(limit.rule)
    calendar = rules.calendars[limit.calendar]
    warn_at = warning_of(limit, rules.calendars)
    return LimitLine(
        code=limit.rule,
        kind=limit.kind,
        layer=limit.layer,
        name_zh=rule.name_zh if rule else limit.rule,
        name_en=rule.name_en if rule else limit.rule,
        source=rule.source if rule else "",
        version=limits.version,
        state=_state(limit, now, warn_at, live=live),
        starts=limit.starts,
        started_at=limit.started_at,
        span_ms=limit.span_ms,
        span_days=limit.span_days,
        calendar=limit.calendar,
        calendar_zh=calendar.name_zh or limit.calendar,
        calendar_en=calendar.name_en or limit.calendar,
        pauses=limit.spells,
        paused_ms=limit.paused_ms,
        paused_since=waiting_since if limit.resting else None,
        warn_at=warn_at,
        due=limit.due,
        met_at=limit.met_at,
        late_ms=limit.late_ms(now),
        unknown_years=limit.unknown_years,
        follows=follows.get(limit.rule, ()),
        claim=claim,
    )


def _state(limit: Limit, now: int, warn_at: int, *, live: bool) -> str:
    if limit.met_at is not None:
        return "met" if limit.met_at <= limit.due else "missed"
    if not live:
        return "over"
    if limit.resting:
        return "paused"
    if now > limit.due:
        return "late"
    return "warned" if limit.warn_ms and now >= warn_at else "running"


def _follows(
    ticket: Ticket,
    planner: Planner,
    rules: Rules,
    outside: Mapping[str, object] | None,
    claims: Iterable[Claim],
) -> dict[tuple[str, str], tuple[Following, ...]]:
    """By claim ("" for the ticket) and limit, the automations that it sets off, in order of time."""
    active = {rule.code: rule for rule in rules.automations if rule.active}
    found: dict[tuple[str, str], tuple[Following, ...]] = {}
    for moment in of_ticket(ticket, planner, rules, active.values(), outside, claims):
        code = str(moment.told.get("limit", ""))
        if code:
            rule = active[moment.rule]
            acts = tuple(act.code for act in rule.acts)
            one = Following(moment.at, moment.event, rule.code, rule.name_zh, rule.name_en, acts)
            place = (str(moment.told.get("claim", "")), code)
            found[place] = (*found.get(place, ()), one)
    return found
