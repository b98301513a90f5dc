"""Checks of rule files against each other: what one names, another must hold."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from workstation.domain.classify import Catalogue
from workstation.domain.condition import Condition
from workstation.domain.condition_logic import covers, impossible
from workstation.domain.limits import GROUP_CALENDAR, LimitRules
from workstation.domain.procedure import Procedure
from workstation.domain.refusal import Refusal
from workstation.domain.route import RouteRules
from workstation.domain.script import Script
from workstation.domain.ticket import GROUPS


def known(code: str, codes: Container[str], place: str) -> None:
    """Raise `Refusal("rule_reference")` unless `code` is among `codes`."""
    if code not in codes:
        raise Refusal("rule_reference", place=place, value=code)


def check_codes(made: tuple[Any, ...], seen: set[str], rows: str) -> None:
    """No code of a file's `rows` stands in one read before it; `seen` is filled with its codes."""
    for number, item in enumerate(made):
        if item.code in seen:
            raise Refusal("rule_duplicate", place=f"{rows}[{number}].code", value=item.code)
        seen.add(item.code)


def check_routing(routing: RouteRules, catalogue: Catalogue) -> None:
    """Every class and sub-type that a rule names exists; every rule and group can be reached."""
    for number, rule in enumerate(routing.rules):
        _conditions(rule.conditions, catalogue, f"rule[{number}].when")
        never = impossible(rule.conditions)
        if never is not None:
            raise Refusal("route_never", place=f"rule[{number}].when.{never.fact}")
        for before in routing.rules[:number]:
            if covers(before.conditions, rule.conditions):
                raise Refusal("route_unreachable", place=f"rule[{number}]", after=before.code)
    used = {rule.group for rule in routing.rules}
    for group in GROUPS:
        if group not in used:
            raise Refusal("route_group_unreachable", place="rule", value=group)


def check_limits(limits: LimitRules, catalogue: Catalogue, calendars: Container[str]) -> None:
    """Every calendar, class and sub-type that a limit names exists."""
    for name, rules in (("limit", limits.rules), ("claim", limits.claim_rules)):
        for number, rule in enumerate(rules):
            place = f"{name}[{number}]"
            if rule.calendar != GROUP_CALENDAR or name == "claim":
                known(rule.calendar, calendars, f"{place}.calendar")
            _conditions(rule.conditions, catalogue, f"{place}.when")


def check_procedure(procedure: Procedure, catalogue: Catalogue) -> None:
    """The group, and every sub-type that a way out names, exist."""
    known(procedure.group, GROUPS, "group")
    for number, step in enumerate(procedure.steps):
        for way_number, way in enumerate(step.exits):
            for code in way.subtypes:
                known(code, catalogue.codes, f"step[{number}].exit[{way_number}].subtypes")


def check_hand_over(procedure: Procedure, procedures: Mapping[str, Procedure]) -> None:
    """Each step that hands a case over names a step of the other group's procedure, or none."""
    for number, step in enumerate(procedure.steps):
        other = procedures.get(step.group)
        if step.enters and other is not None:
            known(step.enters, [item.code for item in other.steps], f"step[{number}].enters")
        if step.kind == "hand_over" and step.group == procedure.group:
            expected = "another group"
            place = f"step[{number}].group"
            raise Refusal("rule_value", place=place, value=step.group, expected=expected)


def check_scripts(scripts: tuple[Script, ...], catalogue: Catalogue, steps: Container[str]) -> None:
    """Every class, group and step that a script is meant for exists."""
    for number, script in enumerate(scripts):
        place = f"script[{number}]"
        for code in script.classes:
            known(code, catalogue.codes, f"{place}.classes")
        for code in script.groups:
            known(code, GROUPS, f"{place}.groups")
        for code in script.steps:
            known(code, steps, f"{place}.steps")


def _conditions(conditions: tuple[Condition, ...], catalogue: Catalogue, place: str) -> None:
    facts: dict[str, Container[str]] = {
        "class_code": catalogue.codes,
        "subtype": catalogue.codes,
        "group_code": GROUPS,
    }
    for condition in conditions:
        if condition.fact in facts:
            for code in condition.wanted:
                known(str(code), facts[condition.fact], f"{place}.{condition.fact}")
