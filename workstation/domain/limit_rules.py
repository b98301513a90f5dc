"""The rules of time limits, read from their file: what is owed, from when, until what, by which hours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from workstation.domain.condition import Condition, conditions_from, holds
from workstation.domain.facts import LIMIT_FACTS, OUTSIDE_FACTS
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, check_known, each, raise_all, root
from workstation.domain.ticket import WAITING_REASONS

#: What a limit asks for: a first answer, a first feedback, word of the progress, the end of the
#: present step, a solution, the answer of another department, the answer that the law demands, and
#: that to an appeal at the regulator.
KINDS: Final = (
    "response",
    "feedback",
    "update",
    "step",
    "resolve",
    "task",
    "legal",
    "appeal",
)
LAYERS: Final = ("internal", "outer", "legal")
#: Of a claim: that it was taken up, what was decided, the payment, and the answer to an objection.
CLAIM_KINDS: Final = ("answer", "decide", "pay", "appeal")
#: A ticket waiting for one of these owes nothing to its internal targets meanwhile.
PAUSING_REASONS: Final = ("customer", "sender", "receiver", "merchant")
#: Stands for the calendar of the ticket's group.
GROUP_CALENDAR: Final = "group"
#: From when a limit runs: the making of the ticket, the last time the customer was told something,
#: the beginning of the step, the last urging, or a moment that `extra` keeps ("extra.appeal_at").
STARTS: Final = ("created", "told", "step", "urged")
#: By what it is met: the first answer, word to the customer after the start, the solution, the end
#: of the step, or a moment that `extra` keeps.
STOPS: Final = ("answered", "told", "resolved", "left")
_USUAL: Final[Mapping[str, tuple[str, str]]] = {
    "response": ("created", "answered"),
    "feedback": ("created", "answered"),
    "update": ("told", "resolved"),
    "step": ("step", "left"),
    "resolve": ("created", "resolved"),
    "task": ("created", "resolved"),
    "legal": ("created", "resolved"),
    "appeal": ("extra.appeal_at", "extra.appeal_answered_at"),
}
_CLAIM_FACTS: Final = ("kind", "area", "party", "insured", "claimed_fen")
_KEYS: Final = (
    "code",
    "kind",
    "layer",
    "name_zh",
    "name_en",
    "minutes",
    "days",
    "as_step",
    "calendar",
    "pauses",
    "starts",
    "stops",
    "warn_minutes",
    "when",
    "source",
)
_MINUTE: Final = 60_000
_CHOICES: Final = 4_096


@dataclass(frozen=True, slots=True)
class LimitRule:
    """A limit: open time `span_ms`, or `span_days` working days, after the start.

    With `as_step` the span is that of the procedure's step. `reasons` are the reasons for waiting
    that stop its clock; `warn_ms` is open time before the end at which it warns. The first rule of
    a kind and layer whose conditions hold applies; the others of that kind and layer do not.
    """

    code: str
    kind: str
    layer: str
    name_zh: str
    name_en: str
    span_ms: int
    span_days: int
    calendar: str
    conditions: tuple[Condition, ...]
    source: str = ""
    starts: str = "created"
    stops: str = "resolved"
    reasons: tuple[str, ...] = ()
    warn_ms: int = 0
    as_step: bool = False

    @property
    def pauses(self) -> bool:
        """Whether any waiting stops its clock."""
        return bool(self.reasons)

    def name(self, language: str) -> str:
        """The name in Chinese for a language that begins with "zh", else in English."""
        return self.name_zh if language.startswith("zh") else self.name_en


@dataclass(frozen=True, slots=True)
class LimitRules:
    """All limits of one version. `group_calendars` gives the calendar code of each group.

    `asked` are the facts that the tickets' limits look at, `outside` those of them that need the
    customer or the parcel.
    """

    version: str
    rules: tuple[LimitRule, ...]
    claim_rules: tuple[LimitRule, ...] = ()
    group_calendars: Mapping[str, str] = field(default_factory=dict)
    warn_ms: int = 0
    asked: tuple[str, ...] = ()
    outside: frozenset[str] = frozenset()
    _chosen: dict[tuple[object, ...], tuple[LimitRule, ...]] = field(
        default_factory=dict, compare=False, repr=False, hash=False
    )

    def applying(self, facts: Mapping[str, object]) -> tuple[LimitRule, ...]:
        """The limits that apply to a ticket with these facts, in the order of the file."""
        key = tuple([facts[name] for name in self.asked])
        found = self._chosen.get(key)
        if found is None:
            if len(self._chosen) >= _CHOICES:
                self._chosen.clear()
            found = self._chosen[key] = first_holding(self.rules, facts)
        return found

    def rule(self, code: str) -> LimitRule | None:
        """The limit of a code, of tickets or of claims."""
        return next((one for one in (*self.rules, *self.claim_rules) if one.code == code), None)


def first_holding(
    rules: tuple[LimitRule, ...], facts: Mapping[str, object]
) -> tuple[LimitRule, ...]:
    """The first rule of each kind and layer whose conditions hold; without those that ask nothing."""
    chosen: dict[tuple[str, str], LimitRule] = {}
    for rule in rules:
        place = (rule.kind, rule.layer)
        if place not in chosen and all(holds(one, facts) for one in rule.conditions):
            chosen[place] = rule
    return tuple(rule for rule in chosen.values() if rule.span_ms or rule.span_days or rule.as_step)


def limit_rules_from(data: dict[str, object]) -> LimitRules:
    """Build the limits from their file's data, with the groups under `group` (code, calendar).

    Raises `Refusal` (`rule_*`, `condition_*`, `limit_span`, `span_too_long`) with the place.
    """
    top = root(data)
    top.only("format", "version", "warn_minutes", "limit", "claim", "group")
    usual = top.length("warn_minutes", 0) * _MINUTE
    wrong: list[Refusal] = []
    rules = _each(top.tables("limit"), lambda row: _rule(row, usual), wrong)
    claims = _each(top.tables("claim"), lambda row: _claim_rule(row, usual), wrong)
    raise_all(wrong)
    check_distinct([rule.code for rule in rules], "limit")
    check_distinct([rule.code for rule in claims], "claim")
    asked = tuple(sorted({one.fact for rule in rules for one in rule.conditions}))
    return LimitRules(
        version=top.text("version"),
        rules=rules,
        claim_rules=claims,
        group_calendars={row.text("code"): row.text("calendar") for row in top.tables("group")},
        warn_ms=usual,
        asked=asked,
        outside=OUTSIDE_FACTS.intersection(asked),
    )


def _each(
    rows: tuple[Table, ...], make: Callable[[Table], LimitRule], wrong: list[Refusal]
) -> tuple[LimitRule, ...]:
    """What is made of each row; mistakes go to `wrong`."""
    try:
        return each(rows, make)
    except Refusal as refusal:
        wrong.append(refusal)
        return ()


def _rule(row: Table, warn_ms: int) -> LimitRule:
    row.only(*_KEYS)
    kind = row.text("kind")
    check_known(kind, KINDS, row.at("kind"))
    starts, stops = _USUAL[kind]
    starts, stops = row.text("starts", starts), row.text("stops", stops)
    _check_moment(starts, STARTS, row.at("starts"))
    _check_moment(stops, STOPS, row.at("stops"))
    as_step = row.flag("as_step")
    if as_step and kind != "step":
        raise Refusal("rule_value", place=row.at("as_step"), value=kind, expected="kind step")
    return _made(row, kind, warn_ms, LIMIT_FACTS, starts=starts, stops=stops, as_step=as_step)


def _claim_rule(row: Table, warn_ms: int) -> LimitRule:
    row.only(*(key for key in _KEYS if key not in ("starts", "stops", "as_step")))
    kind = row.text("kind")
    check_known(kind, CLAIM_KINDS, row.at("kind"))
    return _made(row, kind, warn_ms, _CLAIM_FACTS, starts="", stops="", as_step=False)


def _made(
    row: Table,
    kind: str,
    warn_ms: int,
    facts: tuple[str, ...],
    *,
    starts: str,
    stops: str,
    as_step: bool,
) -> LimitRule:
    rule = LimitRule(
        code=row.text("code"),
        kind=kind,
        layer=row.text("layer", "outer"),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        span_ms=row.length("minutes", 0) * _MINUTE,
        span_days=row.length("days", 0, "days"),
        calendar=row.text("calendar"),
        conditions=conditions_from(row.table("when"), facts, {}),
        source=row.text("source", ""),
        starts=starts,
        stops=stops,
        reasons=_reasons(row),
        warn_ms=row.length("warn_minutes", -1) * _MINUTE,
        as_step=as_step,
    )
    check_known(rule.layer, LAYERS, row.at("layer"))
    if rule.span_ms < 0 or rule.span_days < 0:
        raise Refusal("limit_span", place=row.at("minutes"), rule=rule.code)
    return rule if rule.warn_ms >= 0 else _warning(rule, warn_ms)


def _warning(rule: LimitRule, warn_ms: int) -> LimitRule:
    """The rule with the usual warning, of a short limit with one after half of its time."""
    short = rule.span_ms // 2 if not rule.span_days and rule.span_ms else warn_ms
    return replace(rule, warn_ms=min(warn_ms, short))


def _reasons(row: Table) -> tuple[str, ...]:
    """Which waiting stops the clock: true for all outside, or a list of reasons."""
    if not isinstance(row.values.get("pauses", False), list | tuple):
        return PAUSING_REASONS if row.flag("pauses") else ()
    reasons = row.texts("pauses")
    for number, reason in enumerate(reasons):
        check_known(reason, WAITING_REASONS, f"{row.at('pauses')}[{number}]")
    return reasons


def _check_moment(code: str, known: tuple[str, ...], place: str) -> None:
    """Raise `Refusal("rule_reference")` unless a moment is known or one of `extra`."""
    if not (code.startswith("extra.") and len(code) > len("extra.")):
        check_known(code, known, place)
