"""Automations: what sets one off, on which tickets, and what it does; read from a rule file.

They are tried in the order of their codes. Each does its acts at most once for one change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import time
from typing import Final

from workstation.domain.acts import BY_HAND, Act, acts_from, changed_by
from workstation.domain.condition import Condition, conditions_from, holds
from workstation.domain.facts import FACTS, TICKET_FACTS
from workstation.domain.limit_rules import CLAIM_KINDS, KINDS, LAYERS
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, each, root

#: What sets an automation off. The first three come with somebody's work, the others with time:
#: a wait that is over, a limit that warns, one that has passed (or `after_ms` of its open time
#: later), every day at a time, every so many minutes.
CHANGES: Final = ("created", "changed", "message")
MOMENTS: Final = ("reminder", "limit_warned", "limit_passed", "daily", "every")
EVENTS: Final = (*CHANGES, *MOMENTS)
DIRECTIONS: Final = ("in", "out")
#: Facts whose change can set an automation off.
CHANGING: Final = (*TICKET_FACTS, "owned", "answered")
#: The action by which an automation acts at a moment; the hub takes the same one in but once.
FIRING: Final = "FireAutomation"
#: So long may a chain of automations be that set each other off.
DEEPEST: Final = 10
#: The shortest time between two firings of the same clock, in minutes.
_LEAST_EVERY: Final = 15
_MINUTE: Final = 60_000


@dataclass(frozen=True, slots=True)
class Activator:
    """One thing that sets an automation off; what is empty asks for nothing.

    `fields` are the facts of which one must have changed, `direction` is that of the message;
    `limits` are codes, `kinds` and `layers` those of limits. `after_ms` is open time after a limit
    has passed; `at_minute` the minute of the day of a daily one, `every_ms` the time between two
    firings.
    """

    event: str
    fields: tuple[str, ...] = ()
    direction: str = ""
    limits: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    after_ms: int = 0
    at_minute: int = 0
    every_ms: int = 0

    def takes(self, code: str, kind: str, layer: str) -> bool:
        """Whether it is about a limit."""
        return (
            (not self.limits or code in self.limits)
            and (not self.kinds or kind in self.kinds)
            and (not self.layers or layer in self.layers)
        )


@dataclass(frozen=True, slots=True)
class Automation:
    """A rule that acts by itself. Switched off (`active`), it is kept and shown, and does nothing.

    With `imports` it acts on tickets that come from a file, too; `finished` lets it look at
    tickets that are done. `place` is where it stands in its file.
    """

    code: str
    version: str
    name_zh: str
    name_en: str
    on: tuple[Activator, ...]
    conditions: tuple[Condition, ...]
    acts: tuple[Act, ...]
    active: bool = True
    imports: bool = False
    finished: bool = False
    note_zh: str = ""
    note_en: str = ""
    place: int = 0

    @property
    def told(self) -> str:
        """Code and version, as decisions keep it."""
        return f"{self.code}@{self.version}"

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en

    def holds(self, facts: Mapping[str, object]) -> bool:
        """Whether all conditions hold."""
        return all(holds(one, facts) for one in self.conditions)

    def of(self, events: Collection[str]) -> tuple[Activator, ...]:
        """Its activators of some events."""
        return tuple(one for one in self.on if one.event in events)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a ticket: an event with the facts that changed, or a message."""

    event: str
    fields: frozenset[str] = frozenset()
    direction: str = ""
    by: str = ""

    def sets_off(self, activator: Activator) -> bool:
        """Whether it sets an automation off by this activator."""
        if activator.event != self.event:
            return False
        if self.event == "message":
            return activator.direction in ("", self.direction)
        return self.event == "created" or not self.fields.isdisjoint(activator.fields)


@dataclass(frozen=True, slots=True)
class Loop:
    """Automations of which each may set the next one off, and the last one the first."""

    codes: tuple[str, ...]


def automations_from(data: dict[str, object]) -> tuple[Automation, ...]:
    """Read the automations of a rule file, in the order of their codes.

    Raises `Refusal` (`rule_*`, `condition_*`, `automation_hand`) with the place.
    """
    top = root(data)
    top.only("format", "version", "automation")
    version = top.text("version")
    rows = enumerate(top.tables("automation"))
    made = each(rows, lambda told: replace(_automation(told[1], version), place=told[0]))
    check_distinct([item.code for item in made], "automation")
    return tuple(sorted(made, key=lambda item: item.code))


