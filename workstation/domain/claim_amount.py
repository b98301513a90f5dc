"""The proposed compensation of a claim, with the arithmetic and the law it rests on.

Which rule applies is data (``resources/rules/compensation.toml``): the first rule of the file
that fits the claim's facts is used, and its id and version are kept with the result. Amounts are
whole fen; a share of a fen is rounded half up, once, at the end of the multiplication.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final

from workstation.domain.refusal import Refusal

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
    since: int = -(2**63)
    until: int = 2**63
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
            "title": self.source.title,
            "article": self.source.article,
            "date": self.source.date,
        }


def basis_line_from(stored: Mapping[str, object]) -> BasisLine:
    """Return the line that :meth:`BasisLine.as_dict` wrote."""
    facts = stored.get("facts")
    pairs = facts.items() if isinstance(facts, Mapping) else ()
    return BasisLine(
        code=str(stored.get("code", "")),
        facts=tuple((str(name), int(value)) for name, value in pairs),
        source=Source(*(str(stored.get(key, "")) for key in ("title", "article", "date"))),
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
_SIMPLE: Final[dict[str, type]] = {
    "id": str,
    "version": str,
    "method": str,
    "insured": bool,
    "multiple": int,
    "ceiling_fen": int,
    "refund_freight": bool,
}
_NEEDED: Final = ("id", "version", "method", "source")


def rules_from(tables: Mapping[str, object]) -> tuple[CompensationRule, ...]:
    """Return the rules of a compensation file, given as the tables of its TOML text.

    Raises ``Refusal('rule_invalid')`` with ``place`` (such as ``rule 3 (express.insured): kinds``),
    ``problem`` (a code) and ``value`` for the first thing that is wrong.
    """
    rows = tables.get("rule")
    if not isinstance(rows, list) or not rows:
        raise Refusal("rule_invalid", place="rule", problem="missing", value=rows)
    rules: list[CompensationRule] = []
    names: set[tuple[str, str]] = set()
    for number, row in enumerate(rows, 1):
        rule = _rule_from(f"rule {number}", row)
        if (rule.id, rule.version) in names:
            place = f"rule {number} ({rule.id})"
            raise Refusal("rule_invalid", place=place, problem="repeated", value=rule.version)
        names.add((rule.id, rule.version))
        rules.append(rule)
    return tuple(rules)


def _rule_from(place: str, row: object) -> CompensationRule:
    if not isinstance(row, Mapping):
        raise Refusal("rule_invalid", place=place, problem="not_a_table", value=row)
    place = f"{place} ({row.get('id', '?')})"
    known = {*_SIMPLE, *_CONDITIONS, "source", "since", "until"}
    values: dict[str, Any] = {}
    for key in _NEEDED:
        if key not in row:
            raise Refusal("rule_invalid", place=f"{place}: {key}", problem="missing", value=None)
    for key, value in row.items():
        where = f"{place}: {key}"
        if key not in known:
            raise Refusal("rule_invalid", place=where, problem="unknown_key", value=value)
        values[key] = _value_from(where, key, value)
    if "until" in values:
        values["until"] += _DAY
    rule = CompensationRule(**values)
    _check_rule(place, rule)
    return rule


def _value_from(where: str, key: str, value: object) -> object:
    """Return one entry of a rule in the type that the rule holds."""
    if key in _CONDITIONS:
        if isinstance(value, list) and value and all(isinstance(code, str) for code in value):
            return frozenset(value)
        raise Refusal("rule_invalid", place=where, problem="not_a_list_of_codes", value=value)
    if key == "source":
        parts = ("title", "article", "date")
        if isinstance(value, Mapping) and all(isinstance(value.get(k, ""), str) for k in parts):
            return Source(*(value.get(part, "") for part in parts))
        raise Refusal("rule_invalid", place=where, problem="not_a_source", value=value)
    if key in ("since", "until"):
        return _midnight(where, value)
    if type(value) is not _SIMPLE[key]:
        raise Refusal("rule_invalid", place=where, problem="wrong_type", value=value)
    return value


def _midnight(where: str, value: object) -> int:
    """Return the beginning of a day in China, in milliseconds UTC."""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise Refusal("rule_invalid", place=where, problem="not_a_date", value=value) from None
    return int(datetime(day.year, day.month, day.day, tzinfo=_CHINA).timestamp()) * 1000


def _check_rule(place: str, rule: CompensationRule) -> None:
    """Raise for values that are each well formed but make no sense together."""
    if rule.method not in METHODS:
        raise Refusal(
            "rule_invalid", place=f"{place}: method", problem="unknown_method", value=rule.method
        )
    if rule.method == "freight_multiple" and rule.multiple <= 0:
        raise Refusal(
            "rule_invalid", place=f"{place}: multiple", problem="not_positive", value=rule.multiple
        )
    if rule.ceiling_fen is not None and rule.ceiling_fen < 0:
        raise Refusal(
            "rule_invalid",
            place=f"{place}: ceiling_fen",
            problem="negative",
            value=rule.ceiling_fen,
        )
    if rule.since >= rule.until:
        raise Refusal("rule_invalid", place=f"{place}: until", problem="before_since", value=None)
    if rule.method == "insured_share" and rule.insured is not True:
        raise Refusal(
            "rule_invalid", place=f"{place}: insured", problem="must_be_true", value=rule.insured
        )
