"""The rules by which a loss becomes money, read from ``rules/compensation.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Final

from workstation.domain.claim_facts import EXTENTS, ClaimFacts, Source
from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, each, root

_EVER: Final = -(2**63)
#: How a rule turns loss into money. ``insured_share``: loss times insured over value, at most
#: the loss. ``insured_sum``: the sum insured. ``freight_multiple``: the loss, at most so many times
#: the freight. ``freight_fixed``: so many times the freight, whatever the loss. ``full_loss``: the
#: loss. ``freight_waiver``: nothing beyond the freight. ``none``: nothing.
METHODS: Final = (
    *("insured_share", "insured_sum", "freight_multiple", "freight_fixed"),
    *("full_loss", "freight_waiver", "none"),
)
#: Methods that go by the loss, so that items have parts in them.
BY_LOSS: Final = ("insured_share", "freight_multiple", "full_loss")
#: How much of the freight is paid back: all, the lost share of it, or none.
FREIGHTS: Final = ("full", "proportional", "none")
#: What the worth of remains that the customer keeps is taken off.
SALVAGES: Final = ("loss", "amount", "ignore")
ROUNDINGS: Final = ("half_up", "up", "down")
#: By what a cap of standard terms falls where a rule does not say otherwise: terms that were not
#: pointed out, and exemptions for intent or gross negligence.
VOIDING: Final = Source("中华人民共和国民法典", "第四百九十六条、第五百零六条", "2021-01-01")


@dataclass(frozen=True, slots=True)
class CompensationRule:
    """One row of the compensation table; an empty condition fits everything.

    In force for events with ``since <= occurred_at < until`` (milliseconds UTC). ``multiple``
    is how many times the freight, ``ceiling_fen`` a limit of the parcel and ``item_cap_fen`` one
    of each item, or None; ``minimum_fen`` is the least that is paid for any loss. The amount is
    rounded to whole ``round_to_fen`` by ``rounding``. ``voidable`` says that the law can void the
    rule's limits, ``void_source`` by what.
    """

    id: str
    version: str
    method: str
    source: Source
    insured: bool | None = None
    kinds: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    customer_classes: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    extent: str = ""
    since: int = _EVER
    until: int = -_EVER
    multiple: int = 0
    ceiling_fen: int | None = None
    item_cap_fen: int | None = None
    minimum_fen: int = 0
    per_item: bool = False
    freight: str = "full"
    salvage: str = "loss"
    rounding: str = "half_up"
    round_to_fen: int = 1
    voidable: bool = False
    void_source: Source = VOIDING

    def fits(self, facts: ClaimFacts) -> bool:
        """Return whether the rule applies to ``facts``."""
        conditions = (
            (self.kinds, facts.kind),
            (self.carriers, facts.carrier),
            (self.products, facts.product),
            (self.customer_classes, facts.customer_class),
            (self.areas, facts.area),
            (self.categories, facts.category),
        )
        return (
            self.since <= facts.occurred_at < self.until
            and self.insured in (None, facts.insured_fen > 0)
            and self.extent in ("", facts.extent)
            and all(not allowed or value in allowed for allowed, value in conditions)
        )


#: Midnight of China decides the day on which a rule begins or ends.
_CHINA = timezone(timedelta(hours=8))
_DAY = 86_400_000
_CONDITIONS: Final = (
    *("kinds", "carriers", "products", "customer_classes", "areas", "categories"),
)
_KEYS: Final = (
    *("id", "version", "method", "source", "insured", "extent", "since", "until"),
    *("multiple", "ceiling_fen", "item_cap_fen", "minimum_fen", "per_item"),
    *("refund_freight", "freight", "salvage", "rounding", "round_to_fen"),
    *("voidable", "void_source"),
    *_CONDITIONS,
)


def rules_from(data: Mapping[str, object]) -> tuple[CompensationRule, ...]:
    """Return the rules of a compensation file, given as the tables of its TOML text.

    Raises ``Refusal`` with the ``place`` of each mistake, such as ``rule[2].kinds``:
    ``rule_missing``, ``rule_type``, ``rule_unknown_key``, ``rule_duplicate``, ``rule_value``.
    """
    top = root(data)
    top.only("format", "version", "rule")
    rows = top.tables("rule")
    if not rows:
        raise Refusal("rule_missing", place="rule")
    rules = each(rows, _rule_from)
    check_distinct([f"{rule.id}@{rule.version}" for rule in rules], "rule")
    return rules


def _rule_from(row: Table) -> CompensationRule:
    row.only(*_KEYS)
    given = {key: frozenset(row.texts(key)) for key in _CONDITIONS}
    rule = CompensationRule(
        id=row.text("id"),
        version=row.text("version"),
        method=row.text("method"),
        source=_source(row.table("source")),
        insured=row.flag("insured") if "insured" in row.values else None,
        extent=row.text("extent", ""),
        since=_midnight(row, "since") if "since" in row.values else _EVER,
        until=_midnight(row, "until") + _DAY if "until" in row.values else -_EVER,
        multiple=row.whole("multiple", 0),
        ceiling_fen=row.whole("ceiling_fen") if "ceiling_fen" in row.values else None,
        item_cap_fen=row.whole("item_cap_fen") if "item_cap_fen" in row.values else None,
        minimum_fen=row.whole("minimum_fen", 0),
        per_item=row.flag("per_item"),
        freight=row.text("freight", "full" if row.flag("refund_freight", True) else "none"),
        salvage=row.text("salvage", "loss"),
        rounding=row.text("rounding", "half_up"),
        round_to_fen=row.whole("round_to_fen", 1),
        voidable=row.flag("voidable"),
        void_source=_source(row.table("void_source")) if "void_source" in row.values else VOIDING,
        **given,
    )
    _check_rule(row, rule)
    return rule


def _source(row: Table) -> Source:
    row.only("title", "article", "date")
    return Source(row.text("title"), row.text("article", ""), row.text("date", ""))


def _midnight(row: Table, key: str) -> int:
    """Return the beginning of a day in China, in milliseconds UTC."""
    value = row.values[key]
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise Refusal("rule_value", place=row.at(key), value=value, expected="date") from None
    return int(datetime(day.year, day.month, day.day, tzinfo=_CHINA).timestamp()) * 1000


def _check_rule(row: Table, rule: CompensationRule) -> None:
    """Raise for values that are well formed but make no sense, alone or together."""
    by_freight = rule.method in ("freight_multiple", "freight_fixed")
    by_insurance = rule.method in ("insured_share", "insured_sum")
    both = "refund_freight" in row.values and "freight" in row.values
    problems = (
        ("method", rule.method not in METHODS, METHODS),
        ("multiple", by_freight and rule.multiple <= 0, "positive"),
        ("insured", by_insurance and rule.insured is not True, True),
        ("extent", rule.extent not in ("", *EXTENTS), EXTENTS),
        ("ceiling_fen", (rule.ceiling_fen or 0) < 0, "not negative"),
        ("item_cap_fen", (rule.item_cap_fen or 0) < 0, "not negative"),
        ("minimum_fen", rule.minimum_fen < 0, "not negative"),
        ("round_to_fen", rule.round_to_fen < 1, "positive"),
        ("freight", rule.freight not in FREIGHTS, FREIGHTS),
        ("freight", both, "freight alone, without refund_freight"),
        ("salvage", rule.salvage not in SALVAGES, SALVAGES),
        ("rounding", rule.rounding not in ROUNDINGS, ROUNDINGS),
        ("until", rule.since >= rule.until, "after since"),
    )
    for key, wrong, expected in problems:
        if wrong:
            value = row.values.get(key)
            raise Refusal("rule_value", place=row.at(key), value=value, expected=expected)
