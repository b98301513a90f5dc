"""Stacked time limits of a ticket and a claim: internal target, outer promise, legal limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from workstation.domain.calendars import (
    Calendar,
    add_working,
    add_working_days,
    unknown_years,
    working_between,
)
from workstation.domain.claim import Claim
from workstation.domain.condition import Condition, conditions_from, holds
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, check_known, root
from workstation.domain.ticket import Ticket

#: What a limit asks for: a first answer, a solution, the answer that the law demands.
KINDS: Final = ("response", "resolve", "legal")
LAYERS: Final = ("internal", "outer", "legal")
CLAIM_KINDS: Final = ("answer", "decide", "pay")
#: A ticket waiting for one of these owes nothing to its internal targets meanwhile.
PAUSING_REASONS: Final = ("customer", "sender", "receiver", "merchant")
#: Stands for the calendar of the ticket's group.
GROUP_CALENDAR: Final = "group"
_TICKET_FACTS: Final = ("class_code", "subtype", "group_code", "priority", "intensity", "channel")
_CLAIM_FACTS: Final = ("kind", "area")


@dataclass(frozen=True, slots=True)
class LimitRule:
    """A limit: open time `span_ms`, or `span_days` working days, after the start.

    `pauses` says whether waiting for the customer stops its clock. The first rule of a kind and
    layer whose conditions hold applies; the others of that kind and layer do not.
    """

    code: str
    kind: str
    layer: str
    name_zh: str
    name_en: str
    span_ms: int
    span_days: int
    calendar: str
    pauses: bool
    conditions: tuple[Condition, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class LimitRules:
    """All limits of one version. `group_calendars` gives the calendar code of each group."""

    version: str
    rules: tuple[LimitRule, ...]
    claim_rules: tuple[LimitRule, ...] = ()
    group_calendars: Mapping[str, str] = field(default_factory=dict)
    warn_ms: int = 0


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of a ticket with its arithmetic. Moments in milliseconds UTC.

    `met_at` is when it was kept or missed for good, None while it is owed. `unknown_years` are
    years of the span whose holidays are not known.
    """

    rule: str
    kind: str
    layer: str
    started_at: int
    paused_ms: int
    calendar: str
    due: int
    met_at: int | None
    pauses: bool = False
    unknown_years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a ticket owes until when. None where no rule sets a limit.

    `due_at` is the nearest that is still owed and `due_kind` its kind: `response`, `resolve`,
    `legal`, or `waiting` for a follow-up that was promised. Both are empty once resolved.
    """

    response_due: int | None = None
    resolve_due: int | None = None
    legal_due: int | None = None
    due_at: int | None = None
    due_kind: str = ""
    lines: tuple[Limit, ...] = ()
    unknown_years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimLimits:
    """Until when a claim must be answered, decided and paid; `due_at` is the nearest owed."""

    answer_due: int | None = None
    decide_due: int | None = None
    pay_due: int | None = None
    due_at: int | None = None
    due_kind: str = ""
    lines: tuple[Limit, ...] = ()


def limit_rules_from(data: dict[str, object]) -> LimitRules:
    """Build the limits from their file's data, with the groups under `group` (code, calendar).

    Raises `Refusal` (`rule_*`, `condition_*`, `limit_span`) with the place.
    """
    top = root(data)
    top.only("format", "version", "warn_minutes", "limit", "claim", "group")
    rules = tuple(_rule(row, KINDS, _TICKET_FACTS) for row in top.tables("limit"))
    claims = tuple(_rule(row, CLAIM_KINDS, _CLAIM_FACTS) for row in top.tables("claim"))
    check_distinct([rule.code for rule in rules], "limit")
    check_distinct([rule.code for rule in claims], "claim")
    calendars = {row.text("code"): row.text("calendar") for row in top.tables("group")}
    return LimitRules(
        version=top.text("version"),
        rules=rules,
        claim_rules=claims,
        group_calendars=calendars,
        warn_ms=top.whole("warn_minutes", 0) * 60_000,
    )


def plan(
    ticket: Ticket,
    rules: LimitRules,
    calendars: Mapping[str, Calendar],
    paused_ms: int = 0,
) -> Limits:
    """Work out what a ticket owes until when.

    The ticket's finished waits move the limits that pause, each by the open time that its own
    calendar counts in them; `paused_ms` is open time waited besides. While the ticket waits now,
    those are not owed; the moment until which it waits is, as `waiting`.
    Raises `Refusal("limit_calendar")` for a missing calendar.
    """
    facts = {name: getattr(ticket, name) for name in _TICKET_FACTS}
    lines = []
    for rule in _applying(rules.rules, facts):
        code = rule.calendar
        if code == GROUP_CALENDAR:
            code = rules.group_calendars.get(ticket.group_code, "")
        met = ticket.first_response_at if rule.kind == "response" else ticket.resolved_at
        paused = paused_ms + _waited(ticket, calendars.get(code))
        lines.append(_line(rule, ticket.created_at, paused, code, calendars, met))
    due_at, due_kind = _owed(ticket, lines)
    return Limits(
        response_due=_nearest(lines, "response"),
        resolve_due=_nearest(lines, "resolve"),
        legal_due=_nearest(lines, "legal"),
        due_at=due_at,
        due_kind=due_kind,
        lines=tuple(lines),
        unknown_years=tuple(sorted({year for line in lines for year in line.unknown_years})),
    )


def _waited(ticket: Ticket, calendar: Calendar | None) -> int:
    """The open time of a calendar within the ticket's finished waits."""
    if calendar is None:
        return 0
    spells = (spell.split("-") for spell in ticket.waits)
    return sum(
        working_between(calendar, max(int(start), ticket.created_at), int(end))
        for start, end in spells
        if int(end) > ticket.created_at
    )


