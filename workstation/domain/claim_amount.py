"""The proposed compensation of a claim, with the arithmetic and the law it rests on.

Which rule applies is data (``resources/rules/compensation.toml``): the first rule of the file
that fits the claim's facts is used, and its id and version are kept with the result. Amounts are
whole fen; a share of a fen is rounded half up, once, at the end of the multiplication.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Final

from workstation.domain.refusal import Refusal
from workstation.domain.shape import Table, check_distinct, root

_EVER: Final = -(2**63)
#: How a rule turns loss into money. ``insured_share``: loss times insured over value, at most
#: the loss. ``freight_multiple``: the loss, at most so many times the freight. ``full_loss``:
#: the loss. ``freight_waiver``: nothing beyond the freight. ``none``: nothing.
METHODS: Final = ("insured_share", "freight_multiple", "full_loss", "freight_waiver", "none")


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What the amount depends on. Sums in fen, ``occurred_at`` in milliseconds UTC.

    ``value_fen`` is the worth of the goods, ``insured_fen`` the sum insured (0: uninsured),
    ``loss_fen`` the proven loss; a total loss may leave it 0 to mean the value. ``carrier``,
    ``product`` and ``customer_class`` are codes as the rules use them.
    """

    kind: str
    value_fen: int
    insured_fen: int
    freight_fen: int
    loss_fen: int
    occurred_at: int
    product: str = ""
    customer_class: str = "cash"
    carrier: str = ""
    area: str = "domestic"


@dataclass(frozen=True, slots=True)
class Source:
    """A law or published term: its title, the article, the date of that wording (ISO)."""

    title: str
    article: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class CompensationRule:
    """One row of the compensation table; an empty condition fits everything.

    In force for events with ``since <= occurred_at < until`` (milliseconds UTC). ``multiple``
    is how many times the freight, ``ceiling_fen`` an absolute limit or None.
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
    since: int = _EVER
    until: int = -_EVER
    multiple: int = 0
    ceiling_fen: int | None = None
    refund_freight: bool = True

    def fits(self, facts: ClaimFacts) -> bool:
        """Return whether the rule applies to ``facts``."""
        conditions = (
            (self.kinds, facts.kind),
            (self.carriers, facts.carrier),
            (self.products, facts.product),
            (self.customer_classes, facts.customer_class),
            (self.areas, facts.area),
        )
        return (
            self.since <= facts.occurred_at < self.until
            and self.insured in (None, facts.insured_fen > 0)
            and all(not allowed or value in allowed for allowed, value in conditions)
        )


@dataclass(frozen=True, slots=True)
class BasisLine:
    """One step of the arithmetic: a code, the whole numbers in it, and where it is from.

    The sentence for each code is in the form's wording file and in ``ui/text.py``.
    """

    code: str
    facts: tuple[tuple[str, int], ...]
    source: Source

    def as_dict(self) -> dict[str, object]:
        """Return the line as plain values that JSON can carry; see :func:`basis_line_from`."""
        return {
            "code": self.code,
            "facts": dict(self.facts),
            "source": asdict(self.source),
        }


def basis_line_from(stored: Mapping[str, object]) -> BasisLine:
    """Return the line that :meth:`BasisLine.as_dict` wrote."""
    facts = stored.get("facts")
    pairs = facts.items() if isinstance(facts, Mapping) else ()
    told = stored.get("source")
    source = told if isinstance(told, Mapping) else {}
    return BasisLine(
        code=str(stored.get("code", "")),
        facts=tuple((str(name), int(value)) for name, value in pairs),
        source=Source(*(str(source.get(key, "")) for key in ("title", "article", "date"))),
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules propose, in fen: ``total_fen`` is amount plus freight refund."""

    amount_fen: int
    freight_refund_fen: int
    total_fen: int
    basis: tuple[BasisLine, ...]
    rule_id: str
    rule_version: str


def propose(facts: ClaimFacts, rules: Iterable[CompensationRule]) -> Proposal:
    """Return the compensation that the first fitting rule gives.

    Raises ``Refusal('compensation_rule_missing')`` if none fits, ``Refusal('claim_fact_missing')``
    or ``Refusal('claim_fact_negative')`` with the ``field`` that needs a better value.
    """
    _check(facts)
    rule = next((rule for rule in rules if rule.fits(facts)), None)
    if rule is None:
        raise Refusal(
            "compensation_rule_missing",
            kind=facts.kind,
            carrier=facts.carrier,
            product=facts.product,
            customer_class=facts.customer_class,
            occurred_at=facts.occurred_at,
        )
    lines: list[BasisLine] = []
    loss = _loss(facts, rule, lines)
    amount = _amount(facts, rule, loss, lines)
    if rule.ceiling_fen is not None and amount > rule.ceiling_fen:
        amount = rule.ceiling_fen
        lines.append(_line(rule, "ceiling", ceiling_fen=amount))
    refund = facts.freight_fen if rule.refund_freight else 0
    if refund:
        lines.append(_line(rule, "freight_refund", freight_fen=refund))
    lines.append(
        _line(rule, "total", amount_fen=amount, freight_fen=refund, result_fen=amount + refund)
    )
    return Proposal(amount, refund, amount + refund, tuple(lines), rule.id, rule.version)


