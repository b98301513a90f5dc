"""What the rules say about a case, asked the way the desk asks when a ticket is taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final, cast

from workstation.domain.calendars import add_working, add_working_days
from workstation.domain.limits import GROUP_CALENDAR, LimitRule, Limits, Planner, plan
from workstation.domain.parcel import Parcel
from workstation.domain.procedure import Procedure, first_step, likely_exit, next_steps
from workstation.domain.route import Decision, RouteFacts, decide
from workstation.domain.ticket import Ticket
from workstation.rules.bundle import Rules
from workstation.sample.cast import Roles
from workstation.sample.opening import Opening
from workstation.sample.standing import Standing

_TEXT: Final = 400


class DeskRules:
    """The rules, with answers kept that many cases share."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._planner = Planner(rules)
        self.classes = {item.code: item.class_code for item in rules.catalogue.subtypes}
        self.causes = {item.code: item.causes for item in rules.catalogue.subtypes}
        self._paths: dict[tuple[str, str], tuple[str, ...]] = {}
        self._reasons = lru_cache(4096)(self._reason)
        self._lines: dict[tuple[object, ...], tuple[LimitRule, ...]] = {}

    def route(self, ticket: Standing, parcel: Parcel, roles: Roles, first: Opening) -> Decision:
        """Where the routing chart sends a fresh ticket."""
        customer = roles.customer
        facts = RouteFacts(
            class_code=ticket.class_code,
            subtype=ticket.subtype,
            intensity=ticket.intensity,
            party=ticket.party,
            channel=ticket.channel,
            key_account=roles.brand.name if roles.brand else "",
            customer_kind=customer.kind,
            vip=customer.vip,
            offer_refused="offer_refused" in ticket.tags,
            region_sender=customer.region if ticket.party == "sender" else "",
            region_receiver=customer.region if ticket.party == "receiver" else "",
            text_words=f"{first.subject}\n{first.body}"[:_TEXT],
            category=parcel.category,
            area=parcel.area,
            destination=parcel.destination,
            cod_fen=parcel.cod_fen,
            value_fen=parcel.declared_fen,
            batch=parcel.batch,
        )
        return decide(facts, self.rules.routing)

    def reason(self, decision: Decision) -> str:
        """The decision's sentence."""
        return self._reasons(
            decision.group, decision.rule, decision.region, tuple(decision.facts.items())
        )

    def _reason(
        self, group: str, rule: str, region: str, facts: tuple[tuple[str, object], ...]
    ) -> str:
        routing = self.rules.routing
        told = Decision(group, rule, routing.version, dict(facts), region)
        return told.sentence("zh", routing)

    def path(self, group: str, subtype: str) -> tuple[str, ...]:
        """The usual steps of a group's procedure for a sub-type, from the first to an end."""
        known = self._paths.get((group, subtype))
        if known is None:
            procedure = self.rules.procedures.get(group)
            known = _path(procedure, subtype) if procedure else ()
            self._paths[group, subtype] = known
        return known

    def procedure(self, group: str) -> str:
        """The group's procedure with its version, as a ticket keeps it."""
        found = self.rules.procedures.get(group)
        return f"{found.code}@{found.version}" if found else ""

    def limits(self, ticket: Standing, outside: Mapping[str, object]) -> Limits:
        """What the ticket owes until when, as `workstation.domain.limits.plan` says.

        `outside` are the facts of its customer and its parcel.
        A finished ticket owes nothing any more; its limits are summed up from the rules that
        `plan` chose for the first ticket like it.
        """
        key = (
            ticket.class_code,
            ticket.subtype,
            ticket.group_code,
            ticket.priority,
            ticket.intensity,
            ticket.channel,
            ticket.lane,
            *(outside[name] for name in sorted(self.rules.limits.outside)),
        )
        known = self._lines.get(key)
        if known is not None and not ticket.is_open:
            return self._finished(ticket, known)
        asked = cast("Ticket", ticket)  # it has all that limits depend on
        limits = plan(
            asked, self.rules.limits, self.rules.calendars, ticket.waited_ms, outside=outside
        )
        if known is None:
            by_code = {rule.code: rule for rule in self.rules.limits.rules}
            self._lines[key] = tuple(by_code[line.rule] for line in limits.lines)
        return limits

    def in_step(self, ticket: Ticket, outside: Mapping[str, object], now: int) -> Ticket:
        """An open ticket in its present step, which one in eight is late with."""
        since = ticket.told_at or ticket.first_response_at or ticket.created_at
        worked = (self._planner.step_ms(ticket) or 0) * (ticket.created_at % 997) // 872
        told = replace(ticket, step_since=max(since, now - worked))
        limits = self._planner.plan(told, outside)
        return replace(
            told, step_due=limits.step_due, due_at=limits.due_at, due_kind=limits.due_kind
        )

    def _finished(self, ticket: Standing, lines: tuple[LimitRule, ...]) -> Limits:
        dues: dict[str, int] = {}
        for rule in lines:
            code = rule.calendar
            if code == GROUP_CALENDAR:
                code = self.rules.limits.group_calendars[ticket.group_code]
            calendar = self.rules.calendars[code]
            if rule.starts != "created":
                continue
            paused = ticket.waited_ms if rule.pauses else 0
            due = add_working_days(calendar, ticket.created_at, rule.span_days)
            due = add_working(calendar, due, rule.span_ms + paused)
            dues[rule.kind] = min(due, dues.get(rule.kind, due))
        response = min(filter(None, (dues.get("response"), dues.get("feedback"))), default=None)
        return Limits(response, dues.get("resolve"), dues.get("legal"))


def _path(procedure: Procedure, subtype: str) -> tuple[str, ...]:
    """Follow the likely way, else one not yet gone, until an end or nothing new.

    Ways that only lead to another group are not gone: these cases stay in theirs.
    """
    path = [first_step(procedure)]
    own = _ending(procedure)
    while True:
        exits = next_steps(procedure, path[-1])
        fresh = [way for way in exits if way.to not in path and way.to in own]
        if not fresh or procedure.step(path[-1]).kind == "end":
            return tuple(path)
        likely = likely_exit(procedure, path[-1], subtype)
        path.append(likely.to if likely in fresh else fresh[0].to)


def _ending(procedure: Procedure) -> set[str]:
    """The steps from which the case can be closed where it is."""
    found = {step.code for step in procedure.steps if step.kind == "end"}
    for _ in procedure.steps:
        found |= {
            step.code for step in procedure.steps if any(way.to in found for way in step.exits)
        }
    return found
