"""Stacked time limits of a ticket and a claim: internal target, outer promise, legal limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol

from workstation.domain.calendars import (
    Calendar,
    add_working,
    add_working_days,
    subtract_working,
    unknown_years,
    working_between,
)
from workstation.domain.claim import Claim
from workstation.domain.facts import moment_of, ticket_facts
from workstation.domain.limit_rules import (
    CLAIM_KINDS,
    GROUP_CALENDAR,
    KINDS,
    LAYERS,
    PAUSING_REASONS,
    LimitRule,
    LimitRules,
    first_holding,
    limit_rules_from,
)
from workstation.domain.procedure import Procedure
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket

__all__ = [
    "CLAIM_KINDS",
    "GROUP_CALENDAR",
    "KINDS",
    "LAYERS",
    "PAUSING_REASONS",
    "ClaimLimits",
    "Limit",
    "LimitRule",
    "LimitRules",
    "Limits",
    "Pause",
    "Planner",
    "limit_rules_from",
    "plan",
    "plan_claim",
    "warning_of",
]

#: A wait that moved a limit: from, until, and the open time in it, in milliseconds.
Pause = tuple[int, int, int]
_Spell = tuple[int, int, str]
#: Limits that ask for the same thing as the one named: the law's.
_LEGAL: Final = ("legal", "appeal")
_NEVER_WAITED: Final[tuple[tuple[_Spell, ...], int]] = ((), 0)
_WEEK_MS: Final = 7 * 86_400_000
_ENDLESS: Final = 1 << 62
_MANY_CALENDARS: Final = 256
#: By its identity, since every sum asks: a calendar and from when to when its years are known.
_KNOWN: Final[dict[int, tuple[Calendar, tuple[int, int]]]] = {}


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of a ticket with its arithmetic. Moments in milliseconds UTC.

    It runs from `started_at`, which `starts` explains, for `span_ms` of open time of the
    `calendar` and `span_days` working days, and stood still during `spells`, `paused_ms` of open
    time together; while it stands still now (`resting`), `due` is when it would end if it went
    on at once. `met_at` is when it was kept or missed for good, None while it is owed.
    `unknown_years` are years of the span whose holidays are not known.
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
    starts: str = "created"
    span_ms: int = 0
    span_days: int = 0
    spells: tuple[Pause, ...] = ()
    resting: bool = False
    warn_ms: int = 0

    @property
    def owed(self) -> bool:
        """Whether its clock runs."""
        return self.met_at is None and not self.resting

    @property
    def occurrence(self) -> str:
        """Names this run of the limit: the same on every desk, another after another start.

        A wait that moved it makes another run: then it warns again.
        """
        return f"{self.rule}:{self.started_at}:{len(self.spells)}"

    def late_ms(self, now: int) -> int:
        """By how much it was missed, up to now; at most 0 when it was kept or is not due yet."""
        return (now if self.met_at is None else self.met_at) - self.due


@dataclass(frozen=True, slots=True)
class Limits:
    """What a ticket owes until when. None where no rule sets a limit.

    `due_at` is the nearest that is still owed and `due_kind` its kind (one of `KINDS`), or
    `waiting` for a follow-up that was promised. Both are empty once resolved. `legal_due` is the
    nearest that the law or the regulator sets.
    """

    response_due: int | None = None
    resolve_due: int | None = None
    legal_due: int | None = None
    due_at: int | None = None
    due_kind: str = ""
    lines: tuple[Limit, ...] = ()
    unknown_years: tuple[int, ...] = ()
    step_due: int | None = None
    update_due: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimLimits:
    """Until when a claim must be answered, decided and paid; `due_at` is the nearest owed."""

    answer_due: int | None = None
    decide_due: int | None = None
    pay_due: int | None = None
    due_at: int | None = None
    due_kind: str = ""
    lines: tuple[Limit, ...] = ()


class Bundle(Protocol):
    """The part of all rules that limits need; see `workstation.rules.Rules`."""

    @property
    def calendars(self) -> Mapping[str, Calendar]:
        """Calendars by code, in their present form."""
        ...

    def limits_of(self, version: str) -> LimitRules:
        """The limits of a version that a ticket keeps."""
        ...

    def procedure(self, told: str) -> Procedure | None:
        """The procedure of "code@version"."""
        ...


class Planner:
    """Works limits out for many tickets under the same rules."""

    def __init__(self, rules: Bundle) -> None:
        self._rules = rules
        self._versions: dict[str, LimitRules] = {}
        self._steps: dict[tuple[str, str], int | None] = {}

    def rules_of(self, ticket: Ticket) -> LimitRules:
        """The limits of the version that applies to a ticket."""
        version = ticket.limits_version
        found = self._versions.get(version)
        if found is None:
            found = self._versions[version] = self._rules.limits_of(version)
        return found

    def plan(self, ticket: Ticket, outside: Mapping[str, object] | None = None) -> Limits:
        """What a ticket owes; `outside` are its customer's and its parcel's facts. As `plan`."""
        place = (ticket.procedure, ticket.step)
        if place not in self._steps:
            self._steps[place] = self._step_ms(*place)
        return plan(
            ticket,
            self.rules_of(ticket),
            self._rules.calendars,
            ticket.waited_ms,
            outside=outside,
            step_ms=self._steps[place],
        )

    def _step_ms(self, told: str, code: str) -> int | None:
        procedure = self._rules.procedure(told) if told and code else None
        steps = procedure.steps if procedure else ()
        return next((step.limit_ms for step in steps if step.code == code), None)


def plan(
    ticket: Ticket,
    rules: LimitRules,
    calendars: Mapping[str, Calendar],
    paused_ms: int = 0,
    *,
    outside: Mapping[str, object] | None = None,
    step_ms: int | None = None,
) -> Limits:
    """Work out what a ticket owes until when.

    The ticket's finished waits move the limits that they pause, each by the open time that its own
    calendar counts in them; `paused_ms` is open time waited besides. While the ticket waits now,
    those are not owed; the moment until which it waits is, as `waiting`. `step_ms` is the length
    that the procedure gives the present step.
    Raises `Refusal("limit_calendar")` for a missing calendar.
    """
    spells = _spells(ticket.waits) if ticket.waits else ()
    resting = ticket.waiting_reason if ticket.status == "waiting" else ""
    group = rules.group_calendars.get(ticket.group_code, "")
    lines: list[Limit] = []
    for rule in rules.applying(ticket_facts(ticket, outside)):
        started = _start(ticket, rule.starts)
        span = step_ms if rule.as_step else rule.span_ms
        if started is None or span is None:
            continue
        code = group if rule.calendar == GROUP_CALENDAR else rule.calendar
        waited = (spells, paused_ms) if rule.reasons else _NEVER_WAITED
        met = _met(ticket, rule.stops, started)
        rests = met is None and resting in rule.reasons
        lines.append(_line(rule, started, span, code, calendars, met, waited, rests))
    due_at, due_kind = _owed(ticket, lines)
    years = {year for line in lines for year in line.unknown_years}
    return Limits(
        response_due=_nearest(lines, ("response", "feedback")),
        resolve_due=_nearest(lines, ("resolve", "task")),
        legal_due=_nearest(lines, _LEGAL),
        due_at=due_at,
        due_kind=due_kind,
        lines=tuple(lines),
        unknown_years=tuple(sorted(years)) if years else (),
        step_due=_nearest(lines, ("step",)),
        update_due=_nearest(lines, ("update",)) if ticket.is_open else None,
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
    lines = []
    for rule in first_holding(rules.claim_rules, {"kind": claim.kind, "area": area}):
        started, met = spans[rule.kind]
        if started is not None:
            lines.append(_line(rule, started, rule.span_ms, rule.calendar, calendars, met))
    live = claim.status not in ("rejected", "withdrawn", "paid")
    owed = sorted((line.due, line.kind) for line in lines if line.met_at is None and live)
    return ClaimLimits(
        answer_due=_nearest(lines, ("answer",)),
        decide_due=_nearest(lines, ("decide",)),
        pay_due=_nearest(lines, ("pay",)),
        due_at=owed[0][0] if owed else None,
        due_kind=owed[0][1] if owed else "",
        lines=tuple(lines),
    )


def warning_of(line: Limit, calendars: Mapping[str, Calendar]) -> int:
    """When a limit warns: so much open time before its end, but not before it begins."""
    if not line.warn_ms:
        return line.due
    at = subtract_working(calendars[line.calendar], line.due, line.warn_ms)
    return max(at, line.started_at)


def _start(ticket: Ticket, code: str) -> int | None:
    """From when a limit runs; None while there is no such moment."""
    if code == "created":
        return ticket.created_at
    if code == "step":
        return ticket.step_since
    if code == "told":
        return ticket.told_at or ticket.first_response_at
    if code == "urged":
        return ticket.urged_at
    return moment_of(ticket, code.removeprefix("extra."))


def _met(ticket: Ticket, code: str, started: int) -> int | None:
    """When it was met, be it in time or not."""
    if code == "answered":
        return ticket.first_response_at
    if code == "told":
        told = ticket.told_at
        return told if told is not None and told > started else ticket.resolved_at
    if code in ("resolved", "left"):
        return ticket.resolved_at
    return moment_of(ticket, code.removeprefix("extra."))


def _spells(waits: tuple[str, ...]) -> tuple[_Spell, ...]:
    """The finished waits in order and apart, each with its reason ("" for somebody outside)."""
    found: list[_Spell] = []
    for told in waits:
        spell, _, reason = told.partition(":")
        since, _, until = spell.partition("-")
        found.append((int(since), int(until), reason))
    return tuple(sorted(found))


def _line(
    rule: LimitRule,
    started: int,
    span_ms: int,
    code: str,
    calendars: Mapping[str, Calendar],
    met_at: int | None,
    waited: tuple[tuple[_Spell, ...], int] = _NEVER_WAITED,
    resting: bool = False,
) -> Limit:
    calendar = calendars.get(code)
    if calendar is None:
        raise Refusal("limit_calendar", rule=rule.code, calendar=code)
    due = add_working_days(calendar, started, rule.span_days) if rule.span_days else started
    due = add_working(calendar, due, span_ms)
    spells, paused = waited
    counted: tuple[Pause, ...] = ()
    if paused:
        due = add_working(calendar, due, paused)
    if spells:
        due, counted = _moved(calendar, started, due, spells, rule.reasons)
        paused += sum([pause[2] for pause in counted])
    first, last = _known(calendar)
    years = () if first <= started and due < last else unknown_years(calendar, started, due)
    return Limit(
        rule.code,
        rule.kind,
        rule.layer,
        started,
        paused,
        code,
        due,
        met_at,
        bool(rule.reasons),
        years,
        rule.starts,
        span_ms,
        rule.span_days,
        counted,
        resting,
        rule.warn_ms,
    )


def _moved(
    calendar: Calendar, started: int, due: int, spells: tuple[_Spell, ...], reasons: tuple[str, ...]
) -> tuple[int, tuple[Pause, ...]]:
    """The end of a limit, moved on by each wait that began before it, and those waits.

    Time that two waits share counts once; a wait after the end of the limit does not move it.
    """
    counted: list[Pause] = []
    reached = started
    for since, until, reason in spells:
        since = max(since, reached)
        if since >= due or until <= since or (reason or "customer") not in reasons:
            continue
        reached = until
        if open_ms := working_between(calendar, since, until):
            counted.append((since, until, open_ms))
            due = add_working(calendar, due, open_ms)
    return due, tuple(counted)


def _known(calendar: Calendar) -> tuple[int, int]:
    """From when to when the holidays of a calendar are known without a gap."""
    kept = _KNOWN.get(id(calendar))
    if kept is not None and kept[0] is calendar:
        return kept[1]
    if len(_KNOWN) > _MANY_CALENDARS:
        _KNOWN.clear()
    years = calendar.known_years
    span = (0, _ENDLESS)
    if years is not None and not calendar.always_open:
        first = max(years, default=0)
        while first - 1 in years:
            first -= 1
        span = (_new_year(first) + 2 * _WEEK_MS, _new_year(max(years) + 1)) if years else (0, 0)
    _KNOWN[id(calendar)] = (calendar, span)
    return span


def _new_year(year: int) -> int:
    """A week before a year begins, in milliseconds: no zone has reached it, nor its holidays."""
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) * 1000 - _WEEK_MS


def _nearest(lines: list[Limit], kinds: tuple[str, ...]) -> int | None:
    found = None
    for line in lines:
        if line.kind in kinds and (found is None or line.due < found):
            found = line.due
    return found


def _owed(ticket: Ticket, lines: list[Limit]) -> tuple[int | None, str]:
    """The nearest moment still owed and its kind."""
    if not ticket.is_open:
        return None, ""
    owed = [(line.due, line.kind) for line in lines if line.owed]
    if ticket.status == "waiting" and ticket.waiting_until is not None:
        owed.append((ticket.waiting_until, "waiting"))
    return min(owed) if owed else (None, "")
