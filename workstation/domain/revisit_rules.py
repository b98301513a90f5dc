"""Which closed cases are called back, when, and what is asked (回访)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from workstation.domain.calendars import Calendar, add_working, add_working_days
from workstation.domain.condition import Condition, conditions_from, holds
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, each, root

FACTS: Final = (
    "class_code",
    "subtype",
    "group_code",
    "channel",
    "intensity",
    "lane",
    "outcome",
    "priority",
    "region",
    "reopened",
    "satisfaction",
    "transfers",
    "urged",
)
#: Ends of a case that nobody is called back about.
UNASKED: Final = ("duplicate", "merged")


@dataclass(frozen=True, slots=True)
class RevisitRule:
    """A call-back after closing: `span_ms` of open time or `days` working days later.

    `share` percent of the cases are drawn, always the same ones on every desk. `tries` is how
    often somebody who does not answer is tried, `again_ms` the open time between two tries.
    """

    code: str
    name_zh: str
    name_en: str
    conditions: tuple[Condition, ...]
    span_ms: int
    days: int
    calendar: str
    share: int
    tries: int
    again_ms: int
    ask_zh: str
    ask_en: str

    def ask(self, language: str) -> str:
        """What to ask, in Chinese for a language that begins with "zh", else in English."""
        return self.ask_zh if language.startswith("zh") else self.ask_en


@dataclass(frozen=True, slots=True)
class RevisitRules:
    """All rules of one version; the first whose conditions hold decides."""

    version: str = ""
    rules: tuple[RevisitRule, ...] = ()

    def rule(self, code: str) -> RevisitRule | None:
        """The rule of a code, or of "code@version"; None when it is gone."""
        wanted = code.partition("@")[0]
        return next((item for item in self.rules if item.code == wanted), None)


def revisit_rules_from(data: dict[str, object]) -> RevisitRules:
    """Read the file of call-backs; raises `Refusal` (`rule_*`, `condition_*`) with the place."""
    top = root(data)
    top.only("format", "version", "rule")
    rules = each(top.tables("rule"), _rule)
    check_distinct([rule.code for rule in rules], "rule")
    return RevisitRules(top.text("version"), rules)


def _rule(row: Table) -> RevisitRule:
    row.only(
        *("code", "name_zh", "name_en", "when", "hours", "days", "calendar"),
        *("share", "tries", "again_hours", "ask_zh", "ask_en"),
    )
    hours, days = _positive(row, "hours"), _positive(row, "days")
    if bool(hours) == bool(days):
        raise Refusal("rule_value", place=row.at("hours"), value=hours, expected="hours or days")
    share = row.whole("share", 100)
    if not 0 <= share <= 100:
        raise Refusal("rule_value", place=row.at("share"), value=share, expected="0 to 100")
    tries = row.whole("tries", 3)
    if not 1 <= tries <= 20:
        raise Refusal("rule_value", place=row.at("tries"), value=tries, expected="1 to 20")
    return RevisitRule(
        code=row.text("code"),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        conditions=conditions_from(row.table("when"), FACTS, {}),
        span_ms=hours * 3_600_000,
        days=days,
        calendar=row.text("calendar"),
        share=share,
        tries=tries,
        again_ms=_positive(row, "again_hours", 4) * 3_600_000,
        ask_zh=row.text("ask_zh"),
        ask_en=row.text("ask_en"),
    )


def _positive(row: Table, key: str, usual: int = 0) -> int:
    value = row.length(key, usual, "days" if key == "days" else "hours")
    if value < 0:
        raise Refusal("rule_value", place=row.at(key), value=value, expected="a number from 0")
    return value


def rule_for(rules: RevisitRules, facts: Mapping[str, object], ticket: str) -> RevisitRule | None:
    """The rule by which a finished ticket is called back; None for none, or one not drawn."""
    if facts.get("outcome") in UNASKED:
        return None
    for rule in rules.rules:
        if all(holds(condition, facts) for condition in rule.conditions):
            return rule if drawn(rule, ticket) else None
    return None


def drawn(rule: RevisitRule, ticket: str) -> bool:
    """Whether a ticket is among the rule's share; the same answer on every desk."""
    told = sha256(f"{rule.code}:{ticket}".encode()).digest()
    return int.from_bytes(told[:4], "big") % 100 < rule.share


def due_of(rule: RevisitRule, calendar: Calendar, finished_at: int) -> int:
    """When the call-back is due, in milliseconds UTC."""
    if rule.days:
        return add_working_days(calendar, finished_at, rule.days)
    return add_working(calendar, finished_at, rule.span_ms)


def again_at(rule: RevisitRule, calendar: Calendar, tried_at: int) -> int:
    """When somebody who did not answer is tried again."""
    return add_working(calendar, tried_at, rule.again_ms)
