"""The moments at which time sets automations off, ticket by ticket."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from workstation.domain.automation import Activator, Automation
from workstation.domain.calendars import add_working
from workstation.domain.claim import LIVE_CLAIMS, Claim
from workstation.domain.limits import Limit, Planner, plan_claim, warning_of
from workstation.domain.refusal import Refusal
from workstation.domain.ticket import Ticket

if TYPE_CHECKING:
    from workstation.rules.bundle import Rules

#: Events of single tickets, and those of the clock that concern all.
OF_TICKETS: Final = ("reminder", "limit_warned", "limit_passed")
OF_THE_CLOCK: Final = ("daily", "every")
_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A moment that sets a rule off on a ticket; `occurrence` names it alike on every desk."""

    at: int
    rule: str
    ticket: str
    occurrence: str
    event: str
    told: Mapping[str, Any] = field(default_factory=dict, compare=False)


def of_ticket(
    ticket: Ticket,
    planner: Planner,
    rules: Rules,
    automations: Iterable[Automation],
    outside: Mapping[str, object] | None = None,
    claims: Iterable[Claim] = (),
) -> list[Moment]:
    """All moments of a ticket as it stands, past ones too, in order.

    `outside` are the facts of its customer and its parcel, which limits may ask for; `claims` its
    claims, whose limits count as well.
    """
    wanted = [(rule, one) for rule in automations for one in rule.of(OF_TICKETS)]
    if not wanted or not ticket.is_open:
        return []
    found: list[Moment] = []
    limited = any(one.event != "reminder" for _, one in wanted)
    lines = list(_owed(ticket, planner, outside)) if limited else []
    if limited:
        lines += _of_claims(ticket, planner, rules, outside, claims)
    for rule, activator in wanted:
        if activator.event == "reminder":
            found.extend(_reminder(ticket, rule))
        else:
            told = (
                _of_limit(ticket, rule, activator, line, rules, claim)
                for claim, line in lines
                if activator.takes(line.rule, line.kind, line.layer)
                and (line.warn_ms or activator.event == "limit_passed")
            )
            found.extend(moment for moment in told if moment is not None)
    return sorted(found)


def _owed(
    ticket: Ticket, planner: Planner, outside: Mapping[str, object] | None
) -> Iterator[tuple[str, Limit]]:
    try:
        lines = planner.plan(ticket, outside).lines
    except Refusal:
        return
    for line in lines:
        if line.owed:
            yield "", line


def _of_claims(
    ticket: Ticket,
    planner: Planner,
    rules: Rules,
    outside: Mapping[str, object] | None,
    claims: Iterable[Claim],
) -> Iterator[tuple[str, Limit]]:
    area = str((outside or {}).get("area", ""))
    for claim in claims:
        if claim.status not in LIVE_CLAIMS:
            continue
        try:
            lines = plan_claim(claim, area, planner.rules_of(ticket), rules.calendars).lines
        except Refusal:
            continue
        for line in lines:
            if line.met_at is None:
                yield claim.uid, line


def _reminder(ticket: Ticket, rule: Automation) -> Iterator[Moment]:
    if ticket.status == "waiting" and ticket.waiting_until is not None:
        name = f"waiting:{ticket.waiting_since}:{ticket.waiting_until}"
        yield Moment(ticket.waiting_until, rule.code, ticket.uid, name, "reminder")


def _of_limit(
    ticket: Ticket,
    rule: Automation,
    activator: Activator,
    line: Limit,
    rules: Rules,
    claim: str,
) -> Moment | None:
    """The moment at which a limit sets a rule off; None where no calendar reaches it."""
    told: dict[str, Any] = {"limit": line.rule, "due": line.due}
    if claim:
        told["claim"] = claim
    run = f"{claim}:{line.occurrence}" if claim else line.occurrence
    if activator.event == "limit_warned":
        at = warning_of(line, rules.calendars)
        name = f"{run}:warned"
    else:
        try:
            at = add_working(rules.calendars[line.calendar], line.due, activator.after_ms)
        except Refusal:
            return None
        name = f"{run}:passed:{activator.after_ms}"
        told["after_ms"] = activator.after_ms
    return Moment(at, rule.code, ticket.uid, name, activator.event, told)


def of_the_clock(
    automations: Iterable[Automation], since: int, until: int, zone: ZoneInfo
) -> list[Moment]:
    """The moments after `since` up to `until` that concern all tickets, in order.

    A daily one is told by the wall clock of `zone`; the others are counted from the epoch, so
    that every desk has the same.
    """
    found: list[Moment] = []
    for rule in automations:
        for one in rule.of(OF_THE_CLOCK):
            if one.event == "daily":
                found.extend(_daily(rule, one, since, until, zone))
            else:
                first = since // one.every_ms + 1
                for turn in range(first, until // one.every_ms + 1):
                    at = turn * one.every_ms
                    found.append(Moment(at, rule.code, "", f"every:{one.every_ms}:{turn}", "every"))
    return sorted(found)


def _daily(
    rule: Automation, one: Activator, since: int, until: int, zone: ZoneInfo
) -> Iterator[Moment]:
    day = datetime.fromtimestamp(since / 1000, zone).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    for number in range((until - since) // _DAY_MS + 2):
        local = day.replace(tzinfo=None) + timedelta(days=number, minutes=one.at_minute)
        at = round(local.replace(tzinfo=zone).timestamp()) * 1000
        if since < at <= until:
            name = f"daily:{one.at_minute}:{local.date().isoformat()}"
            yield Moment(at, rule.code, "", name, "daily")
