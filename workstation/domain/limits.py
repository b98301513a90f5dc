"""Stacked time limits of a ticket and a claim: internal target, outer promise, legal limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from workstation.domain.calendars import Calendar
from workstation.domain.claim import ACCEPTED_AT, Claim
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
from workstation.domain.limit_sums import (
    NEVER_WAITED,
    Limit,
    Pause,
    limit_line,
    spells_of,
    warning_of,
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
    "claim_dues",
    "claim_owes",
    "limit_rules_from",
    "plan",
    "plan_claim",
    "warning_of",
]

#: Limits that ask for the same thing as the one named: the law's.
_LEGAL: Final = ("legal", "appeal")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a ticket owes until when. None where no rule sets a limit.

    `due_at` is the nearest that is still owed and `due_kind` its kind (one of `KINDS`), or
    `waiting` for a follow-up that was promised. Both are empty once resolved. `legal_due` is the
    nearest that the law or the regulator sets. `beyond` are the codes of limits that cannot be
    reckoned, since their calendar does not reach so far.
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
    beyond: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimLimits:
    """Until when a claim must be answered, decided and paid, and an objection to it answered.

    Each is the nearest of its layers; `due_at` is the nearest that is still owed.
    """

    answer_due: int | None = None
    decide_due: int | None = None
    pay_due: int | None = None
    appeal_due: int | None = None
    due_at: int | None = None
    due_kind: str = ""
    lines: tuple[Limit, ...] = ()


class Bundle(Protocol):
    """The part of all rules that limits need; see `workstation.rules.bundle.Rules`."""

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
        return plan(
            ticket,
            self.rules_of(ticket),
            self._rules.calendars,
            ticket.waited_ms,
            outside=outside,
            step_ms=self.step_ms(ticket),
        )

    def step_ms(self, ticket: Ticket) -> int | None:
        """The open time that its procedure gives a ticket's present step; None for no limit."""
        place = (ticket.procedure, ticket.step)
        if place not in self._steps:
            self._steps[place] = self._step_ms(*place)
        return self._steps[place]

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
    spells = spells_of(ticket.waits) if ticket.waits else ()
    resting = ticket.waiting_reason if ticket.status == "waiting" else ""
    group = rules.group_calendars.get(ticket.group_code, "")
    lines: list[Limit] = []
    beyond: list[str] = []
    for rule in rules.applying(ticket_facts(ticket, outside)):
        started = _start(ticket, rule.starts)
        span = step_ms if rule.as_step else rule.span_ms
        if started is None or span is None:
            continue
        code = group if rule.calendar == GROUP_CALENDAR else rule.calendar
        waited = (spells, paused_ms) if rule.reasons else NEVER_WAITED
        met = _met(ticket, rule.stops, started)
        rests = met is None and resting in rule.reasons
        try:
            lines.append(limit_line(rule, started, span, code, calendars, met, waited, rests))
        except Refusal as refusal:
            beyond.append(_left_out(rule, refusal))
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
        beyond=tuple(beyond),
    )


def _left_out(rule: LimitRule, refusal: Refusal) -> str:
    """The code of a limit that no calendar reaches; other refusals are raised again."""
    if refusal.code != "calendar_out_of_range":
        raise refusal
    return rule.code


def plan_claim(
    claim: Claim, area: str, rules: LimitRules, calendars: Mapping[str, Calendar]
) -> ClaimLimits:
    """Work out until when a claim must be answered, decided and paid.

    Answered from its making until it is handed in first, and decided from then on, also where it
    goes back to a draft meanwhile; another version is decided from its own handing in. Paid from
    the agreement, or the approval where none is written down; an objection (`appeal_at` in the
    claim's `extra`) is answered to `appeal_answered_at`. `area` is the parcel's.
    """
    taken_on = _moment(claim, ACCEPTED_AT) or claim.submitted_at
    spans = {
        "answer": (claim.created_at, taken_on),
        "decide": (taken_on if claim.version == 1 else claim.submitted_at, claim.approved_at),
        "pay": (claim.agreed_at or claim.approved_at, claim.paid_at),
        "appeal": (_moment(claim, "appeal_at"), _moment(claim, "appeal_answered_at")),
    }
    facts = {
        "kind": claim.kind,
        "area": area,
        "party": claim.party,
        "insured": claim.insured_fen > 0,
        "claimed_fen": claim.claimed_fen,
    }
    lines = []
    for rule in first_holding(rules.claim_rules, facts):
        started, met = spans[rule.kind]
        if started is None:
            continue
        try:
            lines.append(limit_line(rule, started, rule.span_ms, rule.calendar, calendars, met))
        except Refusal as refusal:
            _left_out(rule, refusal)
    owed = sorted((line.due, line.kind) for line in lines if claim_owes(claim, line))
    return ClaimLimits(
        answer_due=_nearest(lines, ("answer",)),
        decide_due=_nearest(lines, ("decide",)),
        pay_due=_nearest(lines, ("pay",)),
        appeal_due=_nearest(lines, ("appeal",)),
        due_at=owed[0][0] if owed else None,
        due_kind=owed[0][1] if owed else "",
        lines=tuple(lines),
    )


def claim_owes(claim: Claim, line: Limit) -> bool:
    """Whether a limit of a claim is still owed; objections are, to what was turned down and paid."""
    over = ("withdrawn",) if line.kind == "appeal" else ("rejected", "withdrawn", "paid")
    return line.met_at is None and claim.status not in over


def claim_dues(
    claim: Claim, rules: LimitRules, calendars: Mapping[str, Calendar], area: str = "domestic"
) -> tuple[Limit, ...]:
    """What a claim still owes, in all layers, the nearest first; see :func:`plan_claim`."""
    lines = plan_claim(claim, area, rules, calendars).lines
    return tuple(sorted((one for one in lines if claim_owes(claim, one)), key=lambda one: one.due))


def _moment(claim: Claim, name: str) -> int | None:
    """A moment that a claim's `extra` keeps as text; None where there is none that can be read."""
    text = claim.extra.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else None


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
