"""Which group a ticket belongs to, by ordered rules, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from string import Formatter
from typing import Final

from workstation.domain.condition import Condition, conditions_from, holds
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, check_known, each, root
from workstation.domain.wording import filled

FRAME_ZH: Final = "{because}，按规则 {rule} 归入{group}"
FRAME_EN: Final = "{because}: rule {rule} sends it to {group}"


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """What the rules may look at. Money in fen; None or "" when unknown.

    `text_words` is the free text (subject and first words of the customer) in which rules look
    for phrases; `key_account` the name of the matched key account.
    """

    class_code: str = ""
    subtype: str = ""
    category: str = "ordinary"
    area: str = "domestic"
    destination: str = ""
    cod_fen: int | None = None
    key_account: str = ""
    intensity: int = 0
    value_fen: int | None = None
    customer_kind: str = ""
    vip: bool = False
    region_sender: str = ""
    region_receiver: str = ""
    party: str = "receiver"
    offer_refused: bool = False
    batch: str = ""
    channel: str = ""
    urged: int = 0
    reopened: int = 0
    text_words: str = ""


@dataclass(frozen=True, slots=True)
class RouteRule:
    """One line of the routing chart: where tickets go for which all conditions hold."""

    code: str
    name_zh: str
    name_en: str
    group: str
    conditions: tuple[Condition, ...]
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class RouteRules:
    """The routing chart: the first rule that matches decides; the last one matches always."""

    version: str
    rules: tuple[RouteRule, ...]
    region_order: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    frame_zh: str = FRAME_ZH
    frame_en: str = FRAME_EN


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a ticket goes: the group and region, the rule and version, and the facts it used."""

    group: str
    rule: str
    version: str
    facts: dict[str, object]
    region: str = ""

    def sentence(self, language: str, rules: RouteRules) -> str:
        """Say why, in Chinese for a language that begins with "zh", else in English.

        A decision of a rule that is gone names only the rule.
        """
        zh = language.startswith("zh")
        rule = next((item for item in rules.rules if item.code == self.rule), None)
        names = rules.groups.get(self.group, (self.group, self.group))
        frame = rules.frame_zh if zh else rules.frame_en
        told = {name: _told(name, value, zh, rules) for name, value in self.facts.items()}
        because = self.rule if rule is None else (rule.zh if zh else rule.en)
        return frame.format(
            because=filled(because, told, gap="—"),
            rule=self.rule if rule is None else (rule.name_zh if zh else rule.name_en),
            group=names[0] if zh else names[1],
        )


def rules_from(data: dict[str, object]) -> RouteRules:
    """Build the routing chart from its file's data, with the groups' names under `group`.

    Raises `Refusal` with the place: `rule_*`, `route_no_default` when the last rule has
    conditions, `route_unreachable` for a rule after one that always matches, and `route_template`
    or `route_fact_unknown` for a sentence with broken braces or an unknown fact.
    """
    top = root(data)
    top.only("format", "version", "threshold", "frame", "region", "words", "rule", "group")
    limits = top.table("threshold").values
    rules = each(top.tables("rule"), lambda row: _rule(row, limits))
    check_distinct([rule.code for rule in rules], "rule")
    if not rules or rules[-1].conditions:
        raise Refusal("route_no_default", place=f"rule[{max(len(rules) - 1, 0)}].when")
    for number, rule in enumerate(rules[:-1]):
        if not rule.conditions:
            raise Refusal("route_unreachable", place=f"rule[{number + 1}]", after=rule.code)
    groups = {
        row.text("code"): (row.text("name_zh"), row.text("name_en")) for row in top.tables("group")
    }
    for number, rule in enumerate(rules):
        if groups:
            check_known(rule.group, groups, f"rule[{number}].group")
    frame = top.table("frame")
    for language, usual in (("zh", FRAME_ZH), ("en", FRAME_EN)):
        words = frame.text(language, usual)
        _check_template(words, ("because", "rule", "group"), frame.at(language))
    return RouteRules(
        version=top.text("version"),
        rules=rules,
        region_order=_region_order(top.table("region")),
        words=_words(top.table("words")),
        groups=groups,
        frame_zh=frame.text("zh", FRAME_ZH),
        frame_en=frame.text("en", FRAME_EN),
    )


def decide(facts: RouteFacts, rules: RouteRules) -> Decision:
    """Route by the first rule whose conditions all hold."""
    known = {item.name: getattr(facts, item.name) for item in fields(facts)}
    for rule in rules.rules:
        if all(holds(condition, known) for condition in rule.conditions):
            used = {name: known[name] for name in _used(rule)}
            return Decision(rule.group, rule.code, rules.version, used, _region(facts, rules))
    raise Refusal("route_no_default", place="rule")


def _region(facts: RouteFacts, rules: RouteRules) -> str:
    """The region that answers: the first known one in the order for the party that complains."""
    for name in rules.region_order.get(facts.party, ("region_receiver", "region_sender")):
        found = str(getattr(facts, name))
        if found:
            return found
    return ""


def _rule(row: Table, limits: Mapping[str, object]) -> RouteRule:
    row.only("code", "name_zh", "name_en", "group", "when", "zh", "en")
    known = {item.name for item in fields(RouteFacts)}
    rule = RouteRule(
        code=row.text("code"),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        group=row.text("group"),
        conditions=conditions_from(row.table("when"), known, limits),
        zh=row.text("zh"),
        en=row.text("en"),
    )
    for language in ("zh", "en"):
        _check_template(row.text(language), known, row.at(language))
    return rule


def _check_template(template: str, known: Collection[str], place: str) -> None:
    """Raise for braces that do not pair or hold anything but the bare name of a fact."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError as error:
        raise Refusal("route_template", place=place, value=template) from error
    for _, name, form, conversion in parts:
        if form or conversion:
            raise Refusal("route_template", place=place, value=template)
        if name is not None and name not in known:
            raise Refusal("route_fact_unknown", place=place, fact=name)


def _named(template: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name]


def _used(rule: RouteRule) -> list[str]:
    """The facts a rule looks at or tells, once each; free text is not kept with the decision."""
    asked = [condition.fact for condition in rule.conditions]
    return [name for name in dict.fromkeys(asked + _named(rule.zh)) if name != "text_words"]


def _region_order(table: Table) -> dict[str, tuple[str, ...]]:
    order = {}
    for party in table.values:
        names = table.texts(party)
        for number, name in enumerate(names):
            check_known(name, ("region_sender", "region_receiver"), f"{table.at(party)}[{number}]")
        order[party] = names
    return order


def _words(table: Table) -> dict[str, dict[str, tuple[str, str]]]:
    """How sentences say the codes of a fact: {"category": {"fresh": ("生鲜", "fresh goods")}}."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for fact in table.values:
        codes = table.table(fact)
        found[fact] = {
            code: (codes.table(code).text("zh"), codes.table(code).text("en"))
            for code in codes.values
        }
    return found


def _told(name: str, value: object, zh: bool, rules: RouteRules) -> str:
    if value is None or value == "":
        return "未知" if zh else "unknown"
    if name.endswith("_fen") and isinstance(value, int):
        return f"{value / 100:,.2f}"
    words = rules.words.get(name, {}).get(str(value))
    return str(value) if words is None else words[0 if zh else 1]
