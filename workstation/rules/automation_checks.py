"""Checks of automations against the other rules: what they name must be there."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from workstation.domain.automation import DEEPEST, Automation, loops
from workstation.domain.condition import Condition
from workstation.domain.refusal import Refusal
from workstation.domain.shape import each
from workstation.domain.ticket import GROUPS
from workstation.rules.checks import known

if TYPE_CHECKING:
    from workstation.rules.bundle import Rules


def check_automations(made: tuple[Automation, ...], rules: Rules) -> None:
    """Every limit, class, group and step that an automation names exists.

    Reply scripts are looked up when they are said: they are a file of their own, and one that is
    gone leaves the act out and says so.
    """
    limits = {rule.code for rule in (*rules.limits.rules, *rules.limits.claim_rules)}
    steps = {step.code for item in rules.procedures.values() for step in item.steps}
    facts: dict[str, Container[str]] = {
        "class_code": rules.catalogue.codes,
        "subtype": rules.catalogue.codes,
        "group_code": GROUPS,
        "step": steps,
    }

    def check(automation: Automation) -> None:
        place = f"automation[{automation.place}]"
        for number, activator in enumerate(automation.on):
            for code in activator.limits:
                known(code, limits, f"{place}.on[{number}].limits")
        _conditions(automation.conditions, facts, f"{place}.when")

    each(made, check)


def circles(made: tuple[Automation, ...]) -> tuple[Refusal, ...]:
    """A warning for each circle of automations that may set each other off, at its first one."""
    places = {one.code: one.place for one in made}
    return tuple(
        Refusal(
            "automation_circle",
            place=f"automation[{places[loop.codes[0]]}]",
            chain=" → ".join((*loop.codes, loop.codes[0])),
            most=DEEPEST,
        )
        for loop in loops(made)
    )


def _conditions(
    conditions: tuple[Condition, ...], facts: dict[str, Container[str]], place: str
) -> None:
    for condition in conditions:
        if condition.fact in facts and condition.test in ("in", "not_in"):
            for code in condition.wanted:
                if code != "":
                    known(str(code), facts[condition.fact], f"{place}.{condition.fact}")
