"""Checks of rule files against each other: what one names, another must hold."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any, Final

from workstation.domain.calendars import Calendar, add_working, add_working_days
from workstation.domain.classify import Catalogue
from workstation.domain.condition import Condition
from workstation.domain.condition_logic import covers, impossible
from workstation.domain.limits import GROUP_CALENDAR, LimitRule, LimitRules
from workstation.domain.procedure import Procedure
from workstation.domain.refusal import Refusal
from workstation.domain.route import RouteRule, RouteRules
from workstation.domain.script import Script
from workstation.domain.shape import each, raise_all
from workstation.domain.ticket import GROUPS

#: From how long on it is tried whether a limit's calendar reaches so far, and from which moment.
_LONG_MS: Final = 60 * 86_400_000
_LONG_DAYS: Final = 60
_SOME_DAY: Final = 1_767_225_600_000  # 2026-01-01


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

    def check(told: tuple[int, RouteRule]) -> None:
        number, rule = told
        _conditions(rule.conditions, catalogue, f"rule[{number}].when")
        never = impossible(rule.conditions)
        if never is not None:
            raise Refusal("route_never", place=f"rule[{number}].when.{never.fact}")
        for before in routing.rules[:number]:
            if covers(before.conditions, rule.conditions):
                raise Refusal("route_unreachable", place=f"rule[{number}]", after=before.code)

    each(enumerate(routing.rules), check)
    used = {rule.group for rule in routing.rules}
    for group in GROUPS:
        if group not in used:
            raise Refusal("route_group_unreachable", place="rule", value=group)


def check_limits(
    limits: LimitRules, catalogue: Catalogue, calendars: Mapping[str, Calendar]
) -> None:
    """Every calendar, class and sub-type that a limit names exists; every limit can apply.

    The law's limit of tickets must be there, and some limit of claims.
    """
    wrong: list[Refusal] = []
    for name, rules in (("limit", limits.rules), ("claim", limits.claim_rules)):
        if not rules:
            wrong.append(Refusal("limits_none", place=name))
        for number, rule in enumerate(rules):
            try:
                place = f"{name}[{number}]"
                if rule.calendar != GROUP_CALENDAR or name == "claim":
                    known(rule.calendar, calendars, f"{place}.calendar")
                _conditions(rule.conditions, catalogue, f"{place}.when")
                _can_apply(rule, rules[:number], place)
                _check_reach(rule, limits, calendars, place)
            except Refusal as refusal:
                wrong.append(refusal)
    if limits.rules and not any(
        (rule.kind, rule.layer) == ("legal", "legal") and (rule.span_ms or rule.span_days)
        for rule in limits.rules
    ):
        wrong.append(Refusal("limits_no_law", place="limit"))
    raise_all(wrong)


def _can_apply(rule: LimitRule, before: tuple[LimitRule, ...], place: str) -> None:
    """Raise for a limit that nothing meets, or whose tickets another of its kind takes before it."""
    never = impossible(rule.conditions)
    if never is not None:
        raise Refusal("route_never", place=f"{place}.when.{never.fact}")
    for other in before:
        same = (other.kind, other.layer) == (rule.kind, rule.layer)
        if same and covers(other.conditions, rule.conditions):
            raise Refusal("limit_unreachable", place=place, after=other.code)


def _check_reach(
    rule: LimitRule, limits: LimitRules, calendars: Mapping[str, Calendar], place: str
) -> None:
    """Raise where a long limit leads further than its calendar goes."""
    if rule.span_ms < _LONG_MS and rule.span_days < _LONG_DAYS:
        return
    groups = limits.group_calendars.values()
    for code in sorted(set(groups)) if rule.calendar == GROUP_CALENDAR else [rule.calendar]:
        calendar = calendars.get(code)
        if calendar is None:  # a mistake told elsewhere
            continue
        try:
            add_working(calendar, _SOME_DAY, rule.span_ms)
            add_working_days(calendar, _SOME_DAY, rule.span_days)
        except Refusal:
            unit = "days" if rule.span_days >= _LONG_DAYS else "minutes"
            raise Refusal("span_beyond", place=f"{place}.{unit}", calendar=code) from None


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
