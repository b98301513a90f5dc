"""Who is given a ticket: skills it needs, who is there, who has room, and the green lane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from workstation.domain.condition import Condition, conditions_from, holds
from workstation.domain.people import Agent
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, root

#: What rules about skills and lanes may look at.
FACTS: Final = (
    "class_code",
    "subtype",
    "group_code",
    "area",
    "category",
    "channel",
    "customer_kind",
    "intensity",
    "key_account",
    "party",
    "priority",
    "region",
    "text_words",
    "value_fen",
    "vip",
)
#: Why a person is not given a ticket, the plainest reason first.
REASONS: Final = ("inactive", "away", "busy", "other_group", "other_region", "skill", "full")


@dataclass(frozen=True, slots=True)
class SkillRule:
    """A skill that tickets need for which all conditions hold.

    People without a `required` one are not given the ticket; otherwise those who have it come
    first.
    """

    code: str
    name_zh: str
    name_en: str
    conditions: tuple[Condition, ...]
    required: bool = False

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en


@dataclass(frozen=True, slots=True)
class LaneRule:
    """A lane that tickets go by for which all conditions hold; `priority` is its least priority."""

    code: str
    name_zh: str
    name_en: str
    priority: int
    conditions: tuple[Condition, ...]

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en


@dataclass(frozen=True, slots=True)
class AssignmentRules:
    """One version of the rules. `load` is how many open tickets a person has room for, 0: any."""

    version: str = ""
    load: int = 0
    same_region: bool = False
    skills: tuple[SkillRule, ...] = ()
    lanes: tuple[LaneRule, ...] = ()

    def skill_name(self, code: str, language: str) -> str:
        """The name of a skill; an unknown code is its own name."""
        return next((item.name(language) for item in self.skills if item.code == code), code)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person for a ticket: how many open tickets they have, and why not ("" for suitable)."""

    agent: Agent
    load: int
    reason: str = ""
    missing: tuple[str, ...] = ()

    @property
    def suitable(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.reason


def assignment_from(data: dict[str, object]) -> AssignmentRules:
    """Read the assignment file; raises `Refusal` (`rule_*`, `condition_*`) with the place."""
    top = root(data)
    top.only("format", "version", "load", "same_region", "skill", "lane")
    load = top.whole("load", 0)
    if load < 0:
        raise Refusal("rule_value", place="load", value=load, expected="tickets from 0")
    skills = tuple(_skill(row) for row in top.tables("skill"))
    lanes = tuple(_lane(row) for row in top.tables("lane"))
    check_distinct([item.code for item in skills], "skill")
    check_distinct([item.code for item in lanes], "lane")
    return AssignmentRules(top.text("version"), load, top.flag("same_region"), skills, lanes)


def _skill(row: Table) -> SkillRule:
    row.only("code", "name_zh", "name_en", "required", "when")
    names = (row.text("name_zh"), row.text("name_en"))
    return SkillRule(row.text("code"), *names, _when(row), row.flag("required"))


def _lane(row: Table) -> LaneRule:
    row.only("code", "name_zh", "name_en", "priority", "when")
    priority = row.whole("priority", 1)
    if priority not in (1, 2, 3, 4):
        raise Refusal("rule_value", place=row.at("priority"), value=priority, expected="1 to 4")
    names = (row.text("name_zh"), row.text("name_en"))
    return LaneRule(row.text("code"), *names, priority, _when(row))


def _when(row: Table) -> tuple[Condition, ...]:
    found = conditions_from(row.table("when"), FACTS, {})
    if not found:
        raise Refusal("rule_missing", place=row.at("when"))
    return found


def needed_skills(rules: AssignmentRules, facts: Mapping[str, object]) -> tuple[SkillRule, ...]:
    """The skills that a ticket with these facts needs, in the order of the file."""
    return tuple(rule for rule in rules.skills if _all(rule.conditions, facts))


def lane_of(rules: AssignmentRules, facts: Mapping[str, object]) -> LaneRule | None:
    """The first lane whose conditions hold, None for the ordinary way."""
    return next((rule for rule in rules.lanes if _all(rule.conditions, facts)), None)


def _all(conditions: tuple[Condition, ...], facts: Mapping[str, object]) -> bool:
    return all(holds(condition, facts) for condition in conditions)


def room_of(agent: Agent, rules: AssignmentRules) -> int:
    """How many open tickets the person is given at most, 0 for any number."""
    return agent.load_limit or rules.load


def candidates(
    agents: Iterable[Agent],
    loads: Mapping[str, int],
    rules: AssignmentRules,
    group: str,
    region: str = "",
    skills: tuple[SkillRule, ...] = (),
) -> tuple[Candidate, ...]:
    """Everybody who might work a ticket of a group, the best first, with what speaks against.

    `loads` has the open tickets by the agent's uid. Of suitable people the one with the least
    share of their room used comes first; then the one with fewer tickets, then by work number.
    """
    found = [
        _judge(agent, loads.get(agent.uid, 0), rules, group, region, skills) for agent in agents
    ]

    def place(one: Candidate) -> tuple[bool, int, int, float, int, str, str]:
        room = room_of(one.agent, rules)
        share = one.load / room if room else one.load / 1_000
        worst = REASONS[::-1].index(one.reason) if one.reason else 0
        lacking, who = len(one.missing), one.agent
        return (not one.suitable, worst, lacking, share, one.load, who.work_no, who.uid)

    return tuple(sorted(found, key=place))


def _judge(
    agent: Agent,
    load: int,
    rules: AssignmentRules,
    group: str,
    region: str,
    skills: tuple[SkillRule, ...],
) -> Candidate:
    missing = tuple(skill for skill in skills if skill.code not in agent.skills)
    room = room_of(agent, rules)
    against = {
        "inactive": not agent.active,
        "away": agent.availability == "away",
        "busy": agent.availability == "busy",
        "other_group": bool(agent.groups) and group not in agent.groups,
        "other_region": rules.same_region
        and bool(region and agent.region)
        and region != agent.region,
        "skill": any(skill.required for skill in missing),
        "full": bool(room) and load >= room,
    }
    reason = next((name for name in REASONS if against[name]), "")
    return Candidate(agent, load, reason, tuple(skill.code for skill in missing))