def _check(facts: ClaimFacts) -> None:
    for field in ("value_fen", "insured_fen", "freight_fen", "loss_fen"):
        if getattr(facts, field) < 0:
            raise Refusal("claim_fact_negative", field=field)


def _line(rule: CompensationRule, code: str, **numbers: int) -> BasisLine:
    return BasisLine(code, tuple(numbers.items()), rule.source)


def _loss(facts: ClaimFacts, rule: CompensationRule, lines: list[BasisLine]) -> int:
    """Return the loss that counts: the value if all is lost, never more than the value."""
    if facts.kind == "loss" and not facts.loss_fen and facts.value_fen:
        lines.append(_line(rule, "loss_is_value", value_fen=facts.value_fen))
        return facts.value_fen
    if facts.kind not in ("cod", "delay") and 0 < facts.value_fen < facts.loss_fen:
        lines.append(_line(rule, "loss_capped", loss_fen=facts.loss_fen, value_fen=facts.value_fen))
        return facts.value_fen
    return facts.loss_fen


def _amount(facts: ClaimFacts, rule: CompensationRule, loss: int, lines: list[BasisLine]) -> int:
    """Return the compensation without freight, and add its arithmetic to ``lines``."""
    if rule.method == "insured_share":
        amount = _insured_share(facts, loss)
        numbers = {"insured_fen": facts.insured_fen, "value_fen": facts.value_fen}
        lines.append(_line(rule, rule.method, **numbers, loss_fen=loss, result_fen=amount))
    elif rule.method == "freight_multiple":
        _require(facts, "freight_fen")
        cap = rule.multiple * facts.freight_fen
        amount = min(loss, cap)
        numbers = {"multiple": rule.multiple, "freight_fen": facts.freight_fen, "cap_fen": cap}
        lines.append(_line(rule, rule.method, **numbers, loss_fen=loss, result_fen=amount))
    else:
        amount = loss if rule.method == "full_loss" else 0
        lines.append(_line(rule, rule.method, loss_fen=loss, result_fen=amount))
    return amount


def _insured_share(facts: ClaimFacts, loss: int) -> int:
    """Return loss times insured over value, at most the loss, rounded half up."""
    _require(facts, "value_fen")
    if facts.insured_fen >= facts.value_fen:
        return loss
    return (2 * loss * facts.insured_fen + facts.value_fen) // (2 * facts.value_fen)


def _require(facts: ClaimFacts, field: str) -> None:
    if not getattr(facts, field):
        raise Refusal("claim_fact_missing", field=field, kind=facts.kind)


#: Midnight of China decides the day on which a rule begins or ends.
_CHINA = timezone(timedelta(hours=8))
_DAY = 86_400_000
_CONDITIONS: Final = ("kinds", "carriers", "products", "customer_classes", "areas")
_KEYS: Final = (
    *("id", "version", "method", "source", "insured", "since", "until"),
    *("multiple", "ceiling_fen", "refund_freight"),
    *_CONDITIONS,
)


def rules_from(data: Mapping[str, object]) -> tuple[CompensationRule, ...]:
    """Return the rules of a compensation file, given as the tables of its TOML text.

    Raises ``Refusal`` with the ``place`` of the first mistake, such as ``rule[2].kinds``:
    ``rule_missing``, ``rule_type``, ``rule_unknown_key``, ``rule_duplicate``, ``rule_value``.
    """
    top = root(data)
    top.only("format", "version", "rule")
    rows = top.tables("rule")
    if not rows:
        raise Refusal("rule_missing", place="rule")
    rules = tuple(_rule_from(row) for row in rows)
    check_distinct([f"{rule.id}@{rule.version}" for rule in rules], "rule")
    return rules


def _rule_from(row: Table) -> CompensationRule:
    row.only(*_KEYS)
    source = row.table("source")
    source.only("title", "article", "date")
    rule = CompensationRule(
        id=row.text("id"),
        version=row.text("version"),
        method=row.text("method"),
        source=Source(source.text("title"), source.text("article", ""), source.text("date", "")),
        insured=row.flag("insured") if "insured" in row.values else None,
        since=_midnight(row, "since") if "since" in row.values else _EVER,
        until=_midnight(row, "until") + _DAY if "until" in row.values else -_EVER,
        multiple=row.whole("multiple", 0),
        ceiling_fen=row.whole("ceiling_fen") if "ceiling_fen" in row.values else None,
        refund_freight=row.flag("refund_freight", True),
        kinds=frozenset(row.texts("kinds")),
        carriers=frozenset(row.texts("carriers")),
        products=frozenset(row.texts("products")),
        customer_classes=frozenset(row.texts("customer_classes")),
        areas=frozenset(row.texts("areas")),
    )
    _check_rule(row, rule)
    return rule


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
    problems = (
        ("method", rule.method not in METHODS, METHODS),
        ("multiple", rule.method == "freight_multiple" and rule.multiple <= 0, "positive"),
        ("insured", rule.method == "insured_share" and rule.insured is not True, True),
        ("ceiling_fen", rule.ceiling_fen is not None and rule.ceiling_fen < 0, "not negative"),
        ("until", rule.since >= rule.until, "after since"),
    )
    for key, wrong, expected in problems:
        if wrong:
            value = row.values.get(key)
            raise Refusal("rule_value", place=row.at(key), value=value, expected=expected)