def loops(rules: Iterable[Automation]) -> tuple[Loop, ...]:
    """Circles of automations that might set each other off without end; shortest first.

    It is a warning: their conditions may prevent it, and what runs in a circle is stopped.
    """
    active = [rule for rule in rules if rule.active and rule.of(CHANGES)]
    follow = {rule.code: [two.code for two in active if _may_set_off(rule, two)] for rule in active}
    found: dict[frozenset[str], Loop] = {}
    for start in follow:
        path = _way_back(follow, start)
        if path and frozenset(path) not in found:
            found[frozenset(path)] = Loop(path)
    return tuple(sorted(found.values(), key=lambda loop: (len(loop.codes), loop.codes)))


def _may_set_off(one: Automation, two: Automation) -> bool:
    """Whether what the first does changes a fact that the second waits for and may still wish."""
    changed = frozenset().union(*(changed_by(act) for act in one.acts))
    says = any(act.code == "send" for act in one.acts)
    for activator in two.of(CHANGES):
        if activator.event == "message" and says and activator.direction in ("", "out"):
            return True
        if activator.event == "changed" and not changed.isdisjoint(activator.fields):
            return one is not two or not _settled(two)
    return False


def _settled(rule: Automation) -> bool:
    """Whether a rule that sets itself off comes to rest: all that it does sets facts to a value."""
    return all(act.code in ("priority", "raise", "tag", "untag", "lane") for act in rule.acts)


def _way_back(follow: Mapping[str, list[str]], start: str) -> tuple[str, ...]:
    """The shortest way from a code back to itself."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for code in follow[way[-1]]:
            if code == start:
                return way
            if code not in seen:
                seen.add(code)
                ways.append((*way, code))
    return ()


def _automation(row: Table, version: str) -> Automation:
    row.only(
        *("code", "name_zh", "name_en", "note_zh", "note_en", "active", "imports", "finished"),
        *("on", "when", "act"),
    )
    acts = acts_from(row.tables("act"), row.at("act"))
    for number, act in enumerate(acts):
        if act.code in BY_HAND:
            raise Refusal("automation_hand", place=f"{row.at('act')}[{number}].do", value=act.code)
    on = tuple(_activator(item) for item in row.tables("on"))
    if not on:
        raise Refusal("rule_missing", place=row.at("on"))
    return Automation(
        code=row.text("code"),
        version=version,
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        on=on,
        conditions=conditions_from(row.table("when"), FACTS, {}),
        acts=acts,
        active=row.flag("active", True),
        imports=row.flag("imports"),
        finished=row.flag("finished"),
        note_zh=row.text("note_zh", ""),
        note_en=row.text("note_en", ""),
    )


def _activator(row: Table) -> Activator:
    event = row.text("event")
    _each_known((event,), EVENTS, row.at("event"))
    row.only("event", *_KEYS[event])
    found = Activator(
        event=event,
        fields=row.texts("fields"),
        direction=row.text("direction", ""),
        limits=row.texts("limits"),
        kinds=row.texts("kinds"),
        layers=row.texts("layers"),
        after_ms=_minutes(row, "after_minutes", 0),
        at_minute=_minute_of_day(row, "at") if event == "daily" else 0,
        every_ms=_minutes(row, "minutes", _LEAST_EVERY) if event == "every" else 0,
    )
    if event == "changed" and not found.fields:
        raise Refusal("rule_missing", place=row.at("fields"))
    _each_known(found.fields, CHANGING, row.at("fields"))
    _each_known((found.direction,), ("", *DIRECTIONS), row.at("direction"))
    _each_known(found.kinds, (*KINDS, *CLAIM_KINDS), row.at("kinds"))
    _each_known(found.layers, LAYERS, row.at("layers"))
    return found


def _minute_of_day(row: Table, key: str) -> int:
    """The minute of a time such as 09:30."""
    told = row.text(key)
    try:
        found = time.fromisoformat(told)
    except ValueError:
        expected = "a time such as 09:30"
        raise Refusal("rule_value", place=row.at(key), value=told, expected=expected) from None
    return found.hour * 60 + found.minute


def _minutes(row: Table, key: str, least: int) -> int:
    minutes = row.length(key, least)
    if minutes < least:
        expected = f"minutes from {least}"
        raise Refusal("rule_value", place=row.at(key), value=minutes, expected=expected)
    return minutes * _MINUTE


def _each_known(told: Iterable[str], known: Collection[str], place: str) -> None:
    for value in told:
        if value not in known:
            expected = ", ".join(filter(None, known))
            raise Refusal("rule_value", place=place, value=value, expected=expected)


_LIMIT_KEYS: Final = ("limits", "kinds", "layers")
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "created": (),
    "changed": ("fields",),
    "message": ("direction",),
    "reminder": (),
    "limit_warned": _LIMIT_KEYS,
    "limit_passed": (*_LIMIT_KEYS, "after_minutes"),
    "daily": ("at",),
    "every": ("minutes",),
}