def plan_claim(
    claim: Claim, area: str, rules: LimitRules, calendars: Mapping[str, Calendar]
) -> ClaimLimits:
    """Work out until when a claim must be answered, decided and paid.

    Answered from its making to its submission, decided from its submission, paid from its
    approval; `area` is the parcel's.
    """
    spans = {
        "answer": (claim.created_at, claim.submitted_at),
        "decide": (claim.submitted_at, claim.approved_at),
        "pay": (claim.approved_at, claim.paid_at),
    }
    facts = {"kind": claim.kind, "area": area}
    lines = []
    for rule in _applying(rules.claim_rules, facts):
        started, met = spans[rule.kind]
        if started is not None:
            lines.append(_line(rule, started, 0, rule.calendar, calendars, met))
    live = claim.status not in ("rejected", "withdrawn", "paid")
    owed = sorted((line.due, line.kind) for line in lines if line.met_at is None and live)
    return ClaimLimits(
        answer_due=_nearest(lines, "answer"),
        decide_due=_nearest(lines, "decide"),
        pay_due=_nearest(lines, "pay"),
        due_at=owed[0][0] if owed else None,
        due_kind=owed[0][1] if owed else "",
        lines=tuple(lines),
    )


def _applying(rules: tuple[LimitRule, ...], facts: Mapping[str, object]) -> tuple[LimitRule, ...]:
    """The first rule of each kind and layer whose conditions hold."""
    chosen: dict[tuple[str, str], LimitRule] = {}
    for rule in rules:
        place = (rule.kind, rule.layer)
        if place not in chosen and all(holds(one, facts) for one in rule.conditions):
            chosen[place] = rule
    return tuple(rule for rule in chosen.values() if rule.span_ms or rule.span_days)


def _line(
    rule: LimitRule,
    started: int,
    paused_ms: int,
    code: str,
    calendars: Mapping[str, Calendar],
    met_at: int | None,
) -> Limit:
    calendar = calendars.get(code)
    if calendar is None:
        raise Refusal("limit_calendar", rule=rule.code, calendar=code)
    paused = paused_ms if rule.pauses else 0
    due = add_working_days(calendar, started, rule.span_days)
    due = add_working(calendar, due, rule.span_ms + paused)
    return Limit(
        rule=rule.code,
        kind=rule.kind,
        layer=rule.layer,
        started_at=started,
        paused_ms=paused,
        calendar=code,
        due=due,
        met_at=met_at,
        pauses=rule.pauses,
        unknown_years=unknown_years(calendar, started, due),
    )


def _nearest(lines: list[Limit], kind: str) -> int | None:
    return min((line.due for line in lines if line.kind == kind), default=None)


def _owed(ticket: Ticket, lines: list[Limit]) -> tuple[int | None, str]:
    """The nearest moment still owed and its kind."""
    if not ticket.is_open:
        return None, ""
    resting = ticket.status == "waiting" and ticket.waiting_reason in PAUSING_REASONS
    owed = [
        (line.due, line.kind)
        for line in lines
        if line.met_at is None and not (resting and line.pauses)
    ]
    if ticket.status == "waiting" and ticket.waiting_until is not None:
        owed.append((ticket.waiting_until, "waiting"))
    return min(owed) if owed else (None, "")


def _rule(row: Table, kinds: tuple[str, ...], facts: tuple[str, ...]) -> LimitRule:
    row.only(
        "code",
        "kind",
        "layer",
        "name_zh",
        "name_en",
        "minutes",
        "days",
        "calendar",
        "pauses",
        "when",
        "source",
    )
    rule = LimitRule(
        code=row.text("code"),
        kind=row.text("kind"),
        layer=row.text("layer", "outer"),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        span_ms=row.whole("minutes", 0) * 60_000,
        span_days=row.whole("days", 0),
        calendar=row.text("calendar"),
        pauses=row.flag("pauses"),
        conditions=conditions_from(row.table("when"), facts, {}),
        source=row.text("source", ""),
    )
    check_known(rule.kind, kinds, row.at("kind"))
    check_known(rule.layer, LAYERS, row.at("layer"))
    if rule.span_ms < 0 or rule.span_days < 0:
        raise Refusal("limit_span", place=row.at("minutes"), rule=rule.code)
    return rule
