"""Checks of the rules about people, call-backs, diagnosis and knowledge against the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workstation.domain.assignment import AssignmentRules
from workstation.domain.condition import Condition
from workstation.domain.diagnosis import Tree
from workstation.domain.evidence_rules import EvidenceRules
from workstation.domain.knowledge import Article
from workstation.domain.revisit_rules import RevisitRule, RevisitRules
from workstation.domain.settlement_rules import SettlementRules
from workstation.domain.shape import each
from workstation.domain.ticket import GROUPS, OUTCOMES
from workstation.rules.checks import known

if TYPE_CHECKING:
    from workstation.rules.bundle import Rules


def check_assignment(made: AssignmentRules, rules: Rules) -> None:
    """Every class and group that a skill or a lane names exists."""
    for number, skill in enumerate(made.skills):
        _conditions(skill.conditions, rules, f"skill[{number}].when")
    for number, lane in enumerate(made.lanes):
        _conditions(lane.conditions, rules, f"lane[{number}].when")


def check_revisits(made: RevisitRules, rules: Rules) -> None:
    """Every calendar, class, group, outcome and lane that a call-back names exists."""

    def check(told: tuple[int, RevisitRule]) -> None:
        number, rule = told
        known(rule.calendar, rules.calendars, f"rule[{number}].calendar")
        _conditions(rule.conditions, rules, f"rule[{number}].when")

    each(enumerate(made.rules), check)


def check_diagnosis(made: tuple[Tree, ...], rules: Rules) -> None:
    """Every sub-type, cause and step that a tree names exists."""
    steps = {step.code for item in rules.procedures.values() for step in item.steps}
    codes = rules.catalogue.codes
    for number, tree in enumerate(made):
        place = f"tree[{number}]"
        _all(tree.subtypes, codes, f"{place}.subtypes")
        _all(tree.steps, steps, f"{place}.steps")
        for which, end in enumerate(tree.conclusions):
            at = f"{place}.conclusion[{which}]"
            for key, value in (("subtype", end.subtype), ("cause", end.cause)):
                if value:
                    known(value, codes, f"{at}.{key}")
            if end.step:
                known(end.step, steps, f"{at}.step")


def check_knowledge(made: tuple[Article, ...], rules: Rules) -> None:
    """Every sub-type and group that an article names exists."""
    for number, article in enumerate(made):
        _all(article.subtypes, rules.catalogue.codes, f"article[{number}].subtypes")
        _all(article.groups, GROUPS, f"article[{number}].groups")


def check_evidence(made: EvidenceRules, rules: Rules) -> None:
    """Every calendar that a row of the evidence list names exists."""
    for number, want in enumerate(made.wants):
        if want.calendar:
            known(want.calendar, rules.calendars, f"want[{number}].calendar")


def check_settlement(made: SettlementRules, rules: Rules) -> None:
    """What proves an authorisation is a thing of the evidence list."""
    items = {want.item for want in rules.evidence.wants}
    for kind, rows in (("authorisation", made.authorisations), ("agreement", made.agreements)):
        for number, row in enumerate(rows):
            if row.evidence:
                known(row.evidence, items, f"{kind}[{number}].evidence")


def _all(values: Iterable[str], there: Iterable[str], place: str) -> None:
    codes = frozenset(there)
    for value in values:
        known(value, codes, place)


def _conditions(conditions: tuple[Condition, ...], rules: Rules, place: str) -> None:
    lanes = [lane.code for lane in rules.assignment.lanes]
    facts: dict[str, Iterable[str]] = {
        "class_code": rules.catalogue.codes,
        "subtype": rules.catalogue.codes,
        "group_code": GROUPS,
        "outcome": OUTCOMES,
        "lane": lanes,
    }
    for condition in conditions:
        if condition.fact in facts and condition.test in ("in", "not_in"):
            _all(map(str, condition.wanted), facts[condition.fact], f"{place}.{condition.fact}")
